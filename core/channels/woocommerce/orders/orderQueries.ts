import { onlyReserving, type OrderStateChoice, type OrdersPage } from '../../channelAdapter';
import { BY_CHANGE, BY_PLACEMENT, orderRow, readPage, type OrderDate, type OrderRow } from './orderRows';
import { reservingStatuses } from './reservingStatuses';
import type { Shop } from '../api';
import type { Query } from '../query';
import { mayBeMissing, missingTimeAt } from '../missingHour';
import { iteratePages, type Page } from '../../../http/pages';
import { sweepChanges } from '../../../http/sweep';
import { toMillis, momentFromMillis, type Moment } from '../../../model/moment';

/**
 * Every order that changed at or after `since` (whole seconds of the shop's clock), each version once, oldest change first.
 * The trash is left out, since the sale of a trashed order stays (rules.md D5).
 */
export function ordersSince(shop: Shop, since: Moment, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	return sweepOrders(BY_CHANGE, shop, { since, choice, status: ANY });
}

/**
 * Every order that was placed at or after `since` (whole seconds of the shop's clock), each once, oldest first. The trash is left
 * out.
 */
export function ordersPlacedSince(shop: Shop, since: Moment, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	return sweepOrders(BY_PLACEMENT, shop, { since, choice, status: ANY });
}

/**
 * Every order that has taken stock and is not sold, oldest first. Orders of a status that the user counts as sold are read and
 * dropped.
 */
export async function* reservingOrders(shop: Shop, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	const status = (await reservingStatuses(shop)).join(',');
	for await (const page of sweepOrders(BY_PLACEMENT, shop, { since: EARLIEST, choice, status })) {
		const reserving = onlyReserving(page);
		if (reserving !== null) yield reserving;
	}
}

/**
 * The order with this number or id; an empty page when there is none, or it is in the trash. A plugin may number orders as it likes:
 *
 * 1. The order with that id counts when it has that number.
 * 2. Else an order with that number counts.
 * 3. Else the order with that id counts.
 */
export async function orderById(shop: Shop, orderIdOrNumber: string, choice: OrderStateChoice): Promise<OrdersPage> {
	const number = orderIdOrNumber.trim().replace(/^#\s*/, '');
	if (number === '') return NO_ORDERS;
	const byId = /^\d{1,15}$/.test(number) ? await shop.findRow(`/orders/${number}`) : null;
	const found = byId !== null && numberOf(byId) === number ? byId : ((await findByNumber(shop, number)) ?? byId);
	return found === null || (found as { status?: unknown }).status === 'trash'
		? NO_ORDERS
		: await readPage(shop, [orderRow(found, BY_CHANGE, 'row 0')], choice);
}

/** The order with this number; null when there is none. The shop's search looks into much more than numbers. */
async function findByNumber(shop: Shop, number: string): Promise<unknown> {
	for await (const rows of iteratePages((offset) =>
		shop.getPage('/orders', { search: number, status: 'any' }, offset),
	)) {
		const found = rows.find((row) => numberOf(row) === number);
		if (found !== undefined) return found;
	}
	return null;
}

function numberOf(raw: unknown): string {
	const { number } = (raw ?? {}) as { number?: unknown };
	return typeof number === 'number' || typeof number === 'string' ? String(number).replace(/^#\s*/, '') : '';
}

const NO_ORDERS: OrdersPage = { orders: [], unreadable: [] };

/** Every status but the trash and unfinished checkouts. */
export const ANY = 'any';

/** A time before any order. WordPress looks for dates after this one, knows none before the epoch, and by noon no clock is put forward. */
const EARLIEST = '1970-01-01T12:00:00.000Z';

interface OrderQuery {
	readonly since: Moment;
	readonly choice: OrderStateChoice;
	/** Statuses, separated by commas. */
	readonly status: string;
}

async function* sweepOrders(
	date: OrderDate,
	shop: Shop,
	{ since, choice, status }: OrderQuery,
): AsyncGenerator<OrdersPage> {
	for await (const rows of sweepRows(shop, { date, since, status })) yield await readPage(shop, rows, choice);
}

/** The rows that have their date at or after `since`, each once, oldest first. `fields`: as `queryOrders` takes them. */
export async function* sweepRows(
	shop: Shop,
	{ since, ...asked }: Omit<DatedOrderQuery, 'from' | 'offset'> & { readonly since: Moment },
): AsyncGenerator<readonly OrderRow[]> {
	const start = Math.floor(toMillis(since) / 1000);
	for await (const rows of sweepChanges((from, offset) => queryOrders(shop, { ...asked, from, offset }), start)) {
		const wanted = rows.filter(({ stampedAt }) => stampedAt === null || stampedAt >= start);
		if (wanted.length > 0) yield wanted;
	}
}

interface DatedOrderQuery {
	readonly date: OrderDate;
	/** Seconds since the epoch. */
	readonly from: number;
	/** The orders before the page. */
	readonly offset: number;
	readonly status: string;
	/** The fields that the shop sends; all where the list is empty. */
	readonly fields?: readonly string[];
}

/**
 * A page of orders by a date. `after` and `modified_after` are exclusive and count whole seconds. UTC has to go out without a Z,
 * together with `dates_are_gmt`; with a Z the shop would move it by its own offset.
 *
 * WordPress reads such a time in the site's zone first, and moves one that the site's clock skips in spring an hour on. So nobody asks
 * from a skipped time but from before it, and all orders that were stamped in it have the stamp of its last second for a sweep.
 * https://developer.wordpress.org/reference/classes/wp_date_query/build_mysql_datetime/
 */
async function queryOrders(
	shop: Shop,
	{ date, from, offset, status, fields = [] }: DatedOrderQuery,
): Promise<Page<OrderRow>> {
	const bound = from - 1;
	const after = momentFromMillis(((await skippedTime(shop, bound))?.start ?? from) * 1000 - 1000).slice(0, 19);
	const shape: Query = fields.length === 0 ? {} : { _fields: fields.join(',') };
	const query = { [date.after]: after, dates_are_gmt: 'true', orderby: date.orderby, order: 'asc', status, ...shape };
	const answer = await shop.getPage('/orders', query, offset);
	const rows = answer.rows.map((row, place) => orderRow(row, date, `row ${offset + place}`));
	return { ...answer, rows: await Promise.all(rows.map(async (row) => await withSweepStamp(shop, row))) };
}

/** The time that the site's clock skips around this second, if it does. */
async function skippedTime(shop: Shop, second: number) {
	return mayBeMissing(second) ? missingTimeAt(second, await shop.readTimeZone()) : null;
}

async function withSweepStamp(shop: Shop, row: OrderRow): Promise<OrderRow> {
	const skipped = row.changedAt === null ? null : await skippedTime(shop, row.changedAt);
	return skipped === null ? row : { ...row, changedAt: skipped.end - 1 };
}
