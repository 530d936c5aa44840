import { tradingUserId } from '../account';
import type { Marketplace } from '../marketplaces';
import type { OrderEntry } from './orderEntry';
import { readPurchase } from './purchase';
import { requireSuccess, type TradingApi } from '../tradingApi';
import { IntegrationError } from '../../../http/integrationError';
import { readWholeNumber } from '../../../reading/readUnknown';
import { findChild, childrenOf, findText, type XmlElement } from '../../../reading/readXml';

/** The largest page of GetMyeBaySelling, and the most days that its list of sales goes back. https://developer.ebay.com/devzone/xml/docs/reference/ebay/types/ItemListCustomizationType.html */
const ENTRIES = 200;

const DAYS = 60;

/**
 * Purchases that await payment. My eBay shows them, the Fulfillment API does not. Purchases older than 60 days, and those that the
 * seller removed from My eBay, are missing. Throws IntegrationError, with the way out when the Trading API may not be used.
 */
export async function purchasesAwaitingPayment(trading: TradingApi, marketplace: Marketplace): Promise<OrderEntry[]> {
	return await soldList(trading, marketplace).then(undefined, (failure: unknown) => {
		throw explain(failure);
	});
}

async function soldList(trading: TradingApi, marketplace: Marketplace): Promise<OrderEntry[]> {
	const rows = await readRows(trading);
	if (rows.length === 0) return [];
	const account = await tradingUserId(trading);
	const entries = rows.map((row, place) => readPurchase(row, { place, account, marketplace }));
	return [...new Map(entries.map((entry) => [entry.key, entry])).values()];
}

/**
 * All rows of the list. A paid purchase leaves it, and all behind it move up, so it is read from its end, and its first page once
 * more.
 */
async function readRows(trading: TradingApi): Promise<XmlElement[]> {
	const first = await readPage(trading, 1);
	const rows = [...first.rows];
	for (let page = first.pages; page > 1; page--) rows.push(...(await readPage(trading, page)).rows);
	if (first.pages > 1) rows.push(...(await readPage(trading, 1)).rows);
	return rows;
}

async function readPage(trading: TradingApi, page: number): Promise<{ rows: readonly XmlElement[]; pages: number }> {
	const pagination = `<Pagination><EntriesPerPage>${ENTRIES}</EntriesPerPage><PageNumber>${page}</PageNumber></Pagination>`;
	const list = `<Include>true</Include><DurationInDays>${DAYS}</DurationInDays><OrderStatusFilter>AwaitingPayment</OrderStatusFilter>${pagination}`;
	const answer = await trading('GetMyeBaySelling', `<SoldList>${list}</SoldList>`);
	// A seller who sold nothing gets no list at all.
	const sold = findChild(requireSuccess('GetMyeBaySelling', answer), 'SoldList');
	return {
		rows: childrenOf(findChild(sold, 'OrderTransactionArray'), 'OrderTransaction'),
		pages: readWholeNumber(
			findText(sold, 'PaginationResult', 'TotalNumberOfPages') ?? '0',
			'ebay SoldList.TotalNumberOfPages',
		),
	};
}

function explain(failure: unknown): unknown {
	if (!(failure instanceof IntegrationError) || (failure.kind !== 'notAuthorised' && failure.kind !== 'rejected'))
		return failure;
	const why = "Purchases that await payment hold stock, and only eBay's Trading API shows them";
	return new IntegrationError(
		failure.kind,
		`${why}. ${failure.message}. Connect the eBay account again with an app that may call the Trading API`,
		failure.reply,
	);
}
