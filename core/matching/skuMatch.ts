import { groupBySku, skuKey, type Sku } from '../model/sku';
import { nearMatchFinder } from '../model/skuHints';

/** Best first. */
export const MATCH_OUTCOMES = ['matched', 'unmatched', 'ambiguous'] as const;

export type MatchOutcome = (typeof MATCH_OUTCOMES)[number];

/** What was found under a SKU: exactly one, none, or several that cannot be told apart. */
export type SkuMatch<Found> =
	| { readonly outcome: 'matched'; readonly found: Found }
	/**
	 * `inactive` has the SKU and may not be sold; `near` differs only in upper and lower case or in spaces; `unreadable` has the SKU, or may have it,
	 * and cannot be read.
	 */
	| {
			readonly outcome: 'unmatched';
			readonly near: Sku | null;
			readonly inactive: Found | null;
			readonly unreadable: Found | null;
	  }
	| { readonly outcome: 'ambiguous'; readonly candidates: readonly Found[] };

/**
 * Looks a SKU up in what was found; no SKU matches nothing, and neither what is inactive nor what cannot be read is a match. `ignoreCase`: SKUs that
 * differ in case alone are the same.
 */
export function skuMatcher<
	Found extends { readonly sku: Sku | null; readonly active: boolean; readonly isBookable: boolean },
>(found: readonly Found[], ignoreCase: boolean): (sku: Sku | null) => SkuMatch<Found> {
	const bySku = groupBySku(found, ignoreCase);
	const near = nearMatchFinder(found);
	const anyones = found.find(({ sku, isBookable }) => sku === null && !isBookable) ?? null;
	return (sku) => {
		const all = sku === null ? [] : (bySku.get(skuKey(sku, ignoreCase)) ?? []);
		const candidates = all.filter(({ active }) => active);
		const [only] = candidates;
		if (sku === null) return { outcome: 'unmatched', near: null, inactive: null, unreadable: null };
		if (only === undefined)
			return { outcome: 'unmatched', near: near(sku), inactive: all[0] ?? null, unreadable: anyones };
		if (candidates.length === 1 && !only.isBookable)
			return { outcome: 'unmatched', near: null, inactive: null, unreadable: only };
		return candidates.length === 1 ? { outcome: 'matched', found: only } : { outcome: 'ambiguous', candidates };
	};
}
