import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { deserialize, serialize } from 'node:v8';
import { keepSnapshot, loadSnapshot, SnapshotUnusable } from '../../kit/snapshot.mts';
import { stateIn } from '../../kit/keptState.mts';
import { Problem } from '../../launcher/bootstrap/problem.mjs';
import { startKeptServices } from '../../launcher/keptServices.mts';
import { createServices, statesOf, type ServiceName, type Services } from '../../services.mts';

function snapshotFile(context: TestContext): string {
	const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
	context.after(() => rmSync(folder, { recursive: true }));
	return join(folder, 'services.snapshot');
}

const fresh = (): Services => createServices('127.0.0.1', 0);

function asker(services: Services) {
	const inject = async (
		name: ServiceName,
		how: { method?: 'GET' | 'POST'; url: string; payload?: object; headers?: Record<string, string> },
	) => {
		const { method = how.payload === undefined ? 'GET' : 'POST', ...rest } = how;
		const reply = await services[name].app().inject({ method, ...rest });
		return { status: reply.statusCode, body: (reply.body === '' ? null : reply.json()) as Record<string, unknown> };
	};
	const control = async (name: ServiceName, path: string, payload?: object) => {
		const { status, body } = await inject(name, {
			url: `/control${path}`,
			...(payload === undefined ? {} : { payload }),
		});
		assert.equal(status, 200, `${name} ${path}: ${JSON.stringify(body)}`);
		return body;
	};
	return { inject, control };
}

/** A little of everything that the services can remember. */
async function lead(services: Services): Promise<{ orders: Record<string, unknown> }> {
	const { control, inject } = asker(services);
	const orders: Record<string, unknown> = {};
	for (const name of shops) {
		const { orderId } = await control(name, '/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 2 }] });
		orders[name] = orderId;
		await control(name, '/refund', { orderId, amount: '1.00' });
	}
	await control('bigcommerce', '/settings', { badEntries: 'applyRest' });
	await control('ebay', '/accepted-url', { url: 'https://n8n.example/back' });
	await control('quickbooks', '/settings', { requestIdFailures: 'kept' });
	await control('quickbooks', '/stock', { sku: 'MUG-BLUE', quantity: 41 });
	const { realmId, accessToken } = services.quickbooks.credentials();
	await inject('quickbooks', customerCall(realmId, accessToken));
	await control('quickbooks', '/tokens/issue', {});
	const { consumerKey, consumerSecret } = services.woocommerce.credentials();
	const authorization = `Basic ${Buffer.from(`${consumerKey}:${consumerSecret}`).toString('base64')}`;
	const hook = { name: 'orders', topic: 'order.updated', delivery_url: 'https://n8n.example/hook', secret: 's' };
	assert.equal(
		(await inject('woocommerce', { url: '/wp-json/wc/v3/webhooks', payload: hook, headers: { authorization } })).status,
		201,
	);
	return { orders };
}

/** A write that QuickBooks refuses: the name is taken. */
const customerCall = (realmId: string, accessToken: string) => ({
	url: `/v3/company/${realmId}/customer?requestid=r1&minorversion=75`,
	payload: { DisplayName: 'Harbour Goods\tLtd' },
	headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json', 'content-type': 'application/json' },
});

test('a second start finds all that the services knew', async (context) => {
	const file = snapshotFile(context);
	const [first, second] = [fresh(), fresh()];
	await lead(first);
	keepSnapshot(file, statesOf(first))();
	for (const name of Object.keys(first) as ServiceName[])
		assert.notDeepEqual(second[name].state.save(), first[name].state.save(), name);
	loadSnapshot(file, statesOf(second));
	for (const name of Object.keys(first) as ServiceName[])
		assert.deepEqual(second[name].state.save(), first[name].state.save(), name);
});

test('what was saved works on: orders, levels, tokens, kept refusals, numbers that go on', async (context) => {
	const file = snapshotFile(context);
	const [first, second] = [fresh(), fresh()];
	const { orders } = await lead(first);
	const { realmId, accessToken } = first.quickbooks.credentials();
	const refused = await asker(first).inject('quickbooks', customerCall(realmId, accessToken));
	const consent = await consentAt(first);
	const levels = await levelsOf(first);
	keepSnapshot(file, statesOf(first))();
	loadSnapshot(file, statesOf(second));
	assert.deepEqual(await levelsOf(second), levels);
	const { control, inject } = asker(second);
	for (const name of shops) {
		const { orderId } = await control(name, '/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
		assert.notEqual(orderId, orders[name], name);
	}
	assert.deepEqual(
		await levelsOf(second),
		levels.map((level) => level - 1),
	);
	assert.equal(refused.status, 400);
	assert.deepEqual((await inject('quickbooks', customerCall(realmId, accessToken))).body.Fault, refused.body.Fault);
	assert.deepEqual(
		second.quickbooks.journal.since(0).map(({ paths }) => paths),
		[['requestid replay']],
	);
	assert.equal(second.quickbooks.credentials().accessToken, accessToken);
	const { offers, offersBySku } = second.ebay.state.save() as {
		offers: Map<string, { sku: string }>;
		offersBySku: Map<string, unknown[]>;
	};
	for (const offer of offers.values())
		assert.ok(offersBySku.get(offer.sku)?.includes(offer), 'one offer, found either way');
	assert.equal((await ebayToken(second, { grant_type: 'refresh_token', refresh_token: consent })).status, 200);
});

const shops = ['woocommerce', 'bigcommerce', 'ebay'] as const;

async function levelsOf(services: Services): Promise<number[]> {
	const tables: unknown[] = await Promise.all(shops.map(async (name) => await asker(services).control(name, '/stock')));
	return tables.map(
		(rows) => (rows as { sku: string; quantity: number }[]).find(({ sku }) => sku === 'MUG-BLUE')?.quantity ?? 0,
	);
}

/** The refresh token of a consent that the seller gives now. */
async function consentAt(services: Services): Promise<string> {
	const { clientId, ruName } = services.ebay.credentials();
	const scope = 'https://api.ebay.com/oauth/api_scope';
	const query = new URLSearchParams({ client_id: clientId, redirect_uri: ruName, response_type: 'code', scope });
	const reply = await services.ebay.app().inject({ method: 'GET', url: `/oauth2/authorize?${query.toString()}` });
	const code = new URL(reply.headers.location ?? '', 'http://ebay').searchParams.get('code') ?? '';
	return String(
		(await ebayToken(services, { grant_type: 'authorization_code', redirect_uri: ruName, code })).body.refresh_token,
	);
}

async function ebayToken(services: Services, form: Record<string, string>) {
	const { clientId, clientSecret } = services.ebay.credentials();
	const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
	const headers = { authorization, 'content-type': 'application/x-www-form-urlencoded' };
	const reply = await services.ebay.app().inject({
		method: 'POST',
		url: '/identity/v1/oauth2/token',
		headers,
		payload: new URLSearchParams(form).toString(),
	});
	return { status: reply.statusCode, body: reply.json<Record<string, unknown>>() };
}

test('a reset leads back to the seeded data, also after a snapshot was taken over', async (context) => {
	const file = snapshotFile(context);
	const [first, second] = [fresh(), fresh()];
	await lead(first);
	keepSnapshot(file, statesOf(first))();
	loadSnapshot(file, statesOf(second));
	await asker(second).control('woocommerce', '/reset', {});
	assert.deepEqual(await asker(second).control('woocommerce', '/orders'), []);
});

test('changes are written down while the services run, so that a kill costs seconds', async (context) => {
	const file = snapshotFile(context);
	const holder = { count: 0 };
	const end = keepSnapshot(file, { counter: stateIn(() => ({ holder })) });
	context.after(end);
	holder.count = 7;
	await wait(2_500);
	const other = { count: 0 };
	loadSnapshot(file, { counter: stateIn(() => ({ holder: other })) });
	assert.equal(other.count, 7);
});

test('a kill while it is written leaves the snapshot before it', (context) => {
	const file = snapshotFile(context);
	const holder = { count: 7 };
	const states = { counter: stateIn(() => ({ holder })) };
	keepSnapshot(file, states)();
	writeFileSync(`${file}.new`, readFileSync(file).subarray(0, 10));
	holder.count = 0;
	loadSnapshot(file, states);
	assert.equal(holder.count, 7);
	keepSnapshot(file, states)();
	assert.equal(existsSync(`${file}.new`), false);
});

for (const { what, spoil, says } of [
	{ what: 'cut short', spoil: (bytes: Buffer) => bytes.subarray(0, bytes.length / 2), says: /cannot be read/ },
	{ what: 'something else', spoil: () => Buffer.from('{}'), says: /cannot be read/ },
	{
		what: 'of another layout',
		spoil: (bytes: Buffer) => serialize({ ...(deserialize(bytes) as object), layout: 0 }),
		says: /another version/,
	},
	{
		what: 'of a service with other settings',
		spoil: (bytes: Buffer) => changed(bytes, (ebay) => delete (ebay.settings as { ordersFirst?: string }).ordersFirst),
		says: /ebay is of another version, its "settings"/,
	},
	{
		what: 'of a service that keeps more',
		spoil: (bytes: Buffer) => changed(bytes, (ebay) => (ebay.promotions = new Map())),
		says: /its "promotions"/,
	},
	{
		what: 'of a service that keeps less',
		spoil: (bytes: Buffer) => changed(bytes, (ebay) => delete ebay.offers),
		says: /its "offers"/,
	},
]) {
	test(`a snapshot that is ${what} is refused in one line that names --fresh, and nothing starts`, async (context) => {
		const file = snapshotFile(context);
		keepSnapshot(file, statesOf(fresh()))();
		writeFileSync(file, spoil(readFileSync(file)));
		assert.throws(
			() => loadSnapshot(file, statesOf(fresh())),
			(error) => error instanceof SnapshotUnusable && says.test(error.message),
		);
		const started = startKeptServices(
			{ dataFolder: join(file, '..'), portBase: 0 },
			{ add: () => assert.fail('something was started') },
		);
		await assert.rejects(
			started,
			(error) => error instanceof Problem && /--fresh$/.test(error.message) && !error.message.includes('\n'),
		);
	});
}

function changed(bytes: Buffer, change: (ebay: Record<string, unknown>) => unknown): Buffer {
	const whole = deserialize(bytes) as { saved: { ebay: Record<string, unknown> } };
	change(whole.saved.ebay);
	return serialize(whole);
}
