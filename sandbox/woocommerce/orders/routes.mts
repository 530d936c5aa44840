import { setTimeout as wait } from 'node:timers/promises';
import { runBatch } from '../api/batch.mts';
import { itemRoutes } from '../api/itemRoutes.mts';
import { sum } from '../money.mts';
import { orderJson } from './json.mts';
import type { Order, Refund } from './order.mts';
import { findOrders, orderRules } from './findOrders.mts';
import { orderBodyRules, createOrder, writeOrder } from './writing.mts';
import { cutPage, pageReply, pagingRules } from '../api/paging.mts';
import { readBoolean } from '../api/parameters.mts';
import { numberOf } from '../api/query.mts';
import { refundJson } from '../refunds/json.mts';
import {
	amountIn,
	beginRefund,
	cannotRefund,
	deleteRefund,
	finishRefund,
	type RefundAsked,
} from '../refunds/refund.mts';
import { RestError } from '../api/errors.mts';
import type { Call, Json, Route, RouteReply } from '../api/route.mts';
import { nowInSeconds, takeId, type Shop } from '../shop.mts';

const refundMethods = { allow: 'GET, DELETE' };

export const orderRoutes: readonly Route[] = [
	...itemRoutes(
		'/orders',
		{ list: orderRules, item: { dp: { type: 'integer' } }, body: orderBodyRules },
		{
			list: listOrders,
			post: postOrder,
			batch: batchOrders,
			get: (call) => orderJson(call.shop, knownOrder(call), decimals(call)),
			put: putOrder,
			remove: deleteOrder,
		},
	),
	{
		method: 'GET',
		path: '/orders/:id(\\d+)/refunds',
		permission: 'list',
		query: { ...pagingRules, dp: { type: 'integer' } },
		handle: listRefunds,
	},
	{ method: 'POST', path: '/orders/:id(\\d+)/refunds', permission: 'create', handle: postRefund },
	{ method: 'GET', path: '/orders/:id(\\d+)/refunds/:refund(\\d+)', permission: 'view', handle: getRefund },
	{ method: 'DELETE', path: '/orders/:id(\\d+)/refunds/:refund(\\d+)', permission: 'delete', handle: removeRefund },
];

function listOrders(call: Call): RouteReply {
	if (numberOf(call.query, 'page', 1) > 1 || numberOf(call.query, 'offset', 0) > 0) call.mark('orders page 2');
	const page = cutPage(call, findOrders(call.shop, call.query));
	return pageReply({ ...page, rows: page.rows.map((order) => orderJson(call.shop, order, decimals(call))) });
}

function postOrder({ shop, body }: Call): RouteReply {
	const order = createOrder(shop, body);
	return {
		status: 201,
		headers: { location: `${shop.siteUrl}/wp-json/wc/v3/orders/${order.id}`, allow: 'GET, POST' },
		body: orderJson(shop, order),
	};
}

function putOrder(call: Call): Json {
	const order = knownOrder(call, 400);
	writeOrder(call.shop, order, call.body);
	return orderJson(call.shop, order);
}

/** Answers the order as it was. Without `force` it goes to the bin and keeps its stock. */
function deleteOrder(call: Call, isForced: boolean): Json {
	const order = knownOrder(call);
	const before = orderJson(call.shop, order);
	remove(call.shop, order, isForced);
	return before;
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

/** An order that is not there has no refunds, and that is no error. */
function listRefunds(call: Call): RouteReply {
	const order = call.shop.orders.get(Number(call.path.id));
	const page = cutPage(call, order?.refunds ?? []);
	const rows = page.rows.map((refund) => (order === undefined ? null : shown(call, order, refund)));
	return pageReply({ ...page, rows });
}

function getRefund(call: Call): RouteReply {
	const { order, refund } = knownRefund(call);
	return { headers: refundMethods, body: shown(call, order, refund) };
}

/** Deletes the row for good, since refunds have no bin; no date moves, and no goods. */
function removeRefund(call: Call): RouteReply {
	const { order, refund } = knownRefund(call);
	if (!readBoolean(call.query.force ?? call.body.force ?? true))
		throw new RestError(
			501,
			'woocommerce_rest_trash_not_supported',
			'The shop_order_refund does not support trashing.',
		);
	const before = shown(call, order, refund);
	deleteRefund(order, refund);
	return { headers: refundMethods, body: before };
}

function shown(call: Call, order: Order, refund: Refund): Json {
	return refundJson(call.shop, order, refund, decimals(call));
}

function knownRefund({ shop, path }: Call): { order: Order; refund: Refund } {
	const order = shop.orders.get(Number(path.id));
	const refund = order?.refunds.find(({ id }) => id === Number(path.refund));
	if (order === undefined || refund === undefined)
		throw new RestError(404, 'woocommerce_rest_shop_order_refund_invalid_id', 'Invalid ID.');
	return { order, refund };
}

/**
 * A refund that asks for the money back is made in steps: its row is saved, the gateway is asked, and only when that agrees goods and dates
 * move; when it declines the row is deleted.
 */
async function postRefund(call: Call): Promise<RouteReply> {
	const { shop, body } = call;
	const order = orderToRefund(call);
	const amount = body.amount === undefined ? null : amountIn(body.amount);
	if (amount !== null && amount < 0)
		throw new RestError(400, 'woocommerce_rest_invalid_order_refund', 'Refund amount must be greater than zero.');
	const begun = beginRefund(shop, order, {
		lines: refundedLines(body.line_items),
		amount,
		reason: String(body.reason ?? ''),
		restock: readBoolean(body.api_restock ?? true),
		throughGateway: readBoolean(body.api_refund ?? true),
	});
	if (begun.throughGateway) await askGateway(shop, order, begun);
	const refund = finishRefund(shop, order, begun);
	return { status: 201, headers: { allow: 'GET, POST' }, body: refundJson(shop, order, refund) };
}

async function askGateway(shop: Shop, order: Order, begun: Refund): Promise<void> {
	const { refundGateway, refundGatewayDelay } = shop.settings;
	if (refundGateway !== 'unsupported') await wait(refundGatewayDelay);
	if (refundGateway === 'agrees') return;
	deleteRefund(order, begun);
	throw cannotRefund(
		refundGateway === 'declines'
			? 'The refund was declined by the payment provider.'
			: 'The payment gateway for this order does not support automatic refunds.',
	);
}

/** The controller gives WordPress a bare number where it wants an object, so that this is answered with 500. */
function orderToRefund({ shop, path }: Call): Order {
	const order = shop.orders.get(Number(path.id));
	if (order === undefined) throw new RestError(500, 'woocommerce_rest_invalid_order_id', 'Invalid order ID.', 404);
	return order;
}

function refundedLines(rows: unknown): RefundAsked[] {
	return (Array.isArray(rows) ? (rows as Json[]) : []).map((row) => ({
		lineId: Number(row.id),
		quantity: Number(row.quantity ?? 0),
		...(row.refund_total === undefined ? {} : { total: amountIn(row.refund_total) }),
		...(Array.isArray(row.refund_tax)
			? { tax: sum((row.refund_tax as Json[]).map((tax) => amountIn(tax.refund_total))) }
			: {}),
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
