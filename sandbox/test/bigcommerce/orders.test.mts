import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openStore, type Answer, type Client } from './client.mts';

const oneMug = { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] };

test('no orders, and a page past the last, are 204 without a body', async () => {
	const store = openStore();
	const empty = await store.get('/v2/orders');
	assert.deepEqual([empty.status, empty.text], [204, '']);
	await store.control('/bulk-sell', { count: 3 });
	assert.equal((await store.get('/v2/orders?limit=2&page=2')).body.length, 1);
	assert.deepEqual(store.latest()?.paths, ['orders page 2']);
	assert.equal((await store.get('/v2/orders?limit=2&page=3')).status, 204);
});

test('a page has 50 orders unless said, 250 at most, by id', async () => {
	const store = openStore();
	const { orderIds } = (await store.control('/bulk-sell', { count: 260 })).body;
	assert.deepEqual(ids(await store.get('/v2/orders')), orderIds.slice(0, 50).map(Number));
	assert.equal((await store.get('/v2/orders?limit=250')).body.length, 250);
	const refused = await store.get('/v2/orders?limit=251');
	assert.deepEqual([refused.status, refused.body[0].status], [413, 413]);
});

test('dates filter in RFC-2822 and ISO form and are sorted by', async () => {
	const store = openStore();
	const [early, middle, late] = await modifiedAt(store, [
		'2026-01-31T10:00:00Z',
		'2026-01-31T11:00:00Z',
		'2026-01-31T12:00:00Z',
	]);
	const since = async (moment: string): Promise<number[]> =>
		ids(await store.get(`/v2/orders?min_date_modified=${encodeURIComponent(moment)}&sort=date_modified:desc`));
	assert.deepEqual(await since('2026-01-31T11:00:00Z'), [late, middle]);
	assert.deepEqual(await since('Sat, 31 Jan 2026 12:00:00 +0100'), [late, middle]);
	assert.deepEqual(await since('2026-01-31T10:00:00'), [late, middle, early]);
	await store.control('/settings', { dateBounds: 'exclusive' });
	assert.deepEqual(await since('2026-01-31T11:00:00Z'), [late]);
	const [order] = (await store.get('/v2/orders?limit=1')).body;
	assert.deepEqual([order.date_modified, order.date_shipped], ['Sat, 31 Jan 2026 10:00:00 +0000', '']);
});

test('one status can be asked for', async () => {
	const store = openStore();
	await store.control('/sell', oneMug);
	const waiting = (await store.control('/sell', { ...oneMug, status: 'Awaiting Payment' })).body;
	assert.deepEqual(ids(await store.get('/v2/orders?status_id=7')), [Number(waiting.orderId)]);
	const { count, statuses } = (await store.get('/v2/orders/count')).body;
	assert.deepEqual([count, statuses.find(({ id }: { id: number }) => id === 7).count], [2, 1]);
});

for (const query of [
	'status_id=7,11',
	'min_date_modified=yesterday',
	'sort=total',
	'sort=id:up',
	'limit=many',
	'page=0',
	'include=everything',
	'min_total=ten',
]) {
	test(`refuses orders?${query}`, async () => {
		const { status, body } = await openStore().get(`/v2/orders?${query}`);
		assert.deepEqual([status, body[0].message], [400, `The field '${query.split('=')[0]}' is invalid.`]);
	});
}

test('an order has links, or its consignments when they are asked for', async () => {
	const store = openStore();
	const { orderId } = (await store.control('/sell', { ...oneMug, shipping: '5.00' })).body;
	const plain = (await store.get(`/v2/orders/${orderId}`)).body;
	assert.equal(plain.products.resource, `/orders/${orderId}/products`);
	const [full] = (await store.get('/v2/orders?include=consignments.line_items&consignment_structure=object')).body;
	const [consignment] = full.consignments.shipping;
	assert.deepEqual([consignment.cost_ex_tax, consignment.line_items[0].sku], ['5.0000', 'MUG-BLUE']);
	const [legacy] = (await store.get('/v2/orders?include=consignments.line_items')).body;
	assert.equal(legacy.consignments[0].shipping.length, 1);
	const [head] = (await store.get('/v2/orders?include=consignments&consignment_structure=object')).body;
	assert.match(head.consignments.shipping[0].line_items.resource, /line_items$/);
});

test('a consignment shows 50 lines and warns of more; the products are all there, page by page', async () => {
	const store = openStore();
	const lines = Array.from({ length: 51 }, (_, index) => ({
		sku: `CUSTOM-${index}`,
		quantity: 1,
		price: '1.00',
		custom: true,
	}));
	const { orderId } = (await store.control('/sell', { lines })).body;
	const [{ consignments }] = (
		await store.get('/v2/orders?include=consignments.line_items&consignment_structure=object')
	).body;
	assert.equal(consignments.shipping[0].line_items.length, 50);
	assert.match(consignments.shipping[0].__warning__.message, /only 50 are included/);
	assert.equal((await store.get(`/v2/orders/${orderId}/products`)).body.length, 50);
	const [last] = (await store.get(`/v2/orders/${orderId}/products?page=2`)).body;
	assert.deepEqual([last.sku, last.product_id, last.variant_id], ['CUSTOM-50', 0, 0]);
	assert.equal((await store.get(`/v2/orders/${orderId}/products?limit=250`)).body.length, 51);
	assert.equal((await store.get(`/v2/orders/${orderId}/products?limit=251`)).status, 413);
});

test('fifty lines are not warned of', async () => {
	const store = openStore();
	await store.control('/sell', { lines: Array.from({ length: 50 }, () => ({ sku: 'MUG-BLUE', quantity: 1 })) });
	const [{ consignments }] = (
		await store.get('/v2/orders?include=consignments.line_items&consignment_structure=object')
	).body;
	assert.equal('__warning__' in consignments.shipping[0], false);
});

test('a line keeps the SKU of the sale', async () => {
	const store = openStore();
	const { orderId } = (await store.control('/sell', { lines: [{ sku: 'tee-red-m', quantity: 1 }] })).body;
	const [line] = (await store.get(`/v2/orders/${orderId}/products`)).body;
	assert.equal(line.sku, 'TEE-RED-M');
	assert.equal(line.product_options[0].value, 'red, M');
});

test('coupons, fees and taxes are 204 where there are none', async () => {
	const store = openStore();
	const { orderId } = (await store.control('/sell', oneMug)).body;
	for (const part of ['coupons', 'fees', 'taxes?details=true'])
		assert.equal((await store.get(`/v2/orders/${orderId}/${part}`)).status, 204);
	assert.equal((await store.get(`/v2/orders/${orderId}/shipping_addresses`)).body.length, 1);
});

test('orders that do not exist are 404 with all their parts', async () => {
	const store = openStore();
	for (const part of ['', '/products', '/coupons', '/fees', '/taxes', '/shipping_addresses'])
		assert.equal((await store.get(`/v2/orders/9999${part}`)).status, 404);
	assert.equal((await store.get('/v3/orders/9999/payment_actions/refunds')).status, 404);
});

function ids(answer: Answer): number[] {
	return answer.body.map(({ id }: { id: number }) => id);
}

async function modifiedAt(store: Client, dates: readonly string[]): Promise<number[]> {
	const sold: number[] = [];
	for (const at of dates) {
		const { orderId } = (await store.control('/sell', oneMug)).body;
		await store.control('/touch', { orderId, at });
		sold.push(Number(orderId));
	}
	return sold;
}
