import type { Random } from './random.mts';
import { amountText, digitsOf } from './money.mts';

/** Dollars for one unit: the rates of the local books, and of the shops that tell theirs. */
export const DOLLARS: Readonly<Record<string, number>> = {
	USD: 1,
	EUR: 1.1,
	GBP: 1.25,
	CAD: 0.72,
	JPY: 0.0065,
	KWD: 3.25,
};

/** What a dollar is about in other money, so that prices look like prices. */
const ABOUT: Readonly<Record<string, number>> = { JPY: 150 };

/** An amount in the currency's own decimals, between two numbers of dollar cents. */
export function drawAmount(random: Random, currency: string, from: number, to: number): string {
	return amountText(minorAbout(currency, random.integer(from, to)), currency);
}

/** A price for one unit; one in four has more decimals than its currency, at most so many. */
export function drawPrice(random: Random, currency: string, most: number): string {
	const digits = digitsOf(currency);
	const more = most > digits && random.happens(25) ? random.integer(1, most - digits) : 0;
	const factor = 10 ** more;
	const units =
		minorAbout(currency, random.integer(1, 9000)) * factor + (more === 0 ? 0 : random.integer(0, factor - 1));
	return (units / 10 ** (digits + more)).toFixed(digits + more);
}

function minorAbout(currency: string, cents: number): number {
	return Math.max(cents === 0 ? 0 : 1, Math.round((cents / 100) * (ABOUT[currency] ?? 1) * 10 ** digitsOf(currency)));
}
