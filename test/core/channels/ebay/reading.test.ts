import { describe, expect, test } from '@jest/globals';
import { readOrder } from '../../../../core/channels/ebay/orders/readOrder';
import { marketplaces } from '../../../../core/channels/ebay/marketplaces';
import type { Fields } from '../../../../core/reading/readUnknown';
import { ebayLine, ebayOrder, gbp, usd } from '../../../support/ebayReplies';

const ownMarketplace = marketplaces.find(({ id }) => id === 'EBAY_US') ?? never();

function never(): never {
	throw new Error('EBAY_US is a marketplace');
}

const read = (changes: Fields = {}, alsoSold: string[] = []) =>
	readOrder(ebayOrder(changes), { choice: { alsoSold }, marketplace: ownMarketplace });

/** An American order of one line at 20.00 with delivery for 3.00. */
function american(line: Fields, total: string, prices: Fields = {}): Fields {
	const base = {
		lineItemCost: usd('20.00'),
		deliveryCost: { shippingCost: usd('3.00') },
		listingMarketplaceId: 'EBAY_US',
	};
	return { lineItems: [ebayLine({ ...base, ...line })], pricingSummary: { total: usd(total), ...prices } };
}

describe('what an order is', () => {
	test('the account, the buyer, the lines and what they were listed as', () => {
		expect(read()).toMatchObject({
			channel: 'ebay',
			account: 'harbour-goods',
			orderId: '12-10123-45678',
			orderNumber: '12-10123-45678',
			placedAt: '2026-02-03T09:00:00.000Z',
			modifiedAt: '2026-02-03T10:00:01.123Z',
			currency: 'GBP',
			customer: { customerId: 'ann_lee', email: null, shipping: null },
			lines: [
				{
					lineId: '100001',
					sku: 'DP-1',
					name: 'Poster',
					quantity: 2,
					unitPrice: '10.00',
					net: 2000,
					tracksStock: true,
					listingRef: '110001',
				},
			],
			shipping: [{ chargeId: 'delivery', net: 300 }],
			total: 2300,
			copiedFrom: null,
			sellingFees: [],
			shipments: [],
		});
	});

	test('a variation is named beside its listing, and a listing without SKU has none', () => {
		const [line] = read({ lineItems: [ebayLine({ sku: undefined, legacyVariationId: '77' })] }).lines;
		expect(line).toMatchObject({ sku: null, listingRef: '110001/77' });
		expect(read({ lineItems: [ebayLine({ legacyVariationId: '0' })] }).lines[0]?.listingRef).toBe('110001');
	});

	test('a discount is what a promotion took off the line', () => {
		const [line] = read(american({ discountedLineItemCost: usd('18.00') }, '21.00')).lines;
		expect(line).toMatchObject({ net: 1800, discount: 200 });
		expect(read().lines[0]).toMatchObject({ discount: 0 });
	});

	test('an order that is picked up is no order to the buyer: Click and Collect names the store, In-Store Pickup does not', () => {
		const shipTo = {
			fullName: 'Store 7',
			contactAddress: { addressLine1: '4 Quay', countryCode: 'GB', postalCode: 'BS1' },
		};
		const pickup = (more: Fields) =>
			read({ fulfillmentStartInstructions: [{ fulfillmentInstructionsType: 'PREPARE_FOR_PICKUP', ...more }] });
		expect(pickup({ shippingStep: { shipTo } })).toMatchObject({
			pickup: { place: { name: null, line1: '4 Quay', postcode: 'BS1', country: 'GB' } },
			customer: { shipping: null },
		});
		expect(pickup({ pickupStep: { merchantLocationKey: 'store7' } }).pickup).toEqual({ place: null });
		expect(read().pickup).toBeNull();
	});

	test("the buyer's address is the real one, not the hub of eBay's international shipping", () => {
		const shipTo = {
			fullName: 'Ann Lee',
			email: 'ann@example.com',
			primaryPhone: { phoneNumber: '555' },
			contactAddress: { addressLine1: 'Hub 9', countryCode: 'GB' },
		};
		const instructions = {
			shippingStep: { shipTo },
			finalDestinationAddress: { addressLine1: '1 Main St', city: 'Oslo', countryCode: 'NO' },
		};
		const { customer } = read({ fulfillmentStartInstructions: [instructions] });
		expect(customer).toMatchObject({
			name: 'Ann Lee',
			email: 'ann@example.com',
			phone: '555',
			shipping: { line1: '1 Main St', country: 'NO' },
		});
		expect(read({ fulfillmentStartInstructions: [{ shippingStep: { shipTo } }] }).customer.shipping).toMatchObject({
			line1: 'Hub 9',
		});
	});

	test.each([
		['PAID', true],
		['PARTIALLY_REFUNDED', true],
		['FULLY_REFUNDED', true],
		['PENDING', false],
		['FAILED', false],
	])('an order whose payment is %s is paid: %s', (orderPaymentStatus, paid) => {
		const payments = [{ paymentMethod: 'EBAY', paymentReferenceId: 'r1', paymentDate: '2026-02-03T09:00:05.000Z' }];
		expect(read({ orderPaymentStatus, paymentSummary: { payments } }).payments).toMatchObject([
			{ paid, paidAt: paid ? '2026-02-03T09:00:05.000Z' : null },
		]);
		expect(read({ orderPaymentStatus, paymentSummary: {} }).payments).toMatchObject(
			paid ? [{ kind: 'money', method: null, reference: null, paidAt: null, paid }] : [],
		);
	});

	test('every payment counts, but one that failed', () => {
		const payments = [
			{
				paymentMethod: 'EBAY',
				paymentReferenceId: 'r1',
				paymentDate: '2026-02-03T09:00:05.000Z',
				paymentStatus: 'PAID',
				amount: gbp('20.00'),
			},
			{ paymentMethod: 'CASH_ON_PICKUP', paymentStatus: 'PAID', amount: gbp('3.00') },
			{ paymentMethod: 'EBAY', paymentStatus: 'FAILED', amount: gbp('23.00') },
		];
		expect(read({ paymentSummary: { payments } }).payments).toEqual([
			{
				kind: 'money',
				amount: 2000,
				method: 'EBAY',
				reference: 'r1',
				paidAt: '2026-02-03T09:00:05.000Z',
				paid: true,
			},
			{ kind: 'money', amount: 300, method: 'CASH_ON_PICKUP', reference: null, paidAt: null, paid: true },
		]);
	});
});

describe('what an order comes to', () => {
	test('a promotion lowers the net and is named as a discount', () => {
		const line = ebayLine({
			discountedLineItemCost: gbp('15.00'),
			appliedPromotions: [{ description: 'Spring', discountAmount: gbp('5.00') }],
		});
		const order = read({ lineItems: [line], pricingSummary: { total: gbp('18.00') } });
		expect(order.lines[0]).toMatchObject({ unitPrice: '10.00', net: 1500 });
		expect(order.discounts).toEqual([{ name: 'Spring', amount: 500 }]);
		expect(order.total).toBe(1800);
	});

	test('delivery is shipping and handling less its discount, of all lines together', () => {
		const delivery = { shippingCost: gbp('3.00'), handlingCost: gbp('1.00'), discountAmount: gbp('2.50') };
		const order = read({
			lineItems: [ebayLine({ deliveryCost: delivery }), ebayLine({ lineItemId: '2' })],
			pricingSummary: { total: gbp('44.50') },
		});
		expect(order.shipping.map(({ net }) => net)).toEqual([450]);
		const negative = ebayLine({ deliveryCost: { shippingCost: gbp('3.00'), discountAmount: gbp('-3.00') } });
		expect(read({ lineItems: [negative], pricingSummary: { total: gbp('20.00') } }).shipping).toEqual([]);
	});

	test('an adjustment is a fee, negative where the seller gave something off', () => {
		const order = read({ pricingSummary: { total: gbp('21.00'), adjustment: gbp('-2.00') } });
		expect(order.fees).toMatchObject([{ name: 'Adjustment', net: -200 }]);
		expect(order.total).toBe(2100);
	});

	test('British prices contain their tax and name none; American ones come without', () => {
		expect(read()).toMatchObject({ taxIncluded: true, lines: [{ tax: null }], shipping: [{ tax: null }] });
		expect(read(american({}, '23.00'))).toMatchObject({
			taxIncluded: false,
			lines: [{ tax: 0, taxRates: [] }],
			shipping: [{ tax: 0 }],
		});
	});

	test.each([
		['without', '23.00'],
		['with', '24.65'],
	])("tax that eBay collects is never the seller's, in a total %s it", (_word, total) => {
		const collected = [{ taxType: 'STATE_SALES_TAX', amount: usd('1.65'), collectionMethod: 'NET' }];
		expect(read(american({ ebayCollectAndRemitTaxes: collected }, total))).toMatchObject({
			total: 2300,
			marketplaceTax: 165,
			taxes: [],
			lines: [{ tax: 0 }],
		});
	});

	test("tax that is told twice, as the seller's and as eBay's, is eBay's", () => {
		const collected = [{ taxType: 'STATE_SALES_TAX', amount: usd('1.65') }];
		for (const taxes of [[{ amount: usd('1.65') }], [{ taxType: 'STATE_SALES_TAX', amount: usd('1.65') }]]) {
			expect(read(american({ taxes, ebayCollectAndRemitTaxes: collected }, '24.65'))).toMatchObject({
				total: 2300,
				marketplaceTax: 165,
			});
		}
	});

	test('tax that the seller charges is shared out between the line and its delivery', () => {
		const taxes = [
			{ taxType: 'STATE_SALES_TAX', amount: usd('1.65') },
			{ taxType: 'GST', amount: usd('0.35') },
		];
		expect(read(american({ taxes }, '25.00'))).toMatchObject({
			total: 2500,
			marketplaceTax: 0,
			lines: [{ net: 2000, tax: 174, taxRates: ['GST', 'STATE_SALES_TAX'] }],
			shipping: [{ net: 300, tax: 26, taxRates: ['GST', 'STATE_SALES_TAX'] }],
			taxes: [
				{ rate: 'GST', amount: 35 },
				{ rate: 'STATE_SALES_TAX', amount: 165 },
			],
		});
	});

	test('a total that no sum of the parts explains is the trouble of the order, whose units and SKUs are read', () => {
		const collected = [{ taxType: 'STATE_SALES_TAX', amount: usd('1.65') }];
		expect(read(american({ ebayCollectAndRemitTaxes: collected }, '23.01'))).toMatchObject({
			total: 2300,
			lines: [{ quantity: 2 }],
			moneyTrouble:
				'eBay states a total of 23.01 USD, and the parts that it names come to 23.00 USD, or 24.65 USD with what eBay collects: look at the order on eBay, and post it by hand',
		});
	});

	describe('import charges, fees of shipping programmes and special fees', () => {
		const delivery = {
			shippingCost: usd('3.00'),
			importCharges: usd('4.00'),
			shippingIntermediationFee: usd('0.50'),
		};
		const charged = (total: string, due: string | null, fee: string | null = null) => {
			const order = american({ deliveryCost: delivery }, total) as Record<string, object>;
			return {
				...order,
				pricingSummary: { ...order.pricingSummary, ...(fee === null ? {} : { fee: usd(fee) }) },
				...(due === null ? {} : { paymentSummary: { totalDueSeller: usd(due), payments: [{ amount: usd(total) }] } }),
			};
		};

		test.each([
			['in the total, and nobody says whose they are', '27.50', null, null, []],
			['beside the total', '23.00', '23.00', null, []],
			["in the total, and eBay's", '27.50', '23.00', null, []],
			["in the total, and the seller's", '27.50', '27.50', null, [{ chargeId: 'importCharges', net: 450 }]],
			["all in the total, and all eBay's", '28.25', '23.00', '0.75', []],
			[
				"all in the total, the fee alone being the seller's",
				'28.25',
				'23.75',
				'0.75',
				[{ chargeId: 'specialFees', net: 75 }],
			],
			[
				"all in the total, and all the seller's",
				'28.25',
				'28.25',
				'0.75',
				[
					{ chargeId: 'importCharges', net: 450 },
					{ chargeId: 'specialFees', net: 75 },
				],
			],
		])('%s', (_what, total, due, fee, fees) => {
			const order = read(charged(total, due, fee));
			const sellers = 2300 + fees.reduce((sum, { net }) => sum + net, 0);
			expect(order).toMatchObject({ total: sellers, moneyTrouble: null, fees });
			expect(order.payments.map(({ amount }) => amount)).toEqual([sellers]);
		});
	});

	test('a tax without an amount, of a line that is not taxable, is none', () => {
		expect(read(american({ taxes: [{ taxType: 'STATE_SALES_TAX' }] }, '23.00'))).toMatchObject({
			total: 2300,
			taxes: [],
		});
	});

	test('an amount in another currency is not added up', () => {
		expect(() => read({ pricingSummary: { total: gbp('23.00'), adjustment: usd('1.00') } })).toThrow(
			'adjustment.currency should be GBP',
		);
	});

	test('the price of one unit has as many decimals as it needs', () => {
		const priceOf = (cost: string, quantity: number) => {
			const total = (Number(cost) + 3).toFixed(2);
			return read({
				lineItems: [ebayLine({ quantity, lineItemCost: gbp(cost) })],
				pricingSummary: { total: gbp(total) },
			}).lines[0]?.unitPrice;
		};
		expect([priceOf('20.00', 2), priceOf('10.00', 3), priceOf('0.05', 10), priceOf('20.00', 3)]).toEqual([
			'10.00',
			'3.33333333',
			'0.005',
			'6.66666667',
		]);
	});
});

describe('what state an order is in', () => {
	test.each([
		['PAID', 'NONE_REQUESTED', 'sold', 'PAID'],
		['PARTIALLY_REFUNDED', 'NONE_REQUESTED', 'sold', 'PARTIALLY_REFUNDED'],
		['FULLY_REFUNDED', 'NONE_REQUESTED', 'refunded', 'FULLY_REFUNDED'],
		['PENDING', 'NONE_REQUESTED', 'reserving', 'PENDING'],
		['FAILED', 'NONE_REQUESTED', 'reserving', 'FAILED'],
		['PAID', 'IN_PROGRESS', 'reserving', 'PAID, cancellation IN_PROGRESS'],
		['PENDING', 'IN_PROGRESS', 'reserving', 'PENDING, cancellation IN_PROGRESS'],
		['FULLY_REFUNDED', 'CANCELED', 'cancelled', 'FULLY_REFUNDED, cancellation CANCELED'],
		['PAID', 'CANCELED', 'cancelled', 'PAID, cancellation CANCELED'],
	])('%s with cancellation %s is %s', (orderPaymentStatus, cancelState, state, channelState) => {
		expect(read({ orderPaymentStatus, cancelStatus: { cancelState } })).toMatchObject({ state, channelState });
	});

	test('a user may count waiting orders as sold, never undone ones', () => {
		const cancelled = { orderPaymentStatus: 'PENDING', cancelStatus: { cancelState: 'CANCELED' } };
		expect(read({ orderPaymentStatus: 'PENDING' }, ['PENDING']).state).toBe('sold');
		expect(read({ cancelStatus: { cancelState: 'IN_PROGRESS' } }, ['IN_PROGRESS']).state).toBe('sold');
		expect(read({ orderPaymentStatus: 'PENDING' }, ['FAILED']).state).toBe('reserving');
		expect(read(cancelled, ['PENDING', 'CANCELED']).state).toBe('cancelled');
	});

	test('a state that eBay may invent later is unreadable, not guessed', () => {
		expect(() => read({ orderPaymentStatus: 'SETTLED' })).toThrow('orderPaymentStatus should be one of');
	});
});

describe('what went back', () => {
	const refund = (refundId: string, amount: string, changes: Fields = {}) => ({
		refundId,
		refundDate: '2026-02-05T08:00:00.000Z',
		amount: gbp(amount),
		...changes,
	});

	test("the order's refunds, with the lines that name the same refund, and no units", () => {
		const order = read({
			paymentSummary: { refunds: [refund('r1', '10.00', { refundStatus: 'REFUNDED' }), refund('r2', '2.00')] },
			lineItems: [ebayLine({ refunds: [refund('r1', '10.00')] })],
		});
		expect(order.refunds).toEqual([
			{
				refundId: 'r1',
				refundedAt: '2026-02-05T08:00:00.000Z',
				total: 1000,
				reason: null,
				tender: [],
				lines: [{ lineId: '100001', quantity: 0, net: 1000, tax: null, restocked: null }],
			},
			{ refundId: 'r2', refundedAt: '2026-02-05T08:00:00.000Z', total: 200, reason: null, tender: [], lines: [] },
		]);
	});

	test("the lines' refunds where the order has no list, those of one id together", () => {
		const lineItems = [
			ebayLine({ refunds: [refund('r1', '10.00')] }),
			ebayLine({ lineItemId: '2', refunds: [refund('r1', '4.00')] }),
		];
		const [only, ...others] = read({ lineItems, pricingSummary: { total: gbp('46.00') } }).refunds;
		expect(only).toMatchObject({
			refundId: 'r1',
			total: 1400,
			lines: [
				{ lineId: '100001', net: 1000 },
				{ lineId: '2', net: 400 },
			],
		});
		expect(others).toEqual([]);
	});

	test('nothing, as long as a refund is pending or when it failed', () => {
		const refunds = [
			refund('r1', '1.00', { refundStatus: 'PENDING' }),
			refund('r2', '1.00', { refundStatus: 'FAILED' }),
		];
		const lineItems = [ebayLine({ refunds: [refund('r1', '1.00'), refund('r2', '1.00')] })];
		expect(read({ paymentSummary: { refunds } }).refunds).toEqual([]);
		expect(read({ paymentSummary: { refunds }, lineItems }).refunds).toEqual([]);
	});

	test.each([
		['a date', { refundDate: undefined }],
		['an amount', { amount: undefined }],
	])('nothing of a refund that has not %s yet, and the rest of the order', (_what, missing) => {
		const refunds = [refund('r1', '1.00', missing), refund('r2', '2.00')];
		expect(read({ paymentSummary: { refunds } }).refunds).toMatchObject([{ refundId: 'r2', total: 200 }]);
		const lineItems = [ebayLine({ refunds })];
		expect(read({ lineItems }).refunds).toMatchObject([{ refundId: 'r2', total: 200 }]);
	});

	test("a line's refund beside another one of the order", () => {
		const order = read({
			paymentSummary: { refunds: [refund('r1', '2.00')] },
			lineItems: [ebayLine({ refunds: [refund('r2', '10.00')] })],
		});
		expect(order.refunds.map(({ refundId, total }) => [refundId, total])).toEqual([
			['r1', 200],
			['r2', 1000],
		]);
	});

	test.each([
		['10.00', 1000],
		['6.00', 1400],
	])('of one id with two amounts what is due to the seller says whether one contains the other: %s', (less, total) => {
		const order = read({
			paymentSummary: { refunds: [refund('r1', '10.00')], totalDueSeller: gbp((23 - total / 100).toFixed(2)) },
			lineItems: [ebayLine({ refunds: [refund('r1', '4.00')] })],
		});
		expect([less, order.refunds[0]?.total]).toEqual([less, total]);
	});

	test('of one id with two amounts, and another sum due than either leaves, for a person', () => {
		expect(() =>
			read({
				paymentSummary: { refunds: [refund('r1', '10.00')], totalDueSeller: gbp('1.00') },
				lineItems: [ebayLine({ refunds: [refund('r1', '4.00')] })],
			}),
		).toThrow('neither explains it');
	});
});
