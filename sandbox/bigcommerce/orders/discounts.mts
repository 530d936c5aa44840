import { parseAmount, shareOut, sum, taxesOn, type Amount } from '../money.mts';
import type { Coupon, Discount, Order, OrderLine } from './order.mts';

/**
 * Lays the discounts on the lines: what is off one line, then each coupon, then what the merchant took off the order. An amount
 * is shared out by what is left of the lines, a percentage is of each line; certificates are money and never discounted.
 */
export function discountLines(order: Order, own: readonly Amount[], manual: Amount): void {
	order.lines.forEach((line, place) =>
		give(line, { code: null, target: 'product', amount: Math.min(own[place] ?? 0, left(line)) }),
	);
	for (const coupon of order.coupons) {
		const shares = sharesOf(order, coupon);
		order.lines.forEach((line, place) =>
			give(line, { code: coupon.code, target: 'order', amount: shares[place] ?? 0 }),
		);
	}
	const shares = offTheOrder(order, manual);
	order.lines.forEach((line, place) => give(line, { code: null, target: 'order', amount: shares[place] ?? 0 }));
}

function sharesOf(order: Order, { type, amount }: Coupon): Amount[] {
	if (type === 'fixed_cart') return offTheOrder(order, parseAmount(amount));
	return order.lines.map((line) => {
		const [share = 0] = taxesOn(line.price * line.quantity, [amount], { inside: false, decimals: order.decimals });
		return line.type === 'giftcertificate' ? 0 : Math.min(share, left(line));
	});
}

/** Never more than the lines have left. */
function offTheOrder(order: Order, amount: Amount): Amount[] {
	const weights = order.lines.map((line) => (line.type === 'giftcertificate' ? 0 : left(line)));
	return shareOut(Math.min(amount, sum(weights)), weights, order.decimals).map((share, place) =>
		Math.min(share, weights[place] ?? 0),
	);
}

function left(line: OrderLine): Amount {
	return line.price * line.quantity - sum(line.discounts.map(({ amount }) => amount));
}

function give(line: OrderLine, discount: Discount): void {
	if (discount.amount > 0) line.discounts = [...line.discounts, discount];
}
