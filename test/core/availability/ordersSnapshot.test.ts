import { describe, expect, test } from '@jest/globals';
import {
	isResumable,
	afterChangesRead,
	emptySnapshot,
	withoutReservingOrders,
	mergePages,
	afterFullRead,
} from '../../../core/availability/ordersSnapshot';
import type { OpenOrder } from '../../../core/availability/openOrders';

const NOW = '2026-11-23T12:00:00.000Z';
const SINCE = '2026-10-24T12:00:00.000Z';
const asked = { since: SINCE, now: NOW };

const open = (orderId: string, changes: Partial<OpenOrder> = {}): OpenOrder => ({
	account: 'shop',
	orderId,
	orderNumber: orderId,
	placedAt: '2026-11-20T00:00:00.000Z',
	hold: 'sold',
	sale: 'x',
	lines: [],
	...changes,
});
const seen = (orderId: string, modifiedAt: string, order: OpenOrder | null = open(orderId)) => ({
	orderId,
	modifiedAt,
	open: order,
});
const page = (...orders: ReadonlyArray<ReturnType<typeof seen>>) => ({ orders, unreadable: [] });
const known = (...orders: ReadonlyArray<ReturnType<typeof seen>>) =>
	mergePages(emptySnapshot<object>(asked), [page(...orders)], NOW);

describe('What a reading may go on from', () => {
	test('is one that looked back as far, for a day', () => {
		expect(isResumable(null, asked)).toBe(false);
		expect(isResumable(known(), asked)).toBe(true);
		expect(isResumable(known(), { since: '2026-10-24T11:59:59.000Z', now: NOW })).toBe(false);
		expect(isResumable(known(), { since: SINCE, now: '2026-11-24T11:59:59.999Z' })).toBe(true);
		expect(isResumable(known(), { since: SINCE, now: '2026-11-24T12:00:00.000Z' })).toBe(false);
	});

	test('reaches to the newest change, but never beyond now', () => {
		expect(known().changedUntil).toBe(SINCE);
		expect(known(seen('1', '2026-11-21T00:00:00.000Z'), seen('2', '2026-11-20T00:00:00.000Z')).changedUntil).toBe(
			'2026-11-21T00:00:00.000Z',
		);
		expect(known(seen('1', '2027-01-01T00:00:00.000Z')).changedUntil).toBe(NOW);
	});

	test('has of each order the later word', () => {
		const first = known(seen('1', NOW), seen('2', NOW));
		const later = mergePages(first, [page(seen('1', NOW, null), seen('2', NOW, open('2', { sale: 'edited' })))], NOW);
		expect([...later.orders.values()]).toEqual([open('2', { sale: 'edited' })]);
		expect(first.orders.size).toBe(2);
	});

	test('forgets what only reserves stock, and no sold order: another workflow may look back further', () => {
		const all = known(
			seen('1', NOW),
			seen('2', NOW, open('2', { hold: 'reserved' })),
			seen('3', NOW, open('3', { placedAt: '2026-10-23T00:00:00.000Z' })),
		);
		expect([...withoutReservingOrders(all).orders.keys()]).toEqual(['1', '3']);
	});

	test('is read in full again after a quarter of an hour while an order cannot be read: it may have been deleted', () => {
		const broken = mergePages(known(), [{ orders: [], unreadable: [{ orderId: '7', modifiedAt: NOW }] }], NOW);
		expect(isResumable(broken, { since: SINCE, now: '2026-11-23T12:14:59.000Z' })).toBe(true);
		expect(isResumable(broken, { since: SINCE, now: '2026-11-23T12:15:00.000Z' })).toBe(false);
		expect(
			isResumable(mergePages(broken, [page(seen('7', NOW))], NOW), { since: SINCE, now: '2026-11-23T12:15:00.000Z' }),
		).toBe(true);
	});

	test('after a reading of the changes reaches to a quarter of an hour ago at least, so that a burst is not read again for ever', () => {
		expect(afterChangesRead(known(seen('1', '2026-11-23T11:59:00.000Z')), NOW).changedUntil).toBe(
			'2026-11-23T11:59:00.000Z',
		);
		expect(afterChangesRead(known(seen('1', '2026-11-23T11:00:00.000Z')), NOW).changedUntil).toBe(
			'2026-11-23T11:45:00.000Z',
		);
	});

	test('after a full reading, which goes by when orders were placed, reaches a quarter of an hour less far', () => {
		expect(afterFullRead(known(seen('1', '2026-11-23T11:59:00.000Z')), NOW).changedUntil).toBe(
			'2026-11-23T11:45:00.000Z',
		);
		expect(afterFullRead(known(seen('1', '2026-11-23T11:00:00.000Z')), NOW).changedUntil).toBe(
			'2026-11-23T11:00:00.000Z',
		);
	});
});
