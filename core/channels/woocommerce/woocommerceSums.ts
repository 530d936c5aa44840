import { sum, type Money } from '../../domain/money';
import { settled } from '../../domain/settle';

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
export function addedUp<Part extends SummedPart>(parts: readonly Part[], { total, totalTax, allowance }: Totals): Part[] | null {
	const nets = laid(parts.map(({ net }) => net), { stated: total - totalTax, allowance, mayBear: () => true });
	const taxes = laid(parts.map(({ tax }) => tax), { stated: totalTax, allowance, mayBear: (place) => (parts[place]?.taxRates.length ?? 0) > 0 });
	if (nets === null || taxes === null) return null;
	return parts.map((part, place) => ({ ...part, net: nets[place] ?? 0, tax: taxes[place] ?? 0 }));
}

/** The sums of the rates; rounded at the order, each is rounded apart from their total. */
export function ratesAddedUp<Rate extends { readonly amount: Money }>(rates: readonly Rate[], { totalTax, allowance }: Totals): readonly Rate[] {
	const amounts = laid(rates.map(({ amount }) => amount), { stated: totalTax, allowance, mayBear: () => true });
	return amounts === null ? rates : rates.map((rate, place) => ({ ...rate, amount: amounts[place] ?? 0 }));
}

interface Stated {
	readonly stated: Money;
	readonly allowance: Money;
	readonly mayBear: (place: number) => boolean;
}

/** Where every amount was rounded away and only their sum was not, the first part that may bear it does. */
function laid(amounts: readonly Money[], { stated, allowance, mayBear }: Stated): Money[] | null {
	const most = allowance * amounts.length;
	const difference = stated - sum(amounts);
	if (Math.abs(difference) > most) return null;
	if (difference === 0 || amounts.some((amount) => amount !== 0)) return settled(amounts, stated, most);
	const bearer = amounts.findIndex((_, place) => mayBear(place));
	return bearer < 0 ? null : amounts.map((amount, place) => (place === bearer ? difference : amount));
}
