import { describe, expect, test } from '@jest/globals';
import { NodeApiError, type ICredentialType, type IPollFunctions, type JsonObject } from 'n8n-workflow';
import type { HttpRequest } from '../../../core/http/httpPort';
import { httpFromN8n } from '../../../nodes/bridge/http/httpFromN8n';
import { replyFrom } from '../../../nodes/bridge/http/replyFromN8n';
import { n8nWithCredential } from '../../support/n8nWithCredential';
import { scriptedWire, type WireReply } from '../../support/wire';

const KEY: ICredentialType = {
	name: 'anyApi',
	displayName: 'Any API',
	properties: [],
	authenticate: async ({ key }, options) => ({ ...options, headers: { ...options.headers, 'X-Auth-Token': key } }),
};

/** What the core gets when it asks for a path that answers with these replies. */
async function asking(request: Partial<HttpRequest>, ...replies: WireReply[]) {
	const place = await scriptedWire(...replies);
	const http = httpFromN8n(n8nWithCredential(KEY, { key: 's3cret' }), 'anyApi');
	const reply = http({ method: 'GET', repeatable: false, ...request, url: place.url });
	return { reply, ...place };
}

describe('a reply', () => {
	test('is parsed JSON with its status and headers', async () => {
		const { reply } = await asking({}, { headers: { 'X-Total': '7' }, body: '{"id":1,"name":"Größe"}' });
		expect(await reply).toMatchObject({ status: 200, headers: { 'x-total': '7' }, body: { id: 1, name: 'Größe' } });
	});

	test('has header names in lower case however n8n hands them over', async () => {
		const request = { method: 'GET', url: 'https://shop.example', repeatable: true } as const;
		expect((await replyFrom({ request, timeout: 1000 }, 200, { 'Retry-After': 7 }, '')).headers).toEqual({
			'retry-after': '7',
		});
	});

	test('keeps whole numbers that JavaScript would round as text, and no others', async () => {
		const { reply } = await asking(
			{},
			{
				body: '{"id":9341453217000000123,"safe":9007199254740991,"price":0.1234567890123456789,"list":[12345678901234567890]}',
			},
		);
		expect((await reply).body).toEqual({
			id: '9341453217000000123',
			safe: 9007199254740991,
			price: 0.12345678901234568,
			list: ['12345678901234567890'],
		});
	});

	test.each([
		['nothing', ''],
		['a line break', '\r\n'],
	])('that is %s has no body', async (_what, body) => {
		expect((await (await asking({}, { body })).reply).body).toBeUndefined();
	});

	test.each([
		['a byte order mark', '\uFEFF'],
		['two byte order marks', '\uFEFF\uFEFF'],
		['a notice of PHP', '<br />\n<b>Deprecated</b>:  Old in <b>/srv/a.php</b> on line <b>12</b><br />\n'],
		['two notices', '<b>Notice</b>: a on line <b>1</b><br /><br />\n<b>Warning</b>: b\nc on line <b>2</b><br />'],
		['notices as text', 'PHP Warning: Undefined key in /srv/a.php on line 3\nNotice: x on line 4\n'],
	])('may begin with %s', async (_what, before) => {
		expect((await (await asking({}, { body: `${before}{"a":1}` })).reply).body).toEqual({ a: 1 });
	});

	test('is not what stands somewhere in a page', async () => {
		const page = '<b>Notice</b>: closed on line <b>1</b><html>{"a":1}</html>';
		await expect((await asking({}, { body: page })).reply).rejects.toMatchObject({ name: 'UnreadableError' });
	});

	test('asked for as text comes as it is', async () => {
		expect((await (await asking({ answer: 'text' }, { body: '<a>12345678901234567890</a>' })).reply).body).toBe(
			'<a>12345678901234567890</a>',
		);
	});

	test.each([
		['a page', '<!DOCTYPE html><title>Back soon</title>', '"<!DOCTYPE html><title>Back soon</title>"'],
		['JSON cut short', '{"orders":[{"id":1},', '"{"orders":[{"id":1},"'],
	])('of status 200 that is %s names the place, the status and how it begins', async (_what, body, quoted) => {
		const { reply, url } = await asking({}, { body });
		await expect(reply).rejects.toMatchObject({
			name: 'UnreadableError',
			message: `the answer to GET ${url} (status 200) should be JSON, not ${quoted}`,
		});
	});

	test('quotes no more than 80 characters of what is not JSON', async () => {
		const { reply } = await asking({}, { body: 'y'.repeat(200) });
		await expect(reply).rejects.toThrow(`not "${'y'.repeat(80)}"`);
	});

	test('longer than 32 MB is not taken', async () => {
		const { reply } = await asking({ answer: 'text' }, { filler: 32 * 1024 * 1024 + 1 });
		await expect(reply).rejects.toMatchObject({ name: 'UnreadableError', expected: 'at most 32 MB long' });
	});
});

describe('a refusal', () => {
	test('arrives as a reply, headers and parsed body included', async () => {
		const { reply } = await asking({}, { status: 429, headers: { 'Retry-After': '7' }, body: '{"title":"slow down"}' });
		expect(await reply).toMatchObject({ status: 429, headers: { 'retry-after': '7' }, body: { title: 'slow down' } });
	});

	test('that is not JSON arrives as the beginning of its text', async () => {
		const { reply } = await asking({}, { status: 502, body: `<html>${'x'.repeat(5000)}` });
		const { body } = await reply;
		expect(body).toHaveLength(2000);
		expect(body).toMatch(/^<html>x/);
	});

	test.each([301, 302, 307, 308])('%i is not followed and names the new address', async (status) => {
		const elsewhere = await scriptedWire({ body: '{}' });
		const { reply } = await asking({}, { status, headers: { Location: elsewhere.url } });
		expect(await reply).toMatchObject({ status, headers: { location: elsewhere.url } });
		expect(await elsewhere.asked()).toEqual([]);
	});
});

describe('a request', () => {
	test('carries authentication, query, and a body as JSON, an empty object included', async () => {
		const { reply, asked } = await asking({ method: 'POST', query: { a: 'x y', n: 2 }, body: {} }, { body: '{}' });
		await reply;
		const [request] = await asked();
		expect(request).toMatchObject({ method: 'POST', query: '?a=x%20y&n=2', body: '{}' });
		expect(request?.headers).toMatchObject({
			'x-auth-token': 's3cret',
			accept: 'application/json',
			'content-type': 'application/json',
		});
	});

	test('sends text as it is, under the type that it is given', async () => {
		const { reply, asked } = await asking(
			{ method: 'POST', body: '<a/>', headers: { 'Content-Type': 'text/xml' }, answer: 'text' },
			{ body: '<b/>' },
		);
		await reply;
		expect((await asked())[0]).toMatchObject({ body: '<a/>', headers: { 'content-type': 'text/xml' } });
	});

	test('that may be repeated is sent again after a 503', async () => {
		const { reply, asked } = await asking({ repeatable: true }, { status: 503 }, { body: '{"ok":true}' });
		expect((await reply).body).toEqual({ ok: true });
		expect(await asked()).toHaveLength(2);
	});

	test('of one credential waits until the one before it has ended, well or not', async () => {
		const place = await scriptedWire({ delay: 150, body: '{}' }, { delay: 50, cut: true }, { body: '{}' });
		const http = httpFromN8n(n8nWithCredential(KEY, { key: 'k' }), 'anyApi');
		const request = { method: 'GET', url: place.url, repeatable: false } as const;
		const endings = await Promise.allSettled([http(request), http(request), http(request)]);
		const [first, second, third] = await place.asked();
		expect(endings.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
		expect(second?.at).toBeGreaterThanOrEqual(first?.answeredAt ?? Infinity);
		expect(third?.at).toBeGreaterThanOrEqual((second?.at ?? Infinity) + 45);
	});

	test('ends when nobody waits for it any more, and makes room for the next', async () => {
		const place = await scriptedWire({ delay: 2_000, body: '{}' }, { body: '{}' });
		const http = httpFromN8n(n8nWithCredential(KEY, { key: 'k' }), 'anyApi');
		const request = { method: 'GET', url: place.url, repeatable: true } as const;
		const began = Date.now();
		const given = http({ ...request, until: began + 150 });
		await expect(given).rejects.toMatchObject({ kind: 'unavailable' });
		expect((await http(request)).status).toBe(200);
		expect(Date.now() - began).toBeLessThan(1_500);
	});

	test('of another credential does not wait', async () => {
		const slow = await scriptedWire({ delay: 400, body: '{}' });
		const quick = await scriptedWire({ body: '{}' });
		const send = async (url: string) =>
			await httpFromN8n(n8nWithCredential(KEY, { key: 'k' }), 'anyApi')({ method: 'GET', url, repeatable: false });
		const order: string[] = [];
		await Promise.all([send(slow.url).then(() => order.push('slow')), send(quick.url).then(() => order.push('quick'))]);
		expect(order).toEqual(['quick', 'slow']);
	});
});

describe('no reply', () => {
	test('is a service that is unavailable when the connection is cut', async () => {
		const { reply } = await asking({}, { cut: true });
		await expect(reply).rejects.toMatchObject({ name: 'IntegrationError', kind: 'unavailable', reply: undefined });
	});

	test.each([
		['refuses', 'http://127.0.0.1:9/', 'the connection was refused', /Nothing listens.*Docker/],
		['is not known', 'http://nowhere.invalid/', /its name (is not known|could not be looked up)/, /typing mistake/],
	])('is unavailable when the host %s, with the way out', async (_what, url, words, advice) => {
		const reply = httpFromN8n(
			n8nWithCredential(KEY, { key: 's3cret' }),
			'anyApi',
		)({ method: 'GET', url, repeatable: false });
		await expect(reply).rejects.toMatchObject({
			kind: 'unavailable',
			message: expect.stringMatching(words),
			advice: expect.stringMatching(advice),
		});
	});

	test('is not for waiting when the address cannot be one', async () => {
		const reply = httpFromN8n(
			n8nWithCredential(KEY, { key: 's3cret' }),
			'anyApi',
		)({ method: 'GET', url: 'shop.example', repeatable: false });
		await expect(reply).rejects.toMatchObject({ kind: 'rejected' });
	});

	test('is not tried for when the run was stopped', async () => {
		const place = await scriptedWire();
		const context = Object.assign(n8nWithCredential(KEY, { key: 's3cret' }), {
			getExecutionCancelSignal: () => AbortSignal.abort(),
		});
		const reply = httpFromN8n(context, 'anyApi')({ method: 'GET', url: place.url, repeatable: true });
		await expect(reply).rejects.toMatchObject({ kind: 'rejected', message: expect.stringContaining('canceled') });
		expect(await place.asked()).toEqual([]);
	});

	test('is a dead credential when n8n has none', async () => {
		const node = { name: 'n', credentials: {} };
		const helpers = {
			httpRequestWithAuthentication: async () => {
				throw new NodeApiError(
					node as never,
					new Error('Node does not have any credentials set') as unknown as JsonObject,
				);
			},
		};
		const http = httpFromN8n({ getNode: () => node, helpers } as unknown as IPollFunctions, 'anyApi');
		await expect(http({ method: 'GET', url: 'http://127.0.0.1:9/', repeatable: false })).rejects.toMatchObject({
			kind: 'notAuthorised',
		});
	});

	test('never tells a secret', async () => {
		const { reply } = await asking({ query: { consumer_secret: 'cs_1234' } }, { cut: true });
		const problem = (await reply.catch((error: unknown) => error)) as Error;
		expect(JSON.stringify({ ...problem, message: problem.message, stack: problem.stack })).not.toMatch(
			/s3cret|cs_1234/,
		);
	});
});
