import { describe, expect, test } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { EbaySyncApi } from '../../../credentials/EbaySyncApi.credentials';
import { httpFromN8n } from '../../../nodes/bridge/http/httpFromN8n';
import { n8nWithCredential } from '../../support/n8nWithCredential';
import { scriptedWire, scriptedWireAt, type WireReply, type WireRequest } from '../../support/wire';

const OK: WireReply = { body: '{}' };
const granting = (token: string): WireReply => ({
	headers: { 'Content-Type': 'application/json' },
	body: `{"access_token":"${token}","expires_in":7200}`,
});
const MINUTE = 60_000;

/** eBay whose token endpoint answers as scripted, under a stored credential with these changes. */
async function ebay(tokenReplies: WireReply[], changes: ICredentialDataDecryptedObject = {}) {
	const host = await scriptedWire();
	const tokens = await scriptedWireAt(`${host.path}/identity/v1/oauth2/token`, ...tokenReplies);
	const stored: ICredentialDataDecryptedObject = {
		environment: 'custom',
		customUrl: `${host.url}/`,
		clientId: 'app',
		clientSecret: 'cert',
		refreshToken: 'grant-1',
		accessToken: '',
		...changes,
	};
	const context = n8nWithCredential(new EbaySyncApi(), stored);
	const http = httpFromN8n(context, 'ebaySyncApi');
	const ask = async (url: string) => await http({ method: 'GET', url, repeatable: false });
	return { ask, tokens, stored, host };
}

/** The hidden field as it was stored so many minutes ago. */
function keptSince(minutes: number, host: { readonly url: string }, refreshToken: string): string {
	const of = ['custom', `${host.url}/`, 'app', refreshToken].join('\n');
	return JSON.stringify({ token: 'kept', of, at: Date.now() - minutes * MINUTE });
}

const bearers = (requests: readonly WireRequest[]) => requests.map(({ headers }) => headers.authorization);

describe('the access token of eBay', () => {
	test('is fetched with the refresh token when there is none yet, stored, and used again', async () => {
		const orders = await scriptedWire(OK, OK);
		const { ask, tokens, stored } = await ebay([granting('t1')]);
		await ask(orders.url);
		await ask(orders.url);
		const [request, ...more] = await tokens.asked();
		expect(more).toEqual([]);
		expect(request).toMatchObject({ method: 'POST', body: 'grant_type=refresh_token&refresh_token=grant-1' });
		expect(request?.headers.authorization).toBe(`Basic ${Buffer.from('app:cert').toString('base64')}`);
		expect(bearers(await orders.asked())).toEqual(['Bearer t1', 'Bearer t1']);
		expect(stored.accessToken).toContain('t1');
	});

	test.each([
		['is used for 109 minutes', 109, 'grant-1', 'Bearer kept'],
		['is renewed after 110 minutes', 110, 'grant-1', 'Bearer t2'],
		['is renewed when the refresh token was replaced', 1, 'grant-0', 'Bearer t2'],
	])('%s', async (_what, minutes, grant, bearer) => {
		const orders = await scriptedWire(OK);
		const { ask, stored, host } = await ebay([granting('t2')]);
		stored.accessToken = keptSince(minutes, host, grant);
		await ask(orders.url);
		expect(bearers(await orders.asked())).toEqual([bearer]);
	});

	test('is renewed after a 401, and the request is sent again', async () => {
		const orders = await scriptedWire({ status: 401, body: '{"errors":[{"errorId":1001}]}' }, OK);
		const { ask, stored, host } = await ebay([granting('t2')]);
		stored.accessToken = keptSince(1, host, 'grant-1');
		expect((await ask(orders.url)).status).toBe(200);
		expect(bearers(await orders.asked())).toEqual(['Bearer kept', 'Bearer t2']);
	});

	test('is renewed when the hidden field holds something else', async () => {
		const orders = await scriptedWire(OK);
		const { ask } = await ebay([granting('t2')], { accessToken: 'not JSON' });
		await ask(orders.url);
		expect(bearers(await orders.asked())).toEqual(['Bearer t2']);
	});

	test('goes in a header of its own to the Trading API alone', async () => {
		const { ask, host } = await ebay([granting('t1')]);
		const trading = await scriptedWireAt(`${host.path}/ws/api.dll`, OK);
		const orders = await scriptedWire(OK);
		await ask(trading.url);
		await ask(orders.url);
		expect((await trading.asked())[0]?.headers).toHaveProperty('x-ebay-api-iaf-token', 't1');
		expect((await orders.asked())[0]?.headers).not.toHaveProperty('x-ebay-api-iaf-token');
	});
});

test.each([
	['400', { status: 400, body: '{"error":"invalid_grant"}' }, 'notAuthorised'],
	['401', { status: 401, body: '{"error":"invalid_client"}' }, 'notAuthorised'],
	['503', { status: 503, body: '' }, 'unavailable'],
	["403 with a firewall's page", { status: 403, body: '<html><title>Blocked</title>' }, 'unavailable'],
	['a cut connection', { cut: true }, 'unavailable'],
	['200 without a token', { headers: { 'Content-Type': 'application/json' }, body: '{}' }, 'rejected'],
] as const)(
	'a token endpoint that answers %s is never taken for the answer of the service',
	async (_what, tokenReply, kind) => {
		const orders = await scriptedWire(OK);
		const { ask } = await ebay([tokenReply, tokenReply]);
		await expect(ask(orders.url)).rejects.toMatchObject({ name: 'IntegrationError', kind, reply: undefined });
		expect(await orders.asked()).toEqual([]);
	},
);

test('a refresh token that eBay refuses is told with the name of the credential, and the workflow that fetches a new one', async () => {
	const { ask } = await ebay([{ status: 400, body: '{"error":"invalid_grant"}' }]);
	const orders = await scriptedWire(OK);
	await expect(ask(orders.url)).rejects.toMatchObject({
		message: expect.stringMatching(
			/^The credential "stored" has to be connected again: GET .* was not sent, the token endpoint answered with 400$/,
		),
		advice: expect.stringMatching(/"Connect eBay"/),
	});
});
