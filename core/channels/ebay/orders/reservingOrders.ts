import { onlyReserving, type OrdersPage } from '../../channelAdapter';
import type { EbayApis } from '../listings/listingQueries';
import { toPages, type OrderEntry } from './orderEntry';
import { queryRows, readAllRows } from './orderPages';
import type { OrderContext } from './readOrder';
import { purchasesAwaitingPayment } from './unpaidPurchases';
import type { SalesOrder } from '../../../model/salesOrder';

/** eBay has no filter by payment or cancellation. An order that waits for either is hardly ever sent. */
const UNSENT = 'orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}';

/**
 * Every order that has taken stock and is not sold:
 *
 * 1. unsent orders of the last 90 days whose payment or cancellation is under way;
 * 2. purchases that await payment, which the Fulfillment API does not have yet.
 *
 * A purchase that is paid meanwhile may be in neither. So the caller reads sold orders after this, not before it.
 */
export async function* reservingOrders({ rest, trading }: EbayApis, context: OrderContext): AsyncIterable<OrdersPage> {
	const ask = async (offset: number) => await queryRows(rest, { filter: UNSENT, offset }, context);
	const listed = await readAllRows(ask, await ask(0));
	const known = new Set(listed.flatMap(keysOf));
	const awaiting = await purchasesAwaitingPayment(trading, context.marketplace);
	const unlisted = awaiting.filter((entry) => !keysOf(entry).some((key) => known.has(key)));
	for (const page of toPages([...listed, ...unlisted])) {
		const reserving = onlyReserving(page);
		if (reserving !== null) yield reserving;
	}
}

/** The keys by which an order is recognised. Its id may be another before payment; its listings and line ids stay. */
function keysOf(entry: OrderEntry): string[] {
	return [entry.key, ...('order' in entry ? lineKeysOf(entry.order) : [])];
}

function lineKeysOf({ lines }: SalesOrder): string[] {
	return lines.map(({ listingRef, lineId }) => `${listingRef?.split('/')[0] ?? ''}-${lineId}`);
}
