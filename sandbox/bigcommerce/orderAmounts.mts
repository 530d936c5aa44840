import { sum, taxOn, type Amount } from './money.mts';
import type { Order, OrderLine } from './orderModel.mts';

/** One amount in its three forms. */
export interface Taxed {
	readonly ex: Amount;
	readonly inc: Amount;
	readonly tax: Amount;
}

/** An amount as entered, with its tax by the order's rate. */
export function taxed(order: Order, entered: Amount): Taxed {
	const tax = taxOn(entered, order.taxRate, order.taxInclusive);
	return order.taxInclusive ? { ex: entered - tax, inc: entered, tax } : { ex: entered, inc: entered + tax, tax };
}

/** A line before the discounts of the order. */
export function lineBefore(order: Order, line: OrderLine): Taxed {
	return taxed(order, line.price * line.quantity);
}

/** A line after all discounts: what its tax is reckoned on. */
export function lineAfter(order: Order, line: OrderLine): Taxed {
	return taxed(order, line.price * line.quantity - line.couponDiscount - line.manualDiscount);
}

export interface OrderAmounts {
	readonly subtotal: Taxed;
	readonly shipping: Taxed;
	readonly handling: Taxed;
	readonly wrapping: Taxed;
	readonly fee: Taxed;
	/** What the buyer was charged, however it was paid. */
	readonly total: Taxed;
}

export function amountsOf(order: Order): OrderAmounts {
	const [shipping, handling, wrapping, fee] = [
		taxed(order, order.shippingCost),
		taxed(order, order.handlingCost),
		taxed(order, order.wrappingCost),
		taxed(order, order.fee),
	];
	const after = order.lines.map((line) => lineAfter(order, line));
	return {
		subtotal: added(order.lines.map((line) => lineBefore(order, line))),
		shipping,
		handling,
		wrapping,
		fee,
		total: added([...after, shipping, handling, wrapping, fee]),
	};
}

export function refundedTotal(order: Order): Amount {
	return sum(order.refunds.map(({ totalAmount }) => totalAmount));
}

function added(parts: readonly Taxed[]): Taxed {
	return { ex: sum(parts.map(({ ex }) => ex)), inc: sum(parts.map(({ inc }) => inc)), tax: sum(parts.map(({ tax }) => tax)) };
}
