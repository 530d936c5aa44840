import { momentFromMillis, toMillis, type Moment } from '../model/moment';
import type { Money } from '../model/money';
import type { BooksDocument, BooksDocumentType } from './booksDocument';
import { toEntry, type IndexedDocument } from './indexedDocument';
import { idOfUnreadable, type OddDocument } from './oddDocuments';

/** From when on the documents of a type are known, and up to which moment of QuickBooks' clock. */
interface Coverage {
	readonly from: Moment;
	readonly asOf: Moment;
}

/** The sales documents of one company, by order and by number. Plain data, changed in place: a copy of 100,000 entries for each run would cost more than the run. */
export interface DocumentIndex {
	readonly documents: Map<string, IndexedDocument>;
	/** The keys of an order's documents, its credits among them, joined by commas; by the first three parts of the identity. */
	readonly byOrder: Map<string, string>;
	/** The keys of the documents with a number, joined by commas; by the number in lower case. */
	readonly byNumber: Map<string, string>;
	readonly coverage: Map<BooksDocumentType, Coverage>;
	/** Counts what happens to the index, so that a run knows whether it was read anew since. */
	readonly clock: {
		now: number;
		readonly began: Map<BooksDocumentType, number>;
		readonly ended: Map<BooksDocumentType, number>;
	};
	/** Up to which moment deletions are known; null before the first document is. */
	deletionsAsOf: Moment | null;
	/** What somebody deleted before this process knew it, by key: an order may have lost its document with it. */
	readonly unseen: Map<string, Deletion>;
	/** The expenses of selling fees that were seen, by identity: the id, and the moment of the clock at which they were. */
	readonly expenses: Map<string, { readonly id: string; readonly seen: number }>;
	/** Documents that cannot be read, by key. An order that one of them is, or may be, gets none until it can. */
	readonly odd: Map<string, OddDocument>;
	/** The keys of documents that we deleted ourselves. */
	readonly harmless: Set<string>;
}

/** What is left of a deleted document. */
export interface Deletion {
	readonly type: BooksDocumentType;
	readonly id: string;
	readonly deletedAt: Moment;
}

/** A deleted document of which nobody knows what it stood for. */
export interface UnseenDeletion extends Deletion {
	/** It was made before. */
	readonly madeBefore: Moment;
}

export function emptyIndex(): DocumentIndex {
	return {
		documents: new Map(),
		byOrder: new Map(),
		byNumber: new Map(),
		coverage: new Map(),
		clock: { now: 0, began: new Map(), ended: new Map() },
		deletionsAsOf: null,
		unseen: new Map(),
		expenses: new Map(),
		odd: new Map(),
		harmless: new Set(),
	};
}

export function documentKey({ type, id }: Pick<BooksDocument, 'type' | 'id'>): string {
	return `${type} ${id}`;
}

/** The order that an identity key belongs to, which may name a refund of it. */
export function orderKeyOf(identity: string): string {
	return identity.split('/').slice(0, 3).join('/');
}

/** Enters what a document says now. One that lost its marker keeps the identity that it was known by. */
export function enterDocument(index: DocumentIndex, document: BooksDocument): void {
	const key = documentKey(document);
	const before = index.documents.get(key);
	const entry = toEntry(document, before);
	if (before !== undefined && (before.identity !== entry.identity || before.number !== entry.number))
		unlink(index, before);
	index.documents.set(key, entry);
	[key, documentKey({ type: entry.type, id: idOfUnreadable(entry.number) })].forEach((one) => index.odd.delete(one));
	link(index.byOrder, entry.identity === null ? null : orderKeyOf(entry.identity), key);
	link(index.byNumber, entry.number?.toLowerCase() ?? null, key);
}

/** Enters a document that cannot be read now. What was known of it counts no more, but for the order that it stands for. */
export function enterOddDocument(index: DocumentIndex, odd: OddDocument): void {
	const key = documentKey(odd);
	const before = index.documents.get(key);
	const identity = odd.identity ?? before?.identity ?? index.odd.get(key)?.identity ?? null;
	if (before !== undefined) unlink(index, before);
	index.documents.delete(key);
	index.odd.set(key, { ...odd, identity });
}

/** The documents of an order that cannot be read, its credits among them. */
export function oddOfOrder({ odd }: DocumentIndex, orderKey: string): OddDocument[] {
	return [...odd.values()].filter(({ identity }) => identity !== null && orderKeyOf(identity) === orderKey);
}

/** Forgets a document that we deleted ourselves: as if it had never been. */
export function removeDocument(index: DocumentIndex, document: Pick<BooksDocument, 'type' | 'id'>): void {
	index.harmless.add(documentKey(document));
	index.odd.delete(documentKey(document));
	const entry = index.documents.get(documentKey(document));
	if (entry === undefined) return;
	unlink(index, entry);
	index.documents.delete(documentKey(entry));
}

/** Remembers that somebody deleted a document, so that it is not written again (rules.md A2). */
export function markDeleted(index: DocumentIndex, document: Pick<BooksDocument, 'type' | 'id'>): void {
	const entry = index.documents.get(documentKey(document));
	if (entry !== undefined) index.documents.set(documentKey(document), { ...entry, deleted: true });
}

/** Remembers what somebody deleted, be it known here or not. */
export function enterDeletion(index: DocumentIndex, deletion: Deletion): void {
	const key = documentKey(deletion);
	index.odd.delete(key);
	if (index.documents.has(key)) markDeleted(index, deletion);
	else if (!index.harmless.has(key)) index.unseen.set(key, deletion);
}

/**
 * What was deleted before this process knew it. QuickBooks counts the ids of its transactions up, so such a document was made before the next one
 * that is known; and before it was deleted in any case.
 */
export function unseenDeletions({ documents, unseen }: DocumentIndex): UnseenDeletion[] {
	if (unseen.size === 0) return [];
	const place = ({ id }: Deletion) => (WHOLE.test(id) ? Number(id) : -1);
	const sorted = [...unseen.values()].sort((one, other) => place(other) - place(one));
	/** When the first was made of the documents whose ids lie between a deleted one's and those of the one before it in the list. */
	const next: Array<number | undefined> = sorted.map(() => undefined);
	for (const { id, createdAt } of documents.values()) {
		const below = sorted.findIndex((deletion) => Number(deletion.id) < Number(id));
		if (below !== -1) next[below] = Math.min(next[below] ?? createdAt, createdAt);
	}
	return sorted.map((deletion, at) => {
		const later = WHOLE.test(deletion.id) ? next.slice(0, at + 1).flatMap((second) => second ?? []) : [];
		// QuickBooks' clock counts whole seconds.
		const made = Math.min(Math.floor(toMillis(deletion.deletedAt) / 1000), ...later) * 1000 + 1000;
		return { ...deletion, madeBefore: momentFromMillis(made) };
	});
}

const WHOLE = /^\d+$/;

/**
 * The sales documents that stand without a mark and were never seen with one, by their total: one of them may be ours whose memo a person wrote over.
 * `deleted`: those of them that somebody deleted since.
 */
export function unmarkedByTotal(
	{ documents }: DocumentIndex,
	deleted = false,
): ReadonlyMap<Money, readonly IndexedDocument[]> {
	const byTotal = new Map<Money, IndexedDocument[]>();
	for (const entry of documents.values()) {
		if (entry.identity !== null || entry.voided || entry.deleted !== deleted || entry.total === 0) continue;
		const same = byTotal.get(entry.total);
		if (same === undefined) byTotal.set(entry.total, [entry]);
		else same.push(entry);
	}
	return byTotal;
}

/**
 * The sales without a mark that may have been ours and that were never seen with one, by what they say of their buyer: void ones too, for a person who ended a
 * sale does not want it again. `deleted`: those of them that somebody deleted since.
 */
export function unmarkedByTrace(
	{ documents }: DocumentIndex,
	deleted = false,
): ReadonlyMap<string, readonly IndexedDocument[]> {
	const byTrace = new Map<string, IndexedDocument[]>();
	for (const entry of documents.values()) {
		if (entry.traces === '' || entry.identity !== null || entry.deleted !== deleted) continue;
		for (const trace of keysOf(entry.traces)) byTrace.set(trace, [...(byTrace.get(trace) ?? []), entry]);
	}
	return byTrace;
}

/** The documents of an order and of its refunds, deleted ones among them. */
export function entriesOfOrder({ documents, byOrder }: DocumentIndex, orderKey: string): IndexedDocument[] {
	return keysOf(byOrder.get(orderKey)).flatMap((key) => documents.get(key) ?? []);
}

/** The documents that bear the mark of one of these identities. */
export function markedEntries(index: DocumentIndex, identities: ReadonlySet<string>): IndexedDocument[] {
	return [...identities].flatMap((identity) =>
		entriesOfOrder(index, orderKeyOf(identity)).filter((entry) => entry.identity === identity && entry.isMarked),
	);
}

/** The documents that have a number now, as QuickBooks compares numbers: without regard to case. */
export function entriesByNumber({ documents, byNumber }: DocumentIndex, number: string): IndexedDocument[] {
	return keysOf(byNumber.get(number.toLowerCase())).flatMap((key) => {
		const entry = documents.get(key);
		return entry === undefined || entry.deleted ? [] : [entry];
	});
}

function link(keys: Map<string, string>, name: string | null, key: string): void {
	if (name === null) return;
	const known = keysOf(keys.get(name));
	if (!known.includes(key)) keys.set(name, [...known, key].join());
}

function unlink({ byOrder, byNumber }: DocumentIndex, entry: IndexedDocument): void {
	const drop = (keys: Map<string, string>, name: string | null) => {
		if (name === null) return;
		const left = keysOf(keys.get(name)).filter((key) => key !== documentKey(entry));
		if (left.length === 0) keys.delete(name);
		else keys.set(name, left.join());
	};
	drop(byOrder, entry.identity === null ? null : orderKeyOf(entry.identity));
	drop(byNumber, entry.number?.toLowerCase() ?? null);
}

function keysOf(joined: string | undefined): string[] {
	return joined === undefined ? [] : joined.split(',');
}
