import type { BooksDocument } from '../domain/booksDocument';
import { planPosting, planWithoutLookingUp, type PostingPlan } from '../domain/postingPlan';
import type { SalesOrder } from '../domain/salesOrder';
import { documentsOfOrders } from './documentLookUp';
import { voidDuplicates } from './duplicateVoiding';
import { checkCompany } from './planCheck';
import { itemsOfOrders, type OrderItems } from './postingItems';
import { planChoices, type PostingJob } from './postingJob';
import type { OrderToPost, PostingOptions } from './postingTypes';
import type { QuickBooksClient } from './quickBooksClient';

const NO_ITEMS: OrderItems = { itemIds: new Map(), trouble: null };

/** Looks up what the books have of these orders, clears duplicates away, and plans each order. */
export async function planJobs(client: QuickBooksClient, orders: readonly OrderToPost[], options: PostingOptions): Promise<PostingJob[]> {
	const choices = planChoices(options);
	const open = orders.map(({ order }) => order).filter((order) => planWithoutLookingUp(order, choices(order)) === null);
	if (open.some(({ state }) => state === 'sold')) checkCompany(await client.company());
	const found = await documentsOfOrders(client, open, choices);
	const cleared = options.writes ? await clearDuplicates(client, open, found) : { documents: found, troubles: new Map<SalesOrder, string>() };
	const planned = orders.map((one) => ({ ...one, plan: planOf(one.order, cleared, options) }));
	return await withItems(client, planned, new Set(open));
}

interface Cleared {
	readonly documents: readonly BooksDocument[];
	readonly troubles: ReadonlyMap<SalesOrder, string>;
}

async function clearDuplicates(client: QuickBooksClient, orders: readonly SalesOrder[], found: readonly BooksDocument[]): Promise<Cleared> {
	const voided = new Set<BooksDocument>();
	const troubles = new Map<SalesOrder, string>();
	for (const order of orders) {
		const settled = await voidDuplicates(client, order, found);
		settled.voided.forEach((document) => voided.add(document));
		if (settled.trouble !== null) troubles.set(order, settled.trouble);
	}
	return { documents: found.filter((document) => !voided.has(document)), troubles };
}

function planOf(order: SalesOrder, { documents, troubles }: Cleared, options: PostingOptions): PostingPlan {
	const reason = troubles.get(order);
	if (reason !== undefined) return { action: 'needsAttention', reason, document: null };
	return planPosting(order, documents, planChoices(options)(order));
}

/** Items are looked up for whatever may move stock, to be posted or not. */
async function withItems(client: QuickBooksClient, planned: ReadonlyArray<Omit<PostingJob, 'items'>>, open: ReadonlySet<SalesOrder>): Promise<PostingJob[]> {
	const moving = planned.filter(({ order, plan }) => open.has(order) && order.state !== 'open' && plan.action !== 'alreadyThere');
	const items = await itemsOfOrders(client, moving);
	const byOrder = new Map(moving.map(({ order }, place) => [order, items[place] ?? NO_ITEMS]));
	return planned.map((job) => ({ ...job, items: byOrder.get(job.order) ?? NO_ITEMS }));
}
