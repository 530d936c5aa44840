import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
	orderQueryStart,
	compareWithHandled,
	handledStamp,
	afterHandling,
	readOrderCursor,
	newOrderCursor,
	toStoredOrderCursor,
} from '../../../core/orders/orderCursor';
import { momentFromMillis } from '../../../core/model/moment';

const at = (minute: number) => momentFromMillis(Date.UTC(2026, 10, 23, 10, minute));
/** A list that may show a change a quarter of an hour late. */
const LATE = 900;
const TIMES = { lagSeconds: LATE, now: '2026-11-23T11:00:00.000Z' };
const version = (key: string, minute: number, digest = 'a') => ({ key, modifiedAt: at(minute), digest });

describe('the order cursor', () => {
	test('asks fifteen minutes back, and knows what it has handled there', () => {
		const cursor = afterHandling(newOrderCursor(at(0)), [version('1', 20), version('2', 30)], TIMES);
		expect(orderQueryStart(cursor, LATE)).toBe(at(15));
		expect(compareWithHandled(cursor, version('1', 20))).toBe('known');
		expect(compareWithHandled(cursor, version('1', 31, 'b'))).toBe('new');
		expect(compareWithHandled(cursor, version('3', 16))).toBe('new');
	});

	test('sees a second change within the same second, which the stamp alone would hide', () => {
		const cursor = afterHandling(newOrderCursor(at(0)), [version('1', 20, 'paid')], TIMES);
		expect(compareWithHandled(cursor, version('1', 20, 'cancelled'))).toBe('new');
	});

	test('tells a version that says something else under an older stamp', () => {
		const cursor = afterHandling(newOrderCursor(at(0)), [version('1', 20, 'one')], TIMES);
		expect(compareWithHandled(cursor, version('1', 19, 'other'))).toBe('older');
		expect(compareWithHandled(cursor, version('1', 19, 'one'))).toBe('known');
	});

	test('remembers the last 500 orders, whose dates may move without a change', () => {
		const many = Array.from({ length: 600 }, (_, place) => ({
			key: String(place),
			modifiedAt: momentFromMillis(Date.UTC(2026, 10, 23, 8, 0, place)),
			digest: 'a',
		}));
		const cursor = afterHandling(newOrderCursor(at(0)), [...many, version('last', 50)], TIMES);
		expect(Object.keys(cursor.handled)).toHaveLength(500);
		expect(compareWithHandled(cursor, { ...version('599', 51), digest: 'a' })).toBe('known');
		expect(compareWithHandled(cursor, { ...version('100', 51), digest: 'a' })).toBe('new');
	});

	test('never moves back, and forgets only what will not be read again', () => {
		const moments = fc.array(
			fc.record({
				key: fc.constantFrom('1', '2', '3', '4'),
				minute: fc.integer({ min: 0, max: 59 }),
				digest: fc.constantFrom('a', 'b'),
			}),
		);
		fc.assert(
			fc.property(moments, (changes) => {
				let cursor = newOrderCursor(at(0));
				for (const { key, minute, digest } of changes) {
					const next = afterHandling(cursor, [version(key, minute, digest)], TIMES);
					expect(next.since >= cursor.since).toBe(true);
					const forgotten = Object.entries(cursor.handled).filter(([known]) => next.handled[known] === undefined);
					expect(forgotten.every(([, seen]) => seen < `${orderQueryStart(next, LATE)} `)).toBe(true);
					cursor = next;
				}
			}),
		);
	});

	test("every last change is handled, however late the list is, and when the shop's clock ran ahead and was put right", () => {
		const acts = fc.array(
			fc.oneof(
				fc.record({ kind: fc.constant('change' as const), key: fc.nat(4), late: fc.nat(120) }),
				fc.record({ kind: fc.constant('poll' as const) }),
				fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 400 }) }),
			),
			{ maxLength: 40 },
		);
		const second = (seconds: number) => momentFromMillis(Date.UTC(2026, 10, 23, 10) + seconds * 1000);
		fc.assert(
			fc.property(acts, fc.integer({ min: 0, max: 7200 }), fc.nat(40), (all, ahead, until) => {
				let [now, edition] = [0, 0];
				const list = new Map<string, { at: string; visible: number; digest: string }>();
				const handled = new Map<string, string>();
				let cursor = newOrderCursor(second(-1));
				const poll = () => {
					const since = orderQueryStart(cursor, 120);
					const shown = [...list].filter(([, { at: stamp, visible }]) => visible <= now && stamp >= since);
					const versions = shown
						.map(([key, { at: modifiedAt, digest }]) => ({ key, modifiedAt, digest }))
						.filter((one) => compareWithHandled(cursor, one) !== 'known');
					for (const { key, digest } of versions) handled.set(key, digest);
					const stamped = versions.map((one) => ({
						...one,
						modifiedAt: [one.modifiedAt, handledStamp(cursor, one) ?? ''].sort().at(-1) ?? '',
					}));
					cursor = afterHandling(cursor, stamped, { lagSeconds: 120, now: second(now) });
				};
				all.forEach((act, place) => {
					if (act.kind === 'wait') now += act.seconds;
					if (act.kind === 'poll') poll();
					if (act.kind !== 'change') return;
					now += 1;
					const stamp = second(now + (place < until ? ahead : 0));
					list.set(String(act.key), { at: stamp, visible: now + act.late, digest: `d${++edition}` });
				});
				for (let times = 0; times < 10; times++) {
					now += 60;
					poll();
				}
				for (const [key, { digest }] of list) expect(handled.get(key)).toBe(digest);
			}),
		);
	});

	test('an order that could not be read is no news the second time, and is again when its trouble changes', () => {
		const unread = { key: '9', modifiedAt: null, digest: 'no-total' };
		const cursor = afterHandling(newOrderCursor(at(0)), [unread], TIMES);
		expect(compareWithHandled(cursor, unread)).toBe('known');
		expect(compareWithHandled(cursor, { ...unread, digest: 'no-lines' })).toBe('new');
	});

	test('is not carried off by a stamp in the future', () => {
		const cursor = afterHandling(
			newOrderCursor(at(0)),
			[{ key: '1', modifiedAt: '2030-01-01T00:00:00.000Z', digest: 'a' }],
			TIMES,
		);
		expect(cursor.since).toBe(TIMES.now);
		expect(compareWithHandled(cursor, { key: '1', modifiedAt: '2030-01-01T00:00:00.000Z', digest: 'a' })).toBe('known');
	});

	test('survives being stored', () => {
		const cursor = afterHandling(newOrderCursor(at(0)), [version('1', 20)], TIMES);
		expect(readOrderCursor(JSON.parse(JSON.stringify(toStoredOrderCursor(cursor))))).toEqual(cursor);
	});

	test('names what is wrong with a cursor that is none', () => {
		expect(() => readOrderCursor({ since: 'soon', placedFrom: at(0), handled: {} })).toThrow(
			'order cursor.since should be a date and time',
		);
	});
});
