import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeOrder } from '../../woocommerce/orders/draft.mts';
import { orderJson } from '../../woocommerce/orders/json.mts';
import { exchange } from './recordings.mts';
import { recordedShop } from './recordedShop.mts';
import { openShop } from './client.mts';

const basket = [
	{ sku: 'TEE-RED-M', quantity: 2 },
	{ sku: 'BOX-GIFT-S', quantity: 3 },
];

test('a basket with coupon, two tax classes and shipping comes to the amounts of the real shop', () => {
	const shop = recordedShop({ siteUrl: () => 'http://shop', now: Date.now });
	const recorded = exchange('089').response.body as Record<string, unknown>;
	const lines = [
		[10, 2],
		[16, 1],
		[48, 1],
	].map(([id = 0, quantity = 0]) => ({ product: shop.products.get(id) ?? null, quantity }));
	const order = placeOrder(shop, {
		lines,
		shipping: [{ name: 'DHL Paket', amount: '4.12' }],
		coupons: [{ code: 'welcome10', type: 'percent', value: 10 }],
	});
	const made = orderJson(shop, order);
	for (const field of [
		'total',
		'total_tax',
		'cart_tax',
		'discount_total',
		'discount_tax',
		'shipping_total',
		'shipping_tax',
	]) {
		assert.equal(made[field], recorded[field], field);
	}
	const amounts = (lineItems: unknown): unknown =>
		(lineItems as Record<string, unknown>[]).map(({ subtotal, subtotal_tax, total, total_tax, price, taxes }) => ({
			subtotal,
			subtotal_tax,
			total,
			total_tax,
			price,
			taxes,
		}));
	assert.deepEqual(amounts(made.line_items), amounts(recorded.line_items));
	const coupon = (order: Record<string, unknown>): unknown =>
		(order.coupon_lines as Record<string, unknown>[]).map(({ discount, discount_tax }) => [discount, discount_tax]);
	assert.deepEqual(coupon(made), coupon(recorded));
});

test('a sale with several rates rounds every line and rate by itself', async () => {
	const shop = openShop();
	await shop.control('/settings', {
		taxRates: [
			{ id: 1, percent: '4' },
			{ id: 2, percent: '4.875', appliesToShipping: false },
			{ id: 3, percent: '2', taxClass: 'reduced-rate' },
		],
	});
	const sold = (await shop.control('/sell', { lines: basket, shipping: '5.00', fee: '1.50', coupon: '4.00' })).body;
	const order = (await shop.get(`/orders/${sold.orderId}`)).body;
	assert.deepEqual(
		order.line_items.map(({ total, total_tax }: { total: string; total_tax: string }) => [total, total_tax]),
		[
			['38.38', '3.41'],
			['24.60', '2.18'],
		],
	);
	assert.deepEqual(order.line_items[0].taxes, [
		{ id: 1, total: '1.54', subtotal: '1.60' },
		{ id: 2, total: '1.87', subtotal: '1.95' },
	]);
	assert.deepEqual([order.shipping_tax, order.fee_lines[0].total_tax, order.discount_total], ['0.20', '0.13', '4.00']);
	assert.deepEqual(
		order.tax_lines.map(({ tax_total }: { tax_total: string }) => tax_total),
		['2.58', '3.14'],
	);
	assert.equal(order.total, '75.40');
	assert.equal(sold.total, order.total);
});

test('the total is the sum of the lines as they are shown', async () => {
	const shop = openShop();
	await shop.control('/settings', { pricesIncludeTax: true, taxRates: [{ percent: '19' }] });
	const mug = { sku: 'MUG-BLUE', quantity: 1 };
	const { orderId, total } = (await shop.control('/sell', { lines: [mug, mug, mug] })).body;
	const [line] = (await shop.get(`/orders/${orderId}?dp=6`)).body.line_items;
	assert.deepEqual([line.total, line.total_tax, total], ['10.504202', '2.000000', '37.50']);
});

test('a rate for one order leaves the shop without taxes', async () => {
	const shop = openShop();
	const [taxedOrder, plainOrder] = [
		(await shop.control('/sell', { lines: basket, taxRate: '8.25' })).body,
		(await shop.control('/sell', { lines: basket })).body,
	];
	assert.deepEqual([taxedOrder.total, plainOrder.total], ['72.51', '66.98']);
});

test('a sale takes stock where it is kept and notes it in the line', async () => {
	const shop = openShop();
	const { orderId } = (await shop.control('/sell', { lines: [...basket, { sku: 'CORD-5M', quantity: 1 }] })).body;
	assert.deepEqual(
		[await shop.stock('TEE-RED-M'), await shop.stock('BOX-GIFT'), await shop.stock('BOX-GIFT-L')],
		[23, 57, 57],
	);
	const { line_items: lines } = (await shop.get(`/orders/${orderId}`)).body;
	const reduced = lines.map(
		({ meta_data: meta }: { meta_data: { key: string; value: string }[] }) =>
			meta.find(({ key }) => key === '_reduced_stock')?.value,
	);
	assert.deepEqual(reduced, ['2', '3', undefined]);
});

test('a status takes the stock once or gives it back once', async () => {
	const shop = openShop();
	const { orderId } = (await shop.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 4 }], status: 'pending' }))
		.body;
	const levels: (number | null)[] = [await shop.stock('MUG-BLUE')];
	for (const status of [
		'on-hold',
		'processing',
		'completed',
		'cancelled',
		'cancelled',
		'processing',
		'failed',
		'pending',
	]) {
		await shop.control('/status', { orderId, status });
		levels.push(await shop.stock('MUG-BLUE'));
	}
	assert.deepEqual(levels, [40, 36, 36, 36, 40, 40, 36, 36, 40]);
});

test('payment and completion leave their dates; cash on delivery is paid when completed', async () => {
	const shop = openShop();
	const { orderId } = (await shop.control('/sell', { lines: basket, paymentMethod: 'cod' })).body;
	const before = (await shop.get(`/orders/${orderId}`)).body;
	assert.deepEqual([before.date_paid, before.date_completed], [null, null]);
	await shop.control('/status', { orderId, status: 'completed' });
	const after = (await shop.get(`/orders/${orderId}`)).body;
	assert.notEqual(after.date_paid_gmt, null);
	assert.notEqual(after.date_completed_gmt, null);
});

test('an edited order keeps the ids of its lines, and its stock follows', async () => {
	const shop = openShop();
	const sold = (await shop.control('/sell', { lines: basket, taxRate: 10 })).body;
	const edited = (
		await shop.control('/edit-order', {
			orderId: sold.orderId,
			lines: [
				{ sku: 'TEE-RED-M', quantity: 5 },
				{ sku: 'MUG-BLUE', quantity: 1 },
			],
		})
	).body;
	assert.equal(edited.lines[0].lineId, sold.lines[0].lineId);
	assert.equal(edited.total, '123.70');
	assert.deepEqual(
		[await shop.stock('TEE-RED-M'), await shop.stock('BOX-GIFT'), await shop.stock('MUG-BLUE')],
		[20, 60, 39],
	);
});

test('a whole refund settles the order, with the goods back on the shelf if wanted', async () => {
	const shop = openShop();
	const { orderId } = (await shop.control('/sell', { lines: basket, shipping: '5.00', taxRate: '8.25' })).body;
	const refund = (await shop.control('/refund', { orderId, restock: true, reason: 'Returned' })).body;
	assert.deepEqual([refund.status, refund.amount], ['refunded', refund.total]);
	assert.equal(await shop.stock('TEE-RED-M'), 25);
	const [booked] = (await shop.get(`/orders/${orderId}/refunds`)).body;
	assert.deepEqual([booked.line_items.length, booked.shipping_lines[0].total], [2, '-5.00']);
});

test('a refund by SKU, and one by amount', async () => {
	const shop = openShop();
	const { orderId } = (await shop.control('/sell', { lines: basket })).body;
	assert.equal(
		(await shop.control('/refund', { orderId, lines: [{ sku: 'BOX-GIFT-S', quantity: 1 }] })).body.amount,
		'9.00',
	);
	const second = (await shop.control('/refund', { orderId, amount: '2.50' })).body;
	assert.deepEqual([second.amount, second.status], ['2.50', 'processing']);
	assert.equal(await shop.stock('BOX-GIFT'), 57);
	assert.equal((await shop.control('/refund', { orderId, amount: '100' })).status, 500);
});

test('a corrupted order is wrong in the list and alone', async () => {
	const shop = openShop();
	const [good, bad] = [
		(await shop.control('/sell', { lines: basket })).body,
		(await shop.control('/sell', { lines: basket })).body,
	];
	await shop.control('/corrupt', { orderId: bad.orderId });
	const totals = (await shop.get('/orders?orderby=id&order=asc')).body.map(({ total }: { total: string }) => total);
	assert.deepEqual(totals, [good.total, 'not a number']);
});

test('the control endpoint says what it does not know', async () => {
	const shop = openShop();
	assert.equal((await shop.control('/sell', { lines: [{ sku: 'NOPE', quantity: 1 }] })).status, 404);
	assert.equal((await shop.control('/stock', { sku: 'CORD-5M', quantity: 1 })).status, 400);
	assert.equal((await shop.control('/cancel', { orderId: 9999 })).status, 404);
	assert.equal((await shop.control('/settings', { colour: 'red' })).status, 400);
	assert.equal((await shop.control('/settings', { manageStock: 'no' })).status, 400);
});

test('a reset brings the seeded shop back', async () => {
	const shop = openShop();
	await shop.control('/sell', { lines: basket });
	await shop.control('/reset', {});
	assert.deepEqual((await shop.control('/orders')).body, []);
	assert.equal(await shop.stock('TEE-RED-M'), 25);
});

test('a refund in steps: the row first, goods and dates when the gateway has agreed, nothing when it declines', async () => {
	const shop = openShop();
	const { orderId, modifiedAt } = (
		await shop.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 3 }], placedAt: '2026-01-05T10:00:00Z' })
	).body;
	const begin = async (): Promise<string> =>
		(
			await shop.control('/refund', {
				orderId,
				lines: [{ sku: 'MUG-BLUE', quantity: 3 }],
				restock: true,
				begin: true,
			})
		).body.refundId;
	const listed = async (): Promise<unknown[]> => {
		const { body } = await shop.get(`/orders/${orderId}`);
		return [body.status, body.date_modified_gmt, body.refunds.length, await shop.stock('MUG-BLUE')];
	};
	const [status, at, , shelf] = await listed();
	const declined = await begin();
	assert.deepEqual(await listed(), [status, at, 1, shelf]);
	assert.equal((await shop.control('/refund-delete', { orderId, refundId: declined })).body.modifiedAt, modifiedAt);
	assert.deepEqual(await listed(), [status, at, 0, shelf]);
	const refundId = await begin();
	const row = (await shop.control('/refund-finish', { orderId, refundId })).body;
	assert.deepEqual(
		[row.status, row.refunds[0].lines[0].restocked, await shop.stock('MUG-BLUE')],
		['refunded', 3, Number(shelf) + 3],
	);
	assert.equal((await shop.control('/refund-finish', { orderId, refundId })).status, 409);
});
