import { nameOf, type BooksDocument } from '../domain/booksDocument';
import { shifted } from '../domain/moment';
import { postedDocument, withDocument, withoutDocument, type PostingOutcome } from '../domain/postingOutcome';
import { customersFor } from './customers';
import { documentsByNumber, type DocumentsFound } from './documentLookUp';
import { voidDuplicates } from './duplicateVoiding';
import { isPassing } from './faultReading';
import { correction, creation, customerWishOf, type WritingJob } from './postingJob';
import { refusalInWords } from './postingFaults';
import type { PostingOptions } from './postingTypes';
import { writeDocuments, type DocumentWrite, type DocumentWritten } from './postingWrites';
import type { QuickBooksClient } from './quickBooksClient';

/** overtaken: another run wrote the order in the meantime, so it has to be planned anew. */
export type JobResult = PostingOutcome | 'overtaken';

/** A new document is found by a query within this time, seconds. */
const SECONDS_UNTIL_FOUND = 120;

type Prepared = { readonly job: WritingJob; readonly write: DocumentWrite; readonly trouble: null } | { readonly job: WritingJob; readonly write: null; readonly trouble: string };

/** Finds or makes the customers, writes all documents, and looks once more whether another run wrote the same. */
export async function writeJobs(client: QuickBooksClient, jobs: readonly WritingJob[], options: PostingOptions): Promise<ReadonlyMap<WritingJob, JobResult>> {
	if (jobs.length === 0) return new Map();
	const prepared = await prepare(client, jobs, options);
	const writes = prepared.flatMap(({ write }) => write ?? []);
	const written = await writeDocuments(client, writes);
	const beside = await documentsBeside(client, writes, written);
	const results = new Map<WritingJob, JobResult>();
	for (const { job, write, trouble } of prepared) {
		results.set(job, write === null ? withoutDocument('needsAttention', trouble) : await resultOf(client, job, written.get(write), beside));
	}
	return results;
}

async function prepare(client: QuickBooksClient, jobs: readonly WritingJob[], options: PostingOptions): Promise<Prepared[]> {
	const company = await client.company();
	const creations = jobs.filter(({ plan }) => plan.action === 'create');
	const customers = await customersFor(client, creations.map((job) => customerWishOf(job, company, options)));
	return jobs.map((job) => {
		if (job.plan.action === 'update') return { job, write: correction(job, job.plan.document, company, options), trouble: null };
		const customer = customers.get(customerWishOf(job, company, options).key);
		if (customer === undefined) throw new Error(`Order ${job.order.orderId} got no customer`);
		if (customer.id === null) return { job, write: null, trouble: customer.trouble };
		return { job, write: creation(job, customer.id, company, options), trouble: null };
	});
}

/** New documents' numbers are looked up once more: a run side by side may have written the same order (rules.md C4). */
async function documentsBeside(
	client: QuickBooksClient,
	writes: readonly DocumentWrite[],
	written: ReadonlyMap<DocumentWrite, DocumentWritten>,
): Promise<DocumentsFound> {
	const created = writes.filter((write) => write.operation === 'create' && written.get(write)?.result === 'written');
	const types = [...new Set(created.map(({ type }) => type))];
	return await documentsByNumber(client, created.map(({ number }) => number), types);
}

async function resultOf(client: QuickBooksClient, job: WritingJob, written: DocumentWritten | undefined, beside: DocumentsFound): Promise<JobResult> {
	if (written === undefined) throw new Error(`Order ${job.order.orderId} was not written`);
	if (written.result === 'refused') return refusal(job, written);
	if (written.result === 'overtaken') return 'overtaken';
	const { order, plan } = job;
	if (isGone(written.document, beside)) return withoutDocument('needsAttention', deletedReason(written.document));
	const { voided, trouble } = await voidDuplicates(client, order, beside.documents);
	if (voided.some(({ id, type }) => id === written.document.id && type === written.document.type)) return 'overtaken';
	const copies = voided.length === 0 ? null : `${voided.map(nameOf).join(', ')} was posted by another run as well and is voided again.`;
	const cautions = [plan.action === 'create' ? plan.caution : null, copies, trouble].filter((caution) => caution !== null);
	return withDocument(plan.action === 'create' ? 'created' : 'updated', order, postedDocument(written.document), cautions.join(' ') || null);
}

/**
 * True for the answer of long ago, which a requestid brings back although the document was deleted since:
 * QuickBooks says that it is old and does not find it.
 */
function isGone({ type, id, createdAt }: BooksDocument, { documents, asOf }: DocumentsFound): boolean {
	const isThere = documents.some((document) => document.type === type && document.id === id);
	return !isThere && asOf !== null && createdAt < shifted(asOf, -SECONDS_UNTIL_FOUND);
}

function deletedReason(document: BooksDocument): string {
	return `${nameOf(document)} was deleted in QuickBooks by someone, and the order still counts as sold: post it by hand if it should be in the books`;
}

function refusal({ order, plan }: WritingJob, { fault }: Extract<DocumentWritten, { result: 'refused' }>): PostingOutcome {
	const outcome = isPassing(fault) ? 'failed' : 'needsAttention';
	if (plan.action === 'create') return withoutDocument(outcome, refusalInWords(fault));
	return withDocument(outcome, order, postedDocument(plan.document), refusalInWords(fault));
}
