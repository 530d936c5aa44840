import { nameOf, type BooksDocument } from '../domain/booksDocument';
import { planDuplicates } from '../domain/duplicates';
import { identityKey, identityOf, requestId } from '../domain/identity';
import { noteWith } from '../domain/postingMarker';
import type { SalesOrder } from '../domain/salesOrder';
import { readNonEmptyText, type Fields } from '../reading/readUnknown';
import { refusalInWords } from './postingFaults';
import type { Fault, QuickBooksClient } from './quickBooksClient';

/** What became of the documents of one order that were one too many. */
export interface SettledDuplicates {
	readonly voided: readonly BooksDocument[];
	/** What is left for a person; null when nothing is. */
	readonly trouble: string | null;
}

const STALE = '5010';

/** Voids the younger of untouched documents of one order. Another run that is at it already is left to finish. */
export async function voidDuplicates(client: QuickBooksClient, order: SalesOrder, found: readonly BooksDocument[]): Promise<SettledDuplicates> {
	const { toVoid, reason } = planDuplicates(order, found);
	const voided: BooksDocument[] = [];
	const troubles = reason === null ? [] : [reason];
	for (const document of toVoid) {
		const fault = await voidOne(client, order, document);
		if (fault === null || fault.code === STALE) voided.push(document);
		else troubles.push(`${nameOf(document)} (id ${document.id}) is one too many and could not be voided. ${refusalInWords(fault)}`);
	}
	return { voided, trouble: troubles.length === 0 ? null : troubles.join(' ') };
}

/** The mark goes in first: a void without it would count as a person's. */
async function voidOne(client: QuickBooksClient, order: SalesOrder, document: BooksDocument): Promise<Fault | null> {
	const { type, id, syncToken, note, marker } = document;
	if (marker === null) throw new Error(`${nameOf(document)} is none of ours`);
	const requestFor = (action: string, body: Fields) => requestId(client.realmId, identityKey(identityOf(order)), action, marker.generation, body);
	const mark = { Id: id, SyncToken: syncToken, sparse: true, PrivateNote: noteWith(note, { ...marker, ownVoid: 'duplicate' }) };
	const marked = await client.write(type, mark, requestFor('mark', mark));
	if (marked.fault !== null) return marked.fault;
	const fresh = readNonEmptyText(marked.row.SyncToken, `${type}.SyncToken`);
	const { fault } = await client.void(type, id, fresh, requestFor('void', { id, fresh }));
	return fault;
}
