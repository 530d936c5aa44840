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
		[127, 13],
		[-144, -15],
	]);
});
