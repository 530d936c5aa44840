import { spread, sum, type Money } from './money';

/** A document of few lines may still miss by this. Minor units. */
const FEWEST = 5;

/**
 * The largest difference between QuickBooks' total and the channel's that still is rounding: half a minor unit a line, at least 5
 * (rules.md G5).
 */
export function roundingAllowance(lines: number): Money {
	return Math.max(FEWEST, Math.floor(lines / 2));
}

/** The share `part` / `whole` of an amount, to the nearest minor unit; a half goes away from zero. `whole` must not be zero. */
export function shareOf(amount: Money, part: number, whole: number): Money {
	const [above, below] = [BigInt(amount) * BigInt(part), BigInt(whole)];
	const size = above * below < 0n ? -abs(above) : abs(above);
	const rounded = (2n * abs(size) + abs(below)) / (2n * abs(below));
	return Number(size < 0n ? -rounded : rounded);
}

function abs(value: bigint): bigint {
	return value < 0n ? -value : value;
}

/**
 * Amounts that were rounded one by one, changed so that they add up to the stated sum.
 *
 * 1. The difference to the stated sum is split as evenly as minor units allow.
 * 2. The largest amounts get their part first; amounts of zero get none.
 *
 * All in minor units. Null when the difference exceeds `allowance` for each amount that is not zero: that is no rounding.
 */
export function settled(parts: readonly Money[], stated: Money, allowance: Money): Money[] | null {
	const difference = stated - sum(parts);
	if (difference === 0) return [...parts];
	const places = largestFirst(parts);
	if (Math.abs(difference) > allowance * places.length) return null;
	const shares = spread(
		difference,
		places.map(() => 1),
	);
	return parts.map((part, place) => part + (shares[places.indexOf(place)] ?? 0));
}

/** Who takes the difference when every amount was rounded to zero. */
export interface Bearing {
	/** Minor units for each amount; amounts of zero count too. */
	readonly allowance: Money;
	/** Whether the amount at this place may have been rounded to zero. */
	readonly mayBear: (place: number) => boolean;
}

/**
 * As `settled`, for amounts that may all have been rounded to zero while their sum was not. Then the first amount that may have
 * been rounded to zero takes the whole difference. Null when none may, or when the difference is no rounding.
 */
export function settledOnto(parts: readonly Money[], stated: Money, { allowance, mayBear }: Bearing): Money[] | null {
	const most = allowance * parts.length;
	const difference = stated - sum(parts);
	if (Math.abs(difference) > most) return null;
	if (difference === 0 || parts.some((part) => part !== 0)) return settled(parts, stated, most);
	const bearer = parts.findIndex((_, place) => mayBear(place));
	return bearer < 0 ? null : parts.map((part, place) => (place === bearer ? difference : part));
}

/** The places of all amounts that are not zero; the largest amount comes first, whatever its sign. */
function largestFirst(parts: readonly Money[]): number[] {
	return parts
		.map((part, place) => ({ size: Math.abs(part), place }))
		.filter(({ size }) => size !== 0)
		.sort((a, b) => b.size - a.size)
		.map(({ place }) => place);
}
