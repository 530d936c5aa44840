import { between } from '../api/dates.mts';
import { notFound } from '../api/errors.mts';
import { asNumber } from '../money.mts';
import type { Refund } from '../orders/order.mts';
import { knownOrder } from '../orders/routes.mts';
import { listOf, readPage, refuseUnknown } from '../api/query.mts';
import type { Call, Route, RouteReply } from '../api/route.mts';
import { createRefund, refundQuote } from './writing.mts';
import { v3Page } from '../api/v3Page.mts';

const scope = 'store_v2_orders_read_only';
const writes = 'store_v2_orders';
const pageLimits = { otherwise: 50, most: 250 };

export const refundRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v3/orders/payment_actions/refunds', scope, handle: listRefunds },
	{
		method: 'GET',
		path: '/v3/orders/:id/payment_actions/refunds',
		scope,
		handle: (call) => ({ body: { data: knownOrder(call).refunds.map(refundJson), meta: {} } }),
	},
	{ method: 'GET', path: '/v3/orders/payment_actions/refunds/:refund', scope, handle: getRefund },
	{
		method: 'POST',
		path: '/v3/orders/:id/payment_actions/refund_quotes',
		scope: writes,
		handle: (call) => ({ status: 201, body: { data: refundQuote(knownOrder(call), call.body), meta: {} } }),
	},
	{
		method: 'POST',
		path: '/v3/orders/:id/payment_actions/refunds',
		scope: writes,
		handle: (call) => ({
			status: 201,
			body: { data: refundJson(createRefund(call.store, knownOrder(call), call.body)), meta: {} },
		}),
	},
];

function getRefund({ store, path }: Call): RouteReply {
	const refunds = [...store.orders.values()].flatMap((order) => order.refunds);
	const refund = refunds.find(({ id }) => id === Number(path.refund));
	if (refund === undefined) throw notFound('refund');
	return { body: { data: refundJson(refund), meta: {} } };
}

function listRefunds({ store, query }: Call): RouteReply {
	refuseUnknown(query, ['order_id:in', 'id:in', 'created:min', 'created:max', 'page', 'limit']);
	const [orderIds, ids] = [listOf(query, 'order_id:in'), listOf(query, 'id:in')];
	const created = between(query, ['created:min', 'created:max'], 'inclusive');
	const refunds = [...store.orders.values()]
		.flatMap((order) => order.refunds)
		.filter((refund) => orderIds?.includes(String(refund.orderId)) ?? true)
		.filter((refund) => (ids?.includes(String(refund.id)) ?? true) && created(refund.createdAt));
	return { body: v3Page(refunds, readPage(query, pageLimits), refundJson) };
}

function refundJson(refund: Refund): unknown {
	return {
		id: refund.id,
		order_id: refund.orderId,
		user_id: 1,
		created: new Date(refund.createdAt * 1000).toISOString().replace('.000Z', '+00:00'),
		reason: refund.reason,
		total_amount: asNumber(refund.totalAmount),
		total_tax: asNumber(refund.totalTax),
		uses_merchant_override_values: false,
		items: refund.items.map((item) => ({
			item_type: item.itemType,
			item_id: item.itemId,
			...(item.quantity === null ? {} : { quantity: item.quantity }),
			requested_amount: asNumber(item.amount),
			reason: refund.reason,
		})),
		payments: [
			{
				id: refund.id,
				provider_id: refund.method,
				amount: asNumber(refund.totalAmount),
				offline: refund.method === 'custom',
				is_declined: refund.declined,
				declined_message: refund.declined ? 'The card was refused' : '',
			},
		],
	};
}
