import { moneyTotal } from '../../model/payments';
import { draftTrouble } from '../draft/draftTrouble';
import { saleType } from '../draft/draftSettings';
import { losesReturnedUnits } from '../draft/saleInBooks';
import { outcomeWithDocument, outcomeWithoutDocument, toPostedDocument, type PostingOutcome } from './postingOutcome';
import { factsOf, type PostingRun } from './postingRun';
import type { OrderToWrite, PlannedOrder } from './stages';
import { nameOf } from '../../quickbooks/booksDocument';
import { creditsOf } from '../../quickbooks/orderInBooks';

/** The outcome of a plan that writes no sale; null for one that has to be written. */
export function findPlannedOutcome({ order, plan }: Pick<PlannedOrder, 'order' | 'plan'>): PostingOutcome | null {
	if (plan.action === 'nothingToPost') return outcomeWithoutDocument('nothingToPost', plan.reason);
	if (plan.action === 'alreadyThere')
		return outcomeWithDocument('alreadyThere', order, toPostedDocument(plan.document), plan.reason);
	if (plan.action !== 'needsAttention') return null;
	if (plan.document === null) return outcomeWithoutDocument('needsAttention', plan.reason);
	return outcomeWithDocument('needsAttention', order, toPostedDocument(plan.document), plan.reason);
}

/** Why the sale of an order cannot be written; null when it can. */
export function saleTrouble(plannedOrder: PlannedOrder, run: PostingRun): string | null {
	return plannedOrder.itemTrouble ?? draftTrouble(plannedOrder.order, factsOf(plannedOrder, run));
}

/** Why a sale that is there cannot be brought to the order's new version; null when it can, and for one that is new. */
export function updateTrouble(orderToWrite: OrderToWrite, run: PostingRun): string | null {
	const { order, plan, found } = orderToWrite;
	if (plan.action !== 'update') return null;
	const { document } = plan;
	const credits = creditsOf(order, found, document.marker?.generation ?? 1);
	return losesReturnedUnits({ order, document, credits, facts: factsOf(orderToWrite, run) })
		? `The order was edited to fewer units of a line than came back of it by the credits of ${nameOf(document)}: correct the document by hand`
		: null;
}

/** What would be written. */
export function toPreview({ order, choices, plan }: OrderToWrite): PostingOutcome {
	const isNew = plan.action === 'create';
	const document = {
		type: isNew ? saleType(order, choices.draft) : plan.document.type,
		id: isNew ? null : plan.document.id,
		number: isNew ? plan.number : plan.document.number,
		total: moneyTotal(order),
		taxDifference: null,
		currency: order.currency,
	};
	const refunds = order.refunds.length === 0 ? '' : `, and its refunds (${order.refunds.length}) credited`;
	return outcomeWithDocument(
		'preview',
		order,
		document,
		isNew ? `It would be posted${refunds}` : 'The document would be updated',
	);
}
