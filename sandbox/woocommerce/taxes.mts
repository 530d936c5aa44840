import { divideRounded, type Micros } from './money.mts';

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
}

export interface RateTax {
	readonly rateId: number;
	/** Whole cents. */
	readonly amount: Micros;
}

const whole = 1_000_000n;
const cent = 10_000n;

/** Taxes on a price without tax, each rate rounded to the cent by itself, halves up. */
export function taxesOnTop(net: Micros, rates: readonly TaxRate[]): RateTax[] {
	return rates.map((rate) => ({
		rateId: rate.id,
		amount: Number(divideRounded(BigInt(net) * parts(rate), whole * cent) * cent),
	}));
}

/** Splits a price that contains its taxes. Halves are rounded down here: the shop keeps them in the net. */
export function taxesInside(gross: Micros, rates: readonly TaxRate[]): { net: Micros; taxes: RateTax[] } {
	const divisor = whole + rates.reduce((total, rate) => total + parts(rate), 0n);
	return {
		net: Number(divideRounded(BigInt(gross) * whole, divisor)),
		taxes: rates.map((rate) => ({
			rateId: rate.id,
			amount: Number(divideRounded(BigInt(gross) * parts(rate), divisor * cent, 'down') * cent),
		})),
	};
}

/** 8.25 % is 82500 millionths. */
function parts(rate: TaxRate): bigint {
	const [before = '0', after = ''] = rate.percent.split('.');
	return BigInt(`${before}${after.slice(0, 4).padEnd(4, '0')}`);
}
