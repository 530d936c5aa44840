import { runBatch } from '../api/batch.mts';
import { orderJson } from './json.mts';
import type { Order } from './order.mts';
import { findOrders, orderRules } from './findOrders.mts';
import { orderBodyRules, createOrder, writeOrder } from './writing.mts';
import { cutPage, pageReply, pagingRules } from '../api/paging.mts';
import { readBoolean } from '../api/parameters.mts';
import { numberOf } from '../api/query.mts';
import { refundJson } from '../refunds/json.mts';
import { amountIn, cannotRefund, refundOrder } from '../refunds/refund.mts';
import { RestError } from '../api/errors.mts';
import type { Call, Json, Route, RouteReply } from '../api/route.mts';
import { nowInSeconds, takeId, type Shop } from '../shop.mts';

const itemMethods = { allow: 'GET, POST, PUT, PATCH, DELETE' };

export const orderRoutes: readonly Route[] = [
	{ method: 'GET', path: '/orders', permission: 'list', query: orderRules, handle: listOrders },
	{ method: 'POST', path: '/orders', permission: 'create', body: orderBodyRules, handle: postOrder },
	{ method: 'PUT', path: '/orders/batch', permission: 'batch', handle: batchOrders },
	{
		method: 'GET',
		path: '/orders/:id(\\d+)',
		permission: 'view',
		query: { dp: { type: 'integer' } },
		handle: getOrder,
	},
	{ method: 'PUT', path: '/orders/:id(\\d+)', permission: 'edit', body: orderBodyRules, handle: putOrder },
	{ method: 'DELETE', path: '/orders/:id(\\d+)', permission: 'delete', handle: deleteOrder },
	{
		method: 'GET',
		path: '/orders/:id(\\d+)/refunds',
		permission: 'list',
		query: { ...pagingRules, dp: { type: 'integer' } },
		handle: listRefunds,
	},
	{ method: 'POST', path: '/orders/:id(\\d+)/refunds', permission: 'create', handle: postRefund },
	{ method: 'GET', path: '/orders/:id(\\d+)/refunds/:refund(\\d+)', permission: 'view', handle: getRefund },
];

function listOrders(call: Call): RouteReply {
	if (numberOf(call.query, 'page', 1) > 1 || numberOf(call.query, 'offset', 0) > 0) call.mark('orders page 2');
	const page = cutPage(call, findOrders(call.shop, call.query));
	return pageReply({ ...page, rows: page.rows.map((order) => orderJson(call.shop, order, decimals(call))) });
}

function getOrder(call: Call): RouteReply {
	return { headers: itemMethods, body: orderJson(call.shop, knownOrder(call), decimals(call)) };
}

function postOrder({ shop, body }: Call): RouteReply {
	const order = createOrder(shop, body);
	return {
		status: 201,
		headers: { location: `${shop.siteUrl}/wp-json/wc/v3/orders/${order.id}`, allow: 'GET, POST' },
		body: orderJson(shop, order),
	};
}

function putOrder(call: Call): RouteReply {
	const order = knownOrder(call, 400);
	writeOrder(call.shop, order, call.body);
	return { headers: itemMethods, body: orderJson(call.shop, order) };
}

/** Answers the order as it was. Without `force` it goes to the bin and keeps its stock. */
function deleteOrder(call: Call): RouteReply {
	const order = knownOrder(call);
	const before = orderJson(call.shop, order);
	remove(call.shop, order, readBoolean(call.query.force ?? call.body.force ?? false));
	return { headers: itemMethods, body: before };
}

function batchOrders({ shop, body }: Call): RouteReply {
	return runBatch(body, {
		create: (row) => orderJson(shop, createOrder(shop, row)),
		update: (id, row) => {
			const order = orderOf(shop, id, 400);
			writeOrder(shop, order, row);
			return orderJson(shop, order);
		},
		remove: (id) => {
			const order = orderOf(shop, id, 404);
			remove(shop, order, true);
			return orderJson(shop, order);
		},
	});
}

function listRefunds(call: Call): RouteReply {
	const order = knownOrder(call);
	const page = cutPage(call, order.refunds);
	return pageReply({ ...page, rows: page.rows.map((refund) => refundJson(call.shop, order, refund, decimals(call))) });
}

function getRefund(call: Call): RouteReply {
	const order = knownOrder(call);
	const refund = order.refunds.find(({ id }) => id === Number(call.path.refund));
	if (refund === undefined) throw new RestError(404, 'woocommerce_rest_shop_order_refund_invalid_id', 'Invalid ID.');
	return { body: refundJson(call.shop, order, refund, decimals(call)) };
}

function postRefund(call: Call): RouteReply {
	const { shop, body } = call;
	const order = knownOrder(call);
	const amount = body.amount === undefined ? null : amountIn(body.amount);
	if (amount !== null && amount < 0)
		throw new RestError(400, 'woocommerce_rest_invalid_order_refund', 'Refund amount must be greater than zero.');
	if (readBoolean(body.api_refund ?? true))
		throw cannotRefund('The payment gateway for this order does not support automatic refunds.');
	const refund = refundOrder(shop, order, {
		lines: refundedLines(body.line_items),
		amount,
		reason: String(body.reason ?? ''),
		restock: readBoolean(body.api_restock ?? true),
	});
	return { status: 201, headers: { allow: 'GET, POST' }, body: refundJson(shop, order, refund) };
}

function refundedLines(rows: unknown): { lineId: number; quantity: number; total?: number }[] {
	return (Array.isArray(rows) ? (rows as Json[]) : []).map((row) => ({
		lineId: Number(row.id),
		quantity: Number(row.quantity ?? 0),
		...(row.refund_total === undefined ? {} : { total: amountIn(row.refund_total) }),
	}));
}

export function remove(shop: Shop, order: Order, forGood: boolean): void {
	const now = nowInSeconds(shop);
	if (forGood) shop.orders.delete(order.id);
	else {
		const note = (key: string, value: string): number => order.metaData.push({ id: takeId(shop, 'meta'), key, value });
		note('_wp_trash_meta_status', `wc-${order.status}`);
		note('_wp_trash_meta_time', String(now));
		order.status = 'trash';
	}
	order.modifiedAt = now;
}

function knownOrder({ shop, path }: Call, status = 404): Order {
	return orderOf(shop, Number(path.id), status);
}

function orderOf(shop: Shop, id: number, status: number): Order {
	const order = shop.orders.get(id);
	if (order === undefined) throw new RestError(status, 'woocommerce_rest_shop_order_invalid_id', 'Invalid ID.');
	return order;
}

/** As many as the shop shows, unless asked for. */
function decimals(call: Call): number | undefined {
	return call.query.dp === undefined ? undefined : Math.max(0, numberOf(call.query, 'dp', 2));
}
