import { describe, expect, test } from '@jest/globals';
import { sleep } from 'n8n-workflow';
import type { HttpPort, HttpRequest } from '../../../core/http/httpPort';
import { withPatience } from '../../../core/http/patience';
import { withRetry } from '../../../core/http/retry';

const get: HttpRequest = { method: 'GET', url: 'https://shop.test/orders', repeatable: true };

/** A clock that stands until the test moves it, and wakes whoever waits for a moment that has come. */
function clockOfTest() {
	let now = 1_000_000;
	const waiting: Array<{ readonly at: number; readonly wake: () => void }> = [];
	return {
		now: () => now,
		timeIsUp: async (milliseconds: number) =>
			await new Promise<void>((wake) => void waiting.push({ at: now + milliseconds, wake })),
		async pass(milliseconds: number) {
			now += milliseconds;
			for (const { at, wake } of waiting) if (at <= now) wake();
			await sleep(0);
		},
	};
}

/** A service that answers when the test says so. */
function serviceOfTest() {
	const asked: Array<HttpRequest & { readonly respond: (status: number) => void }> = [];
	const http: HttpPort = async (request) =>
		await new Promise((resolve) => {
			asked.push({ ...request, respond: (status) => resolve({ status, headers: {}, body: undefined }) });
		});
	return { http, asked };
}

const outcomeOf = async (reply: ReturnType<HttpPort>) =>
	await reply.then(
		({ status }) => status,
		(failure: unknown) => failure,
	);

describe('a reading that others wait for', () => {
	test('is given up where no answer comes in time', async () => {
		const clock = clockOfTest();
		const reply = outcomeOf(withPatience(serviceOfTest().http, { longest: 20_000, ...clock })(get));
		await clock.pass(19_999);
		await expect(Promise.race([reply, 'waiting'])).resolves.toBe('waiting');
		await clock.pass(1);
		await expect(reply).resolves.toMatchObject({
			kind: 'unavailable',
			message: 'GET https://shop.test/orders was given up: no good answer came for 20 s',
		});
	});

	test.each([
		[200, 35_000],
		[503, 20_000],
	])('goes on after an answer of %d until %d ms after its start', async (status, end) => {
		const clock = clockOfTest();
		const began = clock.now();
		const service = serviceOfTest();
		const http = withPatience(service.http, { longest: 20_000, ...clock });
		const first = http(get);
		await clock.pass(15_000);
		service.asked[0]?.respond(status);
		await first;
		void outcomeOf(http(get));
		expect((service.asked[1]?.until ?? 0) - began).toBe(end);
	});

	test('has all of its time for what it asks after a while: nobody waited for the service meanwhile', async () => {
		const clock = clockOfTest();
		const service = serviceOfTest();
		const http = withPatience(service.http, { longest: 20_000, ...clock });
		await clock.pass(60_000);
		const first = http(get);
		expect((service.asked[0]?.until ?? 0) - clock.now()).toBe(20_000);
		service.asked[0]?.respond(200);
		await first;
		await clock.pass(60_000);
		void outcomeOf(http(get));
		expect((service.asked[1]?.until ?? 0) - clock.now()).toBe(20_000);
	});
});

describe('a request that nobody waits for any more', () => {
	const retried = async (until: number, status: number) => {
		const waits: number[] = [];
		let sent = 0;
		const send = withRetry(
			async () => {
				sent += 1;
				return await Promise.resolve({ status, headers: { 'retry-after': '5' }, body: undefined });
			},
			{
				attempts: 4,
				longestWait: 30_000,
				sleep: async (wait) => void waits.push(wait),
				random: () => 0,
				now: () => 1_000,
			},
		);
		return { outcome: await outcomeOf(send({ ...get, until })), sent, waits };
	};

	test('is not sent when its turn comes', async () => {
		expect(await retried(1_000, 200)).toMatchObject({ outcome: { kind: 'unavailable' }, sent: 0 });
	});

	test('is not sent again when the wait would be longer than anybody waits', async () => {
		expect(await retried(6_000, 503)).toEqual({ outcome: 503, sent: 1, waits: [] });
		expect(await retried(6_001, 503)).toEqual({ outcome: 503, sent: 4, waits: [5_000, 5_000, 5_000] });
	});
});
