import { describe, expect, test } from '@jest/globals';
import { sleep, type IPollFunctions } from 'n8n-workflow';
import type { HttpRequest } from '../../../core/http/httpPort';
import { BigCommerceSyncApi } from '../../../credentials/BigCommerceSyncApi.credentials';
import { httpFromN8n } from '../../../nodes/bridge/http/httpFromN8n';
import { replyFrom } from '../../../nodes/bridge/http/replyFromN8n';
import { n8nWithCredential } from '../../support/n8nWithCredential';
import { scriptedWire, type WireReply } from '../../support/wire';

const MB = 1024 * 1024;
const context = (): IPollFunctions => n8nWithCredential(new BigCommerceSyncApi(), { accessToken: 't' });

/** What the core gets from a service that answers like this, and how much of it was taken. */
async function answered(reply: WireReply, request: Partial<HttpRequest> = {}) {
	const place = await scriptedWire(reply);
	const outcome = await httpFromN8n(
		context(),
		'bigCommerceSyncApi',
	)({ method: 'GET', repeatable: false, ...request, url: place.url }).then(
		(value) => ({ value, failure: null }),
		(failure: unknown) => ({ value: null, failure }),
	);
	return { ...outcome, url: place.url, asked: place.asked };
}

describe('an answer that never ends', () => {
	test.each([
		['JSON', { endless: '[1,2,3],' }, {}],
		['text', { endless: '<a/>' }, { answer: 'text' }],
	] as const)('of %s is read to 32 MB and no further, and the connection is closed', async (_what, reply, request) => {
		const { failure, asked } = await answered(reply, request);
		expect(failure).toMatchObject({ name: 'UnreadableError', expected: 'at most 32 MB long' });
		const sent = (await asked())[0]?.sent ?? 0;
		expect(sent).toBeGreaterThan(32 * MB);
		expect(sent).toBeLessThan(64 * MB);
	});

	test('of a refusal is read as far as its reason may stand', async () => {
		const { value, asked } = await answered({ status: 503, endless: 'x' });
		expect(value).toMatchObject({ status: 503, body: 'x'.repeat(2000) });
		expect((await asked())[0]?.sent).toBeLessThan(16 * MB);
	});

	test('because it drips is given up when it takes longer than a request may', async () => {
		async function* drip() {
			for (;;) {
				await sleep(1);
				yield Buffer.from(' ');
			}
		}
		const request = { method: 'GET', url: 'https://shop.example/a', repeatable: true } as const;
		await expect(replyFrom({ request, timeout: 50 }, 200, {}, drip())).rejects.toMatchObject({
			kind: 'unavailable',
			message: 'GET https://shop.example/a was not answered: its answer took too long',
		});
	});
});

describe('an answer that breaks off', () => {
	test.each([
		['in the middle', { headers: { 'Content-Length': '100' }, cutAfter: '{"orders":[' }],
		['without saying how long it is', { headers: { 'Transfer-Encoding': 'chunked' }, cutAfter: '{"orders":[' }],
		['while it is packed', { headers: { 'Content-Encoding': 'gzip' }, cutAfter: 'no gzip' }],
		['as a refusal', { status: 500, headers: { 'Content-Length': '100' }, cutAfter: '<html>' }],
	])('%s is a service that is unavailable, so it is asked again', async (_how, reply) => {
		const { failure } = await answered(reply);
		expect(failure).toMatchObject({ name: 'IntegrationError', kind: 'unavailable' });
	});
});

describe('an answer of the wrong shape', () => {
	test.each([
		['lists in lists', '['.repeat(200_000)],
		['lists in lists that end properly', `${'['.repeat(101)}${']'.repeat(101)}`],
		['objects in objects', `${'{"a":'.repeat(101)}1${'}'.repeat(101)}`],
		['objects with long numbers', `${'{"a":'.repeat(100_000)}12345678901234567890${'}'.repeat(100_000)}`],
	])('of %s is too deep', async (_what, body) => {
		expect((await answered({ body })).failure).toMatchObject({
			name: 'UnreadableError',
			expected: 'JSON of at most 100 levels',
		});
	});

	test('may be as deep as 100 levels, and hold any number of brackets in its texts', async () => {
		const deepest = `${'['.repeat(100)}"[[{{\\"[["${']'.repeat(100)}`;
		expect((await answered({ body: deepest })).value).toMatchObject({
			status: 200,
			body: JSON.parse(deepest) as unknown,
		});
		const wide = JSON.stringify(Array.from({ length: 500 }, () => ({ text: '{'.repeat(300) })));
		expect((await answered({ body: wide })).failure).toBeNull();
	});

	test.each([
		['a page', '<html><body>Log in</body></html>'],
		['a picture', '\u0089PNG\r\n\u001a'],
		['JavaScript', 'callback({"a":1})'],
		['two documents', '{"a":1}{"a":2}'],
	])('that is %s is named with the place and its beginning', async (_what, body) => {
		const { failure, url } = await answered({ body });
		expect((failure as Error).message).toMatch(
			new RegExp(`^the answer to GET ${url.replaceAll('.', '\\.')} \\(status 200\\) should be JSON, not ".`),
		);
	});
});
