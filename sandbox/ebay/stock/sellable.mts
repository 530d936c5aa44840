import { refileListing, type EbayState, type Offer, type TradingListing, type Variation } from '../state.mts';

/** What the offer's listing shows: the smaller of the item's quantity and the offer's own. */
export function shownQuantity(state: EbayState, offer: Offer): number {
	const onHand = state.items.get(offer.sku)?.quantity ?? 0;
	return Math.min(onHand, offer.availableQuantity ?? onHand);
}

export function offersOf(state: EbayState, sku: string): readonly Offer[] {
	return state.offersBySku.get(sku) ?? [];
}

/** Whether the listing was published from an offer of the Inventory API. */
export function isInventoryManaged(state: EbayState, listingId: string): boolean {
	return state.offers.list('listing', listingId).length > 0;
}

export function unitsLeft(listing: TradingListing): number {
	if (listing.variations.length === 0) return listing.quantity;
	return listing.variations.reduce((all, variation) => all + variation.quantity, 0);
}

/** Where a buyer finds an article. */
export interface Sellable {
	readonly listingId: string;
	readonly sku: string | null;
	readonly title: string;
	readonly variation: string | null;
	/** Cents. */
	readonly price: number;
	readonly available: () => number;
	/** Units go out of the listing; negative ones come back. */
	readonly take: (units: number) => void;
	/** What the seller puts on sale, everywhere that this article is listed. */
	readonly set: (quantity: number) => void;
}

/** The article under this SKU, or without SKU under this title, on the seller's home marketplace. */
export function findSellable(state: EbayState, sku: string | null, title: string | null): Sellable | null {
	const offer = sku === null ? undefined : offersOf(state, sku).find(({ published }) => published);
	if (offer !== undefined) return sellableOffer(state, offer);
	for (const listing of state.listings.values()) {
		const variation = listing.variations.find((candidate) => candidate.sku === sku);
		if (variation !== undefined) return sellableUnit(state, listing, variation, variation.name);
		const isWhole = listing.variations.length === 0 && listing.sku === sku;
		if (isWhole && (sku !== null || listing.title === title)) return sellableUnit(state, listing, listing, null);
	}
	return null;
}

function sellableOffer(state: EbayState, offer: Offer): Sellable {
	const item = state.items.get(offer.sku);
	if (item === undefined) throw new Error(`offer ${offer.offerId} without an item`);
	return {
		listingId: offer.listingId,
		sku: offer.sku,
		title: String(item.product?.title ?? offer.sku),
		variation: item.group === null ? null : offer.sku,
		price: offer.price,
		available: () => shownQuantity(state, offer),
		take(units) {
			item.quantity -= units;
			if (offer.availableQuantity !== null) offer.availableQuantity -= units;
			offer.sold += units;
		},
		set(quantity) {
			item.quantity = quantity;
			for (const sibling of offersOf(state, offer.sku)) sibling.availableQuantity = quantity;
		},
	};
}

function sellableUnit(
	state: EbayState,
	listing: TradingListing,
	unit: TradingListing | Variation,
	variation: string | null,
): Sellable {
	return {
		listingId: listing.itemId,
		sku: unit.sku,
		title: listing.title,
		variation,
		price: unit.price,
		available: () => (listing.ended ? 0 : unit.quantity),
		take(units) {
			unit.quantity -= units;
			unit.sold += units;
		},
		set(quantity) {
			unit.quantity = quantity;
			refileListing(state, listing, false);
		},
	};
}

/** A listing that sold its last unit ends, unless My eBay keeps it as out of stock. */
export function endIfSoldOut(state: EbayState, listingId: string): void {
	const listing = state.listings.get(listingId);
	if (listing !== undefined && unitsLeft(listing) === 0 && !state.settings.outOfStockControl)
		refileListing(state, listing, true);
}
