import { millisOf, momentFromMillis, readMoment, type Moment } from '../../domain/moment';
import type { SalesOrder } from '../../domain/salesOrder';
import { allRows, sweepChanges, type ChangedRow } from '../../http/pages';
import { readFields, readText, readWholeNumber, UnreadableError, type Fields } from '../../reading/readUnknown';
import type { OrdersPage, OrderStateChoice, UnreadableOrder } from '../channelAdapter';
import { embeddedLines } from './bigcommerceLines';
import { readOrder } from './bigcommerceReading';
import { mayHaveRefunds } from './bigcommerceStates';
import type { Store } from './bigcommerceStore';

/** 250 are possible, but each order brings its lines along. */
const ORDERS_PER_PAGE = 50;

const MOST_PER_PAGE = 250;

interface OrderRow extends ChangedRow {
	readonly raw: unknown;
	readonly orderId: string | null;
	readonly modifiedAt: Moment | null;
	readonly mayHaveRefunds: boolean;
}

/** Every order changed at or after `since` (whole seconds of the store's clock), each version once, oldest change first. */
export async function* ordersSince(store: Store, since: Moment, choice: OrderStateChoice): AsyncGenerator<OrdersPage> {
	const start = Math.floor(millisOf(since) / 1000);
	for await (const rows of sweepChanges((from, page) => changedOrders(store, from, page), start)) {
		yield await readPage(store, rows, choice);
	}
}

/** Whether `min_date_modified` is inclusive is not documented, so it goes back by a second. */
async function changedOrders(store: Store, from: number, page: number) {
	const query = {
		min_date_modified: momentFromMillis((from - 1) * 1000).replace('.000Z', 'Z'),
		sort: 'date_modified:asc',
		include: 'consignments.line_items,fees',
		consignment_structure: 'object',
		limit: ORDERS_PER_PAGE,
	};
	const { rows, isLast } = await store.page2('/orders', query, page);
	return { rows: rows.map((row, place) => orderRow(row, `page ${page} row ${place}`)), isLast };
}

function orderRow(raw: unknown, place: string): OrderRow {
	const { id, date_modified, status_id } = (raw ?? {}) as { id?: unknown; date_modified?: unknown; status_id?: unknown };
	const orderId = typeof id === 'number' || typeof id === 'string' ? String(id) : null;
	const modifiedAt = typeof date_modified === 'string' && Number.isFinite(Date.parse(date_modified)) ? readMoment(date_modified, 'date_modified') : null;
	const changedAt = modifiedAt === null ? null : Math.floor(millisOf(modifiedAt) / 1000);
	return { raw, orderId, modifiedAt, id: orderId ?? place, changedAt, mayHaveRefunds: mayHaveRefunds(status_id) };
}

async function readPage(store: Store, rows: readonly OrderRow[], choice: OrderStateChoice): Promise<OrdersPage> {
	const refunds = await refundsOf(store, rows);
	const orders: SalesOrder[] = [];
	const unreadable: UnreadableOrder[] = [];
	for (const row of rows) {
		await inFull(store, row, { choice, refunds: refunds.get(row.orderId ?? '') ?? [] }).then(
			(order) => orders.push(order),
			(trouble: unknown) => unreadable.push(setAside(row, trouble)),
		);
	}
	return { orders, unreadable };
}

interface Known {
	readonly choice: OrderStateChoice;
	readonly refunds: readonly unknown[];
}

/** Asks for what the list leaves out: lines beyond the fiftieth, and which rates made up the tax. */
async function inFull(store: Store, { raw }: OrderRow, { choice, refunds }: Known): Promise<SalesOrder> {
	const fields = readFields(raw, 'bigcommerce order');
	const path = `/orders/${readText(fields.id, 'bigcommerce order.id')}`;
	const lines = embeddedLines(fields) ?? (await allRows((page) => store.page2(`${path}/products`, { limit: MOST_PER_PAGE }, page)));
	const taxes = isTaxed(fields) ? await allRows((page) => store.page2(`${path}/taxes`, { details: 'true', limit: MOST_PER_PAGE }, page)) : [];
	return readOrder(fields, { account: store.account, choice, lines, taxes, refunds });
}

function isTaxed({ total_tax }: Fields): boolean {
	return Number(total_tax) !== 0;
}

/** The refunds of a page's orders by order id, in one question. */
async function refundsOf(store: Store, rows: readonly OrderRow[]): Promise<ReadonlyMap<string, readonly unknown[]>> {
	const ids = rows.filter((row) => row.mayHaveRefunds && row.orderId !== null).map(({ orderId }) => orderId);
	if (ids.length === 0) return new Map();
	const query = { 'order_id:in': ids.join(','), limit: ORDERS_PER_PAGE };
	const found = new Map<string, unknown[]>();
	for (const refund of await allRows((page) => store.page3('/orders/payment_actions/refunds', query, page))) {
		const orderId = String(readWholeNumber(readFields(refund, 'bigcommerce refund').order_id, 'bigcommerce refund.order_id'));
		found.set(orderId, [...(found.get(orderId) ?? []), refund]);
	}
	return found;
}

/** What is no trouble of this one order is thrown on. */
function setAside({ orderId, modifiedAt }: OrderRow, trouble: unknown): UnreadableOrder {
	if (!(trouble instanceof UnreadableError)) throw trouble;
	return { channel: 'bigcommerce', orderId, modifiedAt, path: trouble.path, reason: trouble.message };
}
