import { describe, expect, test } from '@jest/globals';
import type { ChannelAdapter, OrdersPage, UnreadableOrder } from '../../../core/channels/channelAdapter';
import type { OrderCursor } from '../../../core/orders/orderCursor';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { orderFeed } from '../../../core/orders/orderFeed';
import { givenUpOrder, type OrderUnit } from '../../../core/orders/orderUnit';
import { order } from '../../support/orders';

const now = Date.parse('2026-11-23T12:00:00.000Z');
const settings = { alsoSold: [], listLagSeconds: 900, placedFrom: null, now: () => now, tellStart: () => undefined };

function channelWith(...pages: Array<Partial<OrdersPage>>) {
	const asked: string[] = [];
	const channel = {
		async *readOrdersSince(since: string) {
			asked.push(since);
			for (const page of pages) yield { orders: [], unreadable: [], ...page };
		},
		readDetails: async (orders: readonly SalesOrder[]) => ({ orders, unreadable: [] }),
	} as unknown as ChannelAdapter;
	return { channel, asked };
}

const placed = (orderId: string, time: string, over: Partial<SalesOrder> = {}) =>
	order({ orderId, placedAt: `2026-11-23T${time}:00.000Z`, modifiedAt: `2026-11-23T${time}:00.000Z`, ...over });

/** The ids of what can be read, and of what cannot. */
function byWay(units: readonly OrderUnit[]): Array<Array<string | null>> {
	return [
		units.flatMap((unit) => (unit.order === null ? [] : [unit.order.orderId])),
		units.flatMap((unit) => (unit.unreadable === null ? [] : [unit.unreadable.orderId])),
	];
}

async function deliveries(
	channel: ChannelAdapter,
	cursor: OrderCursor,
	chosen: Parameters<typeof orderFeed>[1] = settings,
) {
	const feed = orderFeed(channel, chosen);
	const batches: unknown[][] = [];
	let at = cursor;
	for await (const page of feed.pages(cursor)) {
		batches.push(byWay(page.units));
		at = page.done(page.handled(at, page.units));
	}
	return { batches, cursor: at };
}

const unreadable: UnreadableOrder = {
	channel: 'woocommerce',
	orderId: '66',
	modifiedAt: '2026-11-23T12:05:00.000Z',
	path: 'order.total',
	reason: 'should be an amount',
	stock: null,
};

describe('the orders that a trigger delivers', () => {
	test('begin with what is placed after the first publish', async () => {
		const { channel, asked } = channelWith({
			orders: [placed('1', '11:59'), placed('2', '12:00'), placed('3', '12:01')],
		});
		const cursor = orderFeed(channel, settings).firstCursor(true);
		expect((await deliveries(channel, cursor)).batches).toEqual([[['2', '3'], []]]);
		expect(asked).toEqual(['2026-11-23T11:45:00.000Z']);
	});

	test('include one placed in the very second of the publish, which channels stamp without its fraction', async () => {
		const { channel } = channelWith({ orders: [placed('1', '12:00')] });
		const within = { ...settings, now: () => now + 400 };
		expect((await deliveries(channel, orderFeed(channel, within).firstCursor(true), within)).batches).toEqual([
			[['1'], []],
		]);
	});

	// rules.md B1: stock counted 1 Dec, without order 812 of 28 Nov; on 3 Dec a clerk completes 812: nothing is posted.
	test('never contain an order placed before that, however late it changes', async () => {
		const late = order({
			orderId: '812',
			placedAt: '2026-11-28T09:00:00.000Z',
			modifiedAt: '2026-12-03T09:00:00.000Z',
		});
		const { channel } = channelWith({ orders: [late] });
		const counted = { ...settings, placedFrom: '2026-12-01T00:00:00.000Z' };
		const { batches, cursor } = await deliveries(channel, orderFeed(channel, counted).firstCursor(true), counted);
		expect(batches).toEqual([[[], []]]);
		expect(cursor.handled).toEqual({});
	});

	test('look a day back when the cursor is gone and nobody has pressed Publish', () => {
		const { channel } = channelWith();
		expect(orderFeed(channel, settings).firstCursor(false).since).toBe('2026-11-22T12:00:00.000Z');
	});

	test('come once for each version', async () => {
		const { channel } = channelWith({ orders: [placed('1', '12:01')] });
		const first = await deliveries(channel, orderFeed(channel, settings).firstCursor(true));
		expect((await deliveries(channel, first.cursor)).batches).toEqual([[[], []]]);
		const edited = channelWith({ orders: [placed('1', '12:01', { total: 3000 })] });
		expect((await deliveries(edited.channel, first.cursor)).batches).toEqual([[['1'], []]]);
	});

	test('come once where only the date has moved, but for an order with parcels that the list does not show', async () => {
		const first = await deliveries(
			channelWith({ orders: [placed('1', '12:01'), placed('2', '12:01', { shipments: null })] }).channel,
			orderFeed(channelWith().channel, settings).firstCursor(true),
		);
		const moved = { modifiedAt: '2026-11-23T12:40:00.000Z' };
		const later = channelWith({
			orders: [placed('1', '12:01', moved), placed('2', '12:01', { ...moved, shipments: null })],
		});
		expect((await deliveries(later.channel, first.cursor)).batches).toEqual([[['2'], []]]);
	});

	describe('that say something else under an older stamp than before', () => {
		const before = placed('1', '12:05');
		const edited = placed('1', '12:05', { modifiedAt: '2026-11-23T12:04:58.000Z', total: 3000 });
		const afterFirst = async () =>
			(
				await deliveries(
					channelWith({ orders: [before] }).channel,
					orderFeed(channelWith().channel, settings).firstCursor(true),
				)
			).cursor;
		const looking = (listed: SalesOrder, found: readonly SalesOrder[]) => {
			const { channel } = channelWith({ orders: [listed] });
			const asked: string[] = [];
			const findOrder = async (orderId: string) => {
				asked.push(orderId);
				return { orders: found, unreadable: [] };
			};
			return { channel: { ...channel, findOrder }, asked };
		};

		test('are looked up, and delivered with a stamp that is not older, once', async () => {
			const { channel, asked } = looking(edited, [placed('9', '12:00'), edited]);
			const cursor = await afterFirst();
			const units: OrderUnit[] = [];
			for await (const page of orderFeed(channel, settings).pages(cursor)) units.push(...page.units);
			expect(units.map(({ order: one }) => [one?.total, one?.modifiedAt])).toEqual([[3000, before.modifiedAt]]);
			const next = await deliveries(channel, cursor);
			expect((await deliveries(channel, next.cursor)).batches).toEqual([[[], []]]);
			expect(asked).toEqual(['1', '1']);
		});

		test('are dropped where the list is late, and the channel itself says what was handled', async () => {
			const { channel, asked } = looking(edited, [before]);
			expect((await deliveries(channel, await afterFirst())).batches).toEqual([[[], []]]);
			expect(asked).toEqual(['1']);
		});

		test('are delivered where the look-up finds no such order', async () => {
			const { channel } = looking(edited, []);
			expect((await deliveries(channel, await afterFirst())).batches).toEqual([[['1'], []]]);
		});
	});

	test('an order that cannot be read is set aside, once, and takes nobody down', async () => {
		const { channel } = channelWith({ orders: [placed('1', '12:01')], unreadable: [unreadable] });
		const first = await deliveries(channel, orderFeed(channel, settings).firstCursor(true));
		expect(first.batches).toEqual([[['1'], ['66']]]);
		expect((await deliveries(channel, first.cursor)).batches).toEqual([[[], []]]);
	});

	test('an order that the workflow failed on three times is set aside the same way, with the reason', async () => {
		const { channel } = channelWith({ orders: [placed('1', '12:01')] });
		const feed = orderFeed(channel, settings);
		for await (const {
			units: [unit],
		} of feed.pages(feed.firstCursor(true))) {
			if (unit === undefined) throw new Error('The page should hold the order');
			expect(givenUpOrder(unit, 'boom')).toMatchObject({
				orderId: '1',
				channel: 'woocommerce',
				reason: expect.stringContaining('boom'),
			});
		}
	});

	test('B1: tells with each poll from when on orders are posted: as the form says, else as the cursor remembers', async () => {
		const told: string[] = [];
		const telling = { ...settings, tellStart: (start: string) => void told.push(start) };
		const { channel } = channelWith();
		const cursor = orderFeed(channel, telling).firstCursor(true);
		await deliveries(channel, cursor, telling);
		await deliveries(channel, cursor, { ...telling, placedFrom: '2026-11-01T00:00:00.000Z' });
		expect(told).toEqual([cursor.placedFrom, '2026-11-01T00:00:00.000Z']);
	});
});
