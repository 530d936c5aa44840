import { roundTo, sum, taxesOn, type Amount } from '../money.mts';
import type { Charge, Discount, Order, OrderLine, TaxRate } from './order.mts';

/** One amount in its three forms. */
export interface Taxed {
	readonly ex: Amount;
	readonly inc: Amount;
	readonly tax: Amount;
	/** Of each rate, in their order. */
	readonly taxes: readonly Amount[];
}

/** An amount as entered, with its taxes. */
export function taxed(
	order: Pick<Order, 'taxInclusive' | 'decimals'>,
	entered: Amount,
	rates: readonly TaxRate[],
): Taxed {
	// Nobody is charged a part of a yen.
	const charged = order.decimals === 0 ? roundTo(entered, 0) : entered;
	const percents = rates.map(({ percent }) => percent);
	const taxes = taxesOn(charged, percents, { inside: order.taxInclusive, decimals: order.decimals });
	const tax = sum(taxes);
	return order.taxInclusive
		? { ex: charged - tax, inc: charged, tax, taxes }
		: { ex: charged, inc: charged + tax, tax, taxes };
}

export function taxedCharge(order: Order, { amount, rates }: Charge): Taxed {
	return taxed(order, amount, rates);
}

/** A line before its discounts. */
export function lineBefore(order: Order, line: OrderLine): Taxed {
	return taxed(order, line.price * line.quantity, line.rates);
}

/** A line after all discounts: what its tax is reckoned on. */
export function lineAfter(order: Order, line: OrderLine): Taxed {
	return taxed(order, line.price * line.quantity - sum(line.discounts.map(({ amount }) => amount)), line.rates);
}

/** What all lines have off, of one kind. */
export function discountOf(order: Order, isKind: (discount: Discount) => boolean): Amount {
	return sum(order.lines.flatMap(({ discounts }) => discounts.filter(isKind).map(({ amount }) => amount)));
}

export interface OrderAmounts {
	readonly subtotal: Taxed;
	readonly shipping: Taxed;
	readonly handling: Taxed;
	readonly wrapping: Taxed;
	/** What the buyer was charged, however it was paid. */
	readonly total: Taxed;
}

export function amountsOf(order: Order): OrderAmounts {
	const [shipping, handling, wrapping] = [order.shipping, order.handling, order.wrapping].map((charge) =>
		taxedCharge(order, charge),
	);
	const fees = order.fees.map((fee) => taxedCharge(order, fee));
	const after = order.lines.map((line) => lineAfter(order, line));
	return {
		subtotal: added(order.lines.map((line) => lineBefore(order, line))),
		shipping: shipping ?? added([]),
		handling: handling ?? added([]),
		wrapping: wrapping ?? added([]),
		total: added([...after, ...[shipping, handling, wrapping].flatMap((charge) => charge ?? []), ...fees]),
	};
}

/** Of what went back; what the provider declined did not. */
export function refundedTotal(order: Order): Amount {
	return sum(order.refunds.filter(({ declined }) => !declined).map(({ totalAmount }) => totalAmount));
}

function added(parts: readonly Taxed[]): Taxed {
	return {
		ex: sum(parts.map(({ ex }) => ex)),
		inc: sum(parts.map(({ inc }) => inc)),
		tax: sum(parts.map(({ tax }) => tax)),
		taxes: [],
	};
}
