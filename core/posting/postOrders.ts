import { identityKey, identityOf } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import type { PostedOrder } from './plan/affectedItems';
import type { OrderToPost, PostingOptions } from './plan/postingOptions';
import {
	asksForAttention,
	withTrouble,
	toPostedDocument,
	type PostingOutcome,
	outcomeWithDocument,
	outcomeWithoutDocument,
} from './plan/postingOutcome';
import type { PostingPlan } from './plan/postingPlan';
import { bookWhatFollowed } from './write/afterSale';
import { planJobs } from './write/planOrders';
import { standingOf, type Standing } from './write/postedSale';
import {
	outcomeOfPlan,
	previewOf,
	troubleOf,
	type PostingJob,
	type PostingRun,
	type WritingJob,
} from './write/postingJob';
import { postingRunFor } from './write/postingRun';
import { keptSale, type SaleResult, writeSales } from './write/writeSales';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';

/** How often an order is planned anew because another run was faster. */
const ATTEMPTS = 3;

/**
 * Brings QuickBooks to the state of these orders, all together: what stands there is looked up once, then all that is missing is written.
 * One answer for each order, in the order given. Throws IntegrationError when QuickBooks cannot be used at all (no access, a switch
 * that is off, no answer after repeated attempts); whatever concerns a single order is in its outcome.
 */
export async function postOrders(
	client: QuickBooksClient,
	orders: readonly OrderToPost[],
	options: PostingOptions,
): Promise<PostedOrder[]> {
	const newest = newestVersions(orders);
	const answers = await postVersions(client, newest, options, ATTEMPTS);
	const byKey = new Map(answers.map((answer) => [keyOf(answer.order), answer]));
	return orders.map(({ order }) => {
		const answer = byKey.get(keyOf(order));
		if (answer === undefined) throw new Error(`Order ${order.orderId} got no answer`);
		return answer.order === order ? answer : superseded(order, answer);
	});
}

async function postVersions(
	client: QuickBooksClient,
	orders: readonly OrderToPost[],
	options: PostingOptions,
	attempts: number,
): Promise<PostedOrder[]> {
	const jobs = await planJobs(client, orders, options);
	const run = await postingRunFor(client, jobs, options);
	const sales = await settleSales(client, jobs, run);
	const followed = await bookWhatFollowed(
		client,
		jobs.flatMap((job) => standingAfter(job, sales.get(job))),
		run,
	);
	const standings = new Map(followed.map((standing) => [standing.job, standing]));
	const overtaken = jobs.filter((job) => sales.get(job) === 'overtaken' || standings.get(job)?.isOvertaken === true);
	const again =
		overtaken.length > 0 && attempts > 1 ? await postVersions(client, overtaken, options, attempts - 1) : [];
	const answeredLater = new Map(again.map((answer) => [answer.order, answer]));
	return jobs.map((job) => {
		const later = answeredLater.get(job.order);
		// Whoever wrote it, the order has just moved its items.
		if (later !== undefined) return { ...later, items: job.items.items };
		return answerOf(job, standings.get(job)?.outcome ?? sales.get(job));
	});
}

/** Writes what has to be and can be written; the rest has its outcome already. */
async function settleSales(
	client: QuickBooksClient,
	jobs: readonly PostingJob[],
	run: PostingRun,
): Promise<ReadonlyMap<PostingJob, SaleResult>> {
	const results = new Map<PostingJob, SaleResult>();
	const ready: WritingJob[] = [];
	for (const job of jobs) {
		const settled = (await settledBefore(client, job, run)) ?? unwritable(job, run);
		if (settled === null) ready.push(job as WritingJob);
		else results.set(job, settled);
	}
	const written = await writeSales(client, ready, run);
	return new Map([...results, ...written]);
}

/** The result of a plan that writes no sale; null for one that does. */
async function settledBefore(client: QuickBooksClient, job: PostingJob, run: PostingRun): Promise<SaleResult | null> {
	const outcome = outcomeOfPlan(job.order, job.plan);
	if (outcome === null) return null;
	if (job.plan.action !== 'alreadyThere' || !job.plan.isCurrent) return { outcome, document: null };
	if (job.order.state === 'cancelled') return { outcome, document: job.plan.document };
	const { document, trouble } = await keptSale(client, job, job.plan.document, run);
	const kept =
		document === job.plan.document
			? outcome
			: outcomeWithDocument('updated', job.order, toPostedDocument(document), null);
	return { outcome: trouble === null ? kept : withTrouble(kept, trouble), document };
}

function unwritable(job: PostingJob, run: PostingRun): SaleResult | null {
	const trouble = troubleOf(job, run);
	if (trouble !== null) return { outcome: outcomeWithoutDocument('needsAttention', trouble), document: null };
	return run.options.writes ? null : { outcome: previewOf(job as WritingJob, run.options), document: null };
}

/** A sale that stands, and is not in trouble itself, may be followed by payments and credits. */
function standingAfter(job: PostingJob, result: SaleResult | undefined): Standing[] {
	if (result === undefined || result === 'overtaken' || result.document === null || asksForAttention(result.outcome))
		return [];
	return [standingOf(job, result.document, result.outcome)];
}

function answerOf({ order, plan, items }: PostingJob, result: PostingOutcome | SaleResult | undefined): PostedOrder {
	if (result === undefined) throw new Error(`Order ${order.orderId} got no outcome`);
	const busy = outcomeWithoutDocument(
		'failed',
		'Other runs kept writing the same order; it is tried again with its next change',
	);
	const outcome = result === 'overtaken' ? busy : 'reason' in result ? result : result.outcome;
	return { order, outcome, items: items.items, formerItemIds: formerItems(plan, outcome) };
}

/** What the document moved before this run changed it, gave some of it back, or ended it. */
function formerItems(plan: PostingPlan, { outcome }: PostingOutcome): string[] {
	const isTouched =
		plan.action === 'update' || (plan.action === 'alreadyThere' && (outcome === 'credited' || outcome === 'voided'));
	if (!isTouched) return [];
	return plan.document.lines.flatMap(({ itemId }) => (itemId !== null && /^\d+$/.test(itemId) ? [itemId] : []));
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
	const there: PostingOutcome = {
		...outcome,
		outcome: outcome.document === null ? 'nothingToPost' : 'alreadyThere',
		reason,
	};
	return { order, outcome: there, items: new Map(), formerItemIds: [] };
}

function keyOf(order: SalesOrder): string {
	return identityKey(identityOf(order));
}
