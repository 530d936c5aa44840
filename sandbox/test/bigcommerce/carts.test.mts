import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from './client.mts';

const vat = [{ name: 'VAT', percent: '19' }];
const mug = (unitPrice: string, quantity: number, more: object = {}): object => ({
	sku: 'MUG-BLUE',
	quantity,
	unitPrice,
	...more,
});
const amounts = (rows: Record<string, string>[]): string[] => rows.map(({ net, tax }) => `${net} ${tax}`);

test('a cart with several rates, an exempt line, a line by hand and charges with taxes of their own', async () => {
	const store = openStore();
	const sold = (
		await store.control('/sell', {
			lines: [
				mug('4.3333', 3),
				{
					name: 'Engraving',
					quantity: 1,
					unitPrice: '20.00',
					taxRates: [
						{ name: 'GST', percent: '5' },
						{ name: 'PST', percent: '7' },
					],
				},
				mug('1.00', 1, { taxRates: [] }),
			],
			taxRates: vat,
			shipping: { amount: '4.95', taxRates: [{ name: 'VAT', percent: '7' }] },
			fees: [{ name: 'Loyalty', amount: '-1.15' }],
		})
	).body;
	assert.deepEqual(amounts(sold.lines), ['13.00 2.47', '20.00 2.40', '1.00 0.00']);
	assert.deepEqual(amounts(sold.charges), ['4.95 0.35', '-1.15 -0.22']);
	assert.deepEqual([sold.total, sold.taxTotal], ['42.80', '5.00']);
	const order = (await store.get(`/v2/orders/${sold.orderId}`)).body;
	assert.deepEqual([order.total_inc_tax, order.subtotal_ex_tax], ['42.7999', '33.9999']);
	const taxes = (await store.get(`/v2/orders/${sold.orderId}/taxes?details=true`)).body;
	assert.deepEqual(
		taxes.map(({ line_item_type: type, name, line_amount: amount }: Record<string, string>) => [type, name, amount]),
		[
			['item', 'VAT', '2.4700'],
			['item', 'GST', '1.0000'],
			['item', 'PST', '1.4000'],
			['shipping', 'VAT', '0.3500'],
		],
	);
});

test('coupons, a discount of one line and one of the order are laid on one after the other', async () => {
	const store = openStore();
	const coupons = [
		{ code: 'TEN', type: 'percent', amount: '10' },
		{ code: 'FIVE', type: 'fixed_cart', amount: '5.00' },
	];
	const { orderId, lines, total } = (
		await store.control('/sell', {
			lines: [mug('10.00', 3, { discount: '2.00' }), { sku: 'BOWL-OAK', quantity: 1, unitPrice: '12.00' }],
			coupons,
			discount: '1.00',
		})
	).body;
	const order = (await store.get(`/v2/orders/${orderId}`)).body;
	assert.deepEqual([order.coupon_discount, order.discount_amount, total], ['9.2000', '3.0000', '29.80']);
	const [first] = (await store.get(`/v2/orders/${orderId}/products`)).body;
	assert.deepEqual(
		first.applied_discounts.map(({ code, target, amount }: Record<string, string>) => [code, target, amount]),
		[
			[null, 'product', '2.0000'],
			['TEN', 'order', '3.0000'],
			['FIVE', 'order', '3.4900'],
			[null, 'order', '0.7000'],
		],
	);
	assert.deepEqual(amounts(lines), ['20.81 0.00', '8.99 0.00']);
	const shown = (await store.get(`/v2/orders/${orderId}/coupons`)).body;
	assert.deepEqual(
		shown.map(({ code, type, discount }: Record<string, unknown>) => [code, type, discount]),
		[
			['TEN', 1, '4.2000'],
			['FIVE', 2, '5.0000'],
		],
	);
});

test("another currency, with the rate from the store's own; yen without decimals", async () => {
	const store = openStore();
	const { orderId, total, currency } = (
		await store.control('/sell', {
			lines: [mug('333', 3)],
			currency: 'JPY',
			exchangeRate: '150.5',
			taxRates: [{ name: 'Tax', percent: '10' }],
		})
	).body;
	const order = (await store.get(`/v2/orders/${orderId}`)).body;
	assert.deepEqual(
		[total, currency, order.default_currency_code, order.store_default_currency_code],
		['1099', 'JPY', 'JPY', 'USD'],
	);
	assert.equal(order.store_default_to_transactional_exchange_rate, '150.5000000000');
});

test('store credit and a gift certificate are tender, whatever the total means', async () => {
	const store = openStore();
	const sale = {
		lines: [mug('20.00', 1), { name: 'Gift certificate', quantity: 1, unitPrice: '25.00', giftCertificate: true }],
		storeCredit: '5.00',
		giftCertificate: '3.00',
	};
	const before = (await store.control('/sell', sale)).body;
	await store.control('/settings', { totalAfterTender: true });
	const order = (
		await store.get(`/v2/orders/${before.orderId}?include=consignments.line_items&consignment_structure=object`)
	).body;
	assert.deepEqual([before.total, order.total_inc_tax, order.gift_certificate_amount], ['45.00', '37.0000', '3.0000']);
	assert.deepEqual(
		[
			order.consignments.email.gift_certificates[0].line_items[0].type,
			order.consignments.shipping[0].line_items.length,
		],
		['giftcertificate', 1],
	);
});

test('buyer, payment, day, and an order that is not shipped', async () => {
	const store = openStore();
	const sale = {
		lines: [mug('1.00', 1), { sku: 'BOWL-OAK', quantity: 2, unitPrice: '0.00', bundledBy: 0 }],
		customer: {
			customerId: 7,
			name: 'Zoë: 🧵 Ruiz',
			email: '',
			billing: { line1: '1 Rue', city: 'Lyon', country: 'FR' },
			shipping: null,
		},
		payment: { paid: true, method: 'Credit Card', reference: 'ch_1' },
		placedAt: '2026-01-02T10:00:00Z',
	};
	const sold = (await store.control('/sell', sale)).body;
	const [order] = (await store.get('/v2/orders?include=consignments.line_items&consignment_structure=object')).body;
	assert.deepEqual(
		[sold.paid, order.payment_status, order.payment_provider_id, order.date_created],
		[true, 'captured', 'ch_1', 'Fri, 02 Jan 2026 10:00:00 +0000'],
	);
	assert.deepEqual(
		[order.customer_id, order.billing_address.first_name, order.billing_address.country_iso2],
		[7, 'Zoë:', 'FR'],
	);
	const [mugLine, part] = order.consignments.downloads[0].line_items;
	assert.deepEqual(
		[order.consignments.shipping, part.parent_order_product_id, part.is_bundled_product],
		[[], mugLine.id, true],
	);
});

test('refunds by parts, one that was declined, money alone, then the rest', async () => {
	const store = openStore();
	const sale = {
		lines: [mug('10.00', 3), { sku: 'BOWL-OAK', quantity: 2, unitPrice: '5.00' }],
		taxRates: vat,
		shipping: '4.00',
		handling: '1.00',
		wrapping: '2.00',
		fees: [{ name: 'Rush', amount: '3.00' }],
		payment: { paid: true },
	};
	const { orderId, total, charges } = (await store.control('/sell', sale)).body;
	const shelf = await store.stock('MUG-BLUE');
	const first = (
		await store.control('/refund', {
			orderId,
			lines: [
				{ sku: 'MUG-BLUE', quantity: 1, restock: true },
				{ sku: 'BOWL-OAK', quantity: 1, amount: '3.00' },
			],
		})
	).body;
	assert.deepEqual([first.amount, first.statusId, await store.stock('MUG-BLUE')], ['14.90', 14, Number(shelf) + 1]);
	assert.deepEqual(
		first.refunds[0].lines.map(({ restocked, total: part }: Record<string, unknown>) => [restocked, part]),
		[
			[1, '11.90'],
			[0, '3.00'],
		],
	);
	await store.control('/refund', {
		orderId,
		shipping: '1.19',
		handling: true,
		fees: [{ chargeId: charges[3].chargeId }],
		at: '2026-01-05T10:00:00Z',
	});
	await store.control('/refund', { orderId, amount: '5.00', declined: true });
	const kept = (await store.control('/orders')).body[0];
	assert.deepEqual(
		[kept.refunded, kept.status, (await store.get(`/v2/orders/${orderId}`)).body.payment_status],
		['20.85', 'Partially Refunded', 'partially refunded'],
	);
	const unpaid = (await store.control('/sell', { lines: [mug('10.00', 1)] })).body.orderId;
	assert.equal(
		(await store.control('/refund', { orderId: unpaid, declined: true })).body.status,
		'Awaiting Fulfillment',
	);
	const third = (await store.control('/refund', { orderId, amount: '0.50' })).body;
	assert.deepEqual([third.refunds.length, third.refunds[1].tax, third.refunds[1].total], [3, '0.95', '5.95']);
	const refunds = (await store.get(`/v3/orders/${orderId}/payment_actions/refunds`)).body.data;
	assert.deepEqual(
		refunds.map(({ items }: { items: { item_type: string }[] }) => items.map(({ item_type: type }) => type)),
		[['PRODUCT', 'PRODUCT'], ['SHIPPING', 'HANDLING', 'FEE'], ['ORDER'], ['ORDER']],
	);
	assert.deepEqual(
		refunds.map(({ payments }: { payments: { is_declined: boolean }[] }) => payments[0]?.is_declined),
		[false, false, true, false],
	);
	const last = (await store.control('/refund', { orderId })).body;
	assert.deepEqual([last.refunded, last.statusId], [total, 4]);
	assert.equal((await store.get(`/v2/orders/${orderId}`)).body.payment_status, 'refunded');
});

test('an edit by line id: prices, a new line, charges; what it does not name stays', async () => {
	const store = openStore();
	const sold = (
		await store.control('/sell', {
			lines: [mug('10.00', 4), { sku: 'BOWL-OAK', quantity: 1, unitPrice: '5.00' }],
			taxRates: vat,
			shipping: '4.00',
			coupon: '4.50',
		})
	).body;
	const [cups, bowl] = sold.lines;
	const edited = (
		await store.control('/edit-order', {
			orderId: sold.orderId,
			lines: [
				{ lineId: cups.lineId, quantity: 4 },
				{ lineId: bowl.lineId, quantity: 2, unitPrice: '6.00' },
				{ name: 'Card', quantity: 1, unitPrice: '1.00' },
			],
			shipping: '2.00',
			fees: [{ name: 'Rush', amount: '3.00', taxRates: [] }],
		})
	).body;
	assert.deepEqual(amounts(edited.lines), ['36.00 6.84', '12.00 2.28', '1.00 0.19']);
	assert.deepEqual(amounts(edited.charges), ['2.00 0.38', '3.00 0.00']);
	const same = (await store.control('/edit-order', { orderId: sold.orderId, fees: [] })).body;
	assert.deepEqual([same.lines.length, same.charges.length], [3, 1]);
});

test('store credit pays a part, at most all; a refund goes to credit when the merchant says so', async () => {
	const store = openStore();
	const lines = [mug('10.00', 1)];
	const sold = (await store.control('/sell', { lines, storeCredit: '4.00', payment: { paid: true } })).body;
	assert.deepEqual(sold.payments, [
		{ kind: 'storeCredit', amount: '4.00', paid: true },
		{ kind: 'money', amount: '6.00', method: 'Manual', paid: true },
	]);
	assert.equal((await store.control('/sell', { lines, storeCredit: '10.01' })).status, 422);
	const { refunds } = (await store.control('/refund', { orderId: sold.orderId, amount: '3.00', to: 'storecredit' }))
		.body;
	assert.deepEqual(refunds[0].payments, [{ kind: 'storeCredit', amount: '3.00' }]);
	const listed = (await store.get(`/v3/orders/${sold.orderId}/payment_actions/refunds`)).body;
	assert.deepEqual(
		[listed.data[0].payments[0].provider_id, listed.data[0].payments[0].offline],
		['storecredit', false],
	);
});
