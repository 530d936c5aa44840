import { describe, expect, test } from '@jest/globals';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { QboSyncOAuth2Api } from '../../../credentials/QboSyncOAuth2Api.credentials';
import { httpFromN8n } from '../../../nodes/bridge/http/httpFromN8n';
import { n8nWithCredential } from '../../support/n8nWithCredential';
import { scriptedWire, type WireReply } from '../../support/wire';

const EXPIRED: WireReply = { status: 401, body: '{"fault":{"error":[{"code":"3200"}]}}' };
const RENEWED: WireReply = {
	headers: { 'Content-Type': 'application/json' },
	body: '{"access_token":"new","refresh_token":"r2","token_type":"bearer"}',
};

/** QuickBooks answering 401 to an old token, and a token endpoint that answers as scripted. */
async function renewing(api: WireReply[], ...tokenReplies: WireReply[]) {
	const service = await scriptedWire(...api);
	const tokens = await scriptedWire(...tokenReplies);
	const stored: ICredentialDataDecryptedObject = {
		grantType: 'authorizationCode',
		accessTokenUrl: tokens.url,
		clientId: 'client',
		clientSecret: 'clientS3cret',
		authentication: 'header',
		oauthTokenData: {
			access_token: 'old',
			refresh_token: 'r1',
			token_type: 'bearer',
			callbackQueryString: { realmId: '9' },
		},
	};
	const http = httpFromN8n(n8nWithCredential(new QboSyncOAuth2Api(), stored), 'qboSyncOAuth2Api');
	const reply = http({ method: 'GET', url: service.url, query: { minorversion: 75 }, repeatable: false });
	return { reply, service, tokens, stored };
}

describe('an expired OAuth2 token', () => {
	test('is renewed by n8n, the request is sent again, and the rotated refresh token is stored', async () => {
		const { reply, service, tokens, stored } = await renewing([EXPIRED, { body: '{"ok":true}' }], RENEWED);
		expect(await reply).toMatchObject({ status: 200, body: { ok: true } });
		expect((await service.asked()).map(({ headers }) => headers.authorization)).toEqual(['Bearer old', 'Bearer new']);
		expect((await tokens.asked())[0]?.body).toContain('refresh_token=r1');
		expect(stored.oauthTokenData).toMatchObject({ refresh_token: 'r2', callbackQueryString: { realmId: '9' } });
	});

	test('whose successor is refused as well is a 401 of the service', async () => {
		const { reply } = await renewing([EXPIRED, EXPIRED], RENEWED);
		expect(await reply).toMatchObject({ status: 401, body: { fault: { error: [{ code: '3200' }] } } });
	});
});

describe('a token endpoint that does not renew', () => {
	const json = { 'Content-Type': 'application/json' };

	test.each([
		['400 invalid_grant', { status: 400, headers: json, body: '{"error":"invalid_grant"}' }, 'notAuthorised'],
		['400 invalid_client', { status: 400, headers: json, body: '{"error":"invalid_client"}' }, 'notAuthorised'],
		['400 without a reason', { status: 400, body: 'Bad Request' }, 'notAuthorised'],
		['429', { status: 429, body: '{}' }, 'unavailable'],
		['503', { status: 503, body: 'Service Unavailable' }, 'unavailable'],
		['200 with a page instead of a token', { body: '<html>Maintenance</html>' }, 'unavailable'],
		["403 with a firewall's page", { status: 403, body: '<html><title>Access denied</title>' }, 'unavailable'],
		['a cut connection', { cut: true }, 'unavailable'],
	] as const)('%s is never taken for the answer of the service', async (_what, tokenReply, kind) => {
		const { reply, service } = await renewing([EXPIRED, { body: '{}' }], tokenReply);
		await expect(reply).rejects.toMatchObject({ name: 'IntegrationError', kind, reply: undefined });
		expect(await service.asked()).toHaveLength(1);
	});

	test('is told with the name of the credential and the way to reconnect', async () => {
		const { reply } = await renewing([EXPIRED], { status: 400, headers: json, body: '{"error":"invalid_grant"}' });
		await expect(reply).rejects.toMatchObject({
			message: expect.stringMatching(/^The credential "stored" has to be connected again/),
			advice: expect.stringMatching(/press Reconnect/),
		});
	});

	test('and has a firewall in front of it is told so, with the way out', async () => {
		const page = { status: 403, body: '<html><title>Access denied</title>' };
		const { reply } = await renewing([EXPIRED], page);
		await expect(reply).rejects.toMatchObject({
			message: expect.stringMatching(/the token endpoint answered with 403: a page of a firewall .*"Access denied"/),
			advice: expect.stringMatching(/allow its IP address/),
		});
	});

	test('leaves no secret in what is thrown', async () => {
		const { reply } = await renewing([EXPIRED], { status: 400, headers: json, body: '{"error":"invalid_grant"}' });
		const problem = (await reply.catch((error: unknown) => error)) as Error;
		expect(
			JSON.stringify({ ...problem, message: problem.message, stack: problem.stack, cause: problem.cause }),
		).not.toMatch(/clientS3cret|"r1"|Bearer/);
	});
});

test('a credential that was never connected says so', async () => {
	const stored = { grantType: 'authorizationCode', clientId: 'client', accessTokenUrl: 'http://127.0.0.1:9/' };
	const http = httpFromN8n(n8nWithCredential(new QboSyncOAuth2Api(), stored), 'qboSyncOAuth2Api');
	await expect(http({ method: 'GET', url: 'http://127.0.0.1:9/', repeatable: false })).rejects.toMatchObject({
		kind: 'notAuthorised',
	});
});
