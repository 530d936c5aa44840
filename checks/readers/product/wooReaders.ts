import { readAmounts } from '../../../core/channels/woocommerce/orders/amounts';
import { bundleFinder } from '../../../core/channels/woocommerce/orders/bundles';
import { connectWooCommerce } from '../../../core/channels/woocommerce/adapter';
import { readCustomer, readPickup } from '../../../core/channels/woocommerce/orders/customer';
import { toProductListing, readProductRow } from '../../../core/channels/woocommerce/listings/readListing';
import {
	findCopiedFrom,
	findMetaMoney,
	findMetaNumber,
	findMetaText,
	findMetaValue,
} from '../../../core/channels/woocommerce/orders/metaData';
import { BY_CHANGE, orderRow, readPage } from '../../../core/channels/woocommerce/orders/orderRows';
import { readOrder } from '../../../core/channels/woocommerce/orders/readOrder';
import { readGiftCards, readPayments } from '../../../core/channels/woocommerce/orders/payments';
import { finishedRefunds, readRefunds } from '../../../core/channels/woocommerce/orders/refunds';
import { readSellingFees } from '../../../core/channels/woocommerce/orders/sellingFees';
import { readStockOrder } from '../../../core/channels/woocommerce/orders/stockOrder';
import { readShipments } from '../../../core/channels/woocommerce/orders/shipments';
import { openShop } from '../../../core/channels/woocommerce/api';
import { toSku, type Sku } from '../../../core/model/sku';
import couponTaxShipping from '../../../test/core/channels/replies/woocommerce/089-order-coupon-tax-shipping.json';
import fee from '../../../test/core/channels/replies/woocommerce/090-order-fee.json';
import refunded from '../../../test/core/channels/replies/woocommerce/091-order-refunded.json';
import refunds from '../../../test/core/channels/replies/woocommerce/092-order-refunded-refunds.json';
import { noChoice, plainOrder, recordedBody } from '../../../test/support/wooReplies';
import { change, channelOrders, channelReader } from './channelReaders';
import type { Reader } from '../reader';
import { allOf, answering, fields, rows } from './replies';
import { orderTrouble } from './orderTrouble';

const account = 'shop.test';
const path = 'woocommerce order';
const taxed = recordedBody(couponTaxShipping);
const withFee = recordedBody(fee);
const withRefunds = recordedBody(refunded);
const line = (withRefunds.line_items as unknown[])[0];
const withNotes = {
	meta_data: [
		{ key: '_stripe_fee', value: '1.03' },
		{ key: '_stripe_currency', value: 'EUR' },
		{ key: '_wcpay_transaction_fee', value: 0.9 },
		{ key: '_ppcp_paypal_fees', value: { paypal_fee: { currency_code: 'EUR', value: '1.05' } } },
		{
			key: '_wc_shipment_tracking_items',
			value: [{ tracking_provider: 'dhl', tracking_number: '00340434', date_shipped: '1795300000' }],
		},
	],
};
const yith = { meta_data: [{ key: '_ywgc_applied_gift_cards_totals', value: 6 }] };
const withGiftCards = { gift_cards: [{ id: 3, code: 'DEMO-0001', amount: 6 }] };
const withDeposit = {
	meta_data: [
		{ key: '_wc_deposits_order_has_deposit', value: 'yes' },
		{ key: '_wc_deposits_deposit_amount', value: '5.00' },
		{ key: '_wc_deposits_deposit_paid', value: 'yes' },
	],
};
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
		...channelReader('core/channels/woocommerce/orders/readOrder.ts#readOrder', taxed, (raw) =>
			readOrder(raw, { account, choice: noChoice, refunds: [] }),
		),
		trouble: orderTrouble,
	},
	channelReader('core/channels/woocommerce/orders/stockOrder.ts#readStockOrder', taxed, (raw) =>
		readStockOrder(raw, { account, choice: noChoice }),
	),
	{
		...channelReader('core/channels/woocommerce/orders/readOrder.ts#readOrder (fee)', withFee, (raw) =>
			readOrder(raw, { account, choice: { alsoSold: ['on-hold'] }, refunds: [] }),
		),
		trouble: orderTrouble,
	},
	{
		...channelReader(
			'core/channels/woocommerce/orders/readOrder.ts#readOrder (refunds)',
			{ order: withRefunds, refunds: recordedBody(refunds) },
			(raw) => readOrder(fields(raw).order, { account, choice: noChoice, refunds: rows(fields(raw).refunds) }),
		),
		trouble: orderTrouble,
	},
	channelReader('core/channels/woocommerce/orders/amounts.ts#readAmounts', taxed, (raw) => ({
		...readAmounts(fields(raw), 'EUR', path),
		ofLine: null,
	})),
	channelReader('core/channels/woocommerce/orders/customer.ts#readPickup', taxed, (raw) =>
		readPickup(fields(raw), path),
	),
	channelReader('core/channels/woocommerce/orders/customer.ts#readCustomer', taxed, (raw) =>
		readCustomer(fields(raw), path),
	),
	channelReader('core/channels/woocommerce/orders/refunds.ts#readRefunds', recordedBody(refunds), (raw) =>
		readRefunds(rows(raw), withRefunds, 'EUR'),
	),
	channelReader(
		'core/channels/woocommerce/orders/refunds.ts#finishedRefunds',
		{ order: withRefunds, refunds: recordedBody(refunds) },
		(raw) => finishedRefunds(fields(fields(raw).order), rows(fields(raw).refunds), '2026-02-05T10:00:00.000Z').length,
	),
	channelReader('core/channels/woocommerce/orders/bundles.ts#bundleFinder', bundled, (raw) =>
		rows(raw).map(
			(
				(find) => (one) =>
					find(fields(one), path)
			)(bundleFinder(rows(raw))),
		),
	),
	channelReader('core/channels/woocommerce/orders/metaData.ts#findMetaNumber', line, (raw) =>
		findMetaNumber(fields(raw), '_reduced_stock', path),
	),
	channelReader('core/channels/woocommerce/orders/metaData.ts#findMetaText', bundled[0], (raw) =>
		findMetaText(fields(raw), '_bundle_cart_key', path),
	),
	{
		...channelReader('core/channels/woocommerce/orders/metaData.ts#findMetaValue', withNotes, (raw) =>
			findMetaValue(fields(raw), '_stripe_fee', path),
		),
		handsOn: true,
	},
	channelReader('core/channels/woocommerce/orders/sellingFees.ts#readSellingFees', withNotes, (raw) =>
		readSellingFees(fields(raw), 'USD', path),
	),
	channelReader('core/channels/woocommerce/orders/shipments.ts#readShipments', withNotes, (raw) =>
		readShipments(fields(raw), path),
	),
	channelReader('core/channels/woocommerce/orders/metaData.ts#findMetaMoney', yith, (raw) =>
		findMetaMoney(fields(raw), '_ywgc_applied_gift_cards_totals', { currency: 'USD', path }),
	),
	channelReader('core/channels/woocommerce/orders/payments.ts#readGiftCards', withGiftCards, (raw) =>
		readGiftCards(fields(raw), 'USD', path),
	),
	channelReader('core/channels/woocommerce/orders/payments.ts#readGiftCards (YITH)', yith, (raw) =>
		readGiftCards(fields(raw), 'USD', path),
	),
	channelReader('core/channels/woocommerce/orders/payments.ts#readPayments', { ...taxed, ...withDeposit }, (raw) =>
		readPayments(fields(raw), { total: 2000, giftCards: [], currency: 'USD', path }),
	),
	channelReader(
		'core/channels/woocommerce/orders/metaData.ts#findCopiedFrom',
		{ created_via: 'ebay', meta_data: [{ key: '_ebay_order_id', value: '1' }] },
		(raw) => findCopiedFrom(fields(raw), path),
	),
	channelReader('core/channels/woocommerce/listings/readListing.ts#readProductRow', product, (raw) =>
		toProductListing(readProductRow(raw)),
	),
	{
		...channelReader('core/channels/woocommerce/orders/orderRows.ts#orderRow', plain, (raw) => ({
			...orderRow(raw, BY_CHANGE, 'row 1'),
			raw: null,
		})),
	},
	channelReader(
		'core/channels/woocommerce/orders/orderRows.ts#readPage',
		{ rows: [plain], replies: orders },
		async (raw) =>
			await readPage(
				openShop(answering(fields(raw).replies), 'shop.test', Date.now),
				rows(fields(raw).rows).map((row) => orderRow(row, BY_CHANGE, 'r')),
				noChoice,
			),
	),
	channelReader(
		'core/channels/woocommerce/api.ts#openShop',
		'shop.test/wp-admin/index.php',
		(raw) => openShop(answering({}), raw, Date.now).account,
	),
	channelReader(
		'core/channels/woocommerce/adapter.ts#connectWooCommerce',
		{ url: 'https://shop.test' },
		(raw) => typeof connectWooCommerce(answering({}), fields(raw)).findOrder,
	),
	{
		...channelReader(
			'core/channels/woocommerce/adapter.ts#connectWooCommerce (ordersSince)',
			orders,
			async (raw) => await allOf(adapter(raw).readOrdersSince('2026-01-01T00:00:00.000Z', noChoice)),
		),
		trouble: channelOrders,
	},
	{
		...channelReader('core/channels/woocommerce/adapter.ts#connectWooCommerce (orderById)', orders, async (raw) => [
			await adapter(raw).findOrder('812', noChoice),
		]),
		trouble: channelOrders,
	},
	channelReader(
		'core/channels/woocommerce/adapter.ts#connectWooCommerce (listingsBySku)',
		products,
		async (raw) => await adapter(raw).findListings(asked),
	),
	channelReader(
		'core/channels/woocommerce/adapter.ts#connectWooCommerce (allListings)',
		products,
		async (raw) => await allOf(adapter(raw).readAllListings()),
	),
	channelReader(
		'core/channels/woocommerce/adapter.ts#connectWooCommerce (setStock)',
		echoes,
		async (raw) => await adapter(raw).writeStock(changes),
	),
];
