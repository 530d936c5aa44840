import { describe, expect, test } from '@jest/globals';
import { mergeBundles } from '../../../core/posting/draft/bundleLines';
import type { LineItem } from '../../../core/model/lineItem';
import { plainItem } from '../../support/plainItem';
import { bundleParts } from '../../../core/posting/draft/saleParts';
import type { OrderLine } from '../../../core/model/salesOrder';
import { order, orderLine } from '../../support/orders';

const bundle: LineItem = { itemId: '9', startsOn: null, components: [{ itemId: '5', quantity: 2, price: 10 }] };
const box = (changes: Partial<OrderLine> = {}) =>
	orderLine({ lineId: 'box', name: 'Box', quantity: 1, net: 0, ...changes });
const part = (lineId: string, changes: Partial<OrderLine> = {}) =>
	orderLine({ lineId, bundleLineId: 'box', quantity: 1, net: 0, unitPrice: '10', ...changes });
const folded = (
	lines: readonly OrderLine[],
	items: Readonly<Record<string, LineItem>>,
	unbookable: readonly string[] = [],
) => mergeBundles(order({ lines }), { items: new Map(Object.entries(items)), unbookable: new Set(unbookable) });
const money = (lines: readonly OrderLine[]) =>
	lines.map(({ lineId, net, tax, taxRates }) => [lineId, net, tax, taxRates.join()]);

/** rules.md E9 */
describe('A bundle that a shop lists beside its parts', () => {
	test("is written as QuickBooks' bundle with all the money, also where the parts are items", () => {
		const lines = [box({ net: 1000 }), part('1', { net: 500 }), part('2')];
		expect(money(folded(lines, { box: bundle, 1: plainItem('5'), 2: plainItem('6') }).lines)).toEqual([
			['box', 1500, 0, ''],
		]);
	});

	test('is written as itself where its parts are no items', () => {
		expect(money(folded([box({ net: 1000 }), part('1')], { box: plainItem('9') }).lines)).toEqual([
			['box', 1000, 0, ''],
		]);
	});

	test('is written as its parts otherwise, which share its money by what they cost, under its rates', () => {
		const lines = [
			box({ net: 1000, tax: 200, taxRates: ['VAT'] }),
			part('1', { unitPrice: '30' }),
			part('2', { quantity: 2, unitPrice: '5' }),
		];
		expect(money(folded(lines, { box: plainItem('9'), 1: plainItem('5'), 2: plainItem('6') }).lines)).toEqual([
			['1', 750, 150, 'VAT'],
			['2', 250, 50, 'VAT'],
		]);
	});

	test('is not written as itself where a part is an item that cannot be booked, unless it is a bundle in QuickBooks', () => {
		const lines = [box({ net: 1000 }), part('1')];
		expect(folded(lines, { box: plainItem('9') }, ['1'])).toEqual({ lines, trouble: null });
		expect(money(folded(lines, { box: bundle }, ['1']).lines)).toEqual([['box', 1000, 0, '']]);
	});

	test('needs a person where rates differ, either way', () => {
		const lines = [box({ net: 1000, tax: 200, taxRates: ['20'] }), part('1', { net: 100, tax: 5, taxRates: ['5'] })];
		expect(folded(lines, { box: bundle }).trouble).toContain('taxed at different rates');
		expect(folded(lines, { box: plainItem('9'), 1: plainItem('5') }).trouble).toContain('taxed at different rates');
	});

	test('needs a person where neither it nor all of its parts are items', () => {
		const lines = [box({ net: 1000 }), part('1'), part('2')];
		expect(folded(lines, { 1: plainItem('5') }).trouble).toContain('Neither "Box"');
		expect(folded(lines, { 1: plainItem('5') }).lines).toHaveLength(3);
	});
});

describe('What a bundle is made of', () => {
	test('shares the price by what that many of each cost', () => {
		const whole = { key: 'a', name: 'Box', quantity: 3, net: 9000, tax: 900, taxRates: [] };
		const components = [
			{ itemId: '5', quantity: 2, price: 10 },
			{ itemId: '6', quantity: 1, price: 10 },
		];
		const parts = bundleParts(whole, components, order());
		expect(parts.map(({ itemId, quantity, net, tax }) => [itemId, quantity, net, tax])).toEqual([
			['5', 6, 6000, 600],
			['6', 3, 3000, 300],
		]);
	});
});
