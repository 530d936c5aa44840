import { orderPath } from './orderPath';
import { readEntry, type OrderEntry } from './orderEntry';
import type { OrderContext } from './readOrder';
import type { EbayRest } from '../restApi';

/** https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrder#query-parameters */
const TAX_BREAKDOWN = { fieldGroups: 'TAX_BREAKDOWN' };

/**
 * The same entries. An order whose parts do not come to its total is asked for once more with all that eBay tells of taxes and fees;
 * what does not explain it either leaves it as it is.
 */
export async function withTaxBreakdown(
	rest: EbayRest,
	entries: readonly OrderEntry[],
	context: OrderContext,
): Promise<OrderEntry[]> {
	const explained: OrderEntry[] = [];
	for (const entry of entries)
		explained.push(isUnexplained(entry) ? ((await askAgain(rest, entry.key, context)) ?? entry) : entry);
	return explained;
}

function isUnexplained(entry: OrderEntry): boolean {
	return 'order' in entry && entry.order.moneyTrouble !== null;
}

async function askAgain(rest: EbayRest, orderId: string, context: OrderContext): Promise<OrderEntry | null> {
	const { status, body } = await rest.get(orderPath(orderId), TAX_BREAKDOWN, (reply) => reply.status < 500);
	const entry = status === 200 ? readEntry(body, 'ebay order', context) : null;
	return entry !== null && 'order' in entry ? entry : null;
}
