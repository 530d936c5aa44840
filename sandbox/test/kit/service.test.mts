import assert from 'node:assert/strict';
import { Agent } from 'node:http';
import { test, type TestContext } from 'node:test';
import axios, { isAxiosError } from 'axios';
import { createClock } from '../../kit/clock.mts';
import { createService, type Service } from '../../kit/service.mts';

const client = axios.create({
	validateStatus: () => true,
	headers: { 'content-type': 'application/json' },
	httpAgent: new Agent({ keepAlive: false }),
});

/** A service that counts: GET says how many, POST /add adds one. */
function counter(): Service {
	const state = { count: 0 };
	return createService({
		name: 'counter',
		host: '127.0.0.1',
		port: 0,
		clock: createClock(),
		routes: (app) => {
			app.get('/count', async () => ({ count: state.count }));
			app.post('/add', async (request) => {
				request.hardPaths.push('adding');
				state.count += 1;
				return { count: state.count };
			});
			app.setNotFoundHandler(async (_request, reply) => await reply.code(404).send({ vendor: 'no such route' }));
			app.get('/broken', async () => {
				throw new Error('out of order');
			});
		},
		control: (app) => {
			app.post('/set', async (request) => {
				state.count = (request.body as { count: number }).count;
				return { count: state.count };
			});
		},
		holders: () => ({ state }),
		reset: () => {
			state.count = 0;
		},
		kindOf: (method, path, body) =>
			path === '/token' ? 'auth' : method === 'GET' && body === undefined ? 'read' : 'write',
	});
}

async function startedCounter(context: TestContext): Promise<Service> {
	const service = counter();
	await service.start();
	context.after(async () => await service.stop());
	return service;
}

async function codeOf(call: Promise<unknown>): Promise<string | undefined> {
	return await call.then(
		() => 'answered',
		(error: unknown) => (isAxiosError(error) ? error.code : String(error)),
	);
}

test('answers injected requests without a port and writes each of them down', async () => {
	const service = counter();
	await service.app().inject({ method: 'POST', url: '/add?why=sale' });
	const reply = await service.app().inject('/count');
	assert.deepEqual(reply.json(), { count: 1 });
	assert.deepEqual(
		service.journal.since(0).map(({ n, method, path, query, status, kind, paths, cut }) => ({
			n,
			method,
			path,
			query,
			status,
			kind,
			paths,
			cut,
		})),
		[
			{
				n: 1,
				method: 'POST',
				path: '/add',
				query: { why: 'sale' },
				status: 200,
				kind: 'write',
				paths: ['adding'],
				cut: null,
			},
			{ n: 2, method: 'GET', path: '/count', query: {}, status: 200, kind: 'read', paths: [], cut: null },
		],
	);
});

test('answers on a real port and has the journal entry before the client has the reply', async (context) => {
	const service = await startedCounter(context);
	for (let round = 1; round <= 5; round += 1) {
		const { data } = await client.post<{ count: number }>(`${service.url}/add`, {});
		assert.equal(data.count, round);
		assert.equal(service.journal.since(0).length, round);
	}
});

test('writes down addresses that no route answers, and requests that failed inside', async (context) => {
	const service = await startedCounter(context);
	assert.deepEqual((await client.get(`${service.url}/nowhere`)).data, { vendor: 'no such route' });
	await client.get(`${service.url}/broken`);
	await service
		.app()
		.inject({ method: 'POST', url: '/add', payload: '{"cut off', headers: { 'content-type': 'application/json' } });
	assert.deepEqual(
		service.journal.since(0).map(({ path, status }) => [path, status]),
		[
			['/nowhere', 404],
			['/broken', 500],
			['/add', 400],
		],
	);
});

test('a fault that changes an answer is in the journal, also where the status is that of the service', async (context) => {
	const service = await startedCounter(context);
	service.faults.lay({ path: '/count', rewrite: { from: '"count":\\d+', to: '"count":"many"' }, times: 1 });
	assert.deepEqual((await client.get(`${service.url}/count`)).data, { count: 'many' });
	assert.deepEqual((await client.get(`${service.url}/count`)).data, { count: 0 });
	assert.deepEqual(
		service.journal.since(0).map(({ status, rewritten }) => ({ status, rewritten })),
		[
			{ status: 200, rewritten: true },
			{ status: 200, rewritten: false },
		],
	);
});

test('a cut before does nothing, a cut after has done it: the client sees a reset both times, the journal says which', async (context) => {
	const service = await startedCounter(context);
	service.faults.lay({ path: '/add', reset: 'before', times: 1 });
	service.faults.lay({ path: '/add', reset: 'after', times: 1 });
	assert.equal(await codeOf(client.post(`${service.url}/add`, {})), 'ECONNRESET');
	assert.equal((await client.get<{ count: number }>(`${service.url}/count`)).data.count, 0);
	assert.equal(await codeOf(client.post(`${service.url}/add`, {})), 'ECONNRESET');
	assert.equal((await client.get<{ count: number }>(`${service.url}/count`)).data.count, 1);
	assert.deepEqual(
		service.journal
			.since(0)
			.filter(({ path }) => path === '/add')
			.map(({ status, cut }) => ({ status, cut })),
		[
			{ status: 0, cut: 'before' },
			{ status: 200, cut: 'after' },
		],
	);
});

test('injected requests are cut as well', async () => {
	const service = counter();
	service.faults.lay({ reset: 'after', times: 1 });
	await assert.rejects(async () => await service.app().inject({ method: 'POST', url: '/add' }));
	assert.deepEqual((await service.app().inject('/count')).json(), { count: 1 });
});

test('a fault answers with its status, headers and body as often as it says, and only where it fits', async (context) => {
	const service = await startedCounter(context);
	await client.post(`${service.url}/control/faults`, {
		method: 'post',
		path: '^/add',
		status: 429,
		body: { slow: 'down' },
		headers: { 'retry-after': '7' },
		times: 2,
	});
	assert.equal((await client.get(`${service.url}/count`)).status, 200);
	const refused = await client.post(`${service.url}/add`, {});
	assert.deepEqual([refused.status, refused.data, refused.headers['retry-after']], [429, { slow: 'down' }, '7']);
	assert.equal((await client.post(`${service.url}/add`, {})).status, 429);
	assert.deepEqual((await client.post(`${service.url}/add`, {})).data, { count: 1 });
	assert.deepEqual(
		service.journal.since(0).map(({ status }) => status),
		[200, 429, 429, 200],
	);
});

test('a fault can answer with what is no JSON, and with nothing at all', async () => {
	const service = counter();
	service.faults.lay({ status: 502, body: '<html>Bad gateway</html>', times: 1 });
	service.faults.lay({ status: 200, times: 1 });
	const html = await service.app().inject('/count');
	assert.deepEqual([html.statusCode, html.body], [502, '<html>Bad gateway</html>']);
	const empty = await service.app().inject('/count');
	assert.deepEqual([empty.statusCode, empty.body], [200, '']);
});

test('a fault delays, and clearing takes every fault away', async () => {
	const service = counter();
	service.faults.lay({ delay: 60 });
	const begun = performance.now();
	assert.equal((await service.app().inject('/count')).statusCode, 200);
	assert.ok(performance.now() - begun >= 55);
	await service.app().inject({ method: 'DELETE', url: '/control/faults' });
	const again = performance.now();
	await service.app().inject('/count');
	assert.ok(performance.now() - again < 50);
});

test('a fault lets the body drip: all of it arrives, late and in pieces', async (context) => {
	const service = await startedCounter(context);
	service.faults.lay({ path: '/count', drip: { pieces: 4, pause: 20 }, times: 1 });
	const begun = performance.now();
	const pieces: string[] = [];
	const reply = await client.get(`${service.url}/count`, { responseType: 'stream' });
	for await (const piece of reply.data) pieces.push(String(piece));
	assert.deepEqual(JSON.parse(pieces.join('')), { count: 0 });
	assert.equal(pieces.length, 4);
	assert.ok(performance.now() - begun >= 75);
});

test('the journal says when a request came in and when it was answered', async () => {
	const service = counter();
	service.faults.lay({ delay: 60, times: 1 });
	const asked = Date.now();
	await service.app().inject('/count');
	const [entry] = service.journal.since(0);
	assert.ok(entry !== undefined && entry.begunAt >= asked && entry.at - entry.begunAt >= 55);
});

test('stopping refuses connections and loses no data; starting takes the same address again', async (context) => {
	const service = await startedCounter(context);
	const { url } = service;
	await client.post(`${url}/add`, {});
	await service.stop();
	assert.equal(await codeOf(client.get(`${url}/count`)), 'ECONNREFUSED');
	await service.start();
	assert.equal(service.url, url);
	assert.deepEqual((await client.get(`${url}/count`)).data, { count: 1 });
	assert.deepEqual(
		service.journal.since(0).map(({ n }) => n),
		[1, 2],
	);
});

test('stopping cuts a request that is being worked on', async (context) => {
	const service = await startedCounter(context);
	service.faults.lay({ delay: 500, times: 1 });
	const pending = codeOf(client.get(`${service.url}/count`));
	await new Promise((resolve) => setTimeout(resolve, 50));
	await service.stop();
	assert.equal(await pending, 'ECONNRESET');
});

test('a taken port is an error, and the service starts once the port is free', async (context) => {
	const first = await startedCounter(context);
	const port = Number(new URL(first.url).port);
	const second = createService({
		name: 'second',
		host: '127.0.0.1',
		port,
		clock: createClock(),
		routes: () => undefined,
		control: () => undefined,
		holders: () => ({}),
		reset: () => undefined,
		kindOf: () => 'read',
	});
	await assert.rejects(async () => await second.start(), { code: 'EADDRINUSE' });
	await first.stop();
	await second.start();
	await second.stop();
});

test('control routes meet no fault, leave no entry, and reset brings the seeded state back', async (context) => {
	const service = await startedCounter(context);
	service.faults.lay({ status: 500 });
	await client.post(`${service.url}/control/set`, { count: 8 });
	assert.equal((await client.get(`${service.url}/count`)).status, 500);
	assert.equal((await client.get<unknown[]>(`${service.url}/control/journal?since=0`)).data.length, 1);
	await client.post(`${service.url}/control/reset`);
	assert.deepEqual((await client.get(`${service.url}/count`)).data, { count: 0 });
	assert.deepEqual(
		service.journal.since(0).map(({ n }) => n),
		[2],
	);
});

test('keeps no credentials in the journal', async () => {
	const service = counter();
	await service.app().inject('/count?consumer_key=ck_1&consumer_secret=cs_1&page=2');
	await service
		.app()
		.inject({ method: 'POST', url: '/token', payload: { grant_type: 'refresh_token', refresh_token: 'abc' } });
	const [read, token] = service.journal.since(0);
	assert.deepEqual(read?.query, { page: '2' });
	assert.deepEqual(token?.requestBody, { grant_type: 'refresh_token' });
});

test('a fault on the reply hits those that match it, after the work is done', async (context) => {
	const service = await startedCounter(context);
	await service.app().inject({ method: 'POST', url: '/add' });
	service.faults.lay({ reply: '"count":2', status: 500, body: { broken: true } });
	assert.equal((await service.app().inject('/count')).statusCode, 200);
	const broken = await service.app().inject({ method: 'POST', url: '/add' });
	assert.deepEqual([broken.statusCode, broken.json()], [500, { broken: true }]);
	assert.equal((await service.app().inject({ method: 'POST', url: '/add' })).json<{ count: number }>().count, 3);
});

test('a fault rewrites the body of a reply, everywhere or where it matches', async (context) => {
	const service = await startedCounter(context);
	service.faults.lay({ method: 'GET', rewrite: { from: '^', to: '<br />Notice' } });
	service.faults.lay({ reply: '"count":1', rewrite: { from: ':1', to: ':""' } });
	assert.equal((await service.app().inject('/count')).body, '<br />Notice{"count":0}');
	assert.equal((await service.app().inject({ method: 'POST', url: '/add' })).body, '{"count":""}');
});
