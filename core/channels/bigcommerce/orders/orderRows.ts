import { groupBy } from '../../../model/groupBy';
import { findEmbeddedLines, toNumber } from './lines';
import { readOrder } from './readOrder';
import { mayHaveRefunds } from './states';
import { readStockOrder } from './stockOrder';
import type { Store } from '../api';
import type { OrderStateChoice, OrdersPage } from '../../channelAdapter';
import { readEachOrder } from '../../readEachOrder';
import { collectMovingRows } from '../../../http/movingPages';
import { collectRows } from '../../../http/pages';
import type { ChangedRow } from '../../../http/sweep';
import { isTroubleOfSize, rowKey, UnservedRow } from '../../../http/unservedRow';
import { toMillis, readMoment, type Moment } from '../../../model/moment';
import type { SalesOrder } from '../../../model/salesOrder';
import { UnreadableError, readFields, readText, readWholeNumber, type Fields } from '../../../reading/readUnknown';

/** 250 are possible, but each order carries its lines. */
export const ORDERS_PER_PAGE = 50;

/** The largest page of any list. */
export const MAX_PER_PAGE = 250;

export type DateField = 'date_modified' | 'date_created';

/** A raw order, with the fields that can be told before it is read. */
export interface OrderRow extends ChangedRow {
	readonly raw: unknown;
	readonly orderId: string | null;
	readonly modifiedAt: Moment | null;
	readonly mayHaveRefunds: boolean;
}

/** Never throws: a field that cannot be read is null. `place` stands in for a missing id. */
export function orderRow(raw: unknown, date: DateField, place: string): OrderRow {
	const fields = ((raw instanceof UnservedRow ? raw.known : raw) ?? {}) as {
		readonly [Field in 'id' | 'status_id' | DateField]?: unknown;
	};
	const { id, status_id } = fields;
	const orderId = typeof id === 'number' || typeof id === 'string' ? String(id) : null;
	const stamp = findTime(fields[date]);
	const changedAt = stamp === null ? null : Math.floor(toMillis(stamp) / 1000);
	return {
		raw,
		orderId,
		modifiedAt: findTime(fields.date_modified),
		id: orderId ?? place,
		changedAt,
		mayHaveRefunds: mayHaveRefunds(status_id),
	};
}

function findTime(value: unknown): Moment | null {
	return typeof value === 'string' && Number.isFinite(Date.parse(value)) ? readMoment(value, 'date') : null;
}

/** Reads a page of orders. An order that cannot be read is set aside and does not fail the others. */
export async function readPage(store: Store, rows: readonly OrderRow[], choice: OrderStateChoice): Promise<OrdersPage> {
	const refunds = await refundsOfAll(store, rows).catch(oneByOneAfter);
	return await readEachOrder(rows, {
		read: async (row) =>
			await readInFull(store, row, { choice, refunds: refunds ?? (await refundsOfAll(store, [row])) }),
		identify: ({ orderId, modifiedAt }) => ({ channel: 'bigcommerce', orderId, modifiedAt }),
		readStock: async ({ raw }) => {
			const { fields, lines } = await withAllLines(store, raw);
			return readStockOrder(fields, { account: store.account, choice, lines });
		},
		answers: store.answers,
	});
}

interface OrderExtras {
	readonly choice: OrderStateChoice;
	readonly refunds: RefundsByOrder;
}

type RefundsByOrder = ReadonlyMap<string, readonly unknown[]>;

/** Where the refunds of a page cannot be had at once, each order asks for its own. */
function oneByOneAfter(failure: unknown): null {
	if (failure instanceof UnreadableError || isTroubleOfSize(failure)) return null;
	throw failure;
}

/** Asks for the parts that the list leaves out: lines beyond the fiftieth, and the rates in the tax. */
async function readInFull(
	store: Store,
	{ raw, orderId }: OrderRow,
	{ choice, refunds }: OrderExtras,
): Promise<SalesOrder> {
	const { fields, path, lines } = await withAllLines(store, raw);
	const taxes = isTaxed(fields)
		? await collectRows((offset) => store.getPageV2(`${path}/taxes`, { details: 'true', limit: MAX_PER_PAGE }, offset))
		: [];
	return readOrder(fields, { account: store.account, choice, lines, taxes, refunds: refunds.get(orderId ?? '') ?? [] });
}

/** The order with its lines, those beyond the fiftieth too. */
async function withAllLines(store: Store, raw: unknown) {
	if (raw instanceof UnservedRow) throw raw.trouble;
	const fields = readFields(raw, 'bigcommerce order');
	const path = `/orders/${readText(fields.id, 'bigcommerce order.id')}`;
	const lines =
		findEmbeddedLines(fields) ??
		(await collectRows((offset) => store.getPageV2(`${path}/products`, { limit: MAX_PER_PAGE }, offset)));
	return { fields, path, lines };
}

function isTaxed({ total_tax }: Fields): boolean {
	return total_tax !== null && toNumber(total_tax) !== 0;
}

/** The refunds of these orders, by order id, in one question. */
async function refundsOfAll(store: Store, rows: readonly OrderRow[]): Promise<RefundsByOrder> {
	const ids = rows.filter((row) => row.mayHaveRefunds && row.orderId !== null).map(({ orderId }) => orderId);
	if (ids.length === 0) return new Map();
	const query = { 'order_id:in': ids.join(','), limit: store.orderPageSizes.at(0, ORDERS_PER_PAGE) };
	const ask = (offset: number) => store.getPageV3('/orders/payment_actions/refunds', query, offset);
	return groupBy(await collectMovingRows({ ask, keyOf: rowKey }), (refund) =>
		String(readWholeNumber(readFields(refund, 'bigcommerce refund').order_id, 'bigcommerce refund.order_id')),
	);
}
