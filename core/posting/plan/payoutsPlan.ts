import { CANCELLATION, identityKey, identityOf, payoutOf } from '../../model/orderIdentity';
import { nameOf } from '../../quickbooks/booksDocument';
import type { CreditDraft } from '../draft/creditDraft';
import { payoutIn } from '../draft/payoutPart';
import { addCredit, type SaleWithCredits } from './creditsPlan';
import type { PostingRun } from './postingRun';
import type { PostedSale } from './stages';

/**
 * The receipts of money that credit memos of a sale say was paid back, where there are none yet. They follow the memo, so that a run that ends
 * in between leaves nothing that the next one does not see.
 */
export function planPayouts(postedSale: PostedSale, run: PostingRun): SaleWithCredits {
	const planned = { postedSale, plannedCredits: [] };
	if (postedSale.hasConflict) return planned;
	return duePayouts(postedSale).reduce<SaleWithCredits>((before, draft) => addCredit(before, draft, run), planned);
}

/** A memo whose refund the shop has no more is for a person. */
export function duePayouts({ order, credits }: Pick<PostedSale, 'order' | 'credits'>): CreditDraft[] {
	const idOf = new Map(
		[...order.refunds.map(({ refundId }) => refundId), CANCELLATION].map((refundId) => [
			identityKey(identityOf(order, refundId)),
			refundId,
		]),
	);
	const known = new Set(credits.map(({ marker }) => marker?.identity));
	return credits.flatMap((memo) => {
		const refundId = idOf.get(memo.marker?.identity ?? '');
		const payout = payoutIn(memo).map((part) => ({ ...part, net: -part.net }));
		if (refundId === undefined || payout.length === 0) return [];
		if (known.has(identityKey(identityOf(order, payoutOf(refundId))))) return [];
		const at = order.refunds.find((refund) => refund.refundId === refundId)?.refundedAt ?? memo.marker?.version;
		const note = `what was paid of ${nameOf(memo)}`;
		return [
			{ refundId: payoutOf(refundId), at: at ?? order.modifiedAt, total: 0, tender: [], parts: [], payout, note },
		];
	});
}
