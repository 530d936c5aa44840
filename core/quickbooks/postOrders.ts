import type { PostedOrder } from '../domain/affectedStock';
import { identityKey, identityOf } from '../domain/identity';
import { withoutDocument, type PostingOutcome } from '../domain/postingOutcome';
import type { SalesOrder } from '../domain/salesOrder';
import { planJobs } from './planJobs';
import { outcomeOfPlan, previewOf, troubleOf, type PostingJob, type WritingJob } from './postingJob';
import type { OrderToPost, PostingOptions } from './postingTypes';
import type { QuickBooksClient } from './quickBooksClient';
import { writeJobs, type JobResult } from './writeJobs';

/** How often an order is planned anew because another run was faster. */
const ATTEMPTS = 3;

/**
 * Brings QuickBooks to the state of these orders, all together: what stands there is looked up once, then all that is missing is written.
 * One answer for each order, in the order given. Throws IntegrationError when QuickBooks cannot be used at all (no access, a switch
 * that is off, no answer after repeated attempts); whatever concerns a single order is in its outcome.
 */
export async function postOrders(client: QuickBooksClient, orders: readonly OrderToPost[], options: PostingOptions): Promise<PostedOrder[]> {
	const newest = newestVersions(orders);
	const answers = await postVersions(client, newest, options, ATTEMPTS);
	const byKey = new Map(answers.map((answer) => [keyOf(answer.order), answer]));
	return orders.map(({ order }) => {
		const answer = byKey.get(keyOf(order));
		if (answer === undefined) throw new Error(`Order ${order.orderId} got no answer`);
		return answer.order === order ? answer : superseded(order, answer);
	});
}

async function postVersions(client: QuickBooksClient, orders: readonly OrderToPost[], options: PostingOptions, attempts: number): Promise<PostedOrder[]> {
	const jobs = await planJobs(client, orders, options);
	const results = await settle(client, jobs, options);
	const overtaken = jobs.filter((job) => results.get(job) === 'overtaken');
	const again = overtaken.length > 0 && attempts > 1 ? await postVersions(client, overtaken, options, attempts - 1) : [];
	return jobs.map((job) => {
		const later = again.find(({ order }) => order === job.order);
		// Whoever wrote it, the order has just moved its items.
		return later === undefined ? answerOf(job, results.get(job)) : { ...later, itemIds: job.items.itemIds };
	});
}

/** Writes what has to be and can be written; the rest has its outcome already. */
async function settle(client: QuickBooksClient, jobs: readonly PostingJob[], options: PostingOptions): Promise<ReadonlyMap<PostingJob, JobResult>> {
	const results = new Map<PostingJob, JobResult>();
	const ready: WritingJob[] = [];
	for (const job of jobs) {
		const outcome = outcomeOfPlan(job.order, job.plan) ?? (await unwritable(client, job, options));
		if (outcome === null) ready.push(job as WritingJob);
		else results.set(job, outcome);
	}
	const written = await writeJobs(client, ready, options);
	return new Map([...results, ...written]);
}

async function unwritable(client: QuickBooksClient, job: PostingJob, options: PostingOptions): Promise<PostingOutcome | null> {
	const trouble = troubleOf(job as WritingJob, await client.company(), options);
	if (trouble !== null) return withoutDocument('needsAttention', trouble);
	return options.writes ? null : previewOf(job as WritingJob, options);
}

function answerOf({ order, plan, items }: PostingJob, result: JobResult | undefined): PostedOrder {
	if (result === undefined) throw new Error(`Order ${order.orderId} got no outcome`);
	const busy = withoutDocument('failed', 'Other runs kept writing the same order; it is tried again with its next change');
	const formerItemIds = plan.action === 'update' ? plan.document.itemIds : [];
	return { order, outcome: result === 'overtaken' ? busy : result, itemIds: items.itemIds, formerItemIds };
}

/** Two versions of an order in one run: the newest is posted, or the last of equally new ones. */
function newestVersions(orders: readonly OrderToPost[]): OrderToPost[] {
	const newest = new Map<string, OrderToPost>();
	for (const one of orders) {
		const key = keyOf(one.order);
		const known = newest.get(key);
		if (known === undefined || one.order.modifiedAt >= known.order.modifiedAt) newest.set(key, one);
	}
	return [...newest.values()];
}

function superseded(order: SalesOrder, { outcome }: PostedOrder): PostedOrder {
	const reason = 'A newer version of the order is in the same run';
	const there: PostingOutcome = { ...outcome, outcome: outcome.document === null ? 'nothingToPost' : 'alreadyThere', reason };
	return { order, outcome: there, itemIds: new Map(), formerItemIds: [] };
}

function keyOf(order: SalesOrder): string {
	return identityKey(identityOf(order));
}
