import { reservingPage, type OrderStateChoice, type OrdersPage } from '../../channelAdapter';
import { CHANGE, PLACING, orderRow, readPage, type OrderDate } from './orderRows';
import { reservingStatuses } from './statuses';
import type { Query, Shop } from '../shopApi';
import { pageByPage } from '../../../http/pages';
import { sweepChanges } from '../../../http/sweep';
import { millisOf, momentFromMillis, type Moment } from '../../../model/moment';

/**
 * Every order changed at or after `since` (whole seconds of the shop's clock), each version once, oldest change first.
 * The bin is not looked at: a binned order's sale stays.
 */
export function ordersSince(shop: Shop, since: Moment, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	return ordersBy(CHANGE, shop, { since, choice, status: ANY });
}

/** Every order placed at or after `since` (whole seconds of the shop's clock), each once, oldest first; without the bin. */
export function ordersPlacedSince(shop: Shop, since: Moment, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	return ordersBy(PLACING, shop, { since, choice, status: ANY });
}

/** Every order that has taken stock and is not sold, oldest first. A status that the user counts as sold is asked for in vain. */
export async function* reservingOrders(shop: Shop, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	const status = (await reservingStatuses(shop)).join(',');
	for await (const page of ordersBy(PLACING, shop, { since: BEGINNING, choice, status })) {
		const reserving = reservingPage(page);
		if (reserving !== null) yield reserving;
	}
}

/**
 * The order that people know by this number. A plugin may number orders as it likes, so the order of that id is it only when it
 * bears the number or none other does. What lies in the bin is not there.
 */
export async function orderById(shop: Shop, orderIdOrNumber: string, choice: OrderStateChoice): Promise<OrdersPage> {
	const number = orderIdOrNumber.trim().replace(/^#\s*/, '');
	if (number === '') return NONE;
	const byId = /^\d{1,15}$/.test(number) ? await shop.one(`/orders/${number}`) : null;
	const found = byId !== null && numberOf(byId) === number ? byId : ((await byNumber(shop, number)) ?? byId);
	return found === null || (found as { status?: unknown }).status === 'trash'
		? NONE
		: await readPage(shop, [orderRow(found, CHANGE, 'row 0')], choice);
}

/** The shop searches in much more than numbers. */
async function byNumber(shop: Shop, number: string): Promise<unknown> {
	for await (const rows of pageByPage((page) => shop.page('/orders', { search: number, status: 'any' }, page))) {
		const found = rows.find((row) => numberOf(row) === number);
		if (found !== undefined) return found;
	}
	return null;
}

function numberOf(raw: unknown): string {
	const { number } = (raw ?? {}) as { number?: unknown };
	return typeof number === 'number' || typeof number === 'string' ? String(number).replace(/^#\s*/, '') : '';
}

const NONE: OrdersPage = { orders: [], unreadable: [] };

/** All but the bin and checkouts that nobody finished. */
export const ANY = 'any';

/** A second after the epoch: WordPress looks for what is later than a date, and knows none before it. */
const BEGINNING = '1970-01-01T00:00:01.000Z';

interface Asked {
	readonly since: Moment;
	readonly choice: OrderStateChoice;
	/** Separated by commas. */
	readonly status: string;
}

async function* ordersBy(date: OrderDate, shop: Shop, { since, choice, status }: Asked): AsyncGenerator<OrdersPage> {
	const start = Math.floor(millisOf(since) / 1000);
	for await (const rows of sweepChanges((from, page) => datedOrders(shop, { date, from, page, status }), start)) {
		yield await readPage(shop, rows, choice);
	}
}

interface DatedOrders {
	readonly date: OrderDate;
	/** Seconds since the epoch. */
	readonly from: number;
	readonly page: number;
	readonly status: string;
	/** Only these fields are sent; without any, all. */
	readonly fields?: readonly string[];
}

/**
 * `after` and `modified_after` are exclusive and count whole seconds. UTC is understood only as bare wall clock time together with
 * `dates_are_gmt`: with a Z it would be moved by the shop's offset.
 */
export async function datedOrders(shop: Shop, { date, from, page, status, fields = [] }: DatedOrders) {
	const after = momentFromMillis((from - 1) * 1000).slice(0, 19);
	const shape: Query = fields.length === 0 ? {} : { _fields: fields.join(',') };
	const query = { [date.after]: after, dates_are_gmt: 'true', orderby: date.orderby, order: 'asc', status, ...shape };
	const answer = await shop.page('/orders', query, page);
	return { ...answer, rows: answer.rows.map((row, place) => orderRow(row, date, `page ${page} row ${place}`)) };
}
