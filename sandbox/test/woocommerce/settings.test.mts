import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './client.mts';

test('the settings that a connector reads follow the shop', async () => {
	const shop = openShop();
	const value = async (path: string): Promise<string> => (await shop.get(`/settings/${path}`)).body.value;
	const paths = [
		'general/woocommerce_currency',
		'tax/woocommerce_prices_include_tax',
		'products/woocommerce_manage_stock',
	];
	assert.deepEqual(await Promise.all(paths.map(value)), ['USD', 'no', 'yes']);
	await shop.control('/settings', { currency: 'EUR', pricesIncludeTax: true, manageStock: false });
	assert.deepEqual(await Promise.all(paths.map(value)), ['EUR', 'yes', 'no']);
});

test('an unknown setting and an unknown group are 404', async () => {
	const shop = openShop();
	const [setting, group] = [
		await shop.get('/settings/general/woocommerce_colour'),
		await shop.get('/settings/colours'),
	];
	assert.deepEqual([setting.status, setting.body.code], [404, 'rest_setting_setting_invalid']);
	assert.deepEqual([group.status, group.body.code], [404, 'rest_setting_setting_group_invalid']);
});

test('a cache in front of the shop keeps what it gave, by the whole address or by what WooCommerce knows of it', async () => {
	const shop = openShop();
	const level = async (more = ''): Promise<unknown> => {
		const { headers, body } = await shop.get(`/products?sku=MUG-BLUE${more}`);
		return [body[0].stock_quantity, headers['x-cache'] ?? null];
	};
	await shop.control('/settings', { pageCache: 'byAddress' });
	assert.deepEqual(await level(), [40, null]);
	await shop.control('/stock', { sku: 'MUG-BLUE', quantity: 7 });
	assert.deepEqual(await Promise.all([level(), level('&nocache=1')]), [
		[40, 'HIT'],
		[7, null],
	]);
	await shop.control('/settings', { pageCache: 'off' });
	assert.deepEqual(await level(), [7, null]);
	await shop.control('/settings', { pageCache: 'knownParameters' });
	assert.deepEqual(await level('&nocache=2'), [7, null]);
	await shop.control('/stock', { sku: 'MUG-BLUE', quantity: 8 });
	assert.deepEqual(await level('&nocache=3'), [7, 'HIT']);
});

test('the tax tables are listed', async () => {
	const shop = openShop();
	await shop.control('/settings', { taxRates: [{ percent: '8.25', name: 'NY' }] });
	const [rate] = (await shop.get('/taxes')).body;
	assert.deepEqual([rate.rate, rate.name, rate.class], ['8.2500', 'NY', 'standard']);
});

test('a webhook is kept, shown without its secret, changed and removed', async () => {
	const shop = openShop();
	const made = await shop.post('/webhooks', {
		name: 'orders',
		topic: 'order.updated',
		delivery_url: 'https://n8n.test/hook',
		secret: 's',
	});
	assert.deepEqual([made.status, made.body.status, 'secret' in made.body], [201, 'active', false]);
	const path = `/webhooks/${made.body.id}`;
	assert.equal((await shop.put(path, { status: 'paused' })).body.status, 'paused');
	assert.equal((await shop.get('/webhooks')).body.length, 1);
	const kept = await shop.delete(path);
	assert.deepEqual([kept.status, kept.body.code], [501, 'woocommerce_rest_trash_not_supported']);
	assert.equal((await shop.delete(`${path}?force=true`)).status, 200);
	assert.equal((await shop.get(path)).status, 404);
});

for (const [what, body] of [
	['topic', { topic: 'order.paid', delivery_url: 'https://n8n.test/hook' }],
	['address', { topic: 'order.updated', delivery_url: 'n8n.test' }],
	['status', { topic: 'order.updated', delivery_url: 'https://n8n.test/hook', status: 'asleep' }],
] as const) {
	test(`refuses a webhook with a wrong ${what}`, async () => {
		const shop = openShop();
		assert.equal((await shop.post('/webhooks', body)).status, 400);
		assert.deepEqual((await shop.get('/webhooks')).body, []);
	});
}
