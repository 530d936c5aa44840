import type { OrderPresence, OrdersPage } from '../../channelAdapter';
import { isUnknownOrder } from './orderById';
import { orderPath } from './orderPath';
import type { EbayRest } from '../restApi';

/** The order ids of each page, also of orders that cannot be read. */
export async function* orderIdsOf(pages: AsyncIterable<OrdersPage>): AsyncIterable<readonly string[]> {
	for await (const { orders, unreadable } of pages)
		yield [...orders, ...unreadable].flatMap(({ orderId }) => orderId ?? []);
}

/** The place of an order. eBay has neither trash nor archive. */
export async function orderPresence(rest: EbayRest, orderId: string): Promise<OrderPresence> {
	return isUnknownOrder(await rest.get(orderPath(orderId), {}, isUnknownOrder)) ? 'gone' : 'there';
}
