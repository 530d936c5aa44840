import { describe, expect, test } from '@jest/globals';
import type { ChannelAdapter, OrdersPage, UnreadableOrder } from '../../../core/channels/channelAdapter';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { orderFeed } from '../../../core/orders/orderFeed';
import { lookingAgain, type LookingCursor } from '../../../core/reconciling/lookAgainFeed';
import { order } from '../../support/orders';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const NOON = Date.parse('2026-11-23T12:00:00.000Z');
const at = (millis: number) => new Date(millis).toISOString();

const placed = (orderId: string, minutesAgo: number, over: Partial<SalesOrder> = {}) => {
	const time = at(NOON - minutesAgo * MINUTE);
	return order({ orderId, placedAt: time, modifiedAt: time, ...over });
};

interface Shop {
	orders: readonly SalesOrder[];
	unreadable?: readonly UnreadableOrder[];
	/** Orders that the list by change does not show yet. */
	late?: readonly string[];
	/** Orders of a page. */
	readonly size?: number;
}

/** A trigger of a shop, polled when a test says so; `lacks` are the ids of orders that QuickBooks does not have. */
function trigger(shop: Shop, { zone = 'UTC', placedFrom = '2026-01-01T00:00:00.000Z' } = {}) {
	const calls: string[] = [];
	const state = { now: NOON, lacks: new Set<string>(), isDown: false, readingTakes: 0 };
	async function* pages(
		orders: readonly SalesOrder[],
		unreadable: readonly UnreadableOrder[],
	): AsyncIterable<OrdersPage> {
		const size = shop.size ?? 100;
		for (let first = 0; first < orders.length; first += size) {
			state.now += state.readingTakes;
			yield { orders: orders.slice(first, first + size), unreadable: [] };
		}
		yield { orders: [], unreadable };
	}
	const channel = {
		readOrdersSince: (since: string) => {
			const later = shop.orders.filter(
				({ orderId, modifiedAt }) => modifiedAt >= since && shop.late?.includes(orderId) !== true,
			);
			return pages(
				[...later].sort((one, other) => (one.modifiedAt < other.modifiedAt ? -1 : 1)),
				shop.unreadable ?? [],
			);
		},
		readOrdersPlacedSince: (since: string) => {
			calls.push(`placed since ${since}`);
			const later = shop.orders.filter(({ placedAt }) => placedAt >= since);
			return pages(
				[...later].sort((one, other) => (one.placedAt < other.placedAt ? -1 : 1)),
				shop.unreadable ?? [],
			);
		},
		readDetails: async (orders: readonly SalesOrder[]) => ({ orders, unreadable: [] }),
	} as unknown as ChannelAdapter;
	const common = { alsoSold: [], listLagSeconds: 120, placedFrom, now: () => state.now };
	const feed = lookingAgain(orderFeed(channel, { ...common, tellStart: () => undefined }), {
		...common,
		channel,
		zone,
		every: 3600,
		books: async () => {
			calls.push('books');
			if (state.isDown) throw new Error('QuickBooks is down');
			return async (orders) => {
				calls.push(`compared ${orders.length}`);
				return await Promise.resolve(orders.filter(({ orderId }) => state.lacks.has(orderId)));
			};
		},
	});
	let cursor: LookingCursor = feed.firstCursor(true);
	return {
		state,
		calls,
		cursor: () => cursor,
		restart: () => void (cursor = feed.readCursor(JSON.parse(JSON.stringify(feed.toStoredCursor(cursor))))),
		lose: () => void (cursor = feed.firstCursor(false)),
		/** What a poll delivers, batch by batch; a run that gets an order of `failing` fails, and the poll ends with it. */
		poll: async (minutesLater = 1, failing: readonly string[] = []) => {
			state.now += minutesLater * MINUTE;
			const batches: string[][] = [];
			for await (const page of feed.pages(cursor)) {
				const ids = page.units.map(({ version }) => version.key);
				if (ids.length > 0) batches.push(ids);
				if (ids.some((id) => failing.includes(id))) return batches;
				cursor = page.done(page.handled(cursor, page.units));
			}
			return batches;
		},
	};
}

const unreadable: UnreadableOrder = {
	channel: 'woocommerce',
	orderId: '66',
	modifiedAt: at(NOON - 5 * HOUR),
	path: 'order.total',
	reason: 'should be an amount',
	stock: null,
};

/** rules.md H */
describe('a trigger that looks again', () => {
	test('delivers every hour what QuickBooks lacks of the last 7 days, until it has it, and nothing else', async () => {
		const shop = trigger({
			orders: [placed('1', 8 * 24 * 60), placed('2', 6 * 24 * 60), placed('3', 300), placed('4', 290)],
		});
		expect(await shop.poll()).toEqual([['1', '2', '3', '4']]);
		shop.state.lacks = new Set(['1', '3']);
		expect(await shop.poll(58)).toEqual([]);
		expect(await shop.poll()).toEqual([['3']]);
		expect(await shop.poll(59)).toEqual([]);
		expect(await shop.poll()).toEqual([['3']]);
		shop.state.lacks = new Set();
		expect(await shop.poll(60)).toEqual([]);
		expect(await shop.poll(60)).toEqual([]);
	});

	test('looks through all since the start once a day, at three in the night of the workflow', async () => {
		const shop = trigger({ orders: [placed('1', 90 * 24 * 60)] }, { zone: 'America/Los_Angeles' });
		await shop.poll();
		shop.state.lacks = new Set(['1']);
		const found: string[] = [];
		for (let hour = 0; hour < 48; hour++) {
			const [batch] = await shop.poll(60);
			if (batch !== undefined) found.push(at(shop.state.now));
		}
		expect(found).toEqual(['2026-11-24T11:01:00.000Z', '2026-11-25T11:01:00.000Z']);
	});

	test('that was off at three looks through all as soon as it is on, and one that lost its cursor at once', async () => {
		const shop = trigger({ orders: [placed('1', 90 * 24 * 60)] });
		await shop.poll();
		shop.state.lacks = new Set(['1']);
		expect(await shop.poll(60)).toEqual([]);
		expect(await shop.poll(20 * 60)).toEqual([['1']]);
		shop.lose();
		await shop.poll();
		expect(shop.calls.at(-1)).toBe('compared 0');
	});

	test.each([
		['an order from before the start', placed('1', 300), { placedFrom: at(NOON - 200 * MINUTE) }],
		['an open order', placed('1', 300, { state: 'open' }), {}],
	])('leaves out %s', async (_what, one, settings) => {
		const shop = trigger({ orders: [one, placed('2', 100)] }, settings);
		shop.state.lacks = new Set(['1', '2']);
		await shop.poll();
		expect(await shop.poll(60)).toEqual([['2']]);
		expect(await shop.poll(24 * 60)).toEqual([['2']]);
	});

	test('leaves out an order that changed in the last 15 minutes, until the next time', async () => {
		const shop = trigger({ orders: [placed('1', 300, { modifiedAt: at(NOON + 50 * MINUTE) })] });
		shop.state.lacks = new Set(['1']);
		await shop.poll(51);
		expect([await shop.poll(9), await shop.poll(60)]).toEqual([[], [['1']]]);
	});

	test('leaves to the ordinary reading what that has not delivered yet, and delivers it as it is', async () => {
		const shop = { orders: [placed('1', 300)] };
		const looking = trigger(shop);
		await looking.poll();
		looking.state.lacks = new Set(['1']);
		shop.orders = [placed('1', 300, { modifiedAt: at(NOON + 30 * MINUTE), total: 99 })];
		expect(await looking.poll(60)).toEqual([['1']]);
		expect(looking.calls).toContain('compared 0');
		expect(await looking.poll(60)).toEqual([['1']]);
	});

	test('leaves to the ordinary reading a change that the list of the channel shows late', async () => {
		const shop: Shop = { orders: [placed('1', 300), placed('2', 200)], late: ['1'] };
		const looking = trigger(shop);
		await looking.poll();
		looking.state.lacks = new Set(['1']);
		expect(await looking.poll(60)).toEqual([['1']]);
		shop.orders = [placed('1', 300, { modifiedAt: at(NOON + 70 * MINUTE), total: 99 }), placed('2', 200)];
		expect(await looking.poll(60)).toEqual([]);
		shop.late = [];
		expect(await looking.poll()).toEqual([['1']]);
	});

	test('delivers an order whose SKU came by a change of the product, which stamps no order', async () => {
		const shop = { orders: [placed('1', 300), placed('2', 200)] };
		const looking = trigger(shop);
		await looking.poll();
		looking.state.lacks = new Set(['1']);
		shop.orders = [placed('1', 300, { lines: [] }), placed('2', 200)];
		expect(await looking.poll(60)).toEqual([['1']]);
	});

	test('delivers no older version than the one that was handled', async () => {
		const shop = { orders: [placed('1', 300, { modifiedAt: at(NOON - 10 * MINUTE) }), placed('2', 1)] };
		const looking = trigger(shop);
		await looking.poll();
		looking.state.lacks = new Set(['1']);
		shop.orders = [placed('1', 300, { total: 1 }), placed('2', 1)];
		expect(await looking.poll(60)).toEqual([]);
	});

	test('delivers an order with a date in the future', async () => {
		const looking = trigger({ orders: [placed('1', 300, { modifiedAt: '2027-06-01T00:00:00.000Z' })] });
		await looking.poll();
		looking.state.lacks = new Set(['1']);
		expect(await looking.poll(60)).toEqual([['1']]);
	});

	test('delivers what cannot be read once a day', async () => {
		const shop = trigger({ orders: [placed('1', 300)], unreadable: [unreadable] });
		expect(await shop.poll()).toEqual([['1'], ['66']]);
		const found: string[] = [];
		for (let hour = 0; hour < 24; hour++) {
			const [batch] = await shop.poll(60);
			if (batch !== undefined) found.push(at(shop.state.now));
		}
		expect(found).toEqual(['2026-11-24T03:01:00.000Z']);
	});

	test('hands out thirty at a time, and goes on behind those that were handled when a run fails', async () => {
		const orders = Array.from({ length: 70 }, (_, place) => placed(String(place), 300));
		const shop = trigger({ orders });
		await shop.poll();
		shop.state.lacks = new Set(orders.map(({ orderId }) => orderId));
		expect((await shop.poll(60, ['35'])).map(({ length }) => length)).toEqual([30, 30]);
		shop.restart();
		const rest = await shop.poll();
		expect(rest.flat()).toEqual(orders.slice(30).map(({ orderId }) => orderId));
		expect(await shop.poll()).toEqual([]);
	});

	test('does not hold ordinary orders up: it looks for ten seconds, and goes on with the next poll, also after a restart', async () => {
		const orders = Array.from({ length: 12 }, (_, place) => placed(String(place), 600 - place));
		const shop = trigger({ orders, size: 1 });
		await shop.poll();
		shop.state.lacks = new Set(['0', '11']);
		shop.state.readingTakes = 3_000;
		expect(await shop.poll(60)).toEqual([['0']]);
		shop.restart();
		expect(await shop.poll()).toEqual([]);
		expect([...(await shop.poll()), ...(await shop.poll())]).toEqual([['11']]);
		expect(shop.calls.filter((call) => call.startsWith('placed'))).toHaveLength(4);
		expect(JSON.stringify(shop.cursor().lookAgain).length).toBeLessThan(2_000);
	});

	test('comes further in each poll, also where a whole page was placed in one second', async () => {
		const shop = trigger({ orders: Array.from({ length: 4 }, (_, place) => placed(String(place), 300)), size: 1 });
		await shop.poll();
		shop.state.readingTakes = 20_000;
		shop.state.lacks = new Set(['3']);
		expect([await shop.poll(60), await shop.poll(), shop.cursor().lookAgain.turn]).toEqual([[], [['3']], null]);
	});

	test('asks QuickBooks once for the orders of several pages', async () => {
		const shop = trigger({
			orders: Array.from({ length: 40 }, (_, place) => placed(String(place), 600 - place)),
			size: 10,
		});
		await shop.poll();
		await shop.poll(60);
		expect(shop.calls).toEqual(['books', expect.stringMatching(/^placed/), 'compared 40']);
	});

	test('keeps small, however many orders were placed in one second', async () => {
		const shop = trigger({
			orders: Array.from({ length: 700 }, (_, place) => placed(`order-${place}-of-an-import`, 300)),
		});
		await shop.poll();
		shop.state.lacks = new Set(['order-699-of-an-import']);
		await shop.poll(60, ['order-699-of-an-import']);
		expect(JSON.stringify(shop.cursor().lookAgain).length).toBeLessThan(2_000);
	});
});

describe('while QuickBooks cannot be used', () => {
	const downShop = async () => {
		const shop = { orders: [placed('1', 300)] };
		const looking = trigger(shop);
		await looking.poll();
		Object.assign(looking.state, { isDown: true, lacks: new Set(['1']) });
		return { shop, looking };
	};

	test('ordinary orders are delivered, and what keeps it from looking is thrown behind them', async () => {
		const { shop, looking } = await downShop();
		looking.state.now += 60 * MINUTE;
		shop.orders = [...shop.orders, placed('2', -60)];
		await expect(looking.poll(0)).rejects.toThrow('QuickBooks is down');
		expect(looking.cursor().handled).toHaveProperty('2');
		expect(looking.calls).toEqual(['books']);
	});

	test('it is tried three times in a row, and then once an hour; what was missed is delivered then', async () => {
		const { looking } = await downShop();
		const failed: number[] = [];
		for (let minute = 60; minute < 200; minute++) {
			const minutes = minute === 60 ? 60 : 1;
			await looking.poll(minutes).catch(() => failed.push(minute));
			looking.restart();
		}
		expect(failed).toEqual([60, 61, 62, 122, 123, 124, 184, 185, 186]);
		looking.state.isDown = false;
		expect(await looking.poll(60)).toEqual([['1']]);
	});
});
