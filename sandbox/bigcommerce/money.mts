/** Money in whole ten-thousandths of the currency unit, the four decimals that BigCommerce shows. */
export type Amount = number;

const cent = 100n;
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

/** 125000 -> "12.50", as a buyer is charged. */
export function twoDecimals(amount: Amount): string {
	return fourDecimals(roundToCents(amount)).slice(0, -2);
}

/** 125000 -> 12.5, as the v3 API writes amounts. */
export function asNumber(amount: Amount): number {
	return Number(fourDecimals(amount));
}

export function roundToCents(amount: Amount): Amount {
	return Number(divideRounded(BigInt(amount), cent) * cent);
}

export function sum(amounts: readonly Amount[]): Amount {
	return amounts.reduce((total, amount) => total + amount, 0);
}

/** The tax on a price without it, or the tax inside a price with it, to the cent; percent as "8.25". */
export function taxOn(amount: Amount, percent: string, inside: boolean): Amount {
	const parts = percentParts(percent);
	return Number(divideRounded(BigInt(amount) * parts, (inside ? million + parts : million) * cent) * cent);
}

/** Shares an amount out in proportion to the weights, to the cent and without a rest. */
export function shareOut(amount: Amount, weights: readonly Amount[]): Amount[] {
	const all = BigInt(sum(weights));
	let seen = 0n;
	let given = 0n;
	return weights.map((weight) => {
		seen += BigInt(weight);
		const until = all === 0n ? 0n : divideRounded(BigInt(amount) * seen, all * cent) * cent;
		const share = until - given;
		given = until;
		return Number(share);
	});
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
