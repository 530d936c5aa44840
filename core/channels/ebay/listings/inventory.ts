import { errorText, type EbayRest } from '../restApi';
import { IntegrationError } from '../../../http/integrationError';
import {
	UnreadableError,
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	readText,
	readWholeNumber,
	type Fields,
} from '../../../reading/readUnknown';

/** An inventory item: the stock that a seller keeps under a SKU in the Inventory API. */
export interface InventoryItem {
	readonly sku: string;
	readonly name: string;
	readonly quantity: number;
	/** The group that this is a variation of. */
	readonly group: string | null;
	/** True when the stock is kept by warehouse. */
	readonly isDistributed: boolean;
}

/** eBay's largest page of items, and its largest bulk read. */
const ITEMS = 200;

const BULK = 25;

/** The longest SKU of the Inventory API. It cannot know a longer one. */
const MAX_SKU_LENGTH = 50;

/** The items of these SKUs, compared exactly. Unknown SKUs are absent. */
export async function inventoryItemsOf(rest: EbayRest, skus: readonly string[]): Promise<InventoryItem[]> {
	const asked = [...new Set(skus)].filter((sku) => sku.length <= MAX_SKU_LENGTH);
	const found: InventoryItem[] = [];
	for (let at = 0; at < asked.length; at += BULK) found.push(...(await bulkOf(rest, asked.slice(at, at + BULK))));
	return found;
}

/**
 * Every inventory item, page by page. Here `offset` counts pages, unlike elsewhere at eBay. Throws UnreadableError for a page that
 * is too short.
 */
export async function* inventoryPages(rest: EbayRest): AsyncIterable<readonly InventoryItem[]> {
	for (let page = 0; ; page++) {
		const { body } = await rest.get('/sell/inventory/v1/inventory_item', { limit: ITEMS, offset: page });
		const fields = readFields(body, 'ebay inventory items');
		const items =
			readOptional(fields.inventoryItems, 'ebay inventory items', (list, path) =>
				readList(list, path, (item, at) => readItem(item, at)),
			) ?? [];
		const left = readWholeNumber(fields.total, 'ebay inventory items.total') - page * ITEMS;
		if (items.length < Math.min(left, ITEMS))
			throw new UnreadableError(`ebay inventory items, page ${page}`, `a page of ${Math.min(left, ITEMS)}`);
		yield items;
		if (left <= ITEMS) return;
	}
}

async function bulkOf(rest: EbayRest, skus: readonly string[]): Promise<InventoryItem[]> {
	const body = { requests: skus.map((sku) => ({ sku })) };
	const reply = await rest.post('/sell/inventory/v1/bulk_get_inventory_item', body, ({ body: rows }) => hasRows(rows));
	const rows = readList(readFields(reply.body, 'ebay bulk items').responses, 'ebay bulk items.responses', readFields);
	const bySku = new Map(rows.map((row, place) => [readText(row.sku, `ebay bulk items.responses[${place}].sku`), row]));
	return skus.flatMap((sku) => itemOfRow(sku, bySku.get(sku)));
}

/** The item of a row, or none. Only a 404 says that a SKU is unknown; a missing or failed row is thrown as a failure. */
function itemOfRow(sku: string, row: Fields | undefined): InventoryItem[] {
	const path = `ebay bulk items of SKU ${sku}`;
	if (row === undefined) throw new UnreadableError(path, 'in the answer');
	const status = readWholeNumber(row.statusCode, `${path}.statusCode`);
	if (status === 404) return [];
	if (status >= 300)
		throw new IntegrationError(
			status >= 500 ? 'unavailable' : 'rejected',
			`eBay answered ${status} for SKU ${sku}: ${errorText(row) ?? ''}`,
		);
	return [readItem(row.inventoryItem, path, sku)];
}

/** Reads an item. In a bulk row the SKU (`known`) stands beside the item, and only sometimes in it. */
function readItem(raw: unknown, path: string, known?: string): InventoryItem {
	const fields = readFields(raw, path);
	const sku = known ?? readNonEmptyText(fields.sku, `${path}.sku`);
	const availability = readOptional(fields.availability, `${path}.availability`, readFields);
	const stock = readOptional(
		availability?.shipToLocationAvailability,
		`${path}.availability.shipToLocationAvailability`,
		readFields,
	);
	const product = readOptional(fields.product, `${path}.product`, readFields);
	const groups = readOptional(fields.groupIds ?? fields.inventoryItemGroupKeys, `${path}.groupIds`, (list, at) =>
		readList(list, at, readText),
	);
	const distributions = readOptional(
		stock?.availabilityDistributions,
		`${path}.availabilityDistributions`,
		(list, at) => readList(list, at, readFields),
	);
	return {
		sku,
		name: readOptionalText(product?.title, `${path}.product.title`) ?? sku,
		quantity:
			readOptional(stock?.quantity, `${path}.availability.shipToLocationAvailability.quantity`, readWholeNumber) ?? 0,
		group: groups?.[0] ?? null,
		isDistributed: (distributions?.length ?? 0) > 0,
	};
}

function hasRows(body: unknown): boolean {
	return typeof body === 'object' && body !== null && 'responses' in body && Array.isArray(body.responses);
}
