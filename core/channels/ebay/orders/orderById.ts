import type { OrdersPage } from '../../channelAdapter';
import { readEntry, toPages } from './orderEntry';
import { orderPath } from './orderPath';
import type { OrderContext } from './readOrder';
import { withTaxBreakdown } from './taxBreakdown';
import { errorIdsOf, type EbayRest } from '../restApi';
import type { HttpReply } from '../../../http/httpPort';

/** https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrder */
const NO_SUCH_ORDER = 32100;

/** The order with this id, which eBay also shows as its number; an empty page when there is none. */
export async function orderById(rest: EbayRest, orderId: string, context: OrderContext): Promise<OrdersPage> {
	const id = orderId.trim().replace(/^#\s*/, '');
	if (id === '') return { orders: [], unreadable: [] };
	const reply = await rest.get(orderPath(id), {}, isUnknownOrder);
	if (isUnknownOrder(reply)) return { orders: [], unreadable: [] };
	const [page] = toPages(await withTaxBreakdown(rest, [readEntry(reply.body, 'ebay order', context)], context));
	return page ?? { orders: [], unreadable: [] };
}

export function isUnknownOrder({ body }: HttpReply): boolean {
	return errorIdsOf(body).includes(NO_SUCH_ORDER);
}
