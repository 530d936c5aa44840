import { identityKey, identityOf } from '../model/orderIdentity';
import { addSeconds } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import { isSale, nameOf, type BooksDocument } from './booksDocument';
import { oddOfOrder, type DocumentIndex } from './documentIndex';
import type { OddDocument } from './oddDocuments';
import { candidateNumbers, type Numbering } from './orderInBooks';
import { CLOCKS_APART } from './salesOfBuyer';

/** What is said of documents that cannot be read; null where there are none. */
export interface UnreadableOfOrder {
	/** Nothing is done for the order: one of them is its own, or may be a credit of it. */
	readonly own: string | null;
	/** Nothing is created for the order: one of them may be its sale. */
	readonly maybe: string | null;
}

export const ALL_READ: UnreadableOfOrder = { own: null, maybe: null };

/** What of the company's documents that cannot be read is, or may be, of an order that has the documents `own`. */
export function unreadableOf(
	order: SalesOrder,
	own: readonly BooksDocument[],
	{ index, numbering }: { index: DocumentIndex; numbering: Numbering },
): UnreadableOfOrder {
	if (index.odd.size === 0) return ALL_READ;
	const numbers = new Set(candidateNumbers(order, own, numbering).map((number) => number.toLowerCase()));
	const [mine] = oddOfOrder(index, identityKey(identityOf(order)));
	const maybe = [...index.odd.values()].find((odd) => mayBeOf(odd, order, { own, numbers }));
	if (mine !== undefined) return { own: oddReason(mine, true), maybe: null };
	if (maybe === undefined) return ALL_READ;
	const reason = oddReason(maybe, false);
	return own.length > 0 ? { own: reason, maybe: null } : { own: null, maybe: reason };
}

/** What the books have of an order besides, and the numbers that its documents may get, in lower case. */
interface OrderInBooks {
	readonly own: readonly BooksDocument[];
	readonly numbers: ReadonlySet<string>;
}

/** True where a document that has no identity may be the order's: it has one of its numbers, or one that cannot be read and is of a kind that the order misses. */
function mayBeOf(odd: OddDocument, order: SalesOrder, { own, numbers }: OrderInBooks): boolean {
	if (odd.isNumberKnown) return odd.number !== null && numbers.has(odd.number.toLowerCase());
	if (odd.identity !== null) return false;
	if (odd.createdAt !== null && addSeconds(odd.createdAt, CLOCKS_APART) < order.placedAt) return false;
	const hasSale = own.some(isSale);
	const isOff = order.state === 'cancelled' || order.state === 'refunded';
	return isSale(odd) ? !hasSale : hasSale && (isOff || order.refunds.length > 0);
}

/** What is said of an order of which a document cannot be read. */
function oddReason(odd: OddDocument, isOwn: boolean): string {
	const whose = isOwn ? 'is the document of this order' : 'may be a document of this order';
	return `${nameOf(odd)} in QuickBooks cannot be read and ${whose}: ${odd.trouble}. Open it in QuickBooks and save it anew. Until then nothing is posted, credited or voided for this order`;
}
