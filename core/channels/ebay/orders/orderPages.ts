import { readEntry, unservedEntry, type OrderEntry } from './orderEntry';
import type { OrderContext } from './readOrder';
import { withTaxBreakdown } from './taxBreakdown';
import { ORDERS, type EbayRest } from '../restApi';
import { IntegrationError } from '../../../http/integrationError';
import { stallDetector } from '../../../http/progress';
import { troubleOfSizeOnly } from '../../../http/unservedRow';
import { compareMoments, momentFromMillis, type Moment } from '../../../model/moment';
import { UnreadableError, readFields, readList, readWholeNumber } from '../../../reading/readUnknown';

/** The date that a window of orders goes by: the last change, or the purchase. */
export type OrderDate = 'lastmodifieddate' | 'creationdate';

export interface OrdersQuery extends OrderContext {
	readonly by: OrderDate;
	readonly since: Moment;
	readonly now: () => number;
}

/** A slice of time in milliseconds since the epoch, both ends included. Without an end it reaches to eBay's present. */
export interface TimeSlice {
	readonly start: number;
	readonly end: number | null;
	readonly length: number;
}

interface Rows {
	readonly entries: readonly OrderEntry[];
	readonly total: number;
}

/** The orders of a slice, sorted by their date. `first` is its first page. */
export async function readSlice(
	rest: EbayRest,
	asked: OrdersQuery,
	slice: TimeSlice,
	first: Rows,
): Promise<OrderEntry[]> {
	const entries = await readAllRows(async (offset) => await readRows(rest, asked, slice, offset), first);
	const dateOf = DATES[asked.by];
	return entries
		.filter((entry) => (dateOf(entry) ?? asked.since) >= asked.since)
		.sort((a, b) => compareMoments(dateOf(a) ?? '', dateOf(b) ?? ''));
}

/**
 * All entries of a list, read on from its first page, each order once in its newest version.
 *
 * 1. The next page starts behind the rows that were read.
 * 2. An order that changes leaves a slice of the past, and all rows behind it move up. So when the total has shrunk, reading goes back
 *    by as many rows.
 * 3. An order that joins can only repeat a row.
 *
 * Throws UnreadableError when the same rows come again and again, and when announced rows are missing.
 */
export async function readAllRows(ask: (offset: number) => Promise<Rows>, first: Rows): Promise<OrderEntry[]> {
	const newest = new Map<string, OrderEntry>();
	keepNewest(newest, first.entries);
	const noteProgress = stallDetector();
	let { total } = first;
	let offset = first.entries.length;
	while (offset < total) {
		const known = newest.size;
		const rows = await ask(offset);
		keepNewest(newest, rows.entries);
		const gone = Math.max(0, total - rows.total);
		noteProgress('ebay orders', newest.size > known || gone > 0);
		if (gone === 0 && rows.entries.length === 0)
			throw new UnreadableError(`ebay orders from row ${offset}`, `the ${total - offset} orders that eBay announced`);
		offset = gone > 0 ? Math.max(0, offset - gone) : offset + rows.entries.length;
		total = rows.total;
	}
	return [...newest.values()];
}

/** A page of a slice, from row `offset` on. */
export async function readRows(
	rest: EbayRest,
	{ by, ...context }: OrdersQuery,
	slice: TimeSlice,
	offset: number,
): Promise<Rows> {
	const end = slice.end === null ? '' : momentFromMillis(slice.end);
	return await queryRows(rest, { filter: `${by}:[${momentFromMillis(slice.start)}..${end}]`, offset }, context);
}

interface RowsQuery {
	readonly filter: string;
	readonly offset: number;
}

/**
 * A page of the orders that pass a filter, from row `offset` on. Where eBay cannot make it, smaller pages are asked for; an order
 * that it cannot send alone is set aside, without an id, and the page goes on behind it.
 */
export async function queryRows(rest: EbayRest, asked: RowsQuery, context: OrderContext, skipped = 0): Promise<Rows> {
	const { orderPageSizes: sizes } = rest;
	const largest = sizes.at(asked.offset);
	for (let limit = largest; ; ) {
		const answer = await requestRows(rest, { ...asked, limit }, context).catch(troubleOfSizeOnly);
		if (!(answer instanceof IntegrationError)) {
			if (limit < largest) sizes.shrinkTo(limit);
			return answer;
		}
		const smaller = sizes.below(limit);
		if (smaller === null) return await rowsBehind(rest, asked, { context, skipped, trouble: answer });
		limit = smaller;
	}
}

/** eBay says no more of an order than that it breaks off over it, so this many in a row are no order's fault. */
const MAX_SKIPPED = 3;

async function rowsBehind(
	rest: EbayRest,
	{ filter, offset }: RowsQuery,
	{ context, skipped, trouble }: { context: OrderContext; skipped: number; trouble: IntegrationError },
): Promise<Rows> {
	if (skipped === MAX_SKIPPED || !(await rest.answers())) throw trouble;
	const behind = await queryRows(rest, { filter, offset: offset + 1 }, context, skipped + 1);
	return { ...behind, entries: [unservedEntry(`${filter}, row ${offset}`, trouble), ...behind.entries] };
}

async function requestRows(
	rest: EbayRest,
	query: RowsQuery & { readonly limit: number },
	{ choice, marketplace }: OrderContext,
): Promise<Rows> {
	const { body } = await rest.get(ORDERS, { ...query });
	const fields = readFields(body, 'ebay orders');
	const context = { choice, marketplace };
	const entries = readList(fields.orders, 'ebay orders.orders', (raw, path) => readEntry(raw, path, context));
	return {
		entries: await withTaxBreakdown(rest, entries, context),
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
