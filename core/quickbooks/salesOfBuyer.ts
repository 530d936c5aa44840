import { addSeconds, dayIn, toMillis } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import { isSale, type BooksDocument, type BuyerNote } from './booksDocument';
import { buyerTraces } from './buyerTraces';
import type { IndexedDocument } from './indexedDocument';

/** A shop's clock may be off by so much, seconds. */
export const CLOCKS_APART = 24 * 3600;

/** A day in the company's zone begins up to half a day from that in UTC, and a person may have set it a day back. Seconds. */
const DAY_BEFORE = 36 * 3600;

interface Buyers {
	/** What the order's sale would say of its buyer; null where nobody looks for that. */
	readonly buyer: BuyerNote | null;
	/** See unmarkedByTrace. */
	readonly unmarked: ReadonlyMap<string, readonly IndexedDocument[]>;
}

/**
 * The sales without a mark that may be the order's though it was edited since and nothing else of them agrees: they are of its buyer, made after it was
 * placed and not booked before. None for an order that has a sale, or that was never sold. They are compared in full where one would be written, or would have to be ended.
 */
export function salesOfBuyer(
	{ placedAt, state }: SalesOrder,
	own: readonly BooksDocument[],
	{ buyer, unmarked }: Buyers,
): IndexedDocument[] {
	const isPosted = own.some((document) => isSale(document) && document.marker !== null && !document.voided);
	if (buyer === null || isPosted || state === 'open' || state === 'reserving') return [];
	const since = toMillis(placedAt) / 1000 - CLOCKS_APART;
	const firstDay = Number(dayIn(addSeconds(placedAt, -DAY_BEFORE), 'utc').replaceAll('-', ''));
	const ofBuyer = new Set(buyerTraces(buyer).flatMap((trace) => unmarked.get(trace) ?? []));
	return [...ofBuyer].filter(({ createdAt, day }) => createdAt >= since && day >= firstDay);
}
