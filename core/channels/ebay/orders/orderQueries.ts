import type { OrdersPage } from '../../channelAdapter';
import { toPages } from './orderEntry';
import { readRows, readSlice, type OrdersQuery, type TimeSlice } from './orderPages';
import type { EbayRest } from '../restApi';
import { toMillis } from '../../../model/moment';

/** The most orders in memory at once, unless more changed within the shortest slice. */
const MAX_ORDERS = 2_000;

const MINUTE = 60_000;

const MAX_SLICE = 7 * 24 * 60 * MINUTE;

const MIN_SLICE = 15 * MINUTE;

/** eBay answers 30850 to a slice that ends in the future, and our clock may be ahead of eBay's. */
const CLOCK_MARGIN = 5 * MINUTE;

/** eBay gives out orders of the last two years. https://developer.ebay.com/api-docs/sell/fulfillment/resources/order/methods/getOrders */
const LOOKBACK_LIMIT = 729 * 24 * 60 * MINUTE;

/**
 * Orders by their last change or by their purchase. eBay neither documents nor offers a direction of its sorting.
 *
 * 1. A slice of time is read whole, and sorted before it is handed on.
 * 2. A slice with more than 2,000 orders is halved, down to 15 minutes; after each slice the length doubles again, up to a week.
 * 3. The last slice has no end.
 *
 * An order that changes meanwhile comes again in its newer version by last change; by purchase it comes once.
 */
export async function* ordersSince(rest: EbayRest, asked: OrdersQuery): AsyncIterable<OrdersPage> {
	let start = startOf(asked);
	let length = MAX_SLICE;
	for (;;) {
		const slice = sliceFrom(start, length, asked.now());
		const first = await readRows(rest, asked, slice, 0);
		if (first.total > MAX_ORDERS && slice.length > MIN_SLICE) {
			length = Math.max(MIN_SLICE, slice.length / 2);
			continue;
		}
		yield* toPages(await readSlice(rest, asked, slice, first));
		if (slice.end === null) return;
		start = slice.end + 1;
		length = Math.min(MAX_SLICE, length * 2);
	}
}

/** A cursor may be ahead of eBay's clock, so the window opens a little early. Orders before the cursor are dropped later. */
function startOf({ since, now }: OrdersQuery): number {
	return Math.min(Math.max(toMillis(since), now() - LOOKBACK_LIMIT), now() - CLOCK_MARGIN);
}

function sliceFrom(start: number, length: number, now: number): TimeSlice {
	const end = Math.floor(start + length);
	return end <= now - CLOCK_MARGIN
		? { start, end, length }
		: { start, end: null, length: Math.min(length, now - start) };
}
