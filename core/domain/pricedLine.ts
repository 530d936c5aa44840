/** A quantity, a price and an amount that agree: amount = quantity x price, rounded to hundredths. */
export interface PricedLine {
	readonly quantity: number;
	/** Decimal with as few decimals as it takes, two or more. */
	readonly unitPrice: number;
	/** Hundredths of the currency's whole unit. */
	readonly hundredths: number;
}

const FEWEST_DECIMALS = 2;
const MOST_DECIMALS = 7;

/**
 * Finds unit prices for an amount that was agreed on as a whole, since QuickBooks refuses a line whose amount is not
 * quantity x price (error 6070). 10.00 for 3 is 3 at 3.333; a quantity too large for seven decimals becomes two lines
 * whose prices differ by a cent. Null where no price fits: a fraction of a very large quantity, or an amount for nothing.
 */
export function pricedLines(quantity: number, hundredths: number): readonly PricedLine[] | null {
	if (quantity <= 0 || !Number.isFinite(quantity)) return null;
	const unitPrice = priceFor(quantity, hundredths);
	if (unitPrice !== null) return [{ quantity, unitPrice, hundredths }];
	return Number.isSafeInteger(quantity) ? twoPrices(quantity, hundredths) : null;
}

function priceFor(quantity: number, hundredths: number): number | null {
	const scaled = scaledDecimal(quantity);
	if (scaled === null) return null;
	for (let decimals = FEWEST_DECIMALS; decimals <= MOST_DECIMALS; decimals++) {
		const cent = 10n ** BigInt(decimals - 2 + scaled.decimals);
		const wanted = BigInt(hundredths) * cent;
		const price = roundedQuotient(wanted, scaled.value);
		const gap = price * scaled.value - wanted;
		// Four tenths of a cent, not five: a sum in floating point must round the same way.
		if (10n * (gap < 0n ? -gap : gap) <= 4n * cent) return Number(price) / 10 ** decimals;
	}
	return null;
}

function twoPrices(quantity: number, hundredths: number): PricedLine[] {
	const lower = Math.floor(hundredths / quantity);
	const atHigher = hundredths - lower * quantity;
	return [
		{ quantity: quantity - atHigher, unitPrice: lower / 100, hundredths: (quantity - atHigher) * lower },
		{ quantity: atHigher, unitPrice: (lower + 1) / 100, hundredths: atHigher * (lower + 1) },
	].filter((line) => line.quantity > 0);
}

/** A decimal as an integer and the number of decimals that it had; null when it has an exponent. */
function scaledDecimal(value: number): { readonly value: bigint; readonly decimals: number } | null {
	const parts = /^(\d+)(?:\.(\d+))?$/.exec(String(value));
	if (parts === null) return null;
	const fraction = parts[2] ?? '';
	return { value: BigInt(`${parts[1] ?? ''}${fraction}`), decimals: fraction.length };
}

function roundedQuotient(dividend: bigint, divisor: bigint): bigint {
	const size = dividend < 0n ? -dividend : dividend;
	const quotient = (2n * size + divisor) / (2n * divisor);
	return dividend < 0n ? -quotient : quotient;
}
