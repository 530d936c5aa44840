import { orderNamed, touch } from '../orders/knownOrder.mts';
import { cents } from '../money.mts';
import { totalsOf, type Order } from '../orders/order.mts';
import { addRefund } from '../refunds/refund.mts';
import { Impossible } from './impossible.mts';
import { findSellable } from '../stock/sellable.mts';
import type { EbayState } from '../state.mts';

export interface Cancellation {
	readonly orderId: string;
	/** The buyer asked, the seller has not answered. */
	readonly requested?: boolean;
	/** Units go back on sale only when the seller says so. */
	readonly restock?: boolean;
	/** A paid order is refunded when it is cancelled, unless said otherwise. */
	readonly refund?: boolean;
}

export function cancel(
	state: EbayState,
	{ orderId, requested = false, restock = false, refund: refunds = true }: Cancellation,
): Order {
	const order = orderNamed(state, orderId);
	order.cancelled = requested ? 'IN_PROGRESS' : 'CANCELED';
	touch(state, order);
	if (requested) return order;
	const { total, refunded } = totalsOf(order);
	if (refunds && order.payment === 'paid' && refunded < total)
		addRefund(state, order, { amount: total - refunded, lines: [] });
	if (restock) restockAll(state, order);
	return order;
}

function restockAll(state: EbayState, order: Order): void {
	for (const line of order.lines) findSellable(state, line.sku, line.title)?.take(-line.quantity);
}

/** After the sale a seller changes nothing but what both agreed on. */
export function adjust(
	state: EbayState,
	{ orderId, adjustment, ...others }: { orderId: string; adjustment?: string | number },
): Order {
	const order = orderNamed(state, orderId);
	if (adjustment === undefined || Object.keys(others).length > 0)
		throw new Impossible('an eBay order has nothing to edit but its adjustment');
	order.adjustment = cents(adjustment);
	touch(state, order);
	return order;
}

/** Payment, delivery and a cancellation that was refused, by eBay's words. */
export function setStatus(state: EbayState, { orderId, status }: { orderId: string; status: string }): Order {
	const order = orderNamed(state, orderId);
	if (status === 'PAID' || status === 'PENDING' || status === 'FAILED')
		order.payment = ({ PAID: 'paid', PENDING: 'pending', FAILED: 'failed' } as const)[status];
	else if (status === 'NOT_STARTED' || status === 'IN_PROGRESS' || status === 'FULFILLED') order.fulfillment = status;
	else if (status === 'NONE_REQUESTED') order.cancelled = status;
	else throw new Impossible(`no status ${status}`);
	touch(state, order);
	return order;
}

/** Checkout is complete: from now on the purchase is an order. */
export function pay(state: EbayState, orderId: string): Order {
	const order = orderNamed(state, orderId);
	if (order.payment === 'awaiting') order.createdAt = state.now();
	order.payment = 'paid';
	touch(state, order);
	return order;
}
