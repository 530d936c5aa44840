import { planDuplicates } from '../plan/duplicatesPlan';
import { guardedRequestId, voidOwn } from './voidDocument';
import { nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { isConflict, toRefusalText } from '../../quickbooks/faults';
import type { Fault, QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** What became of the documents of one identity that were one too many. */
export interface SettledDuplicates {
	readonly gone: readonly BooksDocument[];
	/** What is left for a person; null when nothing is. */
	readonly trouble: string | null;
}

/** Ends the younger of untouched documents of one identity. Another run that is at it already is left to finish. */
export async function settleDuplicates(
	client: QuickBooksClient,
	identity: string,
	found: readonly BooksDocument[],
): Promise<SettledDuplicates> {
	const { toVoid, reason } = planDuplicates(identity, found);
	const gone: BooksDocument[] = [];
	const troubles = reason === null ? [] : [reason];
	for (const document of toVoid) {
		const fault = await endOne(client, document);
		if (fault === null || isConflict(fault)) gone.push(document);
		else
			troubles.push(
				`${nameOf(document)} (id ${document.id}) is one too many and could not be voided. ${toRefusalText(fault)}`,
			);
	}
	return { gone, trouble: troubles.length === 0 ? null : troubles.join(' ') };
}

/** Credits cannot be voided over the API; one that was written twice is taken away again. */
async function endOne(client: QuickBooksClient, document: BooksDocument): Promise<Fault | null> {
	const { type, id, syncToken } = document;
	if (type === 'Invoice' || type === 'SalesReceipt') return await voidOwn(client, document, { why: 'duplicate' });
	const { fault } = await client.delete(type, id, syncToken, guardedRequestId());
	return fault;
}
