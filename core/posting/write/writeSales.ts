import { shifted } from '../../model/moment';
import type { Money } from '../../model/money';
import { fingerprintOf } from '../../model/orderFingerprint';
import { roundingTrouble } from '../draft/roundingPart';
import { saleDay } from '../draft/saleDay';
import {
	toPostedDocument,
	type PostingOutcome,
	outcomeWithDocument,
	outcomeWithoutDocument,
} from '../plan/postingOutcome';
import { customersFor } from './customers';
import {
	correction,
	creation,
	customerWishOf,
	factsOf,
	roundingIn,
	saleTypes,
	troubleOf,
	type PostingJob,
	type PostingRun,
	type WritingJob,
} from './postingJob';
import { settleRounding, type Rounded } from './roundingCorrection';
import { settleDuplicates } from './voidDuplicates';
import { type DocumentWrite, type DocumentWritten, writeDocuments } from './writeDocuments';
import { isUnmodified, nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { readDocumentsByNumber, type DocumentsFound } from '../../quickbooks/documents';
import { isTransientFault, toRefusalText } from '../../quickbooks/faults';
import type { DocumentType, QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** overtaken: another run wrote the order in the meantime, so it has to be planned anew. */
export type SaleResult = { readonly outcome: PostingOutcome; readonly document: BooksDocument | null } | 'overtaken';

/** A new document is found by a query within this time, seconds. */
const SECONDS_UNTIL_FOUND = 120;

type Prepared =
	| { readonly job: WritingJob; readonly write: DocumentWrite; readonly trouble: null }
	| { readonly job: WritingJob; readonly write: null; readonly trouble: string };

/** Finds or makes the customers, writes all documents, puts QuickBooks' rounding right, and looks once more whether another run wrote the same. */
export async function writeSales(
	client: QuickBooksClient,
	jobs: readonly WritingJob[],
	run: PostingRun,
): Promise<ReadonlyMap<WritingJob, SaleResult>> {
	if (jobs.length === 0) return new Map();
	const prepared = await prepare(client, jobs, run);
	const writes = prepared.flatMap(({ write }) => write ?? []);
	const written = await writeDocuments(client, writes);
	const beside = await documentsBeside(client, { writes, written, types: saleTypes(run.options.draft.documentType) });
	const results = new Map<WritingJob, SaleResult>();
	for (const { job, write, trouble } of prepared) {
		const result =
			write === null
				? refused('needsAttention', trouble)
				: await resultOf(client, { job, run, written: written.get(write), beside });
		results.set(job, result);
	}
	return results;
}

/** A document that is there and ours, whose total misses the order's: a rounding is put right, the rest is for a person. Previews leave it. */
export async function keptSale(
	client: QuickBooksClient,
	job: PostingJob,
	document: BooksDocument,
	run: PostingRun,
): Promise<Rounded> {
	const isOurs =
		isUnmodified(document) && !document.voided && document.marker?.fingerprint === fingerprintOf(job.order);
	if (!isOurs || !run.options.writes) return { document, trouble: null, isOvertaken: false };
	return await settleSaleRounding(client, job, document, run);
}

async function settleSaleRounding(
	client: QuickBooksClient,
	job: PostingJob,
	document: BooksDocument,
	run: PostingRun,
): Promise<Rounded> {
	const correct = (rounding: Money) => correction(job, document, run, rounding);
	return await settleRounding(
		client,
		{ document, wanted: job.order.total, before: roundingIn(document), obstacle: () => obstacleTo(job, run), correct },
		run,
	);
}

/** What keeps a rounding line from a sale's document. */
function obstacleTo(job: PostingJob, run: PostingRun): string | null {
	return troubleOf(job, run) ?? roundingTrouble(job.order, factsOf(job, run));
}

async function prepare(client: QuickBooksClient, jobs: readonly WritingJob[], run: PostingRun): Promise<Prepared[]> {
	const { company, options } = run;
	const creations = jobs.filter(({ plan }) => plan.action === 'create');
	const customers = await customersFor(
		client,
		creations.map((job) => customerWishOf(job, company, options)),
	);
	return jobs.map((job) => {
		if (job.plan.action === 'update') return { job, write: correction(job, job.plan.document, run), trouble: null };
		const customer = customers.get(customerWishOf(job, company, options).key);
		if (customer === undefined) throw new Error(`Order ${job.order.orderId} got no customer`);
		if (customer.id === null) return { job, write: null, trouble: customer.trouble };
		return { job, write: creation(job, customer.id, run), trouble: null };
	});
}

interface Created {
	readonly writes: readonly DocumentWrite[];
	readonly written: ReadonlyMap<DocumentWrite, DocumentWritten>;
	/** What another run may have made of the same. */
	readonly types: readonly DocumentType[];
}

/** New documents' numbers are looked up once more: a run side by side may have written the same order (rules.md C4). */
export async function documentsBeside(
	client: QuickBooksClient,
	{ writes, written, types }: Created,
): Promise<DocumentsFound> {
	const created = writes.filter((write) => write.operation === 'create' && written.get(write)?.result === 'written');
	return await readDocumentsByNumber(
		client,
		created.map(({ number }) => number),
		types,
	);
}

interface Sent {
	readonly job: WritingJob;
	readonly run: PostingRun;
	readonly written: DocumentWritten | undefined;
	readonly beside: DocumentsFound;
}

async function resultOf(client: QuickBooksClient, { job, run, written, beside }: Sent): Promise<SaleResult> {
	if (written === undefined) throw new Error(`Order ${job.order.orderId} was not written`);
	if (written.result === 'overtaken') return 'overtaken';
	if (written.result === 'refused') return refusal(job, written);
	const { order, plan } = job;
	const { document } = written;
	if (plan.action === 'create' && isGone(document, beside)) return refused('needsAttention', deletedReason(document));
	const { gone, trouble } = await settleDuplicates(client, document.marker?.identity ?? '', beside.documents);
	if (gone.some(({ id, type }) => id === document.id && type === document.type)) return 'overtaken';
	const rounded = await settleSaleRounding(client, job, document, run);
	if (rounded.isOvertaken) return 'overtaken';
	const copies =
		gone.length === 0 ? null : `${gone.map(nameOf).join(', ')} was posted by another run as well and is voided again.`;
	const { caution } = saleDay(order, factsOf(job, run));
	const reasons = [caution, copies, trouble, rounded.trouble].filter((reason) => reason !== null);
	const outcome = outcomeWithDocument(
		plan.action === 'create' ? 'created' : 'updated',
		order,
		toPostedDocument(rounded.document),
		reasons.join(' ') || null,
	);
	return {
		outcome: trouble === null ? outcome : { ...outcome, outcome: 'needsAttention' },
		document: rounded.document,
	};
}

/**
 * True for the answer of long ago, which a requestid brings back although the document was deleted since:
 * QuickBooks says that it is old and does not find it.
 */
export function isGone({ type, id, createdAt }: BooksDocument, { documents, asOf }: DocumentsFound): boolean {
	const isThere = documents.some((document) => document.type === type && document.id === id);
	return !isThere && asOf !== null && createdAt < shifted(asOf, -SECONDS_UNTIL_FOUND);
}

function deletedReason(document: BooksDocument): string {
	return `${nameOf(document)} was deleted in QuickBooks by someone, and the order still counts as sold: post it by hand if it should be in the books`;
}

function refused(outcome: 'needsAttention' | 'failed', reason: string): SaleResult {
	return { outcome: outcomeWithoutDocument(outcome, reason), document: null };
}

function refusal({ order, plan }: WritingJob, { fault }: Extract<DocumentWritten, { result: 'refused' }>): SaleResult {
	const outcome = isTransientFault(fault) ? 'failed' : 'needsAttention';
	if (plan.action === 'create') return refused(outcome, toRefusalText(fault));
	return {
		outcome: outcomeWithDocument(outcome, order, toPostedDocument(plan.document), toRefusalText(fault)),
		document: null,
	};
}
