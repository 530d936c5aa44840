import { affectedItems, type PostedOrder } from '../domain/affectedStock';
import type { StockLevel } from '../domain/stockLevel';
import { stockLevelOf } from './itemReading';
import type { QuickBooksClient } from './quickBooksClient';
import { itemsById } from './stockReading';

/** A level that the orders of a run changed, with their places in the run. */
export interface AffectedLevel {
	readonly level: StockLevel;
	readonly orders: readonly number[];
}

/** What QuickBooks says now of every item that these orders moved. Items that are not counted, or have no SKU, are left out. */
export async function affectedLevels(client: QuickBooksClient, posted: readonly PostedOrder[]): Promise<AffectedLevel[]> {
	const affected = affectedItems(posted);
	const { items, asOf } = await itemsById(client, affected.map(({ itemId }) => itemId));
	return affected.flatMap(({ itemId, unposted, orders }) => {
		const item = items.find((one) => one.itemId === itemId);
		const level = item === undefined || asOf === null ? null : stockLevelOf(item, asOf, client.realmId);
		return level === null ? [] : [{ level: { ...level, unposted }, orders }];
	});
}
