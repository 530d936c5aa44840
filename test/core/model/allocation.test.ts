import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { sum } from '../../../core/model/money';
import { allocateRounding, allocateRoundingWithFallback } from '../../../core/model/allocation';

test('amounts that add up stay as they are', () => {
	expect(allocateRounding([100, 0, -20], 80, 0)).toEqual([100, 0, -20]);
});

test('a difference goes to the largest amounts first', () => {
	expect(allocateRounding([10, 300, 200], 512, 2)).toEqual([10, 301, 201]);
	expect(allocateRounding([10, -300, 200], -91, 2)).toEqual([10, -301, 200]);
});

test('what is zero stays zero', () => {
	expect(allocateRounding([0, 5, 0], 7, 2)).toEqual([0, 7, 0]);
	expect(allocateRounding([0, 0], 1, 2)).toBeNull();
	expect(allocateRounding([], 1, 2)).toBeNull();
	expect(allocateRounding([0, 0], 1, Infinity)).toBeNull();
});

test('more than the allowance an amount is no rounding', () => {
	expect(allocateRounding([10, 10], 24, 2)).toEqual([12, 12]);
	expect(allocateRounding([10, 10], 25, 2)).toBeNull();
});

test('whatever comes back adds up, and no amount moved further than its allowance', () => {
	const amounts = fc.array(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 20 });
	fc.assert(
		fc.property(
			amounts,
			fc.integer({ min: -60, max: 60 }),
			fc.integer({ min: 0, max: 4 }),
			(parts, difference, allowance) => {
				const stated = sum(parts) + difference;
				const found = allocateRounding(parts, stated, allowance);
				if (found === null) return Math.abs(difference) > allowance * parts.filter((part) => part !== 0).length;
				return sum(found) === stated && found.every((part, place) => Math.abs(part - (parts[place] ?? 0)) <= allowance);
			},
		),
	);
});

test('a sum of amounts that were all rounded away lies on the first that may bear it, within their allowance', () => {
	const onto = (parts: number[], stated: number, mayTakeRounding: (place: number) => boolean) =>
		allocateRoundingWithFallback(parts, stated, { allowance: 1, mayTakeRounding });
	expect(onto([0, 0, 0], 2, (place) => place > 0)).toEqual([0, 2, 0]);
	expect(onto([0, 0], 2, () => false)).toBeNull();
	expect(onto([0, 0], 3, () => true)).toBeNull();
	expect(onto([0, 5, 0], 8, () => true)).toEqual([0, 8, 0]);
	expect(onto([4, 0], 4, () => false)).toEqual([4, 0]);
});
