import type { Moment } from '../model/moment';
import { fingerprintOf } from '../model/orderFingerprint';
import { identityKey, identityOf } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import { NOTHING_CHOSEN } from '../posting/draft/draftSettings';
import { awaitsPayment } from '../posting/draft/paymentDraft';
import { planCancellation } from '../posting/plan/cancellationPlan';
import { planDuplicates } from '../posting/plan/duplicatesPlan';
import { planPosting, planWithoutLookingUp, type PlanChoices } from '../posting/plan/postingPlan';
import { isUnmodified, type BooksDocument } from '../quickbooks/booksDocument';
import type { DraftingCompany } from '../quickbooks/company';
import { readDocumentsOfOrders } from '../quickbooks/documents';
import { creditsOf } from '../quickbooks/orderInBooks';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';

export interface SettledBy extends PlanChoices {
	readonly company: DraftingCompany;
	/** The moment of the run. */
	readonly now: Moment;
	/** Whether an invoice gets its payment: then one that is open of a paid order is not settled. */
	readonly recordPayments: boolean;
}

/**
 * True where posting the order would write nothing and ask nobody, given every document that was found under its numbers: the sale
 * and what followed it are in the books as the order is now, or nothing of it belongs there.
 */
export function isSettled(order: SalesOrder, found: readonly BooksDocument[], by: SettledBy): boolean {
	const { toVoid, reason } = planDuplicates(identityKey(identityOf(order)), found);
	if (toVoid.length > 0 || reason !== null) return false;
	const plan = planPosting(order, found, by);
	if (plan.action !== 'alreadyThere') return plan.action === 'nothingToPost';
	return !plan.isCurrent || (agrees(order, plan.document) && isFollowed(order, plan.document, found, by));
}

/** A total that a person has set is right, whatever it is. */
function agrees(order: SalesOrder, document: BooksDocument): boolean {
	const isOurs = isUnmodified(document) && document.marker?.fingerprint === fingerprintOf(order);
	return !isOurs || document.total === order.total;
}

/** True where payment, refunds and end of the sale are in the books too. */
function isFollowed(
	order: SalesOrder,
	document: BooksDocument,
	found: readonly BooksDocument[],
	{ company, now, recordPayments }: SettledBy,
): boolean {
	const credits = creditsOf(order, found, document.marker?.generation ?? 1);
	const credited = new Set(credits.map(({ marker }) => marker?.identity));
	const isRefundMissing = order.refunds.some(({ refundId }) => !credited.has(identityKey(identityOf(order, refundId))));
	if (isRefundMissing || (recordPayments && awaitsPayment(order, document))) return false;
	// Whether a sale has to be ended does not depend on how its credit would be written.
	const facts = { company, choices: NOTHING_CHOSEN, itemOf: () => null, lines: order.lines, taxCodes: [] };
	return planCancellation({ order, document, credits, facts }, now).action === 'none';
}

export interface MissingChoices {
	readonly choices: (order: SalesOrder) => PlanChoices;
	/** Whether payments are recorded: see PostingOptions. */
	readonly recordPayments: boolean;
	readonly now: Moment;
}

/**
 * The orders that QuickBooks does not have as they are now, in the order given: those of which Create QBO Invoice would write
 * something, or ask a person something. They are judged by the same plans; all are looked up together, and nothing is written.
 * Throws IntegrationError when QuickBooks cannot be asked: an order is never called missing because of that.
 */
export async function missingOrders(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	{ choices, ...how }: MissingChoices,
): Promise<SalesOrder[]> {
	const open = orders.filter((order) => planWithoutLookingUp(order, choices(order)) === null);
	if (open.length === 0) return [];
	const company = await client.company();
	const found = await readDocumentsOfOrders(client, open, choices);
	return open.filter((order) => !isSettled(order, found, { ...choices(order), ...how, company }));
}
