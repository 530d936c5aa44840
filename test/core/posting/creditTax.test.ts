import { expect, test } from '@jest/globals';
import { splitGross } from '../../../core/posting/draft/creditParts';
import { percentOf } from '../../../core/posting/draft/creditTax';

test('without tax codes what more than a line cost is paid back is taxed by the rates of the order', () => {
	const line = { net: 62, tax: 4, taxRates: ['Tax (7.25%)'], taxCodeId: null };
	const order = { taxes: [{ rate: 'Tax (7.25%)', percent: '7.25', amount: 26 }] } as never;
	const facts = { company: { country: 'US', usesSalesTax: true } } as never;
	expect(splitGross(117, line, percentOf(line, order, facts))).toEqual({ net: 109, tax: 8 });
	expect(percentOf({ ...line, taxRates: ['Other (4%)'] }, order, facts)).toBeNull();
	expect(percentOf({ ...line, tax: 0, taxRates: [] }, order, facts)).toBeNull();
});
