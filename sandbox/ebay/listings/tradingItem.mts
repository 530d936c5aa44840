import { shownQuantity, unitsLeft } from '../stock/sellable.mts';
import type { EbayState, Offer, TradingListing, Variation } from '../state.mts';
import { priceNode, type XmlNode } from '../trading/xml.mts';

/** One thing on sale: a whole listing, or one of its variations. */
interface Unit {
	readonly sku: string | null;
	readonly name: string;
	readonly available: number;
	readonly sold: number;
	readonly price: number;
}

export interface ActiveListing {
	readonly itemId: string;
	readonly title: string;
	readonly currency: string;
	readonly lotSize: number;
	readonly whole: Unit;
	readonly variations: readonly Unit[];
}

/** Seller Hub's listings and those of the Inventory API alike: My eBay shows what is on sale, whoever listed it. */
export function activeListings(state: EbayState): ActiveListing[] {
	return activeItemIds(state).map((itemId) => activeListing(state, itemId));
}

interface ItemIds {
	readonly offers: number;
	readonly listings: number;
	readonly ids: readonly string[];
}

const kept = new WeakMap<EbayState, ItemIds>();

/** The numbers of all that is on sale. The list is kept until something begins or ends. */
export function activeItemIds(state: EbayState): readonly string[] {
	const { offers, listings } = state;
	const known = kept.get(state);
	if (known?.offers === offers.version && known.listings === listings.version) return known.ids;
	const published = [...offers.values()].filter((offer) => offer.published);
	const own = [...listings.list('active')].map(({ itemId }) => itemId);
	const ids = [...own, ...new Set(published.map(({ listingId }) => listingId))];
	kept.set(state, { offers: offers.version, listings: listings.version, ids });
	return ids;
}

/** What is on sale under a number. Throws where nothing is. */
export function activeListing(state: EbayState, itemId: string): ActiveListing {
	const own = state.listings.get(itemId);
	return own === undefined || own.ended
		? fromOffers(state, itemId, [...state.offers.list('listing', itemId)])
		: fromTrading(own);
}

export function fromTrading(listing: TradingListing): ActiveListing {
	const unit = (from: TradingListing | Variation, name: string): Unit => ({
		sku: from.sku,
		name,
		available: from.quantity,
		sold: from.sold,
		price: from.price,
	});
	const variations = listing.variations.map((variation) => unit(variation, variation.name));
	const sold = variations.reduce((all, variation) => all + variation.sold, listing.sold);
	const whole = { ...unit(listing, listing.title), available: unitsLeft(listing), sold };
	return { itemId: listing.itemId, title: listing.title, currency: 'USD', lotSize: listing.lotSize, whole, variations };
}

function fromOffers(state: EbayState, listingId: string, offers: readonly Offer[]): ActiveListing {
	const units = offers.map((offer) => unitOf(state, offer));
	const [first] = offers;
	const [only] = units;
	if (first === undefined || only === undefined) throw new Error(`listing ${listingId} without an offer`);
	const group = state.items.get(first.sku)?.group ?? null;
	const shown = { itemId: listingId, currency: first.currency, lotSize: first.lotSize };
	if (group === null) return { ...shown, title: only.name, whole: only, variations: [] };
	const add = (amount: (unit: Unit) => number): number => units.reduce((all, unit) => all + amount(unit), 0);
	const whole = {
		sku: null,
		name: group,
		price: only.price,
		available: add((unit) => unit.available),
		sold: add((unit) => unit.sold),
	};
	return { ...shown, title: group, whole, variations: units };
}

function unitOf(state: EbayState, offer: Offer): Unit {
	const name = String(state.items.get(offer.sku)?.product?.title ?? offer.sku);
	return { sku: offer.sku, name, available: shownQuantity(state, offer), sold: offer.sold, price: offer.price };
}

/** Quantity counts the sold units too; only what is left can be bought. */
export function showItem(
	{ itemId, title, currency, lotSize, whole, variations }: ActiveListing,
	hideVariations: boolean,
): XmlNode {
	return {
		ItemID: itemId,
		BuyItNowPrice: priceNode(whole.price, currency),
		ListingType: 'FixedPriceItem',
		ListingDuration: 'GTC',
		...(lotSize > 1 ? { LotSize: lotSize } : {}),
		Quantity: whole.available + whole.sold,
		QuantityAvailable: whole.available,
		SellingStatus: { CurrentPrice: priceNode(whole.price, currency), QuantitySold: whole.sold },
		...(whole.sku === null ? {} : { SKU: whole.sku }),
		Title: title,
		...(variations.length === 0 || hideVariations
			? {}
			: { Variations: { Variation: variations.map((unit) => showVariation(unit, title, currency)) } }),
	};
}

function showVariation(unit: Unit, title: string, currency: string): XmlNode {
	return {
		SKU: unit.sku ?? '',
		StartPrice: priceNode(unit.price, currency),
		Quantity: unit.available + unit.sold,
		SellingStatus: { QuantitySold: unit.sold },
		VariationTitle: `${title}[${unit.name}]`,
		VariationSpecifics: { NameValueList: { Name: 'Option', Value: unit.name } },
	};
}

export function showStatus(whole: Unit, currency: string, status: 'Active' | 'Completed'): XmlNode {
	return { CurrentPrice: priceNode(whole.price, currency), QuantitySold: whole.sold, ListingStatus: status };
}
