/** Money in whole ten-thousandths of the currency unit, the four decimals that BigCommerce shows. */
export type Amount = number;

const million = 1_000_000n;

/** "12.5" or 12.5 -> 125000. Throws on what is not a plain decimal. */
export function parseAmount(value: string | number): Amount {
	const match = /^(-?)(\d+)(?:\.(\d{1,4})\d*)?$/.exec(String(value).trim());
	if (match === null) throw new Error(`"${value}" is not an amount`);
	const [, sign, whole, fraction = ''] = match;
	const amount = Number(`${whole}${fraction.padEnd(4, '0')}`);
	return sign === '-' ? -amount : amount;
}

/** 125000 -> "12.5000" */
export function fourDecimals(amount: Amount): string {
	const digits = String(Math.abs(amount)).padStart(5, '0');
	return `${amount < 0 ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

/** 125000 -> "12.50", as a buyer is charged: with the currency's own decimals. */
export function asCharged(amount: Amount, decimals: number): string {
	const text = fourDecimals(roundTo(amount, decimals));
	return decimals === 0 ? text.slice(0, -5) : text.slice(0, decimals - 4);
}

/** Decimals that a currency has; the rest have two. */
export function decimalsOf(currency: string): number {
	if (['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'UGX', 'XAF', 'XOF', 'XPF', 'PYG'].includes(currency)) return 0;
	return ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].includes(currency) ? 3 : 2;
}

/** 125000 -> 12.5, as the v3 API writes amounts. */
export function asNumber(amount: Amount): number {
	return Number(fourDecimals(amount));
}

/** To so many decimals. */
export function roundTo(amount: Amount, decimals: number): Amount {
	const unit = unitOf(decimals);
	return Number(divideRounded(BigInt(amount), unit) * unit);
}

export function sum(amounts: readonly Amount[]): Amount {
	return amounts.reduce((total, amount) => total + amount, 0);
}

/**
 * The tax of each rate on a price without tax, or inside a price with all of them; each rounded to so many decimals by itself.
 * Percentages are text, "8.25".
 */
export function taxesOn(
	amount: Amount,
	percents: readonly string[],
	{ inside, decimals }: { inside: boolean; decimals: number },
): Amount[] {
	const parts = percents.map(percentParts);
	const divisor = (inside ? parts.reduce((all, part) => all + part, million) : million) * unitOf(decimals);
	return parts.map((part) => Number(divideRounded(BigInt(amount) * part, divisor) * unitOf(decimals)));
}

/** Shares an amount out in proportion to the weights, to so many decimals and without a rest. */
export function shareOut(amount: Amount, weights: readonly Amount[], decimals: number): Amount[] {
	const all = BigInt(sum(weights));
	const unit = unitOf(decimals);
	let seen = 0n;
	let given = 0n;
	return weights.map((weight) => {
		seen += BigInt(weight);
		const until = all === 0n ? 0n : divideRounded(BigInt(amount) * seen, all * unit) * unit;
		const share = until - given;
		given = until;
		return Number(share);
	});
}

function unitOf(decimals: number): bigint {
	return 10n ** BigInt(4 - decimals);
}

/** 8.25 % is 82500 millionths. */
function percentParts(percent: string): bigint {
	const [whole = '0', fraction = ''] = percent.split('.');
	return BigInt(`${whole}${fraction.slice(0, 4).padEnd(4, '0')}`);
}

/** Half goes away from zero. */
function divideRounded(dividend: bigint, divisor: bigint): bigint {
	const sign = dividend < 0n ? -1n : 1n;
	return sign * ((2n * sign * dividend + divisor) / (2n * divisor));
}
