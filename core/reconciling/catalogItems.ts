import type { Moment } from '../model/moment';
import type { StockLevel } from '../model/stockLevel';
import { isOwnSku } from '../quickbooks/ownSkus';
import { addBundleLevels } from '../quickbooks/bundleLevels';
import { toStockLevel, type QboItem } from '../quickbooks/items';
import { itemLink, type ItemCompany } from '../quickbooks/itemUrl';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { readItemsOfAnyType } from '../quickbooks/stockReading';
import type { CatalogItem } from './catalog';

/**
 * Every product, service and bundle of the company, active or not, each as the stock trigger would tell it: a bundle with as many as its
 * parts make. It costs a read for each 1,000 items, one for the bundles, and one for parts that are not counted.
 *
 * 1. Read all items, page by page, and keep the levels of those that are counted.
 * 2. Add the levels of the bundles that are made of them.
 * 3. Give each item its level, or say what of it cannot be read.
 */
export async function readCatalogItems(client: QuickBooksClient): Promise<CatalogItem[]> {
	const read: Array<Pick<CatalogItem, 'asOf'> & { readonly item: QboItem }> = [];
	const counted: StockLevel[] = [];
	for await (const { items, asOf } of readItemsOfAnyType(client)) {
		for (const item of items.filter(isSold)) {
			read.push({ item, asOf });
			const level = toStockLevel(item, asOf, client);
			if (level !== null) counted.push(level);
		}
	}
	const all = await addBundleLevels(client, counted);
	const levels = new Map(all.levels.map((level) => [level.itemId, level]));
	const odd = new Map(all.unreadable.map(({ itemId, trouble }) => [itemId, trouble]));
	return read.map(({ item, asOf }) => ({
		...catalogItem(item, { asOf, company: client, level: levels.get(item.itemId) }),
		...troubleOf(item, odd),
	}));
}

/** A category groups items and is none; what takes money paid back is sold nowhere. */
function isSold({ type, sku }: QboItem): boolean {
	return type !== 'Category' && !isOwnSku(sku);
}

function troubleOf(
	{ itemId, trouble }: QboItem,
	odd: ReadonlyMap<string, string | null>,
): Pick<CatalogItem, 'trouble'> {
	const text = trouble ?? odd.get(itemId) ?? null;
	return text === null ? {} : { trouble: text };
}

function catalogItem(
	item: QboItem,
	{
		asOf,
		company,
		level,
	}: { readonly asOf: Moment; readonly company: ItemCompany; readonly level: StockLevel | undefined },
): CatalogItem {
	const { sku, itemId, name, type, active, awaitsOpening, lastUpdatedTime } = item;
	return {
		sku,
		itemId,
		name,
		...itemLink(itemId, company),
		type: type ?? 'unknown',
		active,
		awaitsOpening,
		quantityOnHand: level?.quantityOnHand ?? item.quantityOnHand,
		components: level?.components ?? [],
		partOf: level?.partOf ?? [],
		changedAt: level?.changedAt ?? lastUpdatedTime,
		asOf: level?.asOf ?? asOf,
		realmId: company.realmId,
	};
}
