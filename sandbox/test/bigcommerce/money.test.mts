import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore, type Answer } from './client.mts';

const basket = [
	{ sku: 'TEE-RED-M', quantity: 2 },
	{ sku: 'BOX-GIFT-S', quantity: 3 },
];

test('an order adds up: lines, coupon, discount, charges and tax', async () => {
	const store = openStore();
	const sold = (
		await store.control('/sell', {
			lines: basket,
			shipping: '5.00',
			handling: '1.00',
			wrapping: '2.00',
			fee: '1.50',
			coupon: '4.00',
			discount: '1.00',
			taxRate: '8.25',
		})
	).body;
	const order = (await store.get(`/v2/orders/${sold.orderId}`)).body;
	assert.deepEqual(
		[order.subtotal_ex_tax, order.coupon_discount, order.discount_amount],
		['66.9800', '4.0000', '1.0000'],
	);
	assert.deepEqual(
		[order.shipping_cost_tax, order.handling_cost_tax, order.wrapping_cost_tax, order.fees[0].cost_tax],
		['0.4100', '0.0800', '0.1700', '0.1200'],
	);
	assert.equal(order.total_ex_tax, '71.4800');
	assert.equal(order.total_tax, '5.8900');
	assert.equal(order.total_inc_tax, '77.3700');
	assert.equal(sold.total, '77.37');
});

test('a line shows its discounts and what is left of it with tax', async () => {
	const store = openStore();
	const { orderId } = (
		await store.control('/sell', { lines: basket, coupon: '4.00', discount: '1.00', taxRate: '8.25' })
	).body;
	const lines = (await store.get(`/v2/orders/${orderId}/products`)).body;
	assert.deepEqual(
		lines.map((line: Answer['body']) => [
			line.price_ex_tax,
			line.total_ex_tax,
			line.total_tax,
			...line.applied_discounts.map(({ amount }: { amount: string }) => amount),
			line.discounted_total_inc_tax,
		]),
		[
			['19.9900', '39.9800', '3.3000', '2.3900', '0.6000', '40.0400'],
			['9.0000', '27.0000', '2.2300', '1.6100', '0.4000', '27.0500'],
		],
	);
});

test('the detailed taxes are those of lines and charges, after discounts', async () => {
	const store = openStore();
	const { orderId } = (
		await store.control('/sell', { lines: basket, coupon: '5.00', shipping: '5.00', taxRate: '8.25' })
	).body;
	const rows = (await store.get(`/v2/orders/${orderId}/taxes?details=true`)).body;
	const lines = (await store.get(`/v2/orders/${orderId}/products`)).body;
	assert.deepEqual(
		rows.map(({ line_item_type: type, line_amount: amount, order_product_id: line }: Record<string, unknown>) => [
			type,
			amount,
			line,
		]),
		[
			['item', '3.0500', lines[0].id],
			['item', '2.0600', lines[1].id],
			['shipping', '0.4100', null],
		],
	);
	const [sum] = (await store.get(`/v2/orders/${orderId}/taxes`)).body;
	assert.deepEqual([sum.line_amount, sum.rate], ['5.5200', '8.2500']);
	assert.equal('line_item_type' in sum, false);
});

test('prices with tax are taken apart', async () => {
	const store = openStore();
	await store.control('/settings', { pricesIncludeTax: true, taxRate: '19' });
	const { orderId, total } = (
		await store.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 2 }], coupon: '5.00', shipping: '4.90' })
	).body;
	const order = (await store.get(`/v2/orders/${orderId}`)).body;
	assert.deepEqual(
		[order.is_tax_inclusive_pricing, order.subtotal_inc_tax, order.subtotal_ex_tax],
		[true, '25.0000', '21.0100'],
	);
	assert.deepEqual(
		[order.total_inc_tax, order.total_ex_tax, order.total_tax, total],
		['24.9000', '20.9300', '3.9700', '24.90'],
	);
});

test('a refund of more than its line cost is taxed by the rate, and a part of it in proportion', async () => {
	const store = openStore();
	await store.control('/settings', { pricesIncludeTax: true });
	const sale = {
		currency: 'JPY',
		taxRate: '8',
		shipping: '500',
		lines: [{ sku: 'MUG-BLUE', quantity: 1, unitPrice: '7' }],
	};
	const sold = (await store.control('/sell', sale)).body;
	const [{ lineId }] = sold.lines;
	const taxOf = async (amount: string) => {
		const lines = [{ lineId, quantity: 1, amount }];
		return (await store.control('/refund', { orderId: sold.orderId, lines })).body.refunds.at(-1).tax;
	};
	assert.deepEqual([sold.lines[0].tax, await taxOf('4'), await taxOf('176')], ['1', '1', '13']);
});

test('store credit is tender and leaves the total', async () => {
	const store = openStore();
	const { orderId, total } = (await store.control('/sell', { lines: basket, storeCredit: '10.00' })).body;
	const order = (await store.get(`/v2/orders/${orderId}`)).body;
	assert.deepEqual([order.store_credit_amount, order.total_inc_tax, total], ['10.0000', '66.9800', '66.98']);
});

test('the coupon is listed with its code', async () => {
	const store = openStore();
	const { orderId } = (await store.control('/sell', { lines: basket, coupon: '4.00' })).body;
	const [coupon] = (await store.get(`/v2/orders/${orderId}/coupons`)).body;
	assert.deepEqual([coupon.code, coupon.discount], ['SAVE', '4.0000']);
});

test('refunds are listed for one order and for many, and change the status', async () => {
	const store = openStore();
	const [first, second] = [
		(await store.control('/sell', { lines: basket, taxRate: '8.25' })).body,
		(await store.control('/sell', { lines: basket })).body,
	];
	const part = (
		await store.control('/refund', {
			orderId: first.orderId,
			lines: [{ sku: 'TEE-RED-M', quantity: 1 }],
			restock: true,
		})
	).body;
	const whole = (await store.control('/refund', { orderId: second.orderId })).body;
	assert.deepEqual([part.statusId, part.amount, whole.statusId, whole.amount], [14, '21.64', 4, second.total]);
	assert.equal(await store.stock('TEE-RED-M'), 22);
	const [refund] = (await store.get(`/v3/orders/${first.orderId}/payment_actions/refunds`)).body.data;
	assert.deepEqual(
		[refund.total_amount, refund.total_tax, refund.items[0].item_type, refund.items[0].quantity],
		[21.64, 1.65, 'PRODUCT', 1],
	);
	const bulk = (
		await store.get(`/v3/orders/payment_actions/refunds?order_id:in=${first.orderId},${second.orderId}&limit=1`)
	).body;
	assert.deepEqual([bulk.data.length, bulk.meta.pagination.total, bulk.meta.pagination.total_pages], [1, 2, 2]);
	assert.equal((await store.get(`/v2/orders/${first.orderId}`)).body.refunded_amount, '0.0000');
	const [line] = (await store.get(`/v2/orders/${first.orderId}/products`)).body;
	assert.deepEqual([line.quantity_refunded, line.is_refunded], [1, false]);
	assert.equal((await store.get('/v3/orders/payment_actions/refunds?colour=red')).status, 422);
});

test('an amount is refunded without lines, and never more than is left', async () => {
	const store = openStore();
	const { orderId } = (await store.control('/sell', { lines: basket })).body;
	assert.equal((await store.control('/refund', { orderId, amount: '66.99' })).status, 422);
	await store.control('/refund', { orderId, amount: '6.98' });
	const [refund] = (await store.get(`/v3/orders/${orderId}/payment_actions/refunds`)).body.data;
	assert.deepEqual(
		[refund.items[0].item_type, 'quantity' in refund.items[0], refund.total_amount],
		['ORDER', false, 6.98],
	);
});
