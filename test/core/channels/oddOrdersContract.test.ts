import { beforeEach, describe, expect, test } from '@jest/globals';
import { DateTime } from 'luxon';
import type { OrdersPage, UnreadableOrder } from '../../../core/channels/channelAdapter';
import { channelById } from '../../../core/channels/channelRegistry';
import { addSeconds } from '../../../core/model/moment';
import { openBench, type ChannelBench } from '../../support/channelBench';

/** The questions for orders in full, the mark of an order in a reply, and the sizes of page that count as large. */
const channels = [
	{
		id: 'woocommerce',
		inFull: '/orders\\?(?!.*_fields)',
		markOf: (id: string) => `"id":${id},"parent_id"`,
		large: 'per_page=(100|50)',
	},
	{
		id: 'bigcommerce',
		inFull: '/v2/orders\\?.*include=',
		markOf: (id: string) => `"id":${id},`,
		large: 'limit=(250|50)',
	},
	{
		id: 'ebay',
		inFull: '/fulfillment/v1/order\\?.*filter=',
		markOf: (id: string) => `"orderId":"${id}"`,
		large: 'limit=200',
	},
];

const BROKEN = { status: 500, body: { code: 'internal_server_error', message: 'There has been a critical error.' } };

let bench: ChannelBench;

async function readOrders(): Promise<{ read: string[]; aside: UnreadableOrder[] }> {
	const read: string[] = [];
	const aside: UnreadableOrder[] = [];
	const since = addSeconds(DateTime.utc().toISO(), -300);
	for await (const page of bench.adapter.readOrdersSince(since, { alsoSold: [] })) {
		read.push(...page.orders.map(({ orderId }) => orderId));
		aside.push(...page.unreadable);
	}
	return { read, aside };
}

async function sellOrders(count: number): Promise<string[]> {
	const ids: string[] = [];
	for (let n = 0; n < count; n++) ids.push((await bench.sell({ lines: [{ sku: 'MUG-BLUE', quantity: 1 }] })).orderId);
	return ids;
}

describe.each(channels)('$id', ({ id, inFull, markOf, large }) => {
	beforeEach(async () => {
		bench = await openBench(channelById(id));
	});

	test.each([
		[0, 5],
		[2, 5],
		[4, 5],
		[0, 1],
	])('sends no page with order %i of %i: the others are read, and it is set aside', async (place, count) => {
		const ids = await sellOrders(count);
		const broken = ids[place] ?? '';
		await bench.control('/faults', { path: inFull, reply: markOf(broken), ...BROKEN });
		const { read, aside } = await readOrders();
		expect(read.sort()).toEqual(ids.filter((one) => one !== broken).sort());
		expect(aside).toEqual([
			expect.objectContaining({
				channel: id,
				orderId: id === 'ebay' ? null : broken,
				reason: expect.stringMatching(/cannot send this order, while it sends others: .*500/),
			}),
		]);
	});

	test('cannot make large pages: smaller ones are asked for, and stay small for the run', async () => {
		const ids = await bench.bulkSell(70);
		await bench.control('/faults', { path: large, status: 504, body: 'Gateway Time-out' });
		const { read, aside } = await readOrders();
		expect(aside).toEqual([]);
		expect([...new Set(read)].sort()).toEqual([...ids].sort());
	});

	test('breaks off over everything: no order is blamed', async () => {
		await sellOrders(2);
		await bench.control('/faults', { ...BROKEN });
		await expect(readOrders()).rejects.toMatchObject({ name: 'IntegrationError', kind: 'unavailable' });
	});
});

describe.each([
	{ id: 'woocommerce', name: 'WooCommerce', sale: {}, corruption: { total: '60.00' } },
	{ id: 'bigcommerce', name: 'BigCommerce', sale: {}, corruption: { total_inc_tax: '60.0000' } },
	{ id: 'ebay', name: 'eBay', sale: { unexplained: '1.00' }, corruption: null },
])('$id states a total that its parts do not explain', ({ id, name, sale, corruption }) => {
	test('and the order is read with that trouble and its units, and its neighbours are read', async () => {
		bench = await openBench(channelById(id));
		const lines = [{ sku: 'MUG-BLUE', quantity: 2 }];
		const { orderId } = await bench.sell({ lines, ...sale });
		if (corruption !== null) await bench.control('/corrupt', { orderId, with: corruption });
		const whole = await bench.sell({ lines });
		const since = addSeconds(DateTime.utc().toISO(), -300);
		const pages: OrdersPage[] = [];
		for await (const page of bench.adapter.readOrdersSince(since, { alsoSold: [] })) pages.push(page);
		expect(pages.flatMap(({ unreadable }) => unreadable)).toEqual([]);
		const read = new Map(pages.flatMap(({ orders }) => orders).map((order) => [order.orderId, order]));
		expect(read.get(orderId)).toMatchObject({
			moneyTrouble: expect.stringContaining(`${name} states a total of`),
			state: 'sold',
			lines,
		});
		expect(read.get(whole.orderId)).toMatchObject({ moneyTrouble: null, lines });
	});
});

describe.each([
	{ id: 'woocommerce', refundsOf: (orderId: string) => ({ path: `/orders/${orderId}/refunds` }) },
	{ id: 'bigcommerce', refundsOf: (orderId: string) => ({ path: '/refunds\\?', reply: `"order_id":${orderId},` }) },
])('$id breaks off over the refunds of one order', ({ id, refundsOf }) => {
	test('and the others are read with theirs', async () => {
		bench = await openBench(channelById(id));
		const [broken = '', whole = ''] = await sellOrders(2);
		for (const orderId of [broken, whole]) await bench.control('/refund', { orderId, amount: '1.00' });
		await bench.control('/faults', { ...refundsOf(broken), ...BROKEN });
		const { read, aside } = await readOrders();
		expect(read).toEqual([whole]);
		expect(aside.map(({ orderId }) => orderId)).toEqual([broken]);
	});
});
