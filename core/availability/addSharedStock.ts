import type { ChannelAdapter } from '../channels/channelAdapter';
import { isShared, type Listing, type Pool } from '../model/listing';
import { groupedBySku, skuKey, type Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { readLevelsBySku } from '../quickbooks/bundleLevels';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';

/** A variation that draws on the stock of one whose level came, and whose own level did not come. */
export interface MissingMember {
	readonly sku: Sku;
	readonly listing: Listing;
	/** Places of the levels that draw on the same stock. */
	readonly places: readonly number[];
}

/** The other variations of every stock that one of these levels draws on, as far as they have a SKU and no level here (rules.md E8). */
export function missingMembers(
	levels: readonly StockLevel[],
	listings: readonly Listing[],
	pools: readonly Pool[],
	ignoreCase: boolean,
): MissingMember[] {
	const here = groupedBySku(
		levels.map(({ sku }, place) => ({ sku, place })),
		ignoreCase,
	);
	const placesOf = ({ sku }: Listing) =>
		sku === null ? [] : (here.get(skuKey(sku, ignoreCase)) ?? []).map(({ place }) => place);
	return pools.flatMap(({ whole, members }) => {
		const places = listings.filter(({ poolRef }) => poolRef === whole.listingRef).flatMap(placesOf);
		const missing = members.filter(({ sku }) => sku !== null && !here.has(skuKey(sku, ignoreCase)));
		return missing.flatMap((listing) => (listing.sku === null ? [] : [{ sku: listing.sku, listing, places }]));
	});
}

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
