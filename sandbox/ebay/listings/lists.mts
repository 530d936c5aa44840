import type { ListPlan, Table } from '../../kit/table.mts';
import type { Offer, TradingListing } from '../state.mts';

/** Offers, with those that stand in a listing by its number. */
export type OfferTable = Table<string, Offer, 'listing'>;

export const offerLists: Readonly<Record<'listing', ListPlan<Offer>>> = {
	listing: { names: ({ published, listingId }) => (published ? [listingId] : []) },
};

/** Listings made in Seller Hub, with those that run. */
export type ListingTable = Table<string, TradingListing, 'active'>;

export const listingLists: Readonly<Record<'active', ListPlan<TradingListing>>> = {
	active: { names: ({ ended }) => (ended ? [] : ['']) },
};
