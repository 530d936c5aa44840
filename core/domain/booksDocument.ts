import type { Moment } from './moment';
import type { Money } from './money';
import type { PostingMarker } from './postingMarker';
import { readFields, readList, readNumber, readOptional, readOptionalText, type Fields } from '../reading/readUnknown';
import { shortHash } from './shortHash';

export type BooksDocumentType = 'Invoice' | 'SalesReceipt' | 'CreditMemo' | 'RefundReceipt';

/** A sales document as it stands in QuickBooks. */
export interface BooksDocument {
	readonly type: BooksDocumentType;
	readonly id: string;
	readonly syncToken: string;
	readonly number: string | null;
	readonly total: Money;
	readonly currency: string;
	readonly customerId: string;
	readonly note: string;
	readonly createdAt: Moment;
	readonly voided: boolean;
	/** Null for a document that is none of ours. */
	readonly marker: PostingMarker | null;
	/** What it says now; see contentOf. */
	readonly content: string;
	/** Ids of its lines, in their sequence, subtotals left out. */
	readonly lineIds: readonly string[];
	/** The items that it moves. */
	readonly itemIds: readonly string[];
}

/** True while nobody but us has changed what it says. */
export function isUntouched({ marker, content }: BooksDocument): boolean {
	return marker !== null && marker.content === content;
}

/** "Invoice WC-812" */
export function nameOf({ type, number, id }: BooksDocument): string {
	return `${type.replace(/(?<=[a-z])(?=[A-Z])/, ' ')} ${number ?? `without number (id ${id})`}`;
}

const DIGITS = 16;

/**
 * A short hash of what a document says: number, day, customer, lines, and the tax where it was ours to state. Equal for the
 * body that we send and the record that QuickBooks keeps, so what QuickBooks adds on its own is left out.
 */
export function contentOf(document: Fields, statesTax: boolean): string {
	const customer = readOptional(document.CustomerRef, 'CustomerRef', readFields);
	const tax = readOptional(document.TxnTaxDetail, 'TxnTaxDetail', readFields);
	const lines = linesOf(document).map((line, place) => JSON.stringify(lineContent(line, `Line[${place}]`)));
	return shortHash(
		[
			readOptionalText(document.DocNumber, 'DocNumber'),
			readOptionalText(document.TxnDate, 'TxnDate'),
			readOptionalText(customer?.value, 'CustomerRef.value'),
			lines.sort(),
			statesTax ? twoDecimals(tax?.TotalTax, 'TxnTaxDetail.TotalTax') : null,
		],
		DIGITS,
	);
}

/** The lines that somebody wrote; QuickBooks adds a subtotal of its own. */
export function linesOf(document: Fields): Fields[] {
	const lines = readList(document.Line ?? [], 'Line', readFields);
	return lines.filter(({ DetailType }) => DetailType !== 'SubTotalLineDetail');
}

/** The item of a sales line; null for other lines. */
export function itemIdOf(line: Fields): string | null {
	const item = readOptional(salesDetail(line)?.ItemRef, 'ItemRef', readFields);
	return readOptionalText(item?.value, 'ItemRef.value');
}

export function quantityOf(line: Fields): number | null {
	return readOptional(salesDetail(line)?.Qty, 'Qty', readNumber);
}

function lineContent(line: Fields, path: string): unknown[] {
	return [
		line.DetailType,
		itemIdOf(line),
		quantityOf(line),
		twoDecimals(line.Amount, `${path}.Amount`),
		readOptionalText(line.Description, `${path}.Description`)?.replace(/\s+/g, ' ') ?? null,
	];
}

function salesDetail(line: Fields): Fields | null {
	return readOptional(line.SalesItemLineDetail, 'SalesItemLineDetail', readFields);
}

function twoDecimals(value: unknown, path: string): string {
	return (readOptional(value, path, readNumber) ?? 0).toFixed(2);
}
