import { readOptionalDay } from '../model/moment';
import { toSku, type Sku } from '../model/sku';
import { readChoice, readFields, readList, readOptional, readOptionalText, readText } from '../reading/readUnknown';
import { MATCH_OUTCOMES, type MatchOutcome } from './skuMatch';

/** An order is as good as its worst line: ambiguous before unmatched before matched. */
export function worstOutcome(outcomes: readonly MatchOutcome[]): MatchOutcome {
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
	/** What a person can do, where an unmatched SKU is almost there, or its item is inactive. */
	readonly reason: string | null;
}

/** The key `match` that Match by SKU adds to an order. */
export interface OrderMatch {
	readonly outcome: MatchOutcome;
	/** "quickbooks" or a channel's id. */
	readonly lookedIn: string;
	readonly lines: readonly LineMatch[];
}

/** Reads the key `match`; null where there is none, and whoever needs one looks up itself. Throws UnreadableError that names the field. */
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
