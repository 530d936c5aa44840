import { describe, expect, test } from '@jest/globals';
import { availableOn } from '../../../core/availability/available';
import type { OpenOrders } from '../../../core/availability/openOrders';
import { withOpenSales } from '../../../core/availability/openSales';
import { concerning } from '../../../core/availability/readOpenOrders';
import { readOrdersOfShop, type ShopOrders } from '../../../core/availability/shopOrders';
import { channelById } from '../../../core/channels/channelRegistry';
import { IntegrationError } from '../../../core/http/integrationError';
import { processMemory } from '../../../core/memory/processMemory';
import { addSeconds, momentFromMillis } from '../../../core/model/moment';
import type { Fields } from '../../../core/reading/readUnknown';
import { sku, heldLevel } from '../../support/levels';
import { connectedTo, hoursAgo, minutesAgo, ordersOf, placed, soldOrder } from '../../support/wooShop';

const HOUR = 3600_000;

interface Choices extends Partial<ShopOrders['query']> {
	readonly account?: string | null;
	/** How far back sold orders are looked at. */
	readonly days?: number;
	/** In place of the shop's orders. */
	readonly answer?: (path: string, query: Fields) => unknown;
}

/** A shop in one process. Its orders may change between runs; `listed` is what its lists of orders were asked. */
function aShop(...orders: Fields[]) {
	const memory = processMemory();
	const listed: Fields[] = [];
	const shop = (path: string, query: Fields) => {
		if (path === '/orders') listed.push(query);
		return ordersOf(orders)(path, query);
	};
	const read = async ({ account = 'shop', days = 30, answer = shop, ...more }: Choices = {}): Promise<OpenOrders> => {
		const now = Date.now();
		const since = addSeconds(momentFromMillis(now), -days * 24 * 3600);
		const choices = { alsoSold: [], placedFrom: null, ignoreUnreadable: false, reserveUnpaid: false };
		const query = { channel: channelById('woocommerce'), since, ...choices, ...more };
		const connect = async () => await Promise.resolve(connectedTo(answer));
		return await readOrdersOfShop({ account, connect, query }, { memory, now });
	};
	const ids = async (choices: Choices = {}) => idsIn(await read(choices));
	return { orders, listed, read, ids };
}

const idsIn = ({ orders }: OpenOrders) => orders.map(({ orderId }) => orderId).sort();
const nonsense = () => ({ not: 'a list' });
const changed = (order: Fields | undefined, more: Fields) =>
	Object.assign(order ?? {}, more, { date_modified_gmt: minutesAgo(0) });

describe('The open orders of a shop', () => {
	test('are those that sold something, with what they took', async () => {
		expect(await aShop(soldOrder(1, 5)).read()).toMatchObject({
			channel: 'woocommerce',
			trouble: null,
			orders: [{ orderId: '1', hold: 'sold', lines: [{ sku: 'MUG-BLUE', units: 1 }] }],
		});
	});

	test('concern a level where they sold it', async () => {
		const found = await aShop(soldOrder(1, 5), placed(2, 4)).read();
		expect(idsIn(found)).toEqual(['1', '2']);
		expect(idsIn(concerning(found, [heldLevel({ sku: sku('MUG-BLUE') })]))).toEqual(['1']);
	});

	test('are sold ones of 30 days, and reserving ones of any age', async () => {
		const shop = aShop(soldOrder(1, 24 * 31), soldOrder(2, 24 * 29), soldOrder(3, 24 * 60, { status: 'on-hold' }));
		expect(await shop.ids()).toEqual(['2', '3']);
	});

	test('B1: are none from before the start of the sync', async () => {
		const shop = aShop(soldOrder(1, 5), soldOrder(2, 2), soldOrder(3, 24 * 60, { status: 'on-hold' }));
		expect(await shop.ids({ placedFrom: `${hoursAgo(3)}.000Z` })).toEqual(['2']);
	});

	test('E2: are unpaid ones only where these are reserved, and take nothing on their own channel', async () => {
		const shop = aShop(soldOrder(1, 5, { status: 'pending' }), soldOrder(2, 5, { status: 'checkout-draft' }));
		expect(await shop.ids()).toEqual([]);
		const reserved = await shop.read({ reserveUnpaid: true });
		expect(reserved.orders).toMatchObject([{ orderId: '1', hold: 'unpaid' }]);
		const sales = { openOrders: [reserved], books: { documentOf: () => null, realmId: null } };
		const levels = [heldLevel({ sku: sku('MUG-BLUE'), quantityOnHand: 7, asOf: momentFromMillis(Date.now()) })];
		const [level = levels[0]] = withOpenSales(levels, sales, { ignoreCase: false, now: Date.now() });
		const shownOn = (channel: string) => availableOn(channel, level ?? heldLevel()).units;
		expect([shownOn('ebay'), shownOn('woocommerce')]).toEqual([6, 7]);
	});

	test('A1: an order that cannot be read is a trouble that stays, unless the user ignores it', async () => {
		const shop = aShop(soldOrder(1, 5, { line_items: 'lost' }));
		expect((await shop.read()).trouble).toMatchObject({
			passing: false,
			reason: expect.stringMatching(/^WooCommerce: order 1 cannot be read .*Ignore Unreadable Orders$/),
		});
		expect((await shop.read({ ignoreUnreadable: true })).trouble).toBeNull();
	});

	test('F5: a shop that answers nonsense is a trouble that may pass, and fails nothing', async () => {
		expect(await aShop().read({ answer: nonsense })).toMatchObject({
			orders: [],
			trouble: { passing: true, reason: expect.stringContaining('WooCommerce: its open orders could not be read') },
		});
	});
});

describe('A shop that cannot be connected to', () => {
	const memory = processMemory();
	const query = {
		...{ channel: channelById('ebay'), alsoSold: [], since: '2026-11-01T00:00:00.000Z', placedFrom: null },
		...{ ignoreUnreadable: false, reserveUnpaid: false },
	};

	test('F5: says what is wrong with its credential, and fails nothing', async () => {
		const connect = async () =>
			await Promise.reject(new IntegrationError('notAuthorised', 'The credential cannot be used: It was deleted'));
		expect(await readOrdersOfShop({ account: null, connect, query }, { memory, now: 0 })).toEqual({
			channel: 'ebay',
			readAt: momentFromMillis(0),
			orders: [],
			trouble: {
				passing: true,
				reason: 'eBay: its open orders could not be read: The credential cannot be used: It was deleted',
			},
		});
	});

	test('holds the levels up for 20 s, for 10 s in the runs after that, a long while every quarter of an hour, and is heard again at once', async () => {
		const waited: number[] = [];
		const run = async (minute: number, isDown: boolean) => {
			const connect = async (patience: number) => {
				waited.push(patience / 1000);
				if (isDown) throw new IntegrationError('unavailable', 'nobody answers');
				return await Promise.resolve(connectedTo(ordersOf([])));
			};
			const shop = { account: 'hanging', connect, query: { ...query, channel: channelById('woocommerce') } };
			return (await readOrdersOfShop(shop, { memory, now: HOUR + minute * 60_000 })).trouble?.passing ?? false;
		};
		const runs = [
			await run(0, true),
			await run(1, true),
			await run(15, true),
			await run(16, true),
			await run(17, false),
			await run(18, false),
		];
		expect(runs).toEqual([true, true, true, true, false, false]);
		expect(waited).toEqual([20, 10, 180, 10, 10, 20]);
	});

	test('a bug is none of its troubles', async () => {
		const connect = async () => await Promise.reject(new Error('a bug'));
		await expect(readOrdersOfShop({ account: null, connect, query }, { memory, now: 0 })).rejects.toThrow('a bug');
	});
});

describe('In the next run of the same account', () => {
	test('only what has changed is read, and the others are known', async () => {
		const shop = aShop(soldOrder(1, 200), soldOrder(2, 100));
		expect(await shop.ids()).toEqual(['1', '2']);
		shop.listed.length = 0;
		shop.orders.push(soldOrder(3, 0));
		expect(await shop.ids()).toEqual(['1', '2', '3']);
		expect(shop.listed.filter(({ after, status }) => after !== undefined && status !== 'on-hold')).toEqual([]);
		expect(shop.listed.filter(({ modified_after: after }) => after !== undefined)).toHaveLength(1);
	});

	test('what was read and has not changed for long is not read again', async () => {
		const shop = aShop(soldOrder(1, 200), soldOrder(2, 100));
		for (let times = 0; times < 3; times += 1) await shop.ids();
		const asked = shop.listed.flatMap(({ modified_after: after }) => (after === undefined ? [] : [String(after)]));
		expect(asked).toHaveLength(2);
		expect(asked.map((after) => after > minutesAgo(20))).toEqual([false, true]);
	});

	test('a change that the list shows two minutes late is met', async () => {
		const shop = aShop(soldOrder(1, 0), soldOrder(2, 100));
		await shop.ids();
		Object.assign(shop.orders[1] ?? {}, { status: 'cancelled', date_modified_gmt: minutesAgo(1.9) });
		expect(await shop.ids()).toEqual(['1']);
	});

	test('an order that was cancelled keeps nothing any more, one that was edited what it says now', async () => {
		const shop = aShop(soldOrder(1, 200), soldOrder(2, 100), soldOrder(3, 150, { status: 'on-hold' }));
		expect(await shop.ids()).toEqual(['1', '2', '3']);
		changed(shop.orders[0], { status: 'cancelled' });
		changed(shop.orders[2], { status: 'cancelled' });
		expect(await shop.ids()).toEqual(['2']);
	});

	test('the start of the sync and the days of each node hold', async () => {
		const shop = aShop(soldOrder(1, 200), soldOrder(2, 100));
		await shop.ids();
		expect(await shop.ids({ placedFrom: `${hoursAgo(150)}.000Z` })).toEqual(['2']);
		expect(await shop.ids()).toEqual(['1', '2']);
		expect(await shop.ids({ days: 5 })).toEqual(['2']);
		expect(await shop.ids()).toEqual(['1', '2']);
		shop.orders.push(changed(soldOrder(3, 24 * 40), {}));
		expect(await shop.ids({ days: 45 })).toEqual(['1', '2', '3']);
		expect(await shop.ids()).toEqual(['1', '2']);
	});

	test('another account, one that is not known, or other states that count as sold, know nothing of it', async () => {
		const shop = aShop(soldOrder(1, 200), soldOrder(2, 100, { status: 'on-hold' }));
		await shop.ids();
		shop.orders.splice(0, 1);
		expect(await shop.ids({ account: 'another' })).toEqual(['2']);
		expect(await shop.ids({ account: null })).toEqual(['2']);
		expect(await shop.ids({ alsoSold: ['on-hold'] })).toEqual(['2']);
		expect(await shop.ids()).toEqual(['1', '2']);
	});

	test('a shop that is down is lowered by what was open before, reserving orders too', async () => {
		const shop = aShop(soldOrder(1, 200), soldOrder(2, 100, { status: 'on-hold' }));
		await shop.ids();
		const down = await shop.read({ answer: nonsense });
		expect(idsIn(down)).toEqual(['1', '2']);
		expect(down.trouble).toMatchObject({ passing: true });
		shop.orders.splice(1, 1);
		expect(await shop.ids()).toEqual(['1']);
	});

	test('an order that could not be read and was mended holds nothing back any more', async () => {
		const mended = soldOrder(2, 100);
		const shop = aShop(soldOrder(1, 200), { ...mended, line_items: 'lost' });
		await shop.ids();
		changed(shop.orders[1], mended);
		expect(await shop.ids()).toEqual(['1', '2']);
		expect((await shop.read()).trouble).toBeNull();
	});
});
