import type { EbayRest } from '../restApi';
import {
	UnreadableError,
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	readWholeNumber,
	type Fields,
} from '../../../reading/readUnknown';

/** A published fixed-price or auction offer of a SKU on one marketplace. */
export interface Offer {
	readonly offerId: string;
	/** Null where the offer leaves the quantity to the inventory item. */
	readonly quantity: number | null;
	/** The item number of its listing. */
	readonly listingId: string | null;
	readonly isAuction: boolean;
	/** Units in what is bought; quantities count lots. */
	readonly lotSize: number;
}

/** The lot size that all offers of a SKU share; null where they differ. */
export function findLotSize(offers: readonly Offer[]): number | null {
	const [size = 1, ...others] = new Set(offers.filter(({ isAuction }) => !isAuction).map(({ lotSize }) => lotSize));
	return others.length === 0 ? size : null;
}

export interface EbayOffers {
	/** The published offers of a SKU, as eBay has them now. */
	read(sku: string): Promise<readonly Offer[]>;
	/** The published offers of a SKU, as this adapter read them last; none if it never did. */
	known(sku: string): readonly Offer[];
	/** The published offers of a SKU, as this adapter read them last; read now if it never did. */
	cached(sku: string): Promise<readonly Offer[]>;
}

/** The offers of a seller. They come one SKU at a time and hardly ever change, so a write does not read them again. */
export function offersApi(rest: EbayRest): EbayOffers {
	const bySku = new Map<string, readonly Offer[]>();
	const read = async (sku: string) => {
		const offers = await offersOf(rest, sku);
		bySku.set(sku, offers);
		return offers;
	};
	return { read, known: (sku) => bySku.get(sku) ?? [], cached: async (sku) => bySku.get(sku) ?? (await read(sku)) };
}

/** The published offers of one SKU; none for an unknown SKU (404). */
async function offersOf(rest: EbayRest, sku: string): Promise<Offer[]> {
	const reply = await rest.get('/sell/inventory/v1/offer', { sku }, ({ status }) => status === 404);
	if (reply.status === 404) return [];
	const path = `ebay offers of SKU ${sku}`;
	const fields = readFields(reply.body, path);
	const offers = readList(fields.offers, `${path}.offers`, readFields);
	const total = readOptional(fields.total, `${path}.total`, readWholeNumber) ?? offers.length;
	if (total > offers.length) throw new UnreadableError(`${path}.offers`, `all ${total} offers`);
	return offers.flatMap((offer, place) =>
		offer.status === 'PUBLISHED' ? [readOffer(offer, `${path}.offers[${place}]`)] : [],
	);
}

function readOffer(fields: Fields, path: string): Offer {
	const listing = readOptional(fields.listing, `${path}.listing`, readFields);
	return {
		offerId: readNonEmptyText(fields.offerId, `${path}.offerId`),
		quantity: readOptional(fields.availableQuantity, `${path}.availableQuantity`, readWholeNumber),
		listingId: readOptionalText(listing?.listingId, `${path}.listing.listingId`),
		isAuction: fields.format === 'AUCTION',
		lotSize: Math.max(1, readOptional(fields.lotSize, `${path}.lotSize`, readWholeNumber) ?? 1),
	};
}
