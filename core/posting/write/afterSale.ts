import { awaitsPayment } from '../draft/paymentDraft';
import { planCancellation } from '../plan/cancellationPlan';
import { toPostedDocument, type PostingOutcome } from '../plan/postingOutcome';
import { linkCredits } from './applyCredits';
import { endSales } from './cancelSales';
import { creditRefunds, planRefunds, saleAfter } from './creditRefunds';
import type { Standing } from './postedSale';
import type { PostingRun } from './postingJob';
import { recordPayments } from './recordPayments';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** Brings payments, refunds and cancellations of sales that stand in the books there too: all orders together, one kind after the other. */
export async function bookWhatFollowed(
	client: QuickBooksClient,
	standing: readonly Standing[],
	run: PostingRun,
): Promise<Standing[]> {
	if (!run.options.writes) return standing.map((one) => ({ ...one, outcome: previewOfFollowing(one, run) }));
	// A memo that an earlier run left unused comes first: what is open of the invoice decides what follows.
	const linked = await linkCredits(client, standing, run);
	const paid = await recordPayments(client, linked, run);
	const credited = await creditRefunds(client, paid, run);
	return await endSales(client, credited, run);
}

/** What would be written beside the sale; the outcome as it is where nothing would. */
function previewOfFollowing(standing: Standing, run: PostingRun): PostingOutcome {
	const { job, document, outcome } = standing;
	const { credits, standing: after } = planRefunds(standing, run);
	const end = planCancellation(saleAfter({ standing, credits }, run), run.options.now);
	const wanted = [
		...(run.options.recordPayments && awaitsPayment(job.order, document) ? ['its payment would be recorded'] : []),
		...credits.map(({ write }) => `its refund would be credited as ${write.number}`),
		...(end.action === 'void' ? ['it would be voided'] : []),
		...(end.action === 'credit' ? ['what is left of it would be credited'] : []),
	];
	if (wanted.length === 0 || after.outcome.outcome === 'needsAttention') return after.outcome;
	const following = credits.map(({ asBooked }) => ({ ...toPostedDocument(asBooked), id: null }));
	return { ...outcome, outcome: 'preview', reason: `It is there, and ${wanted.join(', ')}`, following };
}
