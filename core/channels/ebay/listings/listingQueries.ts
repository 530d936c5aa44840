import { activeListings } from './activeList';
import { inventoryItemsOf, inventoryPages, isUntold, type InventoryItem, type UntoldSku } from './inventory';
import { toListingRef } from './listingRef';
import { findLotSize, type EbayOffers, type Offer } from './offers';
import type { EbayRest } from '../restApi';
import type { TradingApi } from '../tradingApi';
import { askOneByOne } from '../../../http/halves';
import { untoldListing, type Listing } from '../../../model/listing';
import { skuKey, toSku, type Sku } from '../../../model/sku';
import { looseKey } from '../../../model/skuSpellings';
import { UnreadableError } from '../../../reading/readUnknown';

export interface EbayApis {
	readonly rest: EbayRest;
	readonly offers: EbayOffers;
	readonly trading: TradingApi;
}

interface OfferedItem {
	readonly item: InventoryItem;
	readonly offers: readonly Offer[];
}

/**
 * The listings of these SKUs.
 *
 * 1. The Inventory API is asked for the items of the SKUs, and for their published offers.
 * 2. If every SKU has an offer, these listings are all.
 * 3. Otherwise the whole list of the Trading API is read once, since that API cannot look a SKU up. It completes the other SKUs too:
 *    a seller may list a SKU in both ways.
 * 4. eBay's own listings of an offer are in that list, and are left out.
 */
export async function listingsBySku(apis: EbayApis, skus: readonly Sku[]): Promise<Listing[]> {
	if (skus.length === 0) return [];
	const items = await itemsInAnyCase(apis.rest, skus);
	const offered = await askOneByOne<InventoryItem, OfferedItem | UntoldSku>(items.filter(isTold), {
		ask: async (item) => await withOffers(apis.offers, item),
		alone: ({ sku }, { message }) => ({ sku, trouble: `eBay does not tell the offers of this SKU: ${message}` }),
		answers: apis.rest.answers,
	});
	const onOffer = offered.filter((one): one is OfferedItem => 'offers' in one && one.offers.length > 0);
	const untold = [...items.filter(isUntold), ...offered.filter((one) => 'trouble' in one)];
	const covered = new Set(onOffer.map(({ item }) => item.sku.trim().toLowerCase()));
	const found = [...onOffer.map(toOfferedListing), ...untold.map(toUntoldListing)];
	if (skus.every((sku) => covered.has(skuKey(sku, true)))) return found;
	const known = new Set(onOffer.flatMap(({ offers }) => offers.map(({ listingId }) => listingId)));
	return [...found, ...(await tradingListings(apis.trading, new Set(skus.map(looseKey)), known))];
}

/** What My eBay lists, whatever API or page made it. */
export async function* sellersListings({ trading }: EbayApis): AsyncIterable<readonly Listing[]> {
	for await (const listings of activeListings(trading)) yield listings.map(({ listing }) => listing);
}

/**
 * Every listing of the seller. Offers come one SKU at a time, 100,000 requests for a large shop, so no offer is read:
 *
 * - Quantities are those of the inventory items. They count lots where an offer is in lots.
 * - A listing of the Trading API is left out when the Inventory API has its SKU, since My eBay shows those listings too.
 */
export async function* allListings({ rest, trading }: EbayApis): AsyncIterable<readonly Listing[]> {
	const seen = new Set<string>();
	for await (const items of inventoryPages(rest)) {
		for (const { sku } of items) seen.add(sku.trim().toLowerCase());
		yield items.map((item) => (isUntold(item) ? toUntoldListing(item) : toInventoryListing(item, item.quantity)));
	}
	for await (const listings of activeListings(trading)) {
		yield listings.map(({ listing }) => listing).filter(({ sku }) => sku === null || !seen.has(skuKey(sku, true)));
	}
}

/**
 * The items of these SKUs. The Inventory API compares exactly, so a SKU that it does not know is asked for in upper and in lower
 * case.
 */
async function itemsInAnyCase(rest: EbayRest, skus: readonly Sku[]): Promise<ReadonlyArray<InventoryItem | UntoldSku>> {
	const asWritten = await inventoryItemsOf(rest, skus);
	const known = new Set(asWritten.map(({ sku }) => sku.trim().toLowerCase()));
	const missing = skus.filter((sku) => !known.has(skuKey(sku, true)));
	const variants = missing.flatMap((sku) =>
		[sku.toUpperCase(), sku.toLowerCase()].filter((variant) => variant !== sku),
	);
	return [...asWritten, ...(await inventoryItemsOf(rest, variants))];
}

async function tradingListings(
	trading: TradingApi,
	keys: ReadonlySet<string>,
	known: ReadonlySet<string | null>,
): Promise<Listing[]> {
	const found: Listing[] = [];
	for await (const listings of activeListings(trading)) {
		const others = listings.filter(({ itemId }) => !known.has(itemId)).map(({ listing }) => listing);
		found.push(...others.filter(({ sku }) => sku !== null && keys.has(looseKey(sku))));
	}
	return found;
}

async function withOffers(offers: EbayOffers, item: InventoryItem): Promise<OfferedItem | UntoldSku> {
	return await offers.read(item.sku).then(
		(read) => ({ item, offers: read }),
		(failure: unknown) => {
			if (!(failure instanceof UnreadableError)) throw failure;
			return { sku: item.sku, trouble: `The offers cannot be read: ${failure.message}` };
		},
	);
}

function isTold(one: InventoryItem | UntoldSku): one is InventoryItem {
	return !isUntold(one);
}

function toUntoldListing({ sku, trouble }: UntoldSku): Listing {
	return untoldListing('ebay', sku, trouble);
}

/** The listing of an item with offers. It shows the lesser of its own quantity and that of its offers, both in lots. */
function toOfferedListing({ item, offers }: OfferedItem): Listing {
	const shown = Math.min(item.quantity, ...offers.map(({ quantity }) => quantity ?? item.quantity));
	const unitsPerLot = findLotSize(offers);
	if (unitsPerLot !== null) return { ...toInventoryListing(item, shown * unitsPerLot), unitsPerLot };
	return { ...toInventoryListing(item, shown), listingRef: toListingRef({ api: 'closed', why: 'lots', id: item.sku }) };
}

function toInventoryListing(item: InventoryItem, quantity: number): Listing {
	return {
		channel: 'ebay',
		sku: toSku(item.sku),
		listingRef: toListingRef(
			item.isDistributed ? { api: 'closed', why: 'warehouses', id: item.sku } : { api: 'inventory', sku: item.sku },
		),
		name: item.name,
		quantity,
		tracksStock: true,
		// It stands in the offers alone.
		price: null,
		parentRef: item.group,
		poolRef: null,
		poolMembers: 1,
	};
}
