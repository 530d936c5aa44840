import type { LineTax } from '../orders/order.mts';
import type { TaxAsked } from './sale.mts';

const SALES_TAX = 'STATE_SALES_TAX';

interface Taxable {
	/** Goods after discount and their delivery, cents. */
	readonly taxable: number;
	readonly rates: readonly TaxAsked[];
	/** Amounts that were given as such. */
	readonly own: number;
	readonly collected: number;
}

/** The taxes of a line: each rate on goods and delivery to the cent, halves up, and the amounts that were given. */
export function lineTaxes({ taxable, rates, own, collected }: Taxable): LineTax[] {
	const byRate = rates.map(({ name = SALES_TAX, percent, collected: isCollected = false }): LineTax => {
		return { type: name, percent: String(percent), amount: share(taxable, String(percent)), collected: isCollected };
	});
	const given = [
		{ type: SALES_TAX, percent: null, amount: own, collected: false },
		{ type: SALES_TAX, percent: null, amount: collected, collected: true },
	];
	return [...byRate, ...given].filter(({ amount }) => amount !== 0);
}

/** 8.25 % is 82500 millionths. */
function share(amount: number, percent: string): number {
	const [whole = '0', fraction = ''] = percent.split('.');
	const parts = BigInt(`${whole}${fraction.slice(0, 4).padEnd(4, '0')}`);
	return Number((2n * BigInt(amount) * parts + 1_000_000n) / 2_000_000n);
}
