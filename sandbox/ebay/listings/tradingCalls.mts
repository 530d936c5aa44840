import { failure, success, type TradingCall } from '../trading/answer.mts';
import { tradingErrors, type TradingError } from '../trading/errors.mts';
import { activeItemIds, activeListing, activeListings, fromTrading, showItem, showStatus } from './tradingItem.mts';
import { isInventoryManaged } from '../stock/sellable.mts';
import { soldRows } from '../orders/soldList.mts';
import { cutPage, readPaging, type Page } from '../trading/paging.mts';
import { isNode, textOf, textsOf, type XmlNode } from '../trading/xml.mts';

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetMyeBaySelling.html */
export const getMyeBaySelling: TradingCall = (state, call) => {
	const hideVariations = textOf(call, 'HideVariations') === 'true';
	const active = listAsked(call, 'ActiveList', {
		rowsOf: () => activeItemIds(state),
		show: (itemId) => showItem(activeListing(state, itemId), hideVariations),
	});
	const sold = listAsked(call, 'SoldList', { rowsOf: (list) => soldRows(state, list), show: (row) => row });
	for (const list of [active, sold]) if (list !== null && 'code' in list) return failure(list);
	return success({
		...(active === null ? {} : { ActiveList: withRows(active as PageOf, 'ItemArray', 'Item') }),
		...(sold === null ? {} : { SoldList: withRows(sold as PageOf, 'OrderTransactionArray', 'OrderTransaction') }),
	});
};

type PageOf = Pick<Page<XmlNode>, 'rows' | 'PaginationResult'>;

/** The page of a list that the call asks for; null when it does not ask for the list. */
function listAsked<Row>(
	call: XmlNode,
	name: string,
	{
		rowsOf,
		show,
	}: {
		readonly rowsOf: (list: XmlNode) => readonly Row[] | TradingError;
		readonly show: (row: Row) => XmlNode;
	},
): PageOf | TradingError | null {
	const list = call[name];
	if (!isNode(list) || textOf(list, 'Include') === 'false') return null;
	const asked = readPaging(list, { otherwise: 25, most: 200 });
	if ('code' in asked) return asked;
	const all = rowsOf(list);
	if ('code' in all) return all;
	const page = cutPage(all, asked);
	return 'code' in page ? page : { rows: page.rows.map(show), PaginationResult: page.PaginationResult };
}

function withRows({ rows, PaginationResult }: PageOf, array: string, row: string): XmlNode {
	return { ...(rows.length === 0 ? {} : { [array]: { [row]: rows } }), PaginationResult };
}

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetItem.html */
export const getItem: TradingCall = (state, call) => {
	const itemId = textOf(call, 'ItemID');
	if (itemId === null) return failure(tradingErrors.badInput('ItemID'));
	const own = state.listings.get(itemId);
	if (own?.ended === false || isInventoryManaged(state, itemId)) {
		const listing = activeListing(state, itemId);
		return success({
			Item: { ...showItem(listing, false), SellingStatus: showStatus(listing.whole, listing.currency, 'Active') },
		});
	}
	if (own === undefined) return failure(tradingErrors.unknownItem);
	const shown = fromTrading(own);
	return success({ Item: { ...showItem(shown, false), SellingStatus: showStatus(shown.whole, 'USD', 'Completed') } });
};

const DAY = 24 * 60 * 60 * 1000;
const MOST_DAYS = 120;

/**
 * All that the seller has listed whose time ends or began between two moments, 120 days at most; what has ended stands among them.
 * https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetSellerList.html
 */
export const getSellerList: TradingCall = (state, call) => {
	const range = rangeAsked(call, 'EndTime') ?? rangeAsked(call, 'StartTime');
	if (range === null) return failure(tradingErrors.badInput('EndTimeFrom'));
	if (!(range.to - range.from <= MOST_DAYS * DAY && range.to >= range.from))
		return failure(tradingErrors.badInput(`${range.name}To`));
	const asked = readPaging(call, { otherwise: 25, most: 200 });
	if ('code' in asked) return failure(asked);
	const skus = textsOf(call, 'SKUArray', 'SKU');
	const all = [...activeListings(state), ...[...state.listings.values()].filter(({ ended }) => ended).map(fromTrading)];
	const times = timesAt(state.now());
	const isWithin = times[range.name] >= range.from && times[range.name] <= range.to;
	const found = all.filter(
		({ whole, variations }) =>
			isWithin && (skus.length === 0 || [whole, ...variations].some(({ sku }) => sku !== null && skus.includes(sku))),
	);
	const page = cutPage(found, asked);
	if ('code' in page) return failure(page);
	return success({
		PaginationResult: page.PaginationResult,
		HasMoreItems: page.hasMore,
		...(page.rows.length === 0
			? {}
			: {
					ItemArray: {
						Item: page.rows.map((listing) => showListed(listing, times, state.listings.get(listing.itemId)?.ended)),
					},
				}),
		ItemsPerPage: asked.perPage,
		PageNumber: asked.page,
		ReturnedItemCountActual: page.rows.length,
	});
};

/** Listings here last until they are cancelled, and are renewed every month: all began, and will end, half a month from now. */
function timesAt(now: number): Readonly<Record<'StartTime' | 'EndTime', number>> {
	return { StartTime: now - 15 * DAY, EndTime: now + 15 * DAY };
}

function rangeAsked(
	call: XmlNode,
	name: 'EndTime' | 'StartTime',
): { readonly name: 'EndTime' | 'StartTime'; readonly from: number; readonly to: number } | null {
	const [from, to] = [textOf(call, `${name}From`), textOf(call, `${name}To`)];
	return from === null && to === null ? null : { name, from: Date.parse(from ?? ''), to: Date.parse(to ?? '') };
}

function showListed(
	listing: ReturnType<typeof fromTrading>,
	{ StartTime, EndTime }: ReturnType<typeof timesAt>,
	ended = false,
): XmlNode {
	const times = { StartTime: new Date(StartTime).toISOString(), EndTime: new Date(EndTime).toISOString() };
	return {
		...showItem(listing, false),
		ListingDetails: times,
		SellingStatus: showStatus(listing.whole, listing.currency, ended ? 'Completed' : 'Active'),
	};
}
