import { addInventoryItem } from '../seed/state.mts';
import type { Order } from '../orders/order.mts';
import { sell } from './sell.mts';
import { Impossible } from './impossible.mts';
import { findSellable, offersOf, shownQuantity } from '../stock/sellable.mts';
import type { EbayState, TradingListing, Variation } from '../state.mts';

export interface ShownStock {
	readonly sku: string | null;
	/** What a buyer can buy; the largest where several marketplaces show the article. */
	readonly quantity: number;
	readonly kind: 'inventory' | 'trading';
	readonly marketplaces?: Readonly<Record<string, number>>;
	readonly title?: string;
	readonly ended?: boolean;
	/** Of a Seller Hub listing: its number. */
	readonly stockId?: string;
}

export function showStock(state: EbayState): ShownStock[] {
	return [
		...[...state.items.keys()].map((sku) => showItem(state, sku)),
		...[...state.listings.values()].flatMap(showListing),
	];
}

function showItem(state: EbayState, sku: string): ShownStock {
	const published = offersOf(state, sku).filter((offer) => offer.published);
	const marketplaces = Object.fromEntries(published.map((offer) => [offer.marketplaceId, shownQuantity(state, offer)]));
	return { sku, quantity: Math.max(0, ...Object.values(marketplaces)), kind: 'inventory', marketplaces };
}

function showListing(listing: TradingListing): ShownStock[] {
	const show = (unit: TradingListing | Variation): ShownStock => ({
		sku: unit.sku,
		quantity: listing.ended ? 0 : unit.quantity,
		kind: 'trading',
		title: listing.title,
		ended: listing.ended,
		stockId: listing.itemId,
	});
	return listing.variations.length === 0 ? [show(listing)] : listing.variations.map(show);
}

/** The seller changes the level by hand, on every marketplace. */
export function setStock(state: EbayState, { sku, quantity }: { sku: string; quantity: number }): ShownStock[] {
	const sellable = findSellable(state, sku, null);
	if (sellable === null || !Number.isInteger(quantity) || quantity < 0)
		throw new Impossible(`no level ${quantity} for ${sku}`);
	sellable.set(quantity);
	return showStock(state).filter((shown) => shown.sku === sku);
}

/** The seller sells this article in lots from now on; its quantities count them. A lot of one is no lot. */
export function setLot(state: EbayState, { sku, lotSize }: { sku: string; lotSize: number }): ShownStock[] {
	const holders = [...offersOf(state, sku), ...[...state.listings.values()].filter((listing) => listing.sku === sku)];
	if (holders.length === 0 || !Number.isInteger(lotSize) || lotSize < 1)
		throw new Impossible(`no lots of ${lotSize} of ${sku}`);
	for (const holder of holders) holder.lotSize = lotSize;
	return showStock(state).filter((shown) => shown.sku === sku);
}

/** A rush: `count` orders of one unit. The seller restocks what runs out, so a level ends at zero at worst. */
export function bulkSell(state: EbayState, { count, sku }: { count: number; sku?: string }): Order[] {
	const skus = sku === undefined ? showStock(state).flatMap((shown) => shown.sku ?? []) : [sku];
	return Array.from({ length: count }, (_nothing, index) => {
		const next = skus[index % skus.length] ?? '';
		const sellable = findSellable(state, next, null);
		if (sellable?.available() === 0) sellable.set(1);
		return sell(state, { lines: [{ sku: next }] });
	});
}

/** Articles that only eBay knows, to fill pages. */
export function bulkList(state: EbayState, { count }: { count: number }): { readonly skus: readonly string[] } {
	const skus = Array.from({ length: count }, () => `SHELF-${state.nextNumber()}`);
	for (const sku of skus) addInventoryItem(state, { sku, name: `Shelf find ${sku}`, price: '2.00', quantity: 5 });
	return { skus };
}
