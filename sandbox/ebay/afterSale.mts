import { cents } from './money.mts';
import { totalsOf, type Order } from './orderState.mts';
import { Impossible } from './sales.mts';
import { findSellable } from './stock.mts';
import type { EbayState } from './state.mts';

export interface Cancellation {
	readonly orderId: string;
	/** The buyer asked, the seller has not answered. */
	readonly requested?: boolean;
	/** Units go back on sale only when the seller says so. */
	readonly restock?: boolean;
	/** A paid order is refunded when it is cancelled, unless said otherwise. */
	readonly refund?: boolean;
}

export function cancel(state: EbayState, { orderId, requested = false, restock = false, refund: refunds = true }: Cancellation): Order {
	const order = orderNamed(state, orderId);
	order.cancelled = requested ? 'IN_PROGRESS' : 'CANCELED';
	touch(order);
	if (requested) return order;
	const { total, refunded } = totalsOf(order);
	if (refunds && order.payment === 'paid' && refunded < total) addRefund(state, order, total - refunded, null);
	if (restock) putBack(state, order);
	return order;
}

function putBack(state: EbayState, order: Order): void {
	for (const line of order.lines) findSellable(state, line.sku, line.title)?.take(-line.quantity);
}

export interface RefundAsked {
	readonly orderId: string;
	/** All that is left unless said. */
	readonly amount?: string | number;
	readonly lineItemId?: string;
}

export function refund(state: EbayState, { orderId, amount, lineItemId }: RefundAsked): Order {
	const order = orderNamed(state, orderId);
	const { total, refunded } = totalsOf(order);
	const asked = amount === undefined ? total - refunded : cents(amount);
	if (order.payment !== 'paid') throw new Impossible(`${orderId} is not paid`);
	if (asked <= 0 || asked > total - refunded) throw new Impossible(`${orderId} has ${total - refunded} cents left to refund`);
	if (lineItemId !== undefined && !order.lines.some((line) => line.lineItemId === lineItemId))
		throw new Impossible(`${orderId} has no line ${lineItemId}`);
	addRefund(state, order, asked, lineItemId ?? null);
	return order;
}

function addRefund(state: EbayState, order: Order, amount: number, lineItemId: string | null): void {
	order.refunds.push({ refundId: String(5_100_000_000 + state.nextNumber()), at: Date.now(), amount, lineItemId });
	touch(order);
}

/** Checkout is complete: from now on the purchase is an order. */
export function pay(state: EbayState, orderId: string): Order {
	const order = orderNamed(state, orderId);
	if (order.payment === 'awaiting') order.createdAt = Date.now();
	order.payment = 'paid';
	touch(order);
	return order;
}

export function touch(order: Order): void {
	order.modifiedAt = Date.now();
}

export function orderNamed(state: EbayState, orderId: string): Order {
	const order = state.orders.get(orderId);
	if (order === undefined) throw new Impossible(`no order ${orderId}`);
	return order;
}
