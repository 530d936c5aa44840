import { documentNumber, identityKey, identityOf, requestId } from '../../model/orderIdentity';
import { creditFingerprint, draftCredit, type CreditDraft } from '../draft/creditDraft';
import { withFollowing, withTrouble, toPostedDocument } from '../plan/postingOutcome';
import { linkCredits } from './applyCredits';
import { settleCreditRounding } from './creditRounding';
import { creditTypeFor } from './creditType';
import type { Standing } from './postedSale';
import { factsOf, planChoices, type PostingRun } from './postingJob';
import { settleDuplicates } from './voidDuplicates';
import { type DocumentWrite, type DocumentWritten, writeDocuments } from './writeDocuments';
import { documentsBeside, isGone } from './writeSales';
import { nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import type { DocumentsFound } from '../../quickbooks/documents';
import { isTransientFault, toRefusalText } from '../../quickbooks/faults';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** A credit that is to be written for a sale. */
export interface PlannedCredit {
	readonly draft: CreditDraft;
	readonly write: DocumentWrite;
	/** The document as it will stand: what is planned after it has to reckon with it. */
	readonly asBooked: BooksDocument;
}

export interface WithCredits {
	readonly standing: Standing;
	readonly credits: readonly PlannedCredit[];
}

/** The request for a credit, after those planned before it; trouble where it cannot be written. */
export function plannedCredit(
	standing: Standing,
	draft: CreditDraft,
	{ before, run }: { readonly before: readonly PlannedCredit[]; readonly run: PostingRun },
): PlannedCredit | { readonly trouble: string } {
	const { job, document } = standing;
	const kind = creditTypeFor(standing, draft, { before: before.map(({ asBooked }) => asBooked), run });
	if ('trouble' in kind) return kind;
	const generation = document.marker?.generation ?? 1;
	const number = documentNumber(planChoices(run.options)(job.order).prefix, job.order, {
		refundId: draft.refundId,
		generation,
	});
	const identity = identityKey(identityOf(job.order, draft.refundId));
	const taken = job.found.find((one) => one.number?.toLowerCase() === number.toLowerCase());
	if (taken !== undefined && taken.marker?.identity !== identity)
		return { trouble: `${nameOf(taken)} has the number ${number} and is not its credit: give it another number` };
	if (taken?.voided === true)
		return {
			trouble: `${nameOf(taken)} was voided in QuickBooks by someone: credit it by hand if it should be in the books`,
		};
	const body = draftCredit(
		job.order,
		draft,
		{ ...kind, number, generation, customerId: document.customerId, notBefore: document.day },
		factsOf(job, run),
	);
	const write = {
		identity,
		fingerprint: creditFingerprint(draft),
		operation: 'create',
		type: kind.type,
		number,
		body,
		requestId: requestId(run.company.realmId, identity, 'credit', generation, body),
	} as const;
	return { draft, write, asBooked: asBooked(standing, draft, write) };
}

/** Writes the credits of all sales together, puts rounding right, clears what another run wrote beside, and uses credit memos for their invoices. */
export async function writeCredits(
	client: QuickBooksClient,
	all: readonly WithCredits[],
	run: PostingRun,
): Promise<Standing[]> {
	const writes = all.flatMap(({ credits }) => credits.map(({ write }) => write));
	const written = await writeDocuments(client, writes);
	const beside = await documentsBeside(client, { writes, written, types: ['CreditMemo', 'RefundReceipt'] });
	const standing: Standing[] = [];
	for (const { standing: before, credits } of all) {
		let after = before;
		for (const credit of credits)
			after = await settleCredit(client, after, { credit, written: written.get(credit.write), beside, run });
		standing.push(after);
	}
	return await linkCredits(client, standing, run);
}

interface Sent {
	readonly credit: PlannedCredit;
	readonly written: DocumentWritten | undefined;
	readonly beside: DocumentsFound;
	readonly run: PostingRun;
}

async function settleCredit(
	client: QuickBooksClient,
	standing: Standing,
	{ credit, written, beside, run }: Sent,
): Promise<Standing> {
	const inNeed = (reason: string, outcome: 'needsAttention' | 'failed' = 'needsAttention') => ({
		...standing,
		outcome: withTrouble(standing.outcome, reason, outcome),
	});
	if (written === undefined) throw new Error(`${credit.write.number} was not written`);
	if (written.result === 'overtaken')
		return inNeed(`${credit.write.number} stands in the books with another amount: check it by hand.`);
	if (written.result === 'refused')
		return inNeed(
			`The refund could not be credited as ${credit.write.number}. ${toRefusalText(written.fault)}`,
			isTransientFault(written.fault) ? 'failed' : 'needsAttention',
		);
	if (isGone(written.document, beside))
		return inNeed(
			`${nameOf(written.document)} was deleted in QuickBooks by someone: credit it by hand if it should be in the books.`,
		);
	const { gone, trouble } = await settleDuplicates(client, credit.write.identity, beside.documents);
	const kept = gone.some(({ id, type }) => id === written.document.id && type === written.document.type)
		? elder(written.document, gone, beside)
		: written.document;
	const rounded = await settleCreditRounding(client, standing, { document: kept, draft: credit.draft, run });
	const outcome = withFollowing(standing.outcome, 'credited', toPostedDocument(rounded.document));
	const reasons = [trouble, rounded.trouble].filter((reason) => reason !== null);
	return {
		...standing,
		isOvertaken: standing.isOvertaken || rounded.isOvertaken,
		credits: [...standing.credits, rounded.document],
		outcome: reasons.length === 0 ? outcome : withTrouble(outcome, `${nameOf(rounded.document)}: ${reasons.join(' ')}`),
	};
}

/** Ours was the younger of two, so the other one is the credit. */
function elder(own: BooksDocument, gone: readonly BooksDocument[], { documents }: DocumentsFound): BooksDocument {
	return documents.find((one) => one.marker?.identity === own.marker?.identity && !gone.includes(one)) ?? own;
}

function asBooked(
	{ document }: Standing,
	{ total, parts }: CreditDraft,
	{ type, number }: DocumentWrite,
): BooksDocument {
	return {
		...document,
		type,
		number,
		id: '',
		total,
		balance: type === 'CreditMemo' ? total : 0,
		linked: [],
		lines: parts.map(({ key, itemId, quantity, net }) => ({ id: '', key, itemId, quantity, amount: net })),
	};
}
