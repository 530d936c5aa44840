import { reservingPage, type OrdersPage } from '../../channelAdapter';
import type { EbayApis } from '../listings/listings';
import { pagesOf, type OrderEntry } from './orderEntry';
import { filteredRows, readToTheEnd } from './orderPages';
import type { OrderContext } from './readOrder';
import { purchasesAwaitingPayment } from './soldList';
import type { SalesOrder } from '../../../model/salesOrder';

/** eBay cannot be asked by payment or cancellation, but what waits for either is hardly ever on its way. */
const UNSENT = 'orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}';

/**
 * What is off sale and not sold: unsent orders of the last 90 days whose payment or cancellation is under way, then purchases
 * that await payment, which are no orders for the Fulfillment API yet. A purchase that is paid while this is read may be in
 * neither: read the sold orders after this, not before it.
 */
export async function* ebayReservingOrders(
	{ rest, trading }: EbayApis,
	context: OrderContext,
): AsyncIterable<OrdersPage> {
	const ask = async (offset: number) => await filteredRows(rest, { filter: UNSENT, offset }, context);
	const listed = await readToTheEnd(ask, await ask(0));
	const known = new Set(listed.flatMap(keysOf));
	const awaiting = await purchasesAwaitingPayment(trading, context.marketplace);
	const unlisted = awaiting.filter((entry) => !keysOf(entry).some((key) => known.has(key)));
	for (const page of pagesOf([...listed, ...unlisted])) {
		const reserving = reservingPage(page);
		if (reserving !== null) yield reserving;
	}
}

/** An order may be called otherwise before it is paid; its listings and line ids stay. */
function keysOf(entry: OrderEntry): string[] {
	return [entry.key, ...('order' in entry ? lineKeysOf(entry.order) : [])];
}

function lineKeysOf({ lines }: SalesOrder): string[] {
	return lines.map(({ listingRef, lineId }) => `${listingRef?.split('/')[0] ?? ''}-${lineId}`);
}
