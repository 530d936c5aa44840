import type { Listing, Pool } from '../model/listing';
import { groupBySku, skuKey, type Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';

/** A variation that draws on the stock of one whose level came, and whose own level did not come. */
export interface MissingMember {
	readonly sku: Sku;
	readonly listing: Listing;
}

/** The other variations of these stocks (rules.md E8), as far as they have a SKU and no level here. */
export function findMissingMembers(
	levels: readonly StockLevel[],
	pools: readonly Pool[],
	ignoreCase: boolean,
): MissingMember[] {
	const here = groupBySku(levels, ignoreCase);
	return pools.flatMap(({ members }) =>
		members.flatMap((listing) =>
			listing.sku === null || here.has(skuKey(listing.sku, ignoreCase)) ? [] : [{ sku: listing.sku, listing }],
		),
	);
}
