import { readAmounts } from '../../core/channels/woocommerce/orders/amounts';
import { bundleFinder } from '../../core/channels/woocommerce/orders/bundles';
import { connectWooCommerce } from '../../core/channels/woocommerce/woocommerceAdapter';
import { readCustomer } from '../../core/channels/woocommerce/orders/customer';
import { productListing, readProductRow } from '../../core/channels/woocommerce/listings/readListing';
import { copiedFrom, metaNumber, metaText } from '../../core/channels/woocommerce/orders/meta';
import { CHANGE, orderRow, readPage } from '../../core/channels/woocommerce/orders/orderRows';
import { readOrder } from '../../core/channels/woocommerce/orders/readOrder';
import { readRefunds } from '../../core/channels/woocommerce/orders/refunds';
import { openShop } from '../../core/channels/woocommerce/shopApi';
import { toSku, type Sku } from '../../core/model/sku';
import couponTaxShipping from '../channels/replies/woocommerce/089-order-coupon-tax-shipping.json';
import fee from '../channels/replies/woocommerce/090-order-fee.json';
import refunded from '../channels/replies/woocommerce/091-order-refunded.json';
import refunds from '../channels/replies/woocommerce/092-order-refunded-refunds.json';
import { noChoice, plainOrder, recordedBody } from '../support/wooReplies';
import { change, channelOrders, ofChannel } from './channelReaders';
import type { Reader } from './reader';
import { allOf, answering, fields, rows } from './replies';
import { orderTrouble } from './sound';

const account = 'shop.test';
const path = 'woocommerce order';
const taxed = recordedBody(couponTaxShipping);
const withFee = recordedBody(fee);
const withRefunds = recordedBody(refunded);
const line = (withRefunds.line_items as unknown[])[0];
const bundled = [
	{ id: 1, meta_data: [{ key: '_bundle_cart_key', value: 'k' }] },
	{ id: 2, bundled_by: 1, meta_data: [] },
	{ id: 3, meta_data: [{ key: '_bundled_by', value: 'k' }] },
];
const product = {
	id: 5,
	parent_id: 0,
	type: 'simple',
	sku: 'MUG',
	name: 'Mug',
	price: '10',
	manage_stock: true,
	stock_quantity: 4,
	variations: [],
};
const variation = { ...product, id: 7, parent_id: 5, manage_stock: 'parent', sku: 'MUG-BLUE' };
const asked = ['MUG', 'MUG-BLUE'].map(toSku) as Sku[];
const products = { '/products': [{ ...product, type: 'variable', variations: [7] }], '/variations': [variation] };
const plain = plainOrder(812, '2026-01-01T09:00:00', { refunds: [{ id: 1 }], number: '812' });
const orders = { '/orders': [plain], '/812': plain, '/refunds': recordedBody(refunds) };

const reads = ofChannel('woocommerce');
const adapter = (raw: unknown) => connectWooCommerce(answering(raw), { url: 'https://shop.test' });
const changes = [change('woocommerce', '5', 'MUG'), change('woocommerce', '5/7', 'MUG-BLUE')];
const echoes = {
	'/variations/batch': { update: [{ id: 7, stock_quantity: 0 }] },
	'/batch': { update: [{ id: 5, stock_quantity: 3, manage_stock: true }] },
	'/products': [product],
	'/variations': [variation],
	'/5': product,
};

export const wooReaders: readonly Reader[] = [
	{
		...reads('woocommerceReading.ts#readOrder', taxed, (raw) =>
			readOrder(raw, { account, choice: noChoice, refunds: [] }),
		),
		trouble: orderTrouble,
	},
	{
		...reads('woocommerceReading.ts#readOrder (fee)', withFee, (raw) =>
			readOrder(raw, { account, choice: { alsoSold: ['on-hold'] }, refunds: [] }),
		),
		trouble: orderTrouble,
	},
	{
		...reads(
			'woocommerceReading.ts#readOrder (refunds)',
			{ order: withRefunds, refunds: recordedBody(refunds) },
			(raw) => readOrder(fields(raw).order, { account, choice: noChoice, refunds: rows(fields(raw).refunds) }),
		),
		trouble: orderTrouble,
	},
	reads('woocommerceAmounts.ts#readAmounts', taxed, (raw) => ({
		...readAmounts(fields(raw), 'EUR', path),
		ofLine: null,
	})),
	reads('woocommerceCustomer.ts#readCustomer', taxed, (raw) => readCustomer(fields(raw), path)),
	reads('woocommerceRefunds.ts#readRefunds', recordedBody(refunds), (raw) =>
		readRefunds(rows(raw), withRefunds, 'EUR'),
	),
	reads('woocommerceBundles.ts#bundleFinder', bundled, (raw) =>
		rows(raw).map(
			(
				(find) => (one) =>
					find(fields(one), path)
			)(bundleFinder(rows(raw))),
		),
	),
	reads('woocommerceMeta.ts#metaNumber', line, (raw) => metaNumber(fields(raw), '_reduced_stock', path)),
	reads('woocommerceMeta.ts#metaText', bundled[0], (raw) => metaText(fields(raw), '_bundle_cart_key', path)),
	reads(
		'woocommerceMeta.ts#copiedFrom',
		{ created_via: 'ebay', meta_data: [{ key: '_ebay_order_id', value: '1' }] },
		(raw) => copiedFrom(fields(raw), path),
	),
	reads('woocommerceListingReading.ts#readProductRow', product, (raw) => productListing(readProductRow(raw))),
	{ ...reads('woocommerceOrderRows.ts#orderRow', plain, (raw) => ({ ...orderRow(raw, CHANGE, 'row 1'), raw: null })) },
	reads(
		'woocommerceOrderRows.ts#readPage',
		{ rows: [plain], replies: orders },
		async (raw) =>
			await readPage(
				openShop(answering(fields(raw).replies), 'shop.test'),
				rows(fields(raw).rows).map((row) => orderRow(row, CHANGE, 'r')),
				noChoice,
			),
	),
	reads('woocommerceShop.ts#openShop', 'shop.test/wp-admin/index.php', (raw) => openShop(answering({}), raw).account),
	reads(
		'woocommerceAdapter.ts#connectWooCommerce',
		{ url: 'https://shop.test' },
		(raw) => typeof connectWooCommerce(answering({}), fields(raw)).orderById,
	),
	{
		...reads(
			'woocommerceAdapter.ts#connectWooCommerce (ordersSince)',
			orders,
			async (raw) => await allOf(adapter(raw).ordersSince('2026-01-01T00:00:00.000Z', noChoice)),
		),
		trouble: channelOrders,
	},
	{
		...reads('woocommerceAdapter.ts#connectWooCommerce (orderById)', orders, async (raw) => [
			await adapter(raw).orderById('812', noChoice),
		]),
		trouble: channelOrders,
	},
	reads(
		'woocommerceAdapter.ts#connectWooCommerce (listingsBySku)',
		products,
		async (raw) => await adapter(raw).listingsBySku(asked),
	),
	reads(
		'woocommerceAdapter.ts#connectWooCommerce (allListings)',
		products,
		async (raw) => await allOf(adapter(raw).allListings()),
	),
	reads(
		'woocommerceAdapter.ts#connectWooCommerce (setStock)',
		echoes,
		async (raw) => await adapter(raw).setStock(changes),
	),
];
