import { allocateRoundingWithFallback } from './allocation';
import { hasExcessDecimals, readMoney, sum, type Money } from './money';
import type { RefundLine } from './salesOrder';

/** A line of a refund, with its amounts as the channel wrote them: the net one, then the tax where it names one. */
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
 * 2. The taxes come to what the shop's own taxes come to, rounded once: so does the tax that it states for the whole refund.
 * 3. A difference of at most step 1 goes back to those lines, the largest first; any other difference is money of its own. Where all of
 *    them were rounded to nothing, it goes to the first.
 */
export function withRoundedAmounts(stated: readonly StatedRefundLine[], total: Money, currency: string): RefundLine[] {
	const plain = stated.map(({ line }) => line);
	const isRounded = stated.map(({ raw }) => raw.some((amount) => hasExcessDecimals(amount, currency)));
	const lines = isRounded.includes(true) ? withRoundedTaxes(stated, currency) : plain;
	const rounded = sum(stated.map(({ raw }) => raw.filter((amount) => hasExcessDecimals(amount, currency)).length));
	const statedDifference = total - sum(plain.map(({ net, tax }) => net + (tax ?? 0)));
	if (Math.abs(statedDifference) > Math.ceil(HALF * rounded)) return plain;
	const difference = total - sum(lines.map(({ net, tax }) => net + (tax ?? 0)));
	const places = lines.flatMap((_, place) => (isRounded[place] === true ? [place] : []));
	const nets = places.map((place) => lines[place]?.net ?? 0);
	const exact = allocateRoundingWithFallback(nets, sum(nets) + difference, {
		allowance: Infinity,
		mayTakeRounding: () => true,
	});
	if (exact === null) return plain;
	return lines.map((line, place) =>
		places.includes(place) ? { ...line, net: exact[places.indexOf(place)] ?? line.net } : line,
	);
}

/** The lines as they are where one of them names no tax. */
function withRoundedTaxes(stated: readonly StatedRefundLine[], currency: string): RefundLine[] {
	const plain = stated.map(({ line }) => line);
	const taxes = plain.flatMap(({ tax }) => tax ?? []);
	if (taxes.length < plain.length) return plain;
	const whole = Math.abs(sum(stated.map(({ raw }) => Number(raw[1] ?? 0)))).toFixed(DECIMALS);
	const sign = sum(taxes) < 0 ? -1 : 1;
	const mayTakeRounding = (place: number) => Number(stated[place]?.raw[1] ?? 0) !== 0;
	const exact = allocateRoundingWithFallback(taxes, sign * readMoney(whole, currency, 'tax'), {
		allowance: 1,
		mayTakeRounding,
	});
	return exact === null ? plain : plain.map((line, place) => ({ ...line, tax: exact[place] ?? line.tax }));
}

/** More than shops keep, fewer than a sum in floating point gets wrong. */
const DECIMALS = 6;
