import { readEntry, type OrderEntry } from './orderEntry';
import type { OrderContext } from './readOrder';
import type { EbayRest } from '../restApi';
import { watchProgress } from '../../../http/progress';
import { earlierFirst, momentFromMillis, type Moment } from '../../../model/moment';
import { UnreadableError, readFields, readList, readWholeNumber } from '../../../reading/readUnknown';

/** What a window of orders counts: their last change, or the purchase itself. */
export type OrderDate = 'lastmodifieddate' | 'creationdate';

export interface OrdersAsked extends OrderContext {
	readonly by: OrderDate;
	readonly since: Moment;
	readonly now: () => number;
}

/** eBay's largest page. */
const ROWS = 200;

/** A stretch of time in milliseconds, both ends included; without an end it reaches to eBay's now. */
export interface Slice {
	readonly start: number;
	readonly end: number | null;
	readonly length: number;
}

export interface Rows {
	readonly entries: readonly OrderEntry[];
	readonly total: number;
}

/** The orders of a slice by their date, from its first page on. */
export async function readSlice(rest: EbayRest, asked: OrdersAsked, slice: Slice, first: Rows): Promise<OrderEntry[]> {
	const entries = await readToTheEnd(async (offset) => await readRows(rest, asked, slice, offset), first);
	const dateOf = DATES[asked.by];
	return entries
		.filter((entry) => (dateOf(entry) ?? asked.since) >= asked.since)
		.sort((a, b) => earlierFirst(dateOf(a) ?? '', dateOf(b) ?? ''));
}

/**
 * Reads on from the first page. Orders that change leave a slice of the past, and all behind them move up: when the
 * total has shrunk, reading goes back by as many rows. Orders that join can only repeat a row. Throws UnreadableError when the same
 * rows come again and again.
 */
export async function readToTheEnd(ask: (offset: number) => Promise<Rows>, first: Rows): Promise<OrderEntry[]> {
	const newest = new Map<string, OrderEntry>();
	keepNewest(newest, first.entries);
	const see = watchProgress();
	let { total } = first;
	let offset = first.entries.length;
	while (offset < total) {
		const known = newest.size;
		const rows = await ask(offset);
		keepNewest(newest, rows.entries);
		const gone = Math.max(0, total - rows.total);
		see('ebay orders', newest.size > known || gone > 0);
		if (gone === 0 && rows.entries.length === 0)
			throw new UnreadableError(`ebay orders from row ${offset}`, `the ${total - offset} orders that eBay announced`);
		offset = gone > 0 ? Math.max(0, offset - gone) : offset + rows.entries.length;
		total = rows.total;
	}
	return [...newest.values()];
}

export async function readRows(
	rest: EbayRest,
	{ by, ...context }: OrdersAsked,
	slice: Slice,
	offset: number,
): Promise<Rows> {
	const end = slice.end === null ? '' : momentFromMillis(slice.end);
	return await filteredRows(rest, { filter: `${by}:[${momentFromMillis(slice.start)}..${end}]`, offset }, context);
}

/** A page of the orders that a filter lets through, from row `offset` on. */
export async function filteredRows(
	rest: EbayRest,
	{ filter, offset }: { filter: string; offset: number },
	{ choice, marketplace }: OrderContext,
): Promise<Rows> {
	const { body } = await rest.get('/sell/fulfillment/v1/order', { filter, limit: ROWS, offset });
	const fields = readFields(body, 'ebay orders');
	return {
		entries: readList(fields.orders, 'ebay orders.orders', (raw, path) =>
			readEntry(raw, path, { choice, marketplace }),
		),
		total: readWholeNumber(fields.total, 'ebay orders.total'),
	};
}

function keepNewest(newest: Map<string, OrderEntry>, entries: readonly OrderEntry[]): void {
	for (const entry of entries) {
		const known = newest.get(entry.key);
		if (known === undefined || (known.modifiedAt ?? '') <= (entry.modifiedAt ?? '')) newest.set(entry.key, entry);
	}
}

const DATES: Readonly<Record<OrderDate, (entry: OrderEntry) => Moment | null>> = {
	lastmodifieddate: ({ modifiedAt }) => modifiedAt,
	creationdate: ({ placedAt }) => placedAt,
};
