import type { Listing, Pool } from '../model/listing';
import { groupBySku, skuKey, type Sku } from '../model/sku';
import type { ReadingTrouble, StockLevel } from '../model/stockLevel';
import type { OpenOrders } from './openOrders';

/** A variation that draws on the stock of one whose level came, and whose own level did not come. */
export interface MissingMember {
	readonly sku: Sku;
	readonly listing: Listing;
	/** The places of the levels that draw on the same stock. */
	readonly places: readonly number[];
}

/** The other variations of every stock that one of these levels draws on (rules.md E8), as far as they have a SKU and no level here. */
export function findMissingMembers(
	levels: readonly StockLevel[],
	listings: readonly Listing[],
	pools: readonly Pool[],
	ignoreCase: boolean,
): MissingMember[] {
	const here = groupBySku(
		levels.map(({ sku }, place) => ({ sku, place })),
		ignoreCase,
	);
	const placesOf = ({ sku }: Listing) =>
		sku === null ? [] : (here.get(skuKey(sku, ignoreCase)) ?? []).map(({ place }) => place);
	return pools.flatMap(({ product, members }) => {
		const places = listings.filter(({ poolRef }) => poolRef === product.listingRef).flatMap(placesOf);
		const missing = members.filter(({ sku }) => sku !== null && !here.has(skuKey(sku, ignoreCase)));
		return missing.flatMap((listing) => (listing.sku === null ? [] : [{ sku: listing.sku, listing, places }]));
	});
}

/** What is told of a variation that QuickBooks has no level of. */
interface UnmatchedMember {
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
