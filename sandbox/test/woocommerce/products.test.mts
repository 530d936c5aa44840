import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop, type Answer } from './client.mts';

test('a list of SKUs finds products and variations, without regard to case', async () => {
	const shop = openShop();
	const { body } = await shop.get('/products?sku=mug-blue,TEE-RED-M,UNKNOWN');
	assert.deepEqual(
		body.map(({ sku, type, parent_id }: { sku: string; type: string; parent_id: number }) => [
			sku,
			type,
			parent_id > 0,
		]),
		[
			['MUG-BLUE', 'simple', false],
			['TEE-RED-M', 'variation', true],
		],
	);
});

test('a SKU after a comma is not trimmed', async () => {
	assert.deepEqual(skus(await openShop().get('/products?sku=MUG-BLUE%20,%20BOWL-OAK')), ['MUG-BLUE']);
});

test('a SKU with a comma is found alone and lost in a list', async () => {
	const shop = openShop();
	assert.deepEqual(skus(await shop.get(`/products?sku=${encodeURIComponent('NUT,BOLT\\5')}`)), ['NUT,BOLT\\5']);
	assert.deepEqual(skus(await shop.get(`/products?sku=${encodeURIComponent('NUT,BOLT\\5,MUG-BLUE')}`)), ['MUG-BLUE']);
	assert.deepEqual(skus(await shop.get(`/products?sku=${encodeURIComponent("O'RING 3%")}`)), ["O'RING 3%"]);
});

test('an empty SKU, and any SKU in a shop without SKUs, gives the whole catalogue', async () => {
	const shop = openShop();
	const everything = (await shop.get('/products')).headers['x-wp-total'];
	assert.equal((await shop.get('/products?sku=')).headers['x-wp-total'], everything);
	await shop.control('/settings', { skuEnabled: false });
	assert.equal((await shop.get('/products?sku=MUG-BLUE')).headers['x-wp-total'], everything);
});

test('a binned product is not found by its SKU', async () => {
	const shop = openShop();
	const [{ id }] = (await shop.get('/products?sku=MUG-BLUE')).body;
	await shop.delete(`/products/${id}`);
	assert.deepEqual(skus(await shop.get('/products?sku=MUG-BLUE')), []);
	assert.equal((await shop.get(`/products/${id}`)).body.status, 'trash');
});

test('ten rows are a page unless said; a page knows the next and the previous', async () => {
	const shop = openShop();
	const first = await shop.get('/products');
	assert.equal(first.body.length, 10);
	assert.match(String(first.headers.link), /products\?page=2>; rel="next"$/);
	const second = await shop.get('/products?per_page=5&page=2');
	assert.match(String(second.headers.link), /page=1>; rel="prev", .*page=3>; rel="next"$/);
	assert.equal(second.headers['x-wp-totalpages'], String(Math.ceil(Number(first.headers['x-wp-total']) / 5)));
});

test('variations are listed under their parent and across all parents, with names of their own', async () => {
	const shop = openShop();
	const [variation] = (await shop.get('/variations?sku=TEE-RED-L')).body;
	assert.equal(variation.name, 'red, L');
	const family = await shop.get(`/products/${variation.parent_id}/variations?sku=TEE-RED-L,MUG-BLUE`);
	assert.deepEqual(skus(family), ['TEE-RED-L']);
	assert.equal((await shop.get(`/products/${variation.id}`)).body.name, 'Tee - red, L');
	assert.equal((await shop.get(`/products/${variation.parent_id}/variations/${variation.id}`)).body.id, variation.id);
});

test("a variation without a SKU shows its parent's", async () => {
	const shop = openShop();
	const [variation] = (await shop.get('/variations?sku=BOX-GIFT-S')).body;
	const written = await shop.put(`/products/${variation.parent_id}/variations/${variation.id}`, { sku: '' });
	assert.equal(written.body.sku, 'BOX-GIFT');
});

test('a variation shows its parent\'s stock as "parent"', async () => {
	const shop = openShop();
	const [lamp] = (await shop.get('/products?sku=LAMP-OAK')).body;
	assert.equal(lamp.manage_stock, 'parent');
	assert.equal(lamp.stock_quantity, 12);
	await shop.control('/settings', { manageStock: false });
	assert.equal((await shop.get('/products?sku=LAMP-OAK')).body[0].manage_stock, false);
});

test('fields are cut to those asked for, nested ones too; none left is an empty list', async () => {
	const shop = openShop();
	const { body } = await shop.get('/products?sku=MUG-BLUE&_fields=sku,dimensions.width');
	assert.deepEqual(body, [{ sku: 'MUG-BLUE', dimensions: { width: '' } }]);
	const batch = await shop.post('/products/batch?_fields=id,stock_quantity', { update: [{ id: 1 }] });
	assert.deepEqual(batch.body, []);
});

test('parameters that WordPress does not know are ignored', async () => {
	assert.equal((await openShop().get('/products?colour=red')).status, 200);
});

for (const [query, parameter, code] of [
	['per_page=101', 'per_page', 'rest_out_of_bounds'],
	['per_page=ten', 'per_page', 'rest_invalid_type'],
	['page=0', 'page', 'rest_out_of_bounds'],
	['orderby=sku', 'orderby', 'rest_not_in_enum'],
	['order=up', 'order', 'rest_not_in_enum'],
	['status=gone', 'status', 'rest_not_in_enum'],
	['stock_status=some', 'stock_status', 'rest_not_in_enum'],
	['include=1,two', 'include', 'rest_invalid_type'],
	['modified_after=2026-01-31', 'modified_after', 'rest_invalid_date'],
] as const) {
	test(`refuses products?${query}`, async () => {
		const { status, body } = await openShop().get(`/products?${query}`);
		assert.equal(status, 400);
		assert.equal(body.code, 'rest_invalid_param');
		assert.equal(body.message, `Invalid parameter(s): ${parameter}`);
		assert.equal(body.data.details[parameter].code, code);
	});
}

test('an unknown product is 404 to read and 400 to write', async () => {
	const shop = openShop();
	const read = await shop.get('/products/9999');
	assert.deepEqual([read.status, read.body.code], [404, 'woocommerce_rest_product_invalid_id']);
	const written = await shop.put('/products/9999', { stock_quantity: 1 });
	assert.deepEqual([written.status, written.body.code], [400, 'woocommerce_rest_product_invalid_id']);
});

function skus(answer: Answer): string[] {
	return answer.body.map(({ sku }: { sku: string }) => sku);
}
