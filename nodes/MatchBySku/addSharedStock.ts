import type { ChannelAdapter } from '../../core/channels/channelAdapter';
import { missingMembers, type MissingMember } from '../../core/domain/sharedMembers';
import { isShared } from '../../core/model/listing';
import { groupedBySku, skuKey } from '../../core/model/sku';
import type { StockLevel } from '../../core/model/stockLevel';
import { levelsBySku } from '../../core/quickbooks/bundleLevels';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';

export interface SharedStockSides {
	readonly adapter: ChannelAdapter;
	readonly quickBooks: QuickBooksClient;
}

/** What the levels of a run lack where variations share a stock. */
export interface AddedLevels {
	readonly levels: ReadonlyArray<{ readonly level: StockLevel; readonly places: readonly number[] }>;
	/** Variations of which QuickBooks has no level. */
	readonly unmatched: readonly MissingMember[];
}

/** Asks the channel which of the levels share a stock with others, and QuickBooks for the levels of those others, all at once. */
export async function addedLevels(
	levels: readonly StockLevel[],
	{ adapter, quickBooks }: SharedStockSides,
	ignoreCase: boolean,
): Promise<AddedLevels> {
	const listings = levels.length === 0 ? [] : await adapter.listingsBySku([...new Set(levels.map(({ sku }) => sku))]);
	const pools = await adapter.pools([...new Set(listings.filter(isShared).map(({ poolRef }) => poolRef))]);
	const missing = missingMembers(levels, listings, pools, ignoreCase);
	const found = await levelsBySku(
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
