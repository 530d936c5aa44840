import type { IExecuteFunctions } from 'n8n-workflow';
import { isAsItShouldBe, needsAttention, type PushOutcome } from '../../core/domain/pushOutcome';
import { toldLately } from '../bridge/toldLately';

/** By workflow, node and listing. A batch that comes again, and the second delivery, would tell all of it once more. */
const told = toldLately();

export interface Run {
	/** Which account of the channel the listings belong to. */
	readonly account: string;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** Says of each outcome of a run, asked once for each, whether people are to be told of it: once a day, whenever something else is wrong, and not while it comes again by itself. */
export function attentionFor(context: IExecuteFunctions, { account, now }: Run): (outcome: PushOutcome) => boolean {
	const node = `${context.getWorkflow().id ?? ''} ${context.getNode().id} ${account}`;
	return (pushed) => {
		const { outcome, channel, sku, listingRef, reason } = pushed;
		const name = `${node} ${channel} ${listingRef ?? sku}`;
		if (isAsItShouldBe(pushed)) told.isOver(name);
		return needsAttention(pushed) && !pushed.retry && told.isNewsFor(context, name, now, `${outcome} ${reason ?? ''}`);
	};
}
