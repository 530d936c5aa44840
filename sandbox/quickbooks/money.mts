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

/** ISO 4217: currencies that have no smaller unit. */
const WHOLE_ONLY = new Set([
	'BIF',
	'CLP',
	'DJF',
	'GNF',
	'ISK',
	'JPY',
	'KMF',
	'KRW',
	'PYG',
	'RWF',
	'UGX',
	'UYI',
	'VND',
	'VUV',
	'XAF',
	'XOF',
	'XPF',
]);

/** What the smallest amount of a currency is, in cents: 100 where there are only whole ones. Of a third decimal QuickBooks knows nothing. */
export function smallestUnit(currency: string): bigint {
	return WHOLE_ONLY.has(currency) ? 100n : 1n;
}

/** Money in cents, a half rounded away from zero; `unit` is what the currency can not be parted below. */
export function cents(amount: number, unit = 1n): bigint {
	return divide(fine(amount), FINE_PER_CENT * unit, 'halfUp') * unit;
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

/** Whether the amount is the product to the smallest unit; where it lies on the half, either neighbour is right. */
export function isProduct(
	amountInCents: bigint,
	{ quantity, unitPrice }: { readonly quantity: number; readonly unitPrice: number },
	unit: bigint,
): boolean {
	const product = fine(quantity) * fine(unitPrice);
	const distance = amountInCents * FINE_PER_CENT * FINE - product;
	return (distance < 0n ? -distance : distance) * 2n <= FINE_PER_CENT * FINE * unit;
}

/** The price of one, with the seven decimals that QuickBooks keeps. */
export function unitPriceOf(amountInCents: bigint, quantity: number): number {
	return Number((fromCents(amountInCents) / quantity).toFixed(FINE_DECIMALS));
}
