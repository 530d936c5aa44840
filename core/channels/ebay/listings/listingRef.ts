import { UnreadableError } from '../../../reading/readUnknown';

/** The reasons why a listing is never written, for people. */
export const CLOSED_REASONS = {
	auction: 'An auction sells one unit; its quantity is not changed',
	lots: 'This SKU is sold in lots of different sizes; they have one quantity together, which cannot be right for all of them',
	warehouses: 'The stock of this listing is kept by warehouse at eBay; there is no single quantity to set',
	unlabelled: 'eBay changes a variation by its SKU, and this one has none',
} as const;

export type ClosedReason = keyof typeof CLOSED_REASONS;

/** The API that a listing belongs to, and its id there. */
export type EbayRef =
	| { readonly api: 'inventory'; readonly sku: string }
	| { readonly api: 'trading'; readonly itemId: string; /** Set for a variation. */ readonly sku: string | null }
	| { readonly api: 'closed'; readonly why: ClosedReason; readonly id: string };

/**
 * The reference as text: `inventory:SKU`, `trading:item`, `trading:item:SKU`, `closed:why:id`. Each part is percent-encoded, so a
 * SKU may contain any character.
 */
export function toListingRef(ref: EbayRef): string {
	return partsOf(ref).join(':');
}

/** Reads a text of `toListingRef`. Throws UnreadableError for anything else. */
export function readListingRef(listingRef: string): EbayRef {
	const [api, first, second] = listingRef.split(':');
	if (api === 'inventory' && first) return { api, sku: decoded(first, listingRef) };
	if (api === 'trading' && first)
		return { api, itemId: decoded(first, listingRef), sku: second === undefined ? null : decoded(second, listingRef) };
	if (api === 'closed' && isReason(first)) return { api, why: first, id: decoded(second ?? '', listingRef) };
	throw unknownRef(listingRef);
}

function decoded(part: string, listingRef: string): string {
	try {
		return decodeURIComponent(part);
	} catch {
		throw unknownRef(listingRef);
	}
}

function unknownRef(listingRef: string): UnreadableError {
	return new UnreadableError('ebay listingRef', `what the eBay adapter gave out, not ${listingRef}`);
}

function partsOf(ref: EbayRef): readonly string[] {
	switch (ref.api) {
		case 'inventory':
			return [ref.api, encoded(ref.sku)];
		case 'trading':
			return [ref.api, encoded(ref.itemId), ...(ref.sku === null ? [] : [encoded(ref.sku)])];
		case 'closed':
			return [ref.api, ref.why, encoded(ref.id)];
	}
}

/** Half a surrogate pair can be neither encoded nor sent to eBay. Such a listing is shown, and never found again. */
function encoded(part: string): string {
	return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD'));
}

function isReason(why: string | undefined): why is ClosedReason {
	return why !== undefined && Object.hasOwn(CLOSED_REASONS, why);
}
