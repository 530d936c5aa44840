import { divideRounded, sum, type Micros } from '../money.mts';

export interface TaxRate {
	readonly id: number;
	/** '' is the standard class. */
	readonly taxClass: string;
	/** "8.25"; up to four decimals. */
	readonly percent: string;
	readonly name: string;
	/** "US-NY-STATE-1" */
	readonly code: string;
	readonly appliesToShipping: boolean;
	/** Reckoned on the price with all other taxes on it. */
	readonly compound?: boolean;
}

export interface RateTax {
	readonly rateId: number;
	readonly amount: Micros;
}

/** How a shop rounds. https://woocommerce.com/document/setting-up-taxes-in-woocommerce/ */
export interface Rounding {
	readonly decimals: number;
	/** "order": the option woocommerce_tax_round_at_subtotal, each tax is kept in full. */
	readonly at: 'line' | 'order';
	/** Where prices contain tax, halves stay in the net. */
	readonly half: 'up' | 'down';
}

/** Amounts in 10^-18: what PHP's floats hold at the least, and taxes of taxes stay exact. */
const FINE = 10n ** 12n;
const WHOLE = 1_000_000n;

/** Taxes on a price without tax: simple rates on the price, then compound ones on all before them. */
export function taxesOnTop(net: Micros, rates: readonly TaxRate[], rounding: Rounding): RateTax[] {
	const price = BigInt(net) * FINE;
	const simple = rates.filter((rate) => rate.compound !== true);
	const taxes = new Map(simple.map((rate) => [rate.id, (price * parts(rate)) / WHOLE]));
	for (const rate of rates.filter(({ compound }) => compound === true)) {
		const before = [...taxes.values()].reduce((all, tax) => all + tax, price);
		taxes.set(rate.id, (before * parts(rate)) / WHOLE);
	}
	return rates.map(({ id }) => ({ rateId: id, amount: rounded(taxes.get(id) ?? 0n, rounding) }));
}

/** Splits a price that contains its taxes: compound rates are taken out first, the last of them before the others. */
export function taxesInside(
	gross: Micros,
	rates: readonly TaxRate[],
	rounding: Rounding,
): { net: Micros; taxes: RateTax[] } {
	let rest = BigInt(gross) * FINE;
	const taxes = new Map<number, bigint>();
	for (const rate of rates.filter(({ compound }) => compound === true).reverse()) {
		const tax = (rest * parts(rate)) / (WHOLE + parts(rate));
		taxes.set(rate.id, tax);
		rest -= tax;
	}
	const simple = rates.filter((rate) => rate.compound !== true);
	const divisor = WHOLE + simple.reduce((total, rate) => total + parts(rate), 0n);
	for (const rate of simple) taxes.set(rate.id, (rest * parts(rate)) / divisor);
	const inFull = rates.map(({ id }) => Number(divideRounded(taxes.get(id) ?? 0n, FINE)));
	return {
		net: gross - sum(inFull),
		taxes: rates.map(({ id }) => ({ rateId: id, amount: rounded(taxes.get(id) ?? 0n, rounding) })),
	};
}

/** One tax as an order keeps it: in full, or rounded by itself. */
function rounded(tax: bigint, { decimals, at, half }: Rounding): Micros {
	if (at === 'order') return Number(divideRounded(tax, FINE));
	// A tax is cut to eight decimals before it is rounded, which decides what counts as a half.
	const eight = divideRounded(tax, 10n ** 10n);
	const unit = 10n ** BigInt(8 - decimals);
	return Number((divideRounded(eight, unit, half) * unit) / 100n);
}

/** 8.25 % is 82500 millionths. */
function parts(rate: TaxRate): bigint {
	const [before = '0', after = ''] = rate.percent.split('.');
	return BigInt(`${before}${after.slice(0, 4).padEnd(4, '0')}`);
}
