import { millisOf, momentFromMillis, type Moment } from '../../domain/moment';
import { sweepChanges } from '../../http/sweep';
import type { OrdersPage, OrderStateChoice } from '../channelAdapter';
import { ORDERS_PER_PAGE, orderRow, readPage, type DateField } from './bigcommerceOrderRows';
import type { Store } from './bigcommerceStore';

/** An order with its lines and fees in one answer. */
const WITH_LINES = { include: 'consignments.line_items,fees', consignment_structure: 'object', limit: ORDERS_PER_PAGE };

/** Every order changed at or after `since` (whole seconds of the store's clock), each version once, oldest change first. */
export function ordersSince(store: Store, since: Moment, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	return ordersBy('date_modified', store, { since, choice });
}

/** Every order placed at or after `since` (whole seconds of the store's clock), each once, oldest first. */
export function ordersPlacedSince(store: Store, since: Moment, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	return ordersBy('date_created', store, { since, choice });
}

/** BigCommerce shows an order's id as its number. */
export async function orderById(store: Store, orderIdOrNumber: string, choice: OrderStateChoice): Promise<OrdersPage> {
	const [, id] = /^\s*#?\s*(\d{1,15})\s*$/.exec(orderIdOrNumber) ?? [];
	if (id === undefined) return { orders: [], unreadable: [] };
	const { rows } = await store.page2('/orders', { ...WITH_LINES, min_id: id, max_id: id }, 1);
	return await readPage(store, rows.map((row, place) => orderRow(row, 'date_modified', `row ${place}`)), choice);
}

async function* ordersBy(date: DateField, store: Store, { since, choice }: { since: Moment; choice: OrderStateChoice }): AsyncGenerator<OrdersPage> {
	const start = Math.floor(millisOf(since) / 1000);
	for await (const rows of sweepChanges((from, page) => datedOrders(store, { date, from, page }), start)) {
		// The bound reaches back by a second: what was placed before the day that counts is not asked for.
		const asked = date === 'date_modified' ? rows : rows.filter(({ changedAt }) => changedAt === null || changedAt >= start);
		if (asked.length > 0) yield await readPage(store, asked, choice);
	}
}

/** Whether `min_date_modified` and `min_date_created` are inclusive is not documented, so they go back by a second. */
async function datedOrders(store: Store, { date, from, page }: { date: DateField; from: number; page: number }) {
	const query = {
		[`min_${date}`]: momentFromMillis((from - 1) * 1000).replace('.000Z', 'Z'),
		sort: `${date}:asc`,
		...WITH_LINES,
	};
	const answer = await store.page2('/orders', query, page);
	return { ...answer, rows: answer.rows.map((row, place) => orderRow(row, date, `page ${page} row ${place}`)) };
}
