import { createBigCommerce, type BigCommerceService } from '../../bigcommerce/bigCommerceService.mts';
import type { JournalEntry } from '../../kit/journal.mts';

/** A reply of whatever shape, as JSON.parse types it: a test that looks wrong fails by looking. */
type Parsed = ReturnType<typeof JSON.parse>;

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	/** Parsed where it is JSON, undefined where there is none. */
	readonly body: Parsed;
	readonly text: string;
}

type Headers = Readonly<Record<string, string>>;

/** A client with the token; paths are those below /stores/{hash}. */
export interface Client {
	readonly service: BigCommerceService;
	get(path: string, headers?: Headers): Promise<Answer>;
	put(path: string, body: object, headers?: Headers): Promise<Answer>;
	post(path: string, body: object): Promise<Answer>;
	control(path: string, body?: object): Promise<Answer>;
	/** Any address, with the headers given and no others. */
	raw(url: string, headers?: Headers): Promise<Answer>;
	latest(): JournalEntry | undefined;
	/** The true stock of a SKU. */
	stock(sku: string): Promise<number | null>;
}

export function openStore(): Client {
	const service = createBigCommerce({ host: '127.0.0.1', port: 0 });
	const { storeHash, accessToken } = service.credentials();
	const ask = async (
		method: 'GET' | 'PUT' | 'POST',
		path: string,
		rest: { body?: object; headers?: Headers } = {},
	): Promise<Answer> =>
		answer(
			await service.app().inject({
				method,
				url: `/stores/${storeHash}${path}`,
				headers: { 'x-auth-token': accessToken, accept: 'application/json', ...rest.headers },
				...(rest.body === undefined ? {} : { payload: rest.body }),
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
		get: async (path, headers = {}) => await ask('GET', path, { headers }),
		put: async (path, body, headers = {}) => await ask('PUT', path, { body, headers }),
		post: async (path, body) => await ask('POST', path, { body }),
		control,
		raw: async (url, headers = {}) => answer(await service.app().inject({ url, headers })),
		latest: () => service.journal.since(0).at(-1),
		stock: async (sku) => (await control('/stock')).body.find((row: { sku: string }) => row.sku === sku).quantity,
	};
}

function answer(reply: { statusCode: number; headers: Record<string, unknown>; body: string }): Answer {
	const isJson = String(reply.headers['content-type']).includes('json');
	return {
		status: reply.statusCode,
		headers: reply.headers,
		body: isJson ? JSON.parse(reply.body) : undefined,
		text: reply.body,
	};
}
