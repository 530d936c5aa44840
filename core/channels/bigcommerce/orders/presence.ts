import { MAX_PER_PAGE, type OrderRow } from './orderRows';
import { queryOrders } from './orderQueries';
import { toRefusalError } from '../refusal';
import type { Store } from '../api';
import type { OrderPresence } from '../../channelAdapter';
import { sweepChanges } from '../../../http/sweep';
import { toMillis, type Moment } from '../../../model/moment';
import { readFields } from '../../../reading/readUnknown';

/**
 * The ids of all orders that were placed at or after `since`. Archived orders are left out, since BigCommerce does not say whether
 * its list has them. Orders come without their lines, so a page holds 250.
 */
export async function* orderIdsPlacedSince(store: Store, since: Moment): AsyncGenerator<readonly string[]> {
	const start = Math.floor(toMillis(since) / 1000);
	const shape = { limit: MAX_PER_PAGE };
	for await (const rows of sweepChanges(
		(from, offset) => queryOrders(store, { date: 'date_created', from, offset, shape }),
		start,
	)) {
		yield rows.filter((row) => !isArchived(row.raw)).flatMap(({ orderId }: OrderRow) => orderId ?? []);
	}
}

/**
 * The place of an order. BigCommerce archives an order that is deleted over its API or in its control panel: it still answers to its
 * id.
 */
export async function orderPresence(store: Store, orderId: string): Promise<OrderPresence> {
	const { request, reply } = await store.getV2(`/orders/${encodeURIComponent(orderId)}`);
	if (reply.status === 404 || reply.status === 204) return 'gone';
	if (reply.status !== 200) throw toRefusalError(request, reply);
	return isArchived(readFields(reply.body, 'bigcommerce order')) ? 'archived' : 'there';
}

function isArchived(raw: unknown): boolean {
	return (raw as { readonly is_deleted?: unknown } | null)?.is_deleted === true;
}
