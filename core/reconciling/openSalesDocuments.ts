import type { Money } from '../model/money';
import { CANCELLATION, parseIdentityKey, payoutOf, type DocumentIdentity } from '../model/orderIdentity';
import { worthOf } from '../posting/draft/tenderParts';
import { isSale, type BooksDocument } from '../quickbooks/booksDocument';
import { readDocumentsWhere } from '../quickbooks/documents';
import type { OddDocument } from '../quickbooks/oddDocuments';
import { datedFrom } from '../quickbooks/queryLanguage';
import { DOCUMENT_TYPES, type QuickBooksClient } from '../quickbooks/quickBooksClient';

/** A document of ours that holds the sale of an order. */
export interface OpenSalesDocument {
	readonly orderId: string;
	readonly document: BooksDocument;
	/** What our credits took back of it. */
	readonly credited: Money;
}

/** Our credits of an order's refunds, of which the shop may have deleted one. */
export interface CreditsOfOrder {
	readonly orderId: string;
	readonly credits: readonly BooksDocument[];
}

interface OurDocuments {
	readonly sales: readonly OpenSalesDocument[];
	readonly credited: readonly CreditsOfOrder[];
	/** Those that cannot be read, and are of this account or may be. */
	readonly odd: readonly OddDocument[];
}

/** Which sales are meant. */
interface SalesDocumentScope extends Pick<DocumentIdentity, 'channel' | 'account'> {
	/** Of the account's document numbers. */
	readonly numberPrefix: string;
	/** Booked on this day (YYYY-MM-DD) or later. */
	readonly from: string;
}

/**
 * The invoices and sales receipts of ours that hold something of a sale of this account: not voided, not closed, not credited in full. And the
 * credits of its refunds. What cannot be read is told of by itself.
 * It costs a read for each 1,000 documents of each type that the company has since that day. Throws IntegrationError when QuickBooks
 * cannot be asked.
 *
 * 1. Read the documents of ours since that day, credits among them.
 * 2. Add up what each sale's credits took back.
 * 3. Leave out the sales that are credited in full.
 */
export async function findOurDocuments(
	client: QuickBooksClient,
	{ channel, account, numberPrefix, from }: SalesDocumentScope,
): Promise<OurDocuments> {
	const isOurs = (identity: DocumentIdentity | null) => identity?.channel === channel && identity.account === account;
	const isWanted = ({ marker, voided }: BooksDocument) =>
		marker?.voidReason === null && !voided && isOurs(parseIdentityKey(marker.identity));
	const { documents, odd } = await readDocumentsWhere(client, datedFrom(from), {
		types: DOCUMENT_TYPES,
		isKept: isWanted,
		isOddKept: (one) => (one.identity === null ? mayBeOurs(one, numberPrefix) : isOurs(parseIdentityKey(one.identity))),
	});
	const credits = new Map<string, Money>();
	for (const credit of documents.filter((document) => !isSale(document)))
		credits.set(saleOf(credit), (credits.get(saleOf(credit)) ?? 0) + worthOf(credit));
	const sales = documents.filter(isSale).flatMap((document) => {
		const credited = credits.get(saleOf(document)) ?? 0;
		return worthOf(document) > 0 && credited >= worthOf(document)
			? []
			: [{ orderId: orderIdOf(document), document, credited }];
	});
	return { sales, credited: creditsByOrder(documents), odd };
}

/** True where a document that names no order may be of the account: it has a number of its, or nobody knows what it says. */
function mayBeOurs({ number, isNumberKnown, isMemoKnown }: OddDocument, numberPrefix: string): boolean {
	return !isNumberKnown || !isMemoKnown || number?.toLowerCase().startsWith(numberPrefix.toLowerCase()) === true;
}

/** The credits of refunds, by order, the newest order first. What closed a sale is of no refund, and the money of a memo is its memo's. */
function creditsByOrder(documents: readonly BooksDocument[]): CreditsOfOrder[] {
	const byOrder = new Map<string, BooksDocument[]>();
	for (const document of documents.filter(isOfRefund))
		byOrder.set(orderIdOf(document), [...(byOrder.get(orderIdOf(document)) ?? []), document]);
	const newestDay = ({ credits }: CreditsOfOrder) =>
		credits
			.map(({ day }) => day)
			.sort()
			.at(-1) ?? '';
	return [...byOrder]
		.map(([orderId, credits]) => ({ orderId, credits }))
		.sort((a, b) => newestDay(b).localeCompare(newestDay(a)));
}

function isOfRefund(document: BooksDocument): boolean {
	const { refundId = null } = parseIdentityKey(document.marker?.identity ?? '') ?? {};
	return !isSale(document) && refundId !== null && refundId !== CANCELLATION && !refundId.endsWith(payoutOf(''));
}

/** A key that a sale and the credits of it share. */
function saleOf(document: BooksDocument): string {
	return JSON.stringify([orderIdOf(document), document.marker?.generation]);
}

function orderIdOf({ marker }: BooksDocument): string {
	return parseIdentityKey(marker?.identity ?? '')?.orderId ?? '';
}
