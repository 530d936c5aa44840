import type { BooksDocument } from '../domain/booksDocument';
import type { Moment } from '../domain/moment';
import { numbersToLookUp, type Numbering } from '../domain/orderInBooks';
import type { SalesOrder } from '../domain/salesOrder';
import { readDocument } from './documentReading';
import { inLists } from './queryLanguage';
import { DOCUMENT_TYPES, type DocumentType, type QuickBooksClient } from './quickBooksClient';

export interface DocumentsFound {
	readonly documents: readonly BooksDocument[];
	/** QuickBooks' clock at the first of the answers; null when nothing was asked. */
	readonly asOf: Moment | null;
}

/** Documents by number, as QuickBooks finds them: without regard to case. At most 50 numbers and one type to a query. */
export async function documentsByNumber(
	client: QuickBooksClient,
	numbers: readonly string[],
	types: readonly DocumentType[] = DOCUMENT_TYPES,
): Promise<DocumentsFound> {
	const company = await client.company();
	const documents: BooksDocument[] = [];
	const moments: Moment[] = [];
	for (const where of inLists('DocNumber', numbers)) {
		for (const type of types) {
			for await (const { rows, asOf } of client.pages(type, where)) {
				documents.push(...rows.map((row) => readDocument(type, row, company)));
				moments.push(asOf);
			}
		}
	}
	return { documents, asOf: moments[0] ?? null };
}

/** Every document that may stand for one of the orders or its refunds, later generations included. */
export async function documentsOfOrders(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	numbering: (order: SalesOrder) => Numbering,
): Promise<BooksDocument[]> {
	const asked = new Set<string>();
	const found: BooksDocument[] = [];
	for (;;) {
		const numbers = orders.flatMap((order) => numbersToLookUp(order, found, numbering(order))).filter((number) => !asked.has(number));
		if (numbers.length === 0) return found;
		const { documents } = await documentsByNumber(client, numbers);
		found.push(...documents);
		numbers.forEach((number) => asked.add(number));
	}
}
