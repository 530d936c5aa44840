import { allocateRounding } from './allocation';
import { hasExcessDecimals, sum, type Money } from './money';
import type { RefundLine } from './salesOrder';

/** A line of a refund, with its amounts as the channel wrote them. */
export interface StatedRefundLine {
	readonly line: RefundLine;
	readonly raw: readonly unknown[];
}

/** Half a minor unit is the most by which rounding moves an amount; a shop keeps amounts of lines with more decimals than it pays. */
const HALF = 0.5;

/**
 * The lines of a refund, with what their rounding left of its total: a rounding is no money without goods.
 *
 * 1. What rounding may have moved is half a minor unit for each amount that has more decimals than its currency.
 * 2. A difference of at most that goes back to those lines, the largest first; any other difference is money of its own.
 */
export function withRoundedAmounts(lines: readonly StatedRefundLine[], total: Money, currency: string): RefundLine[] {
	const plain = lines.map(({ line }) => line);
	const rounded = lines.map(({ raw }) => raw.filter((amount) => hasExcessDecimals(amount, currency)).length);
	const difference = total - sum(plain.map(({ net, tax }) => net + (tax ?? 0)));
	if (difference === 0 || Math.abs(difference) > Math.ceil(HALF * sum(rounded))) return plain;
	const places = plain.flatMap((_, place) => ((rounded[place] ?? 0) > 0 ? [place] : []));
	const nets = places.map((place) => plain[place]?.net ?? 0);
	const exact = allocateRounding(nets, sum(nets) + difference, Infinity);
	if (exact === null) return plain;
	return plain.map((line, place) =>
		places.includes(place) ? { ...line, net: exact[places.indexOf(place)] ?? line.net } : line,
	);
}
