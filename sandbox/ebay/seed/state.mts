import { oddities, shop, type Article } from '../../catalogue/shop.mts';
import type { Now } from '../../kit/clock.mts';
import { cents } from '../money.mts';
import { emptyState, type EbayState, type Offer } from '../state.mts';
import { offersOf } from '../stock/sellable.mts';

/** Home first: a sale in the sandbox happens there. */
const MARKETPLACES = [
	{ id: 'EBAY_US', currency: 'USD' },
	{ id: 'EBAY_CA', currency: 'CAD' },
] as const;

interface Goods {
	readonly sku: string;
	readonly name: string;
	readonly price: string;
	readonly quantity: number;
}

/** The merchant's eBay account: part made with the Inventory API, part in Seller Hub. `more` are articles beside those of the catalogue. */
export function seedState(now: Now, more: readonly Article[] = []): EbayState {
	const state = emptyState(now);
	for (const article of [...shop, ...more]) seedArticle(state, article);
	const { differentCase, duplicateInQuickBooks, withoutSku } = oddities;
	addInventoryItem(state, { ...differentCase, sku: differentCase.channels });
	addInventoryItem(state, duplicateInQuickBooks);
	addTradingListing(state, withoutSku, null);
	return state;
}

function seedArticle(state: EbayState, article: Article): void {
	if (article.ebay === null) return;
	const { api, listing = null, offers } = article.ebay;
	if (api === 'inventory') addInventoryItem(state, article, listing, offers);
	else if (listing === null) addTradingListing(state, article, article.sku);
	else addTradingVariation(state, article, listing);
}

/** A published item with an offer on each of the first `offerCount` marketplaces. */
export function addInventoryItem(state: EbayState, goods: Goods, group: string | null = null, offerCount = 1): void {
	state.items.set(goods.sku, {
		sku: goods.sku,
		quantity: goods.quantity,
		condition: 'NEW',
		product: {
			title: goods.name,
			description: `${goods.name}, straight from the harbour.`,
			aspects: { Brand: ['Harbour Goods'] },
			imageUrls: [`https://i.ebayimg.com/images/g/${encodeURIComponent(goods.sku)}/s-l1600.jpg`],
			ean: ['Does not apply'],
		},
		locale: 'en_US',
		group,
	});
	for (const marketplace of MARKETPLACES.slice(0, offerCount)) addOffer(state, goods, marketplace);
}

function addOffer(state: EbayState, goods: Goods, marketplace: (typeof MARKETPLACES)[number]): void {
	const offer: Offer = {
		offerId: String(5_000_000_000 + state.nextNumber()),
		sku: goods.sku,
		marketplaceId: marketplace.id,
		currency: marketplace.currency,
		availableQuantity: goods.quantity,
		price: cents(goods.price),
		published: true,
		lotSize: 1,
		listingId: listingOfGroup(state, goods.sku, marketplace.id) ?? nextItemId(state),
		sold: 0,
	};
	state.offers.set(offer.offerId, offer);
	state.offersBySku.set(goods.sku, [...offersOf(state, goods.sku), offer]);
}

/** Variations of a group stand in one listing on each marketplace. */
function listingOfGroup(state: EbayState, sku: string, marketplaceId: string): string | undefined {
	const group = state.items.get(sku)?.group ?? null;
	if (group === null) return undefined;
	const offers = [...state.offers.values()].filter((offer) => offer.marketplaceId === marketplaceId);
	return offers.find((offer) => state.items.get(offer.sku)?.group === group)?.listingId;
}

function addTradingListing(state: EbayState, goods: Omit<Goods, 'sku'>, sku: string | null): void {
	const itemId = nextItemId(state);
	state.listings.set(itemId, {
		itemId,
		title: goods.name,
		sku,
		trackedBy: 'ItemID',
		lotSize: 1,
		quantity: goods.quantity,
		price: cents(goods.price),
		sold: 0,
		variations: [],
		ended: false,
	});
}

function addTradingVariation(state: EbayState, goods: Goods, title: string): void {
	const siblings = () => [...state.listings.values()].find((listing) => listing.title === title);
	if (siblings() === undefined) addTradingListing(state, { ...goods, name: title, quantity: 0 }, null);
	const name = goods.name.slice(title.length + 2);
	siblings()?.variations.push({ sku: goods.sku, name, quantity: goods.quantity, price: cents(goods.price), sold: 0 });
}

export function nextItemId(state: EbayState): string {
	return String(110_500_000_000 + state.nextNumber());
}
