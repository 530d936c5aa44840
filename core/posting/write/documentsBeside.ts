import { addSeconds } from '../../model/moment';
import type { DocumentWrite } from '../plan/documentWrite';
import type { DocumentWritten } from './writeDocuments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { entriesOfOrder, orderKeyOf } from '../../quickbooks/documentIndex';
import type { DocumentsFound } from '../../quickbooks/documents';
import { isStillThere, knowDocuments, SECONDS_UNTIL_FOUND, wholeDocuments } from '../../quickbooks/knownDocuments';
import type { DocumentType, QuickBooksClient } from '../../quickbooks/quickBooksClient';

interface Created {
	readonly writes: readonly DocumentWrite[];
	readonly results: ReadonlyMap<DocumentWrite, DocumentWritten>;
	/** What another run may have made of the same. */
	readonly types: readonly DocumentType[];
}

/**
 * What changed in the books is read once more after new documents: a run side by side may have written the same order (rules.md C4). One read for
 * each type, however many were written.
 */
export async function readDocumentsBeside(
	client: QuickBooksClient,
	{ writes, results, types }: Created,
): Promise<DocumentsFound> {
	const created = writes.flatMap((write) => {
		const written = write.operation === 'create' ? results.get(write) : undefined;
		return written?.result === 'written' ? [{ write, document: written.document }] : [];
	});
	if (created.length === 0) return { documents: [], asOf: null };
	const identities = new Set(created.map(({ write }) => write.identity));
	const keep = ({ marker }: BooksDocument) => marker !== null && identities.has(marker.identity);
	const { index, seen, asOf } = await knowDocuments(client, { types, since: null, keep });
	const isOld = ({ createdAt }: BooksDocument) => asOf !== null && createdAt < addSeconds(asOf, -SECONDS_UNTIL_FOUND);
	for (const { document } of created.filter((one) => isOld(one.document))) await isStillThere(client, document);
	const entries = [...identities].flatMap((identity) =>
		entriesOfOrder(index, orderKeyOf(identity)).filter((entry) => entry.identity === identity && entry.isMarked),
	);
	return { documents: await wholeDocuments(client, entries, seen), asOf };
}

/**
 * True for the answer of long ago, which a requestid brings back although the document was deleted since:
 * QuickBooks says that it is old and does not find it.
 */
export function isDeleted({ type, id, createdAt }: BooksDocument, { documents, asOf }: DocumentsFound): boolean {
	const isThere = documents.some((document) => document.type === type && document.id === id);
	return !isThere && asOf !== null && createdAt < addSeconds(asOf, -SECONDS_UNTIL_FOUND);
}
