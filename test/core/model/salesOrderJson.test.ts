import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { toOrderJson, readOrder } from '../../../core/model/salesOrderJson';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { order, orderLine } from '../../support/orders';

const money = fc.integer({ min: -(2 ** 40), max: 2 ** 40 });
const word = fc.stringMatching(/^[A-Za-zäöü0-9'%-]{1,12}$/);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const charges = fc.array(
	fc.record({ chargeId: word, name: word, net: money, tax: maybe(money), taxRates: fc.array(word) }),
);

const anyOrder: fc.Arbitrary<SalesOrder> = fc
	.record({
		currency: fc.constantFrom('USD', 'JPY', 'KWD', 'EUR'),
		shipping: charges,
		fees: charges,
		lines: fc.array(
			fc.record({
				lineId: word,
				name: fc.string(),
				quantity: fc.double({ noNaN: true, noDefaultInfinity: true }).map((quantity) => quantity + 0),
				net: money,
				tax: maybe(money),
				stockTaken: maybe(fc.nat()),
				tracksStock: maybe(fc.boolean()),
				listingRef: maybe(word),
			}),
		),
		discounts: fc.array(fc.record({ name: word, amount: money })),
		taxes: fc.array(fc.record({ rate: word, percent: maybe(fc.constantFrom('19', '8.875')), amount: money })),
		marketplaceTax: money,
		total: money,
		copiedFrom: maybe(word),
		sellingFees: fc.array(
			fc.record({
				feeId: word,
				name: word,
				chargedBy: word,
				amount: money,
				currency: fc.constantFrom('USD', 'JPY', 'KWD'),
				chargedAt: fc.constant(null),
			}),
		),
		shipments: maybe(
			fc.array(fc.record({ shippedAt: fc.constant(null), carrier: maybe(word), trackingNumber: maybe(word) })),
		),
	})
	.map((parts) => order({ ...parts, lines: parts.lines.map(orderLine) }));

describe('An order as JSON', () => {
	test('comes back as it went, through text, in any currency', () => {
		fc.assert(
			fc.property(anyOrder, (sent) => {
				expect(readOrder(JSON.parse(JSON.stringify(toOrderJson(sent))))).toEqual(sent);
			}),
		);
	});

	test('shows amounts as people write them', () => {
		const json = toOrderJson(order({ currency: 'USD', total: 1999, lines: [orderLine({ net: 5, tax: null })] }));
		expect(json.total).toBe('19.99');
		expect(json.lines[0]).toMatchObject({ net: '0.05', tax: null });
	});

	test('keeps refunds, which the next version of an order may bring', () => {
		const refund = {
			refundId: '7',
			refundedAt: '2026-11-20T10:00:00.000Z',
			total: 500,
			reason: 'broken',
			tender: [],
			lines: [{ lineId: '1', quantity: 1, net: 450, tax: 50, restocked: null }],
		};
		const sent = order({ refunds: [refund] });
		expect(readOrder(toOrderJson(sent))).toEqual(sent);
	});

	test('keeps the prefix of its shop, and has none where it is empty', () => {
		const sent = order({ booksPrefix: 'SHOP-' });
		expect(readOrder(toOrderJson(sent))).toEqual(sent);
		expect(readOrder({ ...toOrderJson(sent), booksPrefix: ' ' })).not.toHaveProperty('booksPrefix');
	});

	test('fills what an order leaves out that somebody wrote by hand', () => {
		const written = {
			channel: 'farm-stand',
			orderId: 'F-1001',
			placedAt: '2026-11-28T10:15:00Z',
			currency: 'USD',
			total: 33.5,
			lines: [
				{ sku: 'MUG-BLUE', quantity: 2, net: '25.00' },
				{ name: 'Wrapping', quantity: 3, net: 4, discount: '1.00' },
			],
			shipping: [{ name: 'By bike', net: '4.50' }],
			payments: [{ amount: '33.50', method: 'Cash', paidAt: '2026-11-28T10:15:00Z' }],
			refunds: [{ refundId: '1', refundedAt: '2026-11-29T10:00:00Z', total: '4.50' }],
		};
		expect(readOrder(written)).toMatchObject({
			account: 'farm-stand',
			orderNumber: 'F-1001',
			modifiedAt: '2026-11-28T10:15:00.000Z',
			state: 'sold',
			taxIncluded: false,
			marketplaceTax: 0,
			total: 3350,
			lines: [
				{ lineId: '1', kind: 'goods', name: 'MUG-BLUE', unitPrice: '12.5', net: 2500, tax: 0, taxRates: [] },
				{ lineId: '2', sku: null, name: 'Wrapping', unitPrice: '1.666667', net: 400, discount: 100, tax: 0 },
			],
			shipping: [{ chargeId: 'shipping 1', name: 'By bike', net: 450, tax: 0 }],
			payments: [{ kind: 'money', amount: 3350, paid: true }],
			refunds: [{ total: 450, lines: [], tender: [] }],
		});
	});

	test('knows no tax of its own where prices contain one that is named nowhere', () => {
		const line = { sku: 'MUG-BLUE', quantity: 1, net: '11.90' };
		const written = { channel: 'c', orderId: '1', placedAt: '2026-11-28T10:15:00Z', currency: 'EUR', total: '11.90' };
		expect(readOrder({ ...written, taxIncluded: true, lines: [line] }).lines[0]?.tax).toBeNull();
		expect(readOrder({ ...written, taxIncluded: true, lines: [{ ...line, tax: '0' }] }).lines[0]?.tax).toBe(0);
	});

	test.each([
		['order.total', { total: 'twelve' }],
		['order.currency', { currency: 'dollars' }],
		['order.state', { state: 'paid' }],
		['order.placedAt', { placedAt: 'yesterday' }],
		['order.orderId', { orderId: ' ' }],
		['order.booksPrefix', { booksPrefix: 'LONGPREFIX-' }],
		['order.booksPrefix', { booksPrefix: '🛒-' }],
		['order.lines', { lines: undefined }],
		['order.lines[0].net', { lines: [{ ...toOrderJson(order()).lines[0], net: null }] }],
		['order.lines[0].unitPrice', { lines: [{ ...toOrderJson(order()).lines[0], unitPrice: 'free' }] }],
		['order.customer', { customer: 'Ann' }],
	])('names %s when it is wrong', (path, wrong) => {
		expect(() => readOrder({ ...toOrderJson(order()), ...wrong })).toThrow(expect.objectContaining({ path }));
		expect(() => readOrder({ ...toOrderJson(order()), ...wrong })).toThrow(UnreadableError);
	});
});
