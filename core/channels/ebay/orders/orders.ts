import type { OrdersPage } from '../../channelAdapter';
import { pagesOf } from './orderEntry';
import { readRows, readSlice, type OrdersAsked, type Slice } from './orderPages';
import type { EbayRest } from '../restApi';
import { millisOf } from '../../../model/moment';

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
 * Orders by their last change or by their purchase. eBay says nothing of the direction in which it sorts them and cannot be told
 * another, so a slice of time is read whole, sorted, and only then handed on. An order that changes meanwhile comes once more in
 * a window of changes, in its newer version; in a window of purchases it comes once.
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

/** A cursor may be ahead of eBay's clock, so the window opens a little early; what lies before the cursor is left out again. */
function startOf({ since, now }: OrdersAsked): number {
	return Math.min(Math.max(millisOf(since), now() - REACH), now() - CLOCK_MARGIN);
}

function sliceFrom(start: number, length: number, now: number): Slice {
	const end = Math.floor(start + length);
	return end <= now - CLOCK_MARGIN
		? { start, end, length }
		: { start, end: null, length: Math.min(length, now - start) };
}
