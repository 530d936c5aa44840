import { planDuplicates } from '../plan/duplicatesPlan';
import { guardedRequestId, markAndVoid, unlessDone } from './voidDocument';
import { nameOf, type BooksDocument, isSale } from '../../quickbooks/booksDocument';
import { isConflict, toRefusalText } from '../../quickbooks/faults';
import { forgetContents, forgetDocument } from '../../quickbooks/indexMemory';
import { readStanding } from '../../quickbooks/knownDocuments';
import type { Fault, QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** What became of the documents of one identity that were one too many. */
interface VoidedDuplicates {
	readonly voided: readonly BooksDocument[];
	/** What is left for a person; null when nothing is. */
	readonly trouble: string | null;
}

/** Voids the younger of unmodified documents of one identity. Another run that is at it already is left to finish. */
export async function voidDuplicates(
	client: QuickBooksClient,
	identity: string,
	found: readonly BooksDocument[],
): Promise<VoidedDuplicates> {
	const { toVoid, reason } = planDuplicates(identity, found);
	const voided: BooksDocument[] = [];
	const troubles = reason === null ? [] : [reason];
	for (const document of toVoid) {
		const fault = await voidOrDelete(client, document);
		if (fault === null || isConflict(fault)) {
			voided.push(document);
			if (fault !== null) await readStanding(client, document.type, [document.id]);
			await forgetContents(client, [document]);
		} else
			troubles.push(
				`${nameOf(document)} (id ${document.id}) is one too many and could not be voided. ${toRefusalText(fault)}`,
			);
	}
	return { voided, trouble: troubles.length === 0 ? null : troubles.join(' ') };
}

/** Credits cannot be voided over the API; one that was written twice is deleted. */
async function voidOrDelete(client: QuickBooksClient, document: BooksDocument): Promise<Fault | null> {
	const { type, id, syncToken } = document;
	if (isSale(document)) return await markAndVoid(client, document, { reason: 'duplicate' });
	const fault = unlessDone((await client.delete(type, id, syncToken, guardedRequestId())).fault);
	if (fault === null) await forgetDocument(client, document);
	return fault;
}
