import type { Memory } from '../memory/memory';
import { addSeconds, type Moment } from '../model/moment';
import { identityKey, identityOf } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import type { PostedOrder } from './plan/stages';
import { asksForAttention } from './plan/postingOutcome';

/** Why an order waits, and when a run said so. */
interface WaitingReason {
	readonly reason: string;
	readonly at: Moment;
}

/** What waits comes again every night and is said anew; what nobody said for longer may be over. Seconds. */
const GOOD_FOR = 26 * 3600;

/** Remembers of each order why it waits for a person, and forgets those that do not wait any more. */
export async function rememberReasons(
	memory: Memory,
	postedOrders: ReadonlyArray<Pick<PostedOrder, 'order' | 'outcome'>>,
	now: Moment,
): Promise<void> {
	const reasons = postedOrders.map(({ order, outcome }) => {
		const reason = outcome.reason ?? 'QuickBooks gave no reason';
		return [keyOf(order), asksForAttention(outcome) ? { reason, at: now } : null] as const;
	});
	await reasonsIn(memory).write(new Map(reasons));
}

/** Why these orders wait, as the last run said that posted them. An order of which nobody said anything lately is absent. */
export async function recallReasons(
	memory: Memory,
	orders: readonly SalesOrder[],
	now: Moment,
): Promise<ReadonlyMap<SalesOrder, string>> {
	const known = await reasonsIn(memory).read(orders.map(keyOf));
	const from = addSeconds(now, -GOOD_FOR);
	return new Map(
		orders.flatMap((order) => {
			const said = known.get(keyOf(order));
			return said === undefined || said.at < from ? [] : [[order, said.reason] as const];
		}),
	);
}

function reasonsIn(memory: Memory) {
	return memory.store<WaitingReason>('waitingReasons');
}

function keyOf(order: SalesOrder): string {
	return identityKey(identityOf(order));
}
