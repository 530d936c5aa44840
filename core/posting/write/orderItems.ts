import type { LineMatch } from '../../matching/orderMatch';
import { matcherBySku, type SkuMatch } from '../../matching/skuMatch';
import type { LineItem } from '../../model/lineItem';
import type { OrderLine, SalesOrder } from '../../model/salesOrder';
import type { Sku } from '../../model/sku';
import { nearMatchHint } from '../../model/skuHints';
import { foldBundles } from '../draft/bundleLines';
import { itemSold } from '../draft/saleInBooks';
import { goodsOf } from '../draft/saleParts';
import type { OrderToPost, PostingOptions } from '../plan/postingOptions';
import type { PostingPlan } from '../plan/postingPlan';
import { missingItemsFor, type MissingLine } from './missingItems';
import { bundlesOf, isBundle, type Bundles } from '../../quickbooks/bundles';
import { knownItem, type FoundItem, type QboItem } from '../../quickbooks/items';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { itemsBySku } from '../../quickbooks/stockReading';

/** What the lines of one order are in QuickBooks. */
export interface OrderItems {
	readonly items: ReadonlyMap<string, LineItem>;
	/** The lines that are written: each bundle once. */
	readonly lines: readonly OrderLine[];
	/** Why not every line is something; null when all are. */
	readonly trouble: string | null;
}

/** An order, and what has to be done about it. */
interface PlannedOrder extends OrderToPost {
	readonly plan: PostingPlan;
}

/** Of an order that is not looked at closer. */
export function unknownItems({ lines }: SalesOrder): OrderItems {
	return { items: new Map(), lines, trouble: null };
}

/**
 * Finds the items of all orders' lines; only what Match by SKU left open is looked up, all SKUs at once. Missing ones are
 * made or replaced as the user chose.
 */
export async function itemsOfOrders(
	client: QuickBooksClient,
	orders: readonly PlannedOrder[],
	options: PostingOptions,
): Promise<OrderItems[]> {
	const open = orders.flatMap((one) => goodsOf(one.order).filter((line) => isOpen(matchOf(one, line))));
	const find = matcherBySku(
		await itemsBySku(
			client,
			open.flatMap(({ sku }) => sku ?? []),
		),
		false,
	);
	const lines = orders.flatMap((one) =>
		goodsOf(one.order).map((line) => ({
			...one,
			line,
			found: orAsSold(one, line, foundFor(line, matchOf(one, line), find)),
		})),
	);
	const missing: MissingLine[] = lines
		.filter(({ plan, found }) => found.item === null && found.missing && isWritten(plan))
		.map(({ order, line }) => ({ order, line }));
	const made = await missingItemsFor(client, missing, options);
	const bundles = await bundlesOf(
		client,
		lines.flatMap(({ found }) => (found.item !== null && isBundle(found.item.type) ? [found.item.itemId] : [])),
	);
	return orders.map(({ order }) =>
		gathered(
			order,
			lines
				.filter((one) => one.order === order)
				.map(({ line, found }) => lineItem(line, made.get(line) ?? found, bundles)),
		),
	);
}

/** An order that is not written makes no items. */
function isWritten({ action }: PostingPlan): boolean {
	return action === 'create' || action === 'update';
}

/** A line that leads to no item any more (the product was deleted, the SKU renamed) is what it was sold as. */
function orAsSold({ plan }: PlannedOrder, line: OrderLine, found: FoundItem): FoundItem {
	if (found.item !== null || (plan.action !== 'update' && plan.action !== 'alreadyThere')) return found;
	const itemId = itemSold(plan.document, line);
	return itemId === null ? found : { item: { itemId, type: null, startsOn: null }, trouble: null };
}

function matchOf({ match }: OrderToPost, { lineId }: OrderLine): LineMatch | null {
	if (match?.lookedIn !== 'quickbooks') return null;
	return match.lines.find((line) => line.lineId === lineId) ?? null;
}

function isOpen(match: LineMatch | null): boolean {
	return match?.itemId == null && match?.outcome !== 'ambiguous';
}

function foundFor(
	line: OrderLine,
	match: LineMatch | null,
	find: (sku: OrderLine['sku']) => SkuMatch<QboItem>,
): FoundItem {
	if (match?.outcome === 'ambiguous')
		return without(line, `has a SKU that several items in QuickBooks carry (${match.candidates.join(', ')})`, false);
	if (match?.itemId != null)
		return { item: { itemId: match.itemId, type: match.itemType, startsOn: match.startsOn }, trouble: null };
	if (line.sku === null) return without(line, 'has no SKU', true);
	const found = find(line.sku);
	if (found.outcome === 'matched') return knownItem(found.found);
	// Beside an item whose SKU differs only in case a second one would be made, and both be ambiguous from then on.
	if (found.outcome === 'unmatched') return without(line, unknownSku(line.sku, found.near), found.near === null);
	const names = found.candidates.map(({ name, itemId }) => `${name} (id ${itemId})`);
	return without(line, `has a SKU that several items in QuickBooks carry (${names.join(', ')})`, false);
}

function unknownSku(sku: Sku, near: Sku | null): string {
	const hint = near === null ? '' : `. ${nearMatchHint(sku, near, 'QuickBooks')}`;
	return `has a SKU that QuickBooks does not know (${sku})${hint}`;
}

function without({ name }: OrderLine, why: string, missing: boolean): FoundItem {
	return { item: null, trouble: `"${name}" ${why}`, missing };
}

interface NamedLine {
	readonly line: OrderLine;
	readonly item: LineItem | null;
	readonly trouble: string | null;
}

/** A gift certificate without an item is booked on the one that the form names for it. */
function lineItem(line: OrderLine, found: FoundItem, bundles: Bundles): NamedLine {
	if (found.item === null) return { line, item: null, trouble: line.kind === 'giftCertificate' ? null : found.trouble };
	const { itemId, type, startsOn } = found.item;
	if (!isBundle(type)) return { line, item: { itemId, startsOn, components: [] }, trouble: null };
	const bundle = bundles.get(itemId);
	if (bundle === undefined)
		return { line, item: null, trouble: `"${line.name}" is a bundle in QuickBooks, whose components cannot be read` };
	return { line, item: bundle, trouble: null };
}

/** Lines that a bundle was written for, or that were written for a bundle, ask for no item and move nothing. */
function gathered(order: SalesOrder, named: readonly NamedLine[]): OrderItems {
	const known = new Map(named.flatMap(({ line, item }) => (item === null ? [] : [[line.lineId, item] as const])));
	const { lines, trouble } = foldBundles(order, known);
	const isWritten = ({ lineId }: OrderLine) => lines.some((line) => line.lineId === lineId);
	const written = named.filter(({ line }) => isWritten(line));
	const troubles = [...written.map((one) => one.trouble), trouble].filter((one) => one !== null);
	const items = written.flatMap(({ line, item }) => (item === null ? [] : [[line.lineId, item] as const]));
	return { items: new Map(items), lines, trouble: troubles.length === 0 ? null : troubles.join('; ') };
}
