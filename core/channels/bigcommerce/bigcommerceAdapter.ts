import type { HttpPort } from '../../http/httpPort';
import type { ChannelAdapter, ChannelSettings } from '../channelAdapter';
import type { OwnChanges } from '../ownChanges';
import { allListings, listingCount, listingsBySku, pools } from './listings/listings';
import { orderById, ordersPlacedSince, ordersSince, reservingOrders } from './orders/orders';
import { orderIdsPlacedSince, orderPresence } from './orders/presence';
import { openStore } from './storeApi';
import { writingTrouble } from './stock/writingTrouble';
import { setStock } from './stock/setStock';

/**
 * Connects a BigCommerce store; the token is inside `http`. Connections that share `own` take each other's changes of levels into
 * account.
 */
export function connectBigCommerce(http: HttpPort, settings: ChannelSettings, own: OwnChanges): ChannelAdapter {
	const store = openStore(http, settings, own);
	return {
		ordersSince: (since, choice) => ordersSince(store, since, choice),
		ordersPlacedSince: (since, choice) => ordersPlacedSince(store, since, choice),
		reservingOrders: (choice) => reservingOrders(store, choice),
		orderById: async (orderIdOrNumber, choice) => await orderById(store, orderIdOrNumber, choice),
		account: async () => store.account,
		orderIdsPlacedSince: (since) => orderIdsPlacedSince(store, since),
		orderPresence: async (orderId) => await orderPresence(store, orderId),
		listingsBySku: async (skus, search) => await listingsBySku(store, skus, search),
		pools: async (poolRefs) => await pools(store, poolRefs),
		allListings: () => allListings(store),
		listingCount: async () => await listingCount(store),
		writingTrouble: async (changes) => (changes.length === 0 ? null : await writingTrouble(store)),
		setStock: async (changes) => await setStock(store, changes),
	};
}
