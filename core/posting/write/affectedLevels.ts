import type { StockLevel } from '../../model/stockLevel';
import { affectedItems } from '../plan/affectedItems';
import type { PostedOrder } from '../plan/stages';
import { addBundleLevels } from '../../quickbooks/bundleLevels';
import { toStockLevel } from '../../quickbooks/items';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readItemsById } from '../../quickbooks/stockReading';

/** A level that the orders of a run changed, with their places in the run. */
export interface AffectedLevel {
	readonly level: StockLevel;
	readonly orders: readonly number[];
}

/**
 * What QuickBooks says now of every item that these orders moved, and of the bundles that are made of them. Items that are not counted, or
 * have no SKU, are left out, and so are those that cannot be read: the stock trigger names them.
 */
export async function readAffectedLevels(
	client: QuickBooksClient,
	postedOrders: readonly PostedOrder[],
): Promise<AffectedLevel[]> {
	const affected = affectedItems(postedOrders);
	const { items, asOf } = await readItemsById(
		client,
		affected.map(({ itemId }) => itemId),
	);
	const levels = affected.flatMap(({ itemId, unposted, orders }): AffectedLevel[] => {
		const item = items.find((one) => one.itemId === itemId);
		const level = item === undefined || asOf === null ? null : toStockLevel(item, asOf, client);
		return level === null ? [] : [{ level: { ...level, unposted }, orders }];
	});
	const { levels: all } = await addBundleLevels(
		client,
		levels.map(({ level }) => level),
	);
	return all.map((level, place) => ({ level, orders: levels[place]?.orders ?? ordersOf(level, levels) }));
}

function ordersOf({ components }: StockLevel, moved: readonly AffectedLevel[]): number[] {
	const parts = new Set(components.map(({ itemId }) => itemId));
	return [...new Set(moved.filter(({ level }) => parts.has(level.itemId)).flatMap(({ orders }) => orders))];
}
