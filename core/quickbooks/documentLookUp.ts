import type { BooksDocument } from '../domain/booksDocument';
import { numberToLookUp, type PlanChoices } from '../domain/postingPlan';
import type { SalesOrder } from '../domain/salesOrder';
import { readDocument } from './documentReading';
import { inLists } from './queryLanguage';
import { DOCUMENT_TYPES, type Company, type DocumentType, type QuickBooksClient } from './quickBooksClient';

/** Documents by number, as QuickBooks finds them: without regard to case. At most 50 numbers and one type to a query. */
export async function documentsByNumber(
	client: QuickBooksClient,
	numbers: readonly string[],
	types: readonly DocumentType[] = DOCUMENT_TYPES,
): Promise<BooksDocument[]> {
	const company = await client.company();
	const found: BooksDocument[] = [];
	for (const where of inLists('DocNumber', numbers)) {
		for (const type of types) found.push(...(await documentsWhere(client, type, where, company)));
	}
	return found;
}

/** Every document that may stand for one of the orders, later generations included. */
export async function documentsOfOrders(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	choices: (order: SalesOrder) => PlanChoices,
): Promise<BooksDocument[]> {
	const asked = new Set<string>();
	const found: BooksDocument[] = [];
	for (;;) {
		const numbers = orders.map((order) => numberToLookUp(order, found, choices(order))).filter((number) => !asked.has(number));
		if (numbers.length === 0) return found;
		found.push(...(await documentsByNumber(client, numbers)));
		numbers.forEach((number) => asked.add(number));
	}
}

async function documentsWhere(client: QuickBooksClient, type: DocumentType, where: string, company: Company): Promise<BooksDocument[]> {
	const found: BooksDocument[] = [];
	for await (const { rows } of client.pages(type, where)) found.push(...rows.map((row) => readDocument(type, row, company)));
	return found;
}
