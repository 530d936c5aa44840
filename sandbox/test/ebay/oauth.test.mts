import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectedSeller, firstError, signedOutSeller, withToken, type Answer, type Seller } from './seller.mts';

const SCOPE = 'https://api.ebay.com/oauth/api_scope';
const ITEMS = '/sell/inventory/v1/inventory_item';

async function authorize(seller: Seller, changes: Readonly<Record<string, string>> = {}): Promise<Answer> {
	const { clientId, ruName } = seller.ebay.credentials();
	const query = {
		client_id: clientId,
		redirect_uri: ruName,
		response_type: 'code',
		scope: `${SCOPE}/sell.inventory`,
		state: 'a b',
		...changes,
	};
	return await seller.get(`/oauth2/authorize?${new URLSearchParams(query).toString()}`);
}

async function codeOf(seller: Seller, scope = `${SCOPE}/sell.inventory`): Promise<string> {
	const { headers } = await authorize(seller, { scope });
	return new URL(String(headers.location), 'http://ebay').searchParams.get('code') ?? '';
}

test('consent leads to the accepted URL of the RuName, with the code encoded and the state as it came', async () => {
	const seller = signedOutSeller();
	await seller.control('/accepted-url', { url: 'http://n8n.local/webhook/connect?x=1' });
	const { status, headers } = await authorize(seller);
	assert.equal(status, 302);
	const location = String(headers.location);
	assert.match(location, /^http:\/\/n8n\.local\/webhook\/connect\?x=1&state=a\+b&code=v%5E1\.1%23i%5E1/);
	assert.equal(new URL(location).searchParams.get('expires_in'), '299');
});

test('a RuName without an accepted URL leads to a page of eBay', async () => {
	const { headers } = await authorize(signedOutSeller());
	assert.match(String(headers.location), /^\/ws\/eBayISAPI\.dll\?ThirdPartyAuthSucessFailure&isAuthSuccessful=true&/);
});

const refusedConsents: ReadonlyArray<readonly [string, Readonly<Record<string, string>>, string]> = [
	[
		'a URL in place of the RuName',
		{ redirect_uri: 'https://n8n.local/rest/oauth2-credential/callback' },
		'invalid_request',
	],
	['an unknown client', { client_id: 'nobody' }, 'unauthorized_client'],
	['a response type other than code', { response_type: 'token' }, 'unsupported_response_type'],
	['an unknown scope', { scope: `${SCOPE}/sell.everything` }, 'invalid_scope'],
];
for (const [name, changes, expected] of refusedConsents) {
	test(`consent refuses ${name}`, async () => {
		const { status, body } = await authorize(signedOutSeller(), changes);
		assert.deepEqual([status, body.error_id], [400, expected]);
	});
}

test('a code gives an access token for two hours and a refresh token, once', async () => {
	const seller = signedOutSeller();
	const form = {
		grant_type: 'authorization_code',
		code: await codeOf(seller),
		redirect_uri: seller.ebay.credentials().ruName,
	};
	const { status, body } = await seller.token(form);
	assert.deepEqual(
		[status, body.expires_in, body.refresh_token_expires_in, body.token_type],
		[200, 7200, 47_304_000, 'User Access Token'],
	);
	assert.equal((await withToken(seller, body.access_token).get(ITEMS)).status, 200);
	assert.equal((await seller.token({ grant_type: 'refresh_token', refresh_token: body.refresh_token })).status, 200);
	const again = await seller.token(form);
	assert.deepEqual([again.status, again.body.error], [400, 'invalid_grant']);
});

test('a code is not exchanged for a redirect_uri other than the RuName', async () => {
	const seller = signedOutSeller();
	const { status, body } = await seller.token({
		grant_type: 'authorization_code',
		code: await codeOf(seller),
		redirect_uri: 'https://n8n.local',
	});
	assert.deepEqual([status, body.error], [400, 'invalid_request']);
});

test('renewing gives another access token, no refresh token, and leaves the old access token alive', async () => {
	const seller = signedOutSeller();
	const form = { grant_type: 'refresh_token', refresh_token: seller.ebay.credentials().refreshToken };
	const [first, second] = [await seller.token(form), await seller.token(form)];
	assert.deepEqual(Object.keys(second.body), ['access_token', 'expires_in', 'token_type']);
	assert.notEqual(first.body.access_token, second.body.access_token);
	assert.equal((await withToken(seller, first.body.access_token).get(ITEMS)).status, 200);
});

test('token calls are journaled as auth, as renewals where they are, and without secrets', async () => {
	const seller = await connectedSeller();
	const [entry] = seller.journal();
	assert.deepEqual(
		[entry?.kind, entry?.paths, entry?.requestBody],
		['auth', ['token renewal'], { grant_type: 'refresh_token' }],
	);
});

test('a renewal can ask for fewer scopes and never for more', async () => {
	const seller = signedOutSeller();
	const consent = await seller.token({
		grant_type: 'authorization_code',
		code: await codeOf(seller),
		redirect_uri: seller.ebay.credentials().ruName,
	});
	const renew = async (scope: string): Promise<Answer> =>
		await seller.token({ grant_type: 'refresh_token', refresh_token: consent.body.refresh_token, scope });
	assert.equal((await renew(`${SCOPE}/sell.inventory`)).status, 200);
	const more = await renew(`${SCOPE}/sell.fulfillment`);
	assert.deepEqual([more.status, more.body.error], [400, 'invalid_scope']);
});

const refusedTokenCalls: ReadonlyArray<
	readonly [string, Readonly<Record<string, string>>, string | undefined, number, string]
> = [
	['a wrong secret', { grant_type: 'refresh_token' }, 'Basic bm9ib2R5Om5vdGhpbmc=', 401, 'invalid_client'],
	[
		'an unknown refresh token',
		{ grant_type: 'refresh_token', refresh_token: 'v^1.1#made-up' },
		undefined,
		400,
		'invalid_grant',
	],
	['an unknown grant type', { grant_type: 'password' }, undefined, 400, 'unsupported_grant_type'],
	[
		'seller scopes for the application itself',
		{ grant_type: 'client_credentials', scope: `${SCOPE}/sell.inventory` },
		undefined,
		400,
		'invalid_scope',
	],
];
for (const [name, form, authorization, status, error] of refusedTokenCalls) {
	test(`the token endpoint refuses ${name}`, async () => {
		const answer = await signedOutSeller().token(form, authorization);
		assert.deepEqual([answer.status, answer.body.error], [status, error]);
	});
}

test('a revoked consent renews nothing and ends the access tokens, until it is restored', async () => {
	const seller = await connectedSeller();
	const form = { grant_type: 'refresh_token', refresh_token: seller.ebay.credentials().refreshToken };
	await seller.control('/tokens/revoke', {});
	const refused = await seller.token(form);
	assert.deepEqual([refused.status, refused.body.error], [400, 'invalid_grant']);
	assert.equal((await seller.get(ITEMS)).status, 401);
	await seller.control('/tokens/revoke', { revoked: false });
	assert.equal((await seller.token(form)).status, 200);
});

test('an expired access token is a 401 with error 1001, and a new one works', async () => {
	const seller = await connectedSeller();
	await seller.control('/tokens/expire', {});
	const answer = await seller.get(ITEMS);
	assert.deepEqual([answer.status, firstError(answer), answer.body.errors[0].domain], [401, 1001, 'OAuth']);
});

test('the lifetime of access tokens can be set', async () => {
	const seller = await connectedSeller();
	await seller.control('/settings', { accessTokenLifetime: 0 });
	const { body } = await seller.token({
		grant_type: 'refresh_token',
		refresh_token: seller.ebay.credentials().refreshToken,
	});
	assert.equal(body.expires_in, 0);
	assert.equal((await withToken(seller, body.access_token).get(ITEMS)).status, 401);
});

test('REST refuses a made-up token, a missing one, and one in another scheme', async () => {
	const seller = await connectedSeller();
	const verdict = ({ status, body }: Answer): unknown => [status, body.errors[0].errorId];
	assert.deepEqual(verdict(await withToken(seller, 'made-up').get(ITEMS)), [401, 1001]);
	assert.deepEqual(verdict(await withToken(seller, null).get(ITEMS)), [401, 1002]);
	assert.deepEqual(verdict(await withToken(seller, null).get(ITEMS, { authorization: 'Basic abc' })), [401, 1001]);
});

test('a token without the scope is a 403 with error 1100, an application token too', async () => {
	const seller = signedOutSeller();
	const form = {
		grant_type: 'authorization_code',
		code: await codeOf(seller, `${SCOPE}/sell.inventory.readonly`),
		redirect_uri: seller.ebay.credentials().ruName,
	};
	const reader = withToken(seller, (await seller.token(form)).body.access_token);
	assert.equal((await reader.get(ITEMS)).status, 200);
	const update = await reader.post('/sell/inventory/v1/bulk_update_price_quantity', { requests: [] });
	assert.deepEqual([update.status, firstError(update)], [403, 1100]);
	assert.equal((await reader.get('/sell/fulfillment/v1/order')).status, 403);
	const application = await seller.token({ grant_type: 'client_credentials', scope: SCOPE });
	assert.equal((await withToken(seller, application.body.access_token).get(ITEMS)).status, 403);
});

test('the identity API names the seller', async () => {
	const seller = await connectedSeller();
	const { body } = await seller.get('/commerce/identity/v1/user/');
	assert.equal(body.username, seller.ebay.credentials().sellerId);
});

test('an address that no API has is a 404 in the REST shape', async () => {
	const answer = await (await connectedSeller()).get('/sell/inventory/v1/nothing');
	assert.deepEqual([answer.status, firstError(answer)], [404, 2002]);
});
