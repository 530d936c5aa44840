import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { HttpPort, HttpReply, HttpRequest } from '../../../core/http/httpPort';
import { IntegrationError } from '../../../core/http/integrationError';
import { withRetry, type RetryPolicy } from '../../../core/http/retry';
import { scriptedHttp } from '../../support/scriptedHttp';

const get: HttpRequest = { method: 'GET', url: 'https://shop.test/orders', repeatable: true };
const NOW = Date.UTC(2026, 1, 3, 9, 0, 0);

async function retried(request: HttpRequest, http: HttpPort, more: Partial<RetryPolicy> = {}) {
	const waits: number[] = [];
	const sleep = async (milliseconds: number) => void waits.push(milliseconds);
	const send = withRetry(http, { attempts: 4, longestWait: 60_000, sleep, random: () => 0, now: () => NOW, ...more });
	const outcome = await send(request).then(
		({ status }) => status,
		(error: unknown) => error,
	);
	return { outcome, waits };
}

async function answered(...script: Array<Partial<HttpReply>>) {
	const { http, asked } = scriptedHttp(...script);
	return { ...(await retried(get, http)), asked };
}

describe('a repeatable request', () => {
	test.each([408, 429, 500, 502, 503, 504, 520, 524])('is sent again after %d', async (status) => {
		const { outcome, asked } = await answered({ status }, { status: 200 });
		expect(outcome).toBe(200);
		expect(asked).toEqual([get, get]);
	});

	test.each([200, 204, 301, 400, 401, 403, 404, 409, 413, 422, 501, 507])(
		'is answered by %d at once',
		async (status) => {
			const { outcome, waits } = await answered({ status });
			expect(outcome).toBe(status);
			expect(waits).toEqual([]);
		},
	);

	test('waits twice as long each time, and ends with the last answer', async () => {
		const { outcome, waits } = await answered({ status: 503 }, { status: 500 }, { status: 503 }, { status: 502 });
		expect(outcome).toBe(502);
		expect(waits).toEqual([500, 1000, 2000]);
	});

	test('is sent again after the connection was lost, and in the end says so', async () => {
		const lost = new IntegrationError('unavailable', 'connection reset');
		let calls = 0;
		const { outcome, waits } = await retried(get, async () => {
			calls += 1;
			throw lost;
		});
		expect(outcome).toBe(lost);
		expect(calls).toBe(4);
		expect(waits).toHaveLength(3);
	});

	test.each([new IntegrationError('notAuthorised', 'reconnect'), new TypeError('a bug')])(
		'is not sent again after %s',
		async (failure) => {
			const { outcome, waits } = await retried(get, async () => {
				throw failure;
			});
			expect(outcome).toBe(failure);
			expect(waits).toEqual([]);
		},
	);
});

describe('the wait', () => {
	test.each([
		[{ 'retry-after': '7' }, 7000],
		[{ 'retry-after': 'Tue, 03 Feb 2026 09:00:09 GMT' }, 9000],
		[{ 'x-retry-after': '3' }, 3000],
		[{ 'x-rate-limit-time-reset-ms': '4200' }, 4200],
		[{ 'retry-after': '2', 'x-rate-limit-time-reset-ms': '4200' }, 4200],
		[{ 'retry-after': 'Tue, 03 Feb 2026 08:00:00 GMT' }, 500],
		[{ 'retry-after': 'soon' }, 500],
		[{ 'retry-after': '0' }, 500],
		[{}, 500],
	])('that %j asks for is %d ms', async (headers, wait) => {
		const { waits } = await answered({ status: 429, headers: headers as HttpReply['headers'] }, { status: 200 });
		expect(waits).toEqual([wait]);
	});

	test('that is longer than patience ends the matter', async () => {
		const { outcome, waits } = await answered({ status: 429, headers: { 'retry-after': '3600' } });
		expect(outcome).toBe(429);
		expect(waits).toEqual([]);
	});

	test('has jitter of up to as much again, so that runs do not come back together', async () => {
		await fc.assert(
			fc.asyncProperty(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), async (random) => {
				const { http } = scriptedHttp({ status: 503 }, { status: 503 }, { status: 200 });
				const { waits } = await retried(get, http, { random: () => random });
				expect(waits[0]).toBeGreaterThanOrEqual(500);
				expect(waits[0]).toBeLessThan(1000);
				expect(waits[1]).toBeGreaterThanOrEqual(1000);
				expect(waits[1]).toBeLessThan(2000);
			}),
		);
	});
});

test('a request that is not repeatable is sent once, whatever happens', async () => {
	const post: HttpRequest = { method: 'POST', url: 'https://qbo.test/batch', repeatable: false };
	const { http, asked } = scriptedHttp({ status: 503, headers: { 'retry-after': '1' } });
	expect((await retried(post, http)).outcome).toBe(503);
	expect(asked).toHaveLength(1);

	let calls = 0;
	const { outcome } = await retried(post, async () => {
		calls += 1;
		throw new IntegrationError('unavailable', 'connection reset');
	});
	expect(outcome).toBeInstanceOf(IntegrationError);
	expect(calls).toBe(1);
});
