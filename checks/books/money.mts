/** Whole units of the smallest coin. */
export type Minor = number;

const DIGITS: Readonly<Record<string, number>> = { JPY: 0, KWD: 3 };

export function digitsOf(currency: string): number {
	return DIGITS[currency] ?? 2;
}

/** "12.50" or 12.5 in minor units. @throws Error when it has more decimals than the currency. */
export function minorOf(amount: number | string, currency: string): Minor {
	const exact = Number(amount) * 10 ** digitsOf(currency);
	const minor = Math.round(exact);
	if (!Number.isFinite(exact) || Math.abs(exact - minor) > 1e-6)
		throw new Error(`${amount} is no amount in ${currency}`);
	return minor === 0 ? 0 : minor;
}

export function amountText(minor: Minor, currency: string): string {
	const digits = digitsOf(currency);
	return (minor / 10 ** digits).toFixed(digits);
}

export function sum(amounts: readonly number[]): number {
	return amounts.reduce((total, amount) => total + amount, 0);
}
