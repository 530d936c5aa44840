import { chunk } from '../../http/chunks';
import type { DocumentWrite } from '../plan/documentWrite';
import { writeOnce, type WriteAnswered } from './writeOnce';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { markedEntries, oddOfOrder, orderKeyOf } from '../../quickbooks/documentIndex';
import { readDocumentRows } from '../../quickbooks/documents';
import { throwIfOdd } from '../../quickbooks/oddDocuments';
import { FAULT, faultOf, isConflict, isTransientFault } from '../../quickbooks/faults';
import { enterDocuments } from '../../quickbooks/indexMemory';
import { knowDocuments, readStanding } from '../../quickbooks/knownDocuments';
import { wholeDocuments } from '../../quickbooks/wholeDocuments';
import {
	DOCUMENT_TYPES,
	type Company,
	type Fault,
	type QuickBooksClient,
	type WriteAnswer,
} from '../../quickbooks/quickBooksClient';
import { readNonEmptyText, UnreadableError } from '../../reading/readUnknown';

/** conflict: somebody else wrote the document, in another version. */
export type DocumentWritten =
	| { readonly result: 'written'; readonly document: BooksDocument }
	| { readonly result: 'conflict' }
	| { readonly result: 'refused'; readonly fault: Fault };

/** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/batch: at most 30 to a call. */
export const ENTRIES_PER_BATCH = 30;

/** Duplicate request, duplicate number: it may stand there already. */
const MEANS_DONE: readonly string[] = [FAULT.doneBefore, FAULT.numberTaken];

/**
 * Writes documents, each once (see writeOnce):
 *
 * 1. An update is a call of its own; new documents go 30 to a call.
 * 2. What is unclear after a call (no answer, a passing fault, "done before") is looked up by what it stands for.
 * 3. Only what is missing is sent again. After three rounds the failure of the wire is thrown: then a later run finds out.
 * 4. A call that is refused as a whole is halved until the document stands alone that is to blame. That one is refused, the others are written.
 * 5. What was written is entered in the index of documents.
 */
export async function writeDocuments(
	client: QuickBooksClient,
	writes: readonly DocumentWrite[],
): Promise<ReadonlyMap<DocumentWrite, DocumentWritten>> {
	const company = await client.company();
	const gone = new Map<DocumentWrite, Fault>();
	const results = await writeOnce<DocumentWrite, WriteAnswer, BooksDocument, DocumentWritten>(writes, {
		toCalls: callsOf,
		send: async (call) => await send(client, call),
		read: (write, answer) => {
			if (answer?.fault?.code === FAULT.gone && write.operation === 'update') gone.set(write, answer.fault);
			return readAnswer(write, answer, company);
		},
		find: async (unclear) => await findByIdentity(client, unclear),
		isSame: isInPlaceOf,
		toResult: ({ fingerprint }, document) =>
			document.marker?.fingerprint === fingerprint ? { result: 'written', document } : { result: 'conflict' },
		toRefusal: (_, failure) => ({ result: 'refused', fault: faultOf(failure) }),
	});
	const written = [...results.values()].flatMap((one) => (one.result === 'written' ? [one.document] : []));
	await enterDocuments(client, written);
	const refused = new Map<DocumentWrite, DocumentWritten>();
	for (const [write, fault] of gone)
		if (await isUntouched(client, write)) refused.set(write, { result: 'refused', fault });
	return new Map([...results, ...refused]);
}

/** An item of its lines that is inactive has the same fault as a document that somebody took away: only that tells which it was. */
async function isUntouched(client: QuickBooksClient, { type, body }: DocumentWrite): Promise<boolean> {
	const found = await readStanding(client, type, [readNonEmptyText(body.Id, `${type}.Id`)]);
	return found.some(({ syncToken, voided }) => syncToken === body.SyncToken && !voided);
}

/** An order may have got a document of another type than the one that is written, from another run. */
async function findByIdentity(
	client: QuickBooksClient,
	unclear: readonly DocumentWrite[],
): Promise<readonly BooksDocument[]> {
	const identities = new Set(unclear.map(({ identity }) => identity));
	const keep = ({ marker }: BooksDocument) => marker !== null && identities.has(marker.identity);
	const { index, seen } = await knowDocuments(client, { types: DOCUMENT_TYPES, since: null, keep });
	const found = await wholeDocuments(client, markedEntries(index, identities), seen);
	// One that cannot be read may be what was to be written: it must not be written again.
	throwIfOdd([...identities].flatMap((identity) => oddOfOrder(index, orderKeyOf(identity))));
	return found;
}

function callsOf(writes: readonly DocumentWrite[]): DocumentWrite[][] {
	const updates = writes.filter(({ operation }) => operation === 'update').map((write) => [write]);
	const creates = writes.filter(({ operation }) => operation === 'create');
	return [...updates, ...chunk(creates, ENTRIES_PER_BATCH)];
}

/** A document alone goes as a call of its own: its requestid makes that one repeatable, a batch never is. */
async function send(client: QuickBooksClient, writes: readonly DocumentWrite[]): Promise<readonly WriteAnswer[]> {
	const [only] = writes;
	if (only === undefined || writes.length > 1) return await sendBatch(client, writes);
	const answer = await client.write(only.type, only.body, only.requestId);
	if (!mayBeReplayed(only, answer)) return [answer];
	const again = await sendBatch(client, writes);
	const wasDone = answer.fault?.code === FAULT.doneBefore && again[0]?.fault?.code === FAULT.stale;
	return wasDone ? [answer] : again;
}

async function sendBatch(client: QuickBooksClient, writes: readonly DocumentWrite[]): Promise<readonly WriteAnswer[]> {
	return await client.batch(
		writes.map(({ operation, type, body }, place) => ({ id: String(place + 1), operation, entity: type, body })),
	);
}

/**
 * Intuit does not say whether a requestid brings an old refusal back after its cause was mended. So a refusal
 * is asked about once more without one, which writes nothing if it still holds. "Done before" may be said of an update that was refused, and its
 * SyncToken keeps that from being done twice.
 */
function mayBeReplayed({ operation }: DocumentWrite, { fault }: WriteAnswer): boolean {
	if (fault === null || isTransientFault(fault)) return false;
	return operation === 'update' || !MEANS_DONE.includes(fault.code);
}

function readAnswer(
	{ type, operation }: DocumentWrite,
	answer: WriteAnswer | undefined,
	company: Company,
): WriteAnswered<DocumentWritten> {
	if (answer === undefined) throw new UnreadableError('BatchItemResponse', 'an answer for every entry');
	const { row, fault } = answer;
	if (fault === null) {
		const [document] = readDocumentRows(type, [row], company).documents;
		return document === undefined
			? { result: { result: 'conflict' }, certainty: 'doubtful' }
			: { result: { result: 'written', document }, certainty: 'final' };
	}
	if (operation === 'update' && isConflict(fault)) return { result: { result: 'conflict' }, certainty: 'final' };
	return { result: { result: 'refused', fault }, certainty: certaintyOf(fault) };
}

function certaintyOf(fault: Fault): WriteAnswered<unknown>['certainty'] {
	if (isTransientFault(fault)) return 'passing';
	return MEANS_DONE.includes(fault.code) ? 'doubtful' : 'final';
}

/**
 * True for the document that stands for what was to be written, whatever number it has by now. An update has one there in any case:
 * only what came after the version that it replaces counts. A document that a generation before this one got is another one.
 */
function isInPlaceOf(
	{ identity, fingerprint, generation, operation, body }: DocumentWrite,
	document: BooksDocument,
): boolean {
	const { marker, voided } = document;
	if (voided || marker?.identity !== identity || marker.generation !== generation) return false;
	if (operation === 'create') return marker.voidReason !== 'duplicate';
	return document.id === body.Id && marker.fingerprint === fingerprint && document.syncToken !== body.SyncToken;
}
