import { readOptionalDay } from '../model/moment';
import { skuKey, toSku, type Sku } from '../model/sku';
import { nearMatcher } from '../model/skuHints';
import { readChoice, readFields, readList, readOptional, readOptionalText, readText } from '../reading/readUnknown';

export const MATCH_OUTCOMES = ['matched', 'unmatched', 'ambiguous'] as const;

export type MatchOutcome = (typeof MATCH_OUTCOMES)[number];

/** What was found under a SKU: exactly one, none, or several that cannot be told apart. */
export type SkuMatch<Found> =
	| { readonly outcome: 'matched'; readonly found: Found }
	/** `near` differs only in upper and lower case or in spaces. */
	| { readonly outcome: 'unmatched'; readonly near: Sku | null }
	| { readonly outcome: 'ambiguous'; readonly candidates: readonly Found[] };

/** Looks each SKU up in what was found; a line without SKU matches nothing. */
export function matcherBySku<Found extends { readonly sku: Sku | null }>(
	found: readonly Found[],
	ignoreCase: boolean,
): (sku: Sku | null) => SkuMatch<Found> {
	const bySku = new Map<string, Found[]>();
	for (const one of found) {
		if (one.sku === null) continue;
		const key = skuKey(one.sku, ignoreCase);
		bySku.set(key, [...(bySku.get(key) ?? []), one]);
	}
	const near = nearMatcher(found);
	return (sku) => {
		const candidates = sku === null ? [] : (bySku.get(skuKey(sku, ignoreCase)) ?? []);
		const [only] = candidates;
		if (only === undefined) return { outcome: 'unmatched', near: sku === null ? null : near(sku) };
		return candidates.length === 1 ? { outcome: 'matched', found: only } : { outcome: 'ambiguous', candidates };
	};
}

/** An order is as good as its worst line: ambiguous before unmatched before matched. */
export function worstOf(outcomes: readonly MatchOutcome[]): MatchOutcome {
	if (outcomes.includes('ambiguous')) return 'ambiguous';
	return outcomes.includes('unmatched') ? 'unmatched' : 'matched';
}

/** What Match by SKU says of one order line. */
export interface LineMatch {
	readonly lineId: string;
	readonly sku: Sku | null;
	readonly outcome: MatchOutcome;
	/** The QuickBooks item's Id, or the channel's listingRef. */
	readonly itemId: string | null;
	readonly itemName: string | null;
	/** QuickBooks' item type, or null. */
	readonly itemType: string | null;
	/** The first day (YYYY-MM-DD) on which QuickBooks counts the item; null where it does not, or on a channel. */
	readonly startsOn: string | null;
	/** Ids and names of all that carry the SKU, when ambiguous. */
	readonly candidates: readonly string[];
	/** What a person can do, where an unmatched SKU is almost there. */
	readonly reason: string | null;
}

/** The key `match` that Match by SKU adds to an order. */
export interface OrderMatch {
	readonly outcome: MatchOutcome;
	/** "quickbooks" or a channel's id. */
	readonly lookedIn: string;
	readonly lines: readonly LineMatch[];
}

/** Null when the item carries no `match`: then the node looks up itself. */
export function readOrderMatch(raw: unknown, path = 'match'): OrderMatch | null {
	return readOptional(raw, path, (value) => {
		const fields = readFields(value, path);
		return {
			outcome: readChoice(fields.outcome, MATCH_OUTCOMES, `${path}.outcome`),
			lookedIn: readText(fields.lookedIn, `${path}.lookedIn`),
			lines: readList(fields.lines, `${path}.lines`, readLineMatch),
		};
	});
}

function readLineMatch(raw: unknown, path: string): LineMatch {
	const fields = readFields(raw, path);
	return {
		lineId: readText(fields.lineId, `${path}.lineId`),
		sku: toSku(readOptionalText(fields.sku, `${path}.sku`)),
		outcome: readChoice(fields.outcome, MATCH_OUTCOMES, `${path}.outcome`),
		itemId: readOptionalText(fields.itemId, `${path}.itemId`),
		itemName: readOptionalText(fields.itemName, `${path}.itemName`),
		itemType: readOptionalText(fields.itemType, `${path}.itemType`),
		startsOn: readOptionalDay(fields.startsOn, `${path}.startsOn`),
		candidates: readOptional(fields.candidates, `${path}.candidates`, (list, at) => readList(list, at, readText)) ?? [],
		reason: readOptionalText(fields.reason, `${path}.reason`),
	};
}
