import type { Money } from '../../model/money';
import { CANCELLATION, identityKey, identityOf } from '../../model/orderIdentity';
import { creditFingerprint, creditLineParts, moneyBack, type CreditDraft } from '../draft/creditDraft';
import { nothingBackParts } from '../draft/creditParts';
import { roundingAllowance } from '../draft/hundredths';
import { payoutIn } from '../draft/payoutPart';
import { roundingIn, roundingKey, roundingTrouble } from '../draft/roundingPart';
import type { SaleInBooks } from '../draft/saleInBooks';
import { planClosingCredit } from '../plan/closingCredit';
import { draftCreditCorrection, type BookedCredit } from '../plan/creditCorrection';
import { findRefund, movedUnits } from '../plan/movedUnits';
import { toPostedDocument, withFollowing, withTrouble } from '../plan/postingOutcome';
import type { PostingRun } from '../plan/postingRun';
import { planRefundCredit } from '../plan/refundCredit';
import type { PostedSale } from '../plan/stages';
import { taxReason, withNote } from '../plan/taxDifference';
import { correctCreditUnits } from './creditUnits';
import { correctRounding, type Rounded } from './roundingCorrection';
import {
	byAge,
	isUnmodified,
	nameOf,
	taxDifferenceOf,
	type BooksDocument,
	type BooksLine,
} from '../../quickbooks/booksDocument';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** Puts the rounding of a credit right (see correctRounding). */
export async function correctCreditRounding(
	client: QuickBooksClient,
	postedSale: PostedSale,
	bookedCredit: BookedCredit,
): Promise<Rounded> {
	const { document, draft, run } = bookedCredit;
	return await correctRounding(
		client,
		{
			document,
			target: moneyBack(draft),
			roundingItemId: postedSale.choices.draft.roundingItemId,
			before: roundingIn(document),
			obstacle: () => obstacleTo(postedSale, bookedCredit),
			correct: (rounding: Money) => draftCreditCorrection(postedSale, bookedCredit, rounding),
		},
		run,
	);
}

/** Credits of earlier runs that are to be drafted anew, since their units or their rounding are not right. */
export function draftsToCorrect(sale: SaleInBooks): CreditDraft[] {
	return sale.credits.flatMap((document) => findCorrection(document, sale) ?? []);
}

/** Puts credits of earlier runs right, order by order. */
export async function correctCredits(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const corrected: PostedSale[] = [];
	for (const postedSale of postedSales) corrected.push(await correctEarlierCredits(client, postedSale, run));
	return corrected;
}

/**
 * 1. One that says other units than the shop says by now is brought to those.
 * 2. Its rounding is put right: a run may have ended in between, or had no rounding item.
 * 3. Of one that is right, a tax that is another than the channel's is said: the run that wrote it may have ended before (rules.md G6).
 */
async function correctEarlierCredits(
	client: QuickBooksClient,
	postedSale: PostedSale,
	run: PostingRun,
): Promise<PostedSale> {
	let corrected = postedSale;
	for (const document of postedSale.credits) {
		const draft = findCorrection(document, corrected);
		if (draft === null) {
			corrected = withTaxSaid(corrected, document);
			continue;
		}
		const moved = movedUnits(document, corrected);
		const booked = { document, draft, run };
		const inUnits = moved.length === 0 ? null : await correctCreditUnits(client, corrected, { ...booked, moved });
		const rounded =
			inUnits === null || inUnits.trouble === null
				? await correctCreditRounding(client, corrected, { ...booked, document: inUnits?.document ?? document })
				: inUnits;
		corrected = withRounded(corrected, { document, draft }, rounded);
	}
	return corrected;
}

/**
 * What a credit of ours should say where it says something else; null where it is right. The money of one that people changed is theirs,
 * and of its units they are told.
 */
function findCorrection(document: BooksDocument, sale: SaleInBooks): CreditDraft | null {
	const isMoved = movedUnits(document, sale).length > 0;
	if (!isMoved && !isUnmodified(document)) return null;
	const draft = findDraftOf(document, { ...sale, credits: sale.credits.filter((credit) => credit !== document) });
	return draft === null || (!isMoved && moneyBack(draft) === document.total) ? null : draft;
}

/**
 * What the credit should say beside the others; null when it took nothing. Its money is what those before it left, as when it was written,
 * and its units are those that all others leave. A credit that closed the sale keeps the day of its own version of the order; where the
 * others leave another amount by now (one was deleted, or its memo was written over), nothing says that this one is wrong.
 */
function findDraftOf(document: BooksDocument, sale: SaleInBooks): CreditDraft | null {
	const refund = findRefund(document, sale.order);
	const payout = payoutIn(document);
	const before = sale.credits.filter((credit) => byAge(credit, document) < 0);
	if (refund !== undefined) {
		const draft = { ...planRefundCredit(refund, { ...sale, credits: before }, sale.credits), payout };
		return draft.parts.length > 0 ? draft : { ...draft, parts: nothingBackParts(document, sale.facts) };
	}
	if (document.marker?.identity !== identityKey(identityOf(sale.order, CANCELLATION))) return null;
	const closing = planClosingCredit(sale);
	if (closing === null) return null;
	const draft = { ...closing, payout, at: document.marker?.version ?? closing.at };
	return isAsWritten(draft, document) ? draft : null;
}

/** Whether a draft is of the amount that its credit was written for, but for roundings of other credits that were put right since. */
function isAsWritten(draft: CreditDraft, { marker, total, lines, currency }: BooksDocument): boolean {
	const difference = Math.abs(moneyBack(draft) - total);
	return (
		creditFingerprint(draft) === marker?.fingerprint || difference <= roundingAllowance(lines.length, { currency })
	);
}

function withTaxSaid(postedSale: PostedSale, document: BooksDocument): PostedSale {
	if ((taxDifferenceOf(document) ?? 0) === 0) return postedSale;
	const outcome = withFollowing(postedSale.outcome, 'alreadyThere', toPostedDocument(document));
	return { ...postedSale, outcome: withNote(outcome, `${nameOf(document)}: ${taxReason(document)}`) };
}

/** The credit with what of it may be used: a memo that comes to more than goes back can only become less as far as it is not used. */
export function withoutExcess(document: BooksDocument, draft: CreditDraft): BooksDocument {
	const excess = Math.max(0, document.total - moneyBack(draft));
	return { ...document, balance: Math.max(0, document.balance - excess) };
}

function withRounded(
	postedSale: PostedSale,
	{ document: before, draft }: Pick<BookedCredit, 'document' | 'draft'>,
	{ document, trouble, hasConflict }: Rounded,
): PostedSale {
	const usable = withoutExcess(document, draft);
	const credits = postedSale.credits.map((credit) => (credit === before ? usable : credit));
	const outcome =
		document === before ? postedSale.outcome : withFollowing(postedSale.outcome, 'updated', toPostedDocument(document));
	return {
		...postedSale,
		credits,
		hasConflict: postedSale.hasConflict || hasConflict,
		outcome: trouble === null ? outcome : withTrouble(outcome, `${nameOf(document)}: ${trouble}`),
	};
}

/** The channel may say other units by now. A credit that would move them is left alone. */
function obstacleTo({ order, facts }: PostedSale, { document, draft }: BookedCredit): string | null {
	const moved = document.lines.filter(({ key }) => key !== roundingKey());
	if (unitsOf(moved) !== unitsOf(creditLineParts(draft, facts)))
		return 'The shop says other units by now: correct it by hand';
	return roundingTrouble(order, facts);
}

/** Of each thing, in a form to compare; a thing at two prices is one. */
function unitsOf(parts: ReadonlyArray<Pick<BooksLine, 'key' | 'itemId' | 'quantity'>>): string {
	const units = new Map<string, number>();
	for (const { key, itemId, quantity } of parts)
		units.set(`${key} ${itemId}`, (units.get(`${key} ${itemId}`) ?? 0) + (quantity ?? 0));
	return JSON.stringify([...units].sort());
}
