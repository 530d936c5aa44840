import type { Article } from '../catalogue/shop.mts';
import { createClock } from '../kit/clock.mts';
import { createService, type Service } from '../kit/service.mts';
import { adjustmentRoutes } from './stock/adjustments.mts';
import { catalogRoutes } from './listings/routes.mts';
import { addStoreControl } from './control/routes.mts';
import { inventoryReadRoutes } from './stock/inventory.mts';
import { hookRoutes } from './hooks.mts';
import { orderRoutes } from './orders/routes.mts';
import { orderWriteRoutes } from './orders/writeRoutes.mts';
import { refundRoutes } from './refunds/routes.mts';
import { accessToken, mountRoutes, storeHash } from './api/route.mts';
import { seedStore } from './seed/store.mts';
import { storeRoutes } from './settings/routes.mts';

export interface BigCommerceService extends Service {
	/** The address that stands for https://api.bigcommerce.com, and the one store's keys. */
	credentials(): { readonly url: string; readonly storeHash: string; readonly accessToken: string };
}

/** A BigCommerce store. */
export function createBigCommerce({
	host,
	port,
	more = [],
}: {
	readonly host: string;
	readonly port: number;
	readonly more?: readonly Article[];
}): BigCommerceService {
	const clock = createClock();
	let store = seedStore(clock.now, more);
	const routes = [
		...orderRoutes,
		...orderWriteRoutes,
		...refundRoutes,
		...catalogRoutes,
		...inventoryReadRoutes,
		...adjustmentRoutes,
		...storeRoutes,
		...hookRoutes,
	];
	const service = createService({
		name: 'bigcommerce',
		host,
		port,
		clock,
		routes: (app) => mountRoutes(app, () => store, routes),
		control: (app) => addStoreControl(app, () => store),
		holders: () => {
			const { settings, products, orders, hooks, next } = store;
			return { settings, products, orders, hooks, next };
		},
		reset: () => {
			store = seedStore(clock.now, more);
		},
		kindOf: (method) => (method === 'GET' ? 'read' : 'write'),
	});
	return {
		...service,
		get url() {
			return service.url;
		},
		credentials: () => ({ url: service.url, storeHash, accessToken }),
	};
}
