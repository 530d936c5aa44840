import { goodsOf } from '../domain/documentLines';
import type { OrderLine } from '../domain/salesOrder';
import { matcherBySku, type LineMatch, type SkuMatch } from '../domain/skuMatch';
import type { QboItem } from './itemReading';
import type { OrderToPost } from './postingTypes';
import type { QuickBooksClient } from './quickBooksClient';
import { itemsBySku } from './stockReading';

/** What the lines of one order are in QuickBooks. */
export interface OrderItems {
	readonly itemIds: ReadonlyMap<string, string>;
	/** Why not every line has an item; null when all have. */
	readonly trouble: string | null;
}

type LineItem = { readonly lineId: string; readonly itemId: string; readonly trouble: string | null } | { readonly lineId: string; readonly itemId: null; readonly trouble: string };

/** Finds the items of all orders' lines; only what Match by SKU left open is looked up, all SKUs at once. */
export async function itemsOfOrders(client: QuickBooksClient, orders: readonly OrderToPost[]): Promise<OrderItems[]> {
	const open = orders.flatMap((one) => goodsOf(one.order).filter((line) => isOpen(matchOf(one, line))));
	const skus = open.map(({ sku }) => sku).filter((sku) => sku !== null);
	const items = await itemsBySku(client, skus);
	const find = matcherBySku(items, false);
	return orders.map((one) => gathered(goodsOf(one.order).map((line) => itemOf(line, matchOf(one, line), find))));
}

function matchOf({ match }: OrderToPost, { lineId }: OrderLine): LineMatch | null {
	if (match?.lookedIn !== 'quickbooks') return null;
	return match.lines.find((line) => line.lineId === lineId) ?? null;
}

function isOpen(match: LineMatch | null): boolean {
	return match?.itemId == null && match?.outcome !== 'ambiguous';
}

function itemOf(line: OrderLine, match: LineMatch | null, find: (sku: OrderLine['sku']) => SkuMatch<QboItem>): LineItem {
	const { lineId } = line;
	if (match?.outcome === 'ambiguous') return without(line, `has a SKU that several items in QuickBooks carry (${match.candidates.join(', ')})`);
	if (match?.itemId != null) return withItem(line, match.itemId, match.itemType);
	if (line.sku === null) return without(line, 'has no SKU');
	const found = find(line.sku);
	if (found.outcome === 'matched') return withItem(line, found.found.itemId, found.found.type);
	if (found.outcome === 'unmatched') return without(line, `has a SKU that QuickBooks does not know (${line.sku})`);
	const names = found.candidates.map(({ name, itemId }) => `${name} (id ${itemId})`);
	return { lineId, itemId: null, trouble: `"${line.name}" has a SKU that several items in QuickBooks carry (${names.join(', ')})` };
}

/** A bundle's line is written in another way than an item's, and sells what it is made of. */
function withItem({ lineId, name }: OrderLine, itemId: string, type: string | null): LineItem {
	const isBundle = type === 'Group' || type === 'Bundle';
	return { lineId, itemId, trouble: isBundle ? `"${name}" is a bundle in QuickBooks, which this version does not post` : null };
}

function without({ lineId, name }: OrderLine, why: string): LineItem {
	return { lineId, itemId: null, trouble: `"${name}" ${why}` };
}

function gathered(lines: readonly LineItem[]): OrderItems {
	const troubles = lines.map(({ trouble }) => trouble).filter((trouble) => trouble !== null);
	const known = lines.flatMap(({ lineId, itemId }) => (itemId === null ? [] : [[lineId, itemId] as const]));
	return { itemIds: new Map(known), trouble: troubles.length === 0 ? null : troubles.join('; ') };
}
