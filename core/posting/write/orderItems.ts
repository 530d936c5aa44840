import type { LineMatch } from '../../matching/orderMatch';
import { skuMatcher, type SkuMatch } from '../../matching/skuMatch';
import type { LineItem } from '../../model/lineItem';
import type { OrderLine, SalesOrder } from '../../model/salesOrder';
import type { Sku } from '../../model/sku';
import { nearMatchHint } from '../../model/skuHints';
import { mergeBundles } from '../draft/bundleLines';
import { findItemSold } from '../draft/saleInBooks';
import { goodsOf } from '../draft/saleParts';
import type { PostingChoices, PostingOptions } from '../plan/postingOptions';
import { isCreating, type PostingPlan } from '../plan/postingPlan';
import type { OrderItems, OrderToPost, PlannedOrder } from '../plan/stages';
import { findOrCreateItems, type MissingLine } from './missingItems';
import { readBundles, isBundle, type Bundles } from '../../quickbooks/bundles';
import { inactiveAdvice, toFoundItem, unreadableAdvice, type FoundItem, type QboItem } from '../../quickbooks/items';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readItemsOfShopSkus } from '../../quickbooks/stockReading';

type OrderWithPlan = Pick<PlannedOrder, 'order' | 'match' | 'choices' | 'plan'>;

/** Of an order that is not looked at closer. */
export function unknownItems({ lines }: SalesOrder): OrderItems {
	return { items: new Map(), lines, itemTrouble: null };
}

/**
 * Finds the items of all orders' lines. One answer for each order, in the order given.
 *
 * 1. The SKUs that Match by SKU left open are looked up, all at once.
 * 2. A line that leads to no item any more is what it was sold as.
 * 3. Items that are missing are made or replaced as the user chose.
 * 4. Bundles are read, and each is written once.
 */
export async function findItemsOfOrders(
	client: QuickBooksClient,
	orders: readonly OrderWithPlan[],
	options: PostingOptions,
): Promise<OrderItems[]> {
	const lines = await findLines(client, orders, options);
	const missing = lines
		.filter(({ plan, choices, found }) => found.item === null && found.missing && isReplaced(plan, choices))
		.map(({ order, choices, line }) => ({ order, choices, line }));
	const replacements = await findOrCreateItems(client, missing, options);
	const bundles = await readBundles(
		client,
		lines.flatMap(({ found }) => (found.item !== null && isBundle(found.item.type) ? [found.item.itemId] : [])),
	);
	return orders.map(({ order }) => {
		const own = lines.filter((one) => one.order === order);
		return toOrderItems(
			order,
			own.map(({ line, found }) => toNamedLine(line, replacements.get(line) ?? found, bundles)),
		);
	});
}

interface FoundLine extends MissingLine {
	readonly plan: PostingPlan;
	readonly found: FoundItem;
}

/** The lines of all orders that something was sold on, each with its item as QuickBooks has it. */
async function findLines(
	client: QuickBooksClient,
	orders: readonly OrderWithPlan[],
	{ ignoreCase }: PostingOptions,
): Promise<FoundLine[]> {
	const open = orders.flatMap((one) => goodsOf(one.order).filter((line) => isOpen(matchOf(one, line))));
	const skus = open.flatMap(({ sku }) => sku ?? []);
	const find = skuMatcher(await readItemsOfShopSkus(client, skus), ignoreCase);
	return orders.flatMap((one) =>
		goodsOf(one.order).map((line) => {
			const found = orAsSold(one, line, findItem(line, matchOf(one, line), find));
			return { order: one.order, choices: one.choices, plan: one.plan, line, found };
		}),
	);
}

/** A document without a mark is compared with what would be written, which may hold the item for missing ones. */
function isReplaced(plan: PostingPlan, { missingItems }: PostingChoices): boolean {
	return isWritten(plan) || (plan.action === 'recognise' && missingItems.kind === 'fallback');
}

/** An order that is not written makes no items. */
function isWritten(plan: PostingPlan): boolean {
	return isCreating(plan) || plan.action === 'update';
}

/** A line that leads to no item any more (the product was deleted, the SKU renamed) is what it was sold as. */
function orAsSold({ plan }: OrderWithPlan, line: OrderLine, found: FoundItem): FoundItem {
	if (found.item !== null || (plan.action !== 'update' && plan.action !== 'alreadyThere')) return found;
	const itemId = findItemSold(plan.document, line);
	return itemId === null ? found : { item: { itemId, type: null, startsOn: null }, trouble: null };
}

function matchOf({ match }: Pick<OrderToPost, 'match'>, { lineId }: OrderLine): LineMatch | null {
	if (match?.lookedIn !== 'quickbooks') return null;
	return match.lines.find((line) => line.lineId === lineId) ?? null;
}

function isOpen(match: LineMatch | null): boolean {
	return match?.itemId == null && match?.outcome !== 'ambiguous';
}

function findItem(
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
	if (found.outcome === 'matched') return toFoundItem(found.found);
	if (found.outcome === 'unmatched' && found.inactive !== null)
		return without(line, `cannot be booked: ${inactiveAdvice(found.inactive)}`, false);
	if (found.outcome === 'unmatched' && found.unreadable !== null)
		return without(line, `cannot be booked: ${unreadableAdvice(found.unreadable)}`, false);
	// Beside an item whose SKU differs only in case a second one would be made, and both be ambiguous from then on.
	if (found.outcome === 'unmatched') return without(line, unknownSku(line.sku, found.near), found.near === null);
	const names = found.candidates.map(({ name, itemId }) => `${name} (id ${itemId})`);
	return without(line, `has a SKU that several items in QuickBooks carry (${names.join(', ')})`, false);
}

function unknownSku(sku: Sku, near: Sku | null): string {
	const hint =
		near === null
			? ': create the item there, or correct the SKU in the shop'
			: `. ${nearMatchHint(sku, near, 'QuickBooks')}`;
	return `has a SKU that QuickBooks does not know (${sku})${hint}`;
}

function without({ name }: OrderLine, why: string, missing: boolean): FoundItem {
	return { item: null, trouble: `"${name}" ${why}`, missing };
}

interface NamedLine {
	readonly line: OrderLine;
	readonly item: LineItem | null;
	readonly trouble: string | null;
	/** QuickBooks has an item for the line and does not book it. */
	readonly isUnbookable: boolean;
}

/** A gift certificate without an item is booked on the one that the form names for it. */
function toNamedLine(line: OrderLine, found: FoundItem, bundles: Bundles): NamedLine {
	if (found.item === null) {
		const trouble = line.kind === 'giftCertificate' ? null : found.trouble;
		return { line, item: null, trouble, isUnbookable: !found.missing };
	}
	const { itemId, type, startsOn } = found.item;
	const bundle = isBundle(type) ? bundles.get(itemId) : { itemId, startsOn, components: [] };
	if (bundle !== undefined) return { line, item: bundle, trouble: null, isUnbookable: false };
	const trouble = `"${line.name}" is a bundle in QuickBooks, whose components cannot be read`;
	return { line, item: null, trouble, isUnbookable: true };
}

/** Lines that a bundle was written for, or that were written for a bundle, ask for no item and move nothing. */
function toOrderItems(order: SalesOrder, named: readonly NamedLine[]): OrderItems {
	const known = new Map(named.flatMap(({ line, item }) => (item === null ? [] : [[line.lineId, item] as const])));
	const unbookable = new Set(named.filter((one) => one.isUnbookable).map(({ line }) => line.lineId));
	const { lines, trouble } = mergeBundles(order, { items: known, unbookable });
	const isWritten = ({ lineId }: OrderLine) => lines.some((line) => line.lineId === lineId);
	const written = named.filter(({ line }) => isWritten(line));
	const troubles = [...written.map((one) => one.trouble), trouble].filter((one) => one !== null);
	const items = written.flatMap(({ line, item }) => (item === null ? [] : [[line.lineId, item] as const]));
	return { items: new Map(items), lines, itemTrouble: troubles.length === 0 ? null : troubles.join('; ') };
}
