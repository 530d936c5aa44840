import { createClock } from '../kit/clock.mts';
import { createService, type Service } from '../kit/service.mts';
import { consumerKey, consumerSecret } from './api/authentication.mts';
import { addShopControl } from './control/routes.mts';
import { orderRoutes } from './orders/routes.mts';
import { productRoutes } from './listings/productRoutes.mts';
import { reportRoutes } from './orders/reports.mts';
import { createPageCache } from './api/pageCache.mts';
import { mountRoutes, openSignatureCheck } from './api/route.mts';
import { couponRoutes } from './coupons.mts';
import { customerRoutes } from './customers.mts';
import { seedShop } from './seed/shop.mts';
import { settingRoutes } from './settings/routes.mts';
import { systemStatusRoutes } from './settings/systemStatus.mts';
import { taxRoutes } from './settings/taxes.mts';
import type { Shop, ShopServer } from './shop.mts';
import { variationRoutes } from './listings/variationRoutes.mts';
import { webhookRoutes } from './webhooks.mts';

export interface WooCommerceOptions {
	readonly host: string;
	/** Answers as behind a proxy that terminates TLS and says so: keys count. */
	readonly port: number;
	/** Answers as over plain HTTP: keys are ignored, only what is signed with them (OAuth 1.0a) is let in. */
	readonly plainPort: number;
	/** The shop at the start and after a reset; the merchant's own unless given. */
	readonly seed?: (server: ShopServer) => Shop;
}

export interface WooCommerceService extends Service {
	/** The same shop over plain HTTP. */
	readonly plain: Service;
	credentials(): {
		readonly url: string;
		readonly plainUrl: string;
		readonly consumerKey: string;
		readonly consumerSecret: string;
	};
}

const vendorRoutes = [
	...productRoutes,
	...variationRoutes,
	...orderRoutes,
	...couponRoutes,
	...customerRoutes,
	...settingRoutes,
	...taxRoutes,
	...systemStatusRoutes,
	...reportRoutes,
	...webhookRoutes,
];

/** A WooCommerce shop on two ports: one state, two ways that WordPress sees the connection. */
export function createWooCommerce(options: WooCommerceOptions): WooCommerceService {
	const { host, port, plainPort, seed = seedShop } = options;
	const clock = createClock();
	const server: ShopServer = { siteUrl: () => main.url, now: clock.now };
	let shop = seed(server);
	const signatures = openSignatureCheck(clock.now);
	const cache = createPageCache();
	const reset = (): void => {
		shop = seed(server);
		cache.clear();
	};
	const serve = (at: { name: string; port: number; secure: boolean }): Service =>
		createService({
			name: at.name,
			host,
			port: at.port,
			clock,
			routes: (app) => {
				cache.standBefore(app, () => shop, vendorRoutes);
				mountRoutes(app, { shop: () => shop, routes: vendorRoutes, secure: at.secure, signatures });
			},
			control: (app) => addShopControl(app, () => shop),
			holders: () => {
				const { settings, products, orders, webhooks, coupons, customers, taxClasses, otherRates, next } = shop;
				return { settings, products, orders, webhooks, coupons, customers, taxClasses, otherRates, next };
			},
			reset,
			kindOf: (method) => (method === 'GET' ? 'read' : 'write'),
		});
	const main = serve({ name: 'woocommerce', port, secure: true });
	const plain = serve({ name: 'woocommerce over plain HTTP', port: plainPort, secure: false });
	return {
		...main,
		get url() {
			return main.url;
		},
		plain,
		credentials: () => ({ url: main.url, plainUrl: plain.url, consumerKey, consumerSecret }),
		async start() {
			await main.start();
			await plain.start();
		},
		async stop() {
			await main.stop();
			await plain.stop();
		},
	};
}
