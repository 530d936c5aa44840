import { groupBy } from '../../model/groupBy';
import { addSeconds, dayIn, toMillis, type Moment } from '../../model/moment';
import type { SalesOrder } from '../../model/salesOrder';
import type { PostingChoices } from './postingOptions';
import { isCreating, withCreation } from './postingPlan';
import type { PlannedOrder } from './stages';
import type { IndexedDocument } from '../../quickbooks/indexedDocument';

/** Fewer are nothing out of the ordinary: orders that waited for an item, or for their payment. */
const FEWEST = 10;

/** The share of the orders of a shop that a run looks at, above which it stops. */
const SHARE = 1 / 3;

/** A backlog is posted in batches: what an earlier one posted within this time does not make the next one old. Seconds. */
const BACKLOG = 6 * 3600;

interface BreakerChoices {
	/** The sales that the books have of the order's shop. */
	readonly salesOf: (order: SalesOrder) => readonly IndexedDocument[];
	/** The orders that the run looked for in the books. */
	readonly looked: ReadonlySet<SalesOrder>;
	/** The moment of the run. */
	readonly now: Moment;
}

/**
 * The circuit breaker of creations (rules.md C2). A run that would post many orders older than what the shop has in the books already has
 * lost sight of their documents, or goes through old orders on purpose: people say which.
 *
 * 1. An order to be posted is old if it was placed a day or more before the day of a document of its shop. A document that was posted within the
 *    last six hours counts only if it shows a later version than the order's.
 * 2. At least ten, and more than a third of the shop's orders in the run, are held back.
 */
export function holdBackCreations<Order extends Pick<PlannedOrder, 'order' | 'choices' | 'plan'>>(
	planned: readonly Order[],
	{ salesOf, looked, now }: BreakerChoices,
): Order[] {
	const shops = groupBy(
		planned.filter(({ order }) => looked.has(order)),
		({ order }) => `${order.channel} ${order.account}`,
	);
	const held = new Map([...shops.values()].flatMap((ofShop) => heldOf(ofShop, salesOf, now)));
	return planned.map((one) => {
		const reason = held.get(one);
		if (reason === undefined || isLetThrough(one.choices, { now })) return one;
		return { ...one, plan: withCreation(one.plan, () => ({ action: 'needsAttention', reason, document: null })) };
	});
}

/** True until the time at which the form's release of the order ends. */
export function isLetThrough(
	{ letThroughUntil }: Pick<PostingChoices, 'letThroughUntil'>,
	{ now }: Pick<BreakerChoices, 'now'>,
): boolean {
	return letThroughUntil !== null && now < letThroughUntil;
}

function heldOf<Order extends Pick<PlannedOrder, 'order' | 'plan'>>(
	ofShop: readonly Order[],
	salesOf: BreakerChoices['salesOf'],
	now: Moment,
): Array<[Order, string]> {
	const created = ofShop.filter(({ plan }) => isCreating(plan));
	const [first] = created;
	if (first === undefined || created.length < FEWEST) return [];
	const isOld = isOlderThan(salesOf(first.order), now);
	const old = created.filter(({ order }) => isOld(order));
	if (old.length < FEWEST || old.length <= ofShop.length * SHARE) return [];
	const reason = `Held back by the circuit breaker of creations: ${old.length} of ${ofShop.length} orders of this shop in the run are older than what QuickBooks has of it, and have no document there that is known. Look whether they are booked already, for example without the mark in the memo. If they are not and are to be posted, set Let Through Until to a time when it will be done`;
	return old.map((one) => [one, reason]);
}

function isOlderThan(sales: readonly IndexedDocument[], now: Moment): (order: SalesOrder) => boolean {
	const backlog = toSeconds(addSeconds(now, -BACKLOG));
	const recent = sales.filter(({ createdAt }) => createdAt >= backlog);
	const newest = sales.reduce((last, { createdAt, day }) => (createdAt < backlog ? Math.max(last, day) : last), 0);
	return ({ placedAt, modifiedAt }) => {
		// In UTC, while a document's day is the company's: the two are a day apart at most, and that near nothing is old.
		const day = Number(dayIn(addSeconds(placedAt, 24 * 3600), 'utc').replaceAll('-', ''));
		return day <= newest || recent.some((sale) => day <= sale.day && toSeconds(modifiedAt) <= sale.version);
	};
}

/** Whole seconds since the epoch. */
function toSeconds(moment: Moment): number {
	return Math.floor(toMillis(moment) / 1000);
}
