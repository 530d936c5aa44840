import { readDay, readMoment, type Moment } from '../model/moment';
import { readMoney } from '../model/money';
import {
	contentHash,
	readBuyer,
	readLineRows,
	readQuantity,
	type BooksDocument,
	type LinkedTransaction,
} from './booksDocument';
import { readLines } from './booksLines';
import { readCutMarker, readMarker } from './documentMarker';
import { readOddDocument, type OddDocument } from './oddDocuments';
import { inLists, readRows } from './queryLanguage';
import { DOCUMENT_TYPES, type Company, type DocumentType, type QuickBooksClient } from './quickBooksClient';
import { readReference } from './readReference';
import {
	readFields,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	textOr,
	type Fields,
	UnreadableError,
} from '../reading/readUnknown';
import { catchUnreadable, readableOr } from '../reading/catchUnreadable';

/** Rows of one type: those that can be read, and those that cannot. */
interface DocumentRows {
	readonly documents: readonly BooksDocument[];
	readonly odd: readonly OddDocument[];
}

/** Reads rows of one type; one that cannot be read takes none of its neighbours with it. */
export function readDocumentRows(type: DocumentType, rows: readonly Fields[], company: Company): DocumentRows {
	const documents: BooksDocument[] = [];
	const odd: OddDocument[] = [];
	for (const row of rows) {
		const document = catchUnreadable(() => readDocument(type, row, company));
		if (document instanceof UnreadableError) odd.push(readOddDocument(type, row, document.message));
		else documents.push(document);
	}
	return { documents, odd };
}

interface DocumentsFound {
	readonly documents: readonly BooksDocument[];
	/** QuickBooks' clock at the first of the answers; null when nothing was asked. */
	readonly asOf: Moment | null;
	readonly odd: readonly OddDocument[];
}

/** Documents by number, as QuickBooks finds them: without regard to case. At most 50 numbers and one type to a query. */
export async function readDocumentsByNumber(
	client: QuickBooksClient,
	numbers: readonly string[],
	types: readonly DocumentType[] = DOCUMENT_TYPES,
): Promise<DocumentsFound> {
	const company = await client.company();
	const documents: BooksDocument[] = [];
	const odd: OddDocument[] = [];
	const moments: Moment[] = [];
	for (const where of inLists('DocNumber', numbers)) {
		for (const type of types) {
			for await (const { rows, asOf } of client.pages(type, where)) {
				const read = readDocumentRows(type, rows, company);
				documents.push(...read.documents);
				odd.push(...read.odd);
				moments.push(asOf);
			}
		}
	}
	return { documents, odd, asOf: moments[0] ?? null };
}

interface DocumentFilter {
	readonly types: readonly DocumentType[];
	readonly isKept: (document: BooksDocument) => boolean;
	readonly isOddKept: (odd: OddDocument) => boolean;
}

/** Every document of these types that fits the conditions, a thousand to a read. */
export async function readDocumentsWhere(
	client: QuickBooksClient,
	where: string,
	{ types, isKept, isOddKept }: DocumentFilter,
): Promise<DocumentRows> {
	const company = await client.company();
	const documents: BooksDocument[] = [];
	const odd: OddDocument[] = [];
	for (const type of types) {
		for await (const { rows } of client.pages(type, where)) {
			const read = readDocumentRows(type, rows, company);
			documents.push(...read.documents.filter(isKept));
			odd.push(...read.odd.filter(isOddKept));
		}
	}
	return { documents, odd };
}

/** As readDocumentRowsById; what cannot be read is left out. */
export async function readDocumentsById(
	client: QuickBooksClient,
	type: DocumentType,
	ids: readonly string[],
): Promise<readonly BooksDocument[]> {
	return (await readDocumentRowsById(client, type, ids)).documents;
}

/** The documents of a type with these ids, at most 50 to a query. An id that QuickBooks does not have any more brings none. */
export async function readDocumentRowsById(
	client: QuickBooksClient,
	type: DocumentType,
	ids: readonly string[],
): Promise<DocumentRows> {
	const company = await client.company();
	return readDocumentRows(type, await readRows(client, type, inLists('Id', ids)), company);
}

/** Reads an Invoice, SalesReceipt, CreditMemo or RefundReceipt; amounts in its own currency. */
export function readDocument(type: DocumentType, row: Fields, company: Company): BooksDocument {
	const currency = readReference(row.CurrencyRef, `${type}.CurrencyRef`) ?? company.homeCurrency;
	const note = readOptionalText(row.PrivateNote, `${type}.PrivateNote`) ?? '';
	const total = readMoney(row.TotalAmt, currency, `${type}.TotalAmt`);
	const lines = readLineRows(row);
	const tax = readOptional(row.TxnTaxDetail, `${type}.TxnTaxDetail`, readFields);
	const marker = readMarker(note);
	const cut = marker === null ? readCutMarker(note) : null;
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
		shipping: {
			day: readableOr(() => readOptional(row.ShipDate, `${type}.ShipDate`, readDay), null),
			carrier: readableOr(() => readReference(row.ShipMethodRef, `${type}.ShipMethodRef`), null),
			trackingNumber: textOr(row.TrackingNum, null),
		},
		balance: readOptional(row.Balance, `${type}.Balance`, (value, path) => readMoney(value, currency, path)) ?? 0,
		linked: readList(row.LinkedTxn ?? [], `${type}.LinkedTxn`, readLink),
		marker,
		formerIdentity: cut?.identity ?? null,
		formerVersion: cut?.version ?? null,
		buyer: readableOr(() => readBuyer(row), NO_BUYER),
		content: contentHash(row),
		lines: readLines(lines, marker?.lineKeys ?? [], currency),
	};
}

const NO_BUYER: BooksDocument['buyer'] = { email: null, billTo: null, shipTo: null };

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
