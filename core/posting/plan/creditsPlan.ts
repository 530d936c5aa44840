import { compareMoments } from '../../model/moment';
import { sum } from '../../model/money';
import { identityKey, identityOf } from '../../model/orderIdentity';
import type { Refund } from '../../model/salesOrder';
import { findClosingCredit } from '../../quickbooks/orderInBooks';
import type { CreditDraft } from '../draft/creditDraft';
import { payoutPart } from '../draft/payoutPart';
import { openTotal } from '../draft/saleInBooks';
import { worthOf } from '../draft/tenderParts';
import { creditTrouble } from './creditTrouble';
import { planCreditType } from './creditType';
import { withLostRefunds } from './lostRefunds';
import { planCredit, type PlannedCredit } from './plannedCredit';
import { withTrouble } from './postingOutcome';
import type { PostingRun } from './postingRun';
import { planRefundCredit } from './refundCredit';
import { withReopenedSale } from './reopenedSale';
import type { PostedSale } from './stages';

export interface SaleWithCredits {
	readonly postedSale: PostedSale;
	readonly plannedCredits: readonly PlannedCredit[];
}

/**
 * What of an order's refunds would be credited, and what keeps the others from it.
 *
 * 1. Where the credit that closed the sale covers all refunds, nothing is.
 * 2. The refunds that are not in the books yet are taken in the sequence in which the money went back.
 * 3. Each is planned as if the credits planned before stood already: limits and units are for all of them together.
 */
export function planRefunds(sale: PostedSale, run: PostingRun): SaleWithCredits {
	const postedSale = withReopenedSale(withLostRefunds(sale));
	return dueRefunds(postedSale).reduce<SaleWithCredits>((planned, refund) => planRefund(planned, refund, run), {
		postedSale,
		plannedCredits: [],
	});
}

/** The credits of the refunds that something keeps from the books, each after those that are planned before it. */
export function draftRefused({ postedSale, plannedCredits }: SaleWithCredits, run: PostingRun): CreditDraft[] {
	const due = dueRefunds(postedSale);
	const isPlanned = (refund: Refund) => plannedCredits.some(({ draft }) => draft.refundId === refund.refundId);
	return due.flatMap((refund, place) => {
		if (isPlanned(refund)) return [];
		const before = due.slice(0, place).map(({ refundId }) => refundId);
		const standing = plannedCredits.filter(({ draft }) => before.includes(draft.refundId));
		const sale = saleAfter({ postedSale, plannedCredits: standing });
		return [withKind(planRefundCredit(refund, sale), sale, run).whole];
	});
}

function dueRefunds(postedSale: PostedSale): Refund[] {
	if (areCovered(postedSale)) return [];
	const refunds = [...postedSale.order.refunds].sort(compareRefunds);
	return refunds.filter((refund) => !isCredited(refund, postedSale));
}

/** The sequence in which money went back. Shops tell whole seconds; of those in the same one, the later has the higher id. */
function compareRefunds(one: Refund, other: Refund): number {
	return (
		compareMoments(one.refundedAt, other.refundedAt) ||
		one.refundId.localeCompare(other.refundId, 'en', { numeric: true })
	);
}

/**
 * A sale's planned credits without the one that takes all that is left, and the refund of that. QuickBooks may round the others otherwise
 * than planned, and the last takes what they leave (rules.md D7): it is planned by `planLast` once they stand. `last` is null where there
 * are no others.
 */
export function withoutLast(planned: SaleWithCredits): { planned: SaleWithCredits; last: Refund | null } {
	const { postedSale, plannedCredits } = planned;
	const draft = plannedCredits.at(-1)?.draft;
	const last = postedSale.order.refunds.find(({ refundId }) => refundId === draft?.refundId);
	const isLast = plannedCredits.length > 1 && openTotal(saleAfter(planned)) === 0;
	if (last === undefined || !isLast) return { planned, last: null };
	return { planned: { postedSale, plannedCredits: plannedCredits.slice(0, -1) }, last };
}

/** The credit of the last refund of a sale, once those before stand. */
export function planLast(postedSale: PostedSale, last: Refund | null, run: PostingRun): SaleWithCredits {
	const planned = { postedSale, plannedCredits: [] };
	return last === null || postedSale.hasConflict ? planned : planRefund(planned, last, run);
}

/** The sale as it will stand once the planned credits are written. */
export function saleAfter({ postedSale, plannedCredits }: SaleWithCredits): PostedSale {
	return { ...postedSale, credits: [...postedSale.credits, ...plannedCredits.map(({ asBooked }) => asBooked)] };
}

/** A refund of no money and no goods has nothing to book. */
function planRefund(saleWithCredits: SaleWithCredits, refund: Refund, run: PostingRun): SaleWithCredits {
	const sale = saleAfter(saleWithCredits);
	const draft = planRefundCredit(refund, sale);
	if (draft.parts.length === 0) return saleWithCredits;
	return addCredit(saleWithCredits, draft, run);
}

/** Adds a credit to what is planned, or says why it cannot be. */
export function addCredit(saleWithCredits: SaleWithCredits, draft: CreditDraft, run: PostingRun): SaleWithCredits {
	const { postedSale, plannedCredits } = saleWithCredits;
	const sale = saleAfter(saleWithCredits);
	const { kind, whole } = withKind(draft, sale, run);
	const trouble = creditTrouble(whole, sale) ?? ('trouble' in kind ? kind.trouble : null);
	const planned =
		trouble !== null || 'trouble' in kind
			? { trouble }
			: planCredit(postedSale, whole, { kind, before: plannedCredits, run });
	if (!('trouble' in planned)) return { postedSale, plannedCredits: [...plannedCredits, planned] };
	const reason = `A refund is not credited. ${planned.trouble}.`;
	return { postedSale: { ...postedSale, outcome: withTrouble(postedSale.outcome, reason) }, plannedCredits };
}

/** What kind of document a credit gets, and the credit with what it leaves to a receipt of its own. */
function withKind(
	draft: CreditDraft,
	sale: PostedSale,
	run: PostingRun,
): { readonly kind: ReturnType<typeof planCreditType>; readonly whole: CreditDraft } {
	const kind = planCreditType(sale, draft, run);
	const isWhole = 'trouble' in kind || kind.paidOut === 0;
	return { kind, whole: isWhole ? draft : { ...draft, payout: payoutPart(kind.paidOut, sale) } };
}

/** The credit that closed the sale took all that was left. It covers what the shop pays back afterwards. */
function areCovered({ order, document, credits }: PostedSale): boolean {
	return (
		findClosingCredit(order, credits) !== undefined && sum(order.refunds.map(({ total }) => total)) <= worthOf(document)
	);
}

function isCredited({ refundId }: Refund, { order, credits }: PostedSale): boolean {
	const identity = identityKey(identityOf(order, refundId));
	return credits.some(({ marker }) => marker?.identity === identity);
}
