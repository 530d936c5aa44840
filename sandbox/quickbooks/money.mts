/** Which way a half goes. */
export type RoundingWay = 'halfUp' | 'halfEven';

/** QuickBooks calculates prices and quantities with seven decimals. */
const FINE_DECIMALS = 7;
const FINE = 10n ** BigInt(FINE_DECIMALS);
const FINE_PER_CENT = FINE / 100n;

/** A decimal number in ten-millionths, exactly. */
export function fine(amount: number): bigint {
	return BigInt(amount.toFixed(FINE_DECIMALS).replace('.', ''));
}

export function fromFine(units: bigint): number {
	return Number(units) / Number(FINE);
}

/** Money in cents, a half rounded away from zero. */
export function cents(amount: number): bigint {
	return divide(fine(amount), FINE_PER_CENT, 'halfUp');
}

export function fromCents(amount: bigint): number {
	return Number(amount) / 100;
}

/** The whole number nearest to above / below; `below` is positive. */
export function divide(above: bigint, below: bigint, way: RoundingWay): bigint {
	const negative = above < 0n;
	const size = negative ? -above : above;
	const whole = size / below;
	const twice = (size % below) * 2n;
	const up = twice > below || (twice === below && (way === 'halfUp' || whole % 2n === 1n));
	const rounded = up ? whole + 1n : whole;
	return negative ? -rounded : rounded;
}

/** Whether the amount is the product to the cent; where it lies on the half, either neighbour is right. */
export function isProduct(amountInCents: bigint, quantity: number, unitPrice: number): boolean {
	const product = fine(quantity) * fine(unitPrice);
	const distance = amountInCents * FINE_PER_CENT * FINE - product;
	return (distance < 0n ? -distance : distance) * 2n <= FINE_PER_CENT * FINE;
}
