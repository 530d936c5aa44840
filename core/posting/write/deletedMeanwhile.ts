import { identityKey, identityOf } from '../../model/orderIdentity';
import { duePayments } from '../draft/paymentDraft';
import { missingShipping } from '../draft/shippingDraft';
import { planCancellation } from '../plan/cancellationPlan';
import type { PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { findDeleted } from '../../quickbooks/knownDocuments';
import { findClosingCredit } from '../../quickbooks/orderInBooks';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

interface PartedSales {
	readonly standing: readonly PostedSale[];
	/** Sales that somebody deleted, or a credit of them: what the books have of their orders is to be looked at anew. */
	readonly lost: readonly PostedSale[];
}

/**
 * A query is silent about what somebody deleted since it was asked for last, and nothing may follow such a sale (rules.md A2). One read where something is to
 * follow sales of earlier runs, none where nothing is.
 */
export async function partDeleted(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PartedSales> {
	const followed = postedSales.filter((sale) => sale.plan.action !== 'create' && isToBeFollowed(sale, run));
	const deleted = new Set(await findDeleted(client, followed.flatMap(documentsOf)));
	const lost = followed.filter((sale) => documentsOf(sale).some((document) => deleted.has(document)));
	return {
		standing: postedSales.filter((sale) => !lost.includes(sale)),
		lost: lost.map((sale) => ({ ...sale, hasConflict: true })),
	};
}

function documentsOf({ document, credits }: PostedSale): readonly BooksDocument[] {
	return [document, ...credits];
}

/** True where a payment, a credit, a void or a note may be written after the sale. */
function isToBeFollowed(sale: PostedSale, { options }: PostingRun): boolean {
	const { order, choices, document, credits, facts } = sale;
	const credited = new Set(credits.map(({ marker }) => marker?.identity));
	const isOpenRefund = order.refunds.some(({ refundId }) => !credited.has(identityKey(identityOf(order, refundId))));
	const hasUnusedMemo = credits.some(({ type, balance }) => type === 'CreditMemo' && balance > 0);
	return (
		(isOpenRefund && findClosingCredit(order, credits) === undefined) ||
		(hasUnusedMemo && document.balance > 0) ||
		(choices.recordPayments && duePayments(order, document, new Set()).length > 0) ||
		missingShipping(order, document, facts.company) !== null ||
		['void', 'credit'].includes(planCancellation(sale, options.now).action)
	);
}
