import { errorIdsOf, errorText, type EbayRest } from '../restApi';
import type { StockWrite } from '../../../model/listing';
import { readFields, readList, readText, readWholeNumber, type Fields } from '../../../reading/readUnknown';

export interface InventoryChange {
	readonly sku: string;
	/** Its published fixed-price offers. */
	readonly offerIds: readonly string[];
	/** In lots, where the offers sell lots. */
	readonly target: number;
}

const PATH = '/sell/inventory/v1/bulk_update_price_quantity';

/** SKUs to a call, each once. https://developer.ebay.com/api-docs/sell/inventory/resources/inventory_item/methods/bulkUpdatePriceQuantity */
const MAX_SKUS = 25;

/** "Internal error" on eBay's side. It is usually gone a moment later. */
const SYSTEM_ERROR = 25001;

type Row = Fields;

/**
 * Sets the quantity of each item and of all its published offers, since eBay shows the lesser of the two. One result for each change,
 * in order. Unlike PUT on the item, this call leaves all other fields alone.
 */
export async function writeInventoryQuantities(
	rest: EbayRest,
	changes: readonly InventoryChange[],
): Promise<StockWrite[]> {
	const writes: StockWrite[] = [];
	for (const batch of batchesOf(changes)) writes.push(...(await updateBatch(rest, batch)));
	return writes;
}

function batchesOf(changes: readonly InventoryChange[]): InventoryChange[][] {
	const batches: InventoryChange[][] = [];
	for (const change of changes) {
		const batch = batches.at(-1);
		const fits = batch !== undefined && batch.length < MAX_SKUS && batch.every(({ sku }) => sku !== change.sku);
		if (fits) batch.push(change);
		else batches.push([change]);
	}
	return batches;
}

/** Sends a batch. Rows that failed on eBay's side are sent once more; those that fail again are left to the next run. */
async function updateBatch(rest: EbayRest, changes: readonly InventoryChange[]): Promise<StockWrite[]> {
	const first = await send(rest, changes);
	const failedOnce = changes.filter(({ sku }) => rowsOf(first, sku).some(isTransient));
	const second = failedOnce.length === 0 ? [] : await send(rest, failedOnce);
	return changes.map((change) => writeOf(change, rowsOf(failedOnce.includes(change) ? second : first, change.sku)));
}

/** Sends a batch. One that is refused as a whole, without rows, goes out one by one, so that only the faulty change is refused. */
async function send(rest: EbayRest, changes: readonly InventoryChange[]): Promise<Row[]> {
	const reply = await rest.post(
		PATH,
		{ requests: changes.map(requestOf) },
		({ status, body }) => hasRows(body) || status === 400,
	);
	const isRefused = reply.status === 400 && !hasRows(reply.body);
	if (!isRefused) return readList(readFields(reply.body, 'ebay update').responses, 'ebay update.responses', readFields);
	const [only] = changes;
	if (only !== undefined && changes.length === 1)
		return [{ ...readFields(reply.body, 'ebay update'), sku: only.sku, statusCode: reply.status }];
	const rows: Row[] = [];
	for (const change of changes) rows.push(...(await send(rest, [change])));
	return rows;
}

function requestOf({ sku, offerIds, target }: InventoryChange) {
	const offers = offerIds.map((offerId) => ({ offerId, availableQuantity: target }));
	return { sku, shipToLocationAvailability: { quantity: target }, ...(offers.length === 0 ? {} : { offers }) };
}

/**
 * The result of a change. eBay answers with one row for the item and one for each offer; the change is written when all of them
 * succeed.
 */
function writeOf({ target }: InventoryChange, rows: readonly Row[]): StockWrite {
	const failed = rows.filter((row) => statusOf(row) >= 300);
	if (rows.length === 0) return { result: 'failed', reason: 'eBay did not answer for this SKU' };
	if (failed.length === 0) return { result: 'written', after: target };
	const reason = failed.map(reasonOf).join('; ');
	return failed.some(isTransient) ? { result: 'failed', reason } : { result: 'refused', reason };
}

function reasonOf(row: Row): string {
	const said = errorText(row) ?? `eBay answered ${statusOf(row)}`;
	return typeof row.offerId === 'string' ? `offer ${row.offerId}: ${said}` : said;
}

function rowsOf(rows: readonly Row[], sku: string): Row[] {
	return rows.filter((row) => readText(row.sku, 'ebay update.responses.sku') === sku);
}

function isTransient(row: Row): boolean {
	return statusOf(row) >= 500 || errorIdsOf(row).includes(SYSTEM_ERROR);
}

function statusOf(row: Row): number {
	return readWholeNumber(row.statusCode, 'ebay update.responses.statusCode');
}

function hasRows(body: unknown): boolean {
	return typeof body === 'object' && body !== null && 'responses' in body && Array.isArray(body.responses);
}
