import { connectBigCommerce } from '../../../core/channels/bigcommerce/adapter';
import { readAmounts } from '../../../core/channels/bigcommerce/orders/amounts';
import { readCharges, readFeeAmounts } from '../../../core/channels/bigcommerce/orders/charges';
import { readCustomer, readPickup } from '../../../core/channels/bigcommerce/orders/customer';
import {
	findEmbeddedLines,
	toNumber,
	readConsignments,
	readLines,
	readParent,
} from '../../../core/channels/bigcommerce/orders/lines';
import { toListings, readProductRow } from '../../../core/channels/bigcommerce/listings/readListing';
import { orderRow, readPage } from '../../../core/channels/bigcommerce/orders/orderRows';
import { readExchangeRate, readPayments } from '../../../core/channels/bigcommerce/orders/payment';
import { readOrder } from '../../../core/channels/bigcommerce/orders/readOrder';
import { copiedFrom } from '../../../core/channels/bigcommerce/orders/copiedFrom';
import { readStockOrder } from '../../../core/channels/bigcommerce/orders/stockOrder';
import { readRefunds } from '../../../core/channels/bigcommerce/orders/refunds';
import { hasShipped, readShipment } from '../../../core/channels/bigcommerce/orders/shipments';
import { mayHaveRefunds } from '../../../core/channels/bigcommerce/orders/states';
import { errorText } from '../../../core/channels/bigcommerce/refusal';
import { openStore } from '../../../core/channels/bigcommerce/api';
import { readPaidAmount } from '../../../core/channels/bigcommerce/orders/paidAmount';
import { readTaxRows } from '../../../core/channels/bigcommerce/orders/taxes';
import { possibleTotals } from '../../../core/channels/bigcommerce/orders/totals';
import { toSku, type Sku } from '../../../core/model/sku';
import {
	alone,
	credential,
	envelope,
	item,
	line,
	mainLocation,
	noChoice,
	order,
	product,
	variant,
} from '../../../test/support/bigReplies';
import { change, channelOrders, channelReader } from './channelReaders';
import type { Reader } from '../reader';
import { allOf, answering, fields, rows } from './replies';
import { orderTrouble } from './orderTrouble';

const fee = { id: 3, display_name_customer: 'Rush', cost_ex_tax: '2.0000', cost_tax: '0.2000' };
const taxedLine = line(116, {
	total_inc_tax: '44.0000',
	total_tax: '4.0000',
	parent_order_product_id: 115,
	applied_discounts: [{ id: 'coupon', amount: '0.0000' }],
	discounted_total_inc_tax: '44.0000',
});
const taxes = [{ rate: '10', order_product_id: 116, line_item_type: 'item', name: 'VAT', line_amount: '4.0000' }];
const taxed = order(
	812,
	{
		fees: [fee],
		total_tax: '4.2000',
		total_inc_tax: '51.2000',
		payment_status: 'captured',
		store_credit_amount: '1.0000',
		discount_amount: '0.0000',
		store_default_currency_code: 'EUR',
		store_default_to_transactional_exchange_rate: '1.25',
		ebay_order_id: '0',
	},
	[taxedLine],
);
const refund = {
	id: 7,
	order_id: 812,
	created: '2019-03-12T15:00:00Z',
	total_amount: 22,
	reason: 'broken',
	items: [
		{ item_type: 'PRODUCT', item_id: 116, quantity: 1, requested_amount: 22 },
		{ item_type: 'SHIPPING', item_id: 9, requested_amount: 0 },
	],
	payments: [{ amount: 2, is_declined: false }],
};
const declined = { ...refund, payments: [{ amount: 2, is_declined: true }] };
const context = { currency: 'USD', taxRows: readTaxRows(taxes, 'USD'), unnamed: 'Tax' };
const several = product(6, {
	inventory_tracking: 'variant',
	variants: [variant(61, 'A', 'Red', 3), variant(62, 'B', 'Blue')],
});
const noLevels = { byVariant: new Map<string, number>(), byProduct: new Map<string, number>() };

const adapter = (raw: unknown) => connectBigCommerce(answering(raw), credential, alone());
const bodyOf = (reply: { readonly body?: unknown }) => reply.body;
const orders = {
	'/orders': [order(812, { status_id: 4 })],
	'/refunds': bodyOf(envelope([refund])),
	'/products': [taxedLine],
	'/taxes': taxes,
};
const taxedOrders = {
	'/orders': [{ ...taxed, items_total: 5 }],
	'/refunds': bodyOf(envelope([])),
	'/products': [taxedLine],
	'/taxes': taxes,
};
const catalog = {
	'/catalog/products': bodyOf(envelope([product(5), several])),
	'/inventory/items': bodyOf(envelope([item(5, 50, 7), item(6, 61, 2, 'A')])),
	'/locations': bodyOf(mainLocation),
	'/variants': bodyOf(envelope([{ product_id: 6 }])),
};
const asked = ['P-5', 'A', 'x,y'].map(toSku) as Sku[];
const changes = [change('bigcommerce', '5', 'P-5'), change('bigcommerce', '6/61', 'A')];

export const bigReaders: readonly Reader[] = [
	channelReader(
		'core/channels/bigcommerce/orders/stockOrder.ts#readStockOrder',
		{ order: taxed, lines: [taxedLine] },
		(raw) =>
			readStockOrder(fields(fields(raw).order), {
				account: 'abc',
				choice: noChoice,
				lines: rows(fields(raw).lines),
			}),
	),
	channelReader('core/channels/bigcommerce/orders/copiedFrom.ts#copiedFrom', taxed, (raw) => copiedFrom(fields(raw))),
	channelReader('core/channels/bigcommerce/orders/lines.ts#readParent', { parent_order_product_id: 7 }, (raw) =>
		readParent(fields(raw), 'x'),
	),
	{
		...channelReader(
			'core/channels/bigcommerce/orders/readOrder.ts#readOrder',
			{ order: taxed, lines: [taxedLine], taxes, refunds: [refund, declined] },
			(raw) => {
				const { order: given, ...lists } = fields(raw);
				return readOrder(fields(given), {
					account: 'abc',
					choice: noChoice,
					lines: rows(lists.lines),
					taxes: rows(lists.taxes),
					refunds: rows(lists.refunds),
				});
			},
		),
		trouble: orderTrouble,
	},
	channelReader(
		'core/channels/bigcommerce/orders/amounts.ts#readAmounts',
		{ order: taxed, lines: [taxedLine], taxes },
		(raw) =>
			readAmounts({
				order: fields(fields(raw).order),
				currency: 'USD',
				lines: readLines(rows(fields(raw).lines), 'USD'),
				taxRows: readTaxRows(rows(fields(raw).taxes), 'USD'),
			}),
	),
	channelReader('core/channels/bigcommerce/orders/charges.ts#readCharges', taxed, (raw) =>
		readCharges(fields(raw), context),
	),
	channelReader('core/channels/bigcommerce/orders/charges.ts#readFeeAmounts', taxed, (raw) =>
		readFeeAmounts(fields(raw), 'USD'),
	),
	channelReader('core/channels/bigcommerce/orders/customer.ts#readPickup', taxed, (raw) => readPickup(fields(raw))),
	channelReader('core/channels/bigcommerce/orders/customer.ts#readCustomer', taxed, (raw) => readCustomer(fields(raw))),
	{
		...channelReader('core/channels/bigcommerce/orders/lines.ts#findEmbeddedLines', taxed, (raw) =>
			findEmbeddedLines(fields(raw)),
		),
		handsOn: true,
	},
	{
		...channelReader('core/channels/bigcommerce/orders/lines.ts#toNumber', '2', (raw) => toNumber(raw)),
		handsOn: true,
	},
	{
		...channelReader('core/channels/bigcommerce/orders/lines.ts#readConsignments', taxed, (raw) =>
			readConsignments(fields(raw)),
		),
		handsOn: true,
	},
	{
		...channelReader('core/channels/bigcommerce/orders/lines.ts#readLines', [taxedLine], (raw) =>
			readLines(rows(raw), 'USD').map(({ sku, ...rest }) => ({ ...rest, sku: toSku(sku) })),
		),
	},
	channelReader('core/channels/bigcommerce/orders/lines.ts#readLines (one line)', taxedLine, (raw) =>
		readLines([fields(raw)], 'USD').map(({ sku, ...rest }) => ({ ...rest, sku: toSku(sku) })),
	),
	channelReader('core/channels/bigcommerce/orders/payment.ts#readPayments', taxed, (raw) =>
		readPayments(fields(raw), 2000, 'USD'),
	),
	channelReader('core/channels/bigcommerce/orders/payment.ts#readExchangeRate', taxed, (raw) =>
		readExchangeRate(fields(raw), 'USD'),
	),
	channelReader('core/channels/bigcommerce/orders/refunds.ts#readRefunds', [refund, declined], (raw) =>
		readRefunds(rows(raw), 'USD'),
	),
	channelReader('core/channels/bigcommerce/orders/shipments.ts#hasShipped', { items_shipped: 2 }, (raw) =>
		hasShipped(fields(raw)),
	),
	channelReader(
		'core/channels/bigcommerce/orders/shipments.ts#readShipment',
		{ date_created: 'Fri, 20 Nov 2026 12:00:00 +0000', tracking_carrier: 'ups', tracking_number: '1Z' },
		(raw) => readShipment(raw, 'x'),
	),
	channelReader('core/channels/bigcommerce/orders/paidAmount.ts#readPaidAmount', '49.0750', (raw) => ({
		amount: readPaidAmount(raw, 'USD', 'x'),
	})),
	channelReader('core/channels/bigcommerce/orders/taxes.ts#readTaxRows', taxes, (raw) => readTaxRows(rows(raw), 'USD')),
	channelReader('core/channels/bigcommerce/orders/totals.ts#possibleTotals', taxed, (raw) =>
		possibleTotals(fields(raw), readLines([taxedLine], 'USD'), 'USD').map((total) => ({ total })),
	),
	channelReader('core/channels/bigcommerce/orders/states.ts#mayHaveRefunds', 4, mayHaveRefunds),
	channelReader('core/channels/bigcommerce/listings/readListing.ts#readProductRow', several, (raw) =>
		toListings(readProductRow(raw), noLevels),
	),
	channelReader('core/channels/bigcommerce/orders/orderRows.ts#orderRow', taxed, (raw) => ({
		...orderRow(raw, 'date_modified', 'row 1'),
		raw: null,
	})),
	{
		...channelReader(
			'core/channels/bigcommerce/orders/orderRows.ts#readPage',
			{ rows: [taxed], replies: taxedOrders },
			async (raw) => [
				await readPage(
					openStore(answering(fields(raw).replies), credential, alone()),
					rows(fields(raw).rows).map((row) => orderRow(row, 'date_modified', 'r')),
					noChoice,
				),
			],
		),
		trouble: channelOrders,
	},
	channelReader(
		'core/channels/bigcommerce/api.ts#openStore',
		credential,
		(raw) => openStore(answering({}), fields(raw), alone()).account,
	),
	channelReader(
		'core/channels/bigcommerce/refusal.ts#errorText',
		{ title: 'No', errors: { name: 'taken', more: ['a'] } },
		(body) => errorText({ status: 422, headers: {}, body }),
	),
	channelReader(
		'core/channels/bigcommerce/adapter.ts#connectBigCommerce',
		credential,
		(raw) => typeof connectBigCommerce(answering({}), fields(raw), alone()).findOrder,
	),
	{
		...channelReader(
			'core/channels/bigcommerce/adapter.ts#connectBigCommerce (ordersSince)',
			orders,
			async (raw) => await allOf(adapter(raw).readOrdersSince('2019-01-01T00:00:00.000Z', noChoice)),
		),
		trouble: channelOrders,
	},
	{
		...channelReader(
			'core/channels/bigcommerce/adapter.ts#connectBigCommerce (orderById)',
			taxedOrders,
			async (raw) => [await adapter(raw).findOrder('812', noChoice)],
		),
		trouble: channelOrders,
	},
	channelReader(
		'core/channels/bigcommerce/adapter.ts#connectBigCommerce (listingsBySku)',
		catalog,
		async (raw) => await adapter(raw).findListings(asked),
	),
	channelReader(
		'core/channels/bigcommerce/adapter.ts#connectBigCommerce (allListings)',
		catalog,
		async (raw) => await allOf(adapter(raw).readAllListings()),
	),
	channelReader(
		'core/channels/bigcommerce/adapter.ts#connectBigCommerce (setStock)',
		{ ...catalog, '/absolute': { transaction_id: 'x' } },
		async (raw) => await adapter(raw).writeStock(changes),
	),
];
