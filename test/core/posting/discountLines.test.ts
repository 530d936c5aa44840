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
