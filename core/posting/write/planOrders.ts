import { CANCELLATION, identityKey, identityOf } from '../../model/orderIdentity';
import type { SalesOrder } from '../../model/salesOrder';
import type { OrderToPost, PostingOptions } from '../plan/postingOptions';
import { planPosting, planWithoutLookingUp, type PostingPlan } from '../plan/postingPlan';
import { itemsOfOrders, unknownItems } from './orderItems';
import { planChoices, type PostingJob } from './postingJob';
import { settleDuplicates } from './voidDuplicates';
import type { BooksDocument } from '../../quickbooks/booksDocument';
import { checkCompany } from '../../quickbooks/companyCheck';
import { readDocumentsOfOrders } from '../../quickbooks/documents';
import { numbersToLookUp } from '../../quickbooks/orderInBooks';
import type { QuickBooksClient } from '../../quickbooks/quickBooksClient';

/** Looks up what the books have of these orders, clears duplicates away, and plans each order. */
export async function planJobs(
	client: QuickBooksClient,
	orders: readonly OrderToPost[],
	options: PostingOptions,
): Promise<PostingJob[]> {
	const choices = planChoices(options);
	const open = orders.map(({ order }) => order).filter((order) => planWithoutLookingUp(order, choices(order)) === null);
	if (open.some(({ state }) => state === 'sold' || state === 'refunded')) checkCompany(await client.company());
	const found = await readDocumentsOfOrders(client, open, choices);
	const cleared = options.writes
		? await clearDuplicates(client, open, found)
		: { documents: found, troubles: new Map<SalesOrder, string>() };
	const planned = orders.map((one) => ({
		...one,
		plan: planOf(one.order, cleared, options),
		found: underNumbers(one.order, cleared.documents, options),
	}));
	return await withItems(client, planned, { open: new Set(open), options });
}

interface Cleared {
	readonly documents: readonly BooksDocument[];
	readonly troubles: ReadonlyMap<SalesOrder, string>;
}

/** Of the sale and of its credits: a run that ended too early may have left them. */
async function clearDuplicates(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	found: readonly BooksDocument[],
): Promise<Cleared> {
	const gone = new Set<BooksDocument>();
	const troubles = new Map<SalesOrder, string>();
	for (const order of orders) {
		for (const refundId of [null, ...order.refunds.map((refund) => refund.refundId), CANCELLATION]) {
			const settled = await settleDuplicates(client, identityKey(identityOf(order, refundId)), found);
			settled.gone.forEach((document) => gone.add(document));
			if (settled.trouble !== null) troubles.set(order, settled.trouble);
		}
	}
	return { documents: found.filter((document) => !gone.has(document)), troubles };
}

function planOf(order: SalesOrder, { documents, troubles }: Cleared, options: PostingOptions): PostingPlan {
	const reason = troubles.get(order);
	if (reason !== undefined) return { action: 'needsAttention', reason, document: null };
	return planPosting(order, documents, planChoices(options)(order));
}

function underNumbers(order: SalesOrder, found: readonly BooksDocument[], options: PostingOptions): BooksDocument[] {
	const numbers = new Set(
		numbersToLookUp(order, found, planChoices(options)(order)).map((number) => number.toLowerCase()),
	);
	return found.filter(({ number }) => number !== null && numbers.has(number.toLowerCase()));
}

interface Moving {
	readonly open: ReadonlySet<SalesOrder>;
	readonly options: PostingOptions;
}

/** Items are looked up for whatever may move stock, to be posted or not. */
async function withItems(
	client: QuickBooksClient,
	planned: ReadonlyArray<Omit<PostingJob, 'items'>>,
	{ open, options }: Moving,
): Promise<PostingJob[]> {
	const moving = planned.filter(
		({ order, plan }) => open.has(order) && order.state !== 'open' && needsItems(order, plan),
	);
	const items = await itemsOfOrders(client, moving, options);
	const byOrder = new Map(moving.map(({ order }, place) => [order, items[place]]));
	return planned.map((job) => ({ ...job, items: byOrder.get(job.order) ?? unknownItems(job.order) }));
}

/** A sale that is there already moves stock only when goods come back, or it is off; its lines are written anew where the total is not right. */
function needsItems({ refunds, state, total }: SalesOrder, plan: PostingPlan): boolean {
	if (plan.action !== 'alreadyThere') return true;
	const hasMore = refunds.length > 0 || state === 'cancelled' || state === 'refunded' || plan.document.total !== total;
	return plan.isCurrent && hasMore;
}
