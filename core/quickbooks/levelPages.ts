import type { ItemWithoutSku } from '../model/itemWithoutSku';
import type { Moment } from '../model/moment';
import type { StockLevel } from '../model/stockLevel';
import { addBundleLevels } from './bundleLevels';
import { toItemWithoutLevel, type QboItem } from './items';
import type { ItemCompany } from './itemUrl';
import type { QuickBooksClient } from './quickBooksClient';
import { readInventoryItems, toItemsWithoutLevel, toStockLevels, type ItemsPage } from './stockReading';

interface LevelsPage {
	/** With those of bundles that an item of the page is a part of: one of several pages may show the same. */
	readonly levels: readonly StockLevel[];
	/** Items, and bundles, that no level can be read of. */
	readonly unreadable: readonly ItemWithoutSku[];
}

/** All levels of QuickBooks, 1,000 items to a page. Throws IntegrationError when QuickBooks cannot be asked. */
export async function* levelPages(client: QuickBooksClient): AsyncIterable<LevelsPage> {
	for await (const page of readInventoryItems(client)) yield await toLevelsPage(client, page);
}

/** The levels of a page of items. */
export async function toLevelsPage(client: QuickBooksClient, page: ItemsPage): Promise<LevelsPage> {
	const { levels, unreadable } = await addBundleLevels(client, toStockLevels(page, client));
	const odd = toItemsWithoutLevel(page, client).filter(({ kind }) => kind === 'unreadable');
	return { levels, unreadable: [...odd, ...bundlesWithoutLevel(unreadable, page.asOf, client)] };
}

/** What is told of bundles that have no level. They did not change themselves: a cursor must not go back to when they did. */
export function bundlesWithoutLevel(bundles: readonly QboItem[], asOf: Moment, company: ItemCompany): ItemWithoutSku[] {
	return bundles.flatMap((item) => toItemWithoutLevel({ ...item, lastUpdatedTime: null }, asOf, company) ?? []);
}
