import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import BigCommerce from 'node-bigcommerce';
import { createBigCommerce } from '../../bigcommerce/bigCommerceService.mts';
import { localAgent } from './localAgent.mts';

const service = createBigCommerce({ host: '127.0.0.1', port: 0 });
let v2: BigCommerce;
let v3: BigCommerce;

before(async () => {
	await service.start();
	const { url, storeHash, accessToken } = service.credentials();
	const config = { storeHash, accessToken, clientId: 'any', responseType: 'json', agent: localAgent(url) } as const;
	v2 = new BigCommerce(config);
	v3 = new BigCommerce({ ...config, apiVersion: 'v3' });
});
after(async () => await service.stop());

test('node-bigcommerce reads the store, and lists products by keyword and by page', async () => {
	assert.equal((await v2.get('/store')).name, 'Harbor Goods');
	const { data, meta } = await v3.get('/catalog/products?limit=2&page=2&sort=name');
	assert.deepEqual([data.length, meta.pagination.current_page], [2, 2]);
	const found = (await v3.get('/catalog/products?keyword=mug&include=variants')).data;
	assert.ok(found.length > 0 && found.length < meta.pagination.total);
	for (const { name, sku } of found) assert.match(`${name} ${sku}`, /mug/i);
});

test('it writes, prices and deletes a product', async () => {
	const fields = {
		name: 'Tea cup',
		type: 'physical',
		weight: 1,
		price: 8,
		sku: 'CUP-1',
		inventory_tracking: 'product',
	};
	const { data: made } = await v3.post('/catalog/products', { ...fields, inventory_level: 5 });
	assert.deepEqual([made.price, made.inventory_level, made.variants[0].sku], [8, 5, 'CUP-1']);
	const path = `/catalog/products/${made.id}`;
	assert.equal((await v3.put(path, { price: 9.5, description: 'Blue' })).data.price, 9.5);
	assert.deepEqual((await v3.get(path)).data.calculated_price, 9.5);
	await v3.put('/catalog/products', [{ id: made.id, price: 7.25, inventory_level: 3 }]);
	const [variant] = (await v3.get(`${path}/variants`)).data;
	assert.deepEqual([variant.calculated_price, variant.inventory_level], [7.25, 3]);
	assert.equal((await v3.put(`${path}/variants/${variant.id}`, { price: 6 })).data.calculated_price, 6);
	await assert.rejects(v3.post('/catalog/products', { ...fields, sku: 'CUP-2' }), refusal(409, /duplicate/));
	await assert.rejects(v3.post('/catalog/products', { name: 'Bare' }), refusal(422, /error\.path\.missing/));
	assert.equal(await v3.delete(path), '');
	await assert.rejects(v3.get(path), refusal(404, /"title"/));
});

test('it makes a product with variants', async () => {
	const variant = (label: string, sku: string): object => ({
		sku,
		price: 5,
		inventory_level: 2,
		option_values: [{ option_display_name: 'Colour', label }],
	});
	const { data } = await v3.post('/catalog/products', {
		...{ name: 'Egg cup', type: 'physical', weight: 1, price: 4, inventory_tracking: 'variant' },
		variants: [variant('Red', 'EGG-R'), variant('Blue', 'EGG-B')],
	});
	assert.deepEqual([data.base_variant_id, data.inventory_level], [null, 4]);
	const [found] = (await v3.get('/catalog/variants?sku=EGG-B')).data;
	assert.deepEqual([found.option_values[0].option_display_name, found.option_values[0].label], ['Colour', 'Blue']);
});

test('it sets the stock by the Inventory API', async () => {
	const items = [{ location_id: 1, sku: 'MUG-BLUE', quantity: 9 }];
	await v3.put('/inventory/adjustments/absolute', { reason: 'Count', items });
	const { data } = await v3.get('/inventory/items?sku:in=MUG-BLUE');
	assert.equal(data[0].identity.sku, 'MUG-BLUE');
	assert.equal((await v3.get('/inventory/locations')).data[0].id, 1);
});

test('it takes an order from its placing to parcel, refund and archive', async () => {
	const mug = (await v3.get('/catalog/variants?sku=MUG-BLUE')).data[0];
	const billing_address = { first_name: 'Ana', last_name: 'Ruiz', street_1: '1 Main', country_iso2: 'US' };
	const order = await v2.post('/orders', {
		status_id: 11,
		billing_address: { ...billing_address, email: 'ana@example.test' },
		products: [
			{ product_id: mug.product_id, quantity: 2 },
			{ name: 'Engraving', quantity: 1, price_ex_tax: 3, price_inc_tax: 3.3 },
		],
		shipping_cost_ex_tax: 5,
		shipping_cost_inc_tax: 5,
		staff_notes: 'By phone',
	});
	assert.deepEqual([order.status, order.staff_notes], ['Awaiting Fulfillment', 'By phone']);
	assert.equal(order.total_inc_tax, (mug.calculated_price * 2 + 8.3).toFixed(4));
	assert.equal((await v2.put(`/orders/${order.id}`, { staff_notes: 'Paid' })).staff_notes, 'Paid');
	assert.equal((await v2.get('/orders?min_id=1&sort=date_modified:desc&limit=1'))[0].id, order.id);
	assert.equal((await v2.get('/orders/count')).count, 1);
	const [first, second] = await v2.get(`/orders/${order.id}/products`);
	const [address] = await v2.get(`/orders/${order.id}/shipping_addresses`);
	const parcel = { order_address_id: address.id, tracking_number: '1Z', tracking_carrier: 'ups' };
	const items = [{ order_product_id: first.id, quantity: 2 }];
	const shipment = await v2.post(`/orders/${order.id}/shipments`, { ...parcel, items });
	assert.deepEqual(shipment.items[0].quantity, 2);
	assert.equal((await v2.get(`/orders/${order.id}`)).status, 'Partially Shipped');
	await v2.post(`/orders/${order.id}/shipments`, { ...parcel, items: [{ order_product_id: second.id, quantity: 1 }] });
	assert.equal((await v2.get(`/orders/${order.id}`)).status, 'Shipped');
	const back = { items: [{ item_type: 'PRODUCT', item_id: first.id, quantity: 1 }] };
	const actions = `/orders/${order.id}/payment_actions`;
	const quote = (await v3.post(`${actions}/refund_quotes`, back)).data;
	const [{ provider_id, amount, offline }] = quote.refund_methods[0];
	const { data: refund } = await v3.post(`${actions}/refunds`, {
		...back,
		payments: [{ provider_id, amount, offline }],
	});
	assert.deepEqual([refund.total_amount, refund.items[0].quantity], [mug.calculated_price, 1]);
	assert.deepEqual((await v3.get(`/orders/payment_actions/refunds?order_id:in=${order.id}`)).data, [refund]);
	assert.equal(await v2.delete(`/orders/${order.id}`), '');
	assert.equal(await v2.get('/orders'), '');
	assert.equal((await v2.get(`/orders/${order.id}`)).is_deleted, true);
});

test('it keeps webhooks', async () => {
	const { id } = (await v3.post('/hooks', { scope: 'store/order/*', destination: 'https://n8n.example/hook' })).data;
	assert.equal((await v3.put(`/hooks/${id}`, { is_active: false })).data.is_active, false);
	assert.equal((await v3.get('/hooks')).meta.pagination.total, 1);
	assert.equal((await v3.delete(`/hooks/${id}`)).data.id, id);
	const plain = { scope: 'store/order/*', destination: 'http://n8n.example/hook' };
	await assert.rejects(v3.post('/hooks', plain), refusal(422, /destination/));
});

test('it is told in the words of v2 and v3 what there is not', async () => {
	await assert.rejects(v2.get('/moon'), refusal(404, /^\[\{"status":404,"message":/));
	await assert.rejects(v3.get('/moon'), refusal(404, /"title":"The route is not found, check the URL"/));
	const stranger = new BigCommerce({
		storeHash: 'other',
		accessToken: 'wrong',
		clientId: 'any',
		agent: localAgent(service.url),
	});
	await assert.rejects(stranger.get('/store'), refusal(401, /Unauthorized/));
});

/** What the client throws for an answer of the API. */
function refusal(code: number, body: RegExp): (error: unknown) => boolean {
	return (error) => {
		const { code: status, responseBody } = error as { code?: number; responseBody?: string };
		assert.equal(status, code);
		assert.match(responseBody ?? '', body);
		return true;
	};
}
