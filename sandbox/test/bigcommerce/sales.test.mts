import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from './client.mts';

test('the store is seeded with an item of every kind', async () => {
	const store = openStore();
	const rows = (await store.control('/stock')).body;
	const kind = (sku: string): unknown => rows.find((row: { sku: string }) => row.sku === sku);
	const product = (sku: string): string => rows.find((row: { sku: string; kind: string }) => row.sku === sku).stockId;
	assert.deepEqual(kind('MUG-BLUE'), { sku: 'MUG-BLUE', quantity: 40, kind: 'product', stockId: product('MUG-BLUE') });
	assert.match(product('MUG-BLUE'), /^product \d+$/);
	assert.deepEqual(kind('TEE-RED-M'), {
		sku: 'TEE-RED-M',
		quantity: 25,
		kind: 'variant',
		stockId: product('TEE-RED-M'),
	});
	assert.match(product('TEE-RED-M'), /^variant [1-9]\d*$/);
	assert.deepEqual(kind('BOX-GIFT'), { sku: 'BOX-GIFT', quantity: 60, kind: 'product', stockId: product('BOX-GIFT') });
	assert.deepEqual(kind('BOX-GIFT-S'), {
		sku: 'BOX-GIFT-S',
		quantity: 60,
		kind: 'pooled',
		stockId: product('BOX-GIFT'),
	});
	assert.deepEqual(kind('CORD-5M'), { sku: 'CORD-5M', quantity: null, kind: 'untracked', stockId: null });
	assert.notEqual(kind('CAP-GREEN'), undefined);
});

test('a sale takes stock at once and a cancellation gives it back', async () => {
	const store = openStore();
	const { orderId } = (
		await store.control('/sell', {
			lines: [
				{ sku: 'BOX-GIFT-S', quantity: 2 },
				{ sku: 'TEE-RED-M', quantity: 1 },
			],
		})
	).body;
	assert.deepEqual([await store.stock('BOX-GIFT'), await store.stock('TEE-RED-M')], [58, 24]);
	await store.control('/status', { orderId, status: 'Completed' });
	assert.deepEqual([await store.stock('BOX-GIFT'), await store.stock('TEE-RED-M')], [58, 24]);
	await store.control('/cancel', { orderId });
	await store.control('/cancel', { orderId });
	assert.deepEqual([await store.stock('BOX-GIFT'), await store.stock('TEE-RED-M')], [60, 25]);
});

test('a store may keep the stock of cancelled orders', async () => {
	const store = openStore();
	await store.control('/settings', { refundOrderStockAdjustment: false });
	const { orderId } = (await store.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 2 }] })).body;
	await store.control('/cancel', { orderId });
	assert.equal(await store.stock('MUG-BLUE'), 38);
});

test('an incomplete order takes nothing', async () => {
	const store = openStore();
	const { orderId } = (await store.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 2 }], status: 0 })).body;
	assert.equal(await store.stock('MUG-BLUE'), 40);
	await store.control('/status', { orderId, status: 'Awaiting Payment' });
	assert.equal(await store.stock('MUG-BLUE'), 38);
});

test('a store that waits takes the stock when the order is shipped', async () => {
	const store = openStore();
	await store.control('/settings', { updateStockBehavior: 'order_completed_or_shipped' });
	const { orderId } = (await store.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 2 }] })).body;
	assert.equal(await store.stock('MUG-BLUE'), 40);
	await store.control('/status', { orderId, status: 2 });
	assert.equal(await store.stock('MUG-BLUE'), 38);
	assert.match((await store.get(`/v2/orders/${orderId}`)).body.date_shipped, /\+0000$/);
});

test('a sale is shown at once, also while an adjustment is not', async () => {
	const store = openStore();
	await store.control('/settings', { inventoryDelay: 60_000 });
	await store.put('/v3/inventory/adjustments/absolute', { items: [{ location_id: 1, sku: 'MUG-BLUE', quantity: 10 }] });
	await store.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
	const [mug] = (await store.get('/v3/inventory/items?sku:in=MUG-BLUE')).body.data;
	assert.deepEqual([mug.locations[0].total_inventory_onhand, await store.stock('MUG-BLUE')], [39, 9]);
});

test('an edited order keeps its lines by SKU; a changed line loses its discount; stock follows', async () => {
	const store = openStore();
	const sold = (
		await store.control('/sell', {
			lines: [
				{ sku: 'MUG-BLUE', quantity: 2 },
				{ sku: 'BOWL-OAK', quantity: 1 },
			],
			coupon: '5.90',
		})
	).body;
	const edited = (
		await store.control('/edit-order', {
			orderId: sold.orderId,
			lines: [
				{ sku: 'MUG-BLUE', quantity: 3 },
				{ sku: 'TEE-RED-M', quantity: 1 },
			],
		})
	).body;
	assert.equal(edited.lines[0].lineId, sold.lines[0].lineId);
	assert.equal(edited.total, '57.49');
	assert.deepEqual(await Promise.all(['MUG-BLUE', 'BOWL-OAK', 'TEE-RED-M'].map(store.stock)), [37, 15, 24]);
});

test('a corrupted order is wrong in the list and alone', async () => {
	const store = openStore();
	const [good, bad] = [
		(await store.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] })).body,
		(await store.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] })).body,
	];
	await store.control('/corrupt', { orderId: bad.orderId });
	const totals = (await store.get('/v2/orders')).body.map(
		({ total_inc_tax: total }: { total_inc_tax: string }) => total,
	);
	assert.deepEqual(totals, [`${good.total}00`, 'not a number']);
});

test('the control endpoint says what it does not know', async () => {
	const store = openStore();
	assert.equal((await store.control('/sell', { lines: [{ sku: 'NOPE', quantity: 1 }] })).status, 404);
	assert.equal((await store.control('/stock', { sku: 'CORD-5M', quantity: 1 })).status, 400);
	assert.equal((await store.control('/stock', { sku: 'NOPE', quantity: 1 })).status, 404);
	assert.equal((await store.control('/status', { orderId: 1, status: 2 })).status, 404);
	assert.equal((await store.control('/settings', { badEntries: 'some' })).status, 400);
	assert.equal((await store.control('/settings', { colour: 'red' })).status, 400);
});

test('a reset brings the seeded store back', async () => {
	const store = openStore();
	await store.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
	await store.control('/reset', {});
	assert.deepEqual((await store.control('/orders')).body, []);
	assert.equal(await store.stock('MUG-BLUE'), 40);
});
