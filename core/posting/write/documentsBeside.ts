import { addSeconds } from '../../model/moment';
import type { DocumentWrite } from '../plan/documentWrite';
import type { DocumentWritten } from './writeDocuments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { readDocumentsByNumber, type DocumentsFound } from '../../quickbooks/documents';
import type { DocumentType, QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** A new document is found by a query within this time, seconds. */
const SECONDS_UNTIL_FOUND = 120;

interface Created {
	readonly writes: readonly DocumentWrite[];
	readonly results: ReadonlyMap<DocumentWrite, DocumentWritten>;
	/** What another run may have made of the same. */
	readonly types: readonly DocumentType[];
}

/** New documents' numbers are read once more: a run side by side may have written the same order (rules.md C4). */
export async function readDocumentsBeside(
	client: QuickBooksClient,
	{ writes, results, types }: Created,
): Promise<DocumentsFound> {
	const created = writes.filter((write) => write.operation === 'create' && results.get(write)?.result === 'written');
	return await readDocumentsByNumber(
		client,
		created.map(({ number }) => number),
		types,
	);
}

/**
 * True for the answer of long ago, which a requestid brings back although the document was deleted since:
 * QuickBooks says that it is old and does not find it.
 */
export function isDeleted({ type, id, createdAt }: BooksDocument, { documents, asOf }: DocumentsFound): boolean {
	const isThere = documents.some((document) => document.type === type && document.id === id);
	return !isThere && asOf !== null && createdAt < addSeconds(asOf, -SECONDS_UNTIL_FOUND);
}
