import { divideRounded, roundTo, sum, unitOf, type Micros } from '../money.mts';
import type { Order, OrderTax, Refund } from './order.mts';

export interface OrderTotals {
	readonly discount: Micros;
	readonly discountTax: Micros;
	readonly shipping: Micros;
	readonly shippingTax: Micros;
	readonly cartTax: Micros;
	readonly totalTax: Micros;
	readonly total: Micros;
}

/**
 * The sums of an order as WC_Abstract_Order::calculate_totals makes them: every line rounded, then added up; with taxes rounded
 * at the order, the lines are added up in full and only the sums rounded.
 */
export function totalsOf(order: Order): OrderTotals {
	const { decimals, at } = order.rounding;
	const whole = (amount: Micros): Micros => roundTo(amount, decimals);
	const rounded = (amount: Micros): Micros => (at === 'line' ? whole(amount) : amount);
	const goods = sum(order.lines.map((line) => rounded(line.total)));
	const goodsBefore = sum(order.lines.map((line) => rounded(line.subtotal)));
	const goodsTax = sum(order.lines.map((line) => taxOf(line.taxes)));
	const goodsTaxBefore = sum(order.lines.map((line) => taxBefore(line.taxes)));
	const shipping = sum(order.shippingLines.map((line) => whole(line.total)));
	const shippingTax = sum(order.shippingLines.map((line) => taxOf(line.taxes)));
	const cartTax = goodsTax + sum(order.feeLines.map((fee) => taxOf(fee.taxes)));
	const fees = sum(order.feeLines.map((fee) => fee.total));
	return {
		discount: whole(goodsBefore - goods),
		discountTax: goodsTaxBefore - goodsTax,
		shipping,
		shippingTax,
		cartTax,
		totalTax: cartTax + shippingTax,
		total: whole(goods + fees + shipping + cartTax + shippingTax),
	};
}

export function taxOf(taxes: readonly OrderTax[]): Micros {
	return sum(taxes.map(({ total }) => total));
}

export function taxBefore(taxes: readonly OrderTax[]): Micros {
	return sum(taxes.map(({ subtotal }) => subtotal ?? 0));
}

/** What all lines but shipping, or shipping alone, contribute to one rate. */
export function rateTotal(rateId: number, lines: readonly { readonly taxes: readonly OrderTax[] }[]): Micros {
	return sum(lines.flatMap(({ taxes }) => taxes.filter((tax) => tax.rateId === rateId).map(({ total }) => total)));
}

/** What of the total gift cards paid: WooCommerce shows the total without it. */
export function onGiftCards({ giftCards }: Pick<Order, 'giftCards'>): Micros {
	return sum(giftCards.map(({ amount }) => amount));
}

/** What of that went back on the cards by refunds. */
export function backOnCards({ refunds }: Pick<Order, 'refunds'>): Micros {
	return sum(refunds.map(({ onCards }) => onCards?.amount ?? 0));
}

/** What the shop still holds of the cards: the plugin gives them back with an order that is cancelled or failed. */
export function heldOfCards(order: Order): Micros {
	return isCardsGivenBack(order) ? 0 : onGiftCards(order) - backOnCards(order);
}

export function isCardsGivenBack({ status }: Pick<Order, 'status'>): boolean {
	return status === 'cancelled' || status === 'failed';
}

/** The money that was refunded. */
export function refunded(order: Order): Micros {
	return sum(order.refunds.map(({ amount }) => amount));
}

export function refundTax(refund: Refund): Micros {
	return sum([...refund.lines, ...refund.shipping, ...refund.fees].map(({ taxes }) => taxOf(taxes)));
}

/** amount * part / whole to so many decimals; all of it when part is the whole. */
export function shareOf(
	amount: Micros,
	{ part, whole, decimals }: { part: number; whole: number; decimals: number },
): Micros {
	if (part === whole) return amount;
	const unit = BigInt(unitOf(decimals));
	return whole === 0 ? 0 : Number(divideRounded(BigInt(amount) * BigInt(part), BigInt(whole) * unit) * unit);
}

/** The taxes of a line in proportion to another net amount. */
export function scaledTaxes(
	line: { readonly total: Micros; readonly taxes: readonly OrderTax[] },
	total: Micros,
	decimals: number,
): OrderTax[] {
	return line.taxes.map((tax) => {
		const part = shareOf(tax.total, { part: total, whole: line.total, decimals });
		return { rateId: tax.rateId, total: part, subtotal: part };
	});
}
