import { DOLLARS } from '../amounts.mts';
import type { Company } from '../company.mts';
import type { Random } from '../random.mts';

/** The company as one order has it: half of the orders of a company that sells abroad are in another currency. */
export function inCurrency(company: Company, random: Random): Company {
	const isForeign = company.foreign.length > 0 && random.happens(50);
	return isForeign ? { ...company, currency: random.oneOf(company.foreign) } : company;
}

/** Units of `to` for one of `from`, as shops write it. */
export function rateBetween(from: string, to: string): string {
	return ((DOLLARS[from] ?? 1) / (DOLLARS[to] ?? 1)).toFixed(10);
}
