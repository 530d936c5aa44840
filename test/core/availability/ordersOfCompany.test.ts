import { beforeEach, describe, expect, test } from '@jest/globals';
import type { OpenOrder, OpenOrders } from '../../../core/availability/openOrders';
import { ordersOfOtherShops, type OrdersOfShop } from '../../../core/availability/ordersOfCompany';
import { processMemory } from '../../../core/memory/processMemory';
import type { Memory } from '../../../core/memory/memory';
import { momentFromMillis } from '../../../core/model/moment';

const NOW = Date.parse('2026-11-23T10:00:00.000Z');
const MINUTE = 60_000;
const realmId = '1';

function order(orderId: string, account: string): OpenOrder {
	const placedAt = momentFromMillis(NOW);
	return { account, orderId, orderNumber: orderId, placedAt, hold: 'sold', sale: 's', lines: [] };
}

function shop(account: string, orders: readonly OpenOrder[], changes: Partial<OpenOrders> = {}): OrdersOfShop {
	const read = { channel: 'woocommerce', readAt: momentFromMillis(NOW), trouble: null, orders };
	return { account, openOrders: { ...read, ...changes } };
}

let memory: Memory;
beforeEach(() => void (memory = processMemory()));
const asked = async (own: readonly OrdersOfShop[], now = NOW, company = realmId) =>
	(await ordersOfOtherShops(memory, { realmId: company, own, now })).map(({ orders }) =>
		orders.map(({ orderId }) => orderId),
	);

describe('the open orders of a company', () => {
	test('are those of other nodes too: a second shop of a platform has a node of its own', async () => {
		expect(await asked([shop('a', [order('1', 'a.example')])])).toEqual([]);
		expect(await asked([shop('b', [order('1', 'b.example')])])).toEqual([['1']]);
		expect(await asked([shop('a', [])])).toEqual([['1']]);
	});

	test('are those of this company alone', async () => {
		await asked([shop('a', [order('1', 'a.example')])]);
		expect(await asked([shop('b', [])], NOW, 'another')).toEqual([]);
	});

	test('are forgotten after an hour without a run of the node, which may be gone', async () => {
		await asked([shop('a', [order('1', 'a.example')])]);
		expect(await asked([shop('b', [])], NOW + 60 * MINUTE)).toEqual([['1']]);
		expect(await asked([shop('b', [])], NOW + 61 * MINUTE)).toEqual([]);
	});

	test('count once where one shop has two credentials', async () => {
		await asked([shop('a', [order('1', 'a.example'), order('2', 'a.example')])]);
		expect(await asked([shop('b', [order('1', 'a.example')])])).toEqual([['2']]);
		expect(await asked([shop('c', [])])).toEqual([['1', '2'], []]);
	});

	test('that could not be read are those of the reading before', async () => {
		await asked([shop('a', [order('1', 'a.example')])]);
		const trouble = { reason: 'down', passing: true };
		await asked([shop('a', [], { trouble })]);
		expect(await asked([shop('b', [])])).toEqual([['1']]);
	});

	test('make no raise wait, however old their reading is: they only lower levels', async () => {
		await asked([shop('a', [order('1', 'a.example')])]);
		const [read] = await ordersOfOtherShops(memory, { realmId, own: [shop('b', [])], now: NOW + 30 * MINUTE });
		expect(read?.readAt).toBe(momentFromMillis(NOW + 30 * MINUTE));
	});
});
