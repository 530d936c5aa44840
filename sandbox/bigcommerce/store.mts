import type { Now } from '../kit/clock.mts';
import { Table } from '../kit/table.mts';
import type { Hook } from './hooks.mts';
import { productLists, type ProductTable } from './listings/productLists.mts';
import type { Order } from './orders/order.mts';

/** What a test or the board may change about the store; all of it takes effect at once. */
export interface StoreSettings {
	currency: string;
	/** IANA name. */
	timeZone: string;
	/** "8.25": one rate for all goods, shipping, handling and wrapping. */
	taxRate: string;
	/** Whether the prices that the merchant enters contain the tax. */
	pricesIncludeTax: boolean;
	/** Whether an order's total is what is left after store credit and gift certificates: the vendor does not say. */
	totalAfterTender: boolean;
	/** How long the read routes still show the old level after an adjustment, milliseconds. */
	inventoryDelay: number;
	/** What one bad entry does to an adjustment: the vendor does not say. */
	badEntries: 'rejectAll' | 'applyRest';
	/** Whether `min_date_modified` and its like include the moment itself: the vendor does not say. */
	dateBounds: 'inclusive' | 'exclusive';
	/** Whether GET /v2/orders shows archived orders: the vendor does not say. Each answers to its id all the same. */
	archivedOrders: 'hidden' | 'listed';
	/** When the store takes an order's stock. */
	updateStockBehavior: 'order_placed' | 'order_completed_or_shipped';
	editOrderStockAdjustment: boolean;
	/** Whether a cancelled order gives its stock back. */
	refundOrderStockAdjustment: boolean;
	/** Requests in a window of 30 seconds. */
	quota: number;
	/** What a refused request says about the quota. */
	throttledReply: 'withHeaders' | 'withoutHeaders';
	/** Scopes that the token lacks: their routes answer 403. */
	missingScopes: readonly string[];
	locations: readonly Location[];
}

export interface Location {
	readonly id: number;
	readonly code: string;
	readonly label: string;
	readonly enabled: boolean;
}

export interface Store {
	readonly settings: StoreSettings;
	readonly products: ProductTable;
	readonly orders: Map<number, Order>;
	readonly hooks: Map<number, Hook>;
	readonly next: {
		product: number;
		variant: number;
		order: number;
		line: number;
		item: number;
		refund: number;
		transaction: number;
		hook: number;
	};
	readonly now: Now;
}

/** The location that the storefront sells from; it cannot be removed. */
export const defaultLocation: Location = { id: 1, code: 'BC-LOCATION-1', label: 'Default location', enabled: true };

export function emptyStore(now: Now, settings: Partial<StoreSettings> = {}): Store {
	return {
		settings: { ...defaultSettings, ...settings },
		products: new Table(productLists),
		orders: new Map(),
		hooks: new Map(),
		next: { product: 77, variant: 301, order: 100, line: 1, item: 1, refund: 1, transaction: 1, hook: 20_000_001 },
		now,
	};
}

/** Counts one of the store's runs of ids up and returns the id taken. */
export function takeId(store: Store, run: keyof Store['next']): number {
	const id = store.next[run];
	store.next[run] = id + 1;
	return id;
}

/** Seconds since the epoch: BigCommerce's dates have no fractions. */
export function nowInSeconds(store: Store): number {
	return Math.floor(store.now() / 1000);
}

const defaultSettings: StoreSettings = {
	currency: 'USD',
	timeZone: 'America/New_York',
	taxRate: '0',
	pricesIncludeTax: false,
	totalAfterTender: false,
	inventoryDelay: 300,
	badEntries: 'rejectAll',
	dateBounds: 'inclusive',
	archivedOrders: 'hidden',
	updateStockBehavior: 'order_placed',
	editOrderStockAdjustment: true,
	refundOrderStockAdjustment: true,
	// Pro plan; Standard and Plus have 150.
	quota: 450,
	throttledReply: 'withHeaders',
	missingScopes: [],
	locations: [defaultLocation],
};
