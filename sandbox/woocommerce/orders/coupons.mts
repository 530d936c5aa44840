/** A coupon: a percentage of the goods, an amount off the cart, or off each piece. */
export interface Coupon {
	readonly code: string;
	readonly type: 'percent' | 'fixed_cart' | 'fixed_product';
	/** Percent, or smallest units of the currency. */
	readonly value: number;
}

export interface DiscountableLine {
	/** Smallest units for the whole line, in the prices that the shop enters (with tax or without). */
	readonly price: number;
	readonly quantity: number;
}

/** What is left to discount while coupons are taken, line by line. */
interface Taking {
	readonly lines: readonly DiscountableLine[];
	/** Places of the lines, dearest first: leftover units go there. */
	readonly order: readonly number[];
	/** By all coupons together. */
	readonly taken: number[];
	/** By this coupon. */
	readonly given: number[];
}

/**
 * Discount of each line by each coupon, in the order of the coupons given, shared out as WC_Discounts does: amounts off a piece come
 * before percentages, these before amounts off the cart, smaller ones first; a percentage is of the price before other coupons, an amount of what is left.
 */
export function discountsOf(coupons: readonly Coupon[], lines: readonly DiscountableLine[]): number[][] {
	const order = lines.map((_, index) => index).sort((a, b) => priceAt(lines, b) - priceAt(lines, a));
	const taken = lines.map(() => 0);
	const given = new Map<Coupon, number[]>();
	for (const coupon of [...coupons].sort(inCartOrder)) {
		const own = lines.map(() => 0);
		const taking = { lines, order, taken, given: own };
		if (coupon.type === 'percent') takePercent(coupon.value, taking);
		else if (coupon.type === 'fixed_product') takeFromEach(coupon.value, taking);
		else takeAmount(coupon.value, taking);
		given.set(coupon, own);
	}
	return coupons.map((coupon) => given.get(coupon) ?? []);
}

function inCartOrder(a: Coupon, b: Coupon): number {
	const place = ({ type }: Coupon): number => ['fixed_product', 'percent', 'fixed_cart'].indexOf(type);
	return place(a) - place(b) || a.value - b.value;
}

function takeFromEach(units: number, taking: Taking): void {
	for (const index of taking.order) take(taking, index, units * quantityAt(taking.lines, index));
}

function takePercent(percent: number, taking: Taking): void {
	// Percent has at most two decimals, so whole hundredths keep the product exact.
	const hundredths = Math.round(percent * 100);
	const open = taking.order.filter((index) => room(taking, index) > 0);
	for (const index of open) take(taking, index, Math.floor((priceAt(taking.lines, index) * hundredths) / 10_000));
	const all = open.reduce((sum, index) => sum + priceAt(taking.lines, index), 0);
	// Half a unit of discount is not given.
	const wanted = Math.ceil((all * hundredths) / 10_000 - 0.5);
	spread(wanted - total(taking.given), open, taking);
}

function takeAmount(units: number, taking: Taking): void {
	const open = taking.order.filter((index) => room(taking, index) > 0);
	const pieces = open.reduce((count, index) => count + quantityAt(taking.lines, index), 0);
	if (pieces === 0) return;
	let left = Math.min(
		units,
		open.reduce((all, index) => all + room(taking, index), 0),
	);
	for (let each = Math.floor(left / pieces); each > 0; each = Math.floor(left / pieces)) {
		const before = left;
		for (const index of open) left -= take(taking, index, each * quantityAt(taking.lines, index));
		if (left === before) break;
	}
	spread(left, open, taking);
}

/** The remaining units, one by one. */
function spread(units: number, open: readonly number[], taking: Taking): void {
	let left = units;
	while (left > 0) {
		const before = left;
		for (const index of open) {
			for (let piece = 0; piece < quantityAt(taking.lines, index) && left > 0; piece += 1)
				left -= take(taking, index, 1);
		}
		if (left === before) return;
	}
}

/** Takes so much off a line, or what is left of it, and says how much that was. */
function take(taking: Taking, index: number, units: number): number {
	const taken = Math.min(units, room(taking, index));
	taking.taken[index] = (taking.taken[index] ?? 0) + taken;
	taking.given[index] = (taking.given[index] ?? 0) + taken;
	return taken;
}

function room({ lines, taken }: Taking, index: number): number {
	return priceAt(lines, index) - (taken[index] ?? 0);
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
