import assert from 'node:assert/strict';
import { generatedArticles, type CatalogueSize } from '../../catalogue/generated.mts';
import { createServices, type Services } from '../../services.mts';

/** A reply of whatever shape, as JSON.parse types it: a test that looks wrong fails by looking. */
type Parsed = ReturnType<typeof JSON.parse>;

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The four services with a large catalogue, asked without a port by whoever has the keys. Each answer is a good one. */
export interface LargeShop {
	readonly services: Services;
	woocommerce(method: Method, path: string, body?: object): Promise<Parsed>;
	bigcommerce(method: Method, path: string, body?: object): Promise<Parsed>;
	/** The rows of a statement. */
	query(statement: string): Promise<readonly Parsed[]>;
	ebay(method: Method, path: string, body?: object): Promise<Parsed>;
	/** A call of the Trading API, as XML. */
	trading(call: string, content: string): Promise<string>;
}

export async function openLargeShop(size: CatalogueSize): Promise<LargeShop> {
	const services = createServices('127.0.0.1', 0, generatedArticles(size));
	const ask = async (
		name: keyof Services,
		method: Method,
		url: string,
		{ body, headers }: { readonly body?: object | string; readonly headers: Readonly<Record<string, string>> },
	): Promise<Parsed> => {
		const reply = await services[name]
			.app()
			.inject({ method, url, headers, ...(body === undefined ? {} : { payload: body }) });
		assert.ok(reply.statusCode < 300, `${method} ${url}: ${reply.statusCode} ${reply.body}`);
		return /^[{[]/.test(reply.body) ? reply.json() : reply.body;
	};
	const { consumerKey, consumerSecret } = services.woocommerce.credentials();
	const { storeHash, accessToken } = services.bigcommerce.credentials();
	const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
	const { clientId, clientSecret, refreshToken } = services.ebay.credentials();
	const { access_token: token } = await ask('ebay', 'POST', '/identity/v1/oauth2/token', {
		body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }).toString(),
		headers: { authorization: basic(clientId, clientSecret), 'content-type': 'application/x-www-form-urlencoded' },
	});
	return {
		services,
		woocommerce: async (method, path, body) =>
			await ask('woocommerce', method, `/wp-json/wc/v3${path}`, {
				...(body === undefined ? {} : { body }),
				headers: { authorization: basic(consumerKey, consumerSecret) },
			}),
		bigcommerce: async (method, path, body) =>
			await ask('bigcommerce', method, `/stores/${storeHash}${path}`, {
				...(body === undefined ? {} : { body }),
				headers: { 'x-auth-token': accessToken, accept: 'application/json' },
			}),
		async query(statement) {
			const { realmId, accessToken: bearer } = services.quickbooks.credentials();
			const url = `/v3/company/${realmId}/query?query=${encodeURIComponent(statement)}&minorversion=75`;
			const answer = await ask('quickbooks', 'GET', url, {
				headers: { authorization: `Bearer ${bearer}`, accept: 'application/json' },
			});
			return Object.values<Parsed[]>(answer.QueryResponse).find(Array.isArray) ?? [];
		},
		ebay: async (method, path, body) =>
			await ask('ebay', method, path, {
				...(body === undefined ? {} : { body }),
				headers: { authorization: `Bearer ${token}` },
			}),
		trading: async (call, content) =>
			await ask('ebay', 'POST', '/ws/api.dll', {
				body: `<?xml version="1.0" encoding="utf-8"?><${call}Request xmlns="urn:ebay:apis:eBLBaseComponents">${content}</${call}Request>`,
				headers: {
					'content-type': 'text/xml',
					'x-ebay-api-call-name': call,
					'x-ebay-api-compatibility-level': '1349',
					'x-ebay-api-siteid': '0',
					'x-ebay-api-iaf-token': token,
				},
			}),
	};
}
