/** A coupon: a percentage of the goods, or an amount off the cart. */
export interface Coupon {
	readonly code: string;
	readonly type: 'percent' | 'fixed_cart';
	/** Percent, or cents. */
	readonly value: number;
}

export interface DiscountableLine {
	/** Cents for the whole line, in the prices that the shop enters (with tax or without). */
	readonly price: number;
	readonly quantity: number;
}

/** Discount of each line in cents, in the lines' order, shared out as WC_Discounts does. */
export function discountsOf(coupon: Coupon, lines: readonly DiscountableLine[]): number[] {
	const given = lines.map(() => 0);
	// Dearest first: leftover cents go there.
	const order = lines.map((_, index) => index).sort((a, b) => priceAt(lines, b) - priceAt(lines, a));
	if (coupon.type === 'percent') takePercent(coupon.value, lines, order, given);
	else takeAmount(coupon.value, lines, order, given);
	return given;
}

function takePercent(percent: number, lines: readonly DiscountableLine[], order: readonly number[], given: number[]): void {
	// Percent has at most two decimals, so whole hundredths keep the product exact.
	const hundredths = Math.round(percent * 100);
	let all = 0;
	for (const index of order) {
		given[index] = Math.floor((priceAt(lines, index) * hundredths) / 10_000);
		all += priceAt(lines, index);
	}
	spread(Math.round((all * hundredths) / 10_000) - total(given), lines, order, given);
}

function takeAmount(cents: number, lines: readonly DiscountableLine[], order: readonly number[], given: number[]): void {
	const priced = order.filter((index) => priceAt(lines, index) > 0);
	const units = priced.reduce((count, index) => count + quantityAt(lines, index), 0);
	if (units === 0) return;
	let left = Math.min(
		cents,
		priced.reduce((all, index) => all + priceAt(lines, index), 0),
	);
	for (let each = Math.floor(left / units); each > 0; each = Math.floor(left / units)) {
		const before = left;
		for (const index of priced) {
			const taken = Math.min(each * quantityAt(lines, index), room(lines, given, index));
			given[index] = (given[index] ?? 0) + taken;
			left -= taken;
		}
		if (left === before) break;
	}
	spread(left, lines, priced, given);
}

/** The remaining cents, one by one. */
function spread(cents: number, lines: readonly DiscountableLine[], order: readonly number[], given: number[]): void {
	let left = cents;
	while (left > 0) {
		const before = left;
		for (const index of order) {
			for (let unit = 0; unit < quantityAt(lines, index) && left > 0 && room(lines, given, index) > 0; unit += 1) {
				given[index] = (given[index] ?? 0) + 1;
				left -= 1;
			}
		}
		if (left === before) return;
	}
}

function room(lines: readonly DiscountableLine[], given: readonly number[], index: number): number {
	return priceAt(lines, index) - (given[index] ?? 0);
}

function priceAt(lines: readonly DiscountableLine[], index: number): number {
	return lines[index]?.price ?? 0;
}

function quantityAt(lines: readonly DiscountableLine[], index: number): number {
	return lines[index]?.quantity ?? 0;
}

function total(given: readonly number[]): number {
	return given.reduce((all, one) => all + one, 0);
}
