import { modifiedReason, planCancellation } from '../plan/cancellationPlan';
import { creditTrouble } from '../plan/creditTrouble';
import { asksForAttention, withFollowing, withTrouble, toPostedDocument } from '../plan/postingOutcome';
import { withCredit } from './creditRefunds';
import { saleInBooks, type Standing } from './postedSale';
import type { PostingRun } from './postingJob';
import { paymentsOf, voidPayment } from './salePayments';
import { markEnd, voidOwn } from './voidDocument';
import { type WithCredits, writeCredits } from './writeCredits';
import { isUnmodified, nameOf } from '../../quickbooks/booksDocument';
import { readDocumentsByNumber } from '../../quickbooks/documents';
import { FAULT, isConflict, isTransientFault, toRefusalText } from '../../quickbooks/faults';
import type { Fault, QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** Voids the sales of orders that are off, or closes them by one credit for what is left (rules.md D1). */
export async function endSales(
	client: QuickBooksClient,
	all: readonly Standing[],
	run: PostingRun,
): Promise<Standing[]> {
	const planned: WithCredits[] = [];
	for (const standing of await withFreshTokens(client, all, run)) planned.push(await endSale(client, standing, run));
	return await writeCredits(client, planned, run);
}

/** Reads those documents once more that this run has settled a part of, and that are to be changed now. */
async function withFreshTokens(
	client: QuickBooksClient,
	all: readonly Standing[],
	run: PostingRun,
): Promise<Standing[]> {
	const isEnding = (standing: Standing) =>
		['void', 'credit'].includes(planCancellation(saleInBooks(standing, run), run.options.now).action);
	const old = all.filter((standing) => standing.isSettled && isEnding(standing));
	const { documents } = await readDocumentsByNumber(
		client,
		old.flatMap(({ document }) => document.number ?? []),
		['Invoice'],
	);
	return all.map((standing) => {
		const fresh = old.includes(standing) ? documents.find(({ id }) => id === standing.document.id) : undefined;
		return fresh === undefined ? standing : { ...standing, document: fresh, isSettled: false };
	});
}

/** A sale of which something could not be booked yet waits: its end would take up what belongs there. */
async function endSale(client: QuickBooksClient, standing: Standing, run: PostingRun): Promise<WithCredits> {
	if (asksForAttention(standing.outcome)) return { standing, credits: [] };
	const plan = planCancellation(saleInBooks(standing, run), run.options.now);
	if (plan.action === 'void') return { standing: await voidSale(client, standing), credits: [] };
	if (plan.action === 'needsAttention')
		return { standing: { ...standing, outcome: withTrouble(standing.outcome, plan.reason) }, credits: [] };
	if (plan.action !== 'credit') return { standing, credits: [] };
	const { obstacle } = await paymentsOf(client, standing);
	if (obstacle !== null)
		return { standing: { ...standing, outcome: withTrouble(standing.outcome, obstacle) }, credits: [] };
	const closing = withCredit({ standing, credits: [] }, plan.credit, {
		trouble: creditTrouble(plan.credit, saleInBooks(standing, run)),
		run,
	});
	return closing.credits.length === 0 ? closing : await marked(client, closing);
}

/** The mark says that the sale was closed on purpose, so that the order can come back to life as a new document. */
async function marked(client: QuickBooksClient, { standing, credits }: WithCredits): Promise<WithCredits> {
	const { job, document } = standing;
	if (document.marker?.voidReason === 'cancelled') return { standing, credits };
	const { fault, syncToken } = await markEnd(client, document, { why: 'cancelled', version: job.order.modifiedAt });
	if (fault !== null) return { standing: inNeed(standing, fault), credits: [] };
	return { standing: { ...standing, document: { ...document, syncToken } }, credits };
}

/** Our own payments are voided first; one that lies in a bank deposit, or that people booked, keeps the invoice. */
async function voidSale(client: QuickBooksClient, standing: Standing): Promise<Standing> {
	const { document, job } = standing;
	const { payments, obstacle } = await paymentsOf(client, standing);
	if (obstacle !== null) return { ...standing, outcome: withTrouble(standing.outcome, obstacle) };
	for (const row of payments) {
		const fault = await voidPayment(client, row);
		if (fault !== null) return inNeed(standing, fault);
	}
	const fresh = payments.length === 0 ? document : await rereadAfter(client, standing);
	if (!isUnmodified(fresh))
		return { ...standing, outcome: withTrouble(standing.outcome, modifiedReason({ document })) };
	const fault = await voidOwn(client, fresh, { why: 'cancelled', version: job.order.modifiedAt });
	return fault === null
		? { ...standing, outcome: withFollowing(standing.outcome, 'voided', { ...toPostedDocument(document), total: 0 }) }
		: inNeed(standing, fault);
}

/** Settling an invoice counts up its token. */
async function rereadAfter(client: QuickBooksClient, { document }: Standing) {
	const { documents } = await readDocumentsByNumber(client, document.number === null ? [] : [document.number], [
		document.type,
	]);
	return documents.find(({ id }) => id === document.id) ?? document;
}

/** Overtaken, or done before: another run may be ending the same sale. */
function inNeed(standing: Standing, fault: Fault): Standing {
	const reason = `The order is off, and ${nameOf(standing.document)} could not be ended. ${toRefusalText(fault)}`;
	return {
		...standing,
		isOvertaken: isConflict(fault) || fault.code === FAULT.doneBefore,
		outcome: withTrouble(standing.outcome, reason, isTransientFault(fault) ? 'failed' : 'needsAttention'),
	};
}
