import { ORDERS_PER_PAGE, orderRow, readPage, type DateField, type OrderRow } from './orderRows';
import { readOrdersInParts } from './ordersInParts';
import { reservingStatuses } from './states';
import type { LimitedQuery, Query, Store } from '../api';
import { onlyReserving, type OrderStateChoice, type OrdersPage } from '../../channelAdapter';
import type { Page } from '../../../http/pages';
import { sweepChanges } from '../../../http/sweep';
import { isTroubleOfSize } from '../../../http/unservedRow';
import { toMillis, momentFromMillis, type Moment } from '../../../model/moment';

/** An order with its lines and fees in one answer. */
const WITH_LINES = { include: 'consignments.line_items,fees', consignment_structure: 'object', limit: ORDERS_PER_PAGE };

/** Every order that changed at or after `since` (whole seconds of the store's clock), each version once, oldest change first. */
export function ordersSince(store: Store, since: Moment, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	return sweepOrders('date_modified', store, { since, choice });
}

/** Every order that was placed at or after `since` (whole seconds of the store's clock), each once, oldest first. */
export function ordersPlacedSince(store: Store, since: Moment, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	return sweepOrders('date_created', store, { since, choice });
}

/**
 * Every order that has taken stock and is not sold, status by status, since BigCommerce filters by one status at a time. An order
 * that moves from one status to another meanwhile may be missed. It has changed then, so `ordersSince` has it.
 */
export async function* reservingOrders(store: Store, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	const seen = new Set<string>();
	for (const status_id of reservingStatuses(choice)) {
		for await (const page of sweepOrders('date_created', store, { since: EARLIEST, choice, filter: { status_id } })) {
			const reserving = onlyReserving({ ...page, orders: page.orders.filter(({ orderId }) => !seen.has(orderId)) });
			page.orders.forEach(({ orderId }) => seen.add(orderId));
			if (reserving !== null) yield reserving;
		}
	}
}

/** The order with this id, which BigCommerce also shows as its number; an empty page when there is none. */
export async function orderById(store: Store, orderIdOrNumber: string, choice: OrderStateChoice): Promise<OrdersPage> {
	const [, id] = /^\s*#?\s*(\d{1,15})\s*$/.exec(orderIdOrNumber) ?? [];
	if (id === undefined) return { orders: [], unreadable: [] };
	const { rows } = await store.getPageV2('/orders', { ...WITH_LINES, min_id: id, max_id: id }, 0);
	return await readPage(
		store,
		rows.map((row, place) => orderRow(row, 'date_modified', `row ${place}`)),
		choice,
	);
}

/** A time before any order. The question reaches back by another second. */
const EARLIEST = '1970-01-01T00:00:01.000Z';

interface OrderQuery {
	readonly since: Moment;
	readonly choice: OrderStateChoice;
	readonly filter?: Query;
}

async function* sweepOrders(
	date: DateField,
	store: Store,
	{ since, choice, filter = {} }: OrderQuery,
): AsyncGenerator<OrdersPage> {
	const start = Math.floor(toMillis(since) / 1000);
	for await (const rows of sweepChanges((from, offset) => queryOrders(store, { date, from, offset, filter }), start)) {
		// The question reaches back by a second, so orders that were placed before `since` are dropped here.
		const asked =
			date === 'date_modified' ? rows : rows.filter(({ changedAt }) => changedAt === null || changedAt >= start);
		if (asked.length > 0) yield await readPage(store, asked, choice);
	}
}

interface DatedOrderQuery {
	readonly date: DateField;
	/** Seconds since the epoch. */
	readonly from: number;
	/** The orders before the page. */
	readonly offset: number;
	readonly filter?: Query;
	/** The parts that come with each order, and the orders to a page. */
	readonly shape?: LimitedQuery;
}

/**
 * A page of orders by a date. Nobody documents whether `min_date_modified` and `min_date_created` are inclusive, so the question
 * goes back by a second. A page that BigCommerce cannot make is asked for in parts.
 */
export async function queryOrders(
	store: Store,
	{ date, from, offset, filter = {}, shape = WITH_LINES }: DatedOrderQuery,
): Promise<Page<OrderRow>> {
	const query = {
		...filter,
		[`min_${date}`]: momentFromMillis((from - 1) * 1000).replace('.000Z', 'Z'),
		sort: `${date}:asc`,
	};
	const { limit, ...parts } = shape;
	const size = store.orderPageSizes.at(offset, limit);
	const answer = await store
		.getPageV2('/orders', { ...query, ...parts, limit: size }, offset)
		.catch(async (failure: unknown) => {
			if (!isTroubleOfSize(failure)) throw failure;
			return await readOrdersInParts(store, { query, parts, offset, size, date }, failure);
		});
	return { ...answer, rows: answer.rows.map((row, place) => orderRow(row, date, `row ${offset + place}`)) };
}
