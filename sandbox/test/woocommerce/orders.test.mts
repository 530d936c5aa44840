import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop, type Answer, type Client } from './client.mts';

test('orders come newest first, ten to a page, and say how many there are', async () => {
	const shop = openShop();
	const { orderIds } = (await shop.control('/bulk-sell', { count: 12 })).body;
	const first = await shop.get('/orders?_fields=id');
	assert.deepEqual(ids(first), orderIds.map(Number).reverse().slice(0, 10));
	assert.equal(first.headers['x-wp-total'], '12');
	assert.deepEqual(shop.latest()?.paths, []);
	const second = await shop.get('/orders?_fields=id&page=2');
	assert.equal(ids(second).length, 2);
	assert.deepEqual(shop.latest()?.paths, ['orders page 2']);
	assert.deepEqual(ids(await shop.get('/orders?_fields=id&page=3')), []);
});

test('orders of one second are ordered by id and stay on their pages', async () => {
	const shop = openShop();
	const sold = await modifiedAt(shop, Array<string>(5).fill('2026-01-31T10:15:00Z'));
	const pages = await Promise.all(
		[1, 2, 3].map(async (page) => ids(await shop.get(`/orders?orderby=modified&order=asc&per_page=2&page=${page}`))),
	);
	assert.deepEqual(pages, [sold.slice(0, 2), sold.slice(2, 4), sold.slice(4)]);
});

test('modified_after excludes its own second', async () => {
	const shop = openShop();
	const [, at, after] = await modifiedAt(shop, [
		'2026-01-31T10:14:59Z',
		'2026-01-31T10:15:00Z',
		'2026-01-31T10:15:01Z',
	]);
	assert.deepEqual(await since(shop, '2026-01-31T10:15:00', true), [after]);
	assert.deepEqual(await since(shop, '2026-01-31T10:14:59', true), [at, after]);
	assert.deepEqual(
		ids(
			await shop.get(
				'/orders?modified_before=2026-01-31T10:15:01&modified_after=2026-01-31T10:14:59&dates_are_gmt=true',
			),
		),
		[at],
	);
});

test('what a date means depends on its zone and on dates_are_gmt', async () => {
	const shop = openShop();
	await shop.control('/settings', { timeZone: 'Europe/Berlin' });
	const [nine, ten, eleven] = await modifiedAt(shop, [
		'2026-01-31T09:30:00Z',
		'2026-01-31T10:30:00Z',
		'2026-01-31T11:30:00Z',
	]);
	assert.deepEqual(await since(shop, '2026-01-31T10:00:00', true), [ten, eleven], 'bare and in UTC');
	assert.deepEqual(
		await since(shop, '2026-01-31T10:00:00Z', true),
		[eleven],
		"a zone and the flag: late by the shop's offset",
	);
	assert.deepEqual(await since(shop, '2026-01-31T10:00:00.000Z', true), [eleven], 'the same with fractions');
	assert.deepEqual(await since(shop, '2026-01-31T11:00:00%2B01:00', true), [eleven], 'an offset and the flag');
	assert.deepEqual(await since(shop, '2026-01-31T10:00:00Z', false), [ten, eleven], 'a zone alone');
	assert.deepEqual(await since(shop, '2026-01-31T12:00:00%2B02:00', false), [ten, eleven], 'an offset alone');
	assert.deepEqual(await since(shop, '2026-01-31T10:00:00', false), [nine, ten, eleven], "bare: the shop's clock");
	assert.deepEqual(
		await since(shop, '2026-01-31T10:00:00.000Z', false),
		[nine, ten, eleven],
		'fractions lose the zone',
	);
});

test('a date in the list is refused when it is none', async () => {
	const shop = openShop();
	for (const value of ['2026-01-31', '2026-01-31T10:00:00+01:00', 'yesterday', '']) {
		const { status, body } = await shop.get(`/orders?modified_after=${value}`);
		assert.deepEqual(
			[status, body.code, body.data.params],
			[400, 'rest_invalid_param', { modified_after: 'Invalid date.' }],
		);
	}
});

test('"any" hides the bin and unfinished checkouts; a status list shows what it names', async () => {
	const shop = openShop();
	const [binned, open, paid, draft] = await modifiedAt(shop, Array<string>(4).fill('2026-01-31T10:00:00Z'));
	await shop.delete(`/orders/${binned}`);
	await shop.control('/status', { orderId: open ?? 0, status: 'pending' });
	await shop.control('/status', { orderId: draft ?? 0, status: 'checkout-draft' });
	assert.deepEqual(ids(await shop.get('/orders')), [paid, open]);
	assert.deepEqual(ids(await shop.get('/orders?status=trash')), [binned]);
	assert.deepEqual(ids(await shop.get('/orders?status=pending,processing')), [paid, open]);
	assert.deepEqual(ids(await shop.get('/orders?status[]=pending&status[]=completed')), [open]);
	assert.equal((await shop.get(`/orders/${binned}`)).body.status, 'trash');
});

for (const query of [
	'status=paid',
	'per_page=0',
	'orderby=total',
	'order=newest',
	'dates_are_gmt=maybe',
	'dp=two',
	'customer=alex',
]) {
	test(`refuses orders?${query}`, async () => {
		const { status, body } = await openShop().get(`/orders?${query}`);
		assert.deepEqual(
			[status, body.code, Object.keys(body.data.params)],
			[400, 'rest_invalid_param', [query.split('=')[0]]],
		);
	});
}

test('amounts have as many places as asked for', async () => {
	const shop = openShop();
	await shop.control('/settings', { pricesIncludeTax: true, taxRates: [{ percent: '19' }] });
	const { orderId } = (await shop.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] })).body;
	const total = async (query: string): Promise<string> =>
		(await shop.get(`/orders/${orderId}${query}`)).body.line_items[0].total;
	assert.deepEqual(
		[await total(''), await total('?dp=4'), await total('?dp=8'), await total('?dp=0')],
		['10.50', '10.5042', '10.50420200', '11'],
	);
});

test('writing the same status again still moves the modification date', async () => {
	const shop = openShop();
	const [id] = await modifiedAt(shop, ['2026-01-31T10:00:00Z']);
	const { body } = await shop.put(`/orders/${id}`, { status: 'processing' });
	assert.ok(body.date_modified_gmt > '2026-02');
});

test('an order is refused when its status is none; a batch makes it pending', async () => {
	const shop = openShop();
	const [id] = await modifiedAt(shop, ['2026-01-31T10:00:00Z']);
	const single = await shop.put(`/orders/${id}`, { status: 'nonsense' });
	assert.deepEqual([single.status, single.body.code], [400, 'rest_invalid_param']);
	const batch = await shop.post('/orders/batch', { update: [{ id, status: 'nonsense' }] });
	assert.equal(batch.body.update[0].status, 'pending');
});

test('unknown orders are 404 to read, 400 to write', async () => {
	const shop = openShop();
	const answers = [
		await shop.get('/orders/9999'),
		await shop.put('/orders/9999', {}),
		await shop.delete('/orders/9999'),
	];
	assert.deepEqual(
		answers.map(({ status }) => status),
		[404, 400, 404],
	);
	assert.deepEqual(
		answers.map(({ body }) => body.code),
		Array(3).fill('woocommerce_rest_shop_order_invalid_id'),
	);
});

test('an order that is not there has no refunds, and one cannot be made', async () => {
	const shop = openShop();
	const { status, headers, body } = await shop.get('/orders/9999/refunds');
	assert.deepEqual([status, headers['x-wp-total'], body], [200, '0', []]);
	assert.equal((await shop.get('/orders/9999/refunds/1')).body.code, 'woocommerce_rest_shop_order_refund_invalid_id');
	const made = await shop.post('/orders/9999/refunds', { amount: '1.00', api_refund: false });
	assert.deepEqual([made.status, made.body.code], [500, 'woocommerce_rest_invalid_order_id']);
});

test('a refund beyond the rest is a 500, one through the gateway is too', async () => {
	const shop = openShop();
	const { orderId } = (await shop.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 2 }] })).body;
	const refused = await shop.post(`/orders/${orderId}/refunds`, { amount: '25.01', api_refund: false });
	assert.deepEqual(
		[refused.status, refused.body],
		[500, { code: 'woocommerce_rest_cannot_create_order_refund', message: 'Invalid refund amount.', data: 500 }],
	);
	assert.equal((await shop.post(`/orders/${orderId}/refunds`, { amount: '1.00' })).status, 500);
	assert.equal((await shop.post(`/orders/${orderId}/refunds`, { amount: '-1', api_refund: false })).status, 400);
	assert.equal((await shop.post(`/orders/${orderId}/refunds`, { amount: '25.00', api_refund: false })).status, 201);
	assert.equal((await shop.get(`/orders/${orderId}`)).body.status, 'refunded');
	assert.equal((await shop.get(`/orders/${orderId}/refunds/9999`)).status, 404);
});

test('a refund of lines is linked to them, negative, and puts the goods back', async () => {
	const shop = openShop();
	const sold = (await shop.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 3 }], taxRate: 10 })).body;
	const [{ lineId }] = sold.lines;
	await shop.post(`/orders/${sold.orderId}/refunds`, { line_items: [{ id: lineId, quantity: 1 }], api_refund: false });
	const [refund] = (await shop.get(`/orders/${sold.orderId}/refunds`)).body;
	assert.equal(refund.amount, '13.75');
	const [line] = refund.line_items;
	assert.deepEqual(
		[line.quantity, line.total, line.total_tax, line.meta_data[0].value],
		[-1, '-12.50', '-1.25', String(lineId)],
	);
	assert.equal(await shop.stock('MUG-BLUE'), 38);
	const order = (await shop.get(`/orders/${sold.orderId}`)).body;
	assert.deepEqual([order.status, order.total, order.refunds[0].total], ['processing', '41.25', '-13.75']);
	assert.deepEqual(metaOf(order, '_reduced_stock', '_restock_refunded_items'), ['2', '1']);
});

test('an order for an unknown SKU is made with a nameless line', async () => {
	const { status, body } = await openShop().post('/orders', { line_items: [{ sku: 'NOPE', quantity: 1 }] });
	assert.deepEqual([status, body.total, body.line_items[0].name, body.line_items[0].sku], [201, '0.00', '', null]);
});

test('a renamed product shows its new SKU on old orders, a deleted one none', async () => {
	const shop = openShop();
	const { orderId } = (await shop.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }] })).body;
	const [{ id }] = (await shop.get('/products?sku=MUG-BLUE')).body;
	await shop.put(`/products/${id}`, { sku: 'MUG-NAVY' });
	assert.equal((await shop.get(`/orders/${orderId}`)).body.line_items[0].sku, 'MUG-NAVY');
	await shop.delete(`/products/${id}?force=true`);
	const [line] = (await shop.get(`/orders/${orderId}`)).body.line_items;
	assert.deepEqual([line.sku, line.name, line.product_id], [null, 'Blue mug', id]);
});

function ids(answer: Answer): number[] {
	return answer.body.map(({ id }: { id: number }) => id);
}

/** One order for each date; the dates are when they were modified. */
async function modifiedAt(shop: Client, dates: readonly string[]): Promise<number[]> {
	const sold: number[] = [];
	for (const at of dates) {
		const { orderId } = (
			await shop.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }], placedAt: '2026-01-31T09:00:00Z' })
		).body;
		await shop.control('/touch', { orderId, at });
		sold.push(Number(orderId));
	}
	return sold;
}

async function since(shop: Client, moment: string, datesAreGmt: boolean): Promise<number[]> {
	return ids(
		await shop.get(`/orders?modified_after=${moment}&dates_are_gmt=${datesAreGmt}&orderby=modified&order=asc`),
	);
}

function metaOf(order: Answer['body'], ...keys: string[]): (string | undefined)[] {
	return keys.map((key) => order.line_items[0].meta_data.find((meta: { key: string }) => meta.key === key)?.value);
}

test('the report on totals names every registered status, also one of a plugin, which the list then takes', async () => {
	const shop = openShop();
	assert.equal((await shop.get('/orders?status=lay-away')).status, 400);
	await shop.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 1 }], status: 'lay-away' });
	const { status, body } = await shop.get('/reports/orders/totals');
	assert.equal(status, 200);
	assert.deepEqual(
		body.find(({ slug }: { slug: string }) => slug === 'lay-away'),
		{ slug: 'lay-away', name: 'Lay away', total: 1 },
	);
	assert.deepEqual(
		body.find(({ slug }: { slug: string }) => slug === 'on-hold'),
		{ slug: 'on-hold', name: 'On hold', total: 0 },
	);
	assert.equal(ids(await shop.get('/orders?status=on-hold,lay-away')).length, 1);
});
