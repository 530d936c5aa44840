import { readDay, readMoment, type Moment } from '../model/moment';
import { readMoney } from '../model/money';
import {
	contentHash,
	readBuyer,
	readItemId,
	readLineRows,
	readQuantity,
	readTaxCodeId,
	readTaxInclusiveAmount,
	type BooksDocument,
	type BooksLine,
	type LinkedTransaction,
} from './booksDocument';
import { readCutMarker, readMarker } from './documentMarker';
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
	type Fields,
} from '../reading/readUnknown';

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

/** The documents of a type with these ids, at most 50 to a query. An id that QuickBooks does not have any more brings none. */
export async function readDocumentsById(
	client: QuickBooksClient,
	type: DocumentType,
	ids: readonly string[],
): Promise<BooksDocument[]> {
	const company = await client.company();
	return (await readRows(client, type, inLists('Id', ids))).map((row) => readDocument(type, row, company));
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
			day: readOptional(row.ShipDate, `${type}.ShipDate`, readDay),
			carrier: readReference(row.ShipMethodRef, `${type}.ShipMethodRef`),
			trackingNumber: readOptionalText(row.TrackingNum, `${type}.TrackingNum`),
		},
		balance: readOptional(row.Balance, `${type}.Balance`, (value, path) => readMoney(value, currency, path)) ?? 0,
		linked: readList(row.LinkedTxn ?? [], `${type}.LinkedTxn`, readLink),
		marker,
		formerIdentity: cut?.identity ?? null,
		formerVersion: cut?.version ?? null,
		buyer: readBuyer(row),
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
