import type { Moment } from '../../model/moment';
import { nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { noteWithMarker, type VoidReason } from '../../quickbooks/documentMarker';
import { readDocumentsById } from '../../quickbooks/documents';
import { FAULT } from '../../quickbooks/faults';
import type { Fault, QuickBooksClient } from '../../quickbooks/quickBooksClient';
import { readNonEmptyText } from '../../reading/readUnknown';
import { randomUUID } from 'node:crypto';

/** Why a document of ours is voided, or closed by a credit. */
interface VoidMark {
	readonly reason: VoidReason;
	/** The version of the order that caused it; the document's own where no order did. */
	readonly version?: Moment;
}

type Marked =
	| { readonly syncToken: string; readonly fault: null }
	| { readonly syncToken: null; readonly fault: Fault };

/** Writes into a document why we end it: a void without the mark would count as a person's. */
export async function writeVoidMark(
	client: QuickBooksClient,
	document: BooksDocument,
	{ reason, version }: VoidMark,
): Promise<Marked> {
	const { type, id, syncToken, note, marker } = document;
	if (marker === null) throw new Error(`${nameOf(document)} is none of ours`);
	const marked = { ...marker, voidReason: reason, version: version ?? marker.version };
	const body = { Id: id, SyncToken: syncToken, sparse: true, PrivateNote: noteWithMarker(note, marked) };
	const { row, fault } = await client.write(type, body, guardedRequestId());
	if (fault === null) return { syncToken: readNonEmptyText(row.SyncToken, `${type}.SyncToken`), fault };
	const [now] = fault.code === FAULT.doneBefore ? await readDocumentsById(client, type, [id]) : [];
	return now?.marker?.voidReason === reason ? { syncToken: now.syncToken, fault: null } : { syncToken: null, fault };
}

/** Marks a document of ours, then voids it. Null when it is void. */
export async function markAndVoid(
	client: QuickBooksClient,
	document: BooksDocument,
	mark: VoidMark,
): Promise<Fault | null> {
	const { type, id } = document;
	if (type !== 'Invoice' && type !== 'SalesReceipt') throw new Error(`QuickBooks cannot void ${nameOf(document)}`);
	const marked = await writeVoidMark(client, document, mark);
	if (marked.fault !== null) return marked.fault;
	const { fault } = await client.void(type, id, marked.syncToken, guardedRequestId());
	return unlessDone(fault);
}

/**
 * For a change that its SyncToken guards: done twice it is refused (5010). The id is the same over the retries of one request.
 * The next run takes a fresh one, so that no old refusal (a closed period, a bank deposit) comes back after its cause was mended.
 */
export function guardedRequestId(): string {
	return randomUUID();
}

/** A request under an id of its own that QuickBooks has done before is one whose first answer was lost on the wire: it is done. */
export function unlessDone(fault: Fault | null): Fault | null {
	return fault?.code === FAULT.doneBefore ? null : fault;
}
