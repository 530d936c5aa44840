import type { OrderPresence } from '../../channelAdapter';
import { PLACING } from './orderRows';
import { ANY, datedOrders } from './orders';
import type { Shop } from '../shopApi';
import { sweepChanges } from '../../../http/sweep';
import { millisOf, type Moment } from '../../../model/moment';

/**
 * The ids of all orders that were placed at or after `since`, without the trash and unfinished checkouts. The shop sends ids and
 * dates alone.
 */
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

/**
 * The place of an order, by its id and never by its number. A trashed order answers with the status "trash", a deleted one with 404.
 */
export async function orderPresence(shop: Shop, orderId: string): Promise<OrderPresence> {
	const found = await shop.one(`/orders/${encodeURIComponent(orderId)}`);
	if (found === null) return 'gone';
	return (found as { readonly status?: unknown }).status === 'trash' ? 'trashed' : 'there';
}
