import type { HttpPort } from '../../http/httpPort';
import type { ChannelAdapter, ChannelSettings } from '../channelAdapter';
import { ebayAccount } from './account';
import { activeListingCount } from './listings/activeList';
import { allEbayListings, ebayListingsBySku } from './listings/listings';
import { ebayOffers } from './listings/offers';
import { ebayOrderById } from './orders/orderById';
import { ebayOrdersSince } from './orders/orders';
import { ebayOrderIds, ebayOrderPresence } from './orders/presence';
import { ebayReservingOrders } from './orders/reserving';
import { ebayRest } from './restApi';
import { readSettings } from './settings';
import type { OrderDate } from './orders/orderPages';
import { tradingApi } from './tradingApi';
import { setEbayStock } from './stock/setStock';

/** Connects an eBay seller; the token is inside `http`. `now` is the clock, in milliseconds since the epoch. */
export function connectEbay(http: HttpPort, settings: ChannelSettings, now: () => number = Date.now): ChannelAdapter {
	const seller = readSettings(settings);
	const rest = ebayRest(http, seller.root);
	const apis = { rest, offers: ebayOffers(rest), trading: tradingApi(http, seller) };
	const ordersBy =
		(by: OrderDate): ChannelAdapter['ordersSince'] =>
		(since, choice) =>
			ebayOrdersSince(rest, { by, since, choice, marketplace: seller.marketplace, now });
	return {
		ordersSince: ordersBy('lastmodifieddate'),
		ordersPlacedSince: ordersBy('creationdate'),
		reservingOrders: (choice) => ebayReservingOrders(apis, { choice, marketplace: seller.marketplace }),
		orderById: async (orderId, choice) =>
			await ebayOrderById(rest, orderId, { choice, marketplace: seller.marketplace }),
		account: async () => await ebayAccount(apis),
		orderIdsPlacedSince: (since) => ebayOrderIds(ordersBy('creationdate')(since, { alsoSold: [] })),
		orderPresence: async (orderId) => await ebayOrderPresence(rest, orderId),
		listingsBySku: async (skus) => await ebayListingsBySku(apis, skus),
		// Each variation of a listing has a quantity of its own.
		pools: async () => [],
		allListings: () => allEbayListings(apis),
		listingCount: async () => await activeListingCount(apis.trading),
		// What may not be written at eBay is single listings, and setStock refuses those.
		writingTrouble: async () => null,
		setStock: async (changes) => await setEbayStock(apis, changes),
	};
}
