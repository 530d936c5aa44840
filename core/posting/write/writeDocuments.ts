import { isTransient } from '../../http/integrationError';
import { inChunks } from '../../http/chunks';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { documentsByNumber, readDocument } from '../../quickbooks/documents';
import { FAULT, isOvertaken, isPassing } from '../../quickbooks/faults';
import { documentsWith } from '../../quickbooks/orderInBooks';
import type { Company, DocumentType, Fault, QuickBooksClient, WriteAnswer } from '../../quickbooks/quickBooksClient';
import { UnreadableError, type Fields } from '../../reading/readUnknown';

/** One document to write. */
export interface DocumentWrite {
	/** What it stands for (see identityKey) and in which version. */
	readonly identity: string;
	readonly fingerprint: string;
	readonly operation: 'create' | 'update';
	readonly type: DocumentType;
	readonly number: string;
	readonly body: Fields;
	readonly requestId: string;
}

/** overtaken: somebody else wrote the document, in another version. */
export type DocumentWritten =
	| { readonly result: 'written'; readonly document: BooksDocument }
	| { readonly result: 'overtaken' }
	| { readonly result: 'refused'; readonly fault: Fault };

/** https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/batch: at most 30 to a call. */
export const ENTRIES_PER_BATCH = 30;

export const ROUNDS = 3;

/** Duplicate request, duplicate number: it may stand there already. */
const MEANS_DONE: readonly string[] = [FAULT.doneBefore, FAULT.numberTaken];

/**
 * Writes documents, new ones 30 of a type to a call. What is unclear after a call (no answer, a passing fault, "done before") is
 * looked up, and only what is missing is sent again. After three rounds the failure of the wire is thrown: then a later run finds out.
 */
export async function writeDocuments(
	client: QuickBooksClient,
	writes: readonly DocumentWrite[],
): Promise<ReadonlyMap<DocumentWrite, DocumentWritten>> {
	const company = await client.company();
	const results = new Map<DocumentWrite, DocumentWritten>();
	let failure: unknown;
	for (let round = 1; round <= ROUNDS; round++) {
		const open = writes.filter((write) => isOpen(results.get(write)));
		if (open.length === 0) return results;
		failure = undefined;
		for (const call of callsOf(open)) {
			const answers = await send(client, call).catch(unlessUnclear);
			if ('unclear' in answers) failure = answers.unclear;
			else call.forEach((write, place) => results.set(write, readAnswer(write, answers[place], company)));
		}
		await findUnclear(client, writes, results);
	}
	if (failure !== undefined && writes.some((write) => !results.has(write))) throw failure;
	return results;
}

/** Not settled yet, or refused for a reason that passes. */
function isOpen(result: DocumentWritten | undefined): boolean {
	return result === undefined || (result.result === 'refused' && isPassing(result.fault));
}

function callsOf(writes: readonly DocumentWrite[]): DocumentWrite[][] {
	const updates = writes.filter(({ operation }) => operation === 'update').map((write) => [write]);
	const creates = writes.filter(({ operation }) => operation === 'create');
	return [...updates, ...inChunks(creates, ENTRIES_PER_BATCH)];
}

/** A document alone goes as a call of its own: its requestid makes that one repeatable, a batch never is. */
async function send(client: QuickBooksClient, writes: readonly DocumentWrite[]): Promise<readonly WriteAnswer[]> {
	const [only] = writes;
	if (only === undefined || writes.length > 1) return await sendBatch(client, writes);
	const answer = await client.write(only.type, only.body, only.requestId);
	return mayBeReplayed(answer) ? await sendBatch(client, writes) : [answer];
}

async function sendBatch(client: QuickBooksClient, writes: readonly DocumentWrite[]): Promise<readonly WriteAnswer[]> {
	return await client.batch(
		writes.map(({ operation, type, body }, place) => ({ id: String(place + 1), operation, entity: type, body })),
	);
}

/**
 * Intuit does not say whether a requestid brings an old refusal back after its cause was mended. So a refusal
 * is asked about once more without one, which writes nothing if it still holds.
 */
function mayBeReplayed({ fault }: WriteAnswer): boolean {
	return fault !== null && !isPassing(fault) && !MEANS_DONE.includes(fault.code);
}

/** A lost connection or an answer that is none leaves open what was done; any other failure stands. */
export function unlessUnclear(failure: unknown): { readonly unclear: unknown } {
	if (isTransient(failure) || failure instanceof UnreadableError) return { unclear: failure };
	throw failure;
}

function readAnswer(
	{ type, operation }: DocumentWrite,
	answer: WriteAnswer | undefined,
	company: Company,
): DocumentWritten {
	if (answer === undefined) throw new UnreadableError('BatchItemResponse', 'an answer for every entry');
	if (answer.fault === null) return { result: 'written', document: readDocument(type, answer.row, company) };
	return operation === 'update' && isOvertaken(answer.fault)
		? { result: 'overtaken' }
		: { result: 'refused', fault: answer.fault };
}

/** Looks up what may have been done without our knowing: unanswered, passing, duplicate number, duplicate request. */
async function findUnclear(
	client: QuickBooksClient,
	writes: readonly DocumentWrite[],
	results: Map<DocumentWrite, DocumentWritten>,
): Promise<void> {
	const unclear = writes.filter((write) => isOpen(results.get(write)) || mayBeThere(results.get(write)));
	if (unclear.length === 0) return;
	const { documents } = await documentsByNumber(
		client,
		unclear.map(({ number }) => number),
	);
	for (const write of unclear) {
		const document = standingFor(write, documents);
		if (document === undefined) continue;
		const isOurs = document.marker?.fingerprint.sale === write.fingerprint;
		results.set(write, isOurs ? { result: 'written', document } : { result: 'overtaken' });
	}
}

function mayBeThere(result: DocumentWritten | undefined): boolean {
	return result?.result === 'refused' && MEANS_DONE.includes(result.fault.code);
}

/** The document under the number that was to be written; an update has one in any case, so only what came after the version that it replaces counts. */
function standingFor(
	{ identity, fingerprint, number, operation, body }: DocumentWrite,
	found: readonly BooksDocument[],
): BooksDocument | undefined {
	return documentsWith(identity, found).find(
		(document) =>
			!document.voided &&
			document.number?.toLowerCase() === number.toLowerCase() &&
			(operation === 'create' ||
				(document.marker?.fingerprint.sale === fingerprint && document.syncToken !== body.SyncToken)),
	);
}
