import type { Money } from '../model/money';
import { parseIdentityKey, type DocumentIdentity } from '../model/orderIdentity';
import { worthOf } from '../posting/draft/tenderParts';
import { isSale, type BooksDocument } from '../quickbooks/booksDocument';
import { readDocumentsWhere } from '../quickbooks/documents';
import { datedFrom } from '../quickbooks/queryLanguage';
import { DOCUMENT_TYPES, type QuickBooksClient } from '../quickbooks/quickBooksClient';

/** A document of ours that holds the sale of an order. */
export interface OpenSalesDocument {
	readonly orderId: string;
	readonly document: BooksDocument;
	/** What our credits took back of it. */
	readonly credited: Money;
}

/** Which sales are meant. */
interface SalesDocumentScope extends Pick<DocumentIdentity, 'channel' | 'account'> {
	/** Booked on this day (YYYY-MM-DD) or later. */
	readonly from: string;
}

/**
 * The invoices and sales receipts of ours that hold something of a sale of this account: not voided, not closed, not credited in full.
 * It costs a read for each 1,000 documents of each type that the company has since that day. Throws IntegrationError when QuickBooks
 * cannot be asked.
 *
 * 1. Read the documents of ours since that day, credits among them.
 * 2. Add up what each sale's credits took back.
 * 3. Leave out the sales that are credited in full.
 */
export async function findOpenSalesDocuments(
	client: QuickBooksClient,
	{ channel, account, from }: SalesDocumentScope,
): Promise<OpenSalesDocument[]> {
	const isOurs = (identity: DocumentIdentity | null) => identity?.channel === channel && identity.account === account;
	const isWanted = ({ marker, voided }: BooksDocument) =>
		marker?.voidReason === null && !voided && isOurs(parseIdentityKey(marker.identity));
	const documents = await readDocumentsWhere(client, datedFrom(from), { types: DOCUMENT_TYPES, isKept: isWanted });
	const credits = new Map<string, Money>();
	for (const credit of documents.filter((document) => !isSale(document)))
		credits.set(saleOf(credit), (credits.get(saleOf(credit)) ?? 0) + worthOf(credit));
	return documents.filter(isSale).flatMap((document) => {
		const credited = credits.get(saleOf(document)) ?? 0;
		return worthOf(document) > 0 && credited >= worthOf(document)
			? []
			: [{ orderId: orderIdOf(document), document, credited }];
	});
}

/** A key that a sale and the credits of it share. */
function saleOf(document: BooksDocument): string {
	return JSON.stringify([orderIdOf(document), document.marker?.generation]);
}

function orderIdOf({ marker }: BooksDocument): string {
	return parseIdentityKey(marker?.identity ?? '')?.orderId ?? '';
}
