import { describe, expect, test } from '@jest/globals';
import { connectBigCommerce } from '../../core/channels/bigcommerce/bigcommerceAdapter';
import type { Listing, StockChange } from '../../core/domain/listing';
import type { HttpPort, HttpRequest } from '../../core/http/httpPort';
import { BASE, credential, envelope, mainLocation } from '../support/bigReplies';
import { scriptedHttp } from '../support/scriptedHttp';

const change = (listingRef: string, wanted: number, more: Partial<Listing> = {}): StockChange => ({
	listing: {
		channel: 'bigcommerce', sku: null, listingRef, name: '', quantity: 1, tracksStock: true, price: null, parentRef: null, poolRef: null, poolMembers: 1, ...more,
	},
	wanted,
});
const pool = (poolRef: string, poolMembers = 1) => ({ poolRef, poolMembers });
const taken = { body: { transaction_id: 'x' } };
const itemsOf = ({ body }: HttpRequest) => (body as { items: Array<Record<string, number>> }).items;

/** A store that refuses a call as soon as one of these variants is in it. */
function storeRefusing(...bad: number[]) {
	const calls: number[][] = [];
	const http: HttpPort = async (request) => {
		if (request.method === 'GET') return { status: 200, headers: {}, body: { data: [{ id: 1 }], meta: {} } };
		const variants = itemsOf(request).map(({ variant_id }) => variant_id ?? 0);
		calls.push(variants);
		const refused = variants.some((id) => bad.includes(id));
		const body = refused ? { status: 422, title: 'Invalid adjustment', type: 't', errors: { 'items.0': 'tracked by product' } } : { transaction_id: 'x' };
		return { status: refused ? 422 : 200, headers: {}, body };
	};
	return { http, calls };
}

test('levels go out absolute, to the product where it is counted as a whole, to the variant elsewhere', async () => {
	const { http, asked } = scriptedHttp(mainLocation, taken);
	const changes = [change('7/71', 3), change('1/10', 5, pool('1')), change('8', 6)];
	expect(await connectBigCommerce(http, credential).setStock(changes)).toEqual(changes.map(() => ({ result: 'written', after: null })));
	expect(asked[1]).toMatchObject({
		method: 'PUT',
		url: `${BASE}/v3/inventory/adjustments/absolute`,
		repeatable: true,
		body: { items: [{ location_id: 1, variant_id: 71, quantity: 3 }, { location_id: 1, product_id: 1, quantity: 5 }, { location_id: 1, product_id: 8, quantity: 6 }] },
	});
});

test('the location is the store\'s default one', async () => {
	const { http, asked } = scriptedHttp(envelope([{ id: 4, is_default: true }]), taken);
	await connectBigCommerce(http, credential).setStock([change('7/71', 3)]);
	expect(itemsOf(asked[1] as HttpRequest)).toEqual([{ location_id: 4, variant_id: 71, quantity: 3 }]);
});

test('a stock that listings share is set once, and not at all when they quarrel', async () => {
	const { http, asked } = scriptedHttp(mainLocation, taken);
	const changes = [change('8/81', 6, pool('8', 2)), change('8/82', 6, pool('8', 2)), change('9/91', 1, pool('9', 2)), change('9/92', 2, pool('9', 2))];
	const writes = await connectBigCommerce(http, credential).setStock(changes);
	expect(itemsOf(asked[1] as HttpRequest)).toEqual([{ location_id: 1, product_id: 8, quantity: 6 }]);
	expect(writes.map(({ result }) => result)).toEqual(['written', 'written', 'refused', 'refused']);
});

test('nothing is sent for listings that are not tracked', async () => {
	const { http, asked } = scriptedHttp();
	const writes = await connectBigCommerce(http, credential).setStock([change('9/90', 1, { tracksStock: false, quantity: null })]);
	expect(writes).toMatchObject([{ result: 'notTracked' }]);
	expect(asked).toEqual([]);
});

describe('a call that is refused as a whole', () => {
	test('is cut in halves until the culprits stand alone, with the store\'s reason', async () => {
		const { http, calls } = storeRefusing(3, 8);
		const writes = await connectBigCommerce(http, credential).setStock(Array.from({ length: 8 }, (_, place) => change(`7/${place + 1}`, 1)));
		expect(writes.map(({ result }) => result)).toEqual(['written', 'written', 'refused', 'written', 'written', 'written', 'written', 'refused']);
		expect(writes[2]).toEqual({ result: 'refused', reason: 'Invalid adjustment; items.0: tracked by product' });
		expect(calls[0]).toHaveLength(8);
	});

	test('by anything but its entries is no refusal of entries', async () => {
		const { http } = scriptedHttp(mainLocation, { status: 403, body: { title: 'Forbidden' } });
		await expect(connectBigCommerce(http, credential).setStock([change('7/1', 1), change('7/2', 1)])).rejects.toMatchObject({ kind: 'notAuthorised' });
	});
});

test('more than two thousand entries go out in several calls', async () => {
	const { http, calls } = storeRefusing();
	const writes = await connectBigCommerce(http, credential).setStock(Array.from({ length: 4500 }, (_, place) => change(`7/${place + 1}`, 1)));
	expect(calls.map(({ length }) => length)).toEqual([2000, 2000, 500]);
	expect(writes).toHaveLength(4500);
});
