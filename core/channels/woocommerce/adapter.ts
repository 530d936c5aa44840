import type { HttpPort } from '../../http/httpPort';
import type { ChannelAdapter, ChannelSettings } from '../channelAdapter';
import { withOrderUrls } from '../withOrderUrls';
import { withProductUrls } from '../withProductUrls';
import { trackedCount } from '../trackedCount';
import { allListings, listingsBySku } from './listings/listingQueries';
import { orderById, ordersPlacedSince, ordersSince, reservingOrders } from './orders/orderQueries';
import { pools } from './listings/pools';
import { orderIdsPlacedSince, orderPresence } from './orders/presence';
import { openShop } from './api';
import { writeStock } from './stock/writeStock';

/** Connects a WooCommerce shop. Of its settings only `url` is read here; the keys are inside `http`. */
export function connectWooCommerce(
	http: HttpPort,
	settings: ChannelSettings,
	now: () => number = Date.now,
): ChannelAdapter {
	const shop = openShop(http, settings.url, now);
	const adapter: ChannelAdapter = {
		readOrdersSince: (since, choice) => ordersSince(shop, since, choice),
		readOrdersPlacedSince: (since, choice) => ordersPlacedSince(shop, since, choice),
		readReservingOrders: (choice) => reservingOrders(shop, choice),
		findOrder: async (orderIdOrNumber, choice) => await orderById(shop, orderIdOrNumber, choice),
		// Everything stands in the order itself.
		readDetails: async (orders) => ({ orders, unreadable: [] }),
		readAccount: async () => shop.account,
		readOrderIdsPlacedSince: (since) => orderIdsPlacedSince(shop, since),
		readOrderPresence: async (orderId) => await orderPresence(shop, orderId),
		findListings: async (skus) => await listingsBySku(shop, skus),
		readPools: async (poolRefs) => await pools(shop, poolRefs),
		readAllListings: () => allListings(shop),
		readTrackedCount: async (enough) => await trackedCount(allListings(shop), enough),
		// No setting of a shop makes its levels wrong. The first batch of a key that may only read is refused as a whole.
		findWritingProblem: async () => null,
		writeStock: async (changes) => await writeStock(shop, changes),
	};
	return withProductUrls(withOrderUrls(adapter, shop.orderUrl), shop.productUrl);
}
