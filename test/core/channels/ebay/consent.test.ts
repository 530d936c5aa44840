import { describe, expect, test } from '@jest/globals';
import { answerVisit, type Visit } from '../../../../core/channels/ebay/consent/consent';
import type { HttpPort, HttpReply } from '../../../../core/http/httpPort';
import { IntegrationError } from '../../../../core/http/integrationError';
import { UnreadableError } from '../../../../core/reading/readUnknown';
import { scriptedHttp } from '../../../support/scriptedHttp';

const PAGE = 'https://n8n.test/webhook/connect-ebay';
const NOW = '2026-11-29T12:00:00.000Z';
const KEYS = { environment: 'production', clientId: 'App-1', clientSecret: 'Cert & 1', ruName: 'Shop-App-Sync-abc' };

async function visit(changes: Partial<Visit>, http: HttpPort = scriptedHttp().http) {
	const whole: Visit = { method: 'GET', address: PAGE, query: {}, form: {}, headers: {}, ...changes };
	const { reply, connected } = await answerVisit(whole, { http, now: NOW });
	return { ...reply, connected, title: /<h1>(.*)<\/h1>/.exec(reply.body)?.[1] };
}

const leave = async (form: object = {}, changes: Partial<Visit> = {}) =>
	await visit({ method: 'POST', form: { ...KEYS, ...form }, ...changes });

/** What a browser keeps of the form, and the state that it leaves with. */
async function begun() {
	const { headers } = await leave();
	const state = new URL(headers.Location ?? '').searchParams.get('state') ?? '';
	return { cookie: headers['Set-Cookie']?.split(';')[0] ?? '', state };
}

/** Comes back with this query, in which s1 stands for the state that the browser left with. */
async function comeBack(query: object, http?: HttpPort, cookie?: string) {
	const kept = await begun();
	const withState = JSON.parse(JSON.stringify(query).replace(/\bs1\b/g, kept.state)) as object;
	return await visit({ query: withState, headers: { cookie: cookie ?? `first=1; ${kept.cookie}` } }, http);
}

const exchanged = async (reply: Partial<HttpReply>) => {
	const { http, asked } = scriptedHttp(reply);
	return { ...(await comeBack({ state: 's1', code: 'c' }, http)), asked };
};

describe('the form', () => {
	test("names the page's own address as the accepted URL, and takes no address for HTML", async () => {
		expect((await visit({})).body).toContain(`<code>${PAGE}</code>`);
		expect((await visit({ query: { utm: '1' } })).title).toBe('Connect eBay');
		expect((await visit({ address: 'https://x/"><script>' })).body).not.toContain('<script>');
	});

	test.each([
		['an environment that is none', { environment: 'toString' }, 'Environment should be one of production, sandbox'],
		['a missing secret', { clientSecret: ' ' }, 'Client secret should be text that is not empty'],
		['an ID of half a character', { clientId: 'a\uD800' }, 'Client ID should be text of whole characters'],
		['an address in place of the RuName', { ruName: 'https://n8n.test' }, 'RuName should be the name that eBay gave'],
		['a custom URL that is none', { environment: 'custom', customUrl: 'ftp://x' }, 'Custom URL should be an address'],
		['no form at all', { environment: undefined }, 'Environment should be'],
	])('with %s leads back to itself', async (_what, form, reason) => {
		const { status, body, headers } = await leave(form);
		expect([status, headers['Set-Cookie']]).toEqual([400, undefined]);
		expect(body).toContain(reason);
		expect(body).toContain(`<a href="${PAGE}">`);
	});
});

describe('the way to eBay', () => {
	test('carries the RuName as redirect_uri, the scopes and the state, and never the secret', async () => {
		const { status, headers } = await leave();
		const { origin, pathname, searchParams } = new URL(headers.Location ?? '');
		expect([status, origin + pathname]).toEqual([303, 'https://auth.ebay.com/oauth2/authorize']);
		expect(Object.fromEntries(searchParams)).toEqual({
			client_id: 'App-1',
			redirect_uri: 'Shop-App-Sync-abc',
			response_type: 'code',
			scope:
				'https://api.ebay.com/oauth/api_scope https://api.ebay.com/oauth/api_scope/sell.inventory https://api.ebay.com/oauth/api_scope/sell.fulfillment.readonly',
			state: expect.stringMatching(/^[\da-f-]{36}$/),
		});
		expect(headers.Location).not.toContain('Cert');
	});

	test.each([
		[{ environment: 'sandbox' }, 'https://auth.sandbox.ebay.com/oauth2/authorize?'],
		[{ environment: 'custom', customUrl: 'http://127.0.0.1:4105/' }, 'http://127.0.0.1:4105/oauth2/authorize?'],
		[{ environment: 'custom', customUrl: 'http://bücher.test' }, 'http://xn--bcher-kva.test/oauth2/authorize?'],
	])('leads to the consent page of %j', async (form, address) => {
		expect((await leave(form)).headers.Location?.startsWith(address)).toBe(true);
	});

	test('leaves the keys in a cookie: for this page alone, ten minutes, out of reach of scripts, encrypted where there is https', async () => {
		const cookieOf = async (changes: Partial<Visit> = {}) => (await leave({}, changes)).headers['Set-Cookie'];
		expect(await cookieOf()).toMatch(
			/^connect_ebay=[\w-]+; Path=\/webhook\/connect-ebay; Max-Age=600; HttpOnly; SameSite=Lax; Secure$/,
		);
		expect(await cookieOf({ address: 'http://localhost:5678/webhook/connect-ebay' })).not.toContain('Secure');
		const proxied = { address: 'http://n8n/webhook/connect-ebay', headers: { 'x-forwarded-proto': 'https' } };
		expect(await cookieOf(proxied)).toContain('Secure');
	});
});

describe("eBay's answer", () => {
	test('is exchanged once with the keys that this browser left with', async () => {
		const { http, asked } = scriptedHttp({ body: { refresh_token: 't' } });
		await comeBack({ state: 's1', code: 'v^1.1#c=' }, http);
		expect(asked).toEqual([
			{
				method: 'POST',
				url: 'https://api.ebay.com/identity/v1/oauth2/token',
				headers: {
					Authorization: `Basic ${Buffer.from('App-1:Cert & 1').toString('base64')}`,
					'Content-Type': 'application/x-www-form-urlencoded',
				},
				body: 'grant_type=authorization_code&code=v%5E1.1%23c%3D&redirect_uri=Shop-App-Sync-abc',
				repeatable: false,
			},
		]);
	});

	test("may be the address of eBay's own thank-you page", async () => {
		const address =
			'https://signin.ebay.com/ws/eBayISAPI.dll?ThirdPartyAuthSucessFailure&isAuthSuccessful=true&state=s1&code=v%5E1.1%23c%3D&expires_in=299';
		const { http, asked } = scriptedHttp({ body: { refresh_token: 't' } });
		expect((await comeBack({ address }, http)).title).toBe('eBay is connected');
		expect(asked[0]?.body).toContain('code=v%5E1.1%23c%3D&');
	});

	const kept = (value: unknown) => `connect_ebay=${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
	test.each([
		['another state', { state: 's2', code: 'c' }, undefined, 'This answer belongs to another attempt'],
		['no state', { code: 'c' }, undefined, 'This answer belongs to another attempt'],
		['two states', { state: ['s1', 's1'], code: 'c' }, undefined, 'This answer belongs to another attempt'],
		['another browser', { state: 's1', code: 'c' }, 'other=1', 'This browser has not begun'],
		['a cookie that is broken', { state: 's1', code: 'c' }, 'connect_ebay=@', 'This browser has not begun'],
		['a cookie without a state', { code: 'c' }, kept(KEYS), 'This browser has not begun'],
		['a refusal', { state: 's1', error: 'access_denied' }, undefined, 'eBay gave no consent'],
		['a refusal beside a code', { state: 's1', code: 'c', error: 'x' }, undefined, 'eBay gave no consent'],
		['no code', { state: 's1' }, undefined, 'eBay gave no consent'],
		['an address that is broken', { address: 'https://x/?state=%E0%A4%A' }, undefined, 'This address cannot be read'],
		['an address cut short', { address: 'https://x/?state=s1&code=v%5' }, undefined, 'This address cannot be read'],
		['an address cut within a letter', { address: 'https://x/?state=%E0' }, undefined, 'This address cannot be read'],
	])('with %s is not exchanged', async (_what, query, cookie, title) => {
		// No reply is scripted: an exchange would throw.
		expect(await comeBack(query, undefined, cookie)).toMatchObject({ status: 400, title, connected: null });
	});

	test('is shown as text where it is a refusal', async () => {
		const { body } = await comeBack({ state: 's1', error: 'x', error_description: '<img src=x onerror=alert(1)>' });
		expect(body).toContain('&lt;img');
		expect(body).not.toContain('<img');
	});
});

describe('the exchange', () => {
	test('shows the refresh token with its last day, and takes the cookie back', async () => {
		const answer = { refresh_token: 'v^1.1#<t>', refresh_token_expires_in: 86_400 };
		const { status, title, body, headers, connected } = await exchanged({ body: answer });
		expect([status, title, connected]).toEqual([200, 'eBay is connected', { validUntil: '2026-11-30' }]);
		expect(body).toMatch(/<textarea[^>]*>v\^1\.1#&lt;t&gt;<\/textarea>/);
		expect(body).toContain('Enter <code>2026-11-30</code> as <em>Refresh Token Valid Until</em>');
		expect(headers['Set-Cookie']).toMatch(/^connect_ebay=; Path=\/webhook\/connect-ebay; Max-Age=0; HttpOnly/);
	});

	test('names no day to enter for a token of unknown life', async () => {
		const { body, connected } = await exchanged({ body: { refresh_token: 't', refresh_token_expires_in: 'long' } });
		expect(connected).toEqual({ validUntil: null });
		expect(body).toContain('18 months are usual');
		expect(body).not.toContain('Valid Until');
	});

	test.each<[string, Partial<HttpReply>, string]>([
		[
			'eBay refuses',
			{ status: 400, body: { error: 'invalid_grant', error_description: 'the code is <old>' } },
			'eBay answered 400: the code is &lt;old&gt; A consent can be used once and within five minutes.',
		],
		['the keys are wrong', { status: 401, body: { error: 'invalid_client' } }, 'do not belong together'],
		['the answer holds no token', { status: 200, body: {} }, 'eBay answered 200.'],
		['a web page answers', { status: 503, body: '<html>Our secrets</html>' }, 'eBay answered 503.'],
		['it leads elsewhere', { status: 302, body: { refresh_token: 't' } }, 'eBay answered 302.'],
	])('gives no token when %s, and the page says so', async (_what, reply, said) => {
		const { status, title, body, headers, connected } = await exchanged(reply);
		expect([status, title, connected]).toEqual([502, 'eBay gave no token', null]);
		expect(body).toContain(said);
		expect(body).not.toContain('Our secrets');
		expect(headers['Set-Cookie']).toContain('Max-Age=0');
	});

	test.each([
		[new IntegrationError('unavailable', 'POST http://10.0.0.1 was not answered'), 'eBay could not be reached.'],
		[new UnreadableError('the answer', 'JSON, not "Our secrets"'), 'The answer was none of eBay&#39;s.'],
	])('shows nothing else of what answers at a custom URL: %s', async (failure, said) => {
		const { status, body } = await comeBack({ state: 's1', code: 'c' }, async () => await Promise.reject(failure));
		expect(status).toBe(502);
		expect(body).toContain(said);
		expect(body).not.toMatch(/10\.0\.0\.1|Our secrets/);
	});
});

test('no browser or proxy keeps a page, none tells its address, and none runs a script or shares the origin of the editor', async () => {
	for (const { headers } of [
		await visit({}),
		await leave(),
		await leave({ ruName: '' }),
		await comeBack({ state: 'x' }),
	]) {
		expect(headers).toMatchObject({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
		expect(headers['Content-Security-Policy']).toMatch(
			/^sandbox allow-forms(?!.*allow-(scripts|same-origin)).*default-src 'none'/,
		);
	}
});
