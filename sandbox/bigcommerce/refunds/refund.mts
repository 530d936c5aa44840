import { ApiError } from '../api/errors.mts';
import { sum, taxesOn, type Amount } from '../money.mts';
import { amountsOf, lineAfter, refundedTotal, taxedCharge } from '../orders/amounts.mts';
import type { Order, Refund, RefundItem } from '../orders/order.mts';
import { partiallyRefunded, refundedStatus } from '../orders/statuses.mts';
import { takeLine } from '../stock/orderStock.mts';
import { nowInSeconds, takeId, type Store } from '../store.mts';

export interface RefundRequest {
	/** An item's `restocked` says how many units shall come back. */
	readonly items: readonly RefundItem[];
	readonly reason: string;
	readonly declined: boolean;
	/** Where the money goes. */
	readonly method: Refund['method'];
	/** Seconds since the epoch; now unless said. */
	readonly at?: number | undefined;
}

/** Books a refund as the control panel does; more than is left is refused. */
export function refundOrder(
	store: Store,
	order: Order,
	{ items, reason, declined, method, at }: RefundRequest,
): Refund {
	const rest = leftToRefund(order);
	const totalAmount = sum(items.map(({ amount }) => amount));
	if (totalAmount > rest || totalAmount <= 0)
		throw new ApiError(422, 'The refund amount exceeds what is left of the order');
	const refund: Refund = {
		id: takeId(store, 'refund'),
		orderId: order.id,
		createdAt: at ?? nowInSeconds(store),
		reason,
		items: items.map((item) => ({ ...item, restocked: declined ? 0 : restock(store, order, item) })),
		totalAmount,
		totalTax: sum(items.map((item) => taxIn(order, item))),
		declined,
		method,
	};
	order.refunds.push(refund);
	if (!declined) noteOnOrder(order, refund, totalAmount === rest);
	order.modifiedAt = nowInSeconds(store);
	return refund;
}

export function leftToRefund(order: Order): Amount {
	return amountsOf(order).total.inc - refundedTotal(order);
}

/**
 * The tax inside an item's amount, in the proportion of what it is a part of. More than that was paid is taxed by its rates: the tax of
 * what was paid is rounded, and the error would grow.
 */
export function taxIn(order: Order, { itemType, itemId, amount }: RefundItem): Amount {
	const line = order.lines.find(({ id }) => itemType === 'PRODUCT' && id === itemId);
	const charge = chargeOf(order, itemType, itemId);
	const { inc, tax } =
		line !== undefined
			? lineAfter(order, line)
			: charge !== undefined
				? taxedCharge(order, charge)
				: amountsOf(order).total;
	const unit = 10 ** (4 - order.decimals);
	const rates = (line ?? charge)?.rates;
	if (rates !== undefined && amount > inc) {
		const percents = rates.map(({ percent }) => percent);
		return sum(taxesOn(amount, percents, { inside: true, decimals: order.decimals }));
	}
	return inc === 0 ? 0 : Math.round((amount * tax) / inc / unit) * unit;
}

export function chargeOf(
	order: Order,
	itemType: RefundItem['itemType'],
	itemId: number,
): Order['shipping'] | undefined {
	if (itemType === 'SHIPPING') return order.shipping;
	if (itemType === 'HANDLING') return order.handling;
	if (itemType === 'GIFT_WRAPPING') return order.wrapping;
	return itemType === 'FEE' ? order.fees.find(({ id }) => id === itemId) : undefined;
}

function restock(store: Store, order: Order, { itemType, itemId, restocked }: RefundItem): number {
	const line = order.lines.find(({ id }) => itemType === 'PRODUCT' && id === itemId);
	const units = Math.min(restocked, line?.stockTaken ?? 0);
	if (line === undefined || units <= 0) return 0;
	takeLine(store, line, -units);
	return units;
}

function noteOnOrder(order: Order, { items }: Refund, isWhole: boolean): void {
	for (const { itemType, itemId, quantity } of items) {
		const line = order.lines.find(({ id }) => itemType === 'PRODUCT' && id === itemId);
		if (line !== undefined) line.quantityRefunded += quantity ?? 0;
	}
	order.statusId = isWhole ? refundedStatus : partiallyRefunded;
	const wasPaid = ['captured', 'paid', 'partially refunded'].includes(order.payment.status);
	if (wasPaid) order.payment.status = isWhole ? 'refunded' : 'partially refunded';
}
