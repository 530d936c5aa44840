import { planFees, type FeesInBooks } from '../plan/feePlan';
import {
	draftFeeWrite,
	feeOutcome,
	ordersWithFees,
	payeeOf,
	payFromAccount,
	type FeeOrder,
	type FeeResult,
	type FeeWrite,
	type PlannedFees,
} from '../plan/feeWrites';
import type { PostingOptions } from '../plan/postingOptions';
import { withTrouble, type PostingOutcome } from '../plan/postingOutcome';
import type { PostedOrder } from '../plan/stages';
import { findOrCreateVendors, targetVendor } from './vendors';
import { readExpensesSince, removeExpense, removeSurplus, writeExpenses } from './writeExpenses';
import type { Moment } from '../../model/moment';
import { dayBeforeFirst } from '../../quickbooks/documentsOfOrders';
import type { Company, QuickBooksClient } from '../../quickbooks/quickBooksClient';

interface FeeRun {
	readonly company: Company;
	readonly options: PostingOptions;
	/** Older expenses are none of these orders. */
	readonly since: Moment;
}

/**
 * Books what selling cost, as an expense of each order, where the user chose that.
 *
 * 1. The expenses that were made since the first of the orders are read: one read for a thousand, and none where no order has fees.
 * 2. Expenses that are one too many are taken away.
 * 3. Each order's fees are compared with its expense.
 * 4. What is missing or has changed is written, all orders together. A preview only says so.
 */
export async function bookSellingFees(
	client: QuickBooksClient,
	postedOrders: readonly PostedOrder[],
	options: PostingOptions,
): Promise<readonly PostedOrder[]> {
	const feeOrders = ordersWithFees(postedOrders);
	if (feeOrders.length === 0) return postedOrders;
	const since = dayBeforeFirst(feeOrders.map(({ order }) => order));
	const run = { company: await client.company(), options, since };
	const found = await readFeeExpenses(client, run);
	const plans = feeOrders.map((feeOrder) => planOne(feeOrder, found, run));
	const results = await writeFees(
		client,
		plans.flatMap(({ planned }) => planned ?? []),
		run,
	);
	const outcomes = new Map(
		plans.map(({ place, planned, reason }) => {
			const before = postedOrders[place]?.outcome;
			return [place, before === undefined ? undefined : outcomeOf(before, { planned, reason, results })];
		}),
	);
	return postedOrders.map((postedOrder, place) => ({
		...postedOrder,
		outcome: outcomes.get(place) ?? postedOrder.outcome,
	}));
}

async function readFeeExpenses(client: QuickBooksClient, { options, since }: FeeRun): Promise<FeesInBooks> {
	const { expenses, lost } = await readExpensesSince(client, since);
	const removed = options.writes ? await removeSurplus(client, expenses) : [];
	return { expenses: expenses.filter((expense) => !removed.includes(expense)), lost };
}

interface PlanOfOne {
	readonly place: number;
	/** Null where nothing is to be written. */
	readonly planned: PlannedFees | null;
	/** Why the fees cannot be booked; null when they can. */
	readonly reason: string | null;
}

function planOne(feeOrder: FeeOrder, found: FeesInBooks, { company }: FeeRun): PlanOfOne {
	const { place, order } = feeOrder;
	const payFromAccountId = payFromAccount(feeOrder);
	const plan = planFees(order, found, { company, payFromAccountId });
	if (plan.action === 'needsAttention') return { place, planned: null, reason: plan.reason };
	if (plan.action === 'none' || payFromAccountId === null) return { place, planned: null, reason: null };
	return { place, planned: { ...feeOrder, plan, payFromAccountId }, reason: null };
}

/** 1. Vendors are found or made. 2. Expenses of which nothing is left are taken away. 3. All others are written together. */
async function writeFees(
	client: QuickBooksClient,
	planned: readonly PlannedFees[],
	{ company, options, since }: FeeRun,
): Promise<ReadonlyMap<PlannedFees, FeeResult>> {
	if (!options.writes) return new Map(planned.map((one) => [one, { result: 'preview' }]));
	const results = new Map<PlannedFees, FeeResult>();
	const writes = new Map<PlannedFees, FeeWrite>();
	const toWrite = planned.filter(({ plan }) => plan.action !== 'delete');
	const targetOf = (one: PlannedFees) => targetVendor(payeeOf(one, options), one.order.currency, company);
	const vendors = await findOrCreateVendors(client, toWrite.map(targetOf));
	for (const one of planned) {
		if (one.plan.action === 'delete') {
			const fault = await removeExpense(client, one.plan.expense);
			results.set(one, fault === null ? { result: 'removed' } : { result: 'refused', fault });
			continue;
		}
		const vendor = vendors.get(targetOf(one).name.toLowerCase());
		if (vendor === undefined) throw new Error(`Order ${one.order.orderId} got no vendor`);
		if (vendor.id === null) results.set(one, { result: 'noVendor', reason: vendor.trouble });
		else
			writes.set(
				one,
				draftFeeWrite(one, vendor.id, {
					facts: { company, choices: one.choices.draft },
					realmId: company.realmId,
				}),
			);
	}
	const written = await writeExpenses(client, [...writes.values()], since);
	for (const [one, write] of writes) results.set(one, written.get(write) ?? { result: 'notTaken' });
	return results;
}

function outcomeOf(
	before: PostingOutcome,
	{
		planned,
		reason,
		results,
	}: Pick<PlanOfOne, 'planned' | 'reason'> & { readonly results: ReadonlyMap<PlannedFees, FeeResult> },
): PostingOutcome {
	if (reason !== null) return withTrouble(before, `${reason}.`);
	const result = planned === null ? undefined : results.get(planned);
	return planned === null || result === undefined ? before : feeOutcome(before, planned, result);
}
