import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { toOrderMatch, type Candidate } from '../../../core/matching/matchable';
import { nearMatchFinder, nearMatchHint } from '../../../core/model/skuHints';
import { withSpellings } from '../../../core/model/skuSpellings';
import type { Sku } from '../../../core/model/sku';
import { readOrderMatch } from '../../../core/matching/orderMatch';
import { skuMatcher } from '../../../core/matching/skuMatch';

const sku = (text: string) => text as Sku;
const loose = (text: string) => text.toLowerCase().replaceAll(' ', '');
const found = (...skus: Array<string | null>) =>
	skus.map((one) => ({ sku: one === null ? null : sku(one), active: true, isBookable: true }));

describe('a near match', () => {
	test.each([
		['MUG-BLUE', 'mug-blue'],
		['mug blue', 'mug  blue'],
		['Mug Blue', 'MUGBLUE'],
		['MUG-BLUE', 'MUG-\u200BBLUE'],
		['\uFEFFMUG-BLUE', 'MUG-BLUE'],
		['CAFÉ', 'CAFE\u0301'],
		['A&B', 'A&amp;B'],
		['5" O\'RING', '5&quot; O&#039;RING'],
		['MUG BLUE', 'MUG\u00A0BLUE'],
	])('of %j is %j', (wanted, near) => {
		expect(nearMatchFinder(found(null, 'BOWL', near))(sku(wanted))).toBe(near);
	});

	test.each([
		['MUG-BLUE', 'MUG-BLUE'],
		['MUG-BLUE', 'MUG_BLUE'],
		['MUG-BLUE', 'MUG-BLUE-L'],
	])('of %j is not %j', (wanted, other) => {
		expect(nearMatchFinder(found(other))(sku(wanted))).toBeNull();
	});

	test('names Ignore Case only where that helps', () => {
		expect(nearMatchHint(sku('MUG-BLUE'), sku('mug-blue'), 'QuickBooks')).toBe(
			'QuickBooks has "mug-blue": SKUs are compared exactly; make them the same, or switch "Ignore Case of SKUs" on in the QuickBooks credential',
		);
		expect(nearMatchHint(sku('MUG BLUE'), sku('mugblue'), 'QuickBooks')).toBe(
			'QuickBooks has "mugblue": SKUs are compared exactly; make them the same',
		);
	});

	test('says that two look alike where the difference cannot be seen', () => {
		expect(nearMatchHint(sku('MUG'), sku('MU\u200BG'), 'QuickBooks')).toMatch(/look alike.*not seen/);
		expect(nearMatchHint(sku('MUG'), sku('mug'), 'QuickBooks')).not.toMatch(/look alike/);
	});

	test('is asked for under the spellings that a service may keep; an ordinary SKU has one', () => {
		expect(withSpellings([sku('MUG-1.5 "x"'), sku('A&B'), sku('CAFE\u0301')])).toEqual([
			'MUG-1.5 "x"',
			'A&B',
			'A&amp;B',
			'CAFE\u0301',
			'CAFÉ',
		]);
	});

	test('is found by the matcher as it is by looking through everything', () => {
		const skus = fc.array(fc.constantFrom('a', 'A', 'a b', 'A B', 'ab', 'b'), { maxLength: 8 });
		fc.assert(
			fc.property(skus, fc.constantFrom('a', 'A', 'ab', 'c'), (given, wanted) => {
				const match = skuMatcher(found(...given), false)(sku(wanted));
				if (match.outcome === 'unmatched')
					expect(match.near).toBe(given.find((one) => one !== wanted && loose(one) === loose(wanted)) ?? null);
				else expect(given).toContain(wanted);
			}),
		);
	});
});

describe('Match by SKU', () => {
	const item: Candidate = {
		id: '5',
		name: 'Green cap',
		type: 'Inventory',
		startsOn: null,
		active: true,
		trouble: null,
		isBookable: true,
		sku: sku('cap-green'),
	};
	const order = {
		json: {},
		lines: [
			{ lineId: '1', sku: sku('CAP-GREEN') },
			{ lineId: '2', sku: sku('HAT') },
			{ lineId: '3', sku: null },
		],
	};

	test('says of an unmatched line what is almost its SKU', () => {
		const match = toOrderMatch(order, 'quickbooks', skuMatcher([item], false));
		expect(match.lines.map(({ outcome, reason }) => [outcome, reason])).toEqual([
			['unmatched', expect.stringMatching(/^QuickBooks has "cap-green": SKUs are compared exactly/)],
			['unmatched', null],
			['unmatched', null],
		]);
		expect(readOrderMatch(match)).toEqual(match);
	});

	test('has nothing to say where case is ignored', () => {
		const [line] = toOrderMatch(order, 'woocommerce', skuMatcher([item], true)).lines;
		expect(line).toMatchObject({ outcome: 'matched', itemId: '5', reason: null });
	});
});
