import type { ReservedLevel } from './heldLevel';
import type { OpenLine, OpenOrder, OpenOrders } from './openOrders';
import type { SaleDocument } from './postedSales';
import { addSeconds, latest, wholeSecond, type Moment } from '../model/moment';
import type { Reservation } from '../model/reservation';
import { skuKey, type Sku } from '../model/sku';
import type { LevelComponent, StockLevel } from '../model/stockLevel';

/** An open order with the document of its sale; null where there is none that counts. */
export interface DocumentedOrder {
	readonly channel: string;
	readonly order: OpenOrder;
	readonly document: SaleDocument | null;
}

/** What is held back. */
export interface HoldBackRules {
	/** Whether SKUs that differ in case alone are the same. */
	readonly ignoreCase: boolean;
}

/**
 * The levels with the open orders that each number does not contain (rules.md E1).
 *
 * 1. Find the units that each order took of each item.
 * 2. Put on each level, or on each part of a bundle, the orders that it does not contain.
 * 3. Count what was sold of it lately.
 */
export function withReservations(
	levels: readonly StockLevel[],
	orders: readonly DocumentedOrder[],
	rules: HoldBackRules,
): ReservedLevel[] {
	const sold = soldOrders(levels, orders, rules);
	const of = (item: Pick<LevelComponent, 'itemId'>, { asOf }: StockLevel) =>
		sold.flatMap((one) => reservationOf(item.itemId, one, asOf));
	const soldLately = (item: Pick<LevelComponent, 'itemId'>, { asOf }: StockLevel) =>
		sold.reduce((sum, one) => sum + (isRecent(one, asOf) ? (one.units.get(item.itemId) ?? 0) : 0), 0);
	return levels.map((level) => ({
		...level,
		reservations: level.components.length > 0 ? [] : of(level, level),
		components: level.components.map((part) => ({ ...part, reservations: of(part, level) })),
		soldLately: Math.max(...itemsOf(level).map((item) => soldLately(item, level))),
	}));
}

/** Levels of which it is open whether they contain a sale. */
interface UnclearLevels {
	readonly levels: readonly StockLevel[];
	/** A level that QuickBooks tells from then on, by its own clock, leaves none of these sales open. */
	readonly clearFrom: Moment;
}

/** The levels beside which a sale was made in the very second of their reading, or was changed in it or later. Null where there are none. */
export function unclearLevels(
	levels: readonly StockLevel[],
	orders: readonly DocumentedOrder[],
	rules: HoldBackRules,
): UnclearLevels | null {
	const sold = soldOrders(levels, orders, rules);
	const unclear = levels.flatMap((level) => {
		const moments = sold.flatMap(({ document, units }) =>
			document !== null && isUnclear(document, level.asOf) && itemsOf(level).some(({ itemId }) => units.has(itemId))
				? [document.updatedAt]
				: [],
		);
		return moments.length === 0 ? [] : [{ level, moments }];
	});
	const last = latest(unclear.flatMap(({ moments }) => moments));
	return last === null
		? null
		: { levels: unclear.map(({ level }) => level), clearFrom: addSeconds(wholeSecond(last), 1) };
}

/** The open orders of all channels, each with the document of its sale. */
export function withDocuments(
	openOrders: readonly OpenOrders[],
	documentOf: (channel: string, order: OpenOrder) => SaleDocument | null,
): DocumentedOrder[] {
	return openOrders.flatMap(({ channel, orders }) =>
		orders.map((order) => ({ channel, order, document: documentOf(channel, order) })),
	);
}

interface SoldOrder extends DocumentedOrder {
	/** Units that the order took of each item. */
	readonly units: ReadonlyMap<string, number>;
}

function soldOrders(
	levels: readonly StockLevel[],
	orders: readonly DocumentedOrder[],
	{ ignoreCase }: HoldBackRules,
): SoldOrder[] {
	const unitsOf = unitsByItem(levels, ignoreCase);
	return orders.map((one) => ({ ...one, units: unitsOf(one.order.lines) }));
}

/** True for what was sold within the day before the level was read, or later. */
function isRecent({ document }: DocumentedOrder, asOf: Moment): boolean {
	return document === null || document.createdAt > addSeconds(asOf, -24 * 3600);
}

function reservationOf(itemId: string, { channel, order, document, units }: SoldOrder, asOf: Moment): Reservation[] {
	const sold = units.get(itemId) ?? 0;
	const quantity =
		document !== null && isContained(document, asOf) ? sold - unitsInBooks(document, itemId, sold) : sold;
	if (quantity <= 0) return [];
	const { account, orderId, orderNumber, hold: why, unreadable } = order;
	return [{ channel, account, orderId, orderNumber, quantity, why, ...(unreadable === true ? { unreadable } : {}) }];
}

/**
 * True when the level was read after the document was written for the last time. Both stamps come from QuickBooks' clock, and the document's
 * is in whole seconds: a level of the same second may have been read before.
 */
function isContained({ updatedAt }: SaleDocument, asOf: Moment): boolean {
	return wholeSecond(updatedAt) < wholeSecond(asOf);
}

/** True where the document was there when the level was read, or may have been, and was written later, or may have been. */
function isUnclear(document: SaleDocument, asOf: Moment): boolean {
	return !isContained(document, asOf) && wholeSecond(document.createdAt) <= wholeSecond(asOf);
}

/** A document of an earlier version of the order holds what its lines say. */
function unitsInBooks({ lines }: SaleDocument, itemId: string, sold: number): number {
	if (lines === null) return sold;
	return lines.filter((line) => line.itemId === itemId).reduce((sum, { quantity }) => sum + (quantity ?? 0), 0);
}

/**
 * Finds what an order's lines took of each item. A bundle takes its parts. A shop that lists a bundle and its parts took one of the two:
 * parts whose bundle has an item in QuickBooks are left out.
 */
function unitsByItem(
	levels: readonly StockLevel[],
	ignoreCase: boolean,
): (lines: readonly OpenLine[]) => ReadonlyMap<string, number> {
	const quantities = new Map<string, Map<string, number>>();
	const bundles = new Set<string>();
	const take = (sku: Sku, itemId: string, quantity: number) => {
		const key = skuKey(sku, ignoreCase);
		quantities.set(key, (quantities.get(key) ?? new Map<string, number>()).set(itemId, quantity));
	};
	for (const { itemId, sku, partOf } of levels.flatMap(itemsOf)) {
		if (sku !== null) take(sku, itemId, 1);
		for (const bundle of partOf) {
			take(bundle.sku, itemId, bundle.quantity);
			bundles.add(skuKey(bundle.sku, ignoreCase));
		}
	}
	const keyOf = ({ sku }: OpenLine) => (sku === null ? '' : skuKey(sku, ignoreCase));
	return (lines) => {
		const whole = new Set(lines.filter((line) => bundles.has(keyOf(line))).map(({ lineId }) => lineId));
		const units = new Map<string, number>();
		for (const line of lines.filter(({ bundleLineId }) => bundleLineId === null || !whole.has(bundleLineId))) {
			for (const [itemId, quantity] of quantities.get(keyOf(line)) ?? [])
				units.set(itemId, (units.get(itemId) ?? 0) + line.units * quantity);
		}
		return units;
	};
}

function itemsOf(level: StockLevel): ReadonlyArray<Pick<LevelComponent, 'itemId' | 'sku' | 'partOf'>> {
	return level.components.length > 0 ? level.components : [level];
}
