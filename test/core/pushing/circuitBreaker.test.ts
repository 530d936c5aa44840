import { describe, expect, test } from '@jest/globals';
import { isExplainedZero, isNeverTooMuch, tooMuchReason } from '../../../core/pushing/breakerRules';
import { pushLevels } from '../../../core/pushing/pushLevels';
import { component, stockLevel } from '../../support/levels';
import { level, listing, on, results, world } from '../../support/pushWorld';

describe('F3: what the fuse counts', () => {
	test.each([
		[{ increases: 31, zeros: 0 }, 100, true],
		[{ increases: 30, zeros: 0 }, 100, false],
		[{ increases: 10, zeros: 0 }, 12, false],
		[{ increases: 11, zeros: 0 }, 12, true],
		[{ increases: 0, zeros: 26 }, 10_000, true],
		[{ increases: 0, zeros: 25 }, 10_000, false],
		[{ increases: 0, zeros: 3 }, 6, true],
		[{ increases: 0, zeros: 3 }, 7, false],
		[{ increases: 0, zeros: 2 }, 2, false],
	])('%j of %d listings blows it: %s', (count, listings, blown) => {
		expect(tooMuchReason({ ...count, increasedLately: 0 }, listings) !== null).toBe(blown);
		if (blown) expect(isNeverTooMuch(count)).toBe(false);
	});

	test('a catalogue that comes in runs of a thousand is one event: 2,000 of 10,000 raised in the last hour, and 1,001 more', () => {
		expect(tooMuchReason({ increases: 1000, increasedLately: 2000, zeros: 0 }, 10_000)).toBeNull();
		expect(tooMuchReason({ increases: 1001, increasedLately: 2000, zeros: 0 }, 10_000)).toBe(
			"1001 of the channel's 10000 listings would go up in one run, after 2000 in the last hour, which is more than 30 %",
		);
		expect(tooMuchReason({ increases: 10, increasedLately: 5000, zeros: 0 }, 10_000)).toBeNull();
	});

	test('a zero is explained when the orders of a day took what the channel shows', () => {
		expect(isExplainedZero([stockLevel({ soldLately: 3 })], 3)).toBe(true);
		expect(isExplainedZero([stockLevel({ soldLately: 2 })], 3)).toBe(false);
		expect(isExplainedZero([stockLevel({ soldLately: 1, components: [component()] })], 3)).toBe(true);
		expect(isExplainedZero([stockLevel({ soldLately: 0, components: [component()] })], 3)).toBe(false);
	});

	test('E8: a zero of a shared stock is explained by the orders of all its variations together', () => {
		expect(isExplainedZero([stockLevel({ soldLately: 2 }), stockLevel({ soldLately: 1 })], 3)).toBe(true);
		expect(isExplainedZero([stockLevel({ soldLately: 2 }), stockLevel({ soldLately: 0 })], 3)).toBe(false);
		expect(
			isExplainedZero([stockLevel({ soldLately: 1, components: [component()] }), stockLevel({ soldLately: 1 })], 3),
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
});
