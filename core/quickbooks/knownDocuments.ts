import { serialQueue } from '../http/serialQueue';
import { addSeconds, type Moment } from '../model/moment';
import type { BooksDocument } from './booksDocument';
import { readDeletions } from './deletions';
import { documentKey, enterDeletion, markDeleted, type DocumentIndex } from './documentIndex';
import { documentsOfTime } from './documentPages';
import { readDocumentRowsById, readDocumentsByNumber } from './documents';
import { enterDocuments, enterOdd, readIndex } from './indexMemory';
import type { OddDocument } from './oddDocuments';
import { DOCUMENT_TYPES, type DocumentType, type QuickBooksClient } from './quickBooksClient';

/** A document that was changed is found by a query within this time, seconds: so much of what was read is read again. */
const OVERLAP = 600;

/** Who needs the documents of a day mostly needs those of the days before it next: the index goes back further by this, seconds. */
const FURTHER_BACK = 7 * 24 * 3600;

/** How often deletions are asked for, seconds: they do not show in a query, and cost a read of their own. */
const DELETIONS_EVERY = 3600;

/** A new document is found by a query within this time, seconds. */
export const SECONDS_UNTIL_FOUND = 120;

/** True for a record that a query would have found when QuickBooks' clock was at `asOf`: one that it did not find is gone. */
export function isOldEnoughToBeFound({ createdAt }: Pick<BooksDocument, 'createdAt'>, asOf: Moment | null): boolean {
	return asOf !== null && createdAt < addSeconds(asOf, -SECONDS_UNTIL_FOUND);
}

const inTurn = serialQueue();

interface DocumentsAsked {
	readonly types: readonly DocumentType[];
	/** The index has to reach back to documents made then; null where it reaches back far enough, as after a write. */
	readonly since: Moment | null;
	/** Documents that the caller needs whole, so that they are not read once more. */
	readonly keep?: (document: BooksDocument) => boolean;
}

interface DocumentsKnown {
	readonly index: DocumentIndex;
	/** Those that passed by and are kept. */
	readonly seen: readonly BooksDocument[];
	/** QuickBooks' clock at the last look. */
	readonly asOf: Moment | null;
}

/**
 * Brings the index of the company's documents up to date (docs/decisions/documents-are-known-by-identity.md). One read for each type where
 * nothing happened. Runs of this process that ask while another one reads share what that finds. Throws IntegrationError; what was read
 * by then stays known, and the next run goes on from there.
 *
 * 1. A type that was never read is read from `since` on, by the time of creation.
 * 2. One that is known from a later moment on only is read back to `since`.
 * 3. One that is known far enough back is asked for what changed since it was read, and a little before.
 * 4. At first, and then once an hour, QuickBooks is asked what was deleted (see also findDeleted).
 */
export async function knowDocuments(client: QuickBooksClient, asked: DocumentsAsked): Promise<DocumentsKnown> {
	const index = await readIndex(client);
	const askedAt = ++index.clock.now;
	const seen: BooksDocument[] = [];
	const enter = async (documents: readonly BooksDocument[], odd: readonly OddDocument[]) => {
		await enterDocuments(client, documents);
		await enterOdd(client, odd);
		seen.push(...documents.filter((document) => asked.keep?.(document) === true));
	};
	await inTurn(`documents ${client.realmId}`, async () => {
		for (const type of asked.types)
			if (!isCurrent(index, type, { ...asked, askedAt }))
				await readType(client, { index, type, since: asked.since, enter });
		if (asked.types.length === DOCUMENT_TYPES.length) await learnDeletions(client, index, DELETIONS_EVERY);
	});
	const [asOf = null] = asked.types.flatMap((type) => index.coverage.get(type)?.asOf ?? []).sort();
	return { index, seen, asOf };
}

/** Another run read the type since it was asked for. Before a write it may have begun earlier, after one it may not. */
function isCurrent(
	{ coverage, clock }: DocumentIndex,
	type: DocumentType,
	{ since, askedAt }: Pick<DocumentsAsked, 'since'> & { readonly askedAt: number },
): boolean {
	const known = coverage.get(type);
	if (known === undefined || (since !== null && since < known.from)) return false;
	return ((since === null ? clock.began : clock.ended).get(type) ?? 0) > askedAt;
}

interface TypeReading {
	readonly index: DocumentIndex;
	readonly type: DocumentType;
	readonly since: Moment | null;
	readonly enter: (documents: readonly BooksDocument[], odd: readonly OddDocument[]) => Promise<void>;
}

/** What is known of a type is only said to be known once all pages were read. */
async function readType(client: QuickBooksClient, { index, type, since, enter }: TypeReading): Promise<void> {
	const { coverage, clock } = index;
	clock.began.set(type, ++clock.now);
	const known = coverage.get(type);
	const from = since === null ? known?.from : addSeconds(since, -FURTHER_BACK);
	if (from === undefined) throw new Error(`No ${type} was looked for before one was written`);
	const read = async (time: Omit<Parameters<typeof documentsOfTime>[1], 'type'>) => {
		let first: Moment | null = null;
		for await (const { documents, odd, asOf } of documentsOfTime(client, { type, ...time })) {
			await enter(documents, odd);
			first ??= asOf;
		}
		return first ?? from;
	};
	if (known === undefined) coverage.set(type, { from, asOf: await read({ by: 'CreateTime', since: from }) });
	else {
		const isFarEnough = since === null || since >= known.from;
		if (!isFarEnough) await read({ by: 'CreateTime', since: from, until: known.from });
		const asOf = await read({ by: 'LastUpdatedTime', since: addSeconds(known.asOf, -OVERLAP) });
		coverage.set(type, { from: isFarEnough ? known.from : from, asOf });
	}
	clock.ended.set(type, ++clock.now);
}

/** The first look is as far back as QuickBooks knows: what was deleted before this process began may have been an order's. */
async function learnDeletions(client: QuickBooksClient, index: DocumentIndex, every: number): Promise<void> {
	const [asOf] = [...index.coverage.values()].map((known) => known.asOf).sort();
	if (asOf === undefined) return;
	if (index.deletionsAsOf !== null && asOf < addSeconds(index.deletionsAsOf, every)) return;
	const since = index.deletionsAsOf === null ? null : addSeconds(index.deletionsAsOf, -OVERLAP);
	for (const deletion of await readDeletions(client, since, asOf)) enterDeletion(index, deletion);
	index.deletionsAsOf = asOf;
}

/** Asks QuickBooks which of these somebody deleted, without waiting for the hour: before a payment or a credit follows one. One read. */
export async function findDeleted(
	client: QuickBooksClient,
	documents: readonly BooksDocument[],
): Promise<readonly BooksDocument[]> {
	const index = await readIndex(client);
	if (documents.length > 0)
		await inTurn(`documents ${client.realmId}`, async () => await learnDeletions(client, index, 0));
	return documents.filter((document) => index.documents.get(documentKey(document))?.deleted === true);
}

/** Asks QuickBooks for documents of one type by their ids. One that it has no more is remembered as deleted. */
export async function readStanding(
	client: QuickBooksClient,
	type: DocumentType,
	ids: readonly string[],
): Promise<readonly BooksDocument[]> {
	const { documents: found, odd } = await readDocumentRowsById(client, type, ids);
	await enterOdd(client, odd);
	const index = await readIndex(client);
	const standing = new Set([...found, ...odd].map(({ id }) => id));
	ids.filter((id) => !standing.has(id)).forEach((id) => markDeleted(index, { type, id }));
	return found;
}

/** Asks QuickBooks who has a number, and enters it: a document from before the time that the index covers. */
export async function readHolders(client: QuickBooksClient, number: string): Promise<readonly BooksDocument[]> {
	const { documents, odd } = await readDocumentsByNumber(client, [number]);
	await enterDocuments(client, documents);
	await enterOdd(client, odd);
	return documents;
}
