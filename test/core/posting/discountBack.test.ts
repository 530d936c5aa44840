import { expect, test } from '@jest/globals';
import { withDiscountBack } from '../../../core/posting/draft/discountBack';
import { discountKey } from '../../../core/posting/draft/discountLines';
import { lineKey } from '../../../core/posting/draft/draftPart';
import { orderLine } from '../../support/orders';

test('goods that go back without their tax take no taxed discount along, and those beside them do', () => {
	const taxRates = ['20%'];
	const sold = { quantity: 1, net: 800, tax: 160, discount: 200, taxRates };
	const lines = [orderLine({ lineId: '1', ...sold }), orderLine({ lineId: '2', ...sold })];
	const booked = { id: '9', itemId: '27', quantity: 1, amount: -400, gross: null, taxCodeId: '2', name: 'Discount' };
	const document = { lines: [{ ...booked, key: discountKey('20%') }] };
	const sale = { order: { lines, currency: 'GBP' }, document, credits: [] } as never;
	const part = { name: 'Mug', quantity: 1, net: 800, itemId: '1' };
	const back = [
		{ ...part, key: lineKey('1'), tax: 0, taxRates: [] },
		{ ...part, key: lineKey('2'), tax: 160, taxRates },
	];
	expect(withDiscountBack(back, sale).map(({ net, tax, taxRates: rates }) => [net, tax, rates])).toEqual([
		[1000, 0, []],
		[1000, 200, taxRates],
		[-200, 0, []],
		[-200, -40, taxRates],
	]);
});
