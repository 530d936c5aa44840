import { describe, expect, test } from '@jest/globals';
import {
	isResumable,
	afterChangesRead,
	emptySnapshot,
	withoutReservingOrders,
	mergePages,
	afterFullRead,
	withUnreadableSince,
	type OrdersSnapshot,
} from '../../../core/availability/ordersSnapshot';
import { addSeconds } from '../../../core/model/moment';
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

	test('is read in full again by the next run while an order cannot be read, and then each time as much later as the trouble is old', () => {
		const at = (minutes: number) => addSeconds(NOW, minutes * 60);
		const trouble = [{ orders: [], unreadable: [{ orderId: '7', modifiedAt: NOW }] }];
		const readAt = (minutes: number, before: OrdersSnapshot<object> | null) =>
			withUnreadableSince(
				mergePages(emptySnapshot<object>({ since: SINCE, now: at(minutes) }), trouble, at(minutes)),
				before,
				at(minutes),
			);
		const resumesAt = (minutes: number, snapshot: OrdersSnapshot<object>) =>
			isResumable(snapshot, { since: SINCE, now: at(minutes) });
		let snapshot = readAt(0, null);
		for (const minutes of [1, 2, 4, 8, 16, 31, 46]) {
			expect(resumesAt(minutes, snapshot)).toBe(false);
			if (minutes > 1) expect(resumesAt(minutes - 0.5, snapshot)).toBe(true);
			snapshot = readAt(minutes, snapshot);
		}
		const mended = withUnreadableSince(mergePages(snapshot, [page(seen('7', NOW))], at(47)), snapshot, at(47));
		expect(resumesAt(61, mended)).toBe(true);
		const another = [{ orders: [], unreadable: [{ orderId: '8', modifiedAt: NOW }] }];
		const worse = withUnreadableSince(mergePages(snapshot, another, at(47)), snapshot, at(47));
		expect(resumesAt(48, worse)).toBe(false);
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
