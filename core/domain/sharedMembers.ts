import type { Listing, Pool } from '../model/listing';
import { groupedBySku, skuKey, type Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';

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
