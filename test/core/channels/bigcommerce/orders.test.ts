import { describe, expect, test } from '@jest/globals';
import { connectBigCommerce } from '../../../../core/channels/bigcommerce/adapter';
import type { OrdersPage } from '../../../../core/channels/channelAdapter';
import type { HttpReply } from '../../../../core/http/httpPort';
import {
	alone,
	BASE,
	credential,
	envelope,
	line,
	list,
	noChoice,
	noRefunds,
	nothing,
	order,
} from '../../../support/bigReplies';
import { scriptedHttp } from '../../../support/scriptedHttp';

async function since(...script: Array<Partial<HttpReply>>) {
	const { http, asked } = scriptedHttp(...script);
	const pages: OrdersPage[] = [];
	for await (const found of connectBigCommerce(http, credential, alone()).readOrdersSince(
		'2019-03-11T15:00:00.500Z',
		noChoice,
	))
		pages.push(found);
	return {
		asked,
		orders: pages.flatMap(({ orders }) => orders),
		unreadable: pages.flatMap((found) => found.unreadable),
	};
}

const at = (second: number) => ({ date_modified: `Mon, 11 Mar 2019 15:17:${String(second).padStart(2, '0')} +0000` });

describe('the question', () => {
	test('brings lines and fees along, oldest change first', async () => {
		const { asked } = await since(nothing);
		expect(asked).toEqual([
			{
				method: 'GET',
				url: `${BASE}/v2/orders`,
				query: {
					min_date_modified: '2019-03-11T14:59:59Z',
					sort: 'date_modified:asc',
					include: 'consignments.line_items,fees',
					consignment_structure: 'object',
					limit: 50,
					page: 1,
				},
				headers: { accept: 'application/json' },
				repeatable: true,
			},
		]);
	});

	test('goes to BigCommerce itself unless the credential says otherwise', async () => {
		const { http, asked } = scriptedHttp(nothing);
		const orders = connectBigCommerce(
			http,
			{ environment: 'production', customUrl: '', storeHash: 'abc123' },
			alone(),
		).readOrdersSince('2019-03-11T15:00:00.000Z', noChoice);
		for await (const page of orders) expect(page).toBeUndefined();
		expect(asked[0]?.url).toBe('https://api.bigcommerce.com/stores/abc123/v2/orders');
	});

	test('is not asked without a store', () => {
		expect(() =>
			connectBigCommerce(scriptedHttp().http, { environment: 'production', storeHash: '' }, alone()),
		).toThrow(expect.objectContaining({ path: 'bigcommerce credential storeHash' }));
	});
});

describe('the answer', () => {
	test('goes on from the last change until a page is not full', async () => {
		const first = Array.from({ length: 50 }, (_, place) => order(place + 1, at(place)));
		const { orders, asked } = await since(list(...first), noRefunds, list(first.at(-1), order(51, at(55))), noRefunds);
		expect(
			asked.filter(({ url }) => url.endsWith('/v2/orders')).map(({ query }) => [query?.min_date_modified, query?.page]),
		).toEqual([
			['2019-03-11T14:59:59Z', 1],
			['2019-03-11T15:17:48Z', 1],
		]);
		expect(orders.map(({ orderId }) => Number(orderId))).toEqual(Array.from({ length: 51 }, (_, place) => place + 1));
	});

	test('names the rates only where there is tax to be named', async () => {
		const taxed = order(2, { total_tax: '3.3000', total_inc_tax: '48.3000' });
		const taxes = list({
			order_product_id: 116,
			line_item_type: 'item',
			line_amount: '3.3000',
			name: 'TX',
			rate: '8.2500',
		});
		const { orders, asked } = await since(list(order(1), taxed), noRefunds, taxes);
		expect(asked.map(({ url }) => url.slice(BASE.length))).toEqual([
			'/v2/orders',
			'/v3/orders/payment_actions/refunds',
			'/v2/orders/2/taxes',
		]);
		expect(asked[2]?.query).toEqual({ details: 'true', limit: 250, page: 1 });
		expect(orders[1]?.lines[0]).toMatchObject({ tax: 330, taxRates: ['TX (8.25%)'] });
	});

	test.each([
		[
			'a consignment says that it was cut',
			{
				items_total: 4,
				consignments: { shipping: [{ id: 9, line_items: [line(1), line(2)], __warning__: { message: 'truncated' } }] },
			},
		],
		[
			'a consignment is as long as it can be',
			{
				items_total: 100,
				consignments: { shipping: [{ id: 9, line_items: Array.from({ length: 50 }, (_, place) => line(place)) }] },
			},
		],
		['the pieces do not add up', { items_total: 4, consignments: { shipping: [{ id: 9, line_items: [line(1)] }] } }],
		[
			'the lines are a link only',
			{ consignments: { url: 'https://api.test/consignments', resource: '/orders/1/consignments' } },
		],
	])('is completed from /products where %s', async (_why, more) => {
		const cut = order(1, { ...more, total_inc_tax: '85.0000' });
		const { orders, asked } = await since(list(cut), noRefunds, list(line(1), line(2)));
		expect(asked.map(({ url }) => url.slice(BASE.length))).toEqual([
			'/v2/orders',
			'/v3/orders/payment_actions/refunds',
			'/v2/orders/1/products',
		]);
		expect(orders[0]?.lines.map(({ lineId }) => lineId)).toEqual(['1', '2']);
	});

	test('takes lines from every kind of consignment', async () => {
		const consignments = {
			shipping: [
				{ id: 1, line_items: [line(1)] },
				{ id: 2, line_items: [line(2)] },
			],
			pickups: [{ id: 3, line_items: [line(3)] }],
			downloads: [{ line_items: [line(4)] }],
			email: { gift_certificates: [{ line_items: [line(5)] }] },
		};
		const { orders } = await since(
			list(
				order(
					1,
					{ consignments, total_inc_tax: '205.0000' },
					[1, 2, 3, 4, 5].map((id) => line(id)),
				),
			),
			noRefunds,
		);
		expect(orders[0]?.lines.map(({ lineId }) => lineId)).toEqual(['1', '2', '3', '4', '5']);
	});

	test('asks for the refunds of all placed orders of a page at once, since a status moves on after a refund', async () => {
		const refund = { id: 3, order_id: 2, created: '2019-03-12T10:00:00Z', reason: '', total_amount: 45, items: [] };
		const { orders, asked } = await since(
			list(order(1, { status_id: 0 }), order(2, { status_id: 2 }), order(3, { status_id: 14 })),
			envelope([refund]),
		);
		expect(asked[1]).toMatchObject({
			url: `${BASE}/v3/orders/payment_actions/refunds`,
			query: { 'order_id:in': '2,3' },
		});
		expect(orders.map(({ refunds }) => refunds.length)).toEqual([0, 1, 0]);
	});

	test('sets an order aside that cannot be read, and keeps its neighbours', async () => {
		const { orders, unreadable } = await since(
			list(order(1), { ...order(2), status_id: 'eleven' }, null, order(3)),
			noRefunds,
		);
		expect(orders.map(({ orderId }) => orderId)).toEqual(['1', '3']);
		expect(unreadable).toMatchObject([
			{
				channel: 'bigcommerce',
				orderId: '2',
				modifiedAt: '2019-03-11T15:17:25.000Z',
				path: 'bigcommerce order.status_id',
			},
			{ orderId: null, modifiedAt: null, path: 'bigcommerce order' },
		]);
	});

	test('that a failing read of its lines leaves open is no order to set aside', async () => {
		const cut = order(1, { items_total: 4 });
		await expect(since(list(cut), noRefunds, { status: 503, body: '' })).rejects.toMatchObject({ kind: 'unavailable' });
	});

	test('of a wrong token is a matter of authorisation, of a store that is down it is not', async () => {
		await expect(since({ status: 401, body: { status: 401, title: 'Unauthorized' } })).rejects.toMatchObject({
			kind: 'notAuthorised',
			message: expect.stringContaining('Unauthorized'),
		});
		await expect(
			since({ status: 403, body: [{ status: 403, message: "You don't have a required scope" }] }),
		).rejects.toMatchObject({ message: expect.stringContaining('required scope') });
		await expect(since({ status: 503, body: '<html>' })).rejects.toMatchObject({ kind: 'unavailable' });
	});
});

describe('orders by the day they were placed', () => {
	test('are asked for by creation, and those of the second before are left out', async () => {
		const created = (second: number) => ({
			date_created: `Mon, 11 Mar 2019 15:00:${String(second).padStart(2, '0')} +0000`,
		});
		const { http, asked } = scriptedHttp(list(order(1, created(9)), order(2, created(10))), noRefunds);
		const ids: string[] = [];
		for await (const { orders } of connectBigCommerce(http, credential, alone()).readOrdersPlacedSince(
			'2019-03-11T15:00:10.900Z',
			noChoice,
		))
			ids.push(...orders.map(({ orderId }) => orderId));
		expect(ids).toEqual(['2']);
		expect(asked[0]?.query).toMatchObject({ min_date_created: '2019-03-11T15:00:09Z', sort: 'date_created:asc' });
	});
});

describe('one order', () => {
	test('is a list of one, asked for by its id alone', async () => {
		const { http, asked } = scriptedHttp(list(order(7)), noRefunds);
		expect(
			(await connectBigCommerce(http, credential, alone()).findOrder(' #7', noChoice)).orders.map(
				({ orderId }) => orderId,
			),
		).toEqual(['7']);
		expect(asked[0]?.query).toMatchObject({ min_id: '7', max_id: '7', include: 'consignments.line_items,fees' });
	});

	test('is not asked for by what is no id', async () => {
		expect(await connectBigCommerce(scriptedHttp().http, credential, alone()).findOrder('W-7', noChoice)).toEqual({
			orders: [],
			unreadable: [],
		});
	});
});
