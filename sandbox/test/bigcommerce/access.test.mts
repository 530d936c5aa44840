import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore } from './client.mts';

test('the token opens its own store and no other', async () => {
	const store = openStore();
	const { storeHash, accessToken } = store.service.credentials();
	const json = { accept: 'application/json' };
	assert.equal(
		(await store.raw(`/stores/${storeHash}/v2/store`, { ...json, 'x-auth-token': accessToken })).status,
		200,
	);
	assert.equal((await store.raw(`/stores/${storeHash}/v2/store`, json)).status, 401);
	assert.equal((await store.raw(`/stores/${storeHash}/v2/store`, { ...json, 'x-auth-token': 'other' })).status, 401);
	assert.equal((await store.raw('/stores/other/v2/store', { ...json, 'x-auth-token': accessToken })).status, 401);
});

test('a scope that the token lacks is a 403', async () => {
	const store = openStore();
	await store.control('/settings', { missingScopes: ['store_inventory'] });
	const { status, body } = await store.put('/v3/inventory/adjustments/absolute', { items: [] });
	assert.deepEqual([status, body.title], [403, "You don't have a required scope to access the endpoint"]);
	assert.equal((await store.get('/v3/inventory/items')).status, 200);
});

test('v2 writes errors as a list, v3 as an object', async () => {
	const store = openStore();
	const [two, three] = [await store.get('/v2/orders/9999'), await store.get('/v3/catalog/products/9999')];
	assert.deepEqual([two.status, two.body], [404, [{ status: 404, message: 'The requested order was not found.' }]]);
	assert.deepEqual(
		[three.status, three.body.status, three.body.title],
		[404, 404, 'The requested product was not found.'],
	);
	assert.equal((await store.get('/v3/nothing')).status, 404);
});

test('v2 answers in XML unless JSON is asked for, v3 in JSON always', async () => {
	const store = openStore();
	const { accessToken, storeHash } = store.service.credentials();
	const ask = async (path: string, accept?: string): Promise<string> =>
		String(
			(
				await store.raw(`/stores/${storeHash}${path}`, {
					'x-auth-token': accessToken,
					...(accept === undefined ? {} : { accept }),
				})
			).headers['content-type'],
		);
	assert.match(await ask('/v2/store'), /xml/);
	assert.match(await ask('/v2/store', '*/*'), /xml/);
	assert.match(await ask('/v2/store', 'application/json, */*'), /json/);
	assert.match(await ask('/v2/orders/9999'), /xml/);
	assert.match(await ask('/v3/catalog/products'), /json/);
	const statuses = await store.get('/v2/order_statuses', { accept: 'application/xml' });
	assert.match(statuses.text, /<order_statuses>\s*<order_status>\s*<id>0<\/id>/);
});

test('every answer tells the quota; beyond it requests are refused until the window ends', async () => {
	const store = openStore();
	await store.control('/settings', { quota: 2 });
	const left = [await store.get('/v2/orders'), await store.get('/v2/orders/9999')].map(
		({ headers }) => headers['x-rate-limit-requests-left'],
	);
	assert.deepEqual(left, ['1', '0']);
	const refused = await store.get('/v2/store');
	assert.equal(refused.status, 429);
	const { headers } = refused;
	assert.deepEqual([headers['x-rate-limit-time-window-ms'], headers['x-rate-limit-requests-quota']], ['30000', '2']);
	assert.ok(Number(headers['x-rate-limit-time-reset-ms']) > 25_000);
	assert.ok(Number(headers['x-retry-after']) > 25);
});

test('a refusal may come without headers', async () => {
	const store = openStore();
	await store.control('/settings', { quota: 0, throttledReply: 'withoutHeaders' });
	const { status, headers } = await store.get('/v2/store');
	assert.equal(status, 429);
	assert.deepEqual(
		Object.keys(headers).filter((name) => name.startsWith('x-')),
		[],
	);
});

test('a write that is not said to be JSON is a 415, broken JSON a 400', async () => {
	const store = openStore();
	const { accessToken, storeHash } = store.service.credentials();
	const write = async (type: string, payload: string): Promise<number> => {
		const headers = { 'x-auth-token': accessToken, 'content-type': type };
		return (
			await store.service
				.app()
				.inject({ method: 'PUT', url: `/stores/${storeHash}/v3/inventory/adjustments/absolute`, headers, payload })
		).statusCode;
	};
	assert.equal(await write('text/plain', '{}'), 415);
	assert.equal(await write('application/json', '{"items": ['), 400);
});

test('the store tells its currency and time zone', async () => {
	const { body } = await openStore().get('/v2/store');
	assert.deepEqual([body.currency, body.timezone.name], ['USD', 'America/New_York']);
});

test('the inventory settings say when stock is taken', async () => {
	const store = openStore();
	const read = async (): Promise<string> => (await store.get('/v3/settings/inventory')).body.data.update_stock_behavior;
	assert.equal(await read(), 'order_placed');
	await store.control('/settings', { updateStockBehavior: 'order_completed_or_shipped' });
	assert.equal(await read(), 'order_completed_or_shipped');
});
