import { type EbayRef, toListingRef } from './listingRef';
import { requireSuccess, type TradingApi } from '../tradingApi';
import { iterateMovingPages, type CountedPage } from '../../../http/movingPages';
import { troubledListing, type Listing } from '../../../model/listing';
import { toSku } from '../../../model/sku';
import { catchUnreadable } from '../../../reading/catchUnreadable';
import { UnreadableError, readNonEmptyText, readWholeNumber } from '../../../reading/readUnknown';
import { findChild, childrenOf, findText, type XmlElement } from '../../../reading/readXml';

/** A listing as My eBay shows it, whatever API or page made it. */
interface ActiveListing {
	/** eBay's number of the listing, shared by its variations. */
	readonly itemId: string;
	readonly listing: Listing;
}

/** The largest page of GetMyeBaySelling. */
const ENTRIES = 200;

/**
 * Every active listing of the seller, page by page, each once. Variations are listings of their own. A listing that ends takes its row
 * out of the list, and the rows behind it move up.
 */
export async function* activeListings(trading: TradingApi): AsyncIterable<readonly ActiveListing[]> {
	const ask = async (offset: number) => await activePage(trading, offset / ENTRIES + 1);
	for await (const items of iterateMovingPages({ ask, keyOf: ({ itemId }) => itemId }))
		yield items.flatMap(({ listings }) => listings);
}

/** A row of the list: the variations of one listing are listings of their own. */
interface ActiveItem {
	readonly itemId: string;
	readonly listings: readonly ActiveListing[];
}

/** Page `page`, from 1 on. A seller without active listings gets no list at all. */
async function activePage(trading: TradingApi, page: number): Promise<CountedPage<ActiveItem>> {
	const pagination = `<Pagination><EntriesPerPage>${ENTRIES}</EntriesPerPage><PageNumber>${page}</PageNumber></Pagination>`;
	const answer = await trading('GetMyeBaySelling', `<ActiveList><Include>true</Include>${pagination}</ActiveList>`);
	const list = findChild(requireSuccess('GetMyeBaySelling', answer), 'ActiveList');
	const count = (name: string) =>
		readWholeNumber(findText(list, 'PaginationResult', name) ?? '0', `ebay ActiveList.${name}`);
	return {
		list: 'ebay ActiveList',
		rows: childrenOf(findChild(list, 'ItemArray'), 'Item').map((item, place) => ({
			itemId: findText(item, 'ItemID') ?? `page ${page} item ${place}`,
			listings: readListedItem(item, place),
		})),
		next: page < count('TotalNumberOfPages') ? page * ENTRIES : null,
		total: count('TotalNumberOfEntries'),
	};
}

/** A listing that cannot be read says so, under its own SKU where it has one. */
function readListedItem(item: XmlElement, place: number): readonly ActiveListing[] {
	const listings = catchUnreadable(() => readItem(item, place));
	if (!(listings instanceof UnreadableError)) return listings;
	const itemId = findText(item, 'ItemID') ?? `item ${place}`;
	const known = {
		channel: 'ebay',
		sku: toSku(findText(item, 'SKU')),
		listingRef: itemId,
		name: findText(item, 'Title') ?? itemId,
		parentRef: null,
	};
	return [{ itemId, listing: troubledListing(known, `The listing cannot be read: ${listings.message}`) }];
}

function readItem(item: XmlElement, place: number): ActiveListing[] {
	const itemId = readNonEmptyText(findText(item, 'ItemID'), `ebay ActiveList item ${place}.ItemID`);
	const variations = childrenOf(findChild(item, 'Variations'), 'Variation');
	const why = isAuction(item) ? 'auction' : null;
	const unitsPerLot = lotSizeOf(item, itemId);
	if (variations.length === 0) {
		const listingRef = toListingRef(
			why === null ? { api: 'trading', itemId, sku: null } : { api: 'closed', why, id: itemId },
		);
		return [{ itemId, listing: { ...readStock(item, itemId, unitsPerLot), listingRef, parentRef: null } }];
	}
	return variations.map((variation, at) => {
		const listingRef = toListingRef(variationRef({ itemId, sku: findText(variation, 'SKU'), at, why }));
		const name = findText(variation, 'VariationTitle') ?? findText(item, 'Title') ?? itemId;
		return { itemId, listing: { ...readStock(variation, itemId, unitsPerLot), name, listingRef, parentRef: itemId } };
	});
}

function variationRef({
	itemId,
	sku,
	at,
	why,
}: {
	itemId: string;
	sku: string | null;
	at: number;
	why: 'auction' | null;
}): EbayRef {
	if (why !== null) return { api: 'closed', why, id: `${itemId}/${at}` };
	return sku === null ? { api: 'closed', why: 'unlabelled', id: `${itemId}/${at}` } : { api: 'trading', itemId, sku };
}

function readStock(holder: XmlElement, itemId: string, unitsPerLot: number) {
	return {
		channel: 'ebay',
		sku: toSku(findText(holder, 'SKU')),
		name: findText(holder, 'Title') ?? itemId,
		quantity: isAuction(holder) ? null : availableOf(holder, itemId) * unitsPerLot,
		tracksStock: !isAuction(holder),
		price:
			findText(holder, 'SellingStatus', 'CurrentPrice') ??
			findText(holder, 'StartPrice') ??
			findText(holder, 'BuyItNowPrice'),
		poolRef: null,
		poolMembers: 1,
		unitsPerLot,
	};
}

/** The units that are left. Where eBay does not name them, Quantity contains the sold units too. */
function availableOf(holder: XmlElement, itemId: string): number {
	const number = (...names: string[]) =>
		readWholeNumber(findText(holder, ...names) ?? '0', `ebay listing ${itemId}.${names.join('.')}`);
	if (findChild(holder, 'QuantityAvailable') !== null) return number('QuantityAvailable');
	return number('Quantity') - number('SellingStatus', 'QuantitySold');
}

/** The quantities of a lot listing count lots. https://developer.ebay.com/devzone/xml/docs/reference/ebay/types/ItemType.html */
function lotSizeOf(item: XmlElement, itemId: string): number {
	return Math.max(1, readWholeNumber(findText(item, 'LotSize') ?? '1', `ebay listing ${itemId}.LotSize`));
}

/** True for everything but a fixed price: auctions, and advertisements that sell nothing on eBay itself. */
function isAuction(item: XmlElement): boolean {
	const type = findText(item, 'ListingType');
	return type !== null && type !== 'FixedPriceItem' && type !== 'StoresFixedPrice';
}
