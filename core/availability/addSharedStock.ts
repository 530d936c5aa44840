import type { ChannelAdapter } from '../channels/channelAdapter';
import { isShared } from '../model/listing';
import { groupedBySku, skuKey } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { readLevelsBySku } from '../quickbooks/bundleLevels';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { missingMembers, type MissingMember } from './missingMember';

/** The two sides that are asked. */
export interface SharedStockSides {
	readonly adapter: ChannelAdapter;
	readonly quickBooks: QuickBooksClient;
}

/** What the levels of a run lack where variations share a stock. */
export interface AddedLevels {
	/** Each with the places of the levels that it shares a stock with. */
	readonly levels: ReadonlyArray<{ readonly level: StockLevel; readonly places: readonly number[] }>;
	/** Variations of which QuickBooks has no level. */
	readonly unmatched: readonly MissingMember[];
}

/**
 * The levels that are missing where variations share a stock (rules.md E8). Throws IntegrationError when either side cannot be asked.
 *
 * 1. Ask the channel which of the levels share a stock with others, and who draws on each such stock.
 * 2. Ask QuickBooks for the levels of those others, all at once.
 * 3. Name the variations of which QuickBooks has none.
 */
export async function addedLevels(
	levels: readonly StockLevel[],
	{ adapter, quickBooks }: SharedStockSides,
	ignoreCase: boolean,
): Promise<AddedLevels> {
	const listings = levels.length === 0 ? [] : await adapter.listingsBySku([...new Set(levels.map(({ sku }) => sku))]);
	const pools = await adapter.pools([...new Set(listings.filter(isShared).map(({ poolRef }) => poolRef))]);
	const missing = missingMembers(levels, listings, pools, ignoreCase);
	const found = await readLevelsBySku(
		quickBooks,
		missing.map(({ sku }) => sku),
	);
	const bySku = groupedBySku(found, ignoreCase);
	const levelsOf = ({ sku }: MissingMember) => bySku.get(skuKey(sku, ignoreCase)) ?? [];
	return {
		levels: missing.flatMap((member) => levelsOf(member).map((level) => ({ level, places: member.places }))),
		unmatched: missing.filter((member) => levelsOf(member).length === 0),
	};
}
