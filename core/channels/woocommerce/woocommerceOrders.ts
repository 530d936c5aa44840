import { millisOf, momentFromMillis, readMoment, type Moment } from '../../domain/moment';
import type { SalesOrder } from '../../domain/salesOrder';
import { allRows, sweepChanges, type ChangedRow } from '../../http/pages';
import { readFields, readText, UnreadableError } from '../../reading/readUnknown';
import type { OrdersPage, OrderStateChoice, UnreadableOrder } from '../channelAdapter';
import { readOrder } from './woocommerceReading';
import type { Shop } from './woocommerceShop';

/** An order as it came, with as much as can be told of it before it is read. */
interface OrderRow extends ChangedRow {
	readonly raw: unknown;
	readonly orderId: string | null;
	readonly modifiedAt: Moment | null;
}

/**
 * Every order changed at or after `since` (whole seconds of the shop's clock), each version once, oldest change first.
 * The bin is not looked at: a binned order's sale stays.
 */
export async function* ordersSince(shop: Shop, since: Moment, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	const start = Math.floor(millisOf(since) / 1000);
	for await (const rows of sweepChanges((from, page) => changedOrders(shop, from, page), start)) {
		yield await readPage(shop, rows, choice);
	}
}

/**
 * `modified_after` is exclusive and counts whole seconds. UTC is understood only as bare wall clock time together with
 * `dates_are_gmt`: with a Z it would be moved by the shop's offset.
 */
async function changedOrders(shop: Shop, from: number, page: number) {
	const after = momentFromMillis((from - 1) * 1000).slice(0, 19);
	const query = { modified_after: after, dates_are_gmt: 'true', orderby: 'modified', order: 'asc', status: 'any' };
	const { rows, isLast } = await shop.page('/orders', query, page);
	return { rows: rows.map((row, place) => orderRow(row, `page ${page} row ${place}`)), isLast };
}

function orderRow(raw: unknown, place: string): OrderRow {
	const { id, date_modified_gmt } = (raw ?? {}) as { id?: unknown; date_modified_gmt?: unknown };
	const orderId = typeof id === 'number' || typeof id === 'string' ? String(id) : null;
	const modifiedAt = typeof date_modified_gmt === 'string' && isTime(date_modified_gmt) ? readMoment(date_modified_gmt, 'date_modified_gmt') : null;
	const changedAt = modifiedAt === null ? null : Math.floor(millisOf(modifiedAt) / 1000);
	return { raw, orderId, modifiedAt, id: orderId ?? place, changedAt };
}

function isTime(text: string): boolean {
	return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(text);
}

async function readPage(shop: Shop, rows: readonly OrderRow[], choice: OrderStateChoice): Promise<OrdersPage> {
	const orders: SalesOrder[] = [];
	const unreadable: UnreadableOrder[] = [];
	for (const row of rows) {
		await withRefunds(shop, row, choice).then(
			(order) => orders.push(order),
			(trouble: unknown) => unreadable.push(setAside(row, trouble)),
		);
	}
	return { orders, unreadable };
}

/** The list says of a refund only that it happened; its lines have to be asked for. */
async function withRefunds(shop: Shop, { raw }: OrderRow, choice: OrderStateChoice): Promise<SalesOrder> {
	const fields = readFields(raw, 'woocommerce order');
	const hasRefunds = Array.isArray(fields.refunds) && fields.refunds.length > 0;
	const path = `/orders/${readText(fields.id, 'woocommerce order.id')}/refunds`;
	const refunds = hasRefunds ? await allRows((page) => shop.page(path, {}, page)) : [];
	return readOrder(raw, { account: shop.account, choice, refunds });
}

/** What is no trouble of this one order is thrown on. */
function setAside({ orderId, modifiedAt }: OrderRow, trouble: unknown): UnreadableOrder {
	if (!(trouble instanceof UnreadableError)) throw trouble;
	return { channel: 'woocommerce', orderId, modifiedAt, path: trouble.path, reason: trouble.message };
}
