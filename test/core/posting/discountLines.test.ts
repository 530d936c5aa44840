import { expect, test } from '@jest/globals';
import { withDiscountLines } from '../../../core/posting/draft/discountLines';

test('goods for nothing without a discount stay as they are where no other goods bear their rates', () => {
	const part = {
		key: '1',
		name: 'Sticker',
		quantity: 2,
		net: 0,
		tax: 0,
		taxRates: ['10%'],
		itemId: '5',
		discount: 0,
	};
	const order = { discounts: [], currency: 'USD', taxes: [] } as never;
	expect(withDiscountLines([part], order, '28')).toEqual([part]);
});

test('the tax that many lines together bear less is that of their discounts together, not of each one rounded', () => {
	const parts = Array.from({ length: 40 }, (_nothing, place) => ({
		key: String(place),
		name: 'Mug',
		quantity: 1,
		net: 90,
		tax: 5,
		taxRates: ['5%'],
		itemId: '5',
		discount: 10,
	}));
	const order = { discounts: [], currency: 'GBP', taxes: [{ rate: '5%', percent: '5', amount: 200 }] } as never;
	const lines = withDiscountLines(parts, order, '28');
	expect(lines.at(-1)).toMatchObject({ net: -400, tax: -22 });
	expect(lines.reduce((sum, { net, tax }) => sum + net + (tax ?? 0), 0)).toBe(40 * 95);
	expect(new Set(lines.slice(0, -1).map(({ tax }) => tax))).toEqual(new Set([5, 6]));
});

test('coins too small for a tax do not say that what was taken off bore none', () => {
	const part = { quantity: 1, taxRates: ['10%'], itemId: '5' };
	const parts = [
		{ ...part, key: '1', name: 'Tee', net: 1, tax: 0, discount: 17 },
		{ ...part, key: '2', name: 'Mug', net: 0, tax: 0, discount: 127 },
	];
	const order = { discounts: [], currency: 'JPY', taxes: [{ rate: '10%', percent: '10', amount: 0 }] } as never;
	const lines = withDiscountLines(parts, order, '28');
	expect(lines.map(({ net, tax }) => [net, tax])).toEqual([
		[18, 2],
		[127, 12],
		[-144, -14],
	]);
});
