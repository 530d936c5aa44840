import { describe, expect, test } from '@jest/globals';
import { readOrder } from '../../../../core/channels/woocommerce/orders/readOrder';
import { finishedRefunds } from '../../../../core/channels/woocommerce/orders/refunds';
import type { Fields } from '../../../../core/reading/readUnknown';
import { noChoice, plainOrder, recordedBody, sumOfParts } from '../../../support/wooReplies';
import withCoupon from '../replies/woocommerce/089-order-coupon-tax-shipping.json';
import withFee from '../replies/woocommerce/090-order-fee.json';
import refunded from '../replies/woocommerce/091-order-refunded.json';
import refundsOf57 from '../replies/woocommerce/092-order-refunded-refunds.json';
import partlyRefunded from '../replies/woocommerce/093-order-partially-refunded.json';
import pending from '../replies/woocommerce/094-order-pending.json';
import withMeta from '../replies/woocommerce/099-order-meta.json';
import created from '../replies/woocommerce/107-order-create.json';
import cancelled from '../replies/woocommerce/108-order-cancel.json';
import unknownSku from '../replies/woocommerce/109-order-unknown-sku.json';

const read = (raw: unknown, refunds: readonly unknown[] = [], choice = noChoice) =>
	readOrder(raw, { account: 'shop.test', choice, refunds });
const order = (more: Fields) => read(plainOrder(7, '2026-02-03T09:16:40', more));

describe('an order that is picked up', () => {
	const by = (method_id: string) =>
		order({
			shipping_lines: [{ id: 9, method_title: 'Pickup', method_id, total: '0.00', total_tax: '0.00', taxes: [] }],
		});

	test.each(['local_pickup', 'local_pickup:3', 'legacy_local_pickup', 'local_pickup_plus', 'pickup_location'])(
		'is one by %s',
		(method) => {
			expect(by(method).pickup).toEqual({ place: null });
		},
	);

	test('is none that is sent, and none of mere downloads', () => {
		expect(by('flat_rate').pickup).toBeNull();
		expect(order({ shipping_lines: [] }).pickup).toBeNull();
	});
});

describe('a recorded order', () => {
	test.each([
		['with a coupon on two rates', withCoupon, 4528],
		['with a fee', withFee, 9017],
		['refunded in full', refunded, 2687],
		['refunded in part', partlyRefunded, 3187],
		['not paid', pending, 1589],
		['with meta data', withMeta, 4528],
		['made over the API', created, 9487],
		['cancelled', cancelled, 9487],
		['with a product that nobody knows', unknownSku, 0],
	])('%s adds up to what the shop charged', (_name, recording, total) => {
		const found = read(recordedBody(recording));
		expect(found.total).toBe(total);
		expect(sumOfParts(found)).toBe(total);
	});

	test('bears the lines, rates and discounts of a coupon on a mixed basket', () => {
		expect(read(recordedBody(withCoupon))).toMatchObject({
			channel: 'woocommerce',
			account: 'shop.test',
			orderId: '55',
			orderNumber: '55',
			placedAt: '2026-11-23T03:36:27.000Z',
			modifiedAt: '2026-11-23T03:36:27.000Z',
			state: 'sold',
			channelState: 'processing',
			currency: 'EUR',
			taxIncluded: true,
			lines: [
				{
					lineId: '1',
					sku: 'RIG-001',
					quantity: 2,
					unitPrice: '5.035',
					net: 907,
					discount: 100,
					tax: 172,
					taxRates: ['DE-MWST. 19%-1 (19%)'],
					stockTaken: 2,
					tracksStock: true,
					listingRef: '10',
				},
				{
					lineId: '2',
					sku: 'RIG-007',
					unitPrice: '11.21',
					net: 1008,
					discount: 113,
					tax: 71,
					taxRates: ['DE-MWST. 7%-1 (7%)'],
					listingRef: '16',
				},
				{ lineId: '3', sku: 'SHIRT-M', net: 1580, tax: 300, listingRef: '46/48' },
			],
			shipping: [{ chargeId: '6', name: 'DHL Paket', net: 412, tax: 78, taxRates: ['DE-MWST. 19%-1 (19%)'] }],
			fees: [],
			discounts: [{ name: 'welcome10', amount: 388 }],
			taxes: [
				{ rate: 'DE-MWST. 19%-1 (19%)', percent: '19', amount: 550 },
				{ rate: 'DE-MWST. 7%-1 (7%)', percent: '7', amount: 71 },
			],
			refunds: [],
			marketplaceTax: 0,
			payments: [
				{ kind: 'money', method: 'Direct bank transfer', reference: 'TX55', paidAt: '2026-11-23T03:36:27.000Z' },
			],
			copiedFrom: null,
			sellingFees: [],
			shipments: [],
		});
	});

	test('names its buyer and both addresses', () => {
		const { customer } = read(recordedBody(withCoupon));
		expect(customer).toMatchObject({
			customerId: '2',
			email: 'anna@example.test',
			name: 'Anna Müller',
			company: 'ACME GmbH',
			phone: '+49 89 123456',
		});
		expect(customer.shipping).toEqual({
			name: 'Anna Müller',
			line1: 'Hauptstraße 5',
			line2: 'c/o Schmidt',
			city: 'München',
			region: 'DE-BY',
			postcode: '80331',
			country: 'DE',
		});
	});

	test('of a guest without an address has a buyer without anything', () => {
		expect(read(recordedBody(unknownSku)).customer).toEqual({
			customerId: null,
			email: null,
			name: null,
			company: null,
			phone: null,
			billing: null,
			shipping: null,
		});
	});

	test('has a fee of its own', () => {
		expect(read(recordedBody(withFee)).fees).toEqual([
			{ chargeId: '13', name: 'Gift wrap', net: 210, tax: 40, taxRates: ['DE-MWST. 19%-1 (19%)'] },
		]);
	});

	test('leaves SKU and listing open where the product is gone', () => {
		expect(read(recordedBody(unknownSku)).lines).toMatchObject([
			{ sku: null, listingRef: null, tracksStock: null, stockTaken: null },
		]);
	});

	test('counts a line as not tracked once its shop has taken stock, and none of this line', () => {
		const line = { ...(recordedBody(unknownSku).line_items as Fields[])[0], quantity: 1, total: '10.00' };
		const tracksIn = (status: string) => order({ status, line_items: [line] }).lines[0]?.tracksStock;
		expect(['pending', 'on-hold', 'processing', 'cancelled', 'packed'].map(tracksIn)).toEqual([
			null,
			false,
			false,
			null,
			null,
		]);
	});

	test('says no more that it took stock once that went back by cancelling', () => {
		expect(read(recordedBody(created)).lines.map(({ stockTaken }) => stockTaken)).toEqual([2, 1, 1]);
		expect(read(recordedBody(cancelled)).lines.map(({ stockTaken }) => stockTaken)).toEqual([null, null, null]);
	});
});

describe('refunds', () => {
	test('what went back is what the order lists, however many decimals its lines are asked for with', () => {
		const raw = plainOrder(7, '2026-02-04T10:00:00', { refunds: [{ id: 8, total: '-1.23' }] });
		const [line] = (raw as { line_items: Array<{ id: number }> }).line_items;
		const exact = {
			id: 8,
			date_created_gmt: '2026-02-04T09:00:00',
			amount: '1.234567',
			line_items: [
				{
					quantity: -1,
					total: '-1.234567',
					total_tax: '0.000000',
					meta_data: [{ key: '_refunded_item_id', value: String(line?.id) }],
				},
			],
		};
		const [refund] = read(raw, [{ shipping_lines: [], fee_lines: [], ...exact }]).refunds;
		expect(refund?.total).toBe(123);
		expect(refund?.lines.map(({ net }) => net)).toEqual([123]);
	});

	test('are positive, lie on the lines and charges they return, and say what went back on the shelf', () => {
		const { refunds, state } = read(recordedBody(refunded), refundsOf57.response.body);
		expect(state).toBe('refunded');
		expect(refunds).toEqual([
			{
				refundId: '58',
				refundedAt: '2026-11-23T03:36:31.000Z',
				total: 2687,
				reason: 'Returned',
				tender: [],
				lines: [
					{ lineId: '14', quantity: 2, net: 1175, tax: 223, restocked: 2 },
					{ lineId: '15', quantity: 1, net: 671, tax: 128, restocked: 1 },
					{ lineId: '17', quantity: 0, net: 412, tax: 78, restocked: 0 },
				],
			},
		]);
	});

	const back = (id: number, quantity: number) => ({
		id,
		date_created_gmt: '2026-02-04T10:00:00',
		amount: '5.00',
		reason: '',
		line_items: [
			{
				quantity: -quantity,
				total: '-5.00',
				total_tax: '0.00',
				meta_data: [{ key: '_refunded_item_id', value: '70' }],
			},
		],
		shipping_lines: [],
		fee_lines: [],
	});
	const orderWith = (restocked: string | null) => {
		const raw = plainOrder(7, '2026-02-04T10:00:00', { refunds: [{ id: 8 }, { id: 9 }] });
		const [line] = raw.line_items as Fields[];
		const meta_data = restocked === null ? [] : [{ key: '_restock_refunded_items', value: restocked }];
		return { ...raw, line_items: [{ ...line, quantity: 3, meta_data }] };
	};
	const restockedOf = (restocked: string | null, ...refunds: unknown[]) =>
		read(orderWith(restocked), refunds).refunds.flatMap(({ lines }) => lines.map((line) => line.restocked));

	test('put nothing back where the shop notes nothing', () => {
		expect(restockedOf(null, back(8, 1))).toEqual([0]);
	});

	test('put a part back where the shop says so', () => {
		expect(restockedOf('1', back(8, 2))).toEqual([1]);
	});

	test('leave open which of several refunds put a part back', () => {
		expect(restockedOf('1', back(8, 1), back(9, 2))).toEqual([null, null]);
		expect(restockedOf('3', back(8, 1), back(9, 2))).toEqual([1, 2]);
	});

	test('of fees and of shipping lie on their charges, and of a line that is gone under the id it had', () => {
		const part = (id: number, of: number, total: string) => ({
			id,
			total,
			total_tax: '-0.19',
			meta_data: [{ id, key: '_refunded_item_id', value: String(of) }],
		});
		const refund = {
			id: 9,
			date_created_gmt: '2026-02-04T10:00:00',
			amount: '7.57',
			reason: '',
			line_items: [{ ...part(1, 777, '-1.00'), quantity: -1 }],
			shipping_lines: [part(2, 52, '-4.00')],
			fee_lines: [part(3, 53, '-2.00')],
		};
		const [read] = readOrder(plainOrder(1, '2026-02-04T10:00:01', { refunds: [{ id: 9 }] }), {
			account: 'shop.test',
			choice: noChoice,
			refunds: [refund],
		}).refunds;
		expect(read?.lines.map(({ lineId, quantity, net, tax }) => [lineId, quantity, net, tax])).toEqual([
			['777', 1, 100, 19],
			['52', 0, 400, 19],
			['53', 0, 200, 19],
		]);
		expect(read?.total).toBe(757);
	});

	/** Seconds after those refunds. */
	const soon = '2026-02-04T10:00:20.000Z';

	test('that have stood for minutes are finished, though the date of their order is before them', () => {
		const refunds = [{ ...back(8, 1), date_created_gmt: '2026-02-04T10:00:49' }];
		expect(finishedRefunds(orderWith('1'), refunds, '2026-02-04T10:05:00.000Z')).toEqual([]);
		expect(finishedRefunds(orderWith('1'), refunds, '2026-02-04T10:06:00.000Z')).toEqual(refunds);
	});

	test('that the shop is still at do not count yet: their goods are not back, and their row may be deleted again', () => {
		const refunds = [back(8, 1), { ...back(9, 3), date_created_gmt: '2026-02-04T10:00:01' }];
		expect(finishedRefunds(orderWith('1'), refunds, soon)).toEqual([refunds[0]]);
		const finished = { ...orderWith('4'), date_modified_gmt: '2026-02-04T10:00:05' };
		expect(finishedRefunds(finished, refunds, soon)).toEqual(refunds);
	});

	test('that came between the reading of the order and that of its refunds come with its next version', () => {
		const order = { ...orderWith(null), refunds: [{ id: 8 }] };
		expect(finishedRefunds(order, [back(8, 1), back(9, 1)], soon)).toEqual([back(8, 1)]);
	});

	test('are read as they are handed over, whatever the date of their order', () => {
		const late = { ...back(8, 1), date_created_gmt: '2026-02-05T10:00:00' };
		expect(read(orderWith('1'), [late]).refunds).toMatchObject([{ refundId: '8', total: 500 }]);
	});

	test('of money only name no line', () => {
		const money = { ...back(8, 1), line_items: [] };
		expect(read(orderWith(null), [money]).refunds).toMatchObject([{ total: 500, lines: [] }]);
	});
});

describe('the state', () => {
	test.each([
		['pending', 'open'],
		['failed', 'open'],
		['on-hold', 'reserving'],
		['processing', 'sold'],
		['completed', 'sold'],
		['cancelled', 'cancelled'],
		['refunded', 'refunded'],
		['shipped-by-plugin', 'open'],
	])('of %s is %s', (status, state) => {
		expect(order({ status })).toMatchObject({ state, channelState: status });
	});

	test("of a plugin's status is reserving while the order holds stock", () => {
		const [line] = plainOrder(7, '').line_items as Fields[];
		const taken = { ...line, meta_data: [{ key: '_reduced_stock', value: '1' }] };
		expect(order({ status: 'shipped-by-plugin', line_items: [taken] }).state).toBe('reserving');
	});

	test('is sold where the user counts the status as sold, unless the sale was undone', () => {
		const choice = { alsoSold: ['on-hold', 'wc-shipped', 'cancelled'] };
		const stateOf = (status: string) => read(plainOrder(7, '2026-02-03T09:16:40', { status }), [], choice).state;
		expect(['on-hold', 'shipped', 'cancelled'].map(stateOf)).toEqual(['sold', 'sold', 'cancelled']);
	});
});

describe('money', () => {
	const line = (id: number, total: string, tax: string) => ({
		id,
		name: 'x',
		product_id: 1,
		variation_id: 0,
		quantity: 1,
		subtotal: total,
		total,
		total_tax: tax,
		taxes: [{ id: 1, total: tax, subtotal: tax }],
		sku: 'x',
	});
	const basket = (total: string, total_tax: string, ...line_items: unknown[]) =>
		order({ total, total_tax, line_items });

	test('puts a cent that got lost in rounding onto the largest lines, net and tax each for themselves', () => {
		const found = basket('30.01', '4.79', line(1, '8.40', '1.60'), line(2, '16.81', '3.20'));
		expect(found.lines.map(({ net, tax }) => [net, tax])).toEqual([
			[840, 160],
			[1682, 319],
		]);
		expect(sumOfParts(found)).toBe(3001);
	});

	test('that was rounded away in every part lies on the first that may bear it', () => {
		const tax_lines = [
			{ rate_id: 1, rate_code: 'VAT', rate_percent: 19, tax_total: '0.00', shipping_tax_total: '0.00' },
		];
		const taxed = { taxes: [{ id: 1, total: '0.00', subtotal: '0.00' }] };
		const part = (id: number, more: object) => ({
			id,
			name: 'Grain',
			product_id: id,
			variation_id: 0,
			quantity: 1,
			subtotal: '0.01',
			total: '0.01',
			total_tax: '0.00',
			taxes: [],
			sku: null,
			...more,
		});
		const raw = plainOrder(1, '2026-02-03T10:00:00', {
			line_items: [part(1, {}), part(2, taxed), part(3, taxed)],
			tax_lines,
			total: '0.04',
			total_tax: '0.01',
		});
		const order = readOrder(raw, { account: 'shop.test', choice: noChoice, refunds: [] });
		expect(order.lines.map(({ net, tax }) => [net, tax])).toEqual([
			[1, 0],
			[1, 1],
			[1, 0],
		]);
		expect(order.taxes.map(({ amount }) => amount)).toEqual([1]);
	});

	test('puts no tax on a line that has none', () => {
		const found = basket('30.01', '1.61', line(1, '8.40', '1.60'), line(2, '20.00', '0.00'));
		expect(found.lines.map(({ tax }) => tax)).toEqual([161, 0]);
	});

	test('an order whose lines are below its total by more than rounding needs attention, with its lines as they are stated', () => {
		const found = basket('35.00', '4.80', line(1, '8.40', '1.60'), line(2, '16.81', '3.20'));
		expect(found.moneyTrouble).toMatch(
			/^WooCommerce states a total of 35\.00 [A-Z]{3}, and the parts that it names come to 30\.01 [A-Z]{3}: look at the order on WooCommerce, and post it by hand$/,
		);
		expect([found.total, found.lines.map(({ net, tax }) => [net, tax])]).toEqual([
			3001,
			[
				[840, 160],
				[1681, 320],
			],
		]);
	});

	test('allows a whole crown a line where the shop rounds to crowns', () => {
		const found = order({ currency: 'CZK', total: '501', total_tax: '87', line_items: [line(1, '413', '87')] });
		expect(sumOfParts(found)).toBe(50100);
	});

	test('tells two rates apart that bear one name', () => {
		const rate = (rate_id: number, rate_percent: number) => ({
			rate_id,
			rate_code: 'DE-VAT-1',
			label: 'VAT',
			rate_percent,
			tax_total: '1.00',
			shipping_tax_total: '0.00',
		});
		const found = order({
			total: '11.00',
			total_tax: '1.00',
			tax_lines: [rate(1, 19), rate(2, 7)],
			line_items: [line(1, '10.00', '1.00')],
		});
		expect(found.lines[0]?.taxRates).toEqual(['DE-VAT-1 (19%)']);
		expect(found.taxes.map(({ rate: name }) => name)).toEqual(['DE-VAT-1 (19%)', 'DE-VAT-1 (7%)']);
	});

	test('leaves rates out that do not apply to a line', () => {
		const taxes = [{ id: 1, total: '', subtotal: '' }];
		expect(order({ line_items: [{ ...line(1, '10.00', '0.00'), taxes }] }).lines[0]?.taxRates).toEqual([]);
	});

	test('shows what was taken off by hand', () => {
		expect(order({ discount_total: '2.50' }).discounts).toEqual([{ name: 'Discount', amount: 250 }]);
	});
});

describe('a bundle', () => {
	const line = (id: number, more: Fields): Fields => ({
		id,
		name: 'Part',
		product_id: id,
		variation_id: 0,
		quantity: 1,
		subtotal: '5.00',
		total: '5.00',
		total_tax: '0.00',
		taxes: [],
		sku: `S-${id}`,
		...more,
	});
	const entry = (key: string, value: unknown) => ({ meta_data: [{ id: 1, key, value }] });
	const holders = (lines: readonly Fields[]) => {
		const raw = plainOrder(1, '2026-02-03T10:00:00', { line_items: lines, total: `${5 * lines.length}.00` });
		return readOrder(raw, { account: 'shop.test', choice: noChoice, refunds: [] }).lines.map(
			({ bundleLineId }) => bundleLineId,
		);
	};

	test('names itself in its parts by the id of its line, as Product Bundles and Composite Products write it', () => {
		expect(
			holders([
				line(1, { bundled_by: '', bundled_items: [2] }),
				line(2, { bundled_by: '1' }),
				line(3, { composite_parent: 1 }),
				line(4, {}),
			]),
		).toEqual([null, '1', '1', null]);
	});

	test('names itself by the key that it had in the cart, where the extension adds nothing to the line', () => {
		const bundle = line(1, entry('_bundle_cart_key', 'abc'));
		const composite = line(2, entry('_composite_cart_key', 'def'));
		expect(
			holders([bundle, composite, line(3, entry('_bundled_by', 'abc')), line(4, entry('_composite_parent', 'def'))]),
		).toEqual([null, null, '1', '2']);
	});

	test('that is not on the order any more leaves its parts on their own', () => {
		expect(holders([line(3, entry('_bundled_by', 'gone')), line(4, { bundled_by: '99' })])).toEqual([null, null]);
	});
});

describe('an order that another app copied in', () => {
	test.each([
		[{ created_via: 'eBay' }, 'ebay'],
		[{ meta_data: [{ key: '_ebay_order_id', value: '12-34' }] }, 'ebay'],
		[{ meta_data: [{ key: '_ebay_order_id', value: '' }] }, null],
		[{ created_via: 'rest-api' }, null],
		[{ created_via: 'amazon' }, null],
	])('%j comes from %s', (more, source) => {
		expect(order(more).copiedFrom).toBe(source);
	});
});

test.each([
	[{ line_items: 'oops' }, 'woocommerce order.line_items'],
	[{ total: 'abc' }, 'woocommerce order.total'],
	[{ currency: null }, 'woocommerce order.currency'],
	[{ date_modified_gmt: null }, 'woocommerce order.date_modified_gmt'],
])('what cannot be read is named by its path: %j', (more, path) => {
	expect(() => order(more)).toThrow(expect.objectContaining({ path }));
});

describe('what went back on gift cards, which the shop saves as a refund of nothing', () => {
	const raw = (changes: object) =>
		plainOrder(1, '2026-02-04T10:00:01', {
			total: '4.00',
			gift_cards: [{ id: 3, code: 'DEMO-0001', amount: Number(plainOrder(1, '2026-02-04T10:00:01').total) - 4 }],
			...changes,
		});
	const [sold] = plainOrder(1, '2026-02-04T10:00:01').line_items as [{ id: number }];
	const onCards = (id: number, line_items: readonly object[] = []) => ({
		id,
		amount: '0.00',
		reason: '',
		date_created_gmt: '2026-02-04T10:00:00',
		meta_data: [{ id: 1, key: '_wc_gc_refund_activities', value: [7] }],
		line_items,
		shipping_lines: [],
		fee_lines: [],
	});
	const worth = Math.round((Number(plainOrder(1, '2026-02-04T10:00:01').total) - 4) * 100);
	const line = {
		id: 9,
		quantity: 0,
		total: '-1.50',
		total_tax: '0.00',
		meta_data: [{ id: 2, key: '_refunded_item_id', value: String(sold.id) }],
	};
	const tenderOf = (order: unknown, ...rows: unknown[]) =>
		read(order, rows).refunds.map(({ total, tender }) => [total, tender.map(({ kind, amount }) => [kind, amount])]);

	test('is what its lines come to', () => {
		expect(tenderOf(raw({ refunds: [{ id: 8, total: '-0.00' }] }), onCards(8, [line]))).toEqual([
			[150, [['giftCertificate', 150]]],
		]);
	});

	test('is all that is left of them once the order is refunded', () => {
		const order = raw({ status: 'refunded', refunds: [{ id: 8 }, { id: 9 }] });
		expect(tenderOf(order, onCards(9), onCards(8, [line]))).toEqual([
			[worth - 150, [['giftCertificate', worth - 150]]],
			[150, [['giftCertificate', 150]]],
		]);
	});

	test('is not known before that where it names no lines', () => {
		expect(tenderOf(raw({ refunds: [{ id: 8 }] }), onCards(8))).toEqual([[0, []]]);
	});

	test.each([
		['cancelled', false],
		['failed', false],
		['processing', true],
	])('pays no order any more that is %s: %s', (status, paid) => {
		expect(read(raw({ status })).payments[0]).toMatchObject({ kind: 'giftCertificate', amount: worth, paid });
	});
});

describe('a total that is lower than its lines', () => {
	const paidBy = (changes: object) =>
		readOrder(plainOrder(1, '2026-02-03T10:00:00', { total: '4.00', payment_method_title: 'Card', ...changes }), {
			account: 'shop.test',
			choice: noChoice,
			refunds: [],
		});
	const worth = paidBy({ total: plainOrder(1, '2026-02-03T10:00:00').total }).total;
	const missing = worth - 400;

	test.each([
		['by WooCommerce Gift Cards', { gift_cards: [{ id: 3, code: 'DEMO-0001', amount: missing / 100 }] }, '0001'],
		['by YITH', { meta_data: [{ key: '_ywgc_applied_gift_cards_totals', value: missing / 100 }] }, null],
	])('is what a gift card left to pay, as it is named %s', (_by, changes, reference) => {
		const order = paidBy(changes);
		expect(order.total).toBe(worth);
		expect(order.payments).toMatchObject([
			{ kind: 'giftCertificate', amount: missing, method: 'Gift Card', reference, paid: true },
			...order.payments.slice(1),
		]);
		expect(order.payments.slice(1).map(({ kind, amount }) => [kind, amount])).toEqual([['money', 400]]);
	});

	test('is tender without a name where no plugin says anything', () => {
		const order = paidBy({});
		expect(order.total).toBe(worth);
		expect(order.payments[0]).toEqual({
			kind: 'giftCertificate',
			amount: missing,
			method: null,
			reference: null,
			paidAt: null,
			paid: true,
		});
	});

	test('needs attention where named cards do not explain it', () => {
		const { moneyTrouble } = paidBy({ gift_cards: [{ id: 3, code: 'DEMO-0001', amount: 1 }] });
		expect(moneyTrouble).toContain('WooCommerce states a total of');
	});

	test('counts no card that was turned into a fee', () => {
		const whole = { total: plainOrder(1, '2026-02-03T10:00:00').total };
		const order = paidBy({ ...whole, meta_data: [{ key: '_ywgc_applied_gift_cards_totals', value: 3 }] });
		expect(order.total).toBe(worth);
		expect(order.payments.every(({ kind }) => kind === 'money')).toBe(true);
	});

	test('a deposit and the rest are two payments', () => {
		const order = paidBy({
			total: plainOrder(1, '2026-02-03T10:00:00').total,
			payment_method_title: 'Card',
			date_paid_gmt: null,
			meta_data: [
				{ key: '_wc_deposits_order_has_deposit', value: 'yes' },
				{ key: '_wc_deposits_deposit_amount', value: '3.00' },
				{ key: '_wc_deposits_deposit_paid', value: 'yes' },
			],
		});
		expect(order.payments.map(({ amount, paid }) => [amount, paid])).toEqual([
			[300, true],
			[worth - 300, false],
		]);
	});
});
