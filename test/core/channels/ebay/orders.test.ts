import { describe, expect, test } from '@jest/globals';
import { connectEbay } from '../../../../core/channels/ebay/adapter';
import type { OrdersPage } from '../../../../core/channels/channelAdapter';
import type { HttpReply } from '../../../../core/http/httpPort';
import { credential, ebayLine, ebayOrder, orderRows } from '../../../support/ebayReplies';
import { scriptedHttp } from '../../../support/scriptedHttp';

const NOW = Date.UTC(2026, 1, 3, 12);
const HOUR = 3_600_000;
const at = (millis: number) => new Date(millis).toISOString();

async function read(since: number, ...script: Array<Partial<HttpReply>>) {
	const { http, asked } = scriptedHttp(...script);
	const pages: OrdersPage[] = [];
	for await (const page of connectEbay(http, credential, () => NOW).readOrdersSince(at(since), { alsoSold: [] }))
		pages.push(page);
	return { pages, queries: asked.map(({ query }) => query ?? {}), asked };
}

const changed = (orderId: string, millis: number, changes = {}) =>
	ebayOrder({ orderId, lastModifiedDate: at(millis), ...changes });
const idsOf = (pages: readonly OrdersPage[]) => pages.map(({ orders }) => orders.map(({ orderId }) => orderId));

describe('the window of changes', () => {
	test('reaches from since to whatever eBay calls now, by change and by nothing else', async () => {
		const { queries, asked } = await read(NOW - HOUR, orderRows([]));
		expect(asked[0]).toMatchObject({
			method: 'GET',
			url: 'https://ebay.test/sell/fulfillment/v1/order',
			repeatable: true,
		});
		expect(queries).toEqual([{ filter: 'lastmodifieddate:[2026-02-03T11:00:00.000Z..]', limit: 200, offset: 0 }]);
	});

	test('of many days is read in slices, of which none overlaps, leaves a gap or ends in the future', async () => {
		const { queries } = await read(NOW - 15 * 24 * HOUR, orderRows([]), orderRows([]), orderRows([]));
		expect(queries.map(({ filter }) => filter)).toEqual([
			'lastmodifieddate:[2026-01-19T12:00:00.000Z..2026-01-26T12:00:00.000Z]',
			'lastmodifieddate:[2026-01-26T12:00:00.001Z..2026-02-02T12:00:00.001Z]',
			'lastmodifieddate:[2026-02-02T12:00:00.002Z..]',
		]);
	});

	test('is cut smaller where more orders changed than should be held at once', async () => {
		const { queries } = await read(
			NOW - 8 * HOUR,
			orderRows([changed('a', NOW - 5 * HOUR)], 2001),
			orderRows([changed('a', NOW - 5 * HOUR)]),
			orderRows([]),
		);
		expect(queries.map(({ filter }) => filter)).toEqual([
			'lastmodifieddate:[2026-02-03T04:00:00.000Z..]',
			'lastmodifieddate:[2026-02-03T04:00:00.000Z..2026-02-03T08:00:00.000Z]',
			'lastmodifieddate:[2026-02-03T08:00:00.001Z..]',
		]);
	});

	test('never reaches further back than eBay keeps orders, nor begins in its future', async () => {
		const old = await read(NOW - 1000 * 24 * HOUR, ...Array.from({ length: 110 }, () => orderRows([])));
		expect(old.queries[0]?.filter).toContain('lastmodifieddate:[2024-02-05T12:00:00.000Z');
		const ahead = await read(NOW + HOUR, orderRows([]));
		expect(ahead.queries[0]?.filter).toBe('lastmodifieddate:[2026-02-03T11:55:00.000Z..]');
	});
});

describe('the orders of a window', () => {
	test('come by their last change, not in the order of creation that eBay lists them in', async () => {
		const { pages } = await read(
			NOW - HOUR,
			orderRows([changed('a', NOW - 10), changed('b', NOW - 30), changed('c', NOW - 20)]),
		);
		expect(idsOf(pages)).toEqual([['b', 'c', 'a']]);
	});

	test('leave in pages of a hundred', async () => {
		const many = Array.from({ length: 150 }, (_, place) => changed(`o${place}`, NOW - HOUR + place));
		const { pages } = await read(NOW - HOUR, orderRows(many));
		expect(pages.map(({ orders }) => orders.length)).toEqual([100, 50]);
	});

	test('are counted by rows: the second page begins after as many rows as the first had', async () => {
		const many = Array.from({ length: 201 }, (_, place) => changed(`o${place}`, NOW - HOUR + place));
		const { pages, queries } = await read(
			NOW - HOUR,
			orderRows(many.slice(0, 200), 201),
			orderRows(many.slice(200), 201),
		);
		expect(queries.map(({ offset }) => offset)).toEqual([0, 200]);
		expect(idsOf(pages).flat()).toHaveLength(201);
	});

	test('come once, in the newest version, when the list moved and repeated a row', async () => {
		const rows = [changed('a', NOW - 50), changed('b', NOW - 40)];
		const { pages } = await read(
			NOW - HOUR,
			orderRows(rows, 4),
			orderRows([changed('a', NOW - 10), changed('c', NOW - 30)], 4),
		);
		expect(idsOf(pages)).toEqual([['b', 'c', 'a']]);
		expect(pages[0]?.orders[2]?.modifiedAt).toBe(at(NOW - 10));
	});

	test('are not skipped when an order leaves the slice while it is read: what moved up is read again', async () => {
		const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id, place) => changed(id, NOW - 60 + place));
		// After the first page `a` changes and leaves: `c` moves from row 2 to row 1.
		const { pages, queries } = await read(NOW - HOUR, orderRows([a, b], 4), orderRows([d], 3), orderRows([c, d], 3));
		expect(queries.map(({ offset }) => offset)).toEqual([0, 2, 1]);
		expect(idsOf(pages)).toEqual([['a', 'b', 'c', 'd']]);
	});

	test('from before the cursor are left out, though a cursor that is ahead of our clock opens the window early', async () => {
		const { pages } = await read(
			NOW - 30,
			orderRows([changed('before', NOW - 31), changed('at', NOW - 30), changed('after', NOW)]),
		);
		expect(idsOf(pages)).toEqual([['at', 'after']]);
	});

	test('are not taken for complete when eBay announces more than it gives', async () => {
		await expect(read(NOW - HOUR, orderRows([changed('a', NOW)], 2), orderRows([], 2))).rejects.toThrow(
			'the 1 orders that eBay announced',
		);
	});

	test('that cannot be read are set aside with their name and place, and take no neighbour down', async () => {
		const bad = changed('bad', NOW - 20, { lineItems: [ebayLine({ quantity: 'two' })] });
		const { pages } = await read(
			NOW - HOUR,
			orderRows([changed('a', NOW - 30), bad, 'nonsense', changed('b', NOW - 10)]),
		);
		expect(idsOf(pages)).toEqual([['a', 'b']]);
		expect(pages[0]?.unreadable).toEqual([
			{
				channel: 'ebay',
				orderId: null,
				modifiedAt: null,
				path: 'ebay order',
				reason: 'ebay order should be an object',
				stock: null,
			},
			{
				channel: 'ebay',
				orderId: 'bad',
				modifiedAt: at(NOW - 20),
				path: 'ebay order bad.lineItems[0].quantity',
				reason: 'ebay order bad.lineItems[0].quantity should be a number',
				stock: null,
			},
		]);
	});
});

describe('orders by their purchase', () => {
	const bought = (orderId: string, millis: number, changes = {}) =>
		ebayOrder({ orderId, creationDate: at(millis), lastModifiedDate: at(NOW), ...changes });

	async function placed(since: number, ...script: Array<Partial<HttpReply>>) {
		const { http, asked } = scriptedHttp(...script);
		const pages: OrdersPage[] = [];
		for await (const page of connectEbay(http, credential, () => NOW).readOrdersPlacedSince(at(since), {
			alsoSold: [],
		}))
			pages.push(page);
		return { pages, filters: asked.map(({ query }) => query?.filter) };
	}

	test('are asked for by creation alone, in slices without a gap', async () => {
		const { filters } = await placed(NOW - 8 * 24 * HOUR, orderRows([]), orderRows([]));
		expect(filters).toEqual([
			'creationdate:[2026-01-26T12:00:00.000Z..2026-02-02T12:00:00.000Z]',
			'creationdate:[2026-02-02T12:00:00.001Z..]',
		]);
	});

	test('come oldest first and none from before, whichever way eBay sorts and whenever they changed', async () => {
		const { pages } = await placed(
			NOW - 30,
			orderRows([bought('c', NOW - 10), bought('a', NOW - 30), bought('before', NOW - 31), bought('b', NOW - 20)]),
		);
		expect(idsOf(pages)).toEqual([['a', 'b', 'c']]);
	});

	test('of two years ago are asked for as far back as eBay keeps them', async () => {
		const { filters } = await placed(NOW - 1000 * 24 * HOUR, ...Array.from({ length: 110 }, () => orderRows([])));
		expect(filters[0]).toContain('creationdate:[2024-02-05T12:00:00.000Z');
	});
});

describe('one order', () => {
	const one = async (id: string, reply: Partial<HttpReply>) => {
		const { http, asked } = scriptedHttp(reply);
		return {
			found: await connectEbay(http, credential, () => NOW).findOrder(id, { alsoSold: [] }),
			url: asked[0]?.url,
		};
	};

	test('is asked for by itself', async () => {
		const { found, url } = await one(' #12-1/2 ', { body: changed('12-1/2', NOW) });
		expect([found.orders[0]?.orderId, url]).toEqual(['12-1/2', 'https://ebay.test/sell/fulfillment/v1/order/12-1%2F2']);
	});

	test('that eBay does not know is none, and another 404 is a failure', async () => {
		const unknown = { status: 404, body: { errors: [{ errorId: 32100, message: 'Invalid order ID' }] } };
		expect((await one('x', unknown)).found).toEqual({ orders: [], unreadable: [] });
		await expect(one('x', { status: 404, body: '<html>' })).rejects.toMatchObject({ kind: 'notFound' });
	});
});

describe('a service in trouble', () => {
	test("is named by kind, with eBay's own words", async () => {
		const body = { errors: [{ errorId: 1001, domain: 'OAuth', category: 'REQUEST', message: 'Invalid access token' }] };
		await expect(read(NOW - HOUR, { status: 401, body })).rejects.toMatchObject({
			kind: 'notAuthorised',
			message: 'GET https://ebay.test/sell/fulfillment/v1/order was answered with 401: 1001 Invalid access token',
		});
		await expect(read(NOW - HOUR, { status: 503, body: '<html>' })).rejects.toMatchObject({ kind: 'unavailable' });
	});

	test('is never an empty list: an answer without orders in it is unreadable', async () => {
		await expect(read(NOW - HOUR, { body: { href: '' } })).rejects.toThrow('ebay orders.orders should be a list');
	});
});
