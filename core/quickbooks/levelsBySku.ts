import type { Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { withBundles } from './bundleLevels';
import { isBundle } from './bundles';
import type { QuickBooksClient } from './quickBooksClient';
import { itemsAtBySku, stockLevelsOf } from './stockReading';

/**
 * What QuickBooks says now of the active items under these SKUs, bundles as many as their parts make. Compared without regard to case; items that
 * are not counted are left out. One query for all SKUs (of each 50), two more for bundles.
 */
export async function levelsBySku(client: QuickBooksClient, skus: readonly Sku[]): Promise<StockLevel[]> {
	const { items, asOf } = await itemsAtBySku(client, skus);
	if (asOf === null) return [];
	const asked = new Set(items.map(({ itemId }) => itemId));
	const bundles = items.filter(({ type }) => isBundle(type)).map(({ itemId }) => itemId);
	const levels = await withBundles(client, stockLevelsOf({ items, asOf }, client.realmId), bundles);
	return levels.filter(({ itemId }) => asked.has(itemId));
}
