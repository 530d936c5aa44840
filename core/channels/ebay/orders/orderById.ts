import type { OrdersPage } from '../../channelAdapter';
import { readEntry } from './orderEntry';
import type { OrderContext } from './readOrder';
import { errorIdsOf, type EbayRest } from '../restApi';
import type { HttpReply } from '../../../http/httpPort';
import { readAddressPart } from '../../../reading/readWebAddress';

/** https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrder */
const NO_SUCH_ORDER = 32100;

/** The order with this id, which eBay also shows as its number; an empty page when there is none. */
export async function orderById(rest: EbayRest, orderId: string, context: OrderContext): Promise<OrdersPage> {
	const id = orderId.trim().replace(/^#\s*/, '');
	if (id === '') return { orders: [], unreadable: [] };
	const reply = await rest.get(orderPath(id), {}, isUnknownOrder);
	if (isUnknownOrder(reply)) return { orders: [], unreadable: [] };
	const entry = readEntry(reply.body, 'ebay order', context);
	return 'order' in entry ? { orders: [entry.order], unreadable: [] } : { orders: [], unreadable: [entry.unreadable] };
}

export function orderPath(orderId: string): string {
	return `/sell/fulfillment/v1/order/${encodeURIComponent(readAddressPart(orderId, 'ebay order id'))}`;
}

export function isUnknownOrder({ body }: HttpReply): boolean {
	return errorIdsOf(body).includes(NO_SUCH_ORDER);
}
