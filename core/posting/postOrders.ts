import { identityKey, identityOf } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import { findPostedSale } from './plan/postedSale';
import type { PostingOptions } from './plan/postingOptions';
import type { PostingOutcome } from './plan/postingOutcome';
import type { PostingPlan } from './plan/postingPlan';
import type { OrderToPost, PostedOrder, WrittenSale } from './plan/stages';
import { withTaxDifference } from './plan/taxDifference';
import { writeFollowing } from './write/afterSale';
import { planOrders } from './write/planOrders';
import { readPostingRun } from './write/readPostingRun';
import { writeSales } from './write/writeSales';
import { forgetContents } from '../quickbooks/indexMemory';
import type { Company, QuickBooksClient } from '../quickbooks/quickBooksClient';

/** How often an order is planned anew because another run was faster. */
const ATTEMPTS = 3;

/**
 * Brings QuickBooks to the state of these orders, all together: what stands there is looked up once, then all that is missing is written.
 *
 * 1. Of several versions of an order the newest is posted.
 * 2. Every order is planned and written (postVersions).
 * 3. Each order given gets an answer, an older version one that names the newer.
 *
 * One answer for each order, in the order given. Throws IntegrationError when QuickBooks cannot be used at all (no access, a switch
 * that is off, no answer after repeated attempts); whatever concerns a single order is in its outcome.
 */
export async function postOrders(
	client: QuickBooksClient,
	ordersToPost: readonly OrderToPost[],
	options: PostingOptions,
): Promise<PostedOrder[]> {
	const postedOrders = await postVersions(client, newestVersions(ordersToPost), options, ATTEMPTS);
	const byKey = new Map(postedOrders.map((postedOrder) => [keyOf(postedOrder.order), postedOrder]));
	return ordersToPost.map(({ order }) => {
		const postedOrder = byKey.get(keyOf(order));
		if (postedOrder === undefined) throw new Error(`Order ${order.orderId} got no answer`);
		return postedOrder.order === order ? postedOrder : superseded(order, postedOrder);
	});
}

/**
 * 1. Every order is planned, given what the books have of it.
 * 2. What all orders share is read.
 * 3. The sales are written.
 * 4. Payments, refunds and cancellations are written for the sales that stand.
 * 5. Orders that another run wrote in the meantime are planned anew.
 */
async function postVersions(
	client: QuickBooksClient,
	ordersToPost: readonly OrderToPost[],
	options: PostingOptions,
	attempts: number,
): Promise<PostedOrder[]> {
	const plannedOrders = await planOrders(client, ordersToPost, options);
	const run = await readPostingRun(client, plannedOrders, options);
	const writtenSales = await writeSales(client, plannedOrders, run);
	const standingSales = writtenSales.map((writtenSale) => findPostedSale(writtenSale, run));
	const postedSales = await writeFollowing(
		client,
		standingSales.filter((postedSale) => postedSale !== null),
		run,
	);
	const ended = new Map<SalesOrder, WrittenSale>([...writtenSales, ...postedSales].map((sale) => [sale.order, sale]));
	return await postConflictsAgain(client, [...ended.values()], {
		options,
		company: run.company,
		attempts: attempts - 1,
	});
}

interface Round {
	readonly options: PostingOptions;
	readonly company: Company;
	/** How often orders are still planned anew. */
	readonly attempts: number;
}

async function postConflictsAgain(
	client: QuickBooksClient,
	writtenSales: readonly WrittenSale[],
	{ options, company, attempts }: Round,
): Promise<PostedOrder[]> {
	const conflicts = writtenSales.filter(({ hasConflict }) => hasConflict);
	await forgetContents(
		client,
		conflicts.flatMap(({ found, document }) => (document === null ? found : [...found, document])),
	);
	const again = conflicts.length > 0 && attempts > 0 ? await postVersions(client, conflicts, options, attempts) : [];
	const postedLater = new Map(again.map((postedOrder) => [postedOrder.order, postedOrder]));
	return writtenSales.map((writtenSale) => {
		const later = postedLater.get(writtenSale.order);
		// Whoever wrote it, the order has just moved its items.
		return later === undefined ? toPostedOrder(writtenSale, company) : { ...later, items: writtenSale.items };
	});
}

function toPostedOrder({ order, choices, plan, items, outcome, document }: WrittenSale, company: Company): PostedOrder {
	const said = document === null ? outcome : withTaxDifference(outcome, document, company);
	return { order, choices, outcome: said, items, formerItemIds: formerItemIds(plan, outcome) };
}

/** What the document moved before this run changed it or its credits, gave some of it back, or ended it. */
function formerItemIds(plan: PostingPlan, { outcome }: PostingOutcome): string[] {
	const isChanged =
		plan.action === 'update' || (plan.action === 'alreadyThere' && ['updated', 'credited', 'voided'].includes(outcome));
	if (!isChanged) return [];
	return plan.document.lines.flatMap(({ itemId }) => (itemId !== null && /^\d+$/.test(itemId) ? [itemId] : []));
}

/** Two versions of an order in one run: the newest is posted, or the last of equally new ones. */
function newestVersions(ordersToPost: readonly OrderToPost[]): OrderToPost[] {
	const newest = new Map<string, OrderToPost>();
	for (const orderToPost of ordersToPost) {
		const key = keyOf(orderToPost.order);
		const known = newest.get(key);
		if (known === undefined || orderToPost.order.modifiedAt >= known.order.modifiedAt) newest.set(key, orderToPost);
	}
	return [...newest.values()];
}

function superseded(order: SalesOrder, { outcome, choices }: PostedOrder): PostedOrder {
	const reason = 'A newer version of the order is in the same run';
	const there: PostingOutcome = {
		...outcome,
		outcome: outcome.document === null ? 'nothingToPost' : 'alreadyThere',
		reason,
	};
	return { order, choices, outcome: there, items: new Map(), formerItemIds: [] };
}

function keyOf(order: SalesOrder): string {
	return identityKey(identityOf(order));
}
