import type { OrdersPage } from '../../../core/channels/channelAdapter';
import type { StockChange } from '../../../core/model/listing';
import { toSku } from '../../../core/model/sku';
import type { Reader } from '../reader';
import { refusedByTheWire } from './refusals';
import { orderTrouble } from './orderTrouble';

/** A reader of a channel, which may also say what the wire refused. */
export function channelReader(name: string, sample: unknown, read: (raw: unknown) => unknown): Reader {
	return { name, sample, read, mayThrow: refusedByTheWire };
}

/** What is wrong with the orders of some pages; null for nothing. */
export function channelOrders(pages: readonly OrdersPage[]): string | null {
	return pages.flatMap(({ orders }) => orders.map(orderTrouble)).find((trouble) => trouble !== null) ?? null;
}

/** One unit of a listing to be written, where there were four. */
export function change(channel: string, listingRef: string, sku: string): StockChange {
	return {
		listing: {
			channel,
			sku: toSku(sku),
			listingRef,
			name: sku,
			quantity: 4,
			tracksStock: true,
			price: null,
			parentRef: null,
			poolRef: null,
			poolMembers: 1,
		},
		target: 1,
	};
}
