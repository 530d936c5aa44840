import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basic, openShop } from './client.mts';

const products = '/wp-json/wc/v3/products';

test('keys are taken from the header and from the query', async () => {
	const shop = openShop();
	const { consumerKey, consumerSecret } = shop.service.credentials();
	assert.equal((await shop.raw(products, { authorization: basic(consumerKey, consumerSecret) })).status, 200);
	assert.deepEqual(shop.latest()?.paths, []);
	assert.equal(
		(await shop.raw(`${products}?consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`)).status,
		200,
	);
	assert.deepEqual(shop.latest()?.paths, ['query-string key']);
	assert.deepEqual(shop.latest()?.query, {});
});

test('no keys and unknown keys are refused alike', async () => {
	const shop = openShop();
	const { consumerSecret } = shop.service.credentials();
	const refusal = {
		code: 'woocommerce_rest_cannot_view',
		message: 'Sorry, you cannot list resources.',
		data: { status: 401 },
	};
	assert.deepEqual(await bodyAnd401(shop.raw(products)), refusal);
	assert.deepEqual(
		await bodyAnd401(shop.raw(products, { authorization: basic('ck_unknown', consumerSecret) })),
		refusal,
	);
});

test('a wrong secret has a code of its own, in the query too, where keys win over the header', async () => {
	const shop = openShop();
	const { consumerKey, consumerSecret } = shop.service.credentials();
	const good = { authorization: basic(consumerKey, consumerSecret) };
	assert.equal(
		(await bodyAnd401(shop.raw(products, { authorization: basic(consumerKey, 'cs_wrong') }))).code,
		'woocommerce_rest_authentication_error',
	);
	const body = await bodyAnd401(shop.raw(`${products}?consumer_key=${consumerKey}&consumer_secret=cs_wrong`, good));
	assert.equal(body.message, 'Consumer secret is invalid.');
});

test('over plain HTTP keys are ignored', async () => {
	const shop = openShop();
	const { consumerKey, consumerSecret } = shop.service.credentials();
	assert.equal(
		(await bodyAnd401(shop.plain(products, { authorization: basic(consumerKey, consumerSecret) }))).code,
		'woocommerce_rest_cannot_view',
	);
	const inQuery = `/wp-json/wc/v3/orders?consumer_key=${consumerKey}&consumer_secret=${consumerSecret}`;
	assert.equal((await bodyAnd401(shop.plain(inQuery))).code, 'woocommerce_rest_cannot_view');
});

test('the address with rest_route never authenticates, the one with index.php does', async () => {
	const shop = openShop();
	const { consumerKey, consumerSecret } = shop.service.credentials();
	const keys = { authorization: basic(consumerKey, consumerSecret) };
	assert.equal((await bodyAnd401(shop.raw('/?rest_route=/wc/v3/products', keys))).code, 'woocommerce_rest_cannot_view');
	assert.equal((await shop.raw(`/index.php${products}`, keys)).status, 200);
});

test('a key that may only read cannot write, and the other way round', async () => {
	const shop = openShop();
	await shop.control('/settings', { keyPermissions: 'read' });
	assert.equal((await shop.get('/products')).status, 200);
	const write = await shop.post('/products/batch', { update: [] });
	assert.equal(write.status, 401);
	assert.equal(write.body.message, 'The API key provided does not have write permissions.');
	await shop.control('/settings', { keyPermissions: 'write' });
	assert.equal((await shop.get('/products')).body.message, 'The API key provided does not have read permissions.');
});

test('what no route answers is rest_no_route', async () => {
	const shop = openShop();
	const reply = await shop.get('/stock');
	assert.equal(reply.status, 404);
	assert.equal(reply.body.code, 'rest_no_route');
	assert.equal((await shop.get('/products/abc')).body.code, 'rest_no_route');
});

test('a body that is no JSON is refused', async () => {
	const shop = openShop();
	const { consumerKey, consumerSecret } = shop.service.credentials();
	const headers = { authorization: basic(consumerKey, consumerSecret), 'content-type': 'application/json' };
	const reply = await shop.service
		.app()
		.inject({ method: 'POST', url: `${products}/batch`, headers, payload: '{"update": [' });
	assert.equal(reply.statusCode, 400);
	assert.equal(reply.json().code, 'rest_invalid_json');
});

async function bodyAnd401(
	asked: Promise<{ status: number; body: { code: string; message: string; data: unknown } }>,
): Promise<{ code: string; message: string; data: unknown }> {
	const { status, body } = await asked;
	assert.equal(status, 401);
	return body;
}
