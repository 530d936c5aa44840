import { identityKey, identityOf } from '../../model/orderIdentity';
import { moneyTotal } from '../../model/payments';
import type { SalesOrder } from '../../model/salesOrder';
import { buyerOf } from '../draft/customerDraft';
import { holdBackCreations, isLetThrough } from '../plan/creationBreaker';
import { withNumbersApart } from '../plan/newNumbers';
import type { PostingOptions } from '../plan/postingOptions';
import { planPosting, planWithoutLookingUp } from '../plan/salePlan';
import { withCreation, type PlanChoices, type PostingPlan } from '../plan/postingPlan';
import { planChoices } from '../plan/postingRun';
import type { OrderItems, OrderToPost, PlannedOrder } from '../plan/stages';
import { holdBackDeleted } from '../plan/unseenDeletions';
import { withBookingItems } from './bookingItems';
import { findItemsOfOrders, unknownItems } from './orderItems';
import { voidDuplicates } from './voidDuplicates';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { checkCompany } from '../../quickbooks/companyCheck';
import {
	NOT_LOOKED_FOR,
	readDocumentsOfOrders,
	type BooksOfOrders,
	type DocumentsOfOrder,
	type OrderLookUp,
} from '../../quickbooks/documentsOfOrders';
import { creditIds } from '../../quickbooks/orderInBooks';
import type { Company, QuickBooksClient } from '../../quickbooks/quickBooksClient';

type OrderWithPlan = Omit<PlannedOrder, keyof OrderItems>;

/**
 * 1. Orders that need no look into the books are told from those that do; the company's switches are checked where any may be posted.
 * 2. What the books have of them is read.
 * 3. Documents that are one too many are voided, unless this is a preview.
 * 4. Each order is planned. Two new documents of one run do not get the same number.
 * 5. Creations that look like a loss of memory are held back, and those of orders whose sale somebody may have deleted.
 * 6. Items are found, or made, for the lines of those that may move stock, and for what else they charge.
 */
export async function planOrders(
	client: QuickBooksClient,
	ordersToPost: readonly OrderToPost[],
	options: PostingOptions,
): Promise<PlannedOrder[]> {
	const open = ordersToPost
		.filter((one) => planWithoutLookingUp(one.order, planChoices(one)) === null)
		.map(({ order }) => order);
	const looked = new Set(open);
	const isSold = open.some(({ state }) => state === 'sold' || state === 'refunded');
	const company = isSold || open.some(({ state }) => state === 'cancelled') ? await client.company() : null;
	if (company !== null && isSold) checkCompany(company);
	const books = await readDocumentsOfOrders(client, open, lookUpsOf(ordersToPost, company, options));
	const cleared = options.writes
		? await clearDuplicates(client, open, books)
		: { booksOf: books.of, troubles: new Map() };
	const planned = ordersToPost.map(({ order, match, choices }) => {
		const { documents: found, deleted, maybeDeleted } = looked.has(order) ? cleared.booksOf(order) : NOT_LOOKED_FOR;
		const unseenDeletions = isLetThrough(choices, options) ? [] : [...books.unseenDeletions, ...maybeDeleted];
		const plan = planOf({ order, choices }, cleared);
		return { order, match, choices, plan, found, deleted, unseenDeletions };
	});
	const held = holdBackCreations(withNumbersApart(planned), { salesOf: books.salesOf, looked, now: options.now });
	return await withItems(client, holdBackDeleted(held), { open: looked, options, company });
}

/** What each order is looked for by. `company`: null where none of them gets a sale or may have one. An order that the form lets through is not looked for by its buyer. */
function lookUpsOf(
	ordersToPost: readonly OrderToPost[],
	company: Company | null,
	run: Pick<PostingOptions, 'now'>,
): (order: SalesOrder) => OrderLookUp {
	const lookUps = new Map(
		ordersToPost.map((one) => {
			const isAsked = company !== null && !isLetThrough(one.choices, run);
			return [one.order, { ...planChoices(one), buyer: isAsked ? buyerOf(one.order, company) : null }];
		}),
	);
	return (order) => {
		const lookUp = lookUps.get(order);
		if (lookUp === undefined) throw new Error(`Order ${order.orderId} is not one of the run`);
		return lookUp;
	};
}

interface Cleared {
	readonly booksOf: (order: SalesOrder) => DocumentsOfOrder;
	readonly troubles: ReadonlyMap<SalesOrder, string>;
}

/** Of the sale and of its credits: a run that ended too early may have left them. */
async function clearDuplicates(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	books: BooksOfOrders,
): Promise<Cleared> {
	const allVoided = new Set<BooksDocument>();
	const troubles = new Map<SalesOrder, string>();
	for (const order of orders) {
		for (const refundId of [null, ...creditIds(order)]) {
			const identity = identityKey(identityOf(order, refundId));
			const { voided, trouble } = await voidDuplicates(client, identity, books.of(order).documents);
			voided.forEach((document) => allVoided.add(document));
			if (trouble !== null) troubles.set(order, trouble);
		}
	}
	const booksOf = (order: SalesOrder) => {
		const ofOrder = books.of(order);
		return { ...ofOrder, documents: ofOrder.documents.filter((document) => !allVoided.has(document)) };
	};
	return { booksOf, troubles };
}

function planOf(chosen: Pick<OrderToPost, 'order' | 'choices'>, { booksOf, troubles }: Cleared): PostingPlan {
	const { order } = chosen;
	const reason = troubles.get(order);
	if (reason !== undefined) return { action: 'needsAttention', reason, document: null };
	const choices = planChoices(chosen);
	return planWithoutLookingUp(order, choices) ?? planLookedUp(order, booksOf(order), choices);
}

/** Where a document cannot be read that is the order's, or may be, a person has to see to that first. */
function planLookedUp(order: SalesOrder, books: DocumentsOfOrder, choices: PlanChoices): PostingPlan {
	const { own, maybe } = books.unreadable;
	if (own !== null) return { action: 'needsAttention', reason: own, document: null };
	const plan = planPosting(order, books, choices);
	return maybe === null
		? plan
		: withCreation(plan, () => ({ action: 'needsAttention', reason: maybe, document: null }));
}

interface Moving {
	readonly open: ReadonlySet<SalesOrder>;
	readonly options: PostingOptions;
	readonly company: Company | null;
}

/** Items are looked up for whatever may move stock, to be posted or not. */
async function withItems(
	client: QuickBooksClient,
	planned: readonly OrderWithPlan[],
	{ open, options, company }: Moving,
): Promise<PlannedOrder[]> {
	const moving = planned.filter(
		({ order, plan }) => open.has(order) && order.state !== 'open' && needsItems(order, plan),
	);
	const booking = await withBookingItems(client, moving, { options, company });
	const equipped = moving.map((one, place) => ({ ...one, choices: booking[place]?.choices ?? one.choices }));
	const items = await findItemsOfOrders(client, equipped, options);
	const byOrder = new Map(
		equipped.map(({ order, choices }, place) => {
			const found = items[place] ?? unknownItems(order);
			return [order, { ...found, choices, itemTrouble: found.itemTrouble ?? booking[place]?.trouble ?? null }];
		}),
	);
	return planned.map((one) => ({ ...one, ...(byOrder.get(one.order) ?? unknownItems(one.order)) }));
}

/**
 * A sale that is there already moves stock only when goods come back, or when it is off.
 * Its lines are written anew where the total is not right.
 */
function needsItems(order: SalesOrder, plan: PostingPlan): boolean {
	const { refunds, state } = order;
	if (plan.action !== 'alreadyThere') return true;
	const hasMore =
		refunds.length > 0 || state === 'cancelled' || state === 'refunded' || plan.document.total !== moneyTotal(order);
	return plan.isCurrent && hasMore;
}
