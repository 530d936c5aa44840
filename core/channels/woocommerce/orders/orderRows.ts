import type { OrderStateChoice, OrdersPage } from '../../channelAdapter';
import { readEachOrder } from '../../readEachOrder';
import { readOrder } from './readOrder';
import { finishedRefunds } from './refunds';
import { readStockOrder } from './stockOrder';
import type { Shop } from '../api';
import { collectMovingRows } from '../../../http/movingPages';
import type { ChangedRow } from '../../../http/sweep';
import { rowKey, UnservedRow } from '../../../http/unservedRow';
import { momentFromMillis, toMillis, readMoment, type Moment } from '../../../model/moment';
import type { SalesOrder } from '../../../model/salesOrder';
import { readFields, readText } from '../../../reading/readUnknown';

/** A raw order, with the fields that can be told before it is read. */
export interface OrderRow extends ChangedRow {
	readonly raw: unknown;
	readonly orderId: string | null;
	readonly modifiedAt: Moment | null;
	/** The date that was asked by, in seconds since the epoch; null where it cannot be read. */
	readonly stampedAt: number | null;
}

/** A date of an order, with the parameters that ask for orders by it. */
export interface OrderDate {
	readonly field: 'date_modified_gmt' | 'date_created_gmt';
	readonly after: string;
	readonly orderby: string;
}

export const BY_CHANGE: OrderDate = { field: 'date_modified_gmt', after: 'modified_after', orderby: 'modified' };

export const BY_PLACEMENT: OrderDate = { field: 'date_created_gmt', after: 'after', orderby: 'date' };

/** Never throws: a field that cannot be read is null. `place` stands in for a missing id. */
export function orderRow(raw: unknown, { field }: OrderDate, place: string): OrderRow {
	const fields = ((raw instanceof UnservedRow ? raw.known : raw) ?? {}) as {
		readonly [Field in 'id' | OrderDate['field']]?: unknown;
	};
	const { id } = fields;
	const orderId = typeof id === 'number' || typeof id === 'string' ? String(id) : null;
	const stamp = findTime(fields[field]);
	const changedAt = stamp === null ? null : Math.floor(toMillis(stamp) / 1000);
	return {
		raw,
		orderId,
		modifiedAt: findTime(fields.date_modified_gmt),
		id: orderId ?? place,
		changedAt,
		stampedAt: changedAt,
	};
}

function findTime(value: unknown): Moment | null {
	return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(value)
		? readMoment(value, 'date')
		: null;
}

/** Reads a page of orders. An order that cannot be read is set aside and does not fail the others. */
export async function readPage(shop: Shop, rows: readonly OrderRow[], choice: OrderStateChoice): Promise<OrdersPage> {
	return await readEachOrder(rows, {
		read: async (row) => await withRefunds(shop, row, choice),
		identify: ({ orderId, modifiedAt }) => ({ channel: 'woocommerce', orderId, modifiedAt }),
		readStock: async ({ raw }) => readStockOrder(raw, { account: shop.account, choice }),
		answers: shop.answers,
	});
}

/**
 * Decimals of a refund's amounts. Without it the shop rounds each line by itself, and its lines miss its tax.
 * https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-refunds
 */
const EXACT = { dp: '6' };

/** Reads an order with its finished refunds. The list only says that there are some; their lines need a request. */
async function withRefunds(shop: Shop, { raw }: OrderRow, choice: OrderStateChoice): Promise<SalesOrder> {
	if (raw instanceof UnservedRow) throw raw.trouble;
	const fields = readFields(raw, 'woocommerce order');
	const hasRefunds = Array.isArray(fields.refunds) && fields.refunds.length > 0;
	const path = `/orders/${readText(fields.id, 'woocommerce order.id')}/refunds`;
	const ask = (offset: number) => shop.getPage(path, EXACT, offset);
	const rows = hasRefunds ? await collectMovingRows({ ask, keyOf: rowKey }) : [];
	const refunds = finishedRefunds(fields, rows, momentFromMillis(shop.now()));
	return readOrder(raw, { account: shop.account, choice, refunds });
}
