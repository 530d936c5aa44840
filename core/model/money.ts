import { UnreadableError } from '../reading/readUnknown';

/** Whole minor units of a currency: cents, yen, fils. Always a safe integer. */
export type Money = number;

/** Currencies whose minor unit is not a hundredth (ISO 4217, list one). */
const DIGITS_OTHER_THAN_TWO: Readonly<Record<string, number>> = {
	BIF: 0,
	CLP: 0,
	DJF: 0,
	GNF: 0,
	ISK: 0,
	JPY: 0,
	KMF: 0,
	KRW: 0,
	PYG: 0,
	RWF: 0,
	UGX: 0,
	UYI: 0,
	VND: 0,
	VUV: 0,
	XAF: 0,
	XOF: 0,
	XPF: 0,
	BHD: 3,
	IQD: 3,
	JOD: 3,
	KWD: 3,
	LYD: 3,
	OMR: 3,
	TND: 3,
};

/** The number of decimals of a currency (ISO 4217): 2 for USD, 0 for JPY, 3 for KWD; 2 for an unknown one. */
export function minorDigits(currency: string): number {
	return DIGITS_OTHER_THAN_TWO[currency.toUpperCase()] ?? 2;
}

/**
 * Reads a decimal amount ("12.34", "-0.5", "44.0000", 15.125) into minor units.
 * Decimals beyond the currency's own are rounded, a half away from zero.
 * Throws UnreadableError for text that is no decimal, and for an amount beyond the safe integers.
 */
export function readMoney(value: unknown, currency: string, path: string): Money {
	const { sign, whole, fraction } = decimalParts(value, path);
	const digits = minorDigits(currency);
	const kept = fraction.slice(0, digits).padEnd(digits, '0');
	const roundsUp = (fraction[digits] ?? '0') >= '5';
	const minor = Number(whole + kept) + (roundsUp ? 1 : 0);
	if (!Number.isSafeInteger(minor)) throw new UnreadableError(path, 'an amount that fits');
	return minor === 0 ? 0 : sign * minor;
}

/** True for a decimal amount with more decimals than its currency, of which one is not zero. False for what is no amount. */
export function hasExcessDecimals(value: unknown, currency: string): boolean {
	const text = typeof value === 'number' ? plainDecimal(value) : value;
	const fraction = typeof text === 'string' ? (text.trim().split('.')[1] ?? '') : '';
	return /[1-9]/.test(fraction.slice(minorDigits(currency)));
}

/** As `readMoney`, for an amount that is paid: what the currency cannot express is refused and not rounded. Throws UnreadableError. */
export function readExactMoney(value: unknown, currency: string, path: string): Money {
	const money = readMoney(value, currency, path);
	if (!hasExcessDecimals(value, currency)) return money;
	const digits = minorDigits(currency);
	const most = digits === 0 ? 'no decimals' : `at most ${digits} decimals`;
	throw new UnreadableError(path, `an amount with ${most}, as ${currency} has`);
}

/** Minor units as decimal text with exactly the currency's decimals: 1234 USD is "12.34". */
export function formatMoney(money: Money, currency: string): string {
	const digits = minorDigits(currency);
	const text = String(Math.abs(money)).padStart(digits + 1, '0');
	const sign = money < 0 ? '-' : '';
	if (digits === 0) return sign + text;
	return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** An amount as people read it: "12.34 USD". */
export function moneyText(money: Money, currency: string): string {
	return `${formatMoney(money, currency)} ${currency}`;
}

/** The sum of amounts in one currency. */
export function sum(amounts: readonly Money[]): Money {
	return amounts.reduce((total, amount) => total + amount, 0);
}

/**
 * Shares `total` out in proportion to `weights`, to the last minor unit, by the largest remainder method:
 *
 * 1. Each share gets the whole minor units of its proportion.
 * 2. The units that are left go to the largest remainders, one each; a tie goes to the earlier share.
 *
 * The sign of a weight does not count. Weights of nothing but zero share evenly. No weights at all is a bug unless `total` is zero.
 * https://en.wikipedia.org/wiki/Largest_remainders_method
 */
export function allocate(total: Money, weights: readonly number[]): Money[] {
	if (weights.length === 0) {
		if (total !== 0) throw new Error('An amount cannot be shared among nobody');
		return [];
	}
	const sizes = weights.map((weight) => BigInt(Math.abs(weight)));
	const used = sizes.every((size) => size === 0n) ? sizes.map(() => 1n) : sizes;
	return allocateByLargestRemainder(BigInt(Math.abs(total)), used).map((share) => (total < 0 ? 0 - share : share));
}

function allocateByLargestRemainder(total: bigint, weights: readonly bigint[]): Money[] {
	const totalWeight = weights.reduce((all, weight) => all + weight, 0n);
	const shares = weights.map((weight, place) => ({
		place,
		share: (total * weight) / totalWeight,
		rest: (total * weight) % totalWeight,
	}));
	const missing = Number(total - shares.reduce((all, { share }) => all + share, 0n));
	const byRest = [...shares].sort((a, b) => (a.rest === b.rest ? a.place - b.place : a.rest > b.rest ? -1 : 1));
	const roundedUp = new Set(byRest.slice(0, missing).map(({ place }) => place));
	return shares.map(({ place, share }) => Number(share) + (roundedUp.has(place) ? 1 : 0));
}

function decimalParts(value: unknown, path: string): { sign: 1 | -1; whole: string; fraction: string } {
	const text = typeof value === 'number' ? plainDecimal(value) : value;
	const parts = typeof text === 'string' ? /^\s*([-+]?)(\d{1,15})(?:\.(\d*))?\s*$/.exec(text) : null;
	if (parts === null) throw new UnreadableError(path, 'a decimal amount');
	return { sign: parts[1] === '-' ? -1 : 1, whole: parts[2] ?? '0', fraction: parts[3] ?? '' };
}

/** From here on a price does not fit into the minor units of every currency. */
const AMOUNT_LIMIT = 1e12;

/** A price or a rate as decimal text without an exponent. Throws UnreadableError from a million millions on. */
export function toDecimalText(value: number, path: string): string {
	if (!(Math.abs(value) < AMOUNT_LIMIT)) throw new UnreadableError(path, 'an amount that fits');
	return plainDecimal(value);
}

/** A JSON number may print with an exponent. Twelve decimals lose nothing that matters in an amount. */
function plainDecimal(value: number): string {
	return /e/i.test(String(value)) ? value.toFixed(12) : String(value);
}
