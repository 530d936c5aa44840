import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import woocommerce from '@woocommerce/woocommerce-rest-api';
import { createWooCommerce } from '../../woocommerce/wooCommerceService.mts';
import { refusedBy } from './refusedBy.mts';

const WooCommerceRestApi = woocommerce.default;
const service = createWooCommerce({ host: '127.0.0.1', port: 0, plainPort: 0 });
let shop: InstanceType<typeof WooCommerceRestApi>;

before(async () => {
	await service.start();
	const { plainUrl: url, consumerKey, consumerSecret } = service.credentials();
	shop = new WooCommerceRestApi({ url, consumerKey, consumerSecret, version: 'wc/v3', axiosConfig: { proxy: false } });
});
after(async () => await service.stop());

test('the official WooCommerce client reads the index of the API and its options', async () => {
	const index = await shop.get('');
	assert.equal(index.data.namespace, 'wc/v3');
	assert.deepEqual(index.data.routes['/wc/v3/orders/(?P<id>[\\d]+)'].methods, [
		'GET',
		'POST',
		'PUT',
		'PATCH',
		'DELETE',
	]);
	assert.deepEqual(service.plain.journal.since(0).at(-1)?.paths, ['OAuth 1.0a']);
	assert.equal((await shop.options('orders')).data.endpoints[0].args.per_page.maximum, 100);
});

test('it pages through the products, and finds them by a list of ids and by SKU', async () => {
	const { headers, data } = await shop.get('products', { per_page: 2, page: 2, orderby: 'id', order: 'asc' });
	assert.equal(data.length, 2);
	assert.equal(headers['x-wp-totalpages'], String(Math.ceil(Number(headers['x-wp-total']) / 2)));
	const include = data.map(({ id }: { id: number }) => id);
	assert.equal((await shop.get('products', { include })).data.length, 2);
	assert.equal((await shop.get('products', { sku: 'MUG-BLUE' })).data[0].sku, 'MUG-BLUE');
});

test('it writes, prices and deletes a product', async () => {
	const name = "Crème & Söhne's cup (50% off!)";
	const made = await shop.post('products', { name, sku: 'CUP-1', regular_price: '8.00', manage_stock: true });
	assert.equal(made.status, 201);
	const id = made.data.id;
	assert.equal((await shop.put(`products/${id}`, { regular_price: '9.50', stock_quantity: 4 })).data.price, '9.50');
	assert.equal((await shop.get(`products/${id}`)).data.stock_quantity, 4);
	assert.equal((await shop.delete(`products/${id}`, { force: true })).data.name, name);
	assert.equal((await refusedBy(shop.get(`products/${id}`))).data.code, 'woocommerce_rest_product_invalid_id');
});

test('it writes the stock of products and variations by the batch', async () => {
	const mug = (await shop.get('products', { sku: 'MUG-BLUE' })).data[0];
	const { data } = await shop.post('products/batch', { update: [{ id: mug.id, stock_quantity: 11 }, { id: 99999 }] });
	assert.equal(data.update[0].stock_quantity, 11);
	assert.equal(data.update[1].error.code, 'woocommerce_rest_product_invalid_id');
	const parent = (await shop.get('products', { type: 'variable' })).data[0];
	const [variation] = (await shop.get(`products/${parent.id}/variations`)).data;
	const path = `products/${parent.id}/variations`;
	assert.equal((await shop.put(`${path}/${variation.id}`, { description: 'Hand-made' })).data.description, 'Hand-made');
	assert.equal(
		(await shop.post(`${path}/batch`, { update: [{ id: variation.id, sku: 'V-1' }] })).data.update[0].sku,
		'V-1',
	);
});

test('it takes a customer through coupon, order, status, refund and deletion', async () => {
	const email = 'ana@example.test';
	const billing = { first_name: 'Ana', city: 'Albany', email };
	const customer = (await shop.post('customers', { email, first_name: 'Ana', last_name: 'Ruiz', billing })).data;
	assert.equal((await shop.get('customers', { email })).data[0].id, customer.id);
	assert.equal((await refusedBy(shop.post('customers', { email }))).data.code, 'registration-error-email-exists');
	const coupon = (await shop.post('coupons', { code: 'TENOFF', discount_type: 'percent', amount: '10' })).data;
	const mug = (await shop.get('products', { sku: 'MUG-BLUE' })).data[0];
	const order = (
		await shop.post('orders', {
			customer_id: customer.id,
			billing,
			payment_method: 'bacs',
			set_paid: true,
			line_items: [{ product_id: mug.id, quantity: 2 }],
			shipping_lines: [{ method_id: 'flat_rate', method_title: 'Flat rate', total: '5.00' }],
			coupon_lines: [{ code: 'tenoff' }],
		})
	).data;
	const goods = Number(mug.price) * 2;
	assert.equal(order.total, (goods - Math.round(goods * 10) / 100 + 5).toFixed(2));
	assert.equal((await shop.get(`coupons/${coupon.id}`)).data.usage_count, 1);
	assert.equal((await shop.get('orders', { customer: customer.id, status: 'processing' })).data[0].id, order.id);
	const fees = { fee_lines: [{ name: 'Gift box', total: '2.00' }] };
	const boxed = (await shop.put(`orders/${order.id}`, fees)).data;
	assert.equal(boxed.total, (Number(order.total) + 2).toFixed(2));
	const without = { fee_lines: [{ id: boxed.fee_lines[0].id, name: null }] };
	assert.equal((await shop.put(`orders/${order.id}`, without)).data.total, order.total);
	const tracking = { meta_data: [{ key: '_tracking', value: '1Z' }] };
	assert.equal((await shop.put(`orders/${order.id}`, { status: 'completed', ...tracking })).data.status, 'completed');
	const line_items = [{ id: order.line_items[0].id, quantity: 1, refund_total: '3.00' }];
	const refund = (await shop.post(`orders/${order.id}/refunds`, { api_refund: false, line_items })).data;
	assert.deepEqual([refund.amount, refund.line_items[0].quantity], ['3.00', -1]);
	assert.equal((await shop.get(`orders/${order.id}/refunds`)).data[0].id, refund.id);
	assert.equal((await shop.get(`customers/${customer.id}`)).data.total_spent, order.total);
	await shop.delete(`orders/${order.id}/refunds/${refund.id}`, { force: true });
	await shop.delete(`orders/${order.id}`, { force: true });
	await shop.delete(`customers/${customer.id}`, { force: true });
	await shop.delete(`coupons/${coupon.id}`, { force: true });
	assert.deepEqual((await shop.get(`orders/${order.id}/refunds`)).data, []);
});

test('it keeps webhooks', async () => {
	const hook = { name: 'Orders', topic: 'order.updated', delivery_url: 'https://n8n.example/webhook/1' };
	const { id } = (await shop.post('webhooks', hook)).data;
	assert.equal((await shop.put(`webhooks/${id}`, { status: 'paused' })).data.status, 'paused');
	assert.equal((await shop.delete(`webhooks/${id}`, { force: true })).data.id, id);
});

test('it reads taxes and their classes, settings, the system status and reports', async () => {
	assert.equal((await shop.post('taxes/classes', { name: 'Books' })).data.slug, 'books');
	const slugs = (await shop.get('taxes/classes')).data.map(({ slug }: { slug: string }) => slug);
	assert.deepEqual(slugs, ['standard', 'reduced-rate', 'zero-rate', 'books']);
	await shop.delete('taxes/classes/books', { force: true });
	assert.deepEqual((await shop.get('taxes')).data, []);
	assert.equal((await shop.get('settings/general/woocommerce_currency')).data.value, 'USD');
	assert.equal((await shop.get('system_status')).data.environment.version, '11.0.1');
	assert.equal((await shop.get('reports/orders/totals')).data[0].slug, 'pending');
});

test('it is told in WordPress own words what there is not, and that its key is wrong', async () => {
	const unknown = await refusedBy(shop.get('moon'));
	assert.deepEqual([unknown.status, unknown.data.code], [404, 'rest_no_route']);
	const { plainUrl: url, consumerKey, consumerSecret } = service.credentials();
	const stranger = new WooCommerceRestApi({ url, consumerKey: 'ck_unknown', consumerSecret });
	assert.equal((await refusedBy(stranger.get('orders'))).data.message, 'Consumer key is invalid.');
	const forger = new WooCommerceRestApi({ url, consumerKey, consumerSecret: 'cs_wrong' });
	const { status, data } = await refusedBy(forger.get('orders'));
	assert.deepEqual([status, data.code], [401, 'woocommerce_rest_authentication_error']);
	assert.equal(data.message, 'Invalid signature - provided signature does not match.');
});
