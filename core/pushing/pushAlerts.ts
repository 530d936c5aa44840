import type { Memory } from '../memory/memory';
import { announce, type Announcement } from '../memory/workflowRun';
import type { ItemWithoutSku } from '../model/itemWithoutSku';
import type { StockLevel } from '../model/stockLevel';
import { isAsItShouldBe, needsAttention, type PushOutcome } from './pushOutcome';
import type { PushRun } from './pushRun';

interface AlertingRun {
	readonly memory: Memory;
	readonly run: PushRun;
	/** The channel's id. */
	readonly channel: string;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/**
 * Those outcomes of a run that people are to be told of: each listing once a day, and at once when something else is wrong with it or
 * when it was right in between. They count as told. A batch that comes again, and the second delivery, would tell all of it once more.
 */
export async function outcomesForAttention(
	outcomes: readonly PushOutcome[],
	{ memory: { alerts }, run, now }: AlertingRun,
): Promise<ReadonlySet<PushOutcome>> {
	const node = `attention ${run.node} ${run.account}`;
	const bySku = ({ channel, sku }: PushOutcome) => `${node} ${channel} SKU ${sku}`;
	const nameOf = (pushed: PushOutcome) =>
		pushed.listingRef === null ? bySku(pushed) : `${node} ${pushed.channel} listing ${pushed.listingRef}`;
	await alerts.end(outcomes.filter(isAsItShouldBe).flatMap((pushed) => [bySku(pushed), nameOf(pushed)]));
	const forPeople = outcomes.filter(needsAttention);
	const due = await announce(
		forPeople.map((pushed) => ({
			name: nameOf(pushed),
			text: `${pushed.outcome} ${pushed.retry} ${pushed.reason ?? ''}`,
		})),
		{ run, alerts, now },
	);
	return new Set(forPeople.filter((_, place) => due[place]));
}

/** What Push Channel Stock says once for a whole run; each level that is blocked says so as well. */
export interface BreakerAlert {
	readonly outcome: 'fused';
	readonly channel: string;
	readonly reason: string;
}

/** The alert of an open circuit breaker: once, and again after a day. Null where it is closed or was told of lately. */
export async function breakerAlert(
	openReason: string | null,
	{ memory: { alerts }, run, channel, now }: AlertingRun,
): Promise<BreakerAlert | null> {
	const name = `breaker ${run.node}`;
	if (openReason === null) {
		await alerts.end([name]);
		return null;
	}
	const [isDue] = await announce([{ name }], { run, alerts, now });
	const reason = `The fuse of ${channel} has blown: ${openReason}. Raises and unexplained zeros wait, all other lowerings were written. Look whether it is right; if so, set Let Through Until in this node to a time when it will be done`;
	return isDue ? { outcome: 'fused', channel, reason } : null;
}

/** For each item without SKU, in order: whether people are to be told of it, once a day, however often it comes. One that has got its SKU again may be told of at once. */
export async function itemsDue(
	items: readonly ItemWithoutSku[],
	levels: readonly StockLevel[],
	{ run, alerts, now }: Announcement,
): Promise<readonly boolean[]> {
	const nameOf = ({ itemId }: { readonly itemId: string }) => `withoutSku ${run.node} ${itemId}`;
	await alerts.end(levels.map(nameOf));
	return await announce(
		items.map((item) => ({ name: nameOf(item) })),
		{ run, alerts, now },
	);
}
