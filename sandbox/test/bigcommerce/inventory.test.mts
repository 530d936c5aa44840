import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore, type Client } from './client.mts';

const absolute = '/v3/inventory/adjustments/absolute';
const relative = '/v3/inventory/adjustments/relative';

test('levels are set by SKU, variant and product, where each is tracked', async () => {
	const store = await quickStore();
	const tee = (await store.get('/v3/catalog/variants?sku=TEE-RED-L')).body.data[0];
	const box = (await store.get('/v3/catalog/products?sku=BOX-GIFT')).body.data[0];
	const items = [
		{ location_id: 1, sku: 'tee-red-m', quantity: 7 },
		{ location_id: 1, variant_id: tee.id, quantity: 0 },
		{ location_id: 1, product_id: box.id, quantity: 4 },
		{ location_id: 1, sku: 'MUG-BLUE', quantity: 3 },
	];
	const reply = await store.put(absolute, { reason: 'sync', items });
	assert.equal(reply.status, 200);
	assert.equal(typeof reply.body.transaction_id, 'string');
	assert.deepEqual(
		await Promise.all(['TEE-RED-M', 'TEE-RED-L', 'BOX-GIFT', 'BOX-GIFT-S', 'MUG-BLUE'].map(store.stock)),
		[7, 0, 4, 4, 3],
	);
	assert.deepEqual(store.service.journal.since(0).at(-1)?.paths, [
		'absolute adjustment',
		'variant-tracked item',
		'product-tracked item',
	]);
});

test('an adjustment is shown only after a while', async () => {
	const store = openStore();
	await store.control('/settings', { inventoryDelay: 60_000 });
	const shown = async (): Promise<number> =>
		(await store.get('/v3/inventory/items?sku:in=MUG-BLUE')).body.data[0].locations[0].total_inventory_onhand;
	await store.put(absolute, { items: [{ location_id: 1, sku: 'MUG-BLUE', quantity: 3 }] });
	assert.deepEqual([await shown(), await store.stock('MUG-BLUE')], [40, 3]);
	assert.equal((await store.get('/v3/catalog/products?sku=MUG-BLUE')).body.data[0].inventory_level, 40);
	await store.control('/settings', { inventoryDelay: 0 });
	assert.equal(await shown(), 3);
});

for (const [what, entry, title] of [
	['an unknown SKU', { sku: 'NOPE' }, 'sku NOPE does not exist'],
	['an unknown variant', { variant_id: 9999 }, 'variant 9999 does not exist'],
	['an unknown product', { product_id: 9999 }, 'product 9999 does not exist'],
	[
		'a variant of a product that is tracked as a whole',
		{ sku: 'BOX-GIFT-S' },
		'product 78 tracks inventory at product level, not at variant level',
	],
	[
		'a product that is tracked by variant',
		{ product_id: 77 },
		'product 77 tracks inventory at variant level, not at product level',
	],
	['an untracked item', { sku: 'CORD-5M' }, 'product 86 does not track inventory'],
	[
		'two names at once',
		{ sku: 'MUG-BLUE', product_id: 79 },
		'exactly one of sku, variant_id and product_id must be given',
	],
	['no name', {}, 'exactly one of sku, variant_id and product_id must be given'],
	['a level below zero', { sku: 'MUG-BLUE', quantity: -1 }, 'quantity must be at least 0'],
	['half a unit', { sku: 'MUG-BLUE', quantity: 1.5 }, 'quantity must be a whole number of at most 2147483647'],
	[
		'a level above the highest',
		{ sku: 'MUG-BLUE', quantity: 2_147_483_648 },
		'quantity must be a whole number of at most 2147483647',
	],
	['an unknown location', { sku: 'MUG-BLUE', location_id: 2 }, 'location 2 does not exist'],
	['an unknown field', { sku: 'MUG-BLUE', level: 1 }, 'unknown field: level'],
] as const) {
	test(`refuses ${what}, and every other entry with it`, async () => {
		const store = await quickStore();
		const items = [
			{ location_id: 1, sku: 'BOWL-OAK', quantity: 1 },
			{ location_id: 1, quantity: 1, ...entry },
		];
		const { status, headers, body } = await store.put(absolute, { items });
		assert.equal(status, 422);
		assert.match(String(headers['content-type']), /application\/problem\+json/);
		assert.deepEqual([body.status, body.title, body.errors], [422, title, { 'items.1': title }]);
		assert.equal(await store.stock('BOWL-OAK'), 15);
		assert.deepEqual(store.latest()?.paths, ['absolute adjustment', '422']);
	});
}

test('a store may apply the good entries beside a bad one', async () => {
	const store = await quickStore();
	await store.control('/settings', { badEntries: 'applyRest' });
	const { status } = await store.put(absolute, {
		items: [
			{ location_id: 1, sku: 'BOWL-OAK', quantity: 1 },
			{ location_id: 1, sku: 'NOPE', quantity: 1 },
		],
	});
	assert.deepEqual([status, await store.stock('BOWL-OAK')], [422, 1]);
});

test('an adjustment has at least one entry and at most 2000', async () => {
	const store = await quickStore();
	const entry = { location_id: 1, sku: 'BOWL-OAK', quantity: 1 };
	assert.equal((await store.put(absolute, { items: Array(2000).fill(entry) })).status, 200);
	assert.equal((await store.put(absolute, { items: Array(2001).fill(entry) })).status, 422);
	assert.equal((await store.put(absolute, { items: [] })).status, 422);
});

test('relative adjustments add up and refuse to go below zero', async () => {
	const store = await quickStore();
	const by = async (quantity: number): Promise<number> =>
		(await store.post(relative, { items: [{ location_id: 1, sku: 'BOWL-OAK', quantity }] })).status;
	assert.deepEqual([await by(-5), await store.stock('BOWL-OAK')], [200, 10]);
	assert.deepEqual([await by(-11), await store.stock('BOWL-OAK')], [422, 10]);
});

test('a relative adjustment of nothing, of more than there may be, or with words that nobody knows is refused', async () => {
	const store = await quickStore();
	const bowl = (quantity: number): object => ({ location_id: 1, sku: 'BOWL-OAK', quantity });
	const refused = async (body: object): Promise<unknown> => {
		const reply = await store.post(relative, body);
		return reply.status === 422 ? reply.body.title : reply.status;
	};
	assert.equal(await refused({ items: [bowl(0)] }), 'quantity must not be 0');
	assert.equal(await refused({ items: [bowl(2_147_483_640)] }), 'a level is at most 2147483647');
	assert.equal(await refused({ items: [bowl(1)], note: 'sync' }), 'unknown field: note');
	assert.equal(await refused({ items: [bowl(1)], reason: 7 }), 'reason must be text');
	assert.equal(await refused({ items: [bowl(1), bowl(-99)] }), 'insufficient stock');
	assert.equal(await store.stock('BOWL-OAK'), 15);
	assert.deepEqual(store.latest()?.paths, ['relative adjustment', '422']);
});

test('a stock that was never set takes no relative adjustment, and the whole call is refused by its name', async () => {
	const store = await quickStore();
	await store.control('/settings', { badEntries: 'applyRest' });
	await store.control('/stock', { sku: 'BOWL-OAK', quantity: 15, neverSet: true });
	const items = ['MUG-BLUE', 'BOWL-OAK'].map((sku) => ({ location_id: 1, sku, quantity: -1 }));
	const reply = await store.post(relative, { items });
	assert.equal(reply.status, 422);
	assert.equal(reply.body.title, 'Items with identity: [sku BOWL-OAK] requires absolute adjustment before relative');
	assert.deepEqual([await store.stock('MUG-BLUE'), await store.stock('BOWL-OAK')], [40, 15]);
	await store.put(absolute, { items: [{ location_id: 1, sku: 'BOWL-OAK', quantity: 12 }] });
	assert.equal((await store.post(relative, { items })).status, 200);
	assert.equal(await store.stock('BOWL-OAK'), 11);
});

test('a relative decrease stops at the safety stock, an absolute one does not', async () => {
	const store = await quickStore();
	await store.control('/stock', { sku: 'BOWL-OAK', quantity: 50, safetyStock: 10 });
	const by = async (quantity: number): Promise<number> =>
		(await store.post(relative, { items: [{ location_id: 1, sku: 'BOWL-OAK', quantity }] })).status;
	assert.deepEqual([await by(-41), await by(-40)], [422, 200]);
	await store.put(absolute, { items: [{ location_id: 1, sku: 'BOWL-OAK', quantity: 3 }] });
	assert.equal(await store.stock('BOWL-OAK'), 3);
});

test('items that are not counted do not appear; safety stock is not for sale', async () => {
	const store = await quickStore();
	await store.control('/stock', { sku: 'MUG-BLUE', quantity: 10, safetyStock: 3 });
	const { data } = (await store.get('/v3/inventory/items?sku:in=mug-blue,CORD-5M,TEE-RED-M&location_id:in=1')).body;
	assert.deepEqual(
		data.map(
			({
				identity,
				locations: [at],
			}: {
				identity: { sku: string };
				locations: { available_to_sell: number; total_inventory_onhand: number }[];
			}) => [identity.sku, at?.total_inventory_onhand, at?.available_to_sell],
		),
		[
			['TEE-RED-M', 25, 25],
			['MUG-BLUE', 10, 7],
		],
	);
});

test('items are paged, up to 1000 at once', async () => {
	const store = openStore();
	const { data, meta } = (await store.get('/v3/inventory/items?limit=3&page=2')).body;
	assert.deepEqual([data.length, meta.pagination.current_page, meta.pagination.per_page], [3, 2, 3]);
	assert.equal((await store.get('/v3/inventory/items?limit=1000')).status, 200);
	assert.equal((await store.get('/v3/inventory/items?limit=1001')).status, 413);
	assert.equal((await store.get('/v3/inventory/items?sku=MUG-BLUE')).status, 422);
});

test('a second location has a stock of its own', async () => {
	const store = await quickStore();
	const [first] = (await store.get('/v3/inventory/locations')).body.data;
	await store.control('/settings', {
		locations: [
			{ id: 1, code: first.code, label: first.label, enabled: true },
			{ id: 2, code: 'DOCK', label: 'Dock', enabled: false },
		],
	});
	await store.put(absolute, { items: [{ location_id: 2, sku: 'MUG-BLUE', quantity: 9 }] });
	assert.equal(await store.stock('MUG-BLUE'), 40);
	const [mug] = (await store.get('/v3/inventory/locations/2/items?sku:in=MUG-BLUE')).body.data;
	assert.deepEqual(
		mug.locations.map(({ location_id: id, total_inventory_onhand: level }: Record<string, unknown>) => [id, level]),
		[[2, 9]],
	);
	assert.equal((await store.get('/v3/inventory/locations?is_active=true')).body.data.length, 1);
});

async function quickStore(): Promise<Client> {
	const store = openStore();
	await store.control('/settings', { inventoryDelay: 0 });
	return store;
}
