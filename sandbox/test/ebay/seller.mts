import { XMLParser } from 'fast-xml-parser';
import type { JournalEntry } from '../../kit/journal.mts';
import { createEbay, type EbayService } from '../../ebay/ebayService.mts';

/** A reply of whatever shape, as JSON.parse types it: a test that looks wrong fails by looking. */
type Parsed = ReturnType<typeof JSON.parse>;

export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: Parsed;
}

type Headers = Readonly<Record<string, string>>;

/** A client of the real service, asking this one without a port. */
export interface Seller {
	readonly ebay: EbayService;
	get(path: string, headers?: Headers): Promise<Answer>;
	post(path: string, body: unknown, headers?: Headers): Promise<Answer>;
	put(path: string, body: unknown, headers?: Headers): Promise<Answer>;
	/** A call of the Trading API; the answer's body is what stands in its response element. */
	trading(callName: string, content: string, headers?: Headers): Promise<Answer>;
	control(path: string, body?: unknown): Promise<Answer>;
	token(form: Readonly<Record<string, string>>, authorization?: string): Promise<Answer>;
	journal(): readonly JournalEntry[];
}

const parser = new XMLParser({
	ignoreAttributes: false,
	parseTagValue: false,
	isArray: (name) => ['Item', 'Variation', 'Errors', 'InventoryStatus'].includes(name),
});

/** A seller with a fresh access token for all scopes. */
export async function connectedSeller(): Promise<Seller> {
	return await connectedAgain(signedOutSeller());
}

/** The same seller with a fresh access token. */
export async function connectedAgain(seller: Seller): Promise<Seller> {
	const { body } = await seller.token({
		grant_type: 'refresh_token',
		refresh_token: seller.ebay.credentials().refreshToken,
	});
	return withToken(seller, body.access_token);
}

export function signedOutSeller(): Seller {
	return withToken(null, null);
}

/** The same service with another token; null sends none. */
export function withToken(seller: Seller | null, token: string | null): Seller {
	const ebay = seller?.ebay ?? createEbay({ host: '127.0.0.1', port: 0 });
	const bearer: Headers = token === null ? {} : { authorization: `Bearer ${token}` };
	const iaf: Headers = token === null ? {} : { 'x-ebay-api-iaf-token': token };
	const send = async (
		method: 'GET' | 'POST' | 'PUT',
		url: string,
		body: unknown,
		headers: Headers,
	): Promise<Answer> => {
		const payload = body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) };
		const json: Headers = body === undefined ? {} : { 'content-type': 'application/json' };
		const reply = await ebay.app().inject({ method, url, headers: { ...json, ...headers }, ...payload });
		return { status: reply.statusCode, headers: reply.headers, body: parsed(reply.payload) };
	};
	return {
		ebay,
		get: async (path, headers = {}) => await send('GET', path, undefined, { ...bearer, ...headers }),
		post: async (path, body, headers = {}) => await send('POST', path, body, { ...bearer, ...headers }),
		put: async (path, body, headers = {}) => await send('PUT', path, body, { ...bearer, ...headers }),
		control: async (path, body) => await send(body === undefined ? 'GET' : 'POST', `/control${path}`, body, {}),
		async token(form, authorization) {
			const { clientId, clientSecret } = ebay.credentials();
			const basic = authorization ?? `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
			const headers = { authorization: basic, 'content-type': 'application/x-www-form-urlencoded' };
			return await send('POST', '/identity/v1/oauth2/token', new URLSearchParams(form).toString(), headers);
		},
		async trading(callName, content, headers = {}) {
			const body = `<?xml version="1.0" encoding="utf-8"?><${callName}Request xmlns="urn:ebay:apis:eBLBaseComponents">${content}</${callName}Request>`;
			const answer = await send('POST', '/ws/api.dll', body, { ...tradingHeaders(callName), ...iaf, ...headers });
			return { ...answer, body: Object.values(parser.parse(answer.body))[1] };
		},
		journal: () => ebay.journal.since(0),
	};
}

function tradingHeaders(callName: string): Headers {
	return {
		'content-type': 'text/xml',
		'x-ebay-api-call-name': callName,
		'x-ebay-api-compatibility-level': '1349',
		'x-ebay-api-siteid': '0',
	};
}

function parsed(text: string): Parsed {
	return /^[{[]/.test(text) ? JSON.parse(text) : text;
}

export function firstError({ body }: Answer): number {
	return body.errors[0].errorId;
}

/** A filter as it has to travel. */
export function filtered(filter: string, more = ''): string {
	return `/sell/fulfillment/v1/order?filter=${encodeURIComponent(filter)}${more}`;
}
