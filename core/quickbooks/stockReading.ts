import type { Moment } from '../model/moment';
import type { Sku } from '../model/sku';
import { withSpellings } from '../model/skuSpellings';
import { isInBasicPlane, isInLatin1 } from '../model/text';
import type { StockLevel } from '../model/stockLevel';
import type { ItemWithoutSku } from '../model/itemWithoutSku';
import type { ItemCompany } from './itemUrl';
import { readItems, toStockLevel, toItemWithoutLevel, type QboItem } from './items';
import { ACTIVE_OR_NOT, allOf, equals, inLists, updatedSince } from './queryLanguage';
import type { QuickBooksClient } from './quickBooksClient';

export interface ItemsPage {
	readonly items: readonly QboItem[];
	/** QuickBooks' clock when it answered this page. */
	readonly asOf: Moment;
}

interface ItemsRead {
	readonly items: readonly QboItem[];
	readonly asOf: Moment | null;
}

const INVENTORY = allOf(equals('Type', 'Inventory'), ACTIVE_OR_NOT);

/** Counted items touched at or after `since`, those made inactive included. A sale touches them; so does a new price. */
export function readItemsChangedSince(client: QuickBooksClient, since: Moment): AsyncIterable<ItemsPage> {
	return readItemPages(client, allOf(INVENTORY, updatedSince(since)));
}

/** Every counted item, active or not, 1,000 to a page. */
export function readInventoryItems(client: QuickBooksClient): AsyncIterable<ItemsPage> {
	return readItemPages(client, INVENTORY);
}

/** Every entry of the list of products and services, of any type, active or not, 1,000 to a page. */
export function readItemsOfAnyType(client: QuickBooksClient): AsyncIterable<ItemsPage> {
	return readItemPages(client, ACTIVE_OR_NOT);
}

/** The counted items that moved last, newest first: a sample for people. */
export async function readLatestInventoryItems(client: QuickBooksClient, count: number): Promise<ItemsPage> {
	const where = equals('Type', 'Inventory');
	const { rows, asOf } = await client.query(
		'Item',
		`SELECT * FROM Item WHERE ${where} ORDERBY MetaData.LastUpdatedTime DESC STARTPOSITION 1 MAXRESULTS ${count}`,
	);
	return { items: readItems(rows), asOf };
}

/** Active items of any type with one of these SKUs. QuickBooks ignores case in comparing: check again. */
export async function readItemsBySku(client: QuickBooksClient, skus: readonly Sku[]): Promise<readonly QboItem[]> {
	const { items } = await readItemsBySkuWithTime(client, skus);
	return items;
}

/**
 * Items of any type with one of these SKUs of a shop, those made inactive included. A SKU with a character that QuickBooks refuses is not asked
 * for: it can have none such. Those of SKUs that look the same are among them, and QuickBooks ignores case in comparing: check again.
 */
export async function readItemsOfShopSkus(client: QuickBooksClient, skus: readonly Sku[]): Promise<readonly QboItem[]> {
	const { items } = await readAllPages(
		client,
		inLists('Sku', askedSpellings(skus).filter(isInBasicPlane)).map((list) => allOf(list, ACTIVE_OR_NOT)),
	);
	return items;
}

/** The SKUs and other spellings of them, but for spellings that cost a look through all items (see `inLists`). */
function askedSpellings(skus: readonly Sku[]): Sku[] {
	const wanted = new Set(skus);
	return withSpellings(skus).filter((sku) => wanted.has(sku) || isInLatin1(sku));
}

/** As readItemsBySku; `asOf` is the earliest of the answers, null when nothing was asked. */
export async function readItemsBySkuWithTime(client: QuickBooksClient, skus: readonly Sku[]): Promise<ItemsRead> {
	return await readAllPages(client, inLists('Sku', skus));
}

/** Items of any type by Id, active or not. `asOf` is the earliest of the answers; null when nothing was asked. */
export async function readItemsById(client: QuickBooksClient, ids: readonly string[]): Promise<ItemsRead> {
	return await readAllPages(
		client,
		inLists('Id', ids).map((list) => allOf(list, ACTIVE_OR_NOT)),
	);
}

/** The levels of a page; items without SKU or without a count have none. */
export function toStockLevels({ items, asOf }: ItemsPage, company: ItemCompany): StockLevel[] {
	return items.map((item) => toStockLevel(item, asOf, company)).filter((level) => level !== null);
}

/** The items of a page that people are told of in place of a level: counted ones without SKU, and those that cannot be read. */
export function toItemsWithoutLevel({ items, asOf }: ItemsPage, company: ItemCompany): ItemWithoutSku[] {
	return items.map((item) => toItemWithoutLevel(item, asOf, company)).filter((item) => item !== null);
}

async function readAllPages(client: QuickBooksClient, conditions: readonly string[]): Promise<ItemsRead> {
	const items = new Map<string, QboItem>();
	const moments: Moment[] = [];
	for (const where of conditions) {
		for await (const page of readItemPages(client, where)) {
			page.items.forEach((item) => items.set(item.itemId === '' ? `without id ${items.size}` : item.itemId, item));
			moments.push(page.asOf);
		}
	}
	return { items: [...items.values()], asOf: moments.sort()[0] ?? null };
}

async function* readItemPages(client: QuickBooksClient, where: string): AsyncIterable<ItemsPage> {
	for await (const { rows, asOf } of client.pages('Item', where)) yield { items: readItems(rows), asOf };
}
