/** Money in whole millionths of the currency unit: WooCommerce calculates with six decimals and shows two. */
export type Micros = number;

/** "12.5" -> 12500000; digits after the sixth decimal are cut. Throws on what is not a plain decimal. */
export function parseAmount(text: string): Micros {
	const match = /^(-?)(\d*)(?:\.(\d*))?$/.exec(text.trim());
	if (match === null || `${match[2]}${match[3] ?? ''}` === '') throw new Error(`"${text}" is not an amount`);
	const [, sign, whole, fraction = ''] = match;
	const micros = Number(`${whole}${fraction.slice(0, 6).padEnd(6, '0')}`);
	return sign === '-' ? -micros : micros;
}

/** 12500000 -> "12.50"; half a unit goes away from zero, as PHP's round does. */
export function formatAmount(micros: Micros, decimals = 2): string {
	if (decimals > 6) return formatAmount(micros, 6) + '0'.repeat(decimals - 6);
	const rounded = divideRounded(BigInt(micros), 10n ** BigInt(6 - decimals));
	const sign = rounded < 0n ? '-' : '';
	const digits = String(rounded < 0n ? -rounded : rounded).padStart(decimals + 1, '0');
	return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** To so many decimals; half a unit goes away from zero, or towards it with 'down'. */
export function roundTo(micros: Micros, decimals: number, half: 'up' | 'down' = 'up'): Micros {
	const unit = BigInt(unitOf(decimals));
	return Number(divideRounded(BigInt(micros), unit, half) * unit);
}

/** The smallest amount with so many decimals. */
export function unitOf(decimals: number): Micros {
	return 10 ** (6 - decimals);
}

/** Decimals that a currency has; the rest have two. */
export function decimalsOf(currency: string): number {
	if (['JPY', 'KRW', 'VND', 'CLP', 'ISK', 'UGX', 'XAF', 'XOF', 'XPF', 'PYG'].includes(currency)) return 0;
	return ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'].includes(currency) ? 3 : 2;
}

export function sum(amounts: readonly Micros[]): Micros {
	return amounts.reduce((total, amount) => total + amount, 0);
}

/** Whole division; exactly half goes away from zero, or towards it with 'down'. */
export function divideRounded(dividend: bigint, divisor: bigint, half: 'up' | 'down' = 'up'): bigint {
	const negative = dividend < 0n !== divisor < 0n;
	const [above, below] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
	const twice = 2n * (above % below);
	const up = half === 'up' ? twice >= below : twice > below;
	const quotient = above / below + (up ? 1n : 0n);
	return negative ? -quotient : quotient;
}
