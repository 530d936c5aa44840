import { between } from './dates.mts';
import { ApiError } from './apiError.mts';
import { asNumber, parseAmount, shareOut, sum, type Amount } from './money.mts';
import { amountsOf, lineAfter, refundedTotal, taxed } from './orderAmounts.mts';
import type { Order, Refund, RefundItem } from './orderModel.mts';
import { knownOrder } from './orderRoutes.mts';
import { partiallyRefunded, refundedStatus } from './orderStatuses.mts';
import { takeLine } from './orderStock.mts';
import { listOf, readPage, refuseUnknown } from './query.mts';
import type { Call, Route, RouteReply } from './route.mts';
import { nowInSeconds, takeId, type Store } from './store.mts';
import { v3Page } from './v3Reply.mts';

const scope = 'store_v2_orders_read_only';
const pageLimits = { otherwise: 50, most: 250 };

export const refundRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v3/orders/payment_actions/refunds', scope, handle: listRefunds },
	{
		method: 'GET',
		path: '/v3/orders/:id/payment_actions/refunds',
		scope,
		handle: (call) => ({ body: { data: knownOrder(call).refunds.map(refundJson), meta: {} } }),
	},
];

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

export interface RefundRequest {
	/** Null: everything that is left. */
	readonly lines: readonly { readonly lineId: number; readonly quantity: number }[] | null;
	/** An amount without lines. */
	readonly amount: string | null;
	readonly reason: string;
	readonly restock: boolean;
}

/** Books a refund as the control panel does; more than is left is refused. */
export function refundOrder(store: Store, order: Order, request: RefundRequest): Refund {
	const rest = amountsOf(order).total.inc - refundedTotal(order);
	const items = itemsOf(order, request, rest);
	const totalAmount = sum(items.map(({ amount }) => amount));
	if (totalAmount > rest) throw new ApiError(422, 'The refund amount exceeds what is left of the order');
	const totalTax = taxed({ ...order, taxInclusive: true }, totalAmount).tax;
	const refund: Refund = {
		id: takeId(store, 'refund'),
		orderId: order.id,
		createdAt: nowInSeconds(store),
		reason: request.reason,
		items,
		totalAmount,
		totalTax,
	};
	order.refunds.push(refund);
	noteOnLines(store, order, request, items);
	order.statusId = totalAmount === rest ? refundedStatus : partiallyRefunded;
	order.modifiedAt = nowInSeconds(store);
	return refund;
}

function itemsOf(order: Order, request: RefundRequest, rest: Amount): RefundItem[] {
	if (request.amount !== null) return [{ itemType: 'ORDER', itemId: order.id, quantity: null, amount: parseAmount(request.amount) }];
	if (request.lines === null) return everything(order, rest);
	return request.lines.map(({ lineId, quantity }): RefundItem => {
		const line = order.lines.find(({ id }) => id === lineId);
		if (line === undefined) throw new ApiError(404, `Order ${order.id} has no line ${lineId}`);
		const [amount = 0] = shareOut(lineAfter(order, line).inc, [quantity, line.quantity - quantity]);
		return { itemType: 'PRODUCT', itemId: line.id, quantity, amount };
	});
}

/** All lines that are left, and what remains as the order's own amount. */
function everything(order: Order, rest: Amount): RefundItem[] {
	const lines = order.lines
		.filter((line) => line.quantity > line.quantityRefunded)
		.map((line): RefundItem => {
			const quantity = line.quantity - line.quantityRefunded;
			const [amount = 0] = shareOut(lineAfter(order, line).inc, [quantity, line.quantityRefunded]);
			return { itemType: 'PRODUCT', itemId: line.id, quantity, amount };
		});
	const left = rest - sum(lines.map(({ amount }) => amount));
	return left > 0 ? [...lines, { itemType: 'SHIPPING', itemId: order.addressId, quantity: null, amount: left }] : lines;
}

function noteOnLines(store: Store, order: Order, request: RefundRequest, items: readonly RefundItem[]): void {
	for (const item of items) {
		const line = order.lines.find(({ id }) => item.itemType === 'PRODUCT' && id === item.itemId);
		if (line === undefined) continue;
		line.quantityRefunded += item.quantity ?? 0;
		if (request.restock) takeLine(store, line, -(item.quantity ?? 0));
	}
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
			{ id: refund.id, provider_id: 'custom', amount: asNumber(refund.totalAmount), offline: true, is_declined: false, declined_message: '' },
		],
	};
}
