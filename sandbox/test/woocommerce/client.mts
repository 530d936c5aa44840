import type { JournalEntry } from '../../kit/journal.mts';
import type { Shop, ShopServer } from '../../woocommerce/shop.mts';
import { createWooCommerce, type WooCommerceService } from '../../woocommerce/wooCommerceService.mts';

/** A reply of whatever shape, as JSON.parse types it: a test that looks wrong fails by looking. */
type Parsed = ReturnType<typeof JSON.parse>;

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Parsed;
}

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A client with keys; paths are those below /wp-json/wc/v3. */
export interface Client {
	readonly service: WooCommerceService;
	get(path: string): Promise<Answer>;
	post(path: string, body: object): Promise<Answer>;
	put(path: string, body: object): Promise<Answer>;
	delete(path: string): Promise<Answer>;
	control(path: string, body?: object): Promise<Answer>;
	/** Any address, with the headers given and no others. */
	raw(url: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
	/** The same over plain HTTP. */
	plain(url: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
	/** What the latest request is marked with in the journal. */
	latest(): JournalEntry | undefined;
	/** The stock of a SKU by the control endpoint. */
	stock(sku: string): Promise<number | null>;
}

export function openShop(seed?: (server: ShopServer) => Shop): Client {
	const service = createWooCommerce({
		host: '127.0.0.1',
		port: 0,
		plainPort: 0,
		...(seed === undefined ? {} : { seed }),
	});
	const { consumerKey, consumerSecret } = service.credentials();
	const authorization = basic(consumerKey, consumerSecret);
	const ask = async (method: Method, path: string, body?: object): Promise<Answer> =>
		answer(
			await service.app().inject({
				method,
				url: `/wp-json/wc/v3${path}`,
				headers: { authorization },
				...(body === undefined ? {} : { payload: body }),
			}),
		);
	const control = async (path: string, body?: object): Promise<Answer> =>
		answer(
			await service.app().inject({
				method: body === undefined ? 'GET' : 'POST',
				url: `/control${path}`,
				...(body === undefined ? {} : { payload: body }),
			}),
		);
	return {
		service,
		get: async (path) => await ask('GET', path),
		post: async (path, body) => await ask('POST', path, body),
		put: async (path, body) => await ask('PUT', path, body),
		delete: async (path) => await ask('DELETE', path),
		control,
		raw: async (url, headers = {}) => answer(await service.app().inject({ url, headers })),
		plain: async (url, headers = {}) => answer(await service.plain.app().inject({ url, headers })),
		latest: () => service.journal.since(0).at(-1),
		stock: async (sku) => (await control('/stock')).body.find((row: { sku: string }) => row.sku === sku).quantity,
	};
}

export function basic(user: string, password: string): string {
	return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

function answer(reply: { statusCode: number; headers: Record<string, unknown>; body: string }): Answer {
	return { status: reply.statusCode, headers: reply.headers, body: JSON.parse(reply.body) };
}
