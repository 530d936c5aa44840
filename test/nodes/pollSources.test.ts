import { expect, test } from '@jest/globals';
import { stockFeed } from '../../core/availability/stockFeed';
import type { SalesOrder } from '../../core/model/salesOrder';
import type { ChannelAdapter, UnreadableOrder } from '../../core/channels/channelAdapter';
import { orderFeed } from '../../core/orders/orderFeed';
import { orderPollSource } from '../../nodes/ChannelOrderTrigger/orderPollSource';
import { stockPollSource } from '../../nodes/QboStockTrigger/stockPollSource';
import { order } from '../support/orders';
import { quickBooksWithItems } from '../support/quickBooksWithItems';

const now = () => Date.parse('2026-11-23T12:00:00.000Z');
const modifiedAt = '2026-11-23T12:01:00.000Z';
const said = {
	channel: 'woocommerce',
	orderId: '66',
	modifiedAt: '2026-11-23T12:05:00.000Z',
	path: 'order.total',
	reason: 'should be an amount',
};
const unreadable: UnreadableOrder = { ...said, stock: null };

function ordersOf(orderId: string) {
	const channel = {
		async *readOrdersSince() {
			yield { orders: [order({ orderId, placedAt: modifiedAt, modifiedAt })], unreadable: [unreadable] };
		},
		readDetails: async (orders: readonly SalesOrder[]) => ({ orders, unreadable: [] }),
	} as unknown as ChannelAdapter;
	const settings = { alsoSold: [], listLagSeconds: 900, placedFrom: null, now, tellStart: () => undefined };
	return orderPollSource(orderFeed(channel, settings), 'SHOP-');
}

test('an order leaves the trigger by Orders with the prefix of its shop, one that cannot be read by Unreadable', async () => {
	const source = ordersOf('1');
	expect(source.items(await source.sample())).toMatchObject([
		[{ json: { orderId: '1', booksPrefix: 'SHOP-', total: expect.any(String) } }],
		[{ json: { ...said, needsAttention: true } }],
	]);
	expect((await source.sample()).map(source.outputOf)).toEqual([0, 1]);
});

test('an order that the workflow failed on three times leaves by Unreadable, with the reason', async () => {
	const source = ordersOf('1');
	const [unit] = await source.sample();
	if (unit === undefined) throw new Error('The page should hold the order');
	expect(source.deadLetter(unit, 'boom')).toMatchObject([
		[],
		[{ json: { orderId: '1', channel: 'woocommerce', reason: expect.stringContaining('boom') } }],
	]);
});

test.each([
	['a stock level', true, { sku: 'MUG', comesAgain: true }],
	['all levels together', false, { kind: 'allLevels', realmId: '1', summary: expect.stringContaining('All levels') }],
])('%s leave the trigger by its one output, and have no other way out', async (_what, oneByOne, json) => {
	const { client } = quickBooksWithItems([{ id: '1', sku: 'MUG', updatedAt: modifiedAt }], modifiedAt);
	const source = stockPollSource(stockFeed(client, { fullReadHours: 0, oneByOne, now }));
	const [unit] = await source.sample();
	if (unit === undefined) throw new Error('QuickBooks should have the item');
	expect([source.items([unit]), source.deadLetter(unit, 'boom')]).toMatchObject([[[{ json }]], null]);
	const [[item] = []] = source.items([unit]);
	expect('comesAgain' in (item?.json ?? {})).toBe(oneByOne);
});
