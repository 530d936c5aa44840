import type { ChannelAdapter } from '../../core/channels/channelAdapter';
import { documentWithoutOrder, type DocumentWithoutOrder } from '../../core/domain/documentWithoutOrder';
import { dayIn, shifted, type Moment } from '../../core/model/moment';
import { daysBefore } from '../../core/orders/orderSelection';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import { standingSales, type StandingSale } from '../../core/quickbooks/standingSales';

export interface WithoutOrderAsked {
	/** The channel's id. */
	readonly channel: string;
	readonly displayName: string;
	readonly numberPrefix: string;
	/** How far back documents are looked at, by the day that they are booked on. */
	readonly days: number;
	readonly now: Moment;
}

/** Each order that is not among those of the time is one request. */
const MOST_ASKED = 200;
/** An order may be placed a day before its document's day begins elsewhere, and a shop's clock may be off by another. */
const ALLOWANCE_SECONDS = 2 * 24 * 3600;

/** Documents that were not looked at, told in one item. */
export interface DocumentsNotChecked {
	readonly kind: 'documentsNotChecked';
	readonly channel: string;
	readonly account: string;
	readonly documents: number;
	readonly reason: string;
}

/**
 * The sales in QuickBooks whose order the channel has no more, or only in its trash (rules.md D5), newest first. Writes nothing. Documents are
 * read before orders, so that an order that is posted meanwhile is not missed. Throws IntegrationError when either side cannot be asked.
 */
export async function documentsWithoutOrder(
	adapter: ChannelAdapter,
	client: QuickBooksClient,
	asked: WithoutOrderAsked,
): Promise<Array<DocumentWithoutOrder | DocumentsNotChecked>> {
	const { channel, displayName, numberPrefix: prefix, days, now } = asked;
	const account = await adapter.account();
	const since = daysBefore(now, days);
	const { timeZone } = await client.company();
	const sales = await standingSales(client, { channel, account, from: dayIn(since, timeZone) });
	const unseen = await notAmongOrders(sales, adapter, shifted(since, -ALLOWANCE_SECONDS));
	const found: DocumentWithoutOrder[] = [];
	for (const { orderId, ...sale } of unseen.slice(0, MOST_ASKED)) {
		const where = await adapter.orderPresence(orderId);
		if (where !== 'there')
			found.push(documentWithoutOrder({ channel, channelName: displayName, account, orderId, prefix, where, ...sale }));
	}
	const left = unseen.length - MOST_ASKED;
	return left <= 0
		? found
		: [
				...found,
				{
					kind: 'documentsNotChecked',
					channel,
					account,
					documents: left,
					reason: `${left} more documents have no order among those of the last ${days} days, and were not looked at: a run asks for ${MOST_ASKED} orders at most. See to the ones above, then run it again, or choose fewer days`,
				},
			];
}

/** Newest first; an order that is older than its document says is asked for by its id. */
async function notAmongOrders(
	sales: readonly StandingSale[],
	adapter: ChannelAdapter,
	since: Moment,
): Promise<StandingSale[]> {
	const ids = new Set(sales.map(({ orderId }) => orderId));
	if (ids.size === 0) return [];
	for await (const page of adapter.orderIdsPlacedSince(since)) page.forEach((orderId) => ids.delete(orderId));
	return sales.filter(({ orderId }) => ids.has(orderId)).sort((a, b) => b.document.day.localeCompare(a.document.day));
}
