import { isClosedDay } from '../../quickbooks/company';
import { modifiedReason, planCancellation } from '../plan/cancellationPlan';
import { addCredit, type SaleWithCredits } from '../plan/creditsPlan';
import { asksForAttention, toPostedDocument, withFollowing, withTrouble } from '../plan/postingOutcome';
import type { PostingRun } from '../plan/postingRun';
import type { PostedSale } from '../plan/stages';
import { readPaymentsOf, voidPayment } from './salePayments';
import { markAndVoid, writeVoidMark } from './voidDocument';
import { writeCredits } from './writeCredits';
import { isUnmodified, nameOf } from '../../quickbooks/booksDocument';
import { readDocumentsById } from '../../quickbooks/documents';
import { FAULT, isConflict, isTransientFault, toRefusalText } from '../../quickbooks/faults';
import type { Fault, QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * Voids the sales of orders that are off, or closes them by one credit for what is left (rules.md D1).
 *
 * 1. Documents that this run has paid or credited a part of are read once more: their SyncToken was counted up.
 * 2. Each sale that is off is voided, or marked and its closing credit planned.
 * 3. The closing credits are written together.
 */
export async function cancelSales(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const salesWithCredits: SaleWithCredits[] = [];
	for (const postedSale of await withFreshTokens(client, postedSales, run))
		salesWithCredits.push(await cancelSale(client, postedSale, run));
	return await writeCredits(client, salesWithCredits, run);
}

async function withFreshTokens(
	client: QuickBooksClient,
	postedSales: readonly PostedSale[],
	run: PostingRun,
): Promise<PostedSale[]> {
	const isCancelled = (postedSale: PostedSale) =>
		['void', 'credit'].includes(planCancellation(postedSale, run.options.now).action);
	const old = postedSales.filter((postedSale) => postedSale.hasOldToken && isCancelled(postedSale));
	const documents = await readDocumentsById(
		client,
		'Invoice',
		old.map(({ document }) => document.id),
	);
	return postedSales.map((postedSale) => {
		const fresh = old.includes(postedSale) ? documents.find(({ id }) => id === postedSale.document.id) : undefined;
		return fresh === undefined ? postedSale : { ...postedSale, document: fresh, hasOldToken: false };
	});
}

/**
 * 1. A sale of which something could not be booked yet waits: its end would take up what belongs there.
 * 2. A sale that may be voided is voided, with our payments of it.
 * 3. Any other one is marked and gets a closing credit, unless a payment or a credit that people see to is in the way. One that is there
 *    without its mark is told of, or marked again.
 */
async function cancelSale(client: QuickBooksClient, postedSale: PostedSale, run: PostingRun): Promise<SaleWithCredits> {
	if (asksForAttention(postedSale.outcome)) return withoutCredit(postedSale);
	const plan = planCancellation(postedSale, run.options.now);
	if (plan.action === 'void') return withoutCredit(await voidSale(client, postedSale));
	if (plan.action === 'needsAttention') return withoutCredit(blocked(postedSale, plan.reason));
	if (plan.action !== 'credit') return withoutCredit(postedSale);
	const closing = addCredit(withoutCredit(postedSale), plan.credit, run);
	const [planned] = closing.plannedCredits;
	if (planned === undefined) return closing;
	const isMarkedAgain = planned.write.operation === 'update';
	const { obstacle } = isMarkedAgain ? { obstacle: null } : await readPaymentsOf(client, postedSale);
	return obstacle === null ? await markClosed(client, closing) : withoutCredit(blocked(postedSale, obstacle));
}

function withoutCredit(postedSale: PostedSale): SaleWithCredits {
	return { postedSale, plannedCredits: [] };
}

/**
 * The mark says that the sale was closed on purpose, so that the order can come back to life as a new document. A document of a closed
 * period takes none: there its closing credit alone says so.
 */
async function markClosed(
	client: QuickBooksClient,
	{ postedSale, plannedCredits }: SaleWithCredits,
): Promise<SaleWithCredits> {
	const { order, document } = postedSale;
	const isOfClosedBooks = isClosedDay(document.day, postedSale.facts.company);
	if (isOfClosedBooks || document.marker?.voidReason === 'cancelled') return { postedSale, plannedCredits };
	const mark = { reason: 'cancelled', version: order.modifiedAt } as const;
	const { fault, syncToken } = await writeVoidMark(client, document, mark);
	if (fault !== null) return withoutCredit(refused(postedSale, fault));
	return { postedSale: { ...postedSale, document: { ...document, syncToken } }, plannedCredits };
}

/**
 * 1. Payments that people booked, or that lie in a bank deposit, keep the invoice.
 * 2. Our own payments are voided.
 * 3. The document is read once more, since that counts up its token; one that people changed is left to them.
 * 4. The document is marked and voided.
 */
async function voidSale(client: QuickBooksClient, postedSale: PostedSale): Promise<PostedSale> {
	const { document, order } = postedSale;
	const { payments, obstacle } = await readPaymentsOf(client, postedSale);
	if (obstacle !== null) return blocked(postedSale, obstacle);
	for (const row of payments) {
		const fault = await voidPayment(client, row);
		if (fault !== null) return refused(postedSale, fault);
	}
	const fresh = payments.length === 0 ? document : await readAgain(client, postedSale);
	if (!isUnmodified(fresh)) return blocked(postedSale, modifiedReason({ document }));
	const fault = await markAndVoid(client, fresh, { reason: 'cancelled', version: order.modifiedAt });
	if (fault !== null) return refused(postedSale, fault);
	const outcome = withFollowing(postedSale.outcome, 'voided', {
		...toPostedDocument(document),
		total: 0,
		taxDifference: null,
	});
	return { ...postedSale, outcome };
}

async function readAgain(client: QuickBooksClient, { document }: PostedSale) {
	const [fresh = document] = await readDocumentsById(client, document.type, [document.id]);
	return fresh;
}

function blocked(postedSale: PostedSale, reason: string): PostedSale {
	return { ...postedSale, outcome: withTrouble(postedSale.outcome, reason) };
}

/** In conflict, or done before: another run may be ending the same sale. */
function refused(postedSale: PostedSale, fault: Fault): PostedSale {
	const reason = `The order is off, and ${nameOf(postedSale.document)} could not be ended. ${toRefusalText(fault)}`;
	return {
		...postedSale,
		hasConflict: isConflict(fault) || fault.code === FAULT.doneBefore,
		outcome: withTrouble(postedSale.outcome, reason, isTransientFault(fault) ? 'failed' : 'needsAttention'),
	};
}
