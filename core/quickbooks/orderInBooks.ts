import { CANCELLATION, documentNumber, identityKey, identityOf, parseIdentityKey } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import type { BooksDocument } from './booksDocument';

export interface Numbering {
	/** Of the order's account; part of every document number. */
	readonly prefix: string;
}

/** The numbers that the order's documents may get, given those that it has: foreign documents with one of them stand in the way. */
export function candidateNumbers(order: SalesOrder, own: readonly BooksDocument[], { prefix }: Numbering): string[] {
	const generation = nextGeneration(order, own);
	const ids = [null, ...order.refunds.map(({ refundId }) => refundId), CANCELLATION];
	return ids.flatMap((refundId) =>
		[null, yearOf(order)].map((year) => documentNumber(prefix, order, { refundId, generation, year })),
	);
}

/** Which document of an order is numbered. */
interface Numbered {
	readonly refundId?: string | null;
	readonly generation: number;
}

/**
 * The number for a new document of the order, given every document under its candidates. A shop whose order numbers begin anew gives two orders the same one:
 * where another order of the account has it, the year stands before it.
 */
export function newNumber(
	order: SalesOrder,
	found: readonly BooksDocument[],
	{ prefix, refundId = null, generation }: Numbering & Numbered,
): string {
	const plain = documentNumber(prefix, order, { refundId, generation });
	const isRepeated = found.some((document) => hasNumber(document, plain) && isOfSibling(document, order));
	return isRepeated ? documentNumber(prefix, order, { refundId, generation, year: yearOf(order) }) : plain;
}

/** QuickBooks compares numbers without regard to case. */
export function hasNumber(document: BooksDocument, number: string): boolean {
	return document.number?.toLowerCase() === number.toLowerCase();
}

/** True for a document of another order of the same shop. */
function isOfSibling({ marker }: BooksDocument, order: SalesOrder): boolean {
	const identity = marker === null ? null : parseIdentityKey(marker.identity);
	if (identity === null || identity.orderId === order.orderId) return false;
	return identity.channel === order.channel && identity.account === order.account;
}

function yearOf({ placedAt }: SalesOrder): string {
	return placedAt.slice(0, 4);
}

/** The managed documents of this order's sale, those voided as duplicates left out; documents of other orders and of people are foreign. */
export function saleDocumentsOf(order: SalesOrder, found: readonly BooksDocument[]): BooksDocument[] {
	return documentsOfIdentity(identityKey(identityOf(order)), found);
}

export function documentsOfIdentity(identity: string, found: readonly BooksDocument[]): BooksDocument[] {
	return found.filter(
		({ marker, voided }) => marker?.identity === identity && !(voided && marker.voidReason === 'duplicate'),
	);
}

/** Our credits for the sale of one generation: of the order's refunds, and the one that closed it. */
export function creditsOf(order: SalesOrder, found: readonly BooksDocument[], generation: number): BooksDocument[] {
	const ids = [...order.refunds.map(({ refundId }) => refundId), CANCELLATION];
	const credits = ids.flatMap((refundId) => documentsOfIdentity(identityKey(identityOf(order, refundId)), found));
	return credits.filter(({ marker, voided }) => marker?.generation === generation && !voided);
}

/** The credit that closed a sale whose order was off. */
export function findClosingCredit(order: SalesOrder, credits: readonly BooksDocument[]): BooksDocument | undefined {
	const identity = identityKey(identityOf(order, CANCELLATION));
	return credits.find(({ marker }) => marker?.identity === identity);
}

export function findSale(
	order: SalesOrder,
	found: readonly BooksDocument[],
	generation: number,
): BooksDocument | undefined {
	return saleDocumentsOf(order, found).find(({ marker }) => marker?.generation === generation);
}

/** One after the newest that we ended ourselves before this version of the order, else the newest that there is. */
export function nextGeneration(order: SalesOrder, found: readonly BooksDocument[]): number {
	const newest = Math.max(1, ...saleDocumentsOf(order, found).map(({ marker }) => marker?.generation ?? 1));
	const sale = findSale(order, found, newest);
	const isAfterIts = sale?.marker !== null && sale?.marker !== undefined && order.modifiedAt > sale.marker.version;
	return order.state === 'sold' && isAfterIts && wasEnded(order, sale, found) ? newest + 1 : newest;
}

/** True for a sale that we voided, or closed by a credit, because its order was off. */
function wasEnded(order: SalesOrder, sale: BooksDocument, found: readonly BooksDocument[]): boolean {
	if (sale.marker?.voidReason !== 'cancelled') return false;
	return sale.voided || findClosingCredit(order, creditsOf(order, found, sale.marker.generation)) !== undefined;
}
