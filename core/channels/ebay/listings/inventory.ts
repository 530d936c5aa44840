import { errorIdsOf, errorText, type EbayRest } from '../restApi';
import { chunk } from '../../../http/chunks';
import { askInHalves } from '../../../http/halves';
import { iterateMovingPages, type CountedPage } from '../../../http/movingPages';
import { catchUnreadable } from '../../../reading/catchUnreadable';
import {
	UnreadableError,
	fieldsOrNone,
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

/** A SKU that eBay does not tell anything about, while it tells of others. */
export interface UntoldSku {
	readonly sku: string;
	/** For people. */
	readonly trouble: string;
}

/**
 * The items of these SKUs, compared exactly. Unknown SKUs are absent, and so is what eBay takes for no SKU: it cannot sell under it. A
 * SKU over which eBay breaks off is untold.
 */
export async function inventoryItemsOf(
	rest: EbayRest,
	skus: readonly string[],
): Promise<ReadonlyArray<InventoryItem | UntoldSku>> {
	const asked = [...new Set(skus)].filter((sku) => sku.length <= MAX_SKU_LENGTH);
	const found: Array<InventoryItem | UntoldSku> = [];
	for (const some of chunk(asked, BULK)) found.push(...(await bulkInHalves(rest, some)));
	const broken = found.filter(isUntold).map(({ sku }) => sku);
	if (broken.length === 0) return found;
	// "System error" is usually gone a moment later.
	return [...found.filter((one) => !isUntold(one)), ...(await bulkInHalves(rest, broken))];
}

export function isUntold(one: InventoryItem | UntoldSku): one is UntoldSku {
	return 'trouble' in one;
}

async function bulkInHalves(rest: EbayRest, skus: readonly string[]): Promise<Array<InventoryItem | UntoldSku>> {
	return await askInHalves<string, InventoryItem | UntoldSku>(skus, {
		ask: async (some) => await bulkOf(rest, some),
		alone: (sku, { message }) => ({ sku, trouble: `eBay tells nothing about this SKU: ${message}` }),
		answers: rest.answers,
	});
}

/** Every inventory item, page by page, each once. Throws UnreadableError for a page that is too short. */
export async function* inventoryPages(rest: EbayRest): AsyncIterable<ReadonlyArray<InventoryItem | UntoldSku>> {
	yield* iterateMovingPages({ ask: async (offset) => await inventoryPage(rest, offset), keyOf: ({ sku }) => sku });
}

/** eBay's own `offset` counts pages here, unlike elsewhere at eBay. */
async function inventoryPage(rest: EbayRest, offset: number): Promise<CountedPage<InventoryItem | UntoldSku>> {
	const page = offset / ITEMS;
	const { body } = await rest.get('/sell/inventory/v1/inventory_item', { limit: ITEMS, offset: page });
	const fields = readFields(body, 'ebay inventory items');
	const rows =
		readOptional(fields.inventoryItems, `ebay inventory items of page ${page}`, (list, path) =>
			readList(list, path, readListedItem),
		) ?? [];
	const total = readWholeNumber(fields.total, 'ebay inventory items.total');
	const left = total - offset;
	if (rows.length < Math.min(left, ITEMS))
		throw new UnreadableError(`ebay inventory items, page ${page}`, `a page of ${Math.min(left, ITEMS)}`);
	return { list: 'ebay inventory items', rows, next: left <= ITEMS ? null : offset + ITEMS, total };
}

async function bulkOf(rest: EbayRest, skus: readonly string[]): Promise<Array<InventoryItem | UntoldSku>> {
	const body = { requests: skus.map((sku) => ({ sku })) };
	const reply = await rest.post('/sell/inventory/v1/bulk_get_inventory_item', body, ({ body: rows }) => hasRows(rows));
	const rows = readList(readFields(reply.body, 'ebay bulk items').responses, 'ebay bulk items.responses', readFields);
	const bySku = new Map(rows.map((row, place) => [readText(row.sku, `ebay bulk items.responses[${place}].sku`), row]));
	return skus.flatMap((sku) => itemOfRow(sku, bySku.get(sku)));
}

/** "Not a value for a SKU". https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/bulkGetInventoryItem */
const NO_SKU = 25707;

/** The item of a row; none where eBay knows no such SKU. */
function itemOfRow(sku: string, row: Fields | undefined): Array<InventoryItem | UntoldSku> {
	const path = `ebay bulk items of SKU ${sku}`;
	if (row === undefined) return [{ sku, trouble: 'eBay leaves this SKU out of its answer' }];
	const status = readWholeNumber(row.statusCode, `${path}.statusCode`);
	if (status === 404 || errorIdsOf(row).includes(NO_SKU)) return [];
	if (status >= 300)
		return [{ sku, trouble: `eBay tells nothing about this SKU: it answered ${status}: ${errorText(row) ?? ''}` }];
	const item = catchUnreadable(() => readItem(row.inventoryItem, path, sku));
	return [item instanceof UnreadableError ? { sku, trouble: `The item cannot be read: ${item.message}` } : item];
}

/** An item of a page. One that cannot be read is untold; without a SKU it has its place for one. */
function readListedItem(raw: unknown, path: string): InventoryItem | UntoldSku {
	const item = catchUnreadable(() => readItem(raw, path));
	if (!(item instanceof UnreadableError)) return item;
	const { sku } = fieldsOrNone(raw);
	return { sku: typeof sku === 'string' ? sku : path, trouble: `The item cannot be read: ${item.message}` };
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
