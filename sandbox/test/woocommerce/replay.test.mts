import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createWooCommerce, type WooCommerceService } from '../../woocommerce/wooCommerceService.mts';
import type { Shop } from '../../woocommerce/shop.mts';
import { deliveries, exchanges, type Exchange } from './recordings.mts';
import { recordedShop, redateOrders } from './recordedShop.mts';

/** What happened to the shop before a recording and is not recorded itself. */
const meanwhile: Readonly<Record<string, (shop: Shop, server: Server) => Promise<void>>> = {
	'112': async (_shop, server) => {
		// Recording 111 is not kept: an unknown status in a batch had set order 62 to pending.
		await server.ask('POST', '/wp-json/wc/v3/orders/batch', { update: [{ id: 62, status: 'nonsense' }] });
	},
	'301': async (shop) => redateOrders(shop),
};

/** The recordings were made in three sittings; each began with the shop as seeded. */
const sittings = [
	exchanges.filter(({ name }) => name < '200'),
	exchanges.filter(({ name }) => name > '200' && name < '300'),
	exchanges.filter(({ name }) => name > '300'),
];

for (const sitting of sittings) {
	const server = openRecordedShop();
	for (const recorded of sitting) {
		test(`answers like the real shop: ${recorded.name}`, async () => {
			await meanwhile[recorded.name.slice(0, 3)]?.(server.shop(), server);
			const reply = await server.replay(recorded);
			const { status, body } = recorded.response;
			assert.equal(reply.status, status);
			assert.equal(codeOf(reply.body), codeOf(body));
			assert.deepEqual(shapeOf(reply.body), shapeOf(body));
		});
	}
}

test('the recordings that are no exchanges are webhook deliveries', () => {
	assert.deepEqual(
		deliveries.map(({ name }) => name),
		[
			'201-delivery-create-order-updated-0',
			'203-delivery-refund-0',
			'204-delivery-checkout-by-a-shopper-0',
			'204-delivery-checkout-by-a-shopper-1',
			'205-delivery-order-trashed-0',
			'206-delivery-variation-stock-batch-0',
			'209-delivery-failing-update-7-0',
		],
	);
	for (const { headers } of deliveries) assert.match(headers['user-agent'] ?? '', /Hookshot/);
});

interface Server {
	readonly shop: () => Shop;
	readonly ask: (
		method: Exchange['request']['method'],
		url: string,
		body?: object,
	) => Promise<{ status: number; body: unknown }>;
	readonly replay: (recorded: Exchange) => Promise<{ status: number; body: unknown }>;
}

function openRecordedShop(): Server {
	let shop: Shop | undefined;
	const service: WooCommerceService = createWooCommerce({
		host: '127.0.0.1',
		port: 0,
		plainPort: 0,
		seed: (siteUrl) => (shop = recordedShop(siteUrl)),
	});
	const { consumerKey, consumerSecret } = service.credentials();
	const send = async (
		keys: string,
		method: Exchange['request']['method'],
		url: string,
		body?: object,
	): Promise<{ status: number; body: unknown }> => {
		const authorization = `Basic ${Buffer.from(keys).toString('base64')}`;
		const reply = await service
			.app()
			.inject({ method, url, headers: { authorization }, ...(body === undefined ? {} : { payload: body }) });
		return { status: reply.statusCode, body: reply.json() };
	};
	return {
		shop: () => {
			if (shop === undefined) throw new Error('the shop was not seeded');
			return shop;
		},
		ask: async (method, url, body) => await send(`${consumerKey}:${consumerSecret}`, method, url, body),
		replay: async ({ name, request }) => {
			const { pathname, search } = new URL(request.url);
			const secret = name.startsWith('008') ? 'cs_wrong' : consumerSecret;
			return await send(`${consumerKey}:${secret}`, request.method, pathname + search, request.body);
		},
	};
}

function codeOf(body: unknown): unknown {
	return typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
}

/** Fields whose keys or length are the shop's own data and not the API's shape. */
const dataOf: Readonly<Record<string, string>> = { options: 'texts by key', related_ids: 'ids', hooks: 'texts' };

/** Keys and types, all the way down; lists element by element. */
function shapeOf(value: unknown, key = ''): unknown {
	if (dataOf[key] !== undefined) return dataOf[key];
	if (value === null) return 'null';
	if (Array.isArray(value)) return value.map((entry) => shapeOf(entry));
	if (typeof value !== 'object') return typeof value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => a.localeCompare(b))
			.map(([name, entry]) => [name, shapeOf(entry, name)]),
	);
}
