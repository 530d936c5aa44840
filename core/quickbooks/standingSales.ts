import type { BooksDocument } from './booksDocument';
import { identityIn, type DocumentIdentity } from '../model/orderIdentity';
import type { Money } from '../model/money';
import { documentsWhere } from './documents';
import { datedFrom } from './queryLanguage';
import { DOCUMENT_TYPES, type QuickBooksClient } from './quickBooksClient';

/** A document of ours that holds the sale of an order. */
export interface StandingSale {
	readonly orderId: string;
	readonly document: BooksDocument;
	/** What our credits have taken back of it. */
	readonly credited: Money;
}

export interface WhoseSales extends Pick<DocumentIdentity, 'channel' | 'account'> {
	/** Booked on this day (YYYY-MM-DD) or later. */
	readonly from: string;
}

/**
 * The invoices and sales receipts of ours that hold something of a sale of this account: not voided, not closed, not credited in full.
 * A read for each 1,000 documents of each type that the company has since that day. Throws IntegrationError when QuickBooks cannot be asked.
 */
export async function standingSales(
	client: QuickBooksClient,
	{ channel, account, from }: WhoseSales,
): Promise<StandingSale[]> {
	const isOurs = (identity: DocumentIdentity | null) => identity?.channel === channel && identity.account === account;
	const isWanted = ({ marker, voided }: BooksDocument) =>
		marker?.ownVoid === null && !voided && isOurs(identityIn(marker.identity));
	const documents = await documentsWhere(client, datedFrom(from), { types: DOCUMENT_TYPES, isWanted });
	const credits = new Map<string, Money>();
	for (const credit of documents.filter((document) => !isSale(document)))
		credits.set(saleOf(credit), (credits.get(saleOf(credit)) ?? 0) + credit.total);
	return documents.filter(isSale).flatMap((document) => {
		const credited = credits.get(saleOf(document)) ?? 0;
		return document.total > 0 && credited >= document.total
			? []
			: [{ orderId: orderIdOf(document), document, credited }];
	});
}

function isSale({ type }: BooksDocument): boolean {
	return type === 'Invoice' || type === 'SalesReceipt';
}

/** Equal for a sale and the credits that take of it. */
function saleOf(document: BooksDocument): string {
	return JSON.stringify([orderIdOf(document), document.marker?.generation]);
}

function orderIdOf({ marker }: BooksDocument): string {
	return identityIn(marker?.identity ?? '')?.orderId ?? '';
}
