import { allocate, sum, type Money } from './money';

/** Minor units that one amount of an order may take so that all of them come to the sums that its channel states. */
export const SPREAD_PER_AMOUNT: Money = 2;

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
 * All in minor units. Null when the difference exceeds `allowance` for each amount that is not zero: that is no rounding. So it is where
 * all amounts are zero, however large the allowance is.
 */
export function allocateRounding(parts: readonly Money[], stated: Money, allowance: Money): Money[] | null {
	const difference = stated - sum(parts);
	if (difference === 0) return [...parts];
	const indexes = indexesLargestFirst(parts);
	if (indexes.length === 0 || Math.abs(difference) > allowance * indexes.length) return null;
	const shares = allocate(
		difference,
		indexes.map(() => 1),
	);
	return parts.map((part, place) => part + (shares[indexes.indexOf(place)] ?? 0));
}

/** Who takes the difference when every amount was rounded to zero. */
interface RoundingFallback {
	/** Minor units for each amount; amounts of zero count too. */
	readonly allowance: Money;
	/** Whether the amount at this place may have been rounded to zero. */
	readonly mayTakeRounding: (place: number) => boolean;
}

/**
 * As `allocateRounding`, for amounts that may all have been rounded to zero while their sum was not. Then the first amount that may have
 * been rounded to zero takes the whole difference. Null when none may, or when the difference is no rounding.
 */
export function allocateRoundingWithFallback(
	parts: readonly Money[],
	stated: Money,
	{ allowance, mayTakeRounding }: RoundingFallback,
): Money[] | null {
	const limit = allowance * parts.length;
	const difference = stated - sum(parts);
	if (Math.abs(difference) > limit) return null;
	if (difference === 0 || parts.some((part) => part !== 0)) return allocateRounding(parts, stated, limit);
	const fallback = parts.findIndex((_, place) => mayTakeRounding(place));
	return fallback < 0 ? null : parts.map((part, place) => (place === fallback ? difference : part));
}

/** The places of all amounts that are not zero; the largest amount comes first, whatever its sign. */
function indexesLargestFirst(parts: readonly Money[]): number[] {
	return parts
		.map((part, place) => ({ size: Math.abs(part), place }))
		.filter(({ size }) => size !== 0)
		.sort((a, b) => b.size - a.size)
		.map(({ place }) => place);
}
