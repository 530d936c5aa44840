import type { HttpPort } from '../../http/httpPort';
import type { ChannelAdapter, ChannelSettings } from '../channelAdapter';
import { KNOWN_ORDER, readEachOrder } from '../readEachOrder';
import { trackedCount } from '../trackedCount';
import { withOrderUrls } from '../withOrderUrls';
import { withProductUrls } from '../withProductUrls';
import { findAccount } from './account';
import { allListings, listingsBySku, sellersListings } from './listings/listingQueries';
import { listingUrlOf } from './listings/listingUrl';
import { offersApi } from './listings/offers';
import { withShipments } from './orders/orderDetails';
import { orderById } from './orders/orderById';
import { ordersSince } from './orders/orderQueries';
import { orderIdsOf, orderPresence } from './orders/presence';
import { reservingOrders } from './orders/reservingOrders';
import { restApi } from './restApi';
import { readSettings } from './settings';
import type { OrderDate } from './orders/orderPages';
import { tradingApi } from './tradingApi';
import { writeStock } from './stock/writeStock';

/** Connects an eBay seller; the token is inside `http`. `now` is the clock, in milliseconds since the epoch. */
export function connectEbay(http: HttpPort, settings: ChannelSettings, now: () => number = Date.now): ChannelAdapter {
	const seller = readSettings(settings);
	const rest = restApi(http, seller.root);
	const apis = { rest, offers: offersApi(rest), trading: tradingApi(http, seller) };
	const ordersBy =
		(by: OrderDate): ChannelAdapter['readOrdersSince'] =>
		(since, choice) =>
			ordersSince(rest, { by, since, choice, marketplace: seller.marketplace, now });
	const adapter: ChannelAdapter = {
		readOrdersSince: ordersBy('lastmodifieddate'),
		readOrdersPlacedSince: ordersBy('creationdate'),
		readReservingOrders: (choice) => reservingOrders(apis, { choice, marketplace: seller.marketplace }),
		findOrder: async (orderId, choice) => await orderById(rest, orderId, { choice, marketplace: seller.marketplace }),
		readDetails: async (orders) =>
			await readEachOrder(orders, {
				read: async (order) => await withShipments(rest, order),
				...KNOWN_ORDER,
				answers: rest.answers,
			}),
		readAccount: async () => await findAccount(apis),
		readOrderIdsPlacedSince: (since) => orderIdsOf(ordersBy('creationdate')(since, { alsoSold: [] })),
		readOrderPresence: async (orderId) => await orderPresence(rest, orderId),
		findListings: async (skus) => await listingsBySku(apis, skus),
		// Each variation of a listing has a quantity of its own.
		readPools: async () => [],
		readAllListings: () => allListings(apis),
		readTrackedCount: async (enough) => await trackedCount(sellersListings(apis), enough),
		// What may not be written at eBay is single listings, and setStock refuses those.
		findWritingProblem: async () => null,
		writeStock: async (changes) => await writeStock(apis, changes),
	};
	const listingUrl = seller.site === null ? null : listingUrlOf(seller.site, apis.offers);
	return withProductUrls(withOrderUrls(adapter, seller.orderUrl), listingUrl);
}
