import type { Now } from '../kit/clock.mts';
import { Table } from '../kit/table.mts';
import type { TaxRate } from './orders/taxes.mts';
import type { Order } from './orders/order.mts';
import { productLists, type ProductTable } from './listings/productLists.mts';
import type { Coupon } from './coupons.mts';
import type { Customer } from './customers.mts';
import type { Webhook } from './webhooks.mts';

/** What a test or the board may change about the shop; all of it takes effect at once. */
export interface ShopSettings {
	/** IANA name; dates without `_gmt` are in it. */
	timeZone: string;
	currency: string;
	currencySymbol: string;
	/** Where the merchant sits: "US:NY". */
	country: string;
	/** Decimals of amounts; -1 for as many as the currency has. */
	priceDecimals: number;
	calculateTaxes: boolean;
	/** "order" is the option woocommerce_tax_round_at_subtotal. */
	roundTaxAt: 'line' | 'order';
	pricesIncludeTax: boolean;
	/** The shop-wide switch; off means that no product tracks stock. */
	manageStock: boolean;
	/** Off: every `sku` parameter is ignored and the whole catalogue answers. */
	skuEnabled: boolean;
	/** What a plugin for sequential numbers puts before the id in `number`. */
	orderNumberPrefix: string;
	keyPermissions: 'read' | 'write' | 'read_write';
	/** A cache that keeps every GET of the API: by its whole address, or by the parameters that WooCommerce knows. */
	pageCache: 'off' | 'byAddress' | 'knownParameters';
	/** The header that says HIT when the cache answers; '' for a cache that does not say it. */
	cacheHeader: string;
	taxRates: readonly TaxRate[];
	/** plain: WordPress rewrites no address, so /wp-json/ leads to the shop's home page. */
	permalinks: 'pretty' | 'plain';
	/** PHP prints its notices before every JSON, as on a server that shows errors. */
	noticesBeforeJson: boolean;
	/** What the payment gateway says to a refund that the API asks of it. */
	refundGateway: 'unsupported' | 'agrees' | 'declines';
	/** How long it takes to say so, milliseconds: the refund's row is there meanwhile. */
	refundGatewayDelay: number;
}

/** One shop. Products and orders share one run of ids, as WordPress posts do. */
export interface Shop {
	readonly settings: ShopSettings;
	readonly siteUrl: string;
	readonly products: ProductTable;
	readonly orders: Map<number, Order>;
	readonly webhooks: Map<number, Webhook>;
	readonly coupons: Map<number, Coupon>;
	readonly customers: Map<number, Customer>;
	/** Names of those beside the standard one. */
	readonly taxClasses: string[];
	/** Rates made for single orders, beside the tables. */
	readonly otherRates: TaxRate[];
	readonly next: { post: number; item: number; meta: number; webhook: number; rate: number; user: number };
	readonly now: Now;
}

/** What a shop knows of the server that it stands on. */
export interface ShopServer {
	/** Asked for late: a server on a free port knows its address only when it listens. */
	readonly siteUrl: () => string;
	readonly now: Now;
}

export function emptyShop({ siteUrl, now }: ShopServer, settings: Partial<ShopSettings> = {}): Shop {
	return {
		settings: { ...defaultSettings, ...settings },
		get siteUrl() {
			return siteUrl();
		},
		products: new Table(productLists),
		orders: new Map(),
		webhooks: new Map(),
		coupons: new Map(),
		customers: new Map(),
		taxClasses: ['Reduced rate', 'Zero rate'],
		otherRates: [],
		next: { post: 10, item: 1, meta: 1, webhook: 1, rate: 100, user: 2 },
		now,
	};
}

/** Counts one of the shop's runs of ids up and returns the id taken. */
export function takeId(shop: Shop, run: keyof Shop['next']): number {
	const id = shop.next[run];
	shop.next[run] = id + 1;
	return id;
}

/** Seconds since the epoch: WordPress keeps no fractions. */
export function nowInSeconds(shop: Shop): number {
	return Math.floor(shop.now() / 1000);
}

const defaultSettings: ShopSettings = {
	timeZone: 'America/New_York',
	currency: 'USD',
	currencySymbol: '$',
	country: 'US:NY',
	priceDecimals: -1,
	calculateTaxes: true,
	roundTaxAt: 'line',
	pricesIncludeTax: false,
	manageStock: true,
	skuEnabled: true,
	orderNumberPrefix: '',
	keyPermissions: 'read_write',
	pageCache: 'off',
	cacheHeader: 'x-cache',
	taxRates: [],
	permalinks: 'pretty',
	noticesBeforeJson: false,
	refundGateway: 'unsupported',
	refundGatewayDelay: 0,
};
