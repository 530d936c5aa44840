import type { SaleInBooks } from '../draft/saleInBooks';
import type { PostingOutcome } from '../plan/postingOutcome';
import { factsOf, type PostingJob, type PostingRun } from './postingJob';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { creditsOf } from '../../quickbooks/orderInBooks';

/** An order whose sale stands in the books, on its way through what happened since: payment, refunds, end. */
export interface Standing {
	readonly job: PostingJob;
	readonly document: BooksDocument;
	/** Ours for this sale, those that this run wrote included. */
	readonly credits: readonly BooksDocument[];
	readonly outcome: PostingOutcome;
	/** True once this run has settled a part of the document: that counts up its SyncToken. */
	readonly isSettled: boolean;
	/** True when another run changed the document at the same moment, so that its order has to be planned anew. */
	readonly isOvertaken: boolean;
}

export function standingOf(job: PostingJob, document: BooksDocument, outcome: PostingOutcome): Standing {
	return {
		job,
		document,
		outcome,
		isSettled: false,
		isOvertaken: false,
		credits: creditsOf(job.order, job.found, document.marker?.generation ?? 1),
	};
}

export function saleInBooks({ job, document, credits }: Standing, run: PostingRun): SaleInBooks {
	return { order: job.order, document, credits, facts: factsOf(job, run) };
}
