import { readDay, readMoment, addSeconds, type Moment } from '../model/moment';
import { readMoney } from '../model/money';
import { identityKey, identityOf } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import {
	contentHash,
	readItemId,
	readLineRows,
	readQuantity,
	readTaxCodeId,
	readTaxInclusiveAmount,
	type BooksDocument,
	type BooksLine,
	type LinkedTransaction,
} from './booksDocument';
import { readMarker } from './documentMarker';
import { numbersToLookUp, type Numbering } from './orderInBooks';
import { inLists, updatedSince } from './queryLanguage';
import { DOCUMENT_TYPES, type Company, type DocumentType, type QuickBooksClient } from './quickBooksClient';
import {
	readFields,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	type Fields,
} from '../reading/readUnknown';

/** Beyond so many numbers their documents are read by time (rules.md I): 2,100 numbers are 168 reads, 2,100 documents of four types about 7. */
const MOST_BY_NUMBER = 250;

export interface DocumentsFound {
	readonly documents: readonly BooksDocument[];
	/** QuickBooks' clock at the first of the answers; null when nothing was asked. */
	readonly asOf: Moment | null;
}

/** Documents by number, as QuickBooks finds them: without regard to case. At most 50 numbers and one type to a query. */
export async function readDocumentsByNumber(
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

interface DocumentFilter {
	readonly types: readonly DocumentType[];
	readonly isKept: (document: BooksDocument) => boolean;
}

interface DocumentsSince extends DocumentFilter {
	readonly since: Moment;
}

/**
 * Every document that was updated since a moment: a thousand to a read, where numbers are fifty. A managed document is younger than its order,
 * so that these are all there can be of orders placed since.
 */
export async function readDocumentsSince(
	client: QuickBooksClient,
	{ since, ...which }: DocumentsSince,
): Promise<BooksDocument[]> {
	return await readDocumentsWhere(client, updatedSince(since), which);
}

/** Every document of these types that fits the condition, a thousand to a read. */
export async function readDocumentsWhere(
	client: QuickBooksClient,
	where: string,
	{ types, isKept }: DocumentFilter,
): Promise<BooksDocument[]> {
	const company = await client.company();
	const documents: BooksDocument[] = [];
	for (const type of types) {
		for await (const { rows } of client.pages(type, where))
			documents.push(...rows.map((row) => readDocument(type, row, company)).filter(isKept));
	}
	return documents;
}

/** Of the many that are read only those of these orders are kept: by identity, or by number for foreign documents. */
function concerns(orders: readonly SalesOrder[], numbers: readonly string[]): (document: BooksDocument) => boolean {
	const identities = new Set(orders.map((order) => identityKey(identityOf(order))));
	const targets = new Set(numbers.map((number) => number.toLowerCase()));
	const ofOrder = (identity: string) => identity.split('/').slice(0, 3).join('/');
	return ({ marker, number }) =>
		(marker !== null && identities.has(ofOrder(marker.identity))) || targets.has(number?.toLowerCase() ?? '');
}

/** A day before the first of the orders was placed: a shop's clock may be off. */
export function dayBeforeFirst(orders: ReadonlyArray<Pick<SalesOrder, 'placedAt'>>): Moment {
	const [first] = orders.map(({ placedAt }) => placedAt).sort();
	return addSeconds(first ?? '1970-01-01T00:00:00.000Z', -24 * 3600);
}

/**
 * Every document that may stand for one of the orders or its refunds, later generations included.
 *
 * 1. Where the orders have many numbers, the documents since the first of them are read by time.
 * 2. The numbers that are still unknown are read.
 * 3. What was found may name further numbers: they are read until there are no new ones.
 */
export async function readDocumentsOfOrders(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	numbering: (order: SalesOrder) => Numbering,
): Promise<BooksDocument[]> {
	const all = orders.flatMap((order) => numbersToLookUp(order, [], numbering(order)));
	const found =
		all.length > MOST_BY_NUMBER
			? await readDocumentsSince(client, {
					since: dayBeforeFirst(orders),
					types: DOCUMENT_TYPES,
					isKept: concerns(orders, all),
				})
			: [];
	const known = new Set(found.flatMap(({ number }) => number?.toLowerCase() ?? []));
	for (;;) {
		const numbers = orders
			.flatMap((order) => numbersToLookUp(order, found, numbering(order)))
			.filter((number) => !known.has(number.toLowerCase()));
		if (numbers.length === 0) return found;
		const { documents } = await readDocumentsByNumber(client, numbers);
		found.push(...documents);
		numbers.forEach((number) => known.add(number.toLowerCase()));
	}
}

/** Reads an Invoice, SalesReceipt, CreditMemo or RefundReceipt; amounts in its own currency. */
export function readDocument(type: DocumentType, row: Fields, company: Company): BooksDocument {
	const currency = readReference(row.CurrencyRef, `${type}.CurrencyRef`) ?? company.homeCurrency;
	const note = readOptionalText(row.PrivateNote, `${type}.PrivateNote`) ?? '';
	const total = readMoney(row.TotalAmt, currency, `${type}.TotalAmt`);
	const lines = readLineRows(row);
	const tax = readOptional(row.TxnTaxDetail, `${type}.TxnTaxDetail`, readFields);
	const marker = readMarker(note);
	const metaData = readFields(row.MetaData, `${type}.MetaData`);
	return {
		type,
		id: readNonEmptyText(row.Id, `${type}.Id`),
		syncToken: readNonEmptyText(row.SyncToken, `${type}.SyncToken`),
		number: readOptionalText(row.DocNumber, `${type}.DocNumber`),
		total,
		tax:
			readOptional(tax?.TotalTax, `${type}.TxnTaxDetail.TotalTax`, (value, path) => readMoney(value, currency, path)) ??
			0,
		currency,
		customerId: readReference(row.CustomerRef, `${type}.CustomerRef`) ?? '',
		note,
		createdAt: readMoment(metaData.CreateTime, `${type}.MetaData.CreateTime`),
		updatedAt: readMoment(metaData.LastUpdatedTime, `${type}.MetaData.LastUpdatedTime`),
		voided: total === 0 && isVoided(lines, note),
		day: readDay(row.TxnDate, `${type}.TxnDate`),
		balance: readOptional(row.Balance, `${type}.Balance`, (value, path) => readMoney(value, currency, path)) ?? 0,
		linked: readList(row.LinkedTxn ?? [], `${type}.LinkedTxn`, readLink),
		marker,
		content: contentHash(row),
		lines: readLines(lines, marker?.lineKeys ?? [], currency),
	};
}

/** The keys count only where people added and took away no line. */
function readLines(lines: readonly Fields[], keys: readonly string[], currency: string): BooksLine[] {
	const areKnown = keys.length === lines.length;
	return lines.map((line, place) => ({
		id: readOptionalText(line.Id, 'Line.Id') ?? '',
		itemId: readItemId(line),
		quantity: readQuantity(line),
		amount: readOptional(line.Amount, 'Line.Amount', (value, path) => readMoney(value, currency, path)) ?? 0,
		gross: readOptional(readTaxInclusiveAmount(line), 'Line.TaxInclusiveAmt', (value, path) =>
			readMoney(value, currency, path),
		),
		taxCodeId: readTaxCodeId(line),
		name: readOptionalText(line.Description, 'Line.Description') ?? '',
		key: areKnown ? (keys[place] ?? null) : null,
	}));
}

function readLink(raw: unknown, path: string): LinkedTransaction {
	const fields = readFields(raw, path);
	return {
		type: readNonEmptyText(fields.TxnType, `${path}.TxnType`),
		id: readNonEmptyText(fields.TxnId, `${path}.TxnId`),
	};
}

/** A void sets every amount and quantity to 0 and puts "Voided" before the note; a gift keeps its quantities. */
function isVoided(lines: readonly Fields[], note: string): boolean {
	const isEmpty = lines.every((line) => readAmount(line) === 0 && (readQuantity(line) ?? 0) === 0);
	return isEmpty && (/^voided/i.test(note) || lines.some((line) => readQuantity(line) === 0));
}

function readAmount(line: Fields): number {
	return readOptional(line.Amount, 'Line.Amount', readNumber) ?? 0;
}

function readReference(reference: unknown, path: string): string | null {
	const fields = readOptional(reference, path, readFields);
	return readOptionalText(fields?.value, `${path}.value`);
}
