import { describe, expect, test } from '@jest/globals';
import { connectWooCommerce } from '../../../../core/channels/woocommerce/adapter';
import type { OrdersPage } from '../../../../core/channels/channelAdapter';
import type { HttpReply } from '../../../../core/http/httpPort';
import { scriptedHttp } from '../../../support/scriptedHttp';
import { credential, noChoice, page, plainOrder, replied, sumOfParts } from '../../../support/wooReplies';
import wrongSecret from '../replies/woocommerce/008-auth-wrong-secret.json';
import notSeenAsHttps from '../replies/woocommerce/012-route-plain-permalink.json';
import changedOrders from '../replies/woocommerce/071-orders-modified-after-gmt.json';
import refundsOf57 from '../replies/woocommerce/092-order-refunded-refunds.json';

const SINCE = '2026-02-03T09:16:40.250Z';

async function since(moment: string, ...script: Array<Partial<HttpReply>>) {
	const { http, asked } = scriptedHttp(...script);
	const pages: OrdersPage[] = [];
	for await (const found of connectWooCommerce(http, credential).readOrdersSince(moment, noChoice)) pages.push(found);
	return {
		asked,
		pages,
		orders: pages.flatMap(({ orders }) => orders),
		unreadable: pages.flatMap((found) => found.unreadable),
	};
}

const hundred = (from: number, second: (place: number) => number) =>
	Array.from({ length: 100 }, (_, place) =>
		plainOrder(from + place, `2026-02-03T10:00:${String(second(place)).padStart(2, '0')}`),
	);

describe('the question', () => {
	test('is asked in bare UTC seconds, one back because the filter is exclusive, oldest change first', async () => {
		const { asked } = await since(SINCE, page());
		expect(asked).toEqual([
			{
				method: 'GET',
				url: 'https://shop.test/wp-json/wc/v3/orders',
				query: {
					modified_after: '2026-02-03T09:16:39',
					dates_are_gmt: 'true',
					orderby: 'modified',
					order: 'asc',
					status: 'any',
					per_page: 100,
					page: 1,
				},
				repeatable: true,
				isFresh: true,
			},
		]);
	});

	test.each([
		['https://shop.test/', 'https://shop.test/wp-json/wc/v3/orders', 'shop.test'],
		['shop.test', 'https://shop.test/wp-json/wc/v3/orders', 'shop.test'],
		['https://www.shop.test', 'https://www.shop.test/wp-json/wc/v3/orders', 'shop.test'],
		['http://shop.test/index.php/', 'http://shop.test/index.php/wp-json/wc/v3/orders', 'shop.test'],
		['https://Shop.test/de//', 'https://Shop.test/de/wp-json/wc/v3/orders', 'shop.test/de'],
		['https://shop.test/wp-json/wc/v3/', 'https://shop.test/wp-json/wc/v3/orders', 'shop.test'],
		['https://shop.test/wp-admin/admin.php?page=wc-settings', 'https://shop.test/wp-json/wc/v3/orders', 'shop.test'],
	])('goes to the shop at %s', async (url, asked, account) => {
		const script = scriptedHttp(page(plainOrder(1, '2026-02-03T10:00:00')));
		const orders = connectWooCommerce(script.http, { url }).readOrdersSince(SINCE, noChoice);
		for await (const {
			orders: [order],
		} of orders)
			expect(order?.account).toBe(account);
		expect(script.asked.map((request) => request.url)).toEqual([asked]);
	});

	test('is not asked without an address', () => {
		expect(() => connectWooCommerce(scriptedHttp().http, { url: ' ' })).toThrow(
			expect.objectContaining({ path: 'woocommerce credential url' }),
		);
		expect(() => connectWooCommerce(scriptedHttp().http, { url: 'https:// shop' })).toThrow(
			expect.objectContaining({ path: 'woocommerce credential url' }),
		);
	});
});

describe('the answer', () => {
	test('of a real shop is read in full, refunds asked for where there are any', async () => {
		const { orders, unreadable, asked } = await since(
			'2020-01-01T00:00:00.000Z',
			{ body: { timezone_string: '' } },
			replied(changedOrders),
			replied(refundsOf57),
			page(),
		);
		expect(unreadable).toEqual([]);
		expect(orders.map(({ orderId, total }) => [orderId, total])).toEqual([
			['55', 4528],
			['56', 9017],
			['57', 2687],
			['59', 3187],
			['61', 1589],
			['62', 1789],
		]);
		expect(orders.map(sumOfParts)).toEqual(orders.map(({ total }) => total));
		expect(asked.map(({ url }) => url.replace('https://shop.test/wp-json/wc/v3', ''))).toEqual([
			'https://shop.test/wp-json/',
			'/orders',
			'/orders/57/refunds',
			'/orders/59/refunds',
		]);
	});

	test('goes on from the last change, and not by page numbers that skip when orders move', async () => {
		const first = hundred(1, (place) => (place % 100 < 98 ? 1 : 7));
		const { orders, asked } = await since(
			SINCE,
			page(...first),
			page(...first.slice(98), plainOrder(500, '2026-02-03T10:00:09')),
		);
		expect(asked.map(({ query }) => [query?.modified_after, query?.page])).toEqual([
			['2026-02-03T09:16:39', 1],
			['2026-02-03T10:00:06', 1],
		]);
		expect(orders.map(({ orderId }) => Number(orderId))).toEqual([
			...Array.from({ length: 100 }, (_, place) => place + 1),
			500,
		]);
	});

	test('is read on where hidden rows made the page short but the shop says that more follow', async () => {
		const short = { ...page(plainOrder(1, '2026-02-03T10:00:01')), headers: { 'x-wp-totalpages': '2' } };
		const { orders } = await since(SINCE, short, page(plainOrder(2, '2026-02-03T10:00:02')));
		expect(orders.map(({ orderId }) => orderId)).toEqual(['1', '2']);
	});

	test('sets an order aside that cannot be read, and keeps its neighbours', async () => {
		const broken = { ...plainOrder(2, '2026-02-03T10:00:02'), line_items: 'oops' };
		const { orders, unreadable } = await since(
			SINCE,
			page(plainOrder(1, '2026-02-03T10:00:01'), broken, plainOrder(3, '2026-02-03T10:00:03')),
		);
		expect(orders.map(({ orderId }) => orderId)).toEqual(['1', '3']);
		expect(unreadable).toEqual([
			{
				channel: 'woocommerce',
				orderId: '2',
				orderUrl: 'https://shop.test/wp-admin/post.php?post=2&action=edit',
				modifiedAt: '2026-02-03T10:00:02.000Z',
				path: 'woocommerce order.line_items',
				reason: 'woocommerce order.line_items should be a list',
				stock: null,
			},
		]);
	});

	test('sets even a row aside that is no order at all', async () => {
		const { orders, unreadable } = await since(SINCE, page(null, plainOrder(1, '2026-02-03T10:00:01')));
		expect(orders).toHaveLength(1);
		expect(unreadable).toMatchObject([{ orderId: null, modifiedAt: null, path: 'woocommerce order' }]);
	});

	test('that a failing refund read leaves open is no order to set aside', async () => {
		const refunded = plainOrder(2, '2026-02-03T10:00:02', { refunds: [{ id: 3 }] });
		await expect(since(SINCE, page(refunded), { status: 503, body: 'down' })).rejects.toMatchObject({
			kind: 'unavailable',
		});
	});
});

describe('orders by the day they were placed', () => {
	test('are asked for by creation in bare UTC seconds, one back because the filter is exclusive, oldest first', async () => {
		const { http, asked } = scriptedHttp(page());
		for await (const found of connectWooCommerce(http, credential).readOrdersPlacedSince(SINCE, noChoice))
			expect(found).toBeUndefined();
		expect(asked.map(({ query }) => query)).toEqual([
			{
				after: '2026-02-03T09:16:39',
				dates_are_gmt: 'true',
				orderby: 'date',
				order: 'asc',
				status: 'any',
				per_page: 100,
				page: 1,
			},
		]);
	});

	test('go on from the last that was placed, not from the last change', async () => {
		const first = Array.from({ length: 100 }, (_, place) =>
			plainOrder(1 + place, '2026-03-01T00:00:00', {
				date_created_gmt: `2026-02-03T10:00:${String(Math.floor(place / 2)).padStart(2, '0')}`,
			}),
		);
		const { http, asked } = scriptedHttp(page(...first), page(...first.slice(98)));
		const ids: string[] = [];
		for await (const { orders } of connectWooCommerce(http, credential).readOrdersPlacedSince(SINCE, noChoice))
			ids.push(...orders.map(({ orderId }) => orderId));
		expect(asked.map(({ query }) => query?.after)).toEqual(['2026-02-03T09:16:39', '2026-02-03T10:00:48']);
		expect(ids).toHaveLength(100);
	});
});

describe('one order', () => {
	const missing = { status: 404, body: { code: 'woocommerce_rest_shop_order_invalid_id', message: 'Invalid ID.' } };
	const one = async (asked: string, ...script: Array<Partial<HttpReply>>) => {
		const { http, asked: requests } = scriptedHttp(...script);
		return {
			found: await connectWooCommerce(http, credential).findOrder(asked, noChoice),
			urls: requests.map(({ url }) => url.slice(url.indexOf('/v3') + 3)),
		};
	};

	test('of that id and number is found at once', async () => {
		const { found, urls } = await one('#7', { body: plainOrder(7, '2026-02-03T10:00:00') });
		expect([found.orders.map(({ orderId }) => orderId), urls]).toEqual([['7'], ['/orders/7']]);
	});

	test("of a plugin's number is searched for, and only that very number is it", async () => {
		const rows = page(
			plainOrder(8, '2026-02-03T10:00:00', { number: 'W-70' }),
			plainOrder(9, '2026-02-03T10:00:00', { number: 'W-7' }),
		);
		const { found, urls } = await one('W-7', rows);
		expect([found.orders.map(({ orderId }) => orderId), urls]).toEqual([['9'], ['/orders']]);
	});

	test('that neither id nor number names is none, and a missing route is a failure', async () => {
		expect((await one('7', missing, page())).found).toEqual({ orders: [], unreadable: [] });
		await expect(one('7', { status: 404, body: { code: 'rest_no_route', message: 'No route' } })).rejects.toMatchObject(
			{ kind: 'notFound' },
		);
	});
});

describe('a refusal', () => {
	test("of a wrong key is a matter of authorisation, in the shop's own words", async () => {
		await expect(since(SINCE, replied(wrongSecret))).rejects.toMatchObject({
			kind: 'notAuthorised',
			message: expect.stringContaining('Consumer secret is invalid. (woocommerce_rest_authentication_error)'),
		});
	});

	test('that no key explains speaks of the proxy in front of WordPress', async () => {
		await expect(since(SINCE, replied(notSeenAsHttps))).rejects.toMatchObject({
			kind: 'notAuthorised',
			advice: expect.stringMatching(/key was deleted.*X-Forwarded-Proto/),
		});
	});

	test('of the route speaks of permalinks', async () => {
		await expect(since(SINCE, { status: 404, body: '<html>Not Found</html>' })).rejects.toMatchObject({
			kind: 'notFound',
			advice: expect.stringContaining('Permalinks'),
		});
	});

	test('by a move names the new address', async () => {
		const moved = {
			status: 301,
			headers: { location: 'https://www.shop.test/wp-json?consumer_key=ck_1&consumer_secret=cs_1' },
		};
		const refusal: unknown = await since(SINCE, moved).catch((error: unknown) => error);
		expect(refusal).toMatchObject({
			kind: 'rejected',
			advice: expect.stringContaining('moved to https://www.shop.test.'),
		});
		expect(JSON.stringify({ ...(refusal as object), reply: null }) + String(refusal)).not.toContain('cs_1');
	});

	test('with a page of HTML and status 200 is no list of orders', async () => {
		await expect(since(SINCE, { body: '<html>' })).rejects.toMatchObject({
			name: 'UnreadableError',
			path: 'woocommerce /orders',
		});
	});
});
