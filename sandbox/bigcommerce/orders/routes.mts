import { rfc2822 } from '../api/dates.mts';
import { ApiError, notFound } from '../api/errors.mts';
import { fourDecimals, parseAmount } from '../money.mts';
import { discountOf } from './amounts.mts';
import { address, shippingCharges, type Includes } from './consignmentJson.mts';
import { feesJson, orderJson } from './json.mts';
import { orderLineJson } from './lineJson.mts';
import type { Order, Shipment } from './order.mts';
import { findOrders } from './findOrders.mts';
import { statuses, statusRow } from './statuses.mts';
import { cut, readPage, type Query } from '../api/query.mts';
import { storeHash, type Call, type Route, type RouteReply } from '../api/route.mts';
import { taxesJson } from './taxJson.mts';

const scope = 'store_v2_orders_read_only';
const limits = { otherwise: 50, most: 250 };

export const orderRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v2/orders', scope, element: 'order', handle: listOrders },
	{ method: 'GET', path: '/v2/orders/count', scope, element: 'count', handle: countOrders },
	{
		method: 'GET',
		path: '/v2/order_statuses',
		scope,
		element: 'order_status',
		handle: () => ({ body: [...statuses.keys()].map(statusRow) }),
	},
	{
		method: 'GET',
		path: '/v2/orders/:id',
		scope,
		element: 'order',
		handle: (call) => ({ body: orderJson(knownOrder(call), includesOf(call.query), call.store.settings) }),
	},
	{
		method: 'GET',
		path: '/v2/orders/:id/products',
		scope,
		element: 'product',
		handle: (call) =>
			subList(call, (order) => order.lines.map((line) => withCorruption(order, orderLineJson(order, line)))),
	},
	{
		method: 'GET',
		path: '/v2/orders/:id/coupons',
		scope,
		element: 'coupon',
		handle: (call) => subList(call, couponsJson),
	},
	{ method: 'GET', path: '/v2/orders/:id/fees', scope, element: 'fee', handle: (call) => subList(call, feesJson) },
	{
		method: 'GET',
		path: '/v2/orders/:id/shipping_addresses',
		scope,
		element: 'address',
		handle: (call) => subList(call, addressesJson),
	},
	{
		method: 'GET',
		path: '/v2/orders/:id/shipments',
		scope,
		element: 'shipment',
		handle: (call) => subList(call, shipmentsJson),
	},
	{
		method: 'GET',
		path: '/v2/orders/:id/taxes',
		scope,
		element: 'tax',
		handle: (call) => subList(call, (order) => taxesJson(order, call.query.get('details') === 'true')),
	},
];

/** An order whose lines nobody can read has a quantity that is none. */
function withCorruption({ corruption }: Order, line: object): unknown {
	return corruption.products === undefined ? line : { ...line, quantity: corruption.products };
}

/** A bare array; no orders, and a page past the last, are 204 without a body. */
function listOrders({ store, query, mark }: Call): RouteReply {
	const asked = readPage(query, limits);
	if (asked.page > 1) mark('orders page 2');
	const includes = includesOf(query);
	const orders = cut(findOrders(store, query), asked);
	return listReply(orders.map((order) => orderJson(order, includes, store.settings)));
}

function countOrders({ store }: Call): RouteReply {
	const orders = [...store.orders.values()];
	const rows = [...statuses.keys()].map((id, index) => ({
		...statusRow(id),
		count: orders.filter(({ statusId }) => statusId === id).length,
		sort_order: index,
	}));
	return { body: { count: orders.length, statuses: rows } };
}

function subList(call: Call, rowsOf: (order: Order) => unknown[]): RouteReply {
	return listReply(cut(rowsOf(knownOrder(call)), readPage(call.query, limits)));
}

function listReply(rows: readonly unknown[]): RouteReply {
	return rows.length === 0 ? {} : { body: rows };
}

function includesOf(query: Query): Includes {
	const asked = query.get('include')?.split(',') ?? [];
	const known = ['consignments', 'consignments.line_items', 'fees'];
	if (asked.some((name) => !known.includes(name))) throw new ApiError(400, "The field 'include' is invalid.");
	const depth = asked.includes('consignments.line_items') ? 'lines' : asked.includes('consignments') ? 'heads' : 'none';
	return { consignments: depth, structure: query.get('consignment_structure') === 'object' ? 'object' : 'array' };
}

/** Type 1 is a percentage off the order, type 2 an amount. */
function couponsJson(order: Order): unknown[] {
	return order.coupons.map(({ id, code, type, amount }) => {
		const discount = discountOf(order, (given) => given.code === code);
		const shown = fourDecimals(parseAmount(amount));
		return {
			id: order.id,
			coupon_id: id,
			order_id: order.id,
			code,
			amount: shown,
			type: type === 'percent' ? 1 : 2,
			discount: fourDecimals(discount),
		};
	});
}

/** An order that was marked as shipped by its status alone has none. */
function shipmentsJson(order: Order): unknown[] {
	return order.shipments.map((shipment) => shipmentJson(order, shipment));
}

export function shipmentJson(order: Order, { id, at, carrier, trackingNumber, items, shown }: Shipment): unknown {
	const everything = order.lines.map((line) => ({ lineId: line.id, quantity: line.quantity }));
	return {
		id,
		order_id: order.id,
		customer_id: order.customerId,
		order_address_id: order.addressId,
		date_created: rfc2822(at),
		tracking_number: trackingNumber,
		merchant_shipping_cost: '0.0000',
		shipping_method: 'Flat rate',
		comments: '',
		shipping_provider: '',
		...shown,
		tracking_carrier: carrier,
		tracking_link: '',
		billing_address: address(order.billing),
		shipping_address: address(order.shipTo ?? order.billing),
		items: (items ?? everything).map(({ lineId, quantity }) => ({
			order_product_id: lineId,
			product_id: order.lines.find((line) => line.id === lineId)?.productId ?? 0,
			quantity,
		})),
	};
}

function addressesJson(order: Order): unknown[] {
	if (order.shipTo === null) return [];
	const quantity = order.lines.reduce((count, line) => count + line.quantity, 0);
	return [
		{
			id: order.addressId,
			order_id: order.id,
			...address(order.shipTo),
			items_total: quantity,
			items_shipped: order.shippedAt === null ? 0 : quantity,
			shipping_method: 'Flat rate',
			...shippingCharges(order),
			shipping_zone_id: 1,
			shipping_zone_name: 'United States',
			shipping_quotes: {
				url: `https://api.bigcommerce.com/stores/${storeHash}/v2/orders/${order.id}/shipping_addresses/${order.addressId}/shipping_quotes`,
				resource: `/orders/${order.id}/shipping_addresses/${order.addressId}/shipping_quotes`,
			},
		},
	];
}

export function knownOrder({ store, path }: Pick<Call, 'store' | 'path'>): Order {
	const order = store.orders.get(Number(path.id));
	if (order === undefined) throw notFound('order');
	return order;
}
