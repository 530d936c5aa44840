import { ownLevels, type OwnLevels } from './ownLevels';
import { toRefusalError } from './refusal';
import type { ChannelSettings } from '../channelAdapter';
import type { OwnChanges } from '../ownChanges';
import type { HttpPort, HttpReply, HttpRequest } from '../../http/httpPort';
import type { CountedPage } from '../../http/movingPages';
import type { Page } from '../../http/pages';
import { isOwnRefusal } from '../../http/webPage';
import { pageSizes, type PageSizes } from '../../http/troubledPages';
import { readChoice, readFields, readList, readOptional, readWholeNumber } from '../../reading/readUnknown';
import { storeHashIn } from '../../reading/pastedAddress';
import { readAddressPart, readTypedAddress, readWebAddress } from '../../reading/readWebAddress';

export type Query = Readonly<Record<string, string | number>>;

/** A query for pages of `limit` rows. */
export type LimitedQuery = Query & { readonly limit: number };

/** One store's REST API, both versions. */
export interface Store {
	/** The store hash: what tells two stores apart. */
	readonly account: string;
	/** Where people see an order in the control panel; null for a store at an address of its own. */
	readonly orderUrl: ((orderId: string) => string) | null;
	/** Where people edit a product, or that of a variant; null for such a store. A listing without id has none. */
	readonly productUrl: ((listingRef: string) => string | null) | null;
	readonly ownLevels: OwnLevels;
	/** The page of a bare list (version 2) that has `offset` rows before it, a multiple of the limit. */
	getPageV2(path: string, query: LimitedQuery, offset: number): Promise<Page<unknown>>;
	/** The page of a list in an envelope (version 3) that has `offset` rows before it, a multiple of the limit. */
	getPageV3(path: string, query: LimitedQuery, offset: number): Promise<CountedPage<unknown>>;
	/** Numbers of orders to a page. */
	readonly orderPageSizes: PageSizes;
	/** The number of rows that a list of version 3 states. */
	getTotalV3(path: string): Promise<number>;
	/** Whether the store answers to a question for a single order. */
	answers(): Promise<boolean>;
	/** One thing (version 2); every status is an answer. */
	getV2(path: string): Promise<Exchange>;
	/** One thing (version 3); every status is an answer. */
	getV3(path: string): Promise<Exchange>;
	/** The id of the location that levels are read from and written to. The store is asked once. */
	defaultLocation(): Promise<number>;
	/** Sends a write that may be sent twice (version 3); every status is an answer. */
	put(path: string, body: unknown): Promise<Exchange>;
	/** Sends a write that must not be sent twice (version 3); every status is an answer. */
	post(path: string, body: unknown): Promise<Exchange>;
}

export interface Exchange {
	readonly request: HttpRequest;
	readonly reply: HttpReply;
}

/** The id of the location that every store has. The storefront sells from it unless the store says otherwise. */
const FIRST_LOCATION = 1;

/** Orders to a page. Each number divides the one before. */
const ORDER_PAGE_SIZES = [250, 50, 10, 1] as const;

/** Without it version 2 may answer in XML. */
const ACCEPT_JSON = { accept: 'application/json' };

/** Opens a store's API. Throws UnreadableError for a credential that cannot be read. */
export function openStore(http: HttpPort, settings: ChannelSettings, own: OwnChanges): Store {
	const { base, account, panel } = readStoreSettings(settings);
	const get = async (path: string, query: Query) => {
		const request = { method: 'GET', url: base + path, query, headers: ACCEPT_JSON, repeatable: true } as const;
		return { request, reply: await http(request) };
	};
	const write = async ({ path, ...sent }: Pick<HttpRequest, 'method' | 'body' | 'repeatable'> & { path: string }) => {
		const request = { ...sent, url: `${base}/v3${path}`, headers: ACCEPT_JSON };
		return { request, reply: await http(request) };
	};

	return {
		account,
		productUrl: panel === null ? null : (listingRef) => productUrl(panel, listingRef),
		orderUrl: panel === null ? null : (orderId) => `${panel}/orders/${encodeURIComponent(orderId)}`,
		ownLevels: ownLevels(account, own),
		orderPageSizes: pageSizes(ORDER_PAGE_SIZES),
		async getPageV2(path, query, offset) {
			const { request, reply } = await get(`/v2${path}`, { ...query, page: offset / query.limit + 1 });
			const list = `bigcommerce ${path}`;
			// Version 2 says "no rows" with a 204.
			if (reply.status === 204) return { list, rows: [], next: null };
			if (reply.status !== 200) throw toRefusalError(request, reply);
			const rows = readList(reply.body, list, (row) => row);
			return { list, rows, next: rows.length < query.limit ? null : offset + query.limit };
		},
		async getPageV3(path, query, offset) {
			const { request, reply } = await get(`/v3${path}`, { ...query, page: offset / query.limit + 1 });
			if (reply.status !== 200) throw toRefusalError(request, reply);
			return readEnvelope(reply.body, path, { offset, limit: query.limit });
		},
		async getTotalV3(path) {
			const { request, reply } = await get(`/v3${path}`, { limit: 1, page: 1 });
			if (reply.status !== 200) throw toRefusalError(request, reply);
			const meta = readFields(readFields(reply.body, `bigcommerce ${path}`).meta, `bigcommerce ${path}.meta`);
			return readWholeNumber(
				readFields(meta.pagination, `bigcommerce ${path}.meta.pagination`).total,
				`bigcommerce ${path}.meta.pagination.total`,
			);
		},
		answers: async () =>
			await get('/v2/orders', { limit: 1 }).then(
				({ reply }) => reply.status < 300,
				() => false,
			),
		getV2: async (path) => await get(`/v2${path}`, {}),
		getV3: async (path) => await get(`/v3${path}`, {}),
		defaultLocation: memoize(async () => {
			const { request, reply } = await get('/v3/inventory/locations', { is_default: 'true' });
			// The token may lack the scope for locations, which levels do not need.
			if (isOwnRefusal(reply, 403)) return FIRST_LOCATION;
			if (reply.status !== 200) throw toRefusalError(request, reply);
			return readLocation(reply.body);
		}),
		put: async (path, body) => await write({ method: 'PUT', path, body, repeatable: true }),
		post: async (path, body) => await write({ method: 'POST', path, body, repeatable: false }),
	};
}

/** Most lists state the number of their pages. The others end with a page that is not full. */
function readEnvelope(
	body: unknown,
	path: string,
	{ offset, limit }: { offset: number; limit: number },
): CountedPage<unknown> {
	const list = `bigcommerce ${path}`;
	const fields = readFields(body, list);
	const rows = readList(fields.data, `${list}.data`, (row) => row);
	const pagination = readOptional(
		readOptional(fields.meta, `${list}.meta`, readFields)?.pagination,
		`${list}.meta.pagination`,
		readFields,
	);
	const pages = readOptional(pagination?.total_pages, `${list}.meta.pagination.total_pages`, readWholeNumber);
	const total = readOptional(pagination?.total, `${list}.meta.pagination.total`, readWholeNumber);
	const isLast = pages === null ? rows.length < limit : offset / limit + 1 >= pages;
	return { list, rows, next: isLast ? null : offset + limit, total };
}

function readLocation(body: unknown): number {
	const path = 'bigcommerce inventory locations';
	const [location] = readList(readFields(body, path).data, path, readFields);
	return location === undefined ? FIRST_LOCATION : readWholeNumber(location.id, `${path}[0].id`);
}

function productUrl(panel: string, listingRef: string): string | null {
	const [productId] = /^\d+/.exec(listingRef) ?? [];
	return productId === undefined ? null : `${panel}/products/edit/${productId}`;
}

/** Reads once and keeps the value. A reading that failed is not kept. */
function memoize<Value>(read: () => Promise<Value>): () => Promise<Value> {
	let known: Promise<Value> | null = null;
	return async () => {
		known ??= read();
		return await known.then(undefined, (failure: unknown) => {
			known = null;
			throw failure;
		});
	};
}

/** The field of the credential, as messages name it. */
const STORE_HASH = 'bigcommerce credential storeHash';

interface StoreAddress {
	readonly base: string;
	readonly account: string;
	/** The control panel; null for a store at an address of its own. */
	readonly panel: string | null;
}

function readStoreSettings(settings: ChannelSettings): StoreAddress {
	const hash = readAddressPart(storeHashIn(readTypedAddress(settings.storeHash, STORE_HASH)), STORE_HASH);
	const environment = readChoice(settings.environment, ['production', 'custom'], 'bigcommerce credential environment');
	const host =
		environment === 'production'
			? 'https://api.bigcommerce.com'
			: readWebAddress(settings.customUrl, 'bigcommerce credential customUrl');
	const isStore = environment === 'production' && /^[a-z0-9]+$/i.test(hash);
	return {
		base: `${host}/stores/${encodeURIComponent(hash)}`,
		account: hash,
		panel: isStore ? `https://store-${hash}.mybigcommerce.com/manage` : null,
	};
}
