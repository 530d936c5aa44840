import type { BooksDocument } from './booksDocument';
import {
	documentKey,
	emptyIndex,
	enterDocument,
	enterOddDocument,
	removeDocument,
	type DocumentIndex,
} from './documentIndex';
import type { OddDocument } from './oddDocuments';
import type { QuickBooksClient } from './quickBooksClient';

/** Enters documents as QuickBooks has just answered with them. Foreign ones are hardly ever needed whole. */
export async function enterDocuments(client: QuickBooksClient, documents: readonly BooksDocument[]): Promise<void> {
	const index = await readIndex(client);
	documents.forEach((document) => enterDocument(index, document));
	if (documents.length > 0)
		await wholeOf(client).write(
			new Map(documents.map((one) => [wholeKey(client, one), one.marker === null ? null : one])),
		);
}

/** Enters documents that QuickBooks has just answered with and that cannot be read. */
export async function enterOdd(client: QuickBooksClient, odd: readonly OddDocument[]): Promise<void> {
	if (odd.length === 0) return;
	const index = await readIndex(client);
	odd.forEach((one) => enterOddDocument(index, one));
	await wholeOf(client).write(new Map(odd.map((one) => [wholeKey(client, one), null])));
}

/** Forgets a document that we deleted ourselves. */
export async function forgetDocument(
	client: QuickBooksClient,
	document: Pick<BooksDocument, 'type' | 'id'>,
): Promise<void> {
	removeDocument(await readIndex(client), document);
	await wholeOf(client).write(new Map([[wholeKey(client, document), null]]));
}

/** Another run has changed these documents: they are read once more when they are needed next. */
export async function forgetContents(client: QuickBooksClient, documents: readonly BooksDocument[]): Promise<void> {
	await wholeOf(client).write(new Map(documents.map((document) => [wholeKey(client, document), null])));
}

/** The company's index as it is, an empty one where this process knows none yet. It asks QuickBooks for nothing. */
export async function readIndex({ memory, realmId }: QuickBooksClient): Promise<DocumentIndex> {
	return await memory.store<DocumentIndex>('documentIndex', 'large').update([realmId], (known) => {
		const index = known.get(realmId) ?? emptyIndex();
		return { entries: known.has(realmId) ? new Map() : new Map([[realmId, index]]), result: index };
	});
}

/** The documents that are kept whole, by `wholeKey`. */
export function wholeOf({ memory }: QuickBooksClient) {
	return memory.store<BooksDocument>('wholeDocuments', 'large');
}

/** Of all companies in one store. */
export function wholeKey({ realmId }: QuickBooksClient, document: Pick<BooksDocument, 'type' | 'id'>): string {
	return `${realmId} ${documentKey(document)}`;
}
