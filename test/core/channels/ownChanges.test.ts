import { describe, expect, test } from '@jest/globals';
import {
	ownChanges,
	highestPossible,
	highestLevel,
	isCertain,
	mayBeStale,
	type Mark,
	type OwnChange,
} from '../../../core/channels/ownChanges';
import { serialQueue } from '../../../core/http/serialQueue';

const at = (order: number, seconds = order): Mark => ({ order, at: seconds * 1000 });
const change = (before: number, after: number, sent: Mark, more: Partial<OwnChange> = {}): OwnChange => ({
	before,
	after,
	isSet: false,
	result: 'taken',
	sent,
	completedAt: sent.at,
	...more,
});

describe('what may stand there', () => {
	const raised = change(2, 7, at(1));
	test.each([
		['the old level: the raise may still be on its way', [raised], 2, 7],
		['less than the old level: so much was sold meanwhile', [raised], 1, 6],
		['more than the old level: the raise is in it', [raised], 6, 6],
		['the old level after a lowering: it may be too high, and is lowered once more', [change(7, 2, at(1))], 7, 7],
		['where the last of two changes led', [raised, change(7, 2, at(2))], 2, 2],
		['a level between two changes, of which the first is in it', [raised, change(7, 9, at(2))], 7, 9],
		['where the last change led, though the first began above it', [change(9, 1, at(1)), change(1, 3, at(2))], 3, 3],
		['a level from before a level that was set', [change(4, 9, at(1), { isSet: true })], 3, 9],
	])('after %s', (_what, changes, level, highest) => {
		expect(highestLevel(changes, { level, mark: at(3) })).toBe(highest);
	});

	test('of a reading that was begun before a change has the change added, up or down', () => {
		expect(highestLevel([raised], { level: 2, mark: at(0) })).toBe(7);
		expect(highestLevel([change(7, 2, at(1))], { level: 7, mark: at(0) })).toBe(2);
		expect(highestLevel([change(7, 2, at(1))], { level: 7, mark: null })).toBe(2);
	});

	test('is what was read, once a minute has passed since the answer', () => {
		expect(mayBeStale([change(2, 7, at(1), { completedAt: 120_000 })], { level: 2, mark: at(2, 121) })).toBe(true);
		expect(mayBeStale([raised], { level: 2, mark: at(2, 60) })).toBe(true);
		expect(mayBeStale([raised], { level: 2, mark: at(2, 61) })).toBe(false);
		expect(highestLevel([raised], { level: 2, mark: at(2, 61) })).toBe(2);
	});

	test('is not clear while a raise may have been taken or not, until a level is set', () => {
		const lost = change(2, 7, at(1), { result: 'unknown' });
		const reading = { level: 2, mark: at(0) };
		expect([isCertain([lost], reading), isCertain([raised], reading)]).toEqual([false, true]);
		expect([highestLevel([lost], reading), highestPossible([lost], reading)]).toEqual([2, 7]);
		expect(isCertain([lost, change(7, 4, at(2), { isSet: true })], reading)).toBe(true);
		expect(isCertain([change(7, 2, at(1), { result: 'unknown' })], { level: 7, mark: at(2) })).toBe(true);
	});
});

describe('the changes of a process', () => {
	const aClock = () => {
		let now = 0;
		return {
			changes: ownChanges({ now: () => now, sleep: async () => {}, inTurn: serialQueue() }),
			pass: (seconds: number) => void (now += seconds * 1000),
		};
	};

	test('are known for a quarter of an hour, by stock', () => {
		const { changes, pass } = aClock();
		const known = change(1, 2, changes.mark());
		changes.record('a', known);
		pass(899);
		changes.record('b', change(3, 4, changes.mark()));
		expect(changes.of('a')).toEqual([known]);
		pass(1);
		changes.record('b', change(4, 5, changes.mark()));
		expect(changes.of('a')).toEqual([]);
		expect(changes.of('b')).toHaveLength(2);
	});

	test('are made one after the other, and one that fails stops no other; other accounts do not wait', async () => {
		const { changes } = aClock();
		const seen: string[] = [];
		let open = (): void => {};
		const first = changes.inTurn('a', async () => {
			await new Promise<void>((resolve) => (open = resolve));
			seen.push('first');
			throw new Error('refused');
		});
		const second = changes.inTurn('a', async () => void seen.push('second'));
		await changes.inTurn('b', async () => void seen.push('elsewhere'));
		open();
		await expect(first).rejects.toThrow('refused');
		await second;
		expect(seen).toEqual(['elsewhere', 'first', 'second']);
	});
});
