import { momentFromMillis, millisOf, type Moment } from '../../domain/moment';
import { readFields, readList, readWholeNumber, UnreadableError } from '../../reading/readUnknown';
import type { OrdersPage, OrderStateChoice } from '../channelAdapter';
import type { Marketplace } from './ebayMarketplaces';
import { readEntry, type OrderEntry } from './ebayOrderEntry';
import type { EbayRest } from './ebayRest';

export interface OrdersAsked {
	readonly since: Moment;
	readonly choice: OrderStateChoice;
	/** The seller's own, for orders that name none. */
	readonly marketplace: Marketplace;
	readonly now: () => number;
}

/** eBay's largest page. */
const ROWS = 200;
const PAGE = 100;
/** More orders than this are not held in memory at once, unless they all changed within the shortest slice. */
const MOST_ORDERS = 2_000;
const MINUTE = 60_000;
const LONGEST_SLICE = 7 * 24 * 60 * MINUTE;
const SHORTEST_SLICE = 15 * MINUTE;
/** eBay answers 30850 to a slice that ends in the future, and our clock may be ahead of its own. */
const CLOCK_MARGIN = 5 * MINUTE;
/** How far back orders can be had: two years. https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrders */
const REACH = 729 * 24 * 60 * MINUTE;

/**
 * Orders by their last change. eBay sorts them by creation and cannot be told otherwise, so a slice of time is read
 * whole, sorted, and only then handed on. An order that changes meanwhile comes once more, in its newer version.
 */
export async function* ebayOrdersSince(rest: EbayRest, asked: OrdersAsked): AsyncIterable<OrdersPage> {
	let start = startOf(asked);
	let length = LONGEST_SLICE;
	for (;;) {
		const slice = sliceFrom(start, length, asked.now());
		const first = await readRows(rest, asked, slice, 0);
		if (first.total > MOST_ORDERS && slice.length > SHORTEST_SLICE) {
			length = Math.max(SHORTEST_SLICE, slice.length / 2);
			continue;
		}
		yield* pagesOf(await readSlice(rest, asked, slice, first));
		if (slice.end === null) return;
		start = slice.end + 1;
		length = Math.min(LONGEST_SLICE, length * 2);
	}
}

/** A stretch of time in milliseconds, both ends included; without an end it reaches to eBay's now. */
interface Slice {
	readonly start: number;
	readonly end: number | null;
	readonly length: number;
}

interface Rows {
	readonly entries: readonly OrderEntry[];
	readonly total: number;
}

/** A cursor may be ahead of eBay's clock, so the window opens a little early; what lies before the cursor is left out again. */
function startOf({ since, now }: OrdersAsked): number {
	return Math.min(Math.max(millisOf(since), now() - REACH), now() - CLOCK_MARGIN);
}

function sliceFrom(start: number, length: number, now: number): Slice {
	const end = Math.floor(start + length);
	return end <= now - CLOCK_MARGIN ? { start, end, length } : { start, end: null, length: Math.min(length, now - start) };
}

/**
 * Reads on from the first page. Orders that change leave a slice of the past, and all behind them move up: when the
 * total has shrunk, reading goes back by as many rows. Orders that join can only repeat a row.
 */
async function readSlice(rest: EbayRest, asked: OrdersAsked, slice: Slice, first: Rows): Promise<OrderEntry[]> {
	const newest = new Map<string, OrderEntry>();
	keepNewest(newest, first.entries);
	let { total } = first;
	let offset = first.entries.length;
	while (offset < total) {
		const rows = await readRows(rest, asked, slice, offset);
		keepNewest(newest, rows.entries);
		const gone = Math.max(0, total - rows.total);
		if (gone === 0 && rows.entries.length === 0) throw new UnreadableError(`ebay orders from row ${offset}`, `the ${total - offset} orders that eBay announced`);
		offset = gone > 0 ? Math.max(0, offset - gone) : offset + rows.entries.length;
		total = rows.total;
	}
	return [...newest.values()].filter(({ modifiedAt }) => modifiedAt === null || modifiedAt >= asked.since).sort(byChange);
}

async function readRows(rest: EbayRest, { choice, marketplace }: OrdersAsked, slice: Slice, offset: number): Promise<Rows> {
	const end = slice.end === null ? '' : momentFromMillis(slice.end);
	const filter = `lastmodifieddate:[${momentFromMillis(slice.start)}..${end}]`;
	const { body } = await rest.get('/sell/fulfillment/v1/order', { filter, limit: ROWS, offset });
	const fields = readFields(body, 'ebay orders');
	return {
		entries: readList(fields.orders, 'ebay orders.orders', (raw, path) => readEntry(raw, path, { choice, marketplace })),
		total: readWholeNumber(fields.total, 'ebay orders.total'),
	};
}

function keepNewest(newest: Map<string, OrderEntry>, entries: readonly OrderEntry[]): void {
	for (const entry of entries) {
		const known = newest.get(entry.key);
		if (known === undefined || (known.modifiedAt ?? '') <= (entry.modifiedAt ?? '')) newest.set(entry.key, entry);
	}
}

function byChange(a: OrderEntry, b: OrderEntry): number {
	const [first, second] = [a.modifiedAt ?? '', b.modifiedAt ?? ''];
	return first < second ? -1 : first > second ? 1 : 0;
}

function* pagesOf(entries: readonly OrderEntry[]): Iterable<OrdersPage> {
	for (let at = 0; at < entries.length; at += PAGE) {
		const page = entries.slice(at, at + PAGE);
		yield {
			orders: page.flatMap((entry) => ('order' in entry ? [entry.order] : [])),
			unreadable: page.flatMap((entry) => ('unreadable' in entry ? [entry.unreadable] : [])),
		};
	}
}
