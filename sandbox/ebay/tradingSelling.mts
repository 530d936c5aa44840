import { failure, success, type TradingCall } from './tradingAnswer.mts';
import { tradingErrors } from './tradingErrors.mts';
import { activeListings, fromTrading, showItem, showStatus } from './tradingItemView.mts';
import { isNode, textOf, type XmlNode } from './tradingXml.mts';

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetMyeBaySelling.html */
export const getMyeBaySelling: TradingCall = (state, call) => {
	const list = call.ActiveList;
	if (!isNode(list) || textOf(list, 'Include') === 'false') return success({});
	const perPage = readNumber(list, 'EntriesPerPage', 25);
	if (perPage === null || perPage < 1 || perPage > 200) return failure(tradingErrors.badInput('EntriesPerPage'));
	const page = readNumber(list, 'PageNumber', 1);
	if (page === null || page < 1) return failure(tradingErrors.badInput('PageNumber'));
	const all = activeListings(state);
	const pages = Math.ceil(all.length / perPage);
	if (page > Math.max(1, pages)) return failure(tradingErrors.pageOutOfRange);
	const hideVariations = textOf(call, 'HideVariations') === 'true';
	const items = all.slice((page - 1) * perPage, page * perPage).map((listing) => showItem(listing, hideVariations));
	const PaginationResult = { TotalNumberOfPages: pages, TotalNumberOfEntries: all.length };
	return success({ ActiveList: { ...(items.length === 0 ? {} : { ItemArray: { Item: items } }), PaginationResult } });
};

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetItem.html */
export const getItem: TradingCall = (state, call) => {
	const itemId = textOf(call, 'ItemID');
	if (itemId === null) return failure(tradingErrors.badInput('ItemID'));
	const listing = activeListings(state).find((candidate) => candidate.itemId === itemId);
	if (listing !== undefined)
		return success({ Item: { ...showItem(listing, false), SellingStatus: showStatus(listing.whole, listing.currency, 'Active') } });
	const ended = state.listings.get(itemId);
	if (ended === undefined) return failure(tradingErrors.unknownItem);
	const shown = fromTrading(ended);
	return success({ Item: { ...showItem(shown, false), SellingStatus: showStatus(shown.whole, 'USD', 'Completed') } });
};

function readNumber(list: XmlNode, name: string, otherwise: number): number | null {
	const text = textOf(list, 'Pagination', name);
	if (text === null) return otherwise;
	return /^\d{1,6}$/.test(text) ? Number(text) : null;
}
