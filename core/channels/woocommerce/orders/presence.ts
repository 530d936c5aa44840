import type { OrderPresence } from '../../channelAdapter';
import { PLACING } from './orderRows';
import { ANY, datedOrders } from './orders';
import type { Shop } from '../shopApi';
import { sweepChanges } from '../../../http/sweep';
import { millisOf, type Moment } from '../../../model/moment';

/** Ids of all orders placed at or after `since`, without the bin and checkouts that nobody finished. Their ids and dates alone are sent. */
export async function* orderIdsPlacedSince(shop: Shop, since: Moment): AsyncGenerator<readonly string[]> {
	const start = Math.floor(millisOf(since) / 1000);
	const fields = ['id', PLACING.field];
	for await (const rows of sweepChanges(
		(from, page) => datedOrders(shop, { date: PLACING, from, page, status: ANY, fields }),
		start,
	)) {
		yield rows.flatMap(({ orderId }) => orderId ?? []);
	}
}

/** By id, never by number. A binned order answers with the status "trash", one that was deleted for good is a 404. */
export async function orderPresence(shop: Shop, orderId: string): Promise<OrderPresence> {
	const found = await shop.one(`/orders/${encodeURIComponent(orderId)}`);
	if (found === null) return 'gone';
	return (found as { readonly status?: unknown }).status === 'trash' ? 'trashed' : 'there';
}
