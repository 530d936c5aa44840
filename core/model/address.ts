import type { Address } from './salesOrder';

/** True for an address by which a tax can be told: one of a country alone says no more than that (rules.md G2). */
export function isPlace({ line1, line2, region, postcode }: Address): boolean {
	return [line1, line2, region, postcode].some((part) => part !== null);
}
