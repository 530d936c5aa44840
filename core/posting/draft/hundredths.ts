import { minorDigits, sum, type Money } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import type { DraftPart } from './draftPart';

/** QuickBooks keeps two decimals, also where the currency has three. */
export function smallestUnit({ currency }: Pick<SalesOrder, 'currency'>): Money {
	return 10 ** Math.max(0, minorDigits(currency) - 2);
}

/**
 * Parts whose amounts are shares that were worked out here, in the decimals that QuickBooks keeps. As they are where what they come to
 * has more itself: that is for a person (rules.md G4).
 *
 * 1. Each running sum of amounts and taxes is rounded.
 * 2. An amount is what lies between two of them, so that whole ones stay as they are and all come to what they came to.
 */
export function inHundredths(parts: readonly DraftPart[], order: Pick<SalesOrder, 'currency'>): DraftPart[] {
	const unit = smallestUnit(order);
	const amounts = parts.flatMap(({ net, tax }) => [net, tax ?? 0]);
	if (unit === 1 || sum(amounts) % unit !== 0) return [...parts];
	const sumTo = (place: number) => Math.round(sum(amounts.slice(0, place)) / unit) * unit;
	const rounded = amounts.map((_, place) => sumTo(place + 1) - sumTo(place));
	return parts.map((part, place) => ({
		...part,
		net: rounded[2 * place] ?? 0,
		tax: part.tax === null ? null : (rounded[2 * place + 1] ?? 0),
	}));
}
