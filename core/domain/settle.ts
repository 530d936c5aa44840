import { spread, sum, type Money } from './money';

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
	const shares = spread(difference, places.map(() => 1));
	return parts.map((part, place) => part + (shares[places.indexOf(place)] ?? 0));
}

/** The places of all amounts that are not zero. */
function largestFirst(parts: readonly Money[]): number[] {
	return parts
		.map((part, place) => ({ size: Math.abs(part), place }))
		.filter(({ size }) => size !== 0)
		.sort((a, b) => b.size - a.size)
		.map(({ place }) => place);
}
