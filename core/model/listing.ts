import type { Sku } from './sku';

/** What a channel sells under a SKU, with the stock that it shows right now. */
export interface Listing {
	readonly channel: string;
	readonly sku: Sku | null;
	/** The channel's id of the listing; only the channel's own adapter reads its parts. */
	readonly listingRef: string;
	readonly name: string;
	/** Units on sale; null when the channel does not track this listing's stock. */
	readonly quantity: number | null;
	readonly tracksStock: boolean;
	/** As the channel writes it. */
	readonly price: string | null;
	/** The product that this is a variation of. */
	readonly parentRef: string | null;
	/** Set when the stock is kept one level up (a parent product) and variations draw on it; equal for all of them. */
	readonly poolRef: string | null;
	/** How many listings draw on that stock; 1 for a listing with a stock of its own. */
	readonly poolMembers: number;
	/** Units that are sold together, as an eBay lot is; 1 unless said. The channel can only show whole multiples of it. */
	readonly unitsPerLot?: number;
	/** True for a product by itself whose variations may draw on its stock. */
	readonly isPool?: true;
}

/** A stock that several listings draw on. */
export interface Pool {
	/** The product that keeps the stock, with what it shows of it; its SKU is null where it has none. */
	readonly whole: Listing;
	/** All that draw on it, those without a SKU among them; at least one. */
	readonly members: readonly Listing[];
}

/** One write: bring this listing from the quantity that was read to the one that is wanted. */
export interface StockChange {
	readonly listing: Listing;
	/** Whole units, 0 or more. */
	readonly wanted: number;
}

/** What became of one write, in the order in which they were asked for. */
export type StockWrite =
	| { readonly result: 'written'; readonly after: number | null }
	| { readonly result: 'notTracked'; readonly reason: string }
	| { readonly result: 'refused'; readonly reason: string }
	| { readonly result: 'failed'; readonly reason: string };

/** The products to be asked for their variations, where a shared stock shows the sum. */
export function poolRefsOf(listings: readonly Listing[]): string[] {
	return [
		...new Set(
			listings.flatMap((listing) =>
				listing.isPool === true ? [listing.listingRef] : isShared(listing) ? [listing.poolRef] : [],
			),
		),
	];
}

/** True for a variation that draws on a stock with others. */
export function isShared(listing: Listing): listing is Listing & { readonly poolRef: string } {
	return listing.poolRef !== null && listing.poolMembers > 1;
}
