import { identityKey, identityOf } from '../../model/orderIdentity';
import { moneyTotal } from '../../model/payments';
import type { SalesOrder } from '../../model/salesOrder';
import { identityIn, isSale, nameOf, type BooksDocument } from '../../quickbooks/booksDocument';
import { entryName, type IndexedDocument } from '../../quickbooks/indexedDocument';
import { orderKeyOf } from '../../quickbooks/documentIndex';
import type { DocumentsOfOrder } from '../../quickbooks/documentsOfOrders';
import {
	creditsOf,
	findLaterSale,
	findSale,
	hasNumber,
	isOfAnotherOrder,
	newNumber,
	nextGeneration,
} from '../../quickbooks/orderInBooks';
import { attention, nothing, withCreation, type Likeness, type PlanChoices, type PostingPlan } from './postingPlan';
import { planForDocument } from './standingSale';

/** What can be said of an order before QuickBooks is asked anything; null when it has to be asked. */
export function planWithoutLookingUp(order: SalesOrder, { goLive }: PlanChoices): PostingPlan | null {
	if (order.copiedFrom !== null)
		return nothing(`Copied into ${order.channel} from ${order.copiedFrom}, where it is posted`);
	if (goLive !== null && order.placedAt < goLive)
		return nothing(`Placed before ${goLive}, from when on orders are posted`);
	return null;
}

type BooksOfOrder = Omit<DocumentsOfOrder, 'maybeDeleted' | 'unreadable'>;

/**
 * Plans one order, given what the books have of it (rules.md B and C). Duplicates are voided before.
 *
 * 1. A copied order, and one from before the go-live date, is not posted.
 * 2. An order that has a document is compared with it.
 * 3. One whose document somebody deleted is left to people.
 * 4. Any other one gets a document if it counts as sold, unless a foreign document has its number.
 * 5. Nothing is created or updated for an order whose amounts are not understood.
 */
export function planPosting(order: SalesOrder, books: BooksOfOrder, choices: PlanChoices): PostingPlan {
	const plan = planUnderstood(order, books, choices);
	const { moneyTrouble } = order;
	if (moneyTrouble === null) return plan;
	return plan.action === 'update'
		? attention(moneyTrouble, plan.document)
		: withCreation(plan, () => attention(moneyTrouble, null));
}

function planUnderstood(order: SalesOrder, books: BooksOfOrder, choices: PlanChoices): PostingPlan {
	const unread = planWithoutLookingUp(order, choices);
	if (unread !== null) return unread;
	const { documents: found, deleted } = books;
	const identity = identityKey(identityOf(order));
	const generation = nextGeneration(order, found);
	const current = findSale(order, found, generation);
	if (current !== undefined) return planForKnown(order, current, { found, generation, choices });
	const gone = deleted.find((entry) => entry.identity === identity);
	if (gone !== undefined) return planForDeleted(order, gone);
	const number = newNumber(order, found, { ...choices, generation });
	const foreign = found.find((document) => isForeign(order, document) && hasNumber(document, number));
	const planned = planForLostSale(order, found, generation) ?? planForNewOrder(order, foreign, { generation, number });
	const isNamed = (document: BooksDocument) => document.formerIdentity === identity || hasNumber(document, number);
	return withLookalikes(planned, order, { found, isNamed, generation });
}

interface KnownSale {
	readonly found: readonly BooksDocument[];
	readonly generation: number;
	readonly choices: PlanChoices;
}

/** An order that is off and whose sale was ended may have been taken up again in between: then a later sale stands that has lost its mark. */
function planForKnown(order: SalesOrder, sale: BooksDocument, { found, generation, choices }: KnownSale): PostingPlan {
	const plan = planForDocument(order, sale, creditsOf(order, found, generation));
	if (!isOff(order) || plan.action !== 'nothingToPost') return plan;
	const later = findLaterSale(order, found, { ...choices, generation });
	if (later !== undefined) return attention(laterSaleReason(order, later), later);
	return withLookalikes(plan, order, { found, isNamed: () => false, generation: generation + 1 });
}

interface Lookalikes {
	readonly found: readonly BooksDocument[];
	/** True for a document with the order's number, or known by its mark. */
	readonly isNamed: (document: BooksDocument) => boolean;
	readonly generation: number;
}

/** The plan for where none of the sales without a marker is the order's, behind those that may be: the one with its number, those of its total, and at last any other one. */
function withLookalikes(
	planned: PostingPlan,
	order: SalesOrder,
	{ found, isNamed, generation }: Lookalikes,
): PostingPlan {
	const unmarked = found.filter(
		(document) => document.marker === null && isSale(document) && !isOfAnotherOrder(document, order),
	);
	const others = unmarked.filter((document) => !isNamed(document) && isStranger(order, document));
	const isEnded = planned.action === 'nothingToPost' && isOff(order);
	const ofBuyer = planned.action === 'create' ? others : others.filter(({ voided }) => isEnded && !voided);
	const alike = others.filter((document) => isAlike(order, document));
	const named = unmarked.filter(isNamed).slice(0, 1);
	const recognise = (documents: readonly BooksDocument[], likeness: Likeness, plan: PostingPlan) =>
		documents.reduce<PostingPlan>(
			(otherwise, document) => ({ action: 'recognise', document, likeness, generation, otherwise }),
			plan,
		);
	return recognise(named, 'number', recognise(alike, 'total', recognise(ofBuyer, 'buyer', planned)));
}

function isStranger({ currency }: SalesOrder, document: BooksDocument): boolean {
	return document.formerIdentity === null && document.currency === currency;
}

/** What was never sold, or was never posted, is not looked for. A void document comes to nothing. */
function isAlike(order: SalesOrder, document: BooksDocument): boolean {
	const { state } = order;
	return state !== 'open' && state !== 'reserving' && !document.voided && document.total === moneyTotal(order);
}

function isForeign(order: SalesOrder, document: BooksDocument): boolean {
	return document.marker === null || isOfAnotherOrder(document, order);
}

/** Credits, and copies that were voided, are of a sale that was there: it is not written once more, and may have to end. Null where there are none. */
function planForLostSale(order: SalesOrder, found: readonly BooksDocument[], generation: number): PostingPlan | null {
	const trace = found.find(({ marker, voided }) => {
		const isOwn = marker?.generation === generation && orderKeyOf(marker.identity) === identityKey(identityOf(order));
		return isOwn && (!voided || marker.voidReason === 'duplicate');
	});
	return trace === undefined ? null : attention(lostSaleReason(trace), null);
}

function planForNewOrder(
	order: SalesOrder,
	foreign: BooksDocument | undefined,
	as: { generation: number; number: string },
): PostingPlan {
	if (order.state === 'cancelled' && foreign !== undefined && !foreign.voided && identityIn(foreign) === null)
		return attention(maybeCancelledReason(foreign, as.number), null);
	if (order.state !== 'sold' && order.state !== 'refunded') return nothing(NOT_SOLD[order.state]);
	if (foreign !== undefined) return attention(foreignReason(foreign, as.number), null);
	return { action: 'create', ...as };
}

function isOff({ state }: SalesOrder): boolean {
	return state === 'cancelled' || state === 'refunded';
}

/** A sale that a person deleted is not written again by itself (rules.md A2). */
function planForDeleted(order: SalesOrder, gone: IndexedDocument): PostingPlan {
	if (order.state !== 'sold' && order.state !== 'refunded') return nothing(`${entryName(gone)} was deleted already`);
	return attention(deletedReason(entryName(gone)), null);
}

/** `name`: of the document, for people. */
export function deletedReason(name: string): string {
	return `${name} was deleted in QuickBooks by someone, and the order still counts as sold: post it by hand if it should be in the books`;
}

const NOT_SOLD: Readonly<Record<'open' | 'reserving' | 'cancelled', string>> = {
	open: 'The order does not count as sold yet',
	reserving: 'The order reserves stock and does not count as sold yet',
	cancelled: 'The order was cancelled before it was posted',
};

/** A document without a marker is first compared with the order (see `recognise`), so this one says something else. */
function foreignReason(document: BooksDocument, number: string): string {
	const name = nameOf(document);
	const owner = identityIn(document);
	if (owner === null)
		return `${name} has the number ${number}, was not made by this sync and says something else than the order. If it is another sale, give it another number, or choose another Number Prefix. If it is this order, changed by hand, it is booked already: leave it, and nothing is posted`;
	return `${name} belongs to another order (${owner}): give each shop a Number Prefix of its own`;
}

/** Of an order that was cancelled: whether its sale was posted is not known. */
function maybeCancelledReason(document: BooksDocument, number: string): string {
	return `The order was cancelled, and ${nameOf(document)} has the number ${number}, was not made by this sync and says something else than the order. If it is this order, changed by hand, void it or credit it by hand. If it is another sale, give it another number`;
}

function lostSaleReason(trace: BooksDocument): string {
	const which = isSale(trace) ? 'is a copy of' : 'credits';
	return `${nameOf(trace)} ${which} a sale of this order, and that is not found by its mark any more: a person has written over its memo, or it was deleted. Put its memo back from the audit history in QuickBooks. Nothing is posted`;
}

/** Of an order that is off again: the sale before was ended, and this one stands. */
function laterSaleReason({ state }: SalesOrder, document: BooksDocument): string {
	const how = state === 'cancelled' ? 'cancelled' : 'refunded in full';
	return `${nameOf(document)} was posted for this order when it was taken up again. A person has written over its memo, or its mark is lost, and the order is ${how} now: void it, or credit it by hand`;
}
