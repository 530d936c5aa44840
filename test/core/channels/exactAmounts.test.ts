import { describe, expect, test } from '@jest/globals';
import { readAmount } from '../../../core/channels/ebay/orders/amounts';
import { readRefunds as readBigRefunds } from '../../../core/channels/bigcommerce/orders/refunds';
import { readRefunds as readWooRefunds } from '../../../core/channels/woocommerce/orders/refunds';
import { plainOrder } from '../../support/wooReplies';
import { readExactMoney } from '../../../core/model/money';
import { readPaidAmount } from '../../../core/channels/bigcommerce/orders/paidAmount';

/** rules.md G4 */
describe('An amount that its currency cannot express', () => {
	test.each([
		['544.38', 'JPY', 'no decimals, as JPY has'],
		['12.345', 'USD', 'at most 2 decimals, as USD has'],
		['1.2345', 'KWD', 'at most 3 decimals, as KWD has'],
	])('%s %s is refused by name and not rounded', (value, currency, reason) => {
		expect(() => readExactMoney(value, currency, 'order.total')).toThrow(
			`order.total should be an amount with ${reason}`,
		);
		expect(() => readAmount({ value, currency }, currency, 'ebay')).toThrow('ebay.value');
	});

	test('BigCommerce reckons with four decimals: less than a hundredth is no money', () => {
		expect(readPaidAmount('49.0750', 'USD', 'total_inc_tax')).toBe(4908);
		expect(readPaidAmount('544.0000', 'JPY', 'total_inc_tax')).toBe(544);
		expect(() => readPaidAmount('544.3800', 'JPY', 'total_inc_tax')).toThrow('total_inc_tax');
	});

	test.each([
		['544.00', 'JPY', 544],
		['12.3400', 'USD', 1234],
		['1.230', 'KWD', 1230],
		[15.5, 'EUR', 1550],
	])('%s %s has no more than its currency', (value, currency, money) => {
		expect(readExactMoney(value, currency, 'order.total')).toBe(money);
	});
});

describe('Half a cent of a refund stays in its line', () => {
	const refund = (amount: string, total: string, tax: string) => ({
		id: 6001,
		date_created_gmt: '2026-01-01T00:00:00',
		amount,
		reason: '',
		line_items: [
			{ id: 1, quantity: -1, total, total_tax: tax, meta_data: [{ key: '_refunded_item_id', value: '11' }] },
		],
		shipping_lines: [],
		fee_lines: [],
	});
	const order = plainOrder(1, '2026-01-02T00:00:00', { refunds: [{ id: 6001 }] });
	const linesOf = (raw: object) => readWooRefunds([raw], order, 'USD')[0]?.lines;

	test('WooCommerce keeps lines with more decimals than it pays', () => {
		expect(linesOf(refund('9.99', '-8.325', '-1.665'))).toMatchObject([{ net: 832, tax: 167 }]);
	});

	test('the taxes of its lines come to the tax that the shop rounded once', () => {
		const [one] = refund('0', '-31.7983', '-6.0417').line_items;
		const [other] = refund('0', '-9.8151', '-1.8649').line_items;
		const lines = linesOf({ ...refund('49.52', '0', '0'), line_items: [one, other] });
		expect(lines?.map(({ net, tax }) => [net, tax])).toEqual([
			[3179, 605],
			[982, 186],
		]);
	});

	test('a coin whose halves were all rounded away is of the first line', () => {
		const [one] = refund('0', '-0.004', '-0.0004').line_items;
		const lines = linesOf({ ...refund('0.01', '0', '0'), line_items: [one, one] });
		expect(lines?.map(({ net, tax }) => [net, tax])).toEqual([
			[1, 0],
			[0, 0],
		]);
		const taxed = linesOf({
			...refund('0.02', '0', '0'),
			line_items: [...refund('0', '-0.008', '-0.004').line_items, ...refund('0', '-0.004', '-0.004').line_items],
		});
		expect(taxed?.map(({ net, tax }) => [net, tax])).toEqual([
			[1, 1],
			[0, 0],
		]);
	});

	test('a cent that no rounding explains stays money of its own', () => {
		expect(linesOf(refund('10.00', '-8.32', '-1.67'))).toMatchObject([{ net: 832, tax: 167 }]);
		expect(linesOf(refund('12.00', '-8.325', '-1.665'))).toMatchObject([{ net: 833, tax: 167 }]);
	});

	test('BigCommerce has four decimals', () => {
		const items = [
			{ item_type: 'PRODUCT', item_id: 1, quantity: 1, requested_amount: '3.3350' },
			{ item_type: 'PRODUCT', item_id: 2, quantity: 1, requested_amount: '3.3350' },
		];
		const [read] = readBigRefunds([{ id: 1, created: '2026-01-01T00:00:00Z', total_amount: '6.6700', items }], 'USD');
		expect(read?.lines.map(({ net }) => net)).toEqual([333, 334]);
	});
});
