import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { enoughListings, isExplainedZero, isNeverTooMuch, tooMuchReason } from '../../../core/pushing/breakerRules';
import { pushLevels } from '../../../core/pushing/pushLevels';
import { component, heldLevel } from '../../support/levels';
import { level, listing, on, results, world } from '../../support/pushWorld';

const NONE = { now: 0, lately: 0 };
const up = (now: number, lately = 0) => ({ increases: { now, lately }, zeros: NONE });
const toZero = (now: number, lately = 0) => ({ increases: NONE, zeros: { now, lately } });

describe('F3: what the fuse counts', () => {
	test.each([
		[up(31), 100, true],
		[up(30), 100, false],
		[up(10), 12, false],
		[up(11), 12, true],
		[up(1, 10), 12, true],
		[up(0, 11), 12, false],
		[toZero(26), 10_000, true],
		[toZero(25), 10_000, false],
		[toZero(1, 25), 10_000, true],
		[toZero(0, 26), 10_000, false],
		[toZero(3), 6, true],
		[toZero(1, 2), 6, true],
		[toZero(3), 7, false],
		[toZero(2), 2, false],
	])('%j of %d listings blows it: %s', (count, listings, blown) => {
		expect(tooMuchReason(count, listings) !== null).toBe(blown);
		if (blown) expect(isNeverTooMuch(count)).toBe(false);
	});

	test('a catalogue that comes in runs of a thousand is one event: 2,000 of 10,000 raised in the last hour, and 1,001 more', () => {
		expect(tooMuchReason(up(1000, 2000), 10_000)).toBeNull();
		expect(tooMuchReason(up(1001, 2000), 10_000)).toBe(
			"1001 of the channel's 10000 tracked listings would go up in one run, after 2000 in the last hour, which is more than 30 %",
		);
	});

	test('a catalogue that is raised, or taken to 0, in runs of any size stops, where it has enough listings to tell', () => {
		const sizes = fc.record({ listings: fc.integer({ min: 34, max: 300 }), size: fc.integer({ min: 1, max: 40 }) });
		fc.assert(
			fc.property(sizes, fc.constantFrom(up, toZero), ({ listings, size }, of) => {
				const before = Array.from({ length: Math.ceil(listings / size) }, (_, run) => run * size);
				return before.some((lately) => {
					const count = of(Math.min(size, listings - lately), lately);
					return !isNeverTooMuch(count) && tooMuchReason(count, listings) !== null;
				});
			}),
		);
	});

	test('the channel is read no further than the count needs', () => {
		const counts = fc.record({ now: fc.nat(500), lately: fc.nat(500) });
		fc.assert(
			fc.property(counts, counts, fc.nat(5000), (increases, zeros, listings) => {
				const count = { increases, zeros };
				const read = Math.min(listings, enoughListings(count));
				return (tooMuchReason(count, read) === null) === (tooMuchReason(count, listings) === null);
			}),
		);
	});

	test('a zero is explained when the orders of a day took what the channel shows', () => {
		expect(isExplainedZero([heldLevel({ soldLately: 3 })], 3)).toBe(true);
		expect(isExplainedZero([heldLevel({ soldLately: 2 })], 3)).toBe(false);
		expect(isExplainedZero([heldLevel({ soldLately: 1, components: [component()] })], 3)).toBe(true);
		expect(isExplainedZero([heldLevel({ soldLately: 0, components: [component()] })], 3)).toBe(false);
	});

	test('E8: a zero of a shared stock is explained by the orders of all its variations together', () => {
		expect(isExplainedZero([heldLevel({ soldLately: 2 }), heldLevel({ soldLately: 1 })], 3)).toBe(true);
		expect(isExplainedZero([heldLevel({ soldLately: 2 }), heldLevel({ soldLately: 0 })], 3)).toBe(false);
		expect(
			isExplainedZero([heldLevel({ soldLately: 1, components: [component()] }), heldLevel({ soldLately: 1 })], 3),
		).toBe(false);
	});
});

describe('F3: the fuse', () => {
	const many = Array.from({ length: 12 }, (_, place) => `sku ${place}`);
	const restock = () =>
		world({
			listings: many.map((one) => listing(one, 1)),
			items: many.map((one) => ({ id: one, sku: one, quantity: 50 })),
		});
	const levels = [...many.map((one) => level(one, 50)), level('down', 8)];

	test('holds a run back that would raise more than 30 % of the channel, and lets its lowerings pass', async () => {
		const { targets, written } = restock();
		targets.adapter.findListings = async () => [...many.map((one) => listing(one, 1)), listing('down', 9)];
		const pushed = await pushLevels(levels, targets, on);
		expect(pushed.openReason).toContain('12 of the channel');
		expect(results(pushed)).toEqual([...many.map(() => ['heldBack']), ['written']]);
		expect(written()).toEqual([[['down', 8]]]);
	});

	test('lets it through until the time that a person has set, and no longer', async () => {
		const { targets } = restock();
		const until = on.clock() + 1;
		expect((await pushLevels(levels, targets, { ...on, letThroughUntil: until })).openReason).toBeNull();
		expect(
			(await pushLevels(levels, targets, { ...on, letThroughUntil: until, clock: () => until })).openReason,
		).not.toBeNull();
	});

	test('stops levels of another company than before, however few', async () => {
		const { targets, written } = world({ listings: [listing('up', 1)], items: [{ id: 'up', sku: 'up', quantity: 6 }] });
		expect((await pushLevels([level('up', 6)], targets, { ...on, formerCompany: '2' })).openReason).toContain(
			'company 1',
		);
		expect(written()).toEqual([]);
	});

	test('counts no zero that the orders of the day explain', async () => {
		const three = ['a', 'b', 'c'];
		const zeros = (soldLately: number) => three.map((one) => level(one, 0, { soldLately }));
		const shop = () => world({ listings: three.map((one) => listing(one, 2)), items: [], count: 4 });
		expect((await pushLevels(zeros(2), shop().targets, on)).openReason).toBeNull();
		const unexplained = shop();
		expect((await pushLevels(zeros(1), unexplained.targets, on)).openReason).toContain('3 of the channel');
		expect(unexplained.written()).toEqual([]);
	});

	test('counts a listing once, however often it went up within the hour, and says what it wrote', async () => {
		const { targets } = world({
			listings: many.map((one) => listing(one, 1)),
			items: many.map((one) => ({ id: one, sku: one, quantity: 50 })),
			count: 30,
		});
		const first = await pushLevels(
			many.slice(0, 9).map((one) => level(one, 50)),
			targets,
			on,
		);
		expect([first.openReason, first.counted.increased.length]).toEqual([null, 9]);
		const again = async (from: number, to: number) =>
			await pushLevels(
				many.slice(from, to).map((one) => level(one, 50)),
				targets,
				{ ...on, lately: first.counted },
			);
		expect((await again(0, 9)).openReason).toBeNull();
		const more = await again(9, 10);
		expect(more.openReason).toBeNull();
		expect((await again(8, 11)).openReason).toContain(
			"3 of the channel's 30 tracked listings would go up in one run, after 8",
		);
	});

	test('counts what earlier runs took to 0', async () => {
		const three = ['a', 'b', 'c'];
		const { targets, written } = world({ listings: three.map((one) => listing(one, 2)), items: [], count: 4 });
		const first = await pushLevels([level('a', 0), level('b', 0)], targets, on);
		expect(first.counted.zeroed.map(({ listingRef }) => listingRef)).toEqual(['ref a', 'ref b']);
		const second = await pushLevels([level('c', 0)], targets, { ...on, lately: first.counted });
		expect(second.openReason).toBe(
			"1 of the channel's 4 tracked listings would go to 0 in one run, after 2 in the last hour, without orders that explain it",
		);
		expect(written()).toHaveLength(1);
	});
});
