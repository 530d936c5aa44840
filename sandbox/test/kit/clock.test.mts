import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBigCommerce } from '../../bigcommerce/bigCommerceService.mts';
import { createEbay } from '../../ebay/ebayService.mts';
import { createClock } from '../../kit/clock.mts';
import type { Service } from '../../kit/service.mts';
import { createQuickBooks, REALM_ID } from '../../quickbooks/quickBooksService.mts';
import { createWooCommerce } from '../../woocommerce/wooCommerceService.mts';

/** A reply of whatever shape, as JSON.parse types it: a test that looks wrong fails by looking. */
type Parsed = ReturnType<typeof JSON.parse>;

const HOUR = 3_600_000;
const at = { host: '127.0.0.1', port: 0 };
const services: Readonly<Record<string, () => Service>> = {
	quickbooks: () => createQuickBooks(at),
	woocommerce: () => createWooCommerce({ ...at, plainPort: 0 }),
	bigcommerce: () => createBigCommerce(at),
	ebay: () => createEbay(at),
};
/** The services that sell. */
const shops = Object.entries(services).filter(([name]) => name !== 'quickbooks');

async function control(
	service: Service,
	path: string,
	body?: unknown,
): Promise<{ readonly status: number; readonly body: Parsed }> {
	const reply = await service.app().inject({
		method: body === undefined ? 'GET' : 'POST',
		url: `/control${path}`,
		...(body === undefined ? {} : { payload: JSON.stringify(body) }),
	});
	return { status: reply.statusCode, body: JSON.parse(reply.body) };
}

/** Milliseconds that the service says to be ahead of the machine; its time has to agree. */
async function ahead(service: Service): Promise<number> {
	const before = Date.now();
	const { body } = await control(service, '/clock');
	const machine = Date.parse(body.now) - body.ahead;
	assert.ok(machine >= before && machine <= Date.now(), `${body.now} is not ${body.ahead} ahead`);
	return body.ahead;
}

for (const [name, create] of Object.entries(services)) {
	test(`${name}: the clock is the machine's until it is advanced, and advances add up`, async () => {
		const service = create();
		assert.equal(await ahead(service), 0);
		assert.equal((await control(service, '/clock', { advance: 90_000 })).body.ahead, 90_000);
		assert.equal((await control(service, '/clock', { advance: HOUR })).body.ahead, HOUR + 90_000);
		assert.equal(await ahead(service), HOUR + 90_000);
	});

	test(`${name}: a reset puts the clock back`, async () => {
		const service = create();
		await control(service, '/clock', { advance: HOUR });
		await control(service, '/reset', {});
		assert.equal(await ahead(service), 0);
	});

	test(`${name}: an outage leaves the clock as it is`, async (context) => {
		const service = create();
		context.after(async () => await service.stop());
		await service.start();
		await control(service, '/clock', { advance: HOUR });
		await service.stop();
		await service.start();
		assert.equal(await ahead(service), HOUR);
	});

	test(`${name}: what is no advance is refused and leaves the clock as it is`, async () => {
		const service = create();
		const wrong = [
			{},
			{ advance: 0 },
			{ advance: -1 },
			{ advance: 1.5 },
			{ advance: '1000' },
			{ advance: null },
			{ advance: 1000, to: 'tomorrow' },
			{ forward: 1000 },
			[1000],
			1000,
			{ advance: 367 * 24 * HOUR },
		];
		for (const body of wrong) {
			const refused = await control(service, '/clock', body);
			assert.deepEqual([body, refused.status, typeof refused.body.reason], [body, 400, 'string']);
		}
		assert.equal(await ahead(service), 0);
	});

	test(`${name}: the journal keeps the machine's time`, async () => {
		const service = create();
		await control(service, '/clock', { advance: HOUR });
		const begun = Date.now();
		await service.app().inject('/');
		const [entry] = service.journal.since(0);
		assert.ok(entry !== undefined && entry.begunAt >= begun && entry.at <= Date.now());
	});
}

for (const [name, create] of shops) {
	test(`${name}: an order is placed and changed by the service's clock`, async () => {
		const service = create();
		const asked = Date.now();
		await control(service, '/clock', { advance: HOUR });
		const { body: sold } = await control(service, '/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] });
		assert.equal(Math.round((Date.parse(sold.placedAt) - asked) / 60_000), 60);
		await control(service, '/clock', { advance: HOUR });
		const { body: touched } = await control(service, '/touch', { orderId: sold.orderId });
		assert.equal(touched.placedAt, sold.placedAt);
		assert.equal(Math.round((Date.parse(touched.modifiedAt) - asked) / 60_000), 120);
		const { body: refunded } = await control(service, '/refund', { orderId: sold.orderId });
		assert.equal(Math.round((Date.parse(refunded.refunds[0].refundedAt) - asked) / 60_000), 120);
	});
}

test('quickbooks: documents are stamped by the service clock, and access tokens run out by it', async () => {
	const service = createQuickBooks(at);
	const { accessToken } = service.credentials();
	const preferences = async (): Promise<number> => {
		const url = `/v3/company/${REALM_ID}/preferences`;
		const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
		return (await service.app().inject({ url, headers })).statusCode;
	};
	await control(service, '/clock', { advance: HOUR - 60_000 });
	assert.equal(await preferences(), 200);
	const url = `/v3/company/${REALM_ID}/customer?minorversion=75`;
	const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
	const made = await service
		.app()
		.inject({ method: 'POST', url, headers, payload: { DisplayName: 'Ana of tomorrow' } });
	const { MetaData } = JSON.parse(made.body).Customer;
	assert.equal(Math.round((Date.parse(MetaData.CreateTime) - Date.now()) / 60_000), 59);
	await control(service, '/clock', { advance: 120_000 });
	assert.equal(await preferences(), 401);
});

test('bigcommerce: a level that the readers do not show yet is shown once its delay is over', async () => {
	const service = createBigCommerce(at);
	const { storeHash, accessToken } = service.credentials();
	const ask = async (method: 'GET' | 'PUT', path: string, payload?: object): Promise<Parsed> => {
		const url = `/stores/${storeHash}${path}`;
		const headers = { 'x-auth-token': accessToken, accept: 'application/json' };
		return JSON.parse(
			(await service.app().inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })).body,
		);
	};
	const shown = async (): Promise<number> =>
		(await ask('GET', '/v3/inventory/items?sku:in=MUG-BLUE')).data[0].locations[0].total_inventory_onhand;
	await control(service, '/settings', { inventoryDelay: HOUR });
	const before = await shown();
	await ask('PUT', '/v3/inventory/adjustments/absolute', {
		reason: 'count',
		items: [{ location_id: 1, sku: 'MUG-BLUE', quantity: before + 5 }],
	});
	assert.equal(await shown(), before);
	await control(service, '/clock', { advance: HOUR });
	assert.equal(await shown(), before + 5);
});

test('woocommerce: both ports show one clock', async () => {
	const service = createWooCommerce({ ...at, plainPort: 0 });
	await control(service.plain, '/clock', { advance: HOUR });
	assert.equal(await ahead(service), HOUR);
});

test('ebay: a refresh of the access token and its end go by the service clock', async () => {
	const service = createEbay(at);
	const { clientId, clientSecret, refreshToken } = service.credentials();
	const { body } = await service.app().inject({
		method: 'POST',
		url: '/identity/v1/oauth2/token',
		headers: {
			authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
			'content-type': 'application/x-www-form-urlencoded',
		},
		payload: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: refreshToken }).toString(),
	});
	const { access_token: token } = JSON.parse(body);
	const orders = async (): Promise<number> =>
		(await service.app().inject({ url: '/sell/fulfillment/v1/order', headers: { authorization: `Bearer ${token}` } }))
			.statusCode;
	assert.equal(await orders(), 200);
	await control(service, '/clock', { advance: 2 * HOUR });
	assert.equal(await orders(), 401);
});

test('the whole way ahead is at most a leap year', () => {
	const clock = createClock(() => 1_000);
	clock.advance(366 * 24 * HOUR);
	assert.throws(() => clock.advance(1), RangeError);
	assert.equal(clock.now(), 1_000 + 366 * 24 * HOUR);
});
