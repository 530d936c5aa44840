import { readableOr } from '../../../reading/catchUnreadable';
import { readListingRef, type EbayRef } from './listingRef';
import type { EbayOffers } from './offers';

/**
 * The page of a listing on its site, from which its seller revises it, by the listingRef. Null where its number is not known: offers that nobody read
 * have told none.
 */
export function listingUrlOf(site: string, offers: Pick<EbayOffers, 'known'>): (listingRef: string) => string | null {
	return (listingRef) => {
		const itemId = readableOr(() => itemIdOf(readListingRef(listingRef), offers), listingRef);
		return itemId !== null && /^\d+$/.test(itemId) ? `${site}/itm/${itemId}` : null;
	};
}

/** eBay's number of the listing. Of several that share the stock of a SKU it is the first. */
function itemIdOf(ref: EbayRef, offers: Pick<EbayOffers, 'known'>): string | null {
	if (ref.api === 'trading') return ref.itemId;
	if (ref.api === 'closed' && (ref.why === 'auction' || ref.why === 'unlabelled')) return ref.id.split('/')[0] ?? null;
	const sku = ref.api === 'inventory' ? ref.sku : ref.id;
	return offers.known(sku).find(({ listingId }) => listingId !== null)?.listingId ?? null;
}
