import { describe, expect, test } from '@jest/globals';
import { readOrder } from '../../../../core/channels/bigcommerce/orders/readOrder';
import type { SalesOrder } from '../../../../core/model/salesOrder';
import type { Fields } from '../../../../core/reading/readUnknown';
import { line, order } from '../../../support/bigReplies';

interface Extras {
	readonly lines?: readonly unknown[];
	readonly taxes?: readonly unknown[];
	readonly refunds?: readonly unknown[];
	readonly alsoSold?: readonly string[];
}

const read = (
	more: Fields = {},
	{ lines = [line(116)], taxes = [], refunds = [], alsoSold = [] }: Extras = {},
): SalesOrder => readOrder(order(218, more, lines), { account: 'abc123', choice: { alsoSold }, lines, taxes, refunds });

const sumOfParts = ({ lines, shipping, fees }: SalesOrder) =>
	[...lines, ...shipping, ...fees].reduce((total, { net, tax }) => total + net + (tax ?? 0), 0);

const tax = (order_product_id: number | null, line_amount: string, more: Fields = {}) => ({
	order_product_id,
	line_amount,
	line_item_type: 'item',
	name: 'TX',
	rate: '8.2500',
	tax_rate_id: 1,
	...more,
});

describe('an order that is picked up', () => {
	const location = {
		name: 'Shop',
		address_line_1: '4 Quay',
		city: 'Reno',
		state: 'Nevada',
		postal_code: '89501',
		country_alpha2: 'US',
	};
	const pickups = [{ id: 3, pickup_method_id: 10, location, line_items: [line(116)] }];
	const sent = { street_1: '2 Oak', state: 'Texas', country_iso2: 'US', line_items: [] };
	const consignments = (more: Fields) => ({
		consignments: { pickups, shipping: [], downloads: [], email: {}, ...more },
	});

	test('is taxed at the place of its pickup', () => {
		expect(read(consignments({})).pickup).toEqual({
			place: {
				name: null,
				line1: '4 Quay',
				line2: null,
				city: 'Reno',
				region: 'Nevada',
				postcode: '89501',
				country: 'US',
			},
		});
		expect(read(consignments({ pickups: [{ ...pickups[0], location: null }] })).pickup).toEqual({ place: null });
	});

	test('is none of which a part is sent', () => {
		expect(read(consignments({ shipping: [sent] })).pickup).toBeNull();
	});

	test('of several ship-to addresses the first counts that says more than the country', () => {
		const empty = { street_1: '', state: '', country_iso2: 'US', line_items: [] };
		expect(read(consignments({ shipping: [empty, sent] })).customer.shipping).toMatchObject({ region: 'Texas' });
	});
});

describe('an order', () => {
	test('is read with its lines, charges and people', () => {
		expect(read()).toEqual({
			channel: 'bigcommerce',
			account: 'abc123',
			orderId: '218',
			orderNumber: '218',
			placedAt: '2019-03-11T15:00:00.000Z',
			modifiedAt: '2019-03-11T15:17:25.000Z',
			state: 'sold',
			channelState: 'Awaiting Fulfillment',
			currency: 'USD',
			taxIncluded: false,
			customer: {
				customerId: null,
				email: 'ann@shop.test',
				name: 'Ann Lee',
				company: null,
				phone: null,
				billing: {
					name: 'Ann Lee',
					line1: '1 Elm',
					line2: null,
					city: 'Austin',
					region: 'Texas',
					postcode: '78701',
					country: 'US',
				},
				shipping: {
					name: null,
					line1: '2 Oak',
					line2: null,
					city: 'Austin',
					region: null,
					postcode: null,
					country: 'US',
				},
			},
			pickup: null,
			lines: [
				{
					lineId: '116',
					kind: 'goods',
					bundleLineId: null,
					restocked: null,
					sku: 'DP-1',
					name: 'Dinner plate',
					quantity: 2,
					unitPrice: '20',
					net: 4000,
					discount: 0,
					tax: 0,
					taxRates: [],
					tracksStock: null,
					stockTaken: null,
					listingRef: '188/390',
				},
			],
			shipping: [{ chargeId: 'shipping', name: 'Shipping', net: 500, tax: 0, taxRates: [] }],
			fees: [],
			discounts: [],
			exchangeRate: null,
			taxes: [],
			refunds: [],
			marketplaceTax: 0,
			moneyTrouble: null,
			total: 4500,
			payments: [{ kind: 'money', amount: 4500, method: 'Cash', reference: null, paidAt: null, paid: false }],
			copiedFrom: null,
			sellingFees: [],
			shipments: [],
		});
	});

	test('charges what its transactional currency says, not the one that was shown', () => {
		expect(read({ currency_code: 'EUR', default_currency_code: 'USD' }).currency).toBe('USD');
	});

	test('may hold a line that somebody wrote by hand, and a voucher', () => {
		const byHand = line(1, { product_id: 0, variant_id: null, sku: '' });
		const voucher = line(2, { product_id: 0, variant_id: null, type: 'giftcertificate' });
		const { lines } = read({ total_inc_tax: '85.0000', total_ex_tax: '85.0000' }, { lines: [byHand, voucher] });
		expect(lines).toMatchObject([
			{ sku: null, listingRef: null, tracksStock: null, kind: 'goods' },
			{ tracksStock: false, kind: 'giftCertificate' },
		]);
	});

	test('names the line that holds a part of a bundle', () => {
		const part = line(2, {
			parent_order_product_id: 116,
			is_bundled_product: true,
			total_ex_tax: '0.0000',
			total_inc_tax: '0.0000',
		});
		const alone = line(3, { parent_order_product_id: 0, total_ex_tax: '0.0000', total_inc_tax: '0.0000' });
		expect(read({}, { lines: [line(116), part, alone] }).lines.map(({ bundleLineId }) => bundleLineId)).toEqual([
			null,
			'116',
			null,
		]);
	});

	test.each([
		['captured', true],
		['paid', true],
		['Partially Refunded', true],
		['refunded', true],
		['authorized', false],
		['pending', false],
		['void', false],
		['', false],
		[null, false],
	])('whose payment is "%s" is paid: %s', (payment_status, paid) => {
		expect(read({ payment_status, payment_provider_id: 'ch_1' }).payments).toMatchObject([
			{ kind: 'money', method: 'Cash', reference: 'ch_1', paidAt: null, paid },
		]);
	});

	test('is paid by store credit and gift certificates before money', () => {
		const { payments, total } = read({ store_credit_amount: '7.0000', gift_certificate_amount: '3.0000' });
		expect(payments.map(({ kind, amount, paid }) => [kind, amount, paid])).toEqual([
			['storeCredit', 700, true],
			['giftCertificate', 300, true],
			['money', total - 1000, false],
		]);
	});

	test("in another currency than the store's says what that was worth in the store's", () => {
		const rates = (rate: string) => ({
			default_currency_code: 'EUR',
			store_default_currency_code: 'USD',
			store_default_to_transactional_exchange_rate: rate,
		});
		// One dollar is 0.8 euros, so one euro is 1.25 dollars.
		expect(read(rates('0.8000000000')).exchangeRate).toEqual({ currency: 'USD', rate: '1.25' });
		expect(
			read({ ...rates('150.5000000000'), default_currency_code: 'JPY', total_inc_tax: '45' }).exchangeRate,
		).toEqual({ currency: 'USD', rate: '0.00664451827243' });
		expect(read({ ...rates('1.0000000000'), default_currency_code: 'USD' }).exchangeRate).toBeNull();
		expect(read({ ...rates('0.0000000000') }).exchangeRate).toBeNull();
	});

	test('has handling, wrapping and fees of its own', () => {
		const { fees, total } = read({
			handling_cost_ex_tax: '1.0000',
			wrapping_cost_ex_tax: '2.0000',
			fees: [{ id: 7, display_name_customer: 'Rush', cost_ex_tax: '3.0000', cost_tax: '0.0000' }],
			total_inc_tax: '51.0000',
		});
		expect(total).toBe(5100);
		expect(fees.map(({ chargeId, name, net }) => [chargeId, name, net])).toEqual([
			['handling', 'Handling', 100],
			['wrapping', 'Gift wrapping', 200],
			['fee 7', 'Rush', 300],
		]);
	});
});

describe('discounts', () => {
	const coupon = (amount: string) => [{ id: 'coupon', amount, name: 'Ten', code: 'TEN', target: 'order' }];

	test('without tax come off the line that they were given on', () => {
		// 40 - 4 coupon + 40 + 5 shipping + 6 tax.
		const found = read(
			{ coupon_discount: '4.0000', total_ex_tax: '81.0000', total_tax: '6.0000', total_inc_tax: '87.0000' },
			{
				lines: [line(116, { applied_discounts: coupon('4.0000') }), line(117)],
				taxes: [tax(116, '3.0000'), tax(117, '3.0000')],
			},
		);
		expect(found).toMatchObject({
			total: 8700,
			lines: [
				{ net: 3600, discount: 400, tax: 300 },
				{ net: 4000, discount: 0, tax: 300 },
			],
			discounts: [{ name: 'TEN', amount: 400 }],
		});
	});

	test('with tax are taken from the price with tax', () => {
		const lines = [
			line(1, {
				total_ex_tax: '100.0000',
				total_inc_tax: '119.0000',
				total_tax: '19.0000',
				applied_discounts: coupon('11.9000'),
			}),
		];
		const found = read(
			{ coupon_discount: '11.9000', total_inc_tax: '112.1000', total_tax: '17.1000' },
			{ lines, taxes: [tax(1, '17.1000')] },
		);
		expect(found).toMatchObject({ total: 11210, lines: [{ net: 9000, tax: 1710 }] });
	});

	test('are what the line says that is left of it, where it says so', () => {
		const lines = [
			line(1, { discounted_total_inc_tax: '30.0000', applied_discounts: coupon('99.0000') }),
			line(2, { discounted_total_inc_tax: '40.0000' }),
		];
		expect(
			read({ coupon_discount: '10.0000', total_inc_tax: '75.0000' }, { lines }).lines.map(({ net }) => net),
		).toEqual([3000, 4000]);
	});

	test('that no line names are spread over all', () => {
		const lines = [line(1), line(2, { total_ex_tax: '20.0000', total_inc_tax: '20.0000' })];
		const found = read({ discount_amount: '10.0000', total_inc_tax: '55.0000' }, { lines });
		expect(found.lines.map(({ net }) => net)).toEqual([3333, 1667]);
		expect(found.discounts).toEqual([{ name: 'Discount', amount: 1000 }]);
	});

	test('are not store credit and gift certificates: those pay', () => {
		const paid = { store_credit_amount: '7.0000', gift_certificate_amount: '3.0000' };
		expect(read({ ...paid }).total).toBe(4500);
		expect(read({ ...paid, total_inc_tax: '35.0000' })).toMatchObject({
			total: 4500,
			discounts: [],
			lines: [{ net: 4000 }],
		});
	});
});

test.each([
	['49.0850', 'before'],
	['49.0750', 'after'],
])('a total of %s is the one %s a tender of a cent, by all decimals of what the lines have left', (total_inc_tax) => {
	const left = (amount: string) => ({
		quantity: 1,
		price_ex_tax: amount,
		total_ex_tax: amount,
		total_inc_tax: amount,
		discounted_total_inc_tax: amount,
	});
	const lines = [line(1, left('4.9404')), line(2, left('44.1446'))];
	expect(read({ shipping_cost_ex_tax: '0.0000', store_credit_amount: '0.0100', total_inc_tax }, { lines }).total).toBe(
		4909,
	);
});

describe('money', () => {
	test('of four decimals adds up in cents', () => {
		const third = { total_ex_tax: '33.3333', total_inc_tax: '33.3333', price_ex_tax: '33.3333' };
		const found = read({ total_inc_tax: '105.0000' }, { lines: [line(1, third), line(2, third), line(3, third)] });
		expect(found.total).toBe(10500);
		expect(sumOfParts(found)).toBe(10500);
		expect(found.lines[0]?.unitPrice).toBe('33.3333');
	});

	test('that the lines do not explain needs attention, and the amounts stay as they are stated', () => {
		const found = read({ total_inc_tax: '60.0000' });
		expect(found.moneyTrouble).toBe(
			'BigCommerce states a total of 60.00 USD, and the parts that it names come to 45.00 USD: look at the order on BigCommerce, and post it by hand',
		);
		expect([found.total, sumOfParts(found)]).toEqual([4500, 4500]);
	});

	test('whose tax the lines do not explain names the tax too', () => {
		expect(read({ total_tax: '3.0000', total_inc_tax: '48.0000' }).moneyTrouble).toContain(
			'a total of 48.00 USD (tax 3.00 USD), and the parts that it names come to 45.00 USD (tax 0.00 USD)',
		);
	});

	test('has no cents in yen', () => {
		const found = read({ default_currency_code: 'JPY', shipping_cost_ex_tax: '500.0000', total_inc_tax: '540.0000' });
		expect(found).toMatchObject({ total: 540, lines: [{ net: 40 }] });
	});
});

describe('tax', () => {
	const taxed = { shipping_cost_tax: '0.4125', total_tax: '3.7125', total_inc_tax: '48.7125' };
	const shippingTax = tax(null, '0.4125', { line_item_type: 'shipping' });

	test('lies on lines and charges with the names of its rates', () => {
		const city = { name: 'Austin', rate: '2.0000' };
		const found = read(taxed, { taxes: [tax(116, '2.5000'), tax(116, '0.8000', city), shippingTax] });
		expect(found.lines[0]).toMatchObject({ net: 4000, tax: 330, taxRates: ['Austin (2%)', 'TX (8.25%)'] });
		expect(found.shipping).toEqual([
			{ chargeId: 'shipping', name: 'Shipping', net: 500, tax: 41, taxRates: ['TX (8.25%)'] },
		]);
		expect(found.taxes).toEqual([
			{ rate: 'TX (8.25%)', percent: '8.25', amount: 291 },
			{ rate: 'Austin (2%)', percent: '2', amount: 80 },
		]);
		expect(sumOfParts(found)).toBe(found.total);
	});

	test('of a fee bears the rates of the part of the order that come to it, and is in their sums', () => {
		const fees = [{ id: 7, display_name_customer: 'Rush', cost_ex_tax: '10.0000', cost_tax: '0.8300' }];
		const reduced = { name: 'Food', rate: '2.0000' };
		const found = read(
			{ fees, total_tax: '4.9300', total_inc_tax: '99.9300' },
			{ lines: [line(116), line(117)], taxes: [tax(116, '3.3000'), tax(117, '0.8000', reduced)] },
		);
		expect(found.fees).toEqual([{ chargeId: 'fee 7', name: 'Rush', net: 1000, tax: 83, taxRates: ['TX (8.25%)'] }]);
		expect(found.taxes).toEqual([
			{ rate: 'TX (8.25%)', percent: '8.25', amount: 413 },
			{ rate: 'Food (2%)', percent: '2', amount: 80 },
		]);
	});

	test('of a fee that no rate of the order comes to is not laid at one', () => {
		const fees = [{ id: 7, display_name_customer: 'Rush', cost_ex_tax: '10.0000', cost_tax: '0.5000' }];
		const found = read({ fees, total_tax: '3.8000', total_inc_tax: '58.8000' }, { taxes: [tax(116, '3.3000')] });
		expect(found.fees).toMatchObject([{ tax: 50, taxRates: ['BasicTaxProvider'] }]);
	});

	test('that nothing explains bears the name of who computed it', () => {
		const found = read(
			{ ...taxed, tax_provider_id: 'AvaTaxProvider' },
			{ lines: [line(116, { total_tax: '3.3000' })] },
		);
		expect(found.lines[0]).toMatchObject({ tax: 330, taxRates: ['AvaTaxProvider'] });
		expect(found.taxes).toEqual([{ rate: 'AvaTaxProvider', percent: null, amount: 371 }]);
	});
});

describe('the state', () => {
	test.each([
		[0, 'open'],
		[1, 'reserving'],
		[7, 'reserving'],
		[12, 'reserving'],
		[11, 'sold'],
		[9, 'sold'],
		[8, 'sold'],
		[3, 'sold'],
		[2, 'sold'],
		[10, 'sold'],
		[13, 'sold'],
		[14, 'sold'],
		[4, 'refunded'],
		[5, 'cancelled'],
		[6, 'cancelled'],
	])('of status %d is %s', (status_id, state) => {
		expect(read({ status_id }).state).toBe(state);
	});

	test('is sold where the user counts the status as sold, unless the sale was undone', () => {
		expect([7, 5].map((status_id) => read({ status_id }, { alsoSold: ['7', '5'] }).state)).toEqual([
			'sold',
			'cancelled',
		]);
	});

	test('that BigCommerce has not documented is not guessed', () => {
		expect(() => read({ status_id: 99 })).toThrow(expect.objectContaining({ path: 'bigcommerce order.status_id' }));
	});

	test("is shown under the merchant's own name", () => {
		expect(read({ custom_status: 'Packing' }).channelState).toBe('Packing');
	});
});

describe('a refund', () => {
	const refund = {
		id: 3,
		order_id: 218,
		created: '2019-03-12T10:00:00Z',
		reason: 'Chipped',
		total_amount: 27.5,
		items: [
			{ item_type: 'PRODUCT', item_id: 116, quantity: 1, requested_amount: 20 },
			{ item_type: 'SHIPPING', item_id: 9, requested_amount: 5 },
			{ item_type: 'ORDER', item_id: 218, requested_amount: 2.5 },
		],
	};

	test('returns lines and charges; what lies on the order as a whole has no line', () => {
		expect(read({ status_id: 14 }, { refunds: [refund] }).refunds).toEqual([
			{
				refundId: '3',
				refundedAt: '2019-03-12T10:00:00.000Z',
				total: 2750,
				reason: 'Chipped',
				tender: [],
				lines: [
					{ lineId: '116', quantity: 1, net: 2000, tax: null, restocked: null },
					{ lineId: 'shipping', quantity: 0, net: 500, tax: null, restocked: null },
				],
			},
		]);
	});
});

test('a refund of a fee is not taken for one of the line with the same id', () => {
	const fees = [{ id: 116, display_name_customer: 'Rush', cost_ex_tax: '10.0000', cost_tax: '0' }];
	const refund = {
		id: 3,
		order_id: 218,
		created: '2019-03-12T10:00:00Z',
		total_amount: 10,
		items: [{ item_type: 'FEE', item_id: 116, quantity: 1, requested_amount: 10 }],
	};
	const found = read({ fees, status_id: 14, total_inc_tax: '55.0000' }, { lines: [line(116)], refunds: [refund] });
	const [fee] = found.fees;
	expect(found.lines.map(({ lineId }) => lineId)).toEqual(['116']);
	expect(found.refunds[0]?.lines).toMatchObject([{ lineId: fee?.chargeId, net: 1000 }]);
	expect(fee?.chargeId).not.toBe('116');
});

describe('a refund that the provider declined', () => {
	const refund = (payments: readonly unknown[]) => ({
		id: 3,
		order_id: 218,
		created: '2019-03-12T10:00:00Z',
		reason: '',
		total_amount: 20,
		items: [{ item_type: 'PRODUCT', item_id: 116, quantity: 1, requested_amount: 20 }],
		payments,
	});

	test('whole moved no money and is none', () => {
		expect(read({}, { refunds: [refund([{ amount: 20, is_declined: true }])] }).refunds).toEqual([]);
	});

	test('to store credit or a gift certificate is no money that moved', () => {
		const payments = [
			{ provider_id: 'storecredit', amount: 8, is_declined: false },
			{ provider_id: 'giftcertificate', amount: 5, is_declined: false },
			{ provider_id: 'braintree', amount: 7, is_declined: false },
		];
		expect(read({}, { refunds: [refund(payments)] }).refunds[0]).toMatchObject({
			total: 2000,
			tender: [
				{ kind: 'storeCredit', amount: 800 },
				{ kind: 'giftCertificate', amount: 500 },
			],
		});
	});

	test('in part is the money that moved, of no line', () => {
		expect(
			read(
				{},
				{
					refunds: [
						refund([
							{ amount: 15, is_declined: true },
							{ amount: 5, is_declined: false },
						]),
					],
				},
			).refunds,
		).toMatchObject([{ total: 500, lines: [] }]);
	});
});

test('a refunded fee is named by the fee, wrapping and handling as the order names them', () => {
	const items = ['FEE', 'HANDLING', 'GIFT_WRAPPING'].map((item_type, place) => ({
		item_type,
		item_id: 70 + place,
		requested_amount: 1,
	}));
	const refund = { id: 3, order_id: 218, created: '2019-03-12T10:00:00Z', reason: '', total_amount: 3, items };
	expect(read({}, { refunds: [refund] }).refunds[0]?.lines.map(({ lineId }) => lineId)).toEqual([
		'fee 70',
		'handling',
		'wrapping',
	]);
});

test.each([
	[{ ebay_order_id: '123' }, 'ebay'],
	[{ external_source: 'eBay Channel Manager' }, 'ebay'],
	[{ order_source: 'ebay' }, 'ebay'],
	[{ order_source: 'external', external_source: 'POS' }, null],
	[{ ebay_order_id: '' }, null],
])('an order with %j was copied from %s', (more, source) => {
	expect(read(more).copiedFrom).toBe(source);
});
