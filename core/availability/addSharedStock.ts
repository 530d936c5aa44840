import type { ChannelAdapter } from '../channels/channelAdapter';
import { sharesStock } from '../model/listing';
import { groupBySku, skuKey } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { readLevelsBySku } from '../quickbooks/bundleLevels';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { findMissingMembers, type MissingMember } from './missingMember';

/** The two sides that are asked. */
interface SharedStockSources {
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
export async function findSharedStockLevels(
	levels: readonly StockLevel[],
	{ adapter, quickBooks }: SharedStockSources,
	ignoreCase: boolean,
): Promise<AddedLevels> {
	const listings = levels.length === 0 ? [] : await adapter.findListings([...new Set(levels.map(({ sku }) => sku))]);
	const pools = await adapter.readPools([...new Set(listings.filter(sharesStock).map(({ poolRef }) => poolRef))]);
	const missing = findMissingMembers(levels, listings, pools, ignoreCase);
	const found = await readLevelsBySku(
		quickBooks,
		missing.map(({ sku }) => sku),
	);
	const bySku = groupBySku(found, ignoreCase);
	const levelsOf = ({ sku }: MissingMember) => bySku.get(skuKey(sku, ignoreCase)) ?? [];
	return {
		levels: missing.flatMap((member) => levelsOf(member).map((level) => ({ level, places: member.places }))),
		unmatched: missing.filter((member) => levelsOf(member).length === 0),
	};
}
