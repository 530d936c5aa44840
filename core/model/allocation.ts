import { spread, sum, type Money } from './money';

/** However few lines a document has. Minor units. */
const FEWEST = 5;

/** By how much QuickBooks' total may miss the channel's before it is no rounding any more: half a minor unit a line (rules.md G5). */
export function roundingAllowance(lines: number): Money {
	return Math.max(FEWEST, Math.floor(lines / 2));
}

/** `part` of `whole` of an amount, to the nearest minor unit, a half away from zero. `whole` is not zero. */
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
 * Brings amounts that were rounded one by one to the sum that is stated for them. The difference goes to the amounts
 * themselves, largest first and as evenly as minor units allow; what is zero stays zero.
 * Null when it is more than `allowance` minor units for each amount: then it is no rounding.
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

/** How amounts that were rounded away are brought back. */
export interface Bearing {
	/** Minor units for each amount, those that are zero included. */
	readonly allowance: Money;
	/** Whether the amount at this place may be one that was rounded away. */
	readonly mayBear: (place: number) => boolean;
}

/**
 * As `settled`, for amounts of which all may have been rounded to zero while their sum was not: then the first that may bear it
 * bears the difference.
 */
export function settledOnto(parts: readonly Money[], stated: Money, { allowance, mayBear }: Bearing): Money[] | null {
	const most = allowance * parts.length;
	const difference = stated - sum(parts);
	if (Math.abs(difference) > most) return null;
	if (difference === 0 || parts.some((part) => part !== 0)) return settled(parts, stated, most);
	const bearer = parts.findIndex((_, place) => mayBear(place));
	return bearer < 0 ? null : parts.map((part, place) => (place === bearer ? difference : part));
}

/** The places of all amounts that are not zero. */
function largestFirst(parts: readonly Money[]): number[] {
	return parts
		.map((part, place) => ({ size: Math.abs(part), place }))
		.filter(({ size }) => size !== 0)
		.sort((a, b) => b.size - a.size)
		.map(({ place }) => place);
}
