import { orderNamed, touch } from '../orders/knownOrder.mts';
import { cents } from '../money.mts';
import { taxOf, totalsOf, type Order, type OrderRefund, type RefundLine } from '../orders/order.mts';
import { Impossible } from '../control/impossible.mts';
import { findSellable } from '../stock/sellable.mts';
import type { EbayState } from '../state.mts';

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
		(asked.lineItemId === undefined
			? []
			: [{ lineId: asked.lineItemId, ...(asked.amount === undefined ? {} : { amount: asked.amount }) }]);
	const lines = parts.map((part) => refundLine(order, part));
	const all =
		lines.length > 0
			? lines.reduce((sum, { amount }) => sum + amount, 0)
			: asked.amount === undefined
				? total - refunded
				: cents(asked.amount);
	if (order.payment !== 'paid') throw new Impossible(`${order.orderId} is not paid`);
	if (all <= 0 || all > total - refunded)
		throw new Impossible(`${order.orderId} has ${total - refunded} cents left to refund`);
	const status = asked.status ?? 'REFUNDED';
	const comesBack = (part: RefundPart | undefined): boolean =>
		status === 'REFUNDED' && (part?.restock ?? asked.restock ?? false);
	const restocked = lines.map((line, place) => ({ ...line, restocked: comesBack(parts[place]) ? line.quantity : 0 }));
	for (const { lineItemId, restocked: units } of restocked) restockLine(state, order, lineItemId, units);
	const booked = addRefund(state, order, {
		amount: all,
		lines: restocked,
		status,
		...(asked.at === undefined ? {} : { at: Date.parse(asked.at) }),
	});
	return { order, booked };
}

function refundLine(order: Order, { lineId, sku, quantity = 0, amount }: RefundPart): RefundLine {
	const line = order.lines.find((candidate) =>
		lineId === undefined ? candidate.sku === sku : candidate.lineItemId === lineId,
	);
	if (line === undefined) throw new Impossible(`${order.orderId} has no line ${lineId ?? sku}`);
	const whole = line.cost - line.discount + line.shipping - line.shippingDiscount + taxOf(line, false);
	const share = quantity === 0 ? whole : Math.round((whole * quantity) / line.quantity);
	return { lineItemId: line.lineItemId, quantity, amount: amount === undefined ? share : cents(amount), restocked: 0 };
}

function restockLine(state: EbayState, order: Order, lineItemId: string, units: number): void {
	const line = order.lines.find((candidate) => candidate.lineItemId === lineItemId);
	if (line !== undefined && units > 0) findSellable(state, line.sku, line.title)?.take(-units);
}

interface Booking {
	readonly amount: number;
	readonly lines: readonly RefundLine[];
	readonly status?: OrderRefund['status'];
	readonly at?: number;
}

export function addRefund(
	state: EbayState,
	order: Order,
	{ amount, lines, status = 'REFUNDED', at = state.now() }: Booking,
): OrderRefund {
	const booked: OrderRefund = { refundId: String(5_100_000_000 + state.nextNumber()), at, amount, lines, status };
	order.refunds.push(booked);
	touch(state, order);
	return booked;
}
