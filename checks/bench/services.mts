import { generatedArticles, type CatalogueSize } from '../../sandbox/catalogue/generated.mts';
import type { JournalEntry } from '../../sandbox/kit/journal.mts';
import { createServices, type ServiceName } from '../../sandbox/services.mts';

export const SERVICES = ['quickbooks', 'woocommerce', 'bigcommerce', 'ebay'] as const satisfies readonly ServiceName[];

/** Calls by service. */
export type Calls = Readonly<Record<ServiceName, number>>;

/** What the product needs to be let in: what its credentials hold, by their type. */
export interface Access {
	readonly credentials: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** Answers a request as the service does that its credential is for. No port and no wire is between them. */
export type Ask = (
	credential: string,
	request: {
		readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
		readonly url: string;
		readonly qs: Readonly<Record<string, unknown>>;
		readonly headers: Readonly<Record<string, string>>;
		readonly body?: string;
	},
) => Promise<{
	readonly statusCode: number;
	readonly headers: Readonly<Record<string, unknown>>;
	readonly body: string;
}>;

/** The four services with a catalogue, behind the two doors that the bench has: the product's, and its own. */
export interface BenchServices {
	readonly access: Access;
	readonly ask: Ask;
	/** Asks a service's control address. */
	control(service: ServiceName, path: string, body?: object): Promise<unknown>;
	/** The calls since the last time that they were counted, but for those that renew a token. */
	count(): Count;
}

export interface Count {
	readonly calls: Calls;
	/** What they were for, by service. */
	readonly kinds: Readonly<Record<ServiceName, Readonly<Record<string, number>>>>;
}

export function sumOf(counts: readonly Count[]): Count {
	const calls = byService((name) => counts.reduce((sum, one) => sum + one.calls[name], 0));
	const kinds = byService((name) =>
		tally(
			counts.flatMap((one) =>
				Object.entries(one.kinds[name]).flatMap(([kind, count]) => Array<string>(count).fill(kind)),
			),
		),
	);
	return { calls, kinds };
}

function byService<Value>(valueOf: (name: ServiceName) => Value): Readonly<Record<ServiceName, Value>> {
	return {
		quickbooks: valueOf('quickbooks'),
		woocommerce: valueOf('woocommerce'),
		bigcommerce: valueOf('bigcommerce'),
		ebay: valueOf('ebay'),
	};
}

const HOST = '127.0.0.1';

/** Nothing listens here: the addresses tell the services apart. */
const PORT_BASE = 29_500;

const shop = { placedFrom: '', numberPrefix: '', alsoSold: [], buffer: 0, percentage: 100, minimum: 0, maximum: 0 };

/** Opens the four services. Quotas that would stop a count are lifted, and levels show at once. */
export async function openServices(size: CatalogueSize): Promise<BenchServices> {
	const services = createServices(HOST, PORT_BASE, generatedArticles(size));
	const inject = async (name: ServiceName, request: object) => await services[name].app().inject(request);
	const control = async (name: ServiceName, path: string, body?: object): Promise<unknown> => {
		const method = body === undefined ? 'GET' : 'POST';
		const reply = await inject(name, {
			method,
			url: `/control/${path}`,
			...(body === undefined ? {} : { payload: body }),
		});
		if (reply.statusCode >= 300) throw new Error(`${name} /control/${path}: ${reply.statusCode} ${reply.body}`);
		return reply.json();
	};
	await control('bigcommerce', 'settings', { quota: 1_000_000, inventoryDelay: 0 });
	await control('ebay', 'settings', { outOfStockControl: true, revisionsPerDay: 1_000_000 });
	const { quickbooks, woocommerce, bigcommerce, ebay } = services;
	const books = quickbooks.credentials();
	const woo = woocommerce.credentials();
	const big = bigcommerce.credentials();
	const { clientId, clientSecret, refreshToken } = ebay.credentials();
	const grant = await inject('ebay', {
		method: 'POST',
		url: '/identity/v1/oauth2/token',
		headers: { authorization: basic(clientId, clientSecret), 'content-type': 'application/x-www-form-urlencoded' },
		payload: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }).toString(),
	});
	const { access_token: token } = grant.json<{ readonly access_token: string }>();
	const custom = (url: string) => ({ environment: 'custom', customUrl: url });
	const doors: Readonly<
		Record<string, { readonly name: ServiceName; readonly headers: Readonly<Record<string, string>> }>
	> = {
		qboSyncOAuth2Api: { name: 'quickbooks', headers: { authorization: `Bearer ${books.accessToken}` } },
		wooCommerceSyncApi: { name: 'woocommerce', headers: { authorization: basic(woo.consumerKey, woo.consumerSecret) } },
		bigCommerceSyncApi: { name: 'bigcommerce', headers: { 'x-auth-token': big.accessToken } },
		ebaySyncApi: {
			name: 'ebay',
			headers: { authorization: `Bearer ${token}`, 'x-ebay-api-iaf-token': token },
		},
	};
	for (const name of SERVICES) services[name].journal.clear();
	return {
		access: {
			credentials: {
				qboSyncOAuth2Api: {
					...custom(quickbooks.url),
					companyId: books.realmId,
					ignoreCase: false,
					oauthTokenData: { access_token: books.accessToken, callbackQueryString: { realmId: books.realmId } },
				},
				wooCommerceSyncApi: {
					...shop,
					reserveUnpaid: false,
					url: woo.url,
					consumerKey: woo.consumerKey,
					consumerSecret: woo.consumerSecret,
				},
				bigCommerceSyncApi: {
					...shop,
					...custom(bigcommerce.url),
					storeHash: big.storeHash,
					accessToken: big.accessToken,
				},
				ebaySyncApi: {
					...shop,
					...custom(ebay.url),
					clientId,
					clientSecret,
					refreshToken,
					accessToken: token,
					marketplace: 'EBAY_US',
				},
			},
		},
		async ask(credential, { method, url, qs, headers, body }) {
			const door = doors[credential];
			if (door === undefined) throw new Error(`There is no credential ${credential}`);
			const address = new URL(url);
			for (const [name, value] of Object.entries(qs))
				if (value !== undefined) address.searchParams.set(name, String(value));
			const reply = await inject(door.name, {
				method,
				url: `${address.pathname}${address.search}`,
				headers: { ...headers, ...door.headers },
				...(body === undefined ? {} : { payload: body }),
			});
			return { statusCode: reply.statusCode, headers: reply.headers, body: reply.body };
		},
		control,
		count() {
			const seen = byService((name) => services[name].journal.since(0).filter(({ kind }) => kind !== 'auth'));
			for (const name of SERVICES) services[name].journal.clear();
			return {
				calls: byService((name) => seen[name].length),
				kinds: byService((name) => tally(seen[name].map(kindOf))),
			};
		},
	};
}

function basic(user: string, password: string): string {
	return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** A call without what makes it one of many. */
function kindOf({ method, path, query, requestBody, status }: JournalEntry): string {
	const trading = path.endsWith('/ws/api.dll') ? /<(\w+)Request/.exec(String(requestBody))?.[1] : undefined;
	const statement = path.endsWith('/query') ? String(query['query'] ?? requestBody) : undefined;
	const words = statement
		?.replace(/'[^']*'/g, '?')
		.replace(/\((\?(, )?)+\)/, '(?)')
		.replace(/ORDERBY.*/, '');
	const place = path.replace(/\/(\d+|stores\/[^/]+)(?=\/|$)/g, '/N').replace('/wp-json/wc/v3', '');
	return `${trading ?? words?.trim() ?? `${method} ${place}`}${status >= 400 ? ` [${status}]` : ''}`;
}

function tally(names: readonly string[]): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
	return counts;
}
