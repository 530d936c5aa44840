import type { Moment } from '../model/moment';
import { fingerprintOf } from '../model/orderFingerprint';
import { identityKey, identityOf } from '../model/orderIdentity';
import { moneyTotal } from '../model/payments';
import type { Refund, SalesOrder } from '../model/salesOrder';
import { NOTHING_CHOSEN } from '../posting/draft/draftSettings';
import { duePayments } from '../posting/draft/paymentDraft';
import type { SaleInBooks } from '../posting/draft/saleInBooks';
import { worthOf } from '../posting/draft/tenderParts';
import { planCancellation } from '../posting/plan/cancellationPlan';
import { duePayouts } from '../posting/plan/payoutsPlan';
import { planDuplicates } from '../posting/plan/duplicatesPlan';
import { movedUnits } from '../posting/plan/movedUnits';
import { planOfStrangers, type PlanChoices, type PostingPlan } from '../posting/plan/postingPlan';
import { unitsBack } from '../posting/plan/refundCredit';
import { planPosting, planWithoutLookingUp } from '../posting/plan/salePlan';
import { readRecordedPayments } from '../posting/write/salePayments';
import { isSale, isUnmodified, type BooksDocument } from '../quickbooks/booksDocument';
import type { DraftingCompany } from '../quickbooks/company';
import { readDocumentsOfOrders } from '../quickbooks/documentsOfOrders';
import { creditsOf, creditsWithoutRefund } from '../quickbooks/orderInBooks';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';

/** An open order with what the books have of it, and what posting would do. */
interface OrderInBooks {
	readonly order: SalesOrder;
	readonly plan: PostingPlan;
	readonly documents: readonly BooksDocument[];
}

/** What an order is judged by. */
interface PostingCheck {
	readonly company: DraftingCompany;
	/** The moment of the run. */
	readonly now: Moment;
	/** Whether payments are recorded: then an open invoice of a paid order is not done. */
	readonly recordPayments: boolean;
	/** Keys of the order's payments that are recorded. */
	readonly recorded: ReadonlySet<string>;
}

/**
 * True where posting the order would write nothing and ask nobody: the sale and what followed it are in the books as the order is now,
 * or nothing of it belongs there.
 *
 * 1. An order that stands in the books twice is not done.
 * 2. The posting plan says whether its sale is there.
 * 3. The sale's total, payment, refunds and end are there too.
 */
function isFullyPosted({ order, plan, documents: found }: OrderInBooks, by: PostingCheck): boolean {
	const { toVoid, reason } = planDuplicates(identityKey(identityOf(order)), found);
	if (toVoid.length > 0 || reason !== null) return false;
	if (plan.action === 'recognise') return planOfStrangers(plan).action === 'nothingToPost';
	if (plan.action !== 'alreadyThere') return plan.action === 'nothingToPost';
	return !plan.isCurrent || (hasRightTotal(order, plan.document) && isFollowUpPosted(order, plan.document, found, by));
}

/** True where the document has the order's total; a total that a person set is right, whatever it is. */
function hasRightTotal(order: SalesOrder, document: BooksDocument): boolean {
	const isOurs = isUnmodified(document) && document.marker?.fingerprint === fingerprintOf(order);
	return !isOurs || document.total === moneyTotal(order);
}

/** True where payment, refunds and cancellation of the sale are in the books. */
function isFollowUpPosted(
	order: SalesOrder,
	document: BooksDocument,
	found: readonly BooksDocument[],
	{ company, now, recordPayments, recorded }: PostingCheck,
): boolean {
	const credits = creditsOf(order, found, document.marker?.generation ?? 1);
	const unmarked = found.filter((one) => one.marker === null && !isSale(one));
	if (creditsWithoutRefund(order, [...credits, ...unmarked]).length > 0) return false;
	const credited = new Set(credits.map(({ marker }) => marker?.identity));
	// What came back, and whether a sale has to be ended, does not depend on how a credit would be written.
	const facts = { company, choices: NOTHING_CHOSEN, itemOf: () => null, lines: order.lines, taxCodes: [] };
	const sale = { order, document, credits, facts };
	const missing = order.refunds.filter(({ refundId }) => !credited.has(identityKey(identityOf(order, refundId))));
	if (
		missing.some((refund) => mayBeBooked(refund, sale)) ||
		duePayouts({ order, credits }).length > 0 ||
		credits.some((credit) => isOffTheRefund(credit, order)) ||
		(recordPayments && duePayments(order, document, recorded).length > 0)
	)
		return false;
	return (
		credits.every((credit) => movedUnits(credit, sale).length === 0) && planCancellation(sale, now).action === 'none'
	);
}

/** False for a refund of no money of which the shop says that no goods came back: there is nothing to credit. */
function mayBeBooked(refund: Refund, sale: SaleInBooks): boolean {
	const isUnstated = refund.lines.some(({ lineId, restocked }) => {
		const line = sale.order.lines.find((one) => one.lineId === lineId);
		return restocked === null && line?.restocked === null;
	});
	return refund.total !== 0 || isUnstated || [...unitsBack(refund, sale).values()].some((units) => units > 0);
}

/** True for a credit, as we wrote it, of another amount than its refund. */
function isOffTheRefund(credit: BooksDocument, order: SalesOrder): boolean {
	const refund = order.refunds.find(
		({ refundId }) => credit.marker?.identity === identityKey(identityOf(order, refundId)),
	);
	return refund !== undefined && isUnmodified(credit) && !credit.voided && worthOf(credit) !== refund.total;
}

/** How orders are judged. */
interface MissingChoices {
	/** Prefix and start of each order's account. */
	readonly choices: (order: SalesOrder) => PlanChoices;
	/** See PostingOptions. */
	readonly recordPayments: boolean;
	readonly now: Moment;
}

/**
 * The orders that QuickBooks does not have as they are now, in the order given: those of which Create QBO Invoice would write
 * something, or ask a person something. It writes nothing. Throws IntegrationError when QuickBooks cannot be asked: no order is called
 * missing because of that.
 *
 * 1. Leave out the orders that need no look-up.
 * 2. Read the documents of all others together.
 * 3. Judge each order by the plans that posting follows.
 */
export async function findMissingOrders(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	{ choices, ...how }: MissingChoices,
): Promise<SalesOrder[]> {
	const open = orders.filter((order) => planWithoutLookingUp(order, choices(order)) === null);
	if (open.length === 0) return [];
	const company = await client.company();
	// An order that would get a sale is missing, be it that a person is asked first.
	const books = await readDocumentsOfOrders(client, open, (order) => ({ ...choices(order), buyer: null }));
	const planned = open.map((order): OrderInBooks => {
		const ofOrder = books.of(order);
		return { order, plan: planPosting(order, ofOrder, choices(order)), documents: ofOrder.documents };
	});
	const sales = planned.flatMap(({ order, plan }) =>
		plan.action === 'alreadyThere' ? [{ order, document: plan.document }] : [],
	);
	const recorded = how.recordPayments
		? await readRecordedPayments(client, sales)
		: new Map<SalesOrder, ReadonlySet<string>>();
	const check = (order: SalesOrder) => ({ ...how, company, recorded: recorded.get(order) ?? new Set<string>() });
	return planned.filter((one) => !isFullyPosted(one, check(one.order))).map(({ order }) => order);
}

/** Judges one list of orders after the other, by what the company is like now. Throws IntegrationError when QuickBooks cannot be asked. */
export async function missingOrdersFinder(
	client: QuickBooksClient,
	choices: MissingChoices,
): Promise<(orders: readonly SalesOrder[]) => Promise<readonly SalesOrder[]>> {
	const company = await client.company();
	const informed = { ...client, company: async () => await Promise.resolve(company) };
	return async (orders) => await findMissingOrders(informed, orders, choices);
}
