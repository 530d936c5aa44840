import type { HttpPort } from '../../http/httpPort';
import type { ChannelAdapter, ChannelSettings } from '../channelAdapter';
import { allListings, listingCount, listingsBySku } from './listings/listings';
import { orderById, ordersPlacedSince, ordersSince, reservingOrders } from './orders/orders';
import { pools } from './listings/pools';
import { orderIdsPlacedSince, orderPresence } from './orders/presence';
import { openShop } from './shopApi';
import { setStock } from './stock/setStock';

/** Connects a WooCommerce shop. Of its settings only `url` is read here; the keys are inside `http`. */
export function connectWooCommerce(http: HttpPort, settings: ChannelSettings): ChannelAdapter {
	const shop = openShop(http, settings.url);
	return {
		ordersSince: (since, choice) => ordersSince(shop, since, choice),
		ordersPlacedSince: (since, choice) => ordersPlacedSince(shop, since, choice),
		reservingOrders: (choice) => reservingOrders(shop, choice),
		orderById: async (orderIdOrNumber, choice) => await orderById(shop, orderIdOrNumber, choice),
		account: async () => shop.account,
		orderIdsPlacedSince: (since) => orderIdsPlacedSince(shop, since),
		orderPresence: async (orderId) => await orderPresence(shop, orderId),
		listingsBySku: async (skus) => await listingsBySku(shop, skus),
		pools: async (poolRefs) => await pools(shop, poolRefs),
		allListings: () => allListings(shop),
		listingCount: async () => await listingCount(shop),
		// No setting of a shop makes its levels wrong.
		writingTrouble: async () => null,
		setStock: async (changes) => await setStock(shop, changes),
	};
}
