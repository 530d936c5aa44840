import type { Money } from '../../model/money';
import { identityKey, identityOf, requestId } from '../../model/orderIdentity';
import { draftCreditUpdate, creditFingerprint, type CreditDraft } from '../draft/creditDraft';
import { roundingKey, roundingTrouble } from '../draft/roundingPart';
import type { SaleInBooks } from '../draft/saleInBooks';
import { planClosingCredit } from '../plan/closingCredit';
import { withFollowing, withTrouble, toPostedDocument } from '../plan/postingOutcome';
import { planRefundCredit } from '../plan/refundCredit';
import { saleInBooks, type Standing } from './postedSale';
import { factsOf, roundingIn, type PostingRun } from './postingJob';
import { settleRounding, type Rounded } from './roundingCorrection';
import type { DocumentWrite } from './writeDocuments';
import { isUnmodified, nameOf, type BooksDocument, type BooksLine } from '../../quickbooks/booksDocument';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

interface Booked {
	readonly document: BooksDocument;
	readonly draft: CreditDraft;
	readonly run: PostingRun;
}

/** Puts the rounding of a credit right (see settleRounding). */
export async function settleCreditRounding(
	client: QuickBooksClient,
	standing: Standing,
	booked: Booked,
): Promise<Rounded> {
	const { document, draft, run } = booked;
	const correct = (rounding: Money) => correction(standing, booked, rounding);
	return await settleRounding(
		client,
		{
			document,
			wanted: draft.total,
			before: roundingIn(document),
			obstacle: () => obstacleTo(standing, booked),
			correct,
		},
		run,
	);
}

/** Credits of earlier runs that are a rounding off still: a run ended in between, or there was no rounding item. */
export async function settleKeptCredits(
	client: QuickBooksClient,
	standing: Standing,
	run: PostingRun,
): Promise<Standing> {
	let settled = standing;
	for (const document of standing.credits.filter(isUnmodified)) {
		const draft = draftOf(
			document,
			saleInBooks({ ...settled, credits: settled.credits.filter((one) => one !== document) }, run),
		);
		if (draft !== null && draft.total !== document.total)
			settled = withRounded(settled, document, await settleCreditRounding(client, standing, { document, draft, run }));
	}
	return settled;
}

/** What the credit should say. One that closed the sale stays of the day of its own version of the order; null when it took nothing. */
function draftOf(document: BooksDocument, sale: SaleInBooks): CreditDraft | null {
	const refund = sale.order.refunds.find(
		({ refundId }) => identityKey(identityOf(sale.order, refundId)) === document.marker?.identity,
	);
	if (refund !== undefined) return planRefundCredit(refund, sale);
	const closing = planClosingCredit(sale);
	return closing === null ? null : { ...closing, at: document.marker?.version ?? closing.at };
}

function withRounded(standing: Standing, before: BooksDocument, { document, trouble, isOvertaken }: Rounded): Standing {
	const credits = standing.credits.map((one) => (one === before ? document : one));
	const outcome =
		document === before ? standing.outcome : withFollowing(standing.outcome, 'updated', toPostedDocument(document));
	return {
		...standing,
		credits,
		isOvertaken: standing.isOvertaken || isOvertaken,
		outcome: trouble === null ? outcome : withTrouble(outcome, `${nameOf(document)}: ${trouble}`),
	};
}

/** Goods are counted from what the channel says by now, so a credit that would move other units is left alone. */
function obstacleTo({ job }: Standing, { document, draft, run }: Booked): string | null {
	const moved = document.lines.filter(({ key }) => key !== roundingKey());
	if (unitsOf(moved) !== unitsOf(draft.parts)) return 'The shop says other units by now: correct it by hand';
	return roundingTrouble(job.order, factsOf(job, run));
}

/** Of each thing, in a form to compare; a thing at two prices is one. */
function unitsOf(parts: ReadonlyArray<Pick<BooksLine, 'key' | 'itemId' | 'quantity'>>): string {
	const units = new Map<string, number>();
	for (const { key, itemId, quantity } of parts)
		units.set(`${key} ${itemId}`, (units.get(`${key} ${itemId}`) ?? 0) + (quantity ?? 0));
	return JSON.stringify([...units].sort());
}

function correction({ job }: Standing, { document, draft, run }: Booked, rounding: Money): DocumentWrite {
	const body = draftCreditUpdate(job.order, draft, { document, rounding }, factsOf(job, run));
	const identity = identityKey(identityOf(job.order, draft.refundId));
	const { type, number, marker } = document;
	return {
		identity,
		fingerprint: creditFingerprint(draft),
		operation: 'update',
		type,
		number: number ?? '',
		body,
		requestId: requestId(run.company.realmId, identity, 'update', marker?.generation ?? 1, body),
	};
}
