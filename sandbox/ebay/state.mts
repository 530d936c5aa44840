import type { Now } from '../kit/clock.mts';
import { Table } from '../kit/table.mts';
import { listingLists, offerLists, type ListingTable, type OfferTable } from './listings/lists.mts';
import type { Order } from './orders/order.mts';
import { createTokens, type Tokens } from './oauth/tokens.mts';

/** A record of the Inventory API; the key is the SKU. */
export interface InventoryItem {
	readonly sku: string;
	quantity: number;
	condition: string | null;
	product: Record<string, unknown> | null;
	locale: string;
	/** Name of the inventory item group, for variations. */
	readonly group: string | null;
}

/** An inventory item on sale on one marketplace. */
export interface Offer {
	readonly offerId: string;
	readonly sku: string;
	readonly marketplaceId: string;
	readonly currency: string;
	availableQuantity: number | null;
	/** Cents. */
	price: number;
	/** Changed by `refileOffer` alone, as is the listing. */
	readonly published: boolean;
	/** Units in what is bought; quantities count lots. */
	lotSize: number;
	/** A new one with every publishing. */
	readonly listingId: string;
	sold: number;
	/** What a client wrote of it that nothing here goes by; none for an offer of the seed. */
	shown?: Readonly<Record<string, unknown>>;
}

export interface Variation {
	readonly sku: string;
	readonly name: string;
	quantity: number;
	price: number;
	sold: number;
}

/** A listing made in Seller Hub or by the Trading API; the Inventory API does not know it. */
export interface TradingListing {
	readonly itemId: string;
	readonly title: string;
	readonly sku: string | null;
	/** Whether a SKU alone names the listing. */
	readonly trackedBy: 'ItemID' | 'SKU';
	/** Units in what is bought; quantities count lots. */
	lotSize: number;
	quantity: number;
	price: number;
	sold: number;
	/** Empty for a listing without variations. */
	variations: Variation[];
	/** Changed by `refileListing` alone. */
	readonly ended: boolean;
}

export interface Settings {
	/** So many coming Inventory API requests answer 500/25001. */
	inventoryFailures: number;
	/** Seconds. */
	accessTokenLifetime: number;
	/** mirrored: collected tax also stands in `taxes` and in the totals, as eBay's newer page describes. */
	collectedTax: 'separate' | 'mirrored';
	/** Price and quantity changes that eBay allows a listing in a day. */
	revisionsPerDay: number;
	/** My eBay's out-of-stock option: without it a Trading listing ends at zero. */
	outOfStockControl: boolean;
	/** The documents do not say which end of the list comes first. */
	ordersFirst: 'newest' | 'oldest';
}

export interface EbayState {
	readonly sellerId: string;
	readonly now: Now;
	readonly items: Map<string, InventoryItem>;
	readonly offers: OfferTable;
	/** The same offers, by SKU. */
	readonly offersBySku: Map<string, Offer[]>;
	readonly listings: ListingTable;
	readonly orders: Map<string, Order>;
	/** Revisions by listing and day. */
	readonly revisions: Map<string, number>;
	readonly tokens: Tokens;
	readonly settings: Settings;
	/** Where the RuName's "accepted URL" points; null is eBay's own thank-you page. */
	readonly consent: { acceptedUrl: string | null };
	/** The last number given out. */
	readonly numbers: { last: number };
	/** Numbers that never repeat, for whatever wants an id. */
	readonly nextNumber: () => number;
}

export const defaultSettings: Settings = {
	inventoryFailures: 0,
	accessTokenLifetime: 7200,
	collectedTax: 'separate',
	revisionsPerDay: 250,
	outOfStockControl: false,
	ordersFirst: 'newest',
};

/** An account with nothing in it. */
export function emptyState(now: Now): EbayState {
	const settings = { ...defaultSettings };
	const numbers = { last: 0 };
	return {
		sellerId: 'harbour-goods',
		now,
		items: new Map(),
		offers: new Table(offerLists),
		offersBySku: new Map(),
		listings: new Table(listingLists),
		orders: new Map(),
		revisions: new Map(),
		tokens: createTokens(() => settings.accessTokenLifetime, now),
		settings,
		consent: { acceptedUrl: null },
		numbers,
		nextNumber: () => (numbers.last += 1),
	};
}

/** Changes what an offer is found by. */
export function refileOffer(
	{ offers }: EbayState,
	offer: Offer,
	changes: Partial<Pick<Offer, 'published' | 'listingId'>>,
): void {
	offers.set(offer.offerId, Object.assign(offer, changes));
}

/** Ends a listing, or lists it again. */
export function refileListing({ listings }: EbayState, listing: TradingListing, ended: boolean): void {
	if (listing.ended !== ended) listings.set(listing.itemId, Object.assign(listing, { ended }));
}
