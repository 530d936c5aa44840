import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { runInNewContext } from 'node:vm';
import { DateTime } from 'luxon';

const template = JSON.parse(readFileSync(new URL('../../workflows/connect-ebay.json', import.meta.url), 'utf8'));
const PAGE = 'https://n8n.test/webhook/connect-ebay';
const KEYS = { environment: 'production', clientId: 'App-1', clientSecret: 'Cert & 1', ruName: 'Shop-App-Sync-abc' };

/** Runs the code of a node on one item, as n8n's task runner does. */
function run(name, json, earlier = {}) {
	const { jsCode } = template.nodes.find((node) => node.name === name).parameters;
	const node = (earlierName) => ({ first: () => ({ json: earlier[earlierName] }) });
	const [item] = runInNewContext(`(() => {${jsCode}\n})()`, {
		$input: { first: () => ({ json }) },
		$: node,
		Buffer,
		DateTime,
	});
	return item.json;
}

const leave = (changes = {}, request = {}) =>
	run('Check the keys', { body: { ...KEYS, ...changes }, headers: {}, webhookUrl: PAGE, state: 's1', ...request });
const comeBack = (query, cookie = leave().cookie.split(';')[0]) =>
	run('Check the answer', { query, headers: { cookie }, webhookUrl: `${PAGE}/accepted` });
const exchanged = (answer) =>
	run('Write the result', answer, { 'Come back from eBay': { webhookUrl: `${PAGE}/accepted` } });

test('the form names the accepted URL, and an address that is no HTML stays none', () => {
	assert.match(
		run('Write the form', { webhookUrl: PAGE }).body,
		/<code>https:\/\/n8n\.test\/webhook\/connect-ebay\/accepted<\/code>/,
	);
	assert.doesNotMatch(run('Write the form', { webhookUrl: 'https://x/"><script>' }).body, /<script>/);
});

test('the way to eBay carries the RuName as redirect_uri, the scopes and the state, and never the secret', () => {
	const { ok, location } = leave();
	const { origin, pathname, searchParams } = new URL(location);
	assert.equal(ok, true);
	assert.equal(origin + pathname, 'https://auth.ebay.com/oauth2/authorize');
	assert.deepEqual(Object.fromEntries(searchParams), {
		client_id: 'App-1',
		redirect_uri: 'Shop-App-Sync-abc',
		response_type: 'code',
		scope:
			'https://api.ebay.com/oauth/api_scope https://api.ebay.com/oauth/api_scope/sell.inventory https://api.ebay.com/oauth/api_scope/sell.fulfillment.readonly',
		state: 's1',
	});
	assert.ok(!location.includes('Cert'));
});

test('each environment has its own consent page', () => {
	assert.match(leave({ environment: 'sandbox' }).location, /^https:\/\/auth\.sandbox\.ebay\.com\/oauth2\/authorize\?/);
	assert.match(
		leave({ environment: 'custom', customUrl: 'http://127.0.0.1:4105/' }).location,
		/^http:\/\/127\.0\.0\.1:4105\/oauth2\/authorize\?/,
	);
});

test('the cookie is for this page alone, for ten minutes, out of reach of scripts, and encrypted on its way where there is https', () => {
	const { cookie } = leave();
	assert.match(
		cookie,
		/^connect_ebay=[\w-]+; Path=\/webhook\/connect-ebay; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
	);
	assert.doesNotMatch(leave({}, { webhookUrl: 'http://localhost:5678/webhook/connect-ebay' }).cookie, /Secure/);
	assert.match(
		leave({}, { webhookUrl: 'http://n8n/webhook/connect-ebay', headers: { 'x-forwarded-proto': 'https' } }).cookie,
		/Secure/,
	);
});

for (const [name, changes, reason] of [
	['an environment that is none', { environment: 'toString' }, /three environments/],
	['a missing secret', { clientSecret: ' ' }, /all needed/],
	['an address in place of the RuName', { ruName: 'https://n8n.test' }, /not an address/],
	['a custom URL that is none', { environment: 'custom', customUrl: 'ftp://x' }, /custom URL/],
]) {
	test(`${name} leads back to the form`, () => {
		const { ok, status, body } = leave(changes);
		assert.deepEqual({ ok, status }, { ok: false, status: 400 });
		assert.match(body, reason);
	});
}

test('the answer of eBay is exchanged with the keys that this browser left with', () => {
	assert.deepEqual(
		{ ...comeBack({ state: 's1', code: 'v^1.1#c=' }) },
		{
			ok: true,
			url: 'https://api.ebay.com/identity/v1/oauth2/token',
			authorization: `Basic ${Buffer.from('App-1:Cert & 1').toString('base64')}`,
			code: 'v^1.1#c=',
			ruName: 'Shop-App-Sync-abc',
		},
	);
});

test("the address of eBay's own thank-you page does as well", () => {
	const address =
		'https://signin.ebay.com/ws/eBayISAPI.dll?ThirdPartyAuthSucessFailure&isAuthSuccessful=true&state=s1&code=v%5E1.1%23c%3D&expires_in=299';
	assert.equal(comeBack({ address }).code, 'v^1.1#c=');
});

for (const [name, query, cookie, title] of [
	['another state', { state: 's2', code: 'c' }, undefined, 'This answer belongs to another attempt'],
	['no state', { code: 'c' }, undefined, 'This answer belongs to another attempt'],
	['another browser', { state: 's1', code: 'c' }, 'other=1', 'This browser has not begun'],
	['a refusal', { state: 's1', error: 'access_denied' }, undefined, 'eBay gave no consent'],
	['no code', { state: 's1' }, undefined, 'eBay gave no consent'],
	['an address that is broken', { address: 'https://x/?state=%E0%A4%A' }, undefined, 'This address cannot be read'],
	['a cookie that is broken', { state: 's1', code: 'c' }, 'connect_ebay=@', 'This address cannot be read'],
]) {
	test(`with ${name} nothing is exchanged`, () => {
		const answer = comeBack(query, cookie);
		assert.deepEqual([answer.ok, answer.status, answer.title], [false, 400, title]);
	});
}

test('what eBay says of a refusal is shown as text', () => {
	const { body } = comeBack({ state: 's1', error: 'x', error_description: '<img src=x onerror=alert(1)>' });
	assert.match(body, /&#60;img/);
	assert.doesNotMatch(body, /<img/);
});

test('the refresh token is shown with its last day, and the cookie is taken back', () => {
	const { status, body, cookie } = exchanged({
		statusCode: 200,
		body: { refresh_token: 'v^1.1#<t>', refresh_token_expires_in: 86_400 },
	});
	assert.equal(status, 200);
	assert.match(body, /<textarea[^>]*>v\^1\.1#&#60;t&#62;<\/textarea>/);
	assert.ok(
		body.includes(
			`Enter <code>${DateTime.utc().plus({ days: 1 }).toISODate()}</code> as <em>Refresh Token Valid Until</em>`,
		),
	);
	assert.match(cookie, /^connect_ebay=; Path=\/webhook\/connect-ebay; Max-Age=0;/);
});

test('a refresh token of unknown life is shown without a day to enter', () => {
	const { body } = exchanged({ statusCode: 200, body: { refresh_token: 't' } });
	assert.match(body, /18 months are usual/);
	assert.doesNotMatch(body, /Valid Until/);
});

for (const [name, answer, said] of [
	[
		'eBay refuses',
		{ statusCode: 400, body: { error: 'invalid_grant', error_description: 'the code is <old>' } },
		/eBay answered 400: the code is &#60;old&#62;/,
	],
	['the keys are wrong', { statusCode: 401, body: { error: 'invalid_client' } }, /do not belong together/],
	['eBay cannot be reached', { error: { message: 'ECONNREFUSED' } }, /could not be reached/],
	['the answer holds no token', { statusCode: 200, body: {} }, /eBay answered 200\./],
]) {
	test(`there is no token when ${name}, and the page says so`, () => {
		const { status, title, body, cookie } = exchanged(answer);
		assert.deepEqual([status, title], [502, 'eBay gave no token']);
		assert.match(body, said);
		assert.match(cookie, /Max-Age=0/);
	});
}
