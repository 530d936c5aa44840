import type { Moment } from '../model/moment';
import type { Money } from '../model/money';
import { shortHash } from '../model/text';
import type { PostingMarker } from './documentMarker';
import { readFields, readList, readNumber, readOptional, readOptionalText, type Fields } from '../reading/readUnknown';

export type BooksDocumentType = 'Invoice' | 'SalesReceipt' | 'CreditMemo' | 'RefundReceipt';

/** A sales document as it stands in QuickBooks. */
export interface BooksDocument {
	readonly type: BooksDocumentType;
	readonly id: string;
	readonly syncToken: string;
	readonly number: string | null;
	readonly total: Money;
	/** What QuickBooks makes of its tax. */
	readonly tax: Money;
	readonly currency: string;
	readonly customerId: string;
	readonly note: string;
	readonly createdAt: Moment;
	/** When it was last touched, to the second: by an edit, a payment, a void. */
	readonly updatedAt: Moment;
	readonly voided: boolean;
	/** The day that it is booked on, YYYY-MM-DD. */
	readonly day: string;
	readonly shipping: ShippingNote;
	/** What is still to be paid of an invoice, or to be used of a credit memo; 0 for others. */
	readonly balance: Money;
	/** What pays it, or was paid with it. */
	readonly linked: readonly LinkedTransaction[];
	/** Null for a foreign document: people or other apps made it. */
	readonly marker: PostingMarker | null;
	/**
	 * What its marker named, where a person has written over the memo since: as far as this process saw it, or what is left of it says, or what the number
	 * of a credit says (see numberedCredits.ts); null for all others.
	 */
	readonly formerIdentity: string | null;
	/** The version of the order that it named; null where that is not known, and for all others. */
	readonly formerVersion: Moment | null;
	readonly buyer: BuyerNote;
	/** What it says now; see contentOf. */
	readonly content: string;
	/** Its lines in their sequence, subtotals left out. */
	readonly lines: readonly BooksLine[];
}

/** What a document says of its buyer: that stays where its customer is merged into another. Nothing of it is in `content`. */
export interface BuyerNote {
	readonly email: string | null;
	/** In one line each, in lower case. */
	readonly billTo: string | null;
	readonly shipTo: string | null;
}

/** What a document says of its parcels. Nothing of it is in `content`. */
export interface ShippingNote {
	/** YYYY-MM-DD */
	readonly day: string | null;
	readonly carrier: string | null;
	readonly trackingNumber: string | null;
}

export interface LinkedTransaction {
	/** QuickBooks' name: Payment, Invoice, CreditMemo. */
	readonly type: string;
	readonly id: string;
}

export interface BooksLine {
	readonly id: string;
	/** Null on a line without item. */
	readonly itemId: string | null;
	readonly quantity: number | null;
	/** Without tax. */
	readonly amount: Money;
	/** With its tax, where the line states that; else null. */
	readonly gross: Money | null;
	/** Null on a line that names none. */
	readonly taxCodeId: string | null;
	/** As people read it. */
	readonly name: string;
	/** Which part of the order it stands for (see draftPart.ts); null on a line that is not ours, or not known to be. */
	readonly key: string | null;
}

/** What it stands for, or stood for before a person wrote over its memo; null for a foreign document. */
export function identityIn({
	marker,
	formerIdentity,
}: Pick<BooksDocument, 'marker' | 'formerIdentity'>): string | null {
	return marker?.identity ?? formerIdentity;
}

/** True while nobody but us has changed what it says. */
export function isUnmodified({ marker, content }: BooksDocument): boolean {
	return marker !== null && marker.content === content;
}

/**
 * What the tax in QuickBooks has more than the one that the document was to have. Null for a foreign, modified or voided document, and
 * where the channel does not name its tax.
 */
export function taxDifferenceOf(document: BooksDocument): Money | null {
	const { marker, tax, voided } = document;
	return marker === null || marker.tax === null || voided || !isUnmodified(document) ? null : tax - marker.tax;
}

/** True for a document that sells; any other one is a credit. */
export function isSale({ type }: Pick<BooksDocument, 'type'>): boolean {
	return type === 'Invoice' || type === 'SalesReceipt';
}

/** Sorts older ones first; QuickBooks' ids go up, and decide between those of one second. */
export function byAge(one: Made, other: Made): number {
	if (one.createdAt !== other.createdAt) return one.createdAt < other.createdAt ? -1 : 1;
	return Number(one.id) - Number(other.id);
}

type Made = Pick<BooksDocument, 'createdAt' | 'id'>;

/** "Invoice WC-812" */
export function nameOf({ type, number, id }: Pick<BooksDocument, 'type' | 'number' | 'id'>): string {
	return `${type.replace(/(?<=[a-z])(?=[A-Z])/, ' ')} ${number ?? `without number (id ${id})`}`;
}

const DIGITS = 16;

/**
 * A short hash of what a document says: number, day, customer, lines. Equal for the body that we send and the record that QuickBooks
 * keeps, so what QuickBooks works out on its own is left out: the tax too, which it may answer otherwise than it was stated.
 */
export function contentHash(document: Fields): string {
	const customer = readOptional(document.CustomerRef, 'CustomerRef', readFields);
	const lines = readLineRows(document).map((line, place) => JSON.stringify(lineContent(line, `Line[${place}]`)));
	return shortHash(
		[
			readOptionalText(document.DocNumber, 'DocNumber'),
			readOptionalText(document.TxnDate, 'TxnDate'),
			readOptionalText(customer?.value, 'CustomerRef.value'),
			lines.sort(),
		],
		DIGITS,
	);
}

/** What the body that we send, or the record that QuickBooks keeps, says of the buyer. */
export function readBuyer(document: Fields): BuyerNote {
	const email = readOptional(document.BillEmail, 'BillEmail', readFields);
	return {
		email: readOptionalText(email?.Address, 'BillEmail.Address')?.toLowerCase() ?? null,
		billTo: readAddress(document.BillAddr, 'BillAddr'),
		shipTo: readAddress(document.ShipAddr, 'ShipAddr'),
	};
}

const ADDRESS = ['Line1', 'Line2', 'Line3', 'City', 'CountrySubDivisionCode', 'PostalCode', 'Country'];

function readAddress(raw: unknown, path: string): string | null {
	const address = readOptional(raw, path, readFields);
	const words = ADDRESS.flatMap((field) => readOptionalText(address?.[field], `${path}.${field}`) ?? []);
	return words.length === 0 ? null : words.join(', ').toLowerCase();
}

/** True where both say the same of at least one thing, or nothing at all. */
export function isSameBuyer(one: BuyerNote, other: BuyerNote): boolean {
	const fields = ['email', 'billTo', 'shipTo'] as const;
	if (fields.every((field) => one[field] === null && other[field] === null)) return true;
	return fields.some((field) => one[field] !== null && one[field] === other[field]);
}

/** True where both say who bought, and nothing of it is the same. */
export function isAnotherBuyer(one: BuyerNote, other: BuyerNote): boolean {
	const saysBuyer = (note: BuyerNote) => Object.values(note).some((said) => said !== null);
	return saysBuyer(one) && saysBuyer(other) && !isSameBuyer(one, other);
}

/** The lines that somebody wrote; QuickBooks adds a subtotal of its own. */
export function readLineRows(document: Fields): Fields[] {
	const lines = readList(document.Line ?? [], 'Line', readFields);
	return lines.filter(({ DetailType }) => DetailType !== 'SubTotalLineDetail');
}

/** The item of a sales line; null for other lines. */
export function readItemId(line: Fields): string | null {
	const item = readOptional(salesDetail(line)?.ItemRef, 'ItemRef', readFields);
	return readOptionalText(item?.value, 'ItemRef.value');
}

/** The amount of a sales line with its tax as QuickBooks keeps it, a decimal of the whole unit; null where the line states none. */
export function readTaxInclusiveAmount(line: Fields): unknown {
	return salesDetail(line)?.TaxInclusiveAmt ?? null;
}

/** The tax code of a sales line, "TAX" and "NON" in the US. */
export function readTaxCodeId(line: Fields): string | null {
	const code = readOptional(salesDetail(line)?.TaxCodeRef, 'TaxCodeRef', readFields);
	return readOptionalText(code?.value, 'TaxCodeRef.value');
}

export function readQuantity(line: Fields): number | null {
	return readOptional(salesDetail(line)?.Qty, 'Qty', readNumber);
}

function lineContent(line: Fields, path: string): unknown[] {
	return [
		readOptionalText(line.DetailType, `${path}.DetailType`),
		readItemId(line),
		readQuantity(line),
		// Where a price contains its tax QuickBooks works the net amount out anew.
		twoDecimals(salesDetail(line)?.TaxInclusiveAmt ?? line.Amount, `${path}.Amount`),
		readOptionalText(line.Description, `${path}.Description`)?.replace(/\s+/g, ' ') ?? null,
	];
}

function salesDetail(line: Fields): Fields | null {
	return readOptional(line.SalesItemLineDetail, 'SalesItemLineDetail', readFields);
}

function twoDecimals(value: unknown, path: string): string {
	return (readOptional(value, path, readNumber) ?? 0).toFixed(2);
}
