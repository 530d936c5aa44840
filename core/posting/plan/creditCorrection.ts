import type { Money } from '../../model/money';
import { identityKey, identityOf } from '../../model/orderIdentity';
import { creditFingerprint, draftCreditUpdate, type CreditDraft } from '../draft/creditDraft';
import { withRequestId, type DocumentWrite } from './documentWrite';
import type { PostingRun } from './postingRun';
import type { PostedSale } from './stages';
import type { BooksDocument } from '../../quickbooks/booksDocument';

/** A credit as it stands, with what it is to say. */
export interface BookedCredit {
	readonly document: BooksDocument;
	readonly draft: CreditDraft;
	readonly run: PostingRun;
}

/** The request that brings a credit to its draft, with a line that takes up so much of QuickBooks' rounding. */
export function draftCreditCorrection(
	{ order, facts }: PostedSale,
	{ document, draft, run }: BookedCredit,
	rounding: Money,
): DocumentWrite {
	const body = draftCreditUpdate(order, draft, { document, rounding }, facts);
	const identity = identityKey(identityOf(order, draft.refundId));
	const { type, number, marker } = document;
	const write = {
		identity,
		fingerprint: creditFingerprint(draft),
		generation: marker?.generation ?? 1,
		operation: 'update',
		type,
		number: number ?? '',
		body,
	} as const;
	return withRequestId(write, 'update', run.company.realmId);
}
