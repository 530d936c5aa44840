import type { DocumentWrite } from '../plan/documentWrite';
import type { DocumentWritten } from './writeDocuments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { documentKey, markedEntries } from '../../quickbooks/documentIndex';
import type { DocumentsFound } from '../../quickbooks/documents';
import { isOldEnoughToBeFound, knowDocuments, readStanding } from '../../quickbooks/knownDocuments';
import { wholeDocuments } from '../../quickbooks/wholeDocuments';
import type { DocumentType, QuickBooksClient } from '../../quickbooks/quickBooksClient';

interface Created {
	readonly writes: readonly DocumentWrite[];
	readonly results: ReadonlyMap<DocumentWrite, DocumentWritten>;
	/** What another run may have made of the same. */
	readonly types: readonly DocumentType[];
}

/** What stands beside them; `asOf` is QuickBooks' clock when it was read, null when nothing was. */
export type DocumentsBeside = Pick<DocumentsFound, 'documents' | 'asOf'>;

/**
 * What changed in the books is read once more after new documents: a run side by side may have written the same order (rules.md C4). One read for
 * each type, however many were written.
 */
export async function readDocumentsBeside(
	client: QuickBooksClient,
	{ writes, results, types }: Created,
): Promise<DocumentsBeside> {
	const created = writes.flatMap((write) => {
		const written = write.operation === 'create' ? results.get(write) : undefined;
		return written?.result === 'written' ? [{ write, document: written.document }] : [];
	});
	if (created.length === 0) return { documents: [], asOf: null };
	const identities = new Set(created.map(({ write }) => write.identity));
	const keep = ({ marker }: BooksDocument) => marker !== null && identities.has(marker.identity);
	const { index, seen, asOf } = await knowDocuments(client, { types, since: null, keep });
	for (const { document } of created.filter((one) => isOldEnoughToBeFound(one.document, asOf)))
		await readStanding(client, document.type, [document.id]);
	return { documents: await wholeDocuments(client, markedEntries(index, identities), seen), asOf };
}

/**
 * True for the answer of long ago, which a requestid brings back although the document was deleted since:
 * QuickBooks says that it is old and does not find it.
 */
export function isDeleted(document: BooksDocument, { documents, asOf }: DocumentsBeside): boolean {
	const isThere = documents.some((one) => documentKey(one) === documentKey(document));
	return !isThere && isOldEnoughToBeFound(document, asOf);
}
