import { settledOnto } from '../../../model/allocation';
import type { Money } from '../../../model/money';

export interface SummedPart {
	readonly net: Money;
	readonly tax: Money;
	readonly taxRates: readonly string[];
}

export interface Totals {
	readonly total: Money;
	readonly totalTax: Money;
	/** Minor units by which one amount may be off. */
	readonly allowance: Money;
}

/** The parts with their amounts brought to the order's own sums; null where they miss them by more than a rounding. */
export function addedUp<Part extends SummedPart>(
	parts: readonly Part[],
	{ total, totalTax, allowance }: Totals,
): Part[] | null {
	const nets = settledOnto(
		parts.map(({ net }) => net),
		total - totalTax,
		{ allowance, mayBear: () => true },
	);
	const taxes = settledOnto(
		parts.map(({ tax }) => tax),
		totalTax,
		{ allowance, mayBear: (place) => (parts[place]?.taxRates.length ?? 0) > 0 },
	);
	if (nets === null || taxes === null) return null;
	return parts.map((part, place) => ({ ...part, net: nets[place] ?? 0, tax: taxes[place] ?? 0 }));
}

/** The sums of the rates; rounded at the order, each is rounded apart from their total. */
export function ratesAddedUp<Rate extends { readonly amount: Money }>(
	rates: readonly Rate[],
	{ totalTax, allowance }: Totals,
): readonly Rate[] {
	const amounts = settledOnto(
		rates.map(({ amount }) => amount),
		totalTax,
		{ allowance, mayBear: () => true },
	);
	return amounts === null ? rates : rates.map((rate, place) => ({ ...rate, amount: amounts[place] ?? 0 }));
}
