import { cents } from './money.mts';
import { taxOf, totalsOf, type Order, type OrderRefund, type RefundLine } from './orderState.mts';
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
	if (refunds && order.payment === 'paid' && refunded < total) addRefund(state, order, { amount: total - refunded, lines: [] });
	if (restock) putBack(state, order);
	return order;
}

function putBack(state: EbayState, order: Order): void {
	for (const line of order.lines) findSellable(state, line.sku, line.title)?.take(-line.quantity);
}

interface RefundPart {
	readonly lineId?: string;
	readonly sku?: string;
	/** Units that the seller takes back; eBay tells nobody of them. */
	readonly quantity?: number;
	/** In proportion to the quantity unless said. */
	readonly amount?: string | number;
	readonly restock?: boolean;
}

export interface RefundAsked {
	readonly orderId: string;
	/** All that is left unless said. */
	readonly amount?: string | number;
	readonly lineItemId?: string;
	readonly lines?: readonly RefundPart[];
	readonly restock?: boolean;
	/** PENDING and FAILED have moved no money. */
	readonly status?: OrderRefund['status'];
	/** ISO time. */
	readonly at?: string;
}

export function refund(state: EbayState, asked: RefundAsked): { order: Order; booked: OrderRefund } {
	const order = orderNamed(state, asked.orderId);
	const { total, refunded } = totalsOf(order);
	const parts =
		asked.lines ??
		(asked.lineItemId === undefined ? [] : [{ lineId: asked.lineItemId, ...(asked.amount === undefined ? {} : { amount: asked.amount }) }]);
	const lines = parts.map((part) => refundLine(order, part));
	const all =
		lines.length > 0 ? lines.reduce((sum, { amount }) => sum + amount, 0) : asked.amount === undefined ? total - refunded : cents(asked.amount);
	if (order.payment !== 'paid') throw new Impossible(`${order.orderId} is not paid`);
	if (all <= 0 || all > total - refunded) throw new Impossible(`${order.orderId} has ${total - refunded} cents left to refund`);
	const status = asked.status ?? 'REFUNDED';
	const comesBack = (part: RefundPart | undefined): boolean => status === 'REFUNDED' && (part?.restock ?? asked.restock ?? false);
	const restocked = lines.map((line, place) => ({ ...line, restocked: comesBack(parts[place]) ? line.quantity : 0 }));
	for (const { lineItemId, restocked: units } of restocked) putBackLine(state, order, lineItemId, units);
	const booked = addRefund(state, order, { amount: all, lines: restocked, status, ...(asked.at === undefined ? {} : { at: Date.parse(asked.at) }) });
	return { order, booked };
}

function refundLine(order: Order, { lineId, sku, quantity = 0, amount }: RefundPart): RefundLine {
	const line = order.lines.find((candidate) => (lineId === undefined ? candidate.sku === sku : candidate.lineItemId === lineId));
	if (line === undefined) throw new Impossible(`${order.orderId} has no line ${lineId ?? sku}`);
	const whole = line.cost - line.discount + line.shipping - line.shippingDiscount + taxOf(line, false);
	const share = quantity === 0 ? whole : Math.round((whole * quantity) / line.quantity);
	return { lineItemId: line.lineItemId, quantity, amount: amount === undefined ? share : cents(amount), restocked: 0 };
}

function putBackLine(state: EbayState, order: Order, lineItemId: string, units: number): void {
	const line = order.lines.find((candidate) => candidate.lineItemId === lineItemId);
	if (line !== undefined && units > 0) findSellable(state, line.sku, line.title)?.take(-units);
}

interface Booking {
	readonly amount: number;
	readonly lines: readonly RefundLine[];
	readonly status?: OrderRefund['status'];
	readonly at?: number;
}

function addRefund(state: EbayState, order: Order, { amount, lines, status = 'REFUNDED', at = Date.now() }: Booking): OrderRefund {
	const booked: OrderRefund = { refundId: String(5_100_000_000 + state.nextNumber()), at, amount, lines, status };
	order.refunds.push(booked);
	touch(order);
	return booked;
}

/** After the sale a seller changes nothing but what both agreed on. */
export function adjust(state: EbayState, { orderId, adjustment, ...others }: { orderId: string; adjustment?: string | number }): Order {
	const order = orderNamed(state, orderId);
	if (adjustment === undefined || Object.keys(others).length > 0) throw new Impossible('an eBay order has nothing to edit but its adjustment');
	order.adjustment = cents(adjustment);
	touch(order);
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
	touch(order);
	return order;
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
