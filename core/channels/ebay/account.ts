import type { EbayApis } from './listings/listingQueries';
import { ORDERS } from './restApi';
import { requireSuccess, type TradingApi } from './tradingApi';
import { readFields, readList, readNonEmptyText, readOptionalText } from '../../reading/readUnknown';
import { findText } from '../../reading/readXml';

/**
 * The user id of the seller, as orders state it.
 *
 * 1. The newest order tells it, in the words that documents are marked with. This REST call also renews an expired token.
 * 2. Without an order in the last 90 days the Trading API tells it.
 */
export async function findAccount({ rest, trading }: Pick<EbayApis, 'rest' | 'trading'>): Promise<string> {
	const { body } = await rest.get(ORDERS, { limit: 1 });
	const [order] = readList(readFields(body, 'ebay orders').orders ?? [], 'ebay orders.orders', readFields);
	return readOptionalText(order?.sellerId, 'ebay orders.orders[0].sellerId') ?? (await tradingUserId(trading));
}

/** https://developer.ebay.com/devzone/xml/docs/reference/ebay/GetUser.html */
export async function tradingUserId(trading: TradingApi): Promise<string> {
	const user = requireSuccess('GetUser', await trading('GetUser', ''));
	return readNonEmptyText(findText(user, 'User', 'UserID'), 'ebay GetUser.User.UserID');
}
