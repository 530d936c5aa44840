import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { test } from 'node:test';
import { basic, openShop, type Client } from './client.mts';

const products = '/wp-json/wc/v3/products';

/** An Authorization header that signs a GET of a path without a query. */
function signed(
	shop: Client,
	given: { readonly timestamp?: number; readonly nonce?: string; readonly secret?: string } = {},
) {
	const { consumerKey, consumerSecret } = shop.service.credentials();
	const { timestamp = Math.floor(Date.now() / 1000), nonce = 'n1', secret = consumerSecret } = given;
	const fields = {
		oauth_consumer_key: consumerKey,
		oauth_nonce: nonce,
		oauth_signature_method: 'HMAC-SHA1',
		oauth_timestamp: String(timestamp),
	};
	const base = Object.entries(fields)
		.map(([name, value]) => `${name}=${value}`)
		.join('&');
	const text = `GET&${encodeURIComponent(`http://localhost:80${products}`)}&${encodeURIComponent(base)}`;
	const signature = createHmac('sha1', `${secret}&`).update(text).digest('base64');
	const all = { ...fields, oauth_signature: encodeURIComponent(signature) };
	return `OAuth ${Object.entries(all)
		.map(([name, value]) => `${name}="${value}"`)
		.join(', ')}`;
}

async function messageOf(shop: Client, authorization: string): Promise<string> {
	const { status, body } = await shop.plain(products, { authorization });
	assert.equal(status, 401);
	return body.message;
}

test('over plain HTTP a signature in the header lets in, once, and for a quarter of an hour', async () => {
	const shop = openShop();
	const authorization = signed(shop);
	assert.equal((await shop.plain(products, { authorization })).status, 200);
	assert.equal(await messageOf(shop, authorization), 'Invalid nonce - nonce has already been used.');
	const old = signed(shop, { nonce: 'n2', timestamp: Math.floor(Date.now() / 1000) - 901 });
	assert.equal(await messageOf(shop, old), 'Invalid timestamp.');
	const forged = signed(shop, { nonce: 'n3', secret: 'cs_wrong' });
	assert.equal(await messageOf(shop, forged), 'Invalid signature - provided signature does not match.');
	const bare = 'OAuth oauth_consumer_key="ck_1", oauth_nonce="n4"';
	assert.match(await messageOf(shop, bare), /^Missing OAuth parameters oauth_timestamp, oauth_signature, /);
});

test('a signature is no way around the rights of a key', async () => {
	const shop = openShop();
	await shop.control('/settings', { keyPermissions: 'write' });
	assert.equal(await messageOf(shop, signed(shop)), 'The API key provided does not have read permissions.');
});

test('anybody may ask the site who it is', async () => {
	const shop = openShop();
	for (const url of ['/wp-json', '/wp-json/', '/index.php/wp-json/', '/?rest_route=/']) {
		const { status, body } = await shop.raw(url);
		assert.deepEqual([status, body.timezone_string, body.namespaces], [200, 'America/New_York', ['wc/v3']]);
		assert.ok([-4, -5].includes(body.gmt_offset));
	}
	await shop.control('/settings', { timeZone: 'UTC+5:30' });
	const { body } = await shop.raw('/wp-json/');
	assert.deepEqual([body.timezone_string, body.gmt_offset], ['', 5.5]);
});

test('with plain permalinks the API hides behind the home page', async () => {
	const shop = openShop();
	await shop.control('/settings', { permalinks: 'plain' });
	const { consumerKey, consumerSecret } = shop.service.credentials();
	const headers = { authorization: basic(consumerKey, consumerSecret) };
	const ask = async (url: string) => await shop.service.app().inject({ url, headers });
	const moved = await ask(`${products}?per_page=1`);
	assert.equal(moved.statusCode, 301);
	assert.ok(String(moved.headers.location).endsWith(`${products}/?per_page=1`));
	const page = await ask(`${products}/?per_page=1`);
	assert.deepEqual([page.statusCode, page.headers['content-type']], [200, 'text/html; charset=UTF-8']);
	assert.equal((await ask(`/index.php${products}`)).statusCode, 200);
});

test('PHP prints its notices before the JSON', async () => {
	const shop = openShop();
	const { consumerKey, consumerSecret } = shop.service.credentials();
	const headers = { authorization: basic(consumerKey, consumerSecret) };
	await shop.control('/settings', { noticesBeforeJson: true });
	const reply = await shop.service.app().inject({ url: products, headers });
	assert.match(reply.body, /^<br \/>\n<b>Deprecated<\/b>: .*<br \/>\n\[\{"id":/);
	assert.match(String(reply.headers['content-type']), /^application\/json/);
});

test('a page beyond the end has totals of 0', async () => {
	const shop = openShop();
	await shop.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
	for (const path of ['/orders', '/products']) {
		const { status, headers, body } = await shop.get(`${path}?page=99`);
		assert.deepEqual([status, headers['x-wp-total'], headers['x-wp-totalpages'], body], [200, '0', '0', []]);
	}
});

test('what is no address of the API is a page of the shop', async () => {
	const shop = openShop();
	const reply = await shop.service.app().inject({ url: '/about-us' });
	assert.equal(reply.statusCode, 404);
	assert.match(reply.body, /^<!DOCTYPE html>/);
});

test('a refund through the gateway is there while the gateway thinks, and gone when it declines', async () => {
	const shop = openShop();
	const { orderId } = (await shop.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 2 }] })).body;
	const line = (await shop.get(`/orders/${orderId}`)).body.line_items[0].id;
	const path = `/orders/${orderId}/refunds`;
	const body = { line_items: [{ id: line, quantity: 1, refund_total: '1.00' }] };
	await shop.control('/settings', { refundGateway: 'declines', refundGatewayDelay: 50 });
	const stock = await shop.stock('MUG-BLUE');
	const declined = shop.post(path, body);
	await new Promise((resolve) => setTimeout(resolve, 20));
	assert.equal((await shop.get(path)).body.length, 1);
	assert.equal(await shop.stock('MUG-BLUE'), stock);
	const { status, body: refusal } = await declined;
	assert.deepEqual([status, refusal.code], [500, 'woocommerce_rest_cannot_create_order_refund']);
	assert.deepEqual((await shop.get(path)).body, []);
	await shop.control('/settings', { refundGateway: 'agrees', refundGatewayDelay: 0 });
	assert.equal((await shop.post(path, body)).body.refunded_payment, true);
	assert.equal(await shop.stock('MUG-BLUE'), (stock ?? 0) + 1);
});

test('an order of the checkout carries the meta data that real ones carry', async () => {
	const shop = openShop();
	const sale = { lines: [{ sku: 'MUG-BLUE', quantity: 2 }], shipping: '5.00' };
	const { orderId } = (await shop.control('/sell', sale)).body;
	const { body: order } = await shop.get(`/orders/${orderId}`);
	const keys = order.meta_data.map(({ key }: { key: string }) => key);
	assert.ok(keys.includes('is_vat_exempt') && keys.includes('_wc_order_attribution_source_type'));
	assert.deepEqual(keys, [...keys].sort());
	assert.ok(order.meta_data.some(({ value }: { value: unknown }) => typeof value === 'object'));
	assert.match(order.shipping_lines[0].meta_data[0].value, / &times; 2$/);
	assert.notEqual(order.customer_user_agent, '');
});
