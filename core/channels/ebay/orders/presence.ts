import type { OrderPresence, OrdersPage } from '../../channelAdapter';
import { isUnknownOrder, orderPath } from './orderById';
import type { EbayRest } from '../restApi';

/** Of each page the ids, those of orders that cannot be read included. */
export async function* ebayOrderIds(pages: AsyncIterable<OrdersPage>): AsyncIterable<readonly string[]> {
	for await (const { orders, unreadable } of pages)
		yield [...orders, ...unreadable].flatMap(({ orderId }) => orderId ?? []);
}

/** eBay has no trash: an order is there, or it is not. */
export async function ebayOrderPresence(rest: EbayRest, orderId: string): Promise<OrderPresence> {
	return isUnknownOrder(await rest.get(orderPath(orderId), {}, isUnknownOrder)) ? 'gone' : 'there';
}
