import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop, type Client } from './client.mts';

test('a batch writes levels, echoes them and keeps the order of its rows', async () => {
	const shop = openShop();
	const [mug, bowl] = [await idOf(shop, 'MUG-BLUE'), await idOf(shop, 'BOWL-OAK')];
	const { body } = await shop.post('/products/batch', {
		update: [
			{ id: bowl, stock_quantity: 3 },
			{ id: 9999, stock_quantity: 1 },
			{ id: mug, stock_quantity: 0, stock_status: 'instock' },
		],
	});
	assert.deepEqual(
		body.update.map(
			(row: { stock_quantity?: number; error?: { code: string } }) => row.stock_quantity ?? row.error?.code,
		),
		[3, 'woocommerce_rest_product_invalid_id', 0],
	);
	assert.equal(body.update[2].stock_status, 'outofstock');
	assert.equal(await shop.stock('BOWL-OAK'), 3);
	assert.deepEqual(shop.latest()?.paths, ['products batch']);
	assert.equal(shop.latest()?.kind, 'write');
});

test('a batch makes numbers of what it gets', async () => {
	const shop = openShop();
	const id = await idOf(shop, 'MUG-BLUE');
	const level = async (stock_quantity: unknown): Promise<number> =>
		(await shop.post('/products/batch', { update: [{ id, stock_quantity }] })).body.update[0].stock_quantity;
	assert.equal(await level('abc'), 0);
	assert.equal(await level('7'), 7);
	assert.equal(await level(2.5), 2);
	assert.equal(await level(null), 2);
	assert.equal(await level(-3), -3);
	const priced = await shop.post('/products/batch', { update: [{ id, regular_price: '12,50' }] });
	assert.equal(priced.body.update[0].price, '1250');
});

test('a single write refuses the same values, but takes null for 0', async () => {
	const shop = openShop();
	const id = await idOf(shop, 'MUG-BLUE');
	for (const body of [
		{ stock_quantity: 'abc' },
		{ stock_quantity: 2.5 },
		{ stock_status: 'some' },
		{ manage_stock: 'parent' },
		{ regular_price: 12.5 },
		{ backorders: 'perhaps' },
	]) {
		const reply = await shop.put(`/products/${id}`, body);
		assert.deepEqual(
			[reply.status, reply.body.code, Object.keys(reply.body.data.params)],
			[400, 'rest_invalid_param', Object.keys(body)],
		);
	}
	assert.equal((await shop.put(`/products/${id}`, { stock_quantity: null })).body.stock_quantity, 0);
});

test('levels of products and variations that do not manage their stock are ignored without a word', async () => {
	const shop = openShop();
	const cord = await shop.post('/products/batch', { update: [{ id: await idOf(shop, 'CORD-5M'), stock_quantity: 9 }] });
	assert.equal(cord.body.update[0].stock_quantity, null);
	const [lamp] = (await shop.get('/variations?sku=LAMP-OAK')).body;
	const written = await shop.post(`/products/${lamp.parent_id}/variations/batch`, {
		update: [{ id: lamp.id, stock_quantity: 9 }],
	});
	assert.deepEqual([written.status, written.body.update[0].stock_quantity], [200, 12]);
	await shop.control('/settings', { manageStock: false });
	const mug = await shop.post('/products/batch', { update: [{ id: await idOf(shop, 'MUG-BLUE'), stock_quantity: 9 }] });
	assert.equal(mug.body.update[0].stock_quantity, null);
	await shop.control('/settings', { manageStock: true });
	assert.equal(await shop.stock('MUG-BLUE'), 40);
});

test('a switch to managed stock takes the level along', async () => {
	const shop = openShop();
	const id = await idOf(shop, 'CORD-5M');
	const write = async (row: object): Promise<number | null> =>
		(await shop.post('/products/batch', { update: [{ id, ...row }] })).body.update[0].stock_quantity;
	assert.equal(await write({ stock_quantity: 7 }), null);
	assert.equal(await write({ manage_stock: true }), 0);
	assert.equal(await write({ manage_stock: true, stock_quantity: 9 }), 9);
	assert.equal(await write({ manage_stock: false }), null);
});

test('a level through the parent reaches the variations that share it', async () => {
	const shop = openShop();
	const [lamp] = (await shop.get('/variations?sku=LAMP-OAK')).body;
	await shop.post('/products/batch', { update: [{ id: lamp.parent_id, stock_quantity: 5 }] });
	assert.equal(await shop.stock('LAMP-OAK'), 5);
	assert.deepEqual(shop.latest()?.paths, ['products batch', 'parent-managed through parent']);
});

test('variations are written under their own parent only', async () => {
	const shop = openShop();
	const [tee] = (await shop.get('/variations?sku=TEE-RED-M')).body;
	const [lamp] = (await shop.get('/variations?sku=LAMP-OAK')).body;
	const { status, body } = await shop.post(`/products/${tee.parent_id}/variations/batch`, {
		update: [
			{ id: tee.id, stock_quantity: 4 },
			{ id: lamp.id, stock_quantity: 4 },
			{ id: 9999, stock_quantity: 4 },
		],
	});
	assert.equal(status, 200);
	assert.equal(body.update[0].stock_quantity, 4);
	assert.deepEqual(
		[1, 2].map((index) => body.update[index].error.code),
		Array(2).fill('woocommerce_rest_product_variation_invalid_id'),
	);
	assert.deepEqual(shop.latest()?.paths, ['variations batch']);
	const single = await shop.put(`/products/${lamp.parent_id}/variations/${tee.id}`, { stock_quantity: 1 });
	assert.deepEqual([single.status, single.body.code], [404, 'woocommerce_rest_product_variation_invalid_id']);
});

test('a variation in a batch of products is a row that failed', async () => {
	const shop = openShop();
	const { body } = await shop.post('/products/batch', {
		update: [{ id: await idOf(shop, 'TEE-RED-M'), stock_quantity: 1 }],
	});
	assert.equal(body.update[0].error.code, 'woocommerce_rest_invalid_product_id');
	assert.equal(await shop.stock('TEE-RED-M'), 25);
});

test('a SKU that is taken fails its row', async () => {
	const shop = openShop();
	const { body } = await shop.post('/products/batch', {
		create: [{ name: 'Copy', sku: 'mug-blue' }],
		update: [{ id: await idOf(shop, 'BOWL-OAK'), sku: 'MUG-BLUE' }],
	});
	assert.deepEqual(
		[body.create[0].error.code, body.update[0].error.code],
		['product_invalid_sku', 'product_invalid_sku'],
	);
});

test('more than 100 rows together are refused before any is written', async () => {
	const shop = openShop();
	const id = await idOf(shop, 'MUG-BLUE');
	const { status, body } = await shop.post('/products/batch', {
		update: Array(100).fill({ id, stock_quantity: 1 }),
		delete: [9999],
	});
	assert.deepEqual([status, body.code], [413, 'woocommerce_rest_request_entity_too_large']);
	assert.equal(await shop.stock('MUG-BLUE'), 40);
	const [tee] = (await shop.get('/variations?sku=TEE-RED-M')).body;
	assert.equal(
		(await shop.post(`/products/${tee.parent_id}/variations/batch`, { update: Array(101).fill({ id: tee.id }) }))
			.status,
		413,
	);
});

async function idOf(shop: Client, sku: string): Promise<number> {
	const [{ id }] = (await shop.get(`/products?sku=${sku}`)).body;
	return id;
}
