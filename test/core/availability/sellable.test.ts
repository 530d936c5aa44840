import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sellable } from '../../../core/availability/sellable';
import { NO_RULES, type SellableRules } from '../../../core/model/sellableRules';

/** rules.md E6 */
describe('What a channel may show', () => {
	test.each<[number, Partial<SellableRules>, number]>([
		[10, {}, 10],
		[10, { buffer: 2 }, 8],
		[1, { buffer: 2 }, 0],
		[10, { percent: 50 }, 5],
		[1, { percent: 30 }, 1],
		[0, { percent: 30 }, 0],
		[10, { buffer: 3, percent: 50 }, 4],
		[3, { minimum: 4 }, 0],
		[4, { minimum: 4 }, 4],
		[10, { maximum: 6 }, 6],
		[10, { buffer: 1, percent: 90, minimum: 9, maximum: 5 }, 5],
		[-4, {}, 0],
		[2.9, {}, 2],
	])('of %d by %j is %d', (available, rules, units) => {
		expect(sellable(available, { ...NO_RULES, ...rules }).units).toBe(units);
	});

	test('says each step that changed something', () => {
		expect(sellable(10, { buffer: 3, percent: 50, minimum: 0, maximum: 2 }).steps).toEqual([
			'- 3 buffer = 7',
			'50 % of it = 4',
			'at most 2',
		]);
		expect(sellable(3, { ...NO_RULES, minimum: 4 }).steps).toEqual(['below the minimum of 4: 0']);
		expect(sellable(10, NO_RULES).steps).toEqual([]);
	});

	test('is never more than there is, never below 0, and whole, whatever the rules', () => {
		const rules = fc.record({
			buffer: fc.nat(50),
			percent: fc.integer({ min: 1, max: 100 }),
			minimum: fc.nat(20),
			maximum: fc.option(fc.nat(50)),
		});
		fc.assert(
			fc.property(fc.double({ min: -100, max: 100, noNaN: true }), rules, (available, given) => {
				const { units } = sellable(available, given);
				expect(Number.isInteger(units)).toBe(true);
				expect(units).toBeGreaterThanOrEqual(0);
				expect(units).toBeLessThanOrEqual(Math.max(0, available));
			}),
		);
	});
});
