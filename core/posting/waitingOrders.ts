import { announce, type WorkflowRun } from '../memory/workflowRun';
import type { Memory } from '../memory/memory';
import { addSeconds, toMillis, type Moment } from '../model/moment';
import { identityKey, identityOf } from '../model/orderIdentity';
import type { SalesOrder } from '../model/salesOrder';
import { asksForAttention, type PostingOutcome } from './plan/postingOutcome';

/** An order with what became of it in a run. */
export interface OrderOutcome {
	readonly order: SalesOrder;
	readonly outcome: PostingOutcome;
}

/** An order that waits for a person. */
export interface WaitingOrder {
	readonly since: Moment;
	/** True when people are told of it now: once, and then once a day. */
	readonly isTold: boolean;
}

interface Sighting {
	readonly since: Moment;
	/** When a run found it waiting last. */
	readonly seenAt: Moment;
}

/** All that waits is looked for once a day. What was out of sight for longer than this, in seconds, was done meanwhile. */
const OUT_OF_SIGHT = 48 * 3600;

interface WaitingRun {
	readonly memory: Memory;
	readonly run: WorkflowRun;
	readonly now: Moment;
}

/**
 * Those orders of a run that wait for a person. One that comes again for the same reason within a day is not told of again. One that waits for
 * another reason is told of at once, and so is one that was done in between. What this process has not seen waiting yet waits since its
 * last change.
 */
export async function waitingOrders(
	said: readonly OrderOutcome[],
	{ memory, run, now }: WaitingRun,
): Promise<ReadonlyMap<SalesOrder, WaitingOrder>> {
	const nameOf = ({ order }: OrderOutcome) => `waiting ${run.node} ${identityKey(identityOf(order))}`;
	const waiting = said.filter(({ outcome }) => asksForAttention(outcome));
	const names = waiting.map(nameOf);
	const over = said.map(nameOf).filter((name) => !names.includes(name));
	const since = await sightings(waiting, names, { memory, run, now, over });
	if (!run.isManual) await memory.alerts.end(over);
	const told = await announce(
		waiting.map(({ outcome: { outcome, reason } }, place) => ({
			name: names[place] ?? '',
			text: `${outcome} ${reason ?? ''}`,
		})),
		{ run, alerts: memory.alerts, now: toMillis(now) },
	);
	return new Map(
		waiting.map(({ order }, place) => [order, { since: since[place] ?? now, isTold: told[place] === true }]),
	);
}

/** Since when each of these orders waits. `over`: the names of those that do not wait any more. */
async function sightings(
	waiting: readonly OrderOutcome[],
	names: readonly string[],
	{ memory, run, now, over }: WaitingRun & { readonly over: readonly string[] },
): Promise<readonly Moment[]> {
	const store = memory.store<Sighting>('waitingOrders');
	const known = await store.read(names);
	const since = waiting.map(({ order }, place) => {
		const last = known.get(names[place] ?? '');
		if (last !== undefined && now < addSeconds(last.seenAt, OUT_OF_SIGHT)) return last.since;
		return order.modifiedAt < now ? order.modifiedAt : now;
	});
	// A person in the editor changes nothing for anybody else.
	if (!run.isManual)
		await store.write(
			new Map<string, Sighting | null>([
				...over.map((name) => [name, null] as const),
				...names.map((name, place) => [name, { since: since[place] ?? now, seenAt: now }] as const),
			]),
		);
	return since;
}
