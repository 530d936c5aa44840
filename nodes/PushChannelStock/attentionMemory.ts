import type { IExecuteFunctions } from 'n8n-workflow';
import { isAsItShouldBe, needsAttention, type PushOutcome } from '../../core/pushing/pushOutcome';
import { nodeKey } from '../bridge/memory/nodeKey';
import { toldLately } from '../bridge/memory/alertMemory';

/** By workflow, node and listing. A batch that comes again, and the second delivery, would tell all of it once more. */
const told = toldLately();

export interface AttentionRun {
	/** Which account of the channel the listings belong to. */
	readonly account: string;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** Those outcomes of a run that people are to be told of: each listing once a day, and at once when something else is wrong with it. They count as told. */
export function newForAttention(
	context: IExecuteFunctions,
	outcomes: readonly PushOutcome[],
	{ account, now }: AttentionRun,
): ReadonlySet<PushOutcome> {
	const node = `${nodeKey(context)} ${account}`;
	const bySku = ({ channel, sku }: PushOutcome) => `${node} ${channel} SKU ${sku}`;
	const nameOf = (pushed: PushOutcome) =>
		pushed.listingRef === null ? bySku(pushed) : `${node} ${pushed.channel} listing ${pushed.listingRef}`;
	outcomes
		.filter(isAsItShouldBe)
		.flatMap((pushed) => [bySku(pushed), nameOf(pushed)])
		.forEach(told.isOver);
	return new Set(
		outcomes.filter(
			(pushed) =>
				needsAttention(pushed) &&
				told.isNewsFor(context, nameOf(pushed), now, `${pushed.outcome} ${pushed.retry} ${pushed.reason ?? ''}`),
		),
	);
}
