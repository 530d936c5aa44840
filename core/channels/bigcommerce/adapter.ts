import type { HttpPort } from '../../http/httpPort';
import type { ChannelAdapter, ChannelSettings } from '../channelAdapter';
import { KNOWN_ORDER, readEachOrder } from '../readEachOrder';
import type { OwnChanges } from '../ownChanges';
import { trackedCount } from '../trackedCount';
import { withOrderUrls } from '../withOrderUrls';
import { withProductUrls } from '../withProductUrls';
import { allListings, listingsBySku, listingsWithoutLevels, pools } from './listings/listingQueries';
import { orderById, ordersPlacedSince, ordersSince, reservingOrders } from './orders/orderQueries';
import { withShipments } from './orders/orderDetails';
import { orderIdsPlacedSince, orderPresence } from './orders/presence';
import { withTrackedStock } from './orders/trackedStock';
import { openStore } from './api';
import { findWritingProblem } from './stock/writingProblem';
import { writeStock } from './stock/writeStock';

/**
 * Connects a BigCommerce store; the token is inside `http`. Connections that share `own` take each other's changes of levels into
 * account.
 */
export function connectBigCommerce(http: HttpPort, settings: ChannelSettings, own: OwnChanges): ChannelAdapter {
	const store = openStore(http, settings, own);
	const adapter: ChannelAdapter = {
		readOrdersSince: (since, choice) => ordersSince(store, since, choice),
		readOrdersPlacedSince: (since, choice) => ordersPlacedSince(store, since, choice),
		readReservingOrders: (choice) => reservingOrders(store, choice),
		findOrder: async (orderIdOrNumber, choice) => await orderById(store, orderIdOrNumber, choice),
		readDetails: async (orders) =>
			await readEachOrder(await withTrackedStock(store, orders), {
				read: async (order) => await withShipments(store, order),
				...KNOWN_ORDER,
				answers: store.answers,
			}),
		readAccount: async () => store.account,
		readOrderIdsPlacedSince: (since) => orderIdsPlacedSince(store, since),
		readOrderPresence: async (orderId) => await orderPresence(store, orderId),
		findListings: async (skus, search) => await listingsBySku(store, skus, search),
		readPools: async (poolRefs) => await pools(store, poolRefs),
		readAllListings: () => allListings(store),
		readTrackedCount: async (enough) => await trackedCount(listingsWithoutLevels(store), enough),
		findWritingProblem: async (changes) => (changes.length === 0 ? null : await findWritingProblem(store)),
		writeStock: async (changes) => await writeStock(store, changes),
	};
	return withProductUrls(withOrderUrls(adapter, store.orderUrl), store.productUrl);
}
