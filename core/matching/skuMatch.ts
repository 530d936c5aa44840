import { groupBySku, skuKey, type Sku } from '../model/sku';
import { nearMatchFinder } from '../model/skuHints';

/** Best first. */
export const MATCH_OUTCOMES = ['matched', 'unmatched', 'ambiguous'] as const;

export type MatchOutcome = (typeof MATCH_OUTCOMES)[number];

/** What was found under a SKU: exactly one, none, or several that cannot be told apart. */
export type SkuMatch<Found> =
	| { readonly outcome: 'matched'; readonly found: Found }
	/** `inactive` has the SKU and may not be sold; `near` differs only in upper and lower case or in spaces. */
	| { readonly outcome: 'unmatched'; readonly near: Sku | null; readonly inactive: Found | null }
	| { readonly outcome: 'ambiguous'; readonly candidates: readonly Found[] };

/** Looks a SKU up in what was found; no SKU matches nothing, and what is inactive is no match. `ignoreCase`: SKUs that differ in case alone are the same. */
export function skuMatcher<Found extends { readonly sku: Sku | null; readonly active: boolean }>(
	found: readonly Found[],
	ignoreCase: boolean,
): (sku: Sku | null) => SkuMatch<Found> {
	const bySku = groupBySku(found, ignoreCase);
	const near = nearMatchFinder(found);
	return (sku) => {
		const all = sku === null ? [] : (bySku.get(skuKey(sku, ignoreCase)) ?? []);
		const candidates = all.filter(({ active }) => active);
		const [only] = candidates;
		if (only === undefined)
			return { outcome: 'unmatched', near: sku === null ? null : near(sku), inactive: all[0] ?? null };
		return candidates.length === 1 ? { outcome: 'matched', found: only } : { outcome: 'ambiguous', candidates };
	};
}
