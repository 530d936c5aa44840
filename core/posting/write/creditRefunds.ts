import { earlierFirst } from '../../model/moment';
import { sum } from '../../model/money';
import { identityKey, identityOf } from '../../model/orderIdentity';
import type { Refund } from '../../model/salesOrder';
import type { CreditDraft } from '../draft/creditDraft';
import type { SaleInBooks } from '../draft/saleInBooks';
import { creditTrouble } from '../plan/creditTrouble';
import { withTrouble } from '../plan/postingOutcome';
import { planRefundCredit } from '../plan/refundCredit';
import { settleKeptCredits } from './creditRounding';
import { saleInBooks, type Standing } from './postedSale';
import type { PostingRun } from './postingJob';
import { plannedCredit, type WithCredits, writeCredits } from './writeCredits';
import { findClosingCredit } from '../../quickbooks/orderInBooks';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** Credits every refund that is not in the books yet, in the sequence in which the money went back. */
export async function creditRefunds(
	client: QuickBooksClient,
	all: readonly Standing[],
	run: PostingRun,
): Promise<Standing[]> {
	const planned: WithCredits[] = [];
	for (const standing of all) planned.push(planRefunds(await settleKeptCredits(client, standing, run), run));
	return await writeCredits(client, planned, run);
}

/** What of an order's refunds would be credited, and what keeps the others from it. */
export function planRefunds(standing: Standing, run: PostingRun): WithCredits {
	if (areCovered(standing)) return { standing, credits: [] };
	const refunds = [...standing.job.order.refunds].sort((one, other) => earlierFirst(one.refundedAt, other.refundedAt));
	return refunds
		.filter((refund) => !isCredited(refund, standing))
		.reduce<WithCredits>((planned, refund) => planRefund(planned, refund, run), { standing, credits: [] });
}

/** The sale as it will stand once the planned credits are written. */
export function saleAfter({ standing, credits }: WithCredits, run: PostingRun): SaleInBooks {
	return saleInBooks({ ...standing, credits: [...standing.credits, ...credits.map(({ asBooked }) => asBooked)] }, run);
}

/** A refund of no money and no goods has nothing to book. The credits planned before count as if they stood already: limits and units are for all of them together. */
function planRefund({ standing, credits }: WithCredits, refund: Refund, run: PostingRun): WithCredits {
	const sale = saleAfter({ standing, credits }, run);
	const draft = planRefundCredit(refund, sale);
	if (draft.parts.length === 0) return { standing, credits };
	return withCredit({ standing, credits }, draft, { trouble: creditTrouble(draft, sale), run });
}

/** Adds a credit to what is planned, or says why it cannot be. */
export function withCredit(
	{ standing, credits }: WithCredits,
	draft: CreditDraft,
	{ trouble, run }: { trouble: string | null; run: PostingRun },
): WithCredits {
	const planned = trouble === null ? plannedCredit(standing, draft, { before: credits, run }) : { trouble };
	if ('trouble' in planned)
		return {
			standing: {
				...standing,
				outcome: withTrouble(standing.outcome, `A refund is not credited. ${planned.trouble}.`),
			},
			credits,
		};
	return { standing, credits: [...credits, planned] };
}

/** The credit that closed the sale took all that was left, so what the shop pays back afterwards is in it already. */
function areCovered({ job, document, credits }: Standing): boolean {
	return (
		findClosingCredit(job.order, credits) !== undefined &&
		sum(job.order.refunds.map(({ total }) => total)) <= document.total
	);
}

function isCredited({ refundId }: Refund, { job, credits }: Standing): boolean {
	const identity = identityKey(identityOf(job.order, refundId));
	return credits.some(({ marker }) => marker?.identity === identity);
}
