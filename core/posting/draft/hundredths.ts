import { allocate, minorDigits, sum, type Money } from '../../model/money';
import type { SalesOrder } from '../../model/salesOrder';
import type { DraftPart } from './draftPart';

/** QuickBooks keeps two decimals, also where the currency has three. */
export function smallestUnit({ currency }: Pick<SalesOrder, 'currency'>): Money {
	return 10 ** Math.max(0, minorDigits(currency) - 2);
}

/** Units of what QuickBooks keeps by which a document of few lines may still miss. */
const MINIMUM_ALLOWANCE = 5;

/**
 * The largest difference between QuickBooks' total and the channel's that still is rounding: half of the smallest amount that QuickBooks
 * keeps a line, at least 5 of it (rules.md G5). Minor units.
 */
export function roundingAllowance(lines: number, order: Pick<SalesOrder, 'currency'>): Money {
	return Math.max(MINIMUM_ALLOWANCE, Math.floor(lines / 2)) * smallestUnit(order);
}

/** Shares of an amount in the decimals that QuickBooks keeps (see allocate); in the currency's own where the amount has more itself (rules.md G4). */
export function allocateHundredths(
	amount: Money,
	weights: readonly number[],
	order: Pick<SalesOrder, 'currency'>,
): Money[] {
	const unit = isWhole(amount, order) ? smallestUnit(order) : 1;
	return allocate(amount / unit, weights).map((share) => share * unit);
}

/** True for an amount that QuickBooks can keep. */
export function isWhole(amount: Money, order: Pick<SalesOrder, 'currency'>): boolean {
	return amount % smallestUnit(order) === 0;
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
	if (unit === 1 || !isWhole(sum(amounts), order)) return [...parts];
	const sumTo = (place: number) => Math.round(sum(amounts.slice(0, place)) / unit) * unit;
	const rounded = amounts.map((_, place) => sumTo(place + 1) - sumTo(place));
	return parts.map((part, place) => ({
		...part,
		net: rounded[2 * place] ?? 0,
		tax: part.tax === null ? null : (rounded[2 * place + 1] ?? 0),
	}));
}
