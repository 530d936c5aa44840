import { toSku, type Sku } from './sku';

/** One product or variation that a channel sells, with the stock that it shows now. */
export interface Listing {
	readonly channel: string;
	readonly sku: Sku | null;
	/** The channel's id of the listing. Only the channel's own adapter reads its parts. */
	readonly listingRef: string;
	readonly name: string;
	/** Where people edit it in the shop's admin; absent where that is not known. */
	readonly productUrl?: string;
	/** Units on sale; null when the channel does not track this listing's stock. */
	readonly quantity: number | null;
	readonly tracksStock: boolean;
	/** As the channel writes it. */
	readonly price: string | null;
	/** The listingRef of the product that this is a variation of; null for a product. */
	readonly parentRef: string | null;
	/**
	 * The listingRef of the product whose stock this variation draws on, equal for all its variations. Null for a listing with a
	 * stock of its own.
	 */
	readonly poolRef: string | null;
	/** How many listings draw on that stock; 1 for a listing with a stock of its own. */
	readonly poolMembers: number;
	/** Units in one lot of eBay; 1 where it is absent. The channel can only show whole multiples of it. */
	readonly unitsPerLot?: number;
	/** True for a product whose variations may draw on its stock. */
	readonly isPool?: true;
	/** Why it can neither be compared nor written, for people. Absent where it was read in full. */
	readonly trouble?: string;
}

/** A listing that could not be read, with what is known of it. */
export function troubledListing(
	known: Pick<Listing, 'channel' | 'sku' | 'listingRef' | 'name' | 'parentRef'>,
	trouble: string,
): Listing {
	return { ...known, trouble, quantity: null, tracksStock: false, price: null, poolRef: null, poolMembers: 1 };
}

/** A stock that several listings draw on. */
export interface Pool {
	/** The product that keeps the stock, with the level that it shows. */
	readonly product: Listing;
	/** Every variation that draws on it, at least one; some may have no SKU. */
	readonly members: readonly Listing[];
}

/** One write: the listing as it was read, and the level that it is to show. */
export interface StockChange {
	readonly listing: Listing;
	/** Whole units, 0 or more. */
	readonly target: number;
}

/** The result of one write. `after` is the level that the channel shows, null when it did not say; reasons are for people. */
export type StockWrite =
	| { readonly result: 'written'; readonly after: number | null }
	| { readonly result: 'notTracked'; readonly reason: string }
	| { readonly result: 'refused'; readonly reason: string }
	| { readonly result: 'failed'; readonly reason: string };

/** A listing that the channel may have or not, since it tells nothing about its SKU. */
export function untoldListing(channel: string, sku: string, trouble: string): Listing {
	const known = { channel, sku: toSku(sku), listingRef: `sku ${sku}`, name: sku, parentRef: null };
	return troubledListing(known, trouble);
}

/** The products, by listingRef, whose variations have to be read where a shared stock shows the sum; each once. */
export function poolRefsOf(listings: readonly Listing[]): string[] {
	return [
		...new Set(
			listings.flatMap((listing) =>
				listing.isPool === true ? [listing.listingRef] : sharesStock(listing) ? [listing.poolRef] : [],
			),
		),
	];
}

/** True for a variation that shares its stock with other variations. */
export function sharesStock(listing: Listing): listing is Listing & { readonly poolRef: string } {
	return listing.poolRef !== null && listing.poolMembers > 1;
}
