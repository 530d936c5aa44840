import type { DocumentWrite } from '../plan/documentWrite';
import type { DocumentWritten } from './writeDocuments';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { documentKey, markedEntries } from '../../quickbooks/documentIndex';
import { isOldEnoughToBeFound, knowDocuments, readStanding } from '../../quickbooks/knownDocuments';
import { wholeDocuments } from '../../quickbooks/wholeDocuments';
import type { DocumentType, QuickBooksClient } from '../../quickbooks/quickBooksClient';

interface Created {
	readonly writes: readonly DocumentWrite[];
	readonly results: ReadonlyMap<DocumentWrite, DocumentWritten>;
	/** What another run may have made of the same. */
	readonly types: readonly DocumentType[];
}

/** What stands beside new documents. */
export interface DocumentsBeside {
	/** The new ones among them. */
	readonly documents: readonly BooksDocument[];
	/** The keys of new documents that are answers of long ago, which a requestid brings back although they were deleted since. */
	readonly deleted: ReadonlySet<string>;
}

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
	if (created.length === 0) return { documents: [], deleted: new Set() };
	const identities = new Set(created.map(({ write }) => write.identity));
	const keep = ({ marker }: BooksDocument) => marker !== null && identities.has(marker.identity);
	const { index, seen, asOf } = await knowDocuments(client, { types, since: null, keep });
	const old = created.map(({ document }) => document).filter((document) => isOldEnoughToBeFound(document, asOf));
	for (const { type, id } of old) await readStanding(client, type, [id]);
	const documents = await wholeDocuments(client, markedEntries(index, identities), seen);
	const there = new Set(documents.map(documentKey));
	// QuickBooks says that it is old, and does not find it.
	return { documents, deleted: new Set(old.map(documentKey).filter((key) => !there.has(key))) };
}

export function isDeleted(document: BooksDocument, { deleted }: DocumentsBeside): boolean {
	return deleted.has(documentKey(document));
}
