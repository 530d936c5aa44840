import type { HttpPort, HttpReply, HttpRequest } from '../../http/httpPort';
import { toIntegrationError } from '../../http/integrationError';
import type { CountedPage } from '../../http/movingPages';
import { readPageInParts } from './pageInParts';
import type { Query, RowsQuery } from './query';
import { pageSizes } from '../../http/troubledPages';
import { isTroubleOfSize } from '../../http/unservedRow';
import type { SiteZone } from './missingHour';
import { fieldsOrNone, readFields, readList } from '../../reading/readUnknown';
import { shopAddressIn } from '../../reading/pastedAddress';
import { readTypedAddress, readWebAddress } from '../../reading/readWebAddress';

/** The largest page of WooCommerce; it refuses 101. */
export const PER_PAGE = 100;

/** Rows to a page for a shop that cannot make the largest. Each divides the one before. */
const PAGE_SIZES = [PER_PAGE, 25, 5, 1] as const;

/** The field of the credential, as messages name it. */
const SHOP_URL = 'woocommerce credential url';

/** One shop's REST API, version 3. */
export interface Shop {
	/** The shop's address without scheme and www. It tells two shops apart, however the address was typed. */
	readonly account: string;
	/** n8n's clock, milliseconds since the epoch. */
	readonly now: () => number;
	/** Where people see an order in WordPress. */
	orderUrl(orderId: string): string;
	/** Where people edit a product in WordPress, or the product of a variation; null for a listing without id. */
	productUrl(listingRef: string): string | null;
	/**
	 * The page of a list that has `offset` rows before it. A page that the shop cannot make is asked for in parts: a row that it cannot
	 * send is an UnservedRow. Throws IntegrationError when the shop refuses.
	 */
	getPage(path: string, query: Query, offset: number): Promise<CountedPage<unknown>>;
	/** One row by its address; null when the shop has none there. */
	findRow(path: string): Promise<unknown>;
	/** Whether the shop answers to a question for a single id. */
	answers(): Promise<boolean>;
	/** The site's time zone, as anybody may ask for it. The shop is asked once. */
	readTimeZone(): Promise<SiteZone>;
	/** Whether the shop's version has the route. */
	hasRoute(path: string): Promise<boolean>;
	/** Sends a batch that may be sent twice; every status is an answer. */
	post(path: string, body: unknown): Promise<{ readonly request: HttpRequest; readonly reply: HttpReply }>;
}

/** Opens a shop's API. `url` is the address as the user typed it. Throws UnreadableError when it is no address. */
export function openShop(http: HttpPort, url: unknown, now: () => number): Shop {
	const { site, base, account } = readShopUrl(url);

	const sizes = pageSizes(PAGE_SIZES);
	const getFrom = async (address: string, query: Query, repeatable = true) => {
		const request = { method: 'GET', url: address, query, repeatable, isFresh: true } as const;
		return { request, reply: await http(request) };
	};
	const get = async (path: string, query: Query, repeatable = true) => await getFrom(base + path, query, repeatable);
	const getRows = async ({ path, query, offset, size, repeatable }: RowsQuery): Promise<CountedPage<unknown>> => {
		const number = offset / size + 1;
		const { request, reply } = await get(path, { ...query, per_page: size, page: number }, repeatable);
		if (reply.status !== 200) throw toRefusalError(request, reply);
		const list = `woocommerce ${path}`;
		const rows = readList(reply.body, list, (row) => row);
		const isLast = rows.length < size && !saysMoreFollow(reply, number);
		return { list, rows, next: isLast ? null : offset + size, total: statedTotal(reply) };
	};
	let zone: Promise<SiteZone> | null = null;

	return {
		account,
		now,
		orderUrl: (orderId) => postUrl(site, orderId),
		productUrl: (listingRef) => {
			const [productId] = /^\d+/.exec(listingRef) ?? [];
			return productId === undefined ? null : postUrl(site, productId);
		},
		getPage: async (path, query, offset) =>
			await getRows({ path, query, offset, size: sizes.at(offset), repeatable: true }).catch(
				async (failure: unknown) => {
					if (!isTroubleOfSize(failure)) throw failure;
					return await readPageInParts({ path, query, offset, sizes, getRows }, failure);
				},
			),
		async findRow(path) {
			const { request, reply } = await get(path, {});
			if (reply.status === 404 && isMissingRow(reply)) return null;
			if (reply.status !== 200) throw toRefusalError(request, reply);
			return readFields(reply.body, `woocommerce ${path}`);
		},
		answers: async () =>
			await get('/orders', { per_page: 1, _fields: 'id' }).then(
				({ reply }) => reply.status === 200,
				() => false,
			),
		async readTimeZone() {
			zone ??= getFrom(`${site}/wp-json/`, { _fields: 'timezone_string' }).then(({ reply }) => zoneIn(reply));
			return await zone;
		},
		async hasRoute(path) {
			const { request, reply } = await get(path, { per_page: 1, _fields: 'id' });
			if (reply.status !== 200 && reply.status !== 404) throw toRefusalError(request, reply);
			return reply.status === 200;
		},
		async post(path, body) {
			const request = { method: 'POST', url: base + path, body, repeatable: true } as const;
			return { request, reply: await http(request) };
		},
	};
}

/** A site may keep its index to itself, and a plugin may change it: then nobody knows the zone. */
function zoneIn({ status, body }: HttpReply): SiteZone {
	const { timezone_string: name } = status === 200 ? fieldsOrNone(body) : {};
	return typeof name === 'string' ? name : null;
}

/** True for a 404 about the row. A missing route is a 404 too, and says nothing about rows. */
function isMissingRow({ body }: HttpReply): boolean {
	const { code } = fieldsOrNone(body);
	return typeof code === 'string' && code.endsWith('_invalid_id');
}

/** The failure that a refusal of the shop stands for, with its own explanation and our advice. */
export function toRefusalError(request: HttpRequest, reply: HttpReply) {
	const { code, message } = fieldsOrNone(reply.body);
	const said = typeof message === 'string' ? `${message} (${String(code)})` : undefined;
	return toIntegrationError(request, reply, { detail: said, advice: adviceOf(reply, code) });
}

/** The way out of a refusal of the shop, by its code. An unknown key gets the same answer as none. */
function adviceOf({ status }: HttpReply, code: unknown): string | undefined {
	if (code === 'woocommerce_rest_authentication_error') return KEY_REFUSED;
	if (status === 401 && code !== undefined) return KEY_UNSEEN;
	if (status === 403) return 'The user that the keys belong to has to be a shop manager or an administrator.';
	return status === 404 && (code === undefined || code === 'rest_no_route') ? NO_ROUTE : undefined;
}

const KEYS = 'WooCommerce, Settings, Advanced, REST API';

const KEY_REFUSED = `The shop knows the consumer key, but the secret is another one, or the key may not do this. In the shop, under ${KEYS}, set the permission of the key to Read/Write; else make a new key and enter both parts in the credential.`;

const KEY_UNSEEN = `The shop sees no key that it knows. Either the key was deleted or is mistyped: look under ${KEYS}, and make a new one. Or it ignores the keys, as it does while WordPress sees no HTTPS: use the https:// address, and let a proxy in front of the shop send X-Forwarded-Proto, from which wp-config.php turns HTTPS on. Or the web server drops the Authorization header: switch on "Include Credentials in Query" in the credential.`;

const NO_ROUTE =
	'No WooCommerce answers at this address. Check the address in the credential, that WooCommerce is active, and that in WordPress, under Settings, Permalinks, anything but Plain is chosen.';

/** Hidden rows make a page short. The header, unless a cache took it away, states the real number of pages. */
function saysMoreFollow({ headers }: HttpReply, page: number): boolean {
	return Number(headers['x-wp-totalpages'] ?? 0) > page;
}

/** The rows of the whole list, by the header; null where a cache took it away. */
function statedTotal({ headers }: HttpReply): number | null {
	const stated = headers['x-wp-total'] ?? '';
	return /^\d+$/.test(stated) ? Number(stated) : null;
}

/**
 * The page of an order or a product. For orders it is the classic address: a shop that keeps them in tables of their own (HPOS) sends the browser on
 * from there, and no other shop has the new one.
 * https://github.com/woocommerce/woocommerce/blob/trunk/plugins/woocommerce/src/Internal/Admin/Orders/PostsRedirectionController.php
 */
function postUrl(site: string, postId: string): string {
	const admin = `${site.replace(/\/index\.php$/i, '')}/wp-admin`;
	return `${admin}/post.php?post=${encodeURIComponent(postId)}&action=edit`;
}

function readShopUrl(raw: unknown): { site: string; base: string; account: string } {
	const address = readWebAddress(shopAddressIn(readTypedAddress(raw, SHOP_URL)), SHOP_URL);
	return {
		site: address,
		base: `${address}/wp-json/wc/v3`,
		account: address
			.replace(/^https?:\/\/(www\.)?/i, '')
			.replace(/\/index\.php$/i, '')
			.toLowerCase(),
	};
}
