import type { Article } from '../../sandbox/catalogue/shop.mts';
import type { Calls } from './services.mts';

/**
 * What the vendors let a call carry. WooCommerce: https://woocommerce.github.io/woocommerce-rest-api-docs/#pagination and #batch-update-products;
 * BigCommerce: https://developer.bigcommerce.com/docs/rest-management/inventory; eBay: bulkGetInventoryItem, bulkUpdatePriceQuantity and
 * ReviseInventoryStatus; QuickBooks: MAXRESULTS and batch.
 */
const MOST = {
	quickbooks: { page: 1000, batch: 30 },
	woocommerce: { page: 100, batch: 100, orders: 100 },
	bigcommerce: { page: 1000, adjustment: 2000, orders: 250 },
	ebay: { bulk: 25, trading: 4, orders: 200 },
} as const;

export type ChannelName = Exclude<keyof Calls, 'quickbooks'>;

/** The list of orders, and at eBay that of sales that wait for their money, which is another one. */
const ORDER_READS: Readonly<Record<ChannelName, number>> = { woocommerce: 1, bigcommerce: 1, ebay: 2 };

const calls = (rows: number, most: number): number => Math.ceil(rows / most);

/** Reads of the open orders and of the listings, and writes of all of them, where it is known which offer belongs to which SKU. */
const LEVELS: Readonly<
	Record<ChannelName, { reads(sold: readonly Article[]): number; writes(sold: readonly Article[]): number }>
> = {
	woocommerce: {
		reads: ({ length }) => calls(length, MOST.woocommerce.page),
		writes(sold) {
			const families = Map.groupBy(sold, ({ woocommerce }) => woocommerce?.parent);
			return [...families.values()].reduce((sum, { length }) => sum + calls(length, MOST.woocommerce.batch), 0);
		},
	},
	bigcommerce: {
		reads: ({ length }) => calls(length, MOST.bigcommerce.page),
		writes: ({ length }) => calls(length, MOST.bigcommerce.adjustment),
	},
	ebay: {
		reads: (sold) => calls(ofInventoryApi(sold).length, MOST.ebay.bulk),
		writes(sold) {
			const byBulk = ofInventoryApi(sold).length;
			return calls(byBulk, MOST.ebay.bulk) + calls(sold.length - byBulk, MOST.ebay.trading);
		},
	},
};

function ofInventoryApi(sold: readonly Article[]): readonly Article[] {
	return sold.filter(({ ebay }) => ebay?.api === 'inventory');
}

/** The least calls that bring the levels of these articles from QuickBooks to all channels, whatever their number. */
export function leastForLevels(changed: readonly Article[], { raised }: { readonly raised: boolean }): Calls {
	const pages = calls(changed.length, MOST.quickbooks.page);
	const of = (channel: ChannelName): number => {
		const { reads, writes } = LEVELS[channel];
		return ORDER_READS[channel] + reads(changed) + writes(changed);
	};
	return {
		// A level that goes up is asked for once more before it is written.
		quickbooks: raised ? 2 * pages : pages,
		woocommerce: of('woocommerce'),
		bigcommerce: of('bigcommerce'),
		ebay: of('ebay'),
	};
}

/** Two types of documents may hold a sale. */
const TYPES_OF_SALES = 2;

/**
 * The least calls that bring so many orders of one channel, one article each, to QuickBooks and their levels to all: items by SKU, documents by
 * identity, the writes, the new levels. The channel that sold has lowered its own.
 */
export function leastForOrders(sold: readonly Article[], seller: ChannelName): Calls {
	const { page, batch } = MOST.quickbooks;
	const items = calls(sold.length, page);
	const of = (channel: ChannelName): number => {
		const { reads, writes } = LEVELS[channel];
		const found = channel === seller ? calls(sold.length, MOST[channel].orders) : 0;
		return found + ORDER_READS[channel] + reads(sold) + (channel === seller ? 0 : writes(sold));
	};
	return {
		quickbooks: items + TYPES_OF_SALES + calls(sold.length, batch) + items,
		woocommerce: of('woocommerce'),
		bigcommerce: of('bigcommerce'),
		ebay: of('ebay'),
	};
}
