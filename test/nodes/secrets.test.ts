import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sleep, type ICredentialDataDecryptedObject, type ICredentialType, type INodeType } from 'n8n-workflow';
import { BigCommerceSyncApi } from '../../credentials/BigCommerceSyncApi.credentials';
import { EbaySyncApi } from '../../credentials/EbaySyncApi.credentials';
import { QboSyncOAuth2Api } from '../../credentials/QboSyncOAuth2Api.credentials';
import { WooCommerceSyncApi } from '../../credentials/WooCommerceSyncApi.credentials';
import { ChannelOrderTrigger } from '../../nodes/ChannelOrderTrigger/ChannelOrderTrigger.node';
import { MatchBySku } from '../../nodes/MatchBySku/MatchBySku.node';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { QboStockTrigger } from '../../nodes/QboStockTrigger/QboStockTrigger.node';
import { everyText } from '../support/everyText';
import { pollContextOf, runNode, type NodeUnderTest } from '../support/nodesUnderTest';
import { standingWire, type WireReply } from '../support/wire';

jest.mock('n8n-workflow', () => jest.requireActual('../support/n8nWithMockedSleep'));

const json = { 'Content-Type': 'application/json' };
const level = {
	sku: 'MUG-BLUE',
	itemId: '1',
	name: 'Mug',
	quantityOnHand: 5,
	active: true,
	asOf: '2026-01-01T00:00:00.000Z',
	realmId: '9',
};

/** A service with its credential, in which every secret has a mark of its own, and how to reach it. */
interface Service {
	readonly name: string;
	readonly type: ICredentialType;
	readonly secrets: readonly string[];
	stored(url: string): ICredentialDataDecryptedObject;
	readonly nodes: ReadonlyArray<Omit<NodeUnderTest, 'credentials'>>;
	readonly trigger: INodeType;
	readonly parameters: Readonly<Record<string, unknown>>;
}

const KEY = 'ck_CANARY-consumer-key';
const SECRET = 'cs_CANARY-consumer-secret';
const pair = (...parts: string[]) => Buffer.from(parts.join(':')).toString('base64');
const switchOf = (channel: string) => `syncInventoryTo${channel.charAt(0).toUpperCase()}${channel.slice(1)}`;
const inChannel = (channel: string) => [
	{ type: new MatchBySku(), parameters: { lookIn: 'channel', channel } },
	{ type: new PushChannelStock(), parameters: { channels: [channel], [switchOf(channel)]: true } },
];

const woo = (includeCredentialsInQuery: boolean): Service => ({
	name: `WooCommerce, keys in the ${includeCredentialsInQuery ? 'query' : 'header'}`,
	type: new WooCommerceSyncApi(),
	secrets: [KEY, SECRET, pair(KEY, SECRET)],
	stored: (url) => ({ url, consumerKey: KEY, consumerSecret: SECRET, includeCredentialsInQuery }),
	nodes: inChannel('woocommerce'),
	trigger: new ChannelOrderTrigger(),
	parameters: { channel: 'woocommerce' },
});

const services: readonly Service[] = [
	woo(false),
	woo(true),
	{
		name: 'BigCommerce',
		type: new BigCommerceSyncApi(),
		secrets: ['CANARY-big-token'],
		stored: (customUrl) => ({ environment: 'custom', customUrl, storeHash: 'abc', accessToken: 'CANARY-big-token' }),
		nodes: inChannel('bigcommerce'),
		trigger: new ChannelOrderTrigger(),
		parameters: { channel: 'bigcommerce' },
	},
	{
		name: 'eBay',
		type: new EbaySyncApi(),
		secrets: [
			'CANARY-app-id',
			'CANARY-cert',
			'CANARY-grant',
			'CANARY-fresh-token',
			pair('CANARY-app-id', 'CANARY-cert'),
		],
		stored: (customUrl) => ({
			environment: 'custom',
			customUrl,
			clientId: 'CANARY-app-id',
			clientSecret: 'CANARY-cert',
			ruName: 'ru',
			refreshToken: 'CANARY-grant',
			marketplace: 'EBAY_US',
			accessToken: '',
		}),
		nodes: inChannel('ebay'),
		trigger: new ChannelOrderTrigger(),
		parameters: { channel: 'ebay' },
	},
	{
		name: 'QuickBooks',
		type: new QboSyncOAuth2Api(),
		secrets: [
			'CANARY-client',
			'CANARY-client-secret',
			'CANARY-access',
			'CANARY-refresh',
			'CANARY-fresh-token',
			pair('CANARY-client', 'CANARY-client-secret'),
		],
		stored: (customUrl) => ({
			environment: 'custom',
			customUrl,
			companyId: '9',
			grantType: 'authorizationCode',
			authentication: 'header',
			clientId: 'CANARY-client',
			clientSecret: 'CANARY-client-secret',
			accessTokenUrl: `${customUrl}/oauth2/v1/tokens/bearer`,
			oauthTokenData: { access_token: 'CANARY-access', refresh_token: 'CANARY-refresh', token_type: 'bearer' },
		}),
		nodes: [{ type: new MatchBySku(), parameters: { lookIn: 'quickbooks' } }],
		trigger: new QboStockTrigger(),
		parameters: {},
	},
];

const GRANTED: WireReply = {
	headers: json,
	body: '{"access_token":"CANARY-fresh-token","refresh_token":"CANARY-refresh","token_type":"bearer"}',
};
const TOKEN_PATHS = ['/identity/v1/oauth2/token', '/oauth2/v1/tokens/bearer'];

/** A host whose API and whose token endpoint answer like this. */
async function host(api: WireReply, token: WireReply = GRANTED): Promise<string> {
	const { url, path } = await standingWire(api);
	for (const tokenPath of TOKEN_PATHS) await standingWire(token, path + tokenPath);
	return url;
}

const keysInQuery = `https://moved.example/?consumer_key=${KEY}&consumer_secret=${SECRET}&access_token=CANARY-access`;
const failures: ReadonlyArray<readonly [string, () => Promise<string>]> = [
	[
		'401',
		async () =>
			await host({ status: 401, headers: json, body: '{"code":"woocommerce_rest_cannot_view","message":"no"}' }),
	],
	['403', async () => await host({ status: 403, headers: json, body: '{"message":"no"}' })],
	['404', async () => await host({ status: 404, headers: json, body: '{"code":"rest_no_route"}' })],
	['429', async () => await host({ status: 429, headers: { 'Retry-After': '3600' } })],
	[
		'500 with a page',
		async () => await host({ status: 500, headers: { 'Retry-After': '3600' }, body: '<html>Fatal error</html>' }),
	],
	[
		'400',
		async () =>
			await host({
				status: 400,
				headers: json,
				body: '{"Fault":{"Error":[{"code":"4000","Message":"no","Detail":"no"}]}}',
			}),
	],
	['a page', async () => await host({ body: '<html>Log in</html>' })],
	['JSON cut short', async () => await host({ body: '{"orders":[' })],
	['JSON of another shape', async () => await host({ body: '{"surprise":true}' })],
	[
		'a redirect with keys in the address',
		async () =>
			await host({ status: 302, headers: { Location: keysInQuery }, body: `<a href="${keysInQuery}">moved</a>` }),
	],
	[
		'a dead token and a token endpoint that says 400',
		async () => await host({ status: 401 }, { status: 400, headers: json, body: '{"error":"invalid_grant"}' }),
	],
	['an address that has keys in it', async () => 'https://ck_CANARY-consumer-key:CANARY-client-secret@shop.test'],
];

/** Each is waited for, again and again. */
const passing: typeof failures = [
	[
		'a dead token and a token endpoint that says 503',
		async () => await host({ status: 401 }, { status: 503, body: 'down' }),
	],
	[
		'a dead token and a token endpoint that answers with a page',
		async () => await host({ status: 401 }, { body: '<html>maintenance</html>' }),
	],
	['nobody', async () => await Promise.resolve('http://127.0.0.1:9')],
];

/** What is written to logs while a test runs. */
const logged: unknown[] = [];

beforeEach(async () => {
	// What is waited for here never changes.
	jest.mocked(sleep).mockReset().mockResolvedValue(undefined);
	logged.length = 0;
	const { logger } = pollContextOf({ type: new QboStockTrigger(), credentials: [] });
	const outlets: ReadonlyArray<readonly [object, readonly string[]]> = [
		[logger, ['log']],
		[console, ['log', 'error', 'warn', 'info', 'debug']],
	];
	for (const [outlet, methods] of outlets) {
		for (const method of methods)
			jest
				.spyOn(outlet as Record<string, () => void>, method)
				.mockImplementation((...line: unknown[]) => void logged.push(line));
	}
});

afterEach(() => {
	jest.restoreAllMocks();
});

/** All that a person or a database gets to see of a service that fails like this. */
async function seen({ type, stored, nodes, trigger, parameters }: Service, url: string): Promise<readonly string[]> {
	const books = new QboSyncOAuth2Api();
	const credentials = [
		[type, stored(url)] as const,
		// It says how SKUs are compared, also where only a channel is asked.
		...(type.name === books.name ? [] : [[books, { environment: 'custom', customUrl: url }] as const]),
	];
	const runs = nodes.flatMap((node) => [
		runNode({ ...node, credentials }, [level]),
		runNode({ ...node, credentials, onError: 'continueRegularOutput' }, [level]),
	]);
	const context = pollContextOf({ type: trigger, parameters, credentials });
	const poll = trigger.poll?.call(context).then(
		() => new Error('The trigger did not fail'),
		(failure: unknown) => failure,
	);
	return (await Promise.all([...runs, poll ?? null])).map(everyText);
}

describe.each(services)('the secrets for $name', (service) => {
	test.each(failures)(
		'stay out of messages, run data, output items and logs when the service answers with %s',
		async (_what, open) => {
			const texts = await seen(service, await open());
			for (const text of texts)
				expect(text).toMatch(/answered|should be|not sent|connected again|has expired|does not let|refused|no lost/i);
			const all = [...texts, everyText(logged)].join('\n');
			for (const secret of service.secrets)
				expect({ secret, found: contextsOf(all, secret) }).toEqual({ secret, found: [] });
		},
		30_000,
	);
});

test('secrets stay out of them while a service that may come back is waited for', async () => {
	const attempts = services.flatMap((service) => passing.map(async ([, open]) => await seen(service, await open())));
	const all = [...(await Promise.all(attempts)).flat(), everyText(logged)].join('\n');
	expect(jest.mocked(sleep).mock.calls.length).toBeGreaterThan(attempts.length);
	for (const secret of services.flatMap(({ secrets }) => secrets))
		expect({ secret, found: contextsOf(all, secret) }).toEqual({ secret, found: [] });
}, 120_000);

/** Where a secret stands, plain, encoded for an address, or in base64. */
function contextsOf(text: string, secret: string): string[] {
	const forms = [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64').replace(/=+$/, '')];
	return forms.flatMap((form) => {
		const at = text.indexOf(form);
		return at === -1 ? [] : [text.slice(Math.max(0, at - 150), at + form.length + 50)];
	});
}
