import { duePayments } from '../draft/paymentDraft';
import { missingShipping } from '../draft/shippingDraft';
import { planCancellation } from '../plan/cancellationPlan';
import { planRefunds, saleAfter } from '../plan/creditsPlan';
import { toPostedDocument, type PostingOutcome } from '../plan/postingOutcome';
import type { PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { applyCredits } from './applyCredits';
import { cancelSales } from './cancelSales';
import { correctCredits } from './creditRounding';
import { creditRefunds } from './creditRefunds';
import { partDeleted } from './deletedMeanwhile';
import { withMoneyItems } from './moneyItems';
import { noteShipping } from './noteShipping';
import { recordPayments } from './recordPayments';
import { readRecordedPayments } from './salePayments';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * Brings what followed the sales into the books, all orders together, one kind after the other. A preview only says what would be written.
 *
 * 1. Sales that somebody deleted meanwhile are left out.
 * 2. When and how goods left is noted.
 * 3. What money alone goes back on is found.
 * 4. Units and rounding of credits of earlier runs are put right: QuickBooks lets no memo become less than what is used of it.
 * 5. Credit memos that an earlier run left unused are used: what is open of the invoice decides what follows.
 * 6. Payments are recorded.
 * 7. Refunds are credited.
 * 8. The sales of orders that are off are voided, or closed by a credit.
 */
export async function writeFollowing(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	if (!run.options.writes) {
		const recorded = await readRecordedPayments(
			client,
			postedSales.filter(({ choices }) => choices.recordPayments),
		);
		const known = await withMoneyItems(client, postedSales, run);
		return known.map((postedSale) => ({
			...postedSale,
			outcome: toFollowingPreview(postedSale, recorded.get(postedSale.order) ?? new Set(), run),
		}));
	}
	const { standing, lost } = await partDeleted(client, postedSales, run);
	const shipped = await noteShipping(client, standing);
	const known = await withMoneyItems(client, shipped, run);
	const corrected = await correctCredits(client, known, run);
	const applied = await applyCredits(client, corrected);
	const paid = await recordPayments(client, applied, run);
	const credited = await creditRefunds(client, paid, run);
	return [...lost, ...(await cancelSales(client, credited, run))];
}

/** What would be written beside the sale; the outcome as it is where nothing would. */
function toFollowingPreview(postedSale: PostedSale, recorded: ReadonlySet<string>, run: PostingRun): PostingOutcome {
	const { order, choices, document, outcome, facts } = postedSale;
	const saleWithCredits = planRefunds(postedSale, run);
	const { plannedCredits, postedSale: refunded } = saleWithCredits;
	const cancellation = planCancellation(saleAfter({ postedSale, plannedCredits }), run.options.now);
	const steps = [
		...(missingShipping(order, document, run.company) === null ? [] : ['when it was shipped would be noted']),
		...(choices.recordPayments ? duePayments(order, document, recorded) : []).map(
			() => 'its payment would be recorded',
		),
		...(facts.moneyItems?.toMake ?? []).map(
			(name) => `the item "${name}" would be made for money whose goods stay away`,
		),
		...plannedCredits.map(({ write }) => `its refund would be credited as ${write.number}`),
		...(cancellation.action === 'void' ? ['it would be voided'] : []),
		...(cancellation.action === 'credit' ? ['what is left of it would be credited'] : []),
	];
	if (steps.length === 0 || refunded.outcome.outcome === 'needsAttention') return refunded.outcome;
	const following = plannedCredits.map(({ asBooked }) => ({ ...toPostedDocument(asBooked), id: null }));
	return { ...outcome, outcome: 'preview', reason: `It is there, and ${steps.join(', ')}`, following };
}
