import type { Random } from '../books/random.mts';
import type { Fault } from '../../sandbox/kit/faults.mts';
import type { ChannelName } from './names.mts';

/** Faults that one record makes: an order or an article of a channel. The rest of the channel is well. */

const BROKEN = { status: 500, body: { code: 'internal_server_error', message: 'There has been a critical error.' } };

/** Questions for orders in full, and the mark of an order in a reply. */
const ORDERS: Readonly<Record<ChannelName, { readonly path: string; readonly markOf: (orderId: string) => string }>> = {
	woocommerce: { path: '/orders\\?(?!.*_fields)', markOf: (id) => `"id":${id},"parent_id"` },
	bigcommerce: { path: '/v2/orders\\?.*include=', markOf: (id) => `"id":${id},` },
	ebay: { path: '/fulfillment/v1/order\\?.*filter=', markOf: (id) => `"orderId":"${id}"` },
};

/** Every page with this order ends in a 500. */
export function orderThatBreaks(channel: ChannelName, orderId: string, random: Random): Fault {
	const { path, markOf } = ORDERS[channel];
	return { method: 'GET', path, reply: markOf(orderId), ...BROKEN, times: random.integer(2, 30) };
}

/** What stands before the field in an order, from the order's mark on; and what a plugin writes in its place. */
const ODD_FIELDS: Readonly<Record<ChannelName, readonly (readonly [before: string, value: string, odd: string])[]>> = {
	woocommerce: [
		['[^]*?"total":', '"[0-9.]+"', '"12,50 \u20ac"'],
		['[^]*?"billing":\\{"first_name":', '"[^"]*"', 'null'],
		['[^]*?"transaction_id":', '"[^"]*"', 'null'],
	],
	bigcommerce: [
		['[^]*?"total_inc_tax":', '"[0-9.]+"', '""'],
		['[^]*?"payment_method":', '"[^"]*"', 'null'],
	],
	ebay: [
		['[^]*?"pricingSummary":\\{[^]*?"total":\\{"value":', '"[0-9.]+"', '"many"'],
		['[^]*?"buyer":\\{"username":', '"[^"]*"', 'null'],
	],
};

/** An order whose money, or something that nobody needs, cannot be read. */
export function orderWithOddFields(channel: ChannelName, orderId: string, random: Random): Fault {
	const { path, markOf } = ORDERS[channel];
	const [before, value, odd] = random.oneOf(ODD_FIELDS[channel]);
	const from = `(${markOf(orderId)}${before})${value}`;
	return { method: 'GET', path, reply: from, rewrite: { from, to: `$1${odd}` }, times: random.integer(1, 8) };
}

/** Questions for articles, by SKU and for all of them. */
const LISTINGS: Readonly<Record<ChannelName, string>> = {
	woocommerce: '/(products|variations)\\b',
	bigcommerce: '/catalog/(products|variants)\\b',
	ebay: '/(bulk_get_inventory_item|inventory_item)\\b|/ws/api',
};

/** An article as odd plugins and old versions write it. */
const ODD_ROWS: Readonly<Record<ChannelName, readonly ((sku: string) => Required<Fault>['rewrite'])[]>> = {
	woocommerce: [
		(sku) => ({ from: `(${sku}[^{}]*?"stock_quantity":)-?\\d+`, to: '$1""' }),
		(sku) => ({ from: `(${sku}[^{}]*?"manage_stock":)(true|"parent")`, to: '$1"no"' }),
		(sku) => ({ from: `(${sku}[^{}]*?)"manage_stock":(?:true|"parent"),`, to: '$1' }),
		(sku) => ({ from: `"name":"[^"]*"([^{}]*?${sku})`, to: '"name":null$1' }),
		(sku) => ({ from: `(${sku}[^{}]*?"stock_quantity":)-?\\d+`, to: '$1{"in":"a plugin"}' }),
	],
	bigcommerce: [
		(sku) => ({ from: `(${sku}[^{}]*?"inventory_level":)-?\\d+`, to: '$1""' }),
		(sku) => ({ from: `(${sku}[^{}]*?)"inventory_tracking":"\\w+",`, to: '$1' }),
		(sku) => ({ from: `"name":"[^"]*"([^{}]*?${sku})`, to: '"name":null$1' }),
	],
	ebay: [
		(sku) => ({ from: `(${sku}[^]*?"quantity":)\\d+`, to: '$1"many"' }),
		(sku) => ({
			from: `\\{"statusCode":200,(${sku}[^]*?)"errors":\\[\\]`,
			to: `{"statusCode":400,$1"errors":${rowError(25707)}`,
		}),
		(sku) => ({
			from: `\\{"statusCode":200,(${sku}[^]*?)"errors":\\[\\]`,
			to: `{"statusCode":500,$1"errors":${rowError(25001)}`,
		}),
	],
};

function rowError(errorId: number): string {
	return JSON.stringify([{ errorId, domain: 'API_INVENTORY', category: 'APPLICATION', message: `Told ${errorId}` }]);
}

/** An article that says odd things of itself. What it says is not true, so nobody may be judged by it. */
export function oddListing(channel: ChannelName, sku: string, random: Random): Fault {
	const rewrite = random.oneOf(ODD_ROWS[channel])(markOfSku(sku));
	return { path: LISTINGS[channel], reply: rewrite.from, rewrite, times: random.integer(2, 12) };
}

/** Every answer with this article ends in a 500. */
export function articleThatBreaks(channel: ChannelName, sku: string, random: Random): Fault {
	// eBay's bulk question is a POST that changes nothing.
	const method = channel === 'ebay' ? {} : { method: 'GET' };
	const path = channel === 'ebay' ? '/bulk_get_inventory_item' : LISTINGS[channel];
	return { ...method, path, reply: markOfSku(sku), ...BROKEN, times: random.integer(2, 25) };
}

function markOfSku(sku: string): string {
	return `"sku":${escaped(JSON.stringify(sku))}`;
}

/** Intuit's query parser takes offence at a value. */
export function unparsedValue(sku: string, random: Random): Fault {
	const value = escaped(encodeURIComponent(sku.slice(0, 4)).replaceAll("'", '%27'));
	return {
		path: `/query\\?.*${value}`,
		status: 400,
		body: { Fault: { Error: [{ Message: 'Error parsing query', Detail: 'Lexical error', code: '4000' }] } },
		times: random.integer(1, 20),
	};
}

/** Sizes of page that count as large. */
const LARGE: Readonly<Record<ChannelName, string>> = {
	woocommerce: 'per_page=(100|50)',
	bigcommerce: 'limit=(250|50)',
	ebay: 'limit=(200|100)',
};

/** Large pages take longer than the server lets them. */
export function pagesTooHeavy(channel: ChannelName, random: Random): Fault {
	const where = { method: 'GET', path: LARGE[channel] };
	return random.happens(15)
		? { ...where, delay: 35_000, status: 504, times: 1 }
		: { ...where, status: 504, body: 'Gateway Time-out', times: random.integer(3, 20) };
}

/** A row is missing in a page of My eBay, as when a listing ends while the list is paged. */
export function rowMissing(): Fault {
	const from = '<Item>(?:(?!</Item>)[^])*</Item>(?=</ItemArray>)';
	return { method: 'POST', path: '/ws/api', reply: 'ActiveList[^]*<Item>', rewrite: { from, to: '' }, times: 1 };
}

function escaped(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
