import { describe, expect, test } from '@jest/globals';
import { withFreshAnswers } from '../../../core/http/freshAnswers';
import type { HttpReply, HttpRequest } from '../../../core/http/httpPort';
import { withRetry } from '../../../core/http/retry';
import { scriptedHttp } from '../../support/scriptedHttp';

const ORDERS = {
	method: 'GET',
	url: 'https://shop.test/wp-json/wc/v3/orders',
	query: { page: 1 },
	repeatable: true,
	isFresh: true,
} as const satisfies HttpRequest;

const answered = async (headers: HttpReply['headers']) =>
	await withFreshAnswers(scriptedHttp({ headers, body: [] }).http)(ORDERS);

describe('a request whose answer has to be fresh', () => {
	test('never goes to the same address twice, not even when it is sent again', async () => {
		const { http, asked } = scriptedHttp({ status: 503 }, { status: 503 }, {}, {});
		const policy = { attempts: 4, longestWait: 60_000, sleep: async () => {}, random: () => 0, now: () => 0 };
		const send = withRetry(withFreshAnswers(http), policy);
		await send(ORDERS);
		await send(ORDERS);
		expect(new Set(asked.map(({ query }) => query?.nocache)).size).toBe(4);
		for (const request of asked)
			expect(request).toMatchObject({
				query: { page: 1, _skip_cache: 'true' },
				headers: { 'Cache-Control': 'no-cache' },
			});
	});

	test.each([
		['x-cache', 'HIT from edge-7'],
		['x-cache', 'MISS, HIT'],
		['cf-cache-status', 'STALE'],
		['x-litespeed-cache', 'hit,private'],
		['x-proxy-cache', 'Hit'],
		['cache-status', '"Varnish"; hit; ttl=30'],
		['x-wc-cache', 'HIT'],
	])('that a cache answered (%s: %s) fails by the name of the header', async (name, value) => {
		await expect(answered({ [name]: value })).rejects.toMatchObject({
			kind: 'unavailable',
			message: `GET ${ORDERS.url} was answered by a cache and not by the shop (${name}: ${value})`,
			advice: expect.stringContaining('/wp-json/'),
		});
	});

	test.each([
		['x-cache', 'MISS'],
		['x-cache', 'RefreshHit from cloudfront'],
		['cf-cache-status', 'DYNAMIC'],
		['cache-control', 'no-store, stale-if-error=60'],
		['x-object-cache', 'hit'],
		['age', '0'],
	])('that only passed a cache (%s: %s) is answered', async (name, value) => {
		expect(await answered({ [name]: value })).toMatchObject({ status: 200 });
	});
});

test('any other request goes out as it is', async () => {
	const { http, asked } = scriptedHttp({ headers: { 'x-cache': 'HIT' } });
	const request: HttpRequest = { method: 'POST', url: ORDERS.url, body: {}, repeatable: true };
	await withFreshAnswers(http)(request);
	expect(asked).toEqual([request]);
});
