import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore, type Answer } from './client.mts';

test("products are found by their own SKU, never by a variant's", async () => {
	const store = openStore();
	assert.deepEqual(skus(await store.get('/v3/catalog/products?sku=mug-blue')), ['MUG-BLUE']);
	assert.deepEqual(skus(await store.get('/v3/catalog/products?sku:in=BOX-GIFT,TEE-RED-M,MUG-BLUE')), [
		'BOX-GIFT',
		'MUG-BLUE',
	]);
});

test('variants are found by one SKU a call, simple products by their base variant', async () => {
	const store = openStore();
	for (const sku of ['TEE-RED-M', 'mug-blue'])
		assert.equal((await store.get(`/v3/catalog/variants?sku=${sku}`)).body.data.length, 1);
	assert.equal((await store.get('/v3/catalog/variants?sku=TEE-RED-M,MUG-BLUE')).body.data.length, 0);
	assert.equal((await store.get('/v3/catalog/variants?sku=BOX-GIFT')).body.data.length, 0);
	const refused = await store.get('/v3/catalog/variants?sku:in=TEE-RED-M,MUG-BLUE');
	assert.deepEqual(
		[refused.status, refused.body.title],
		[422, 'The filter(s): sku:in are not valid filter parameter(s).'],
	);
});

test('variants are found by id and by their products', async () => {
	const store = openStore();
	const [tee] = (await store.get('/v3/catalog/variants?sku=TEE-RED-M')).body.data;
	assert.deepEqual(skus(await store.get(`/v3/catalog/variants?id=${tee.id}`)), ['TEE-RED-M']);
	assert.deepEqual(skus(await store.get(`/v3/catalog/variants?product_id:in=${tee.product_id}`)), [
		'TEE-RED-M',
		'TEE-RED-L',
		'TEE-NAVY-M',
	]);
	assert.equal((await store.get('/v3/catalog/variants?id=one')).status, 400);
});

test('products come with the fields and variants asked for', async () => {
	const store = openStore();
	const { data } = (
		await store.get(
			'/v3/catalog/products?sku=BOX-GIFT&include=variants&include_fields=sku,inventory_tracking,inventory_level',
		)
	).body;
	const [{ variants, ...box }] = data;
	assert.deepEqual({ ...box, id: 0 }, { id: 0, sku: 'BOX-GIFT', inventory_tracking: 'product', inventory_level: 60 });
	assert.deepEqual(
		variants.map(({ sku }: { sku: string }) => sku),
		['BOX-GIFT-S', 'BOX-GIFT-L'],
	);
	const [plain] = (await store.get(`/v3/catalog/products?id:in=${box.id}`)).body.data;
	assert.deepEqual([plain.base_variant_id, 'variants' in plain], [null, false]);
});

test('pages hold 50 unless said and 250 at most', async () => {
	const store = openStore();
	const { pagination } = (await store.get('/v3/catalog/variants')).body.meta;
	assert.deepEqual([pagination.per_page, pagination.count], [50, pagination.total]);
	assert.equal((await store.get('/v3/catalog/products?limit=2&page=2')).body.data.length, 2);
	for (const path of ['products', 'variants'])
		assert.equal((await store.get(`/v3/catalog/${path}?limit=251`)).status, 413);
	assert.equal((await store.get('/v3/catalog/products?colour=red')).status, 422);
});

test('levels are written through the catalog in small batches', async () => {
	const store = openStore();
	const [tee] = (await store.get('/v3/catalog/variants?sku=TEE-RED-M')).body.data;
	const [mug] = (await store.get('/v3/catalog/products?sku=MUG-BLUE')).body.data;
	assert.equal(
		(await store.put('/v3/catalog/variants', [{ id: tee.id, inventory_level: 4 }])).body.data[0].inventory_level,
		4,
	);
	assert.equal(
		(await store.put('/v3/catalog/products', [{ id: mug.id, inventory_level: 5 }])).body.data[0].inventory_level,
		5,
	);
	assert.equal(
		(await store.put('/v3/catalog/variants', Array(51).fill({ id: tee.id, inventory_level: 4 }))).status,
		422,
	);
	assert.equal(
		(await store.put('/v3/catalog/products', Array(11).fill({ id: mug.id, inventory_level: 4 }))).status,
		422,
	);
	assert.equal((await store.put('/v3/catalog/variants', [{ id: 9999, inventory_level: 4 }])).status, 422);
	assert.equal((await store.put('/v3/catalog/products', [{ id: mug.id, inventory_level: -1 }])).status, 422);
	assert.equal((await store.put('/v3/catalog/products', { id: mug.id })).status, 422);
	assert.equal((await store.put('/v3/catalog/products', [{ inventory_level: 1 }])).status, 422);
});

function skus(answer: Answer): string[] {
	return answer.body.data.map(({ sku }: { sku: string }) => sku);
}
