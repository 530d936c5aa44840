import {
	contentOf,
	itemIdOf,
	linesOf,
	quantityOf,
	type BooksDocument,
	type BooksLine,
	type LinkedTransaction,
} from '../domain/booksDocument';
import { statesTax } from '../domain/draftSettings';
import { readDay, readMoment } from '../model/moment';
import { readMoney } from '../model/money';
import { markerIn } from '../domain/postingMarker';
import {
	readFields,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	type Fields,
} from '../reading/readUnknown';
import type { Company, DocumentType } from './quickBooksClient';

/** Reads an Invoice, SalesReceipt, CreditMemo or RefundReceipt; amounts in its own currency. */
export function readDocument(type: DocumentType, row: Fields, company: Company): BooksDocument {
	const currency = referenced(row.CurrencyRef, `${type}.CurrencyRef`) ?? company.homeCurrency;
	const note = readOptionalText(row.PrivateNote, `${type}.PrivateNote`) ?? '';
	const total = readMoney(row.TotalAmt, currency, `${type}.TotalAmt`);
	const lines = linesOf(row);
	const marker = markerIn(note);
	const metaData = readFields(row.MetaData, `${type}.MetaData`);
	return {
		type,
		id: readNonEmptyText(row.Id, `${type}.Id`),
		syncToken: readNonEmptyText(row.SyncToken, `${type}.SyncToken`),
		number: readOptionalText(row.DocNumber, `${type}.DocNumber`),
		total,
		currency,
		customerId: referenced(row.CustomerRef, `${type}.CustomerRef`) ?? '',
		note,
		createdAt: readMoment(metaData.CreateTime, `${type}.MetaData.CreateTime`),
		updatedAt: readMoment(metaData.LastUpdatedTime, `${type}.MetaData.LastUpdatedTime`),
		voided: total === 0 && isZeroed(lines, note),
		day: readDay(row.TxnDate, `${type}.TxnDate`),
		balance: readOptional(row.Balance, `${type}.Balance`, (value, path) => readMoney(value, currency, path)) ?? 0,
		linked: readList(row.LinkedTxn ?? [], `${type}.LinkedTxn`, readLink),
		marker,
		content: contentOf(row, statesTax(company)),
		lines: readLines(lines, marker?.lineKeys ?? [], currency),
	};
}

/** Where people added or took away lines, nobody knows which stands for what. */
function readLines(lines: readonly Fields[], keys: readonly string[], currency: string): BooksLine[] {
	const areKnown = keys.length === lines.length;
	return lines.map((line, place) => ({
		id: readOptionalText(line.Id, 'Line.Id') ?? '',
		itemId: itemIdOf(line),
		quantity: quantityOf(line),
		amount: readOptional(line.Amount, 'Line.Amount', (value, path) => readMoney(value, currency, path)) ?? 0,
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
function isZeroed(lines: readonly Fields[], note: string): boolean {
	const isEmpty = lines.every((line) => readAmount(line) === 0 && (quantityOf(line) ?? 0) === 0);
	return isEmpty && (/^voided/i.test(note) || lines.some((line) => quantityOf(line) === 0));
}

function readAmount(line: Fields): number {
	return readOptional(line.Amount, 'Line.Amount', readNumber) ?? 0;
}

function referenced(reference: unknown, path: string): string | null {
	const fields = readOptional(reference, path, readFields);
	return readOptionalText(fields?.value, `${path}.value`);
}
