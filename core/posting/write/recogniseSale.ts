import { buyerOf } from '../draft/customerDraft';
import { isLetThrough } from '../plan/creationBreaker';
import {
	compareWithSale,
	editedReason,
	isOfDayAndGoods,
	lostReason,
	overwrittenReason,
	uncomparedReason,
	voidedReason,
} from '../plan/overwrittenSale';
import { outcomeWithDocument, toPostedDocument } from '../plan/postingOutcome';
import { planOfStrangers } from '../plan/postingPlan';
import type { PostingRun } from '../plan/postingRun';
import { targetCustomerOf } from '../plan/saleWrites';
import type { PlannedOrder, WrittenSale } from '../plan/stages';
import { isCustomer } from './customers';
import { guardedRequestId } from './voidDocument';
import { isSameBuyer, nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { readDocument } from '../../quickbooks/documents';
import { FAULT, isConflict, toRefusalText } from '../../quickbooks/faults';
import { enterDocuments } from '../../quickbooks/indexMemory';
import { withCreditsOf } from '../../quickbooks/numberedCredits';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/**
 * Looks whether a document without a mark is the order's (rules.md C2), so that it is not posted once more. Gives the order with the plan that holds where
 * all of them are strangers.
 *
 * 1. Each is compared with what would be written, and what it says of the buyer, or else its customer, with the order's. Where it has the order's number, its
 *    customer is enough.
 * 2. One that says something else is a stranger, unless this process knows that it was the order's.
 * 3. One that agrees is marked again where the form says so. Otherwise a person is asked.
 * 4. So is one of whom only buyer, day and some of the goods agree, since the order may have been edited, or the document voided: until the form lets it through. Where
 *    the order is off, it may have to be ended.
 */
export async function recogniseSale(
	client: QuickBooksClient,
	plannedOrder: PlannedOrder,
	run: PostingRun,
): Promise<WrittenSale | PlannedOrder> {
	const { order, plan } = plannedOrder;
	if (plan.action !== 'recognise') return plannedOrder;
	const { document, otherwise, likeness } = plan;
	const attention = (reason: string) => ({
		...plannedOrder,
		outcome: outcomeWithDocument('needsAttention', order, toPostedDocument(document), reason),
		document: null,
		hasConflict: false,
	});
	if (likeness === 'buyer')
		return (await mayBeEdited(client, { ...plannedOrder, document }, run))
			? attention(document.voided ? voidedReason(document) : editedReason(document, order))
			: await recogniseSale(client, { ...plannedOrder, plan: otherwise }, run);
	const wasOurs = document.formerIdentity !== null;
	const compared = compareWithSale(plannedOrder, document, run);
	const isToPost = planOfStrangers(otherwise).action !== 'nothingToPost';
	if (compared.kind === 'unknown' && (wasOurs || (isToPost && likeness === 'number')))
		return attention(uncomparedReason(document, compared.reason));
	const agrees =
		compared.kind === 'agrees' &&
		(wasOurs ||
			compared.buyer === 'same' ||
			((compared.buyer === null || likeness === 'number') &&
				(await isCustomer(client, targetCustomerOf(plannedOrder, run), document.customerId))));
	if (agrees) {
		const isAsked = run.options.writes && plannedOrder.choices.overwrittenMemos === 'markAgain';
		return isAsked
			? await markAgain(client, plannedOrder, { document, note: compared.note }, run)
			: attention(overwrittenReason(document));
	}
	if (wasOurs) return attention(lostReason(document));
	return await recogniseSale(client, { ...plannedOrder, plan: otherwise }, run);
}

/** Where neither the order nor the document says who bought, the customer does. */
async function mayBeEdited(
	client: QuickBooksClient,
	{ document, ...plannedOrder }: PlannedOrder & { readonly document: BooksDocument },
	run: PostingRun,
): Promise<boolean> {
	if (isLetThrough(plannedOrder.choices, run.options) || !isOfDayAndGoods(plannedOrder, document, run)) return false;
	const buyer = buyerOf(plannedOrder.order, run.company);
	if (!isSameBuyer(buyer, document.buyer)) return false;
	const isNamed = Object.values(buyer).some((said) => said !== null);
	return isNamed || (await isCustomer(client, targetCustomerOf(plannedOrder, run), document.customerId));
}

interface Marking {
	readonly document: BooksDocument;
	/** The memo with the mark. */
	readonly note: string;
}

/** Puts the mark back. What else the document says stays, and payments and credits may follow. */
async function markAgain(
	client: QuickBooksClient,
	plannedOrder: PlannedOrder,
	{ document: before, note }: Marking,
	{ company }: PostingRun,
): Promise<WrittenSale> {
	const { type, id, syncToken } = before;
	const body = { Id: id, SyncToken: syncToken, sparse: true, PrivateNote: note };
	const { row, fault } = await client.write(type, body, guardedRequestId());
	const { order, found } = plannedOrder;
	if (fault !== null) {
		const reason = `The mark could not be put back. ${toRefusalText(fault)}`;
		const outcome = outcomeWithDocument('needsAttention', order, toPostedDocument(before), reason);
		return {
			...plannedOrder,
			outcome,
			document: null,
			hasConflict: isConflict(fault) || fault.code === FAULT.doneBefore,
		};
	}
	const document = readDocument(type, row, company);
	await enterDocuments(client, [document]);
	const outcome = outcomeWithDocument(
		'alreadyThere',
		order,
		toPostedDocument(document),
		`${nameOf(document)} was marked again`,
	);
	const generation = document.marker?.generation ?? 1;
	const known = withCreditsOf(before, { order, found, generation });
	return { ...plannedOrder, found: known, outcome, document, hasConflict: false };
}
