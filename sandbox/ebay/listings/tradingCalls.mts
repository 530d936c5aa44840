import { failure, success, type TradingCall } from '../trading/answer.mts';
import { tradingErrors, type TradingError } from '../trading/errors.mts';
import { activeListings, fromTrading, showItem, showStatus } from './tradingItem.mts';
import { soldRows } from '../orders/soldList.mts';
import { isNode, textOf, type XmlNode } from '../trading/xml.mts';

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetMyeBaySelling.html */
export const getMyeBaySelling: TradingCall = (state, call) => {
	const hideVariations = textOf(call, 'HideVariations') === 'true';
	const active = listAsked(call, 'ActiveList', () =>
		activeListings(state).map((listing) => showItem(listing, hideVariations)),
	);
	const sold = listAsked(call, 'SoldList', (list) => soldRows(state, list));
	for (const list of [active, sold]) if (list !== null && 'code' in list) return failure(list);
	return success({
		...(active === null ? {} : { ActiveList: withRows(active as PageOf, 'ItemArray', 'Item') }),
		...(sold === null ? {} : { SoldList: withRows(sold as PageOf, 'OrderTransactionArray', 'OrderTransaction') }),
	});
};

interface PageOf {
	readonly rows: readonly XmlNode[];
	readonly PaginationResult: XmlNode;
}

/** The page of a list that the call asks for; null when it does not ask for the list. */
function listAsked(
	call: XmlNode,
	name: string,
	rowsOf: (list: XmlNode) => readonly XmlNode[] | TradingError,
): PageOf | TradingError | null {
	const list = call[name];
	if (!isNode(list) || textOf(list, 'Include') === 'false') return null;
	const perPage = readNumber(list, 'EntriesPerPage', 25);
	if (perPage === null || perPage < 1 || perPage > 200) return tradingErrors.badInput('EntriesPerPage');
	const page = readNumber(list, 'PageNumber', 1);
	if (page === null || page < 1) return tradingErrors.badInput('PageNumber');
	const all = rowsOf(list);
	if ('code' in all) return all;
	const pages = Math.ceil(all.length / perPage);
	if (page > Math.max(1, pages)) return tradingErrors.pageOutOfRange;
	return {
		rows: all.slice((page - 1) * perPage, page * perPage),
		PaginationResult: { TotalNumberOfPages: pages, TotalNumberOfEntries: all.length },
	};
}

function withRows({ rows, PaginationResult }: PageOf, array: string, row: string): XmlNode {
	return { ...(rows.length === 0 ? {} : { [array]: { [row]: rows } }), PaginationResult };
}

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetItem.html */
export const getItem: TradingCall = (state, call) => {
	const itemId = textOf(call, 'ItemID');
	if (itemId === null) return failure(tradingErrors.badInput('ItemID'));
	const listing = activeListings(state).find((candidate) => candidate.itemId === itemId);
	if (listing !== undefined)
		return success({
			Item: { ...showItem(listing, false), SellingStatus: showStatus(listing.whole, listing.currency, 'Active') },
		});
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
