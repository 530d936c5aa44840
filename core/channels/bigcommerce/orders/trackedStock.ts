import { isOwnRefusal } from '../../../http/webPage';
import type { Store } from '../api';
import { chunk } from '../../../http/chunks';
import { askInHalves } from '../../../http/halves';
import { IntegrationError } from '../../../http/integrationError';
import { collectRows } from '../../../http/pages';
import type { OrderLine, SalesOrder } from '../../../model/salesOrder';
import { readFields, readText } from '../../../reading/readUnknown';

/** Ids in one question: they stay far below the length at which servers cut an address off. */
const PRODUCTS_PER_PAGE = 100;

/**
 * The same orders, whose lines say whether the store counts the stock of their product. Orders do not say it, so the products are asked: one
 * request for a hundred of them. A line by hand, of a product that was deleted or that the token may not see, stays without a word.
 */
export async function withTrackedStock(store: Store, orders: readonly SalesOrder[]): Promise<SalesOrder[]> {
	const ids = [...new Set(orders.flatMap(({ lines }) => lines.flatMap((line) => productToAsk(line) ?? [])))];
	const tracked = new Map<string, boolean>();
	for (const some of chunk(ids, PRODUCTS_PER_PAGE))
		for (const [id, isTracked] of await trackingOf(store, some)) tracked.set(id, isTracked);
	return orders.map((order) => ({
		...order,
		lines: order.lines.map((line) => ({
			...line,
			tracksStock: line.tracksStock ?? tracked.get(productToAsk(line) ?? '') ?? null,
		})),
	}));
}

/** The product of a line that could become an item and does not say whether it is counted. */
function productToAsk({ sku, listingRef, tracksStock }: OrderLine): string | null {
	return sku === null || tracksStock !== null ? null : (listingRef?.split('/')[0] ?? null);
}

type Tracking = readonly [id: string, isTracked: boolean];

async function trackingOf(store: Store, ids: readonly string[]): Promise<readonly Tracking[]> {
	const answers = await askInHalves<string, Tracking | null>(ids, {
		ask: async (some) => await ask(store, some),
		alone: () => null,
		answers: store.answers,
	}).catch(noneWithoutScope);
	return answers.flatMap((answer) => (answer === null ? [] : [answer]));
}

async function ask(store: Store, ids: readonly string[]): Promise<Tracking[]> {
	const query = { 'id:in': ids.join(','), include_fields: 'inventory_tracking', limit: PRODUCTS_PER_PAGE };
	const rows = await collectRows((offset) => store.getPageV3('/catalog/products', query, offset));
	return rows.map((row) => {
		const fields = readFields(row, 'bigcommerce product');
		const tracking = readText(fields.inventory_tracking, 'bigcommerce product.inventory_tracking');
		return [readText(fields.id, 'bigcommerce product.id'), tracking !== 'none'];
	});
}

function noneWithoutScope(failure: unknown): [] {
	const reply = failure instanceof IntegrationError ? failure.reply : undefined;
	if (reply !== undefined && isOwnRefusal(reply, 403)) return [];
	throw failure;
}
