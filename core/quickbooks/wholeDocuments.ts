import { IntegrationError } from '../http/integrationError';
import { momentFromMillis, toMillis, type Moment } from '../model/moment';
import type { BooksDocument } from './booksDocument';
import { documentKey, markDeleted, type DocumentIndex } from './documentIndex';
import { documentsOfTime } from './documentPages';
import { readDocumentRowsById } from './documents';
import { enterDocuments, enterOdd, readIndex, wholeKey, wholeOf } from './indexMemory';
import { entryName, type IndexedDocument } from './indexedDocument';
import { SECONDS_UNTIL_FOUND } from './knownDocuments';
import type { OddDocument } from './oddDocuments';
import { DOCUMENT_TYPES, type QuickBooksClient } from './quickBooksClient';

/** How many documents are read by their ids with one read, and how many by their time. */
const [BY_ID, BY_TIME] = [50, 1000];

/**
 * The documents of these entries, whole. The latest 1,000 of all companies are kept; others are read, by their ids or by their time,
 * whatever costs fewer reads. One that QuickBooks has no more was deleted by somebody: it is left out, and remembered as such;
 * one that cannot be read is left out and stands in the index as odd.
 * Throws IntegrationError where a document is too new to say so, since an order without it would be posted once more.
 */
export async function wholeDocuments(
	client: QuickBooksClient,
	entries: readonly IndexedDocument[],
	seen: readonly BooksDocument[] = [],
): Promise<BooksDocument[]> {
	const unique = [
		...new Map(entries.filter(({ deleted }) => !deleted).map((entry) => [documentKey(entry), entry])).values(),
	];
	const passed = new Map(seen.map((document) => [documentKey(document), document]));
	const kept = await wholeOf(client).read(unique.map((entry) => wholeKey(client, entry)));
	const known = (entry: IndexedDocument) => passed.get(documentKey(entry)) ?? kept.get(wholeKey(client, entry));
	const missing = unique.filter((entry) => known(entry) === undefined);
	const read = new Map((await readWhole(client, missing)).map((document) => [documentKey(document), document]));
	return unique.flatMap((entry) => {
		const document = read.get(documentKey(entry)) ?? known(entry);
		return document === undefined ? [] : [entry.isMarked ? document : { ...document, ...formerOf(entry, document) }];
	});
}

/** What the marker of a document named that has none any more. */
function formerOf(
	{ identity, version }: IndexedDocument,
	{ formerVersion }: BooksDocument,
): Pick<BooksDocument, 'formerIdentity' | 'formerVersion'> {
	return {
		formerIdentity: identity,
		formerVersion: version === 0 ? formerVersion : momentFromMillis(version * 1000),
	};
}

async function readWhole(client: QuickBooksClient, missing: readonly IndexedDocument[]): Promise<BooksDocument[]> {
	const index = await readIndex(client);
	const found: BooksDocument[] = [];
	for (const type of DOCUMENT_TYPES) {
		const wanted = missing.filter((entry) => entry.type === type);
		if (wanted.length === 0) continue;
		const { documents, odd } = await readWanted(client, index, wanted);
		await enterDocuments(client, documents);
		await enterOdd(client, odd);
		const ids = new Set([...documents, ...odd].map(({ id }) => id));
		const gone = wanted.filter(({ id }) => !ids.has(id));
		throwIfTooNew(gone, index.coverage.get(type)?.asOf);
		gone.forEach((entry) => markDeleted(index, entry));
		found.push(...documents);
	}
	return found;
}

function throwIfTooNew(gone: readonly IndexedDocument[], asOf: Moment | undefined): void {
	const young = gone.find(
		({ createdAt }) => asOf !== undefined && createdAt * 1000 > toMillis(asOf) - SECONDS_UNTIL_FOUND * 1000,
	);
	if (young !== undefined)
		throw new IntegrationError(
			'unavailable',
			`QuickBooks does not show ${entryName(young)} yet, which was written just now`,
		);
}

async function readWanted(
	client: QuickBooksClient,
	index: DocumentIndex,
	wanted: readonly IndexedDocument[],
): Promise<Awaited<ReturnType<typeof readDocumentRowsById>>> {
	const [{ type } = { type: 'Invoice' as const }] = wanted;
	const ids = wanted.map(({ id }) => id);
	const first = Math.min(...wanted.map(({ createdAt }) => createdAt));
	if (!isCheaperByTime(index, wanted, first)) return await readDocumentRowsById(client, type, ids);
	const found: BooksDocument[] = [];
	const unreadable: OddDocument[] = [];
	const isWanted = new Set(ids);
	const since = momentFromMillis(first * 1000);
	for await (const { documents, odd } of documentsOfTime(client, { type, by: 'CreateTime', since })) {
		found.push(...documents.filter(({ id }) => isWanted.has(id)));
		unreadable.push(...odd.filter(({ id }) => isWanted.has(id)));
	}
	return { documents: found, odd: unreadable };
}

function isCheaperByTime({ documents }: DocumentIndex, wanted: readonly IndexedDocument[], first: number): boolean {
	const [one] = wanted;
	if (one === undefined || wanted.length <= BY_ID) return false;
	let since = 0;
	for (const { type, createdAt } of documents.values()) since += Number(type === one.type && createdAt >= first);
	return Math.ceil(since / BY_TIME) < Math.ceil(wanted.length / BY_ID);
}
