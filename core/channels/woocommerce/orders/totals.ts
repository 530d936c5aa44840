import { allocateRoundingWithFallback } from '../../../model/allocation';
import type { Money } from '../../../model/money';

export interface TaxedPart {
	readonly net: Money;
	readonly tax: Money;
	readonly taxRates: readonly string[];
}

export interface Totals {
	readonly total: Money;
	readonly totalTax: Money;
	/** Minor units by which rounding may move one amount. */
	readonly allowance: Money;
}

/** The parts with amounts that add up to the order's own sums. Null where the difference is more than rounding. */
export function allocateToTotals<Part extends TaxedPart>(
	parts: readonly Part[],
	{ total, totalTax, allowance }: Totals,
): Part[] | null {
	const nets = allocateRoundingWithFallback(
		parts.map(({ net }) => net),
		total - totalTax,
		{ allowance, mayTakeRounding: () => true },
	);
	const taxes = allocateRoundingWithFallback(
		parts.map(({ tax }) => tax),
		totalTax,
		{ allowance, mayTakeRounding: (place) => (parts[place]?.taxRates.length ?? 0) > 0 },
	);
	if (nets === null || taxes === null) return null;
	return parts.map((part, place) => ({ ...part, net: nets[place] ?? 0, tax: taxes[place] ?? 0 }));
}

/**
 * The sums of the rates, made to add up to the order's tax; unchanged where the difference is more than rounding. A shop that rounds
 * at the order rounds each of them apart from their total.
 */
export function allocateRates<Rate extends { readonly amount: Money }>(
	rates: readonly Rate[],
	{ totalTax, allowance }: Totals,
): readonly Rate[] {
	const amounts = allocateRoundingWithFallback(
		rates.map(({ amount }) => amount),
		totalTax,
		{ allowance, mayTakeRounding: () => true },
	);
	return amounts === null ? rates : rates.map((rate, place) => ({ ...rate, amount: amounts[place] ?? 0 }));
}
