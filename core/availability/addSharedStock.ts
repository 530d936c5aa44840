import type { ChannelAdapter } from '../channels/channelAdapter';
import { isShared, type Listing, type Pool } from '../model/listing';
import { groupedBySku, skuKey, type Sku } from '../model/sku';
import type { ReadingTrouble, StockLevel } from '../model/stockLevel';
import { levelsBySku } from '../quickbooks/bundleLevels';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import type { OpenOrders } from './openOrders';

/** A variation that draws on the stock of one whose level came, and whose own level did not come. */
export interface MissingMember {
	readonly sku: Sku;
	readonly listing: Listing;
	/** The places of the levels that draw on the same stock. */
	readonly places: readonly number[];
}

/** The other variations of every stock that one of these levels draws on (rules.md E8), as far as they have a SKU and no level here. */
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

/** What is told of a variation that QuickBooks has no level of. */
export interface UnmatchedMember {
	readonly outcome: 'unmatched';
	readonly channel: string;
	readonly sku: Sku;
	readonly listingRef: string;
	readonly name: string;
	readonly reason: string;
}

export function unmatchedMember(
	{ sku, listing: { listingRef, name } }: MissingMember,
	channel: string,
): UnmatchedMember {
	const reason = `"${name}" shares its stock with others, and QuickBooks has no active item with a quantity under its SKU: the sum is not known, and nothing of it is written`;
	return { outcome: 'unmatched', channel, sku, listingRef, name, reason };
}

const READ_TOO_EARLY: ReadingTrouble = {
	reason:
		'the open orders were read before Add Shared Stock added levels. Put Add Shared Stock before every Open Orders',
	passing: false,
};

/** The trouble of open orders that were read for fewer levels: they may lack those that sold the added ones, so nothing goes up on them (rules.md A1). */
export function tooEarlyTrouble({ trouble }: Pick<OpenOrders, 'trouble'>): ReadingTrouble {
	return trouble ?? { ...READ_TOO_EARLY };
}
