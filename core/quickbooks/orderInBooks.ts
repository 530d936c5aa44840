import { CANCELLATION, documentNumber, identityKey, identityOf } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import type { BooksDocument } from './booksDocument';

export interface Numbering {
	/** Of the order's account; part of every document number. */
	readonly prefix: string;
}

/** The numbers of the documents that the order has, had or should get, given those found so far: look them up before planning, until there are no new ones. */
export function numbersToLookUp(order: SalesOrder, found: readonly BooksDocument[], numbering: Numbering): string[] {
	const generation = nextGeneration(order, found);
	const sale = findSale(order, found, generation);
	const credits = creditIds(order, sale).map((refundId) =>
		documentNumber(numbering.prefix, order, { refundId, generation }),
	);
	const afterIt =
		sale !== undefined && wasEnded(order, sale, found)
			? [documentNumber(numbering.prefix, order, { generation: generation + 1 })]
			: [];
	return [saleNumber(order, found, numbering), ...credits, ...afterIt];
}

/** The number of the sale's document that the order has or should get. */
export function saleNumber(order: SalesOrder, found: readonly BooksDocument[], { prefix }: Numbering): string {
	return documentNumber(prefix, order, { generation: nextGeneration(order, found) });
}

/** Its refunds, and the closing credit where there may be one: the order is off, or was when it was marked as such. */
function creditIds({ refunds, state }: SalesOrder, sale: BooksDocument | undefined): string[] {
	const mayBeClosed = state === 'cancelled' || state === 'refunded' || sale?.marker?.voidReason === 'cancelled';
	return [...refunds.map(({ refundId }) => refundId), ...(mayBeClosed ? [CANCELLATION] : [])];
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
