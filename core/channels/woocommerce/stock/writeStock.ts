import { groupBy } from '../../../model/groupBy';
import { toRefusalError, type Shop } from '../api';
import type { Listing, StockChange, StockWrite } from '../../../model/listing';
import {
	UnreadableError,
	readFields,
	readList,
	readNumber,
	readOptional,
	readOptionalText,
	readText,
	type Fields,
} from '../../../reading/readUnknown';

/** https://woocommerce.github.io/woocommerce-rest-api-docs/#batch-update-products */
const ROWS_PER_BATCH = 100;

/** The rows that a shop's server handles in one request; fewer once a batch was too much for it. WooCommerce handles them one by one. */
interface BatchSize {
	rows: number;
}

/** The answers of a web server, a proxy or PHP to a request that took too long or was too large. */
const OVERLOAD_STATUSES = new Set([408, 413, 500, 502, 504, 524]);

/** One row of a batch: a product, or a variation in the batch of its product. */
interface StockRow {
	readonly route: string;
	readonly id: string;
	readonly target: number;
}

/**
 * Sets levels in batches.
 *
 * 1. A variation whose stock is counted at its product becomes a row of its product.
 * 2. Rows without tracked stock, and stocks for which two levels are asked, are left out with a reason.
 * 3. Products go out in one kind of batch, the variations of each product in another.
 * 4. The shop ignores some writes without an error, so the level in its echo decides. An answer that cannot be read keeps no other
 *    batch back.
 *
 * Throws IntegrationError when the shop refuses a batch as a whole.
 */
export async function writeStock(shop: Shop, changes: readonly StockChange[]): Promise<StockWrite[]> {
	const rows = changes.map(({ listing, target }) => ({ ...toRowId(listing), target, isTracked: listing.tracksStock }));
	const levels = targetsByStock(rows.filter(({ isTracked }) => isTracked));
	const agreed = [...levels.values()].filter(([, ...others]) => others.length === 0).flat();
	const written = await writeAll(shop, agreed);
	return rows.map((row) => {
		if (!row.isTracked) return { result: 'notTracked', reason: 'The shop does not track the stock of this listing' };
		return (
			written.get(keyOf(row)) ?? {
				result: 'refused',
				reason: 'Different levels were asked for one stock that listings share',
			}
		);
	});
}

function toRowId({ listingRef, poolRef }: Listing): Omit<StockRow, 'target'> {
	const [product = '', variation] = listingRef.split('/');
	if (variation === undefined || poolRef !== null) return { route: '/products/batch', id: poolRef ?? product };
	return { route: `/products/${product}/variations/batch`, id: variation };
}

function keyOf({ route, id }: Omit<StockRow, 'target'>): string {
	return `${route} ${id}`;
}

/** The rows of each stock; several where the changes ask for different levels. */
function targetsByStock(rows: readonly StockRow[]): ReadonlyMap<string, readonly StockRow[]> {
	const levels = new Map<string, StockRow[]>();
	for (const row of rows) {
		const known = levels.get(keyOf(row)) ?? [];
		if (!known.some(({ target }) => target === row.target)) levels.set(keyOf(row), [...known, row]);
	}
	return levels;
}

async function writeAll(shop: Shop, rows: readonly StockRow[]): Promise<ReadonlyMap<string, StockWrite>> {
	const written = new Map<string, StockWrite>();
	const size: BatchSize = { rows: ROWS_PER_BATCH };
	for (const [route, ofRoute] of groupBy(rows, ({ route }) => route)) {
		for (let done = 0; done < ofRoute.length; ) {
			const batch = ofRoute.slice(done, done + size.rows);
			done += batch.length;
			const writes = await writeBatch(shop, route, { batch, size }).catch((failure: unknown) =>
				unreadAnswer(batch, failure),
			);
			batch.forEach((row, place) => written.set(keyOf(row), writes[place] ?? missingRow(row)));
		}
	}
	return written;
}

/** The results of a batch whose answer cannot be read: the shop may have done it. Any other failure is thrown on. */
function unreadAnswer(batch: readonly StockRow[], failure: unknown): StockWrite[] {
	if (!(failure instanceof UnreadableError)) throw failure;
	const reason = `It is not known whether the shop took the level: ${failure.message}`;
	return batch.map(() => ({ result: 'failed', reason }));
}

/** One result for each row, in order. A batch that is too much for the server is sent again in halves, and later ones are no larger than these. */
async function writeBatch(
	shop: Shop,
	route: string,
	{ batch, size }: { readonly batch: readonly StockRow[]; readonly size: BatchSize },
): Promise<StockWrite[]> {
	const update = batch.map(({ id, target }) => ({ id: Number(id), stock_quantity: target }));
	const { request, reply } = await shop.post(route, { update });
	if (reply.status === 200) return readWrites(reply.body, batch);
	if (!OVERLOAD_STATUSES.has(reply.status) || batch.length === 1) throw toRefusalError(request, reply);
	const half = Math.ceil(batch.length / 2);
	size.rows = Math.min(size.rows, half);
	return [
		...(await writeBatch(shop, route, { batch: batch.slice(0, half), size })),
		...(await writeBatch(shop, route, { batch: batch.slice(half), size })),
	];
}

function readWrites(body: unknown, batch: readonly StockRow[]): StockWrite[] {
	const path = 'woocommerce batch.update';
	const echoes = readList(readFields(body, 'woocommerce batch').update, path, readFields);
	return batch.map((row, place) => {
		const echo = echoes[place];
		if (echo === undefined || readText(echo.id, `${path}[${place}].id`) !== row.id) missingRow(row);
		return readWrite(echo ?? {}, row.target, `${path}[${place}]`);
	});
}

function readWrite(echo: Fields, target: number, path: string): StockWrite {
	if (echo.error !== undefined) {
		const { code, message } = readFields(echo.error, `${path}.error`);
		const said = readOptionalText(message, `${path}.error.message`) ?? 'The shop gave no reason';
		return { result: 'refused', reason: `${said} (${readText(code, `${path}.error.code`)})` };
	}
	const after = readOptional(echo.stock_quantity, `${path}.stock_quantity`, readNumber);
	if (after === target) return { result: 'written', after };
	if (echo.manage_stock === 'parent')
		return { result: 'refused', reason: 'Its stock is counted at its product by now; read the listing again' };
	if (echo.manage_stock !== true)
		return { result: 'notTracked', reason: 'The shop does not track its stock and ignored the level' };
	return { result: 'refused', reason: `The shop answered with ${after ?? 'no level'} instead of ${target}` };
}

function missingRow({ route, id }: StockRow): never {
	throw new UnreadableError(`woocommerce ${route}`, `an answer for every row, also for ${id}`);
}
