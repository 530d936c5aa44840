import type { OrderPresence } from '../../channelAdapter';
import { BY_PLACEMENT } from './orderRows';
import { ANY, sweepRows } from './orderQueries';
import type { Shop } from '../api';
import type { Moment } from '../../../model/moment';

/**
 * The ids of all orders that were placed at or after `since`, without the trash and unfinished checkouts. The shop sends ids and
 * dates alone.
 */
export async function* orderIdsPlacedSince(shop: Shop, since: Moment): AsyncGenerator<readonly string[]> {
	const fields = ['id', BY_PLACEMENT.field];
	for await (const rows of sweepRows(shop, { date: BY_PLACEMENT, since, status: ANY, fields }))
		yield rows.flatMap(({ orderId }) => orderId ?? []);
}

/**
 * The place of an order, by its id and never by its number. A trashed order answers with the status "trash", a deleted one with 404.
 */
export async function orderPresence(shop: Shop, orderId: string): Promise<OrderPresence> {
	const found = await shop.findRow(`/orders/${encodeURIComponent(orderId)}`);
	if (found === null) return 'gone';
	return (found as { readonly status?: unknown }).status === 'trash' ? 'trashed' : 'there';
}
