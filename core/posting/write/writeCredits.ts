import type { CreditDraft } from '../draft/creditDraft';
import { payoutIn } from '../draft/payoutPart';
import { hasLineKeys } from '../draft/saleInBooks';
import { planPayouts } from '../plan/payoutsPlan';
import type { PlannedCredit } from '../plan/plannedCredit';
import type { SaleWithCredits } from '../plan/creditsPlan';
import { toPostedDocument, withFollowing, withTrouble } from '../plan/postingOutcome';
import type { PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { taxReason, withNote } from '../plan/taxDifference';
import { applyCredits } from './applyCredits';
import { correctCreditRounding, withoutExcess } from './creditRounding';
import { isDeleted, readDocumentsBeside, type DocumentsBeside } from './documentsBeside';
import { inactiveCustomerTrouble } from './mergedCustomers';
import { voidDuplicates } from './voidDuplicates';
import { type DocumentWritten, writeDocuments } from './writeDocuments';
import { nameOf, taxDifferenceOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { readDocumentsById } from '../../quickbooks/documents';
import { FAULT, isTransientFault, toRefusalText } from '../../quickbooks/faults';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * 1. The credits of all sales are written together.
 * 2. Their numbers are read once more: another run may have written the same.
 * 3. Each credit is finished: what is one too many is deleted, and QuickBooks' rounding is put right.
 * 4. Credit memos are used for their invoices.
 * 5. What they say was paid back beside them gets its receipt, those of an earlier run that ended in between included.
 */
export async function writeCredits(
	client: QuickBooksClient,
	salesWithCredits: readonly SaleWithCredits[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const credited = await writePlanned(client, salesWithCredits, run);
	const payouts = credited.map((postedSale) => planPayouts(postedSale, run));
	return await writePlanned(client, payouts, run);
}

async function writePlanned(
	client: QuickBooksClient,
	salesWithCredits: readonly SaleWithCredits[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const writes = salesWithCredits.flatMap(({ plannedCredits }) => plannedCredits.map(({ write }) => write));
	const results = await writeDocuments(client, writes);
	const beside = await readDocumentsBeside(client, { writes, results, types: ['CreditMemo', 'RefundReceipt'] });
	const postedSales: PostedSale[] = [];
	for (const { postedSale, plannedCredits } of salesWithCredits) {
		let credited = postedSale;
		for (const plannedCredit of plannedCredits) {
			const result = results.get(plannedCredit.write);
			credited = await finishCredit(client, credited, { plannedCredit, result, beside, run });
		}
		postedSales.push(credited);
	}
	return await applyCredits(client, postedSales);
}

interface Sent {
	readonly plannedCredit: PlannedCredit;
	readonly result: DocumentWritten | undefined;
	readonly beside: DocumentsBeside;
	readonly run: PostingRun;
}

async function finishCredit(client: QuickBooksClient, postedSale: PostedSale, sent: Sent): Promise<PostedSale> {
	const { plannedCredit, result, beside, run } = sent;
	const { write } = plannedCredit;
	const refused = (reason: string, outcome: 'needsAttention' | 'failed' = 'needsAttention') => ({
		...postedSale,
		outcome: withTrouble(postedSale.outcome, reason, outcome),
	});
	if (result === undefined) throw new Error(`${write.number} was not written`);
	if (result.result === 'conflict')
		return {
			...refused(`${write.number} stands in the books with another amount: check it by hand.`),
			hasConflict: write.operation === 'update',
		};
	if (result.result === 'refused' && result.fault.code === FAULT.gone) {
		const moved = await customerTrouble(client, postedSale.document);
		if (moved !== null)
			return {
				...refused(`The refund could not be credited as ${write.number}. ${moved.reason}.`),
				hasConflict: moved.hasConflict,
			};
	}
	if (result.result === 'refused')
		return refused(
			`The refund could not be credited as ${write.number}. ${toRefusalText(result.fault)}`,
			isTransientFault(result.fault) ? 'failed' : 'needsAttention',
		);
	const { document } = result;
	if (isDeleted(document, beside))
		return refused(
			`${nameOf(document)} was deleted in QuickBooks by someone: credit it by hand if it should be in the books.`,
		);
	const { voided, trouble } = await voidDuplicates(client, write.identity, beside.documents);
	const kept = voided.some(({ id, type }) => id === document.id && type === document.type)
		? findOlder(document, voided, beside)
		: document;
	const draft = asWritten(plannedCredit.draft, kept);
	const rounded = await correctCreditRounding(client, postedSale, { document: kept, draft, run });
	return withCredit(postedSale, withoutExcess(rounded.document, draft), {
		hasConflict: rounded.hasConflict,
		note:
			rounded.trouble === null && (taxDifferenceOf(rounded.document) ?? 0) !== 0 ? taxReason(rounded.document) : null,
		troubles: [trouble, rounded.trouble].filter((reason) => reason !== null),
	});
}

/** Another run may have written it, and read another amount open: what a credit leaves to its receipt is in the credit itself. */
function asWritten(draft: CreditDraft, document: BooksDocument): CreditDraft {
	return hasLineKeys(document) ? { ...draft, payout: payoutIn(document) } : draft;
}

/** The customer of a credit is its sale's. That one may have been merged since the sale was read: then it is read and planned anew. */
async function customerTrouble(
	client: QuickBooksClient,
	{ type, id, customerId }: BooksDocument,
): Promise<{ readonly reason: string; readonly hasConflict: boolean } | null> {
	const reason = await inactiveCustomerTrouble(client, customerId);
	if (reason === null) return null;
	const [now] = await readDocumentsById(client, type, [id]);
	return { reason, hasConflict: now !== undefined && now.customerId !== customerId };
}

interface Finished {
	readonly hasConflict: boolean;
	readonly troubles: readonly string[];
	/** What there is to know of it without anything to do; null for nothing. */
	readonly note: string | null;
}

function withCredit(
	postedSale: PostedSale,
	credit: BooksDocument,
	{ hasConflict, troubles, note }: Finished,
): PostedSale {
	const written = withFollowing(postedSale.outcome, 'credited', toPostedDocument(credit));
	const outcome = note === null ? written : withNote(written, `${nameOf(credit)}: ${note}`);
	return {
		...postedSale,
		hasConflict: postedSale.hasConflict || hasConflict,
		credits: [...postedSale.credits, credit],
		outcome: troubles.length === 0 ? outcome : withTrouble(outcome, `${nameOf(credit)}: ${troubles.join(' ')}`),
	};
}

/** Ours was the younger of two, so the other one is the credit. */
function findOlder(
	own: BooksDocument,
	voided: readonly BooksDocument[],
	{ documents }: DocumentsBeside,
): BooksDocument {
	return (
		documents.find((document) => document.marker?.identity === own.marker?.identity && !voided.includes(document)) ??
		own
	);
}
