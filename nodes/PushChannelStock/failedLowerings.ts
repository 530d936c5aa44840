import type { IExecuteFunctions } from 'n8n-workflow';
import { isAsItShouldBe, type PushOutcome } from '../../core/pushing/pushOutcome';
import { nodeKey } from '../bridge/memory/nodeKey';

/** So often in a row a listing's failed lowering asks to come again at once; after that its level comes with the next delivery. */
const AT_ONCE = 2;
/** Where there would be more, all are forgotten and may ask again. */
const MOST_REMEMBERED = 200_000;

/** By workflow, node and listing, for as long as the process lives: how often a lowering has failed since the channel showed what it should. */
const failures = new Map<string, number>();

/**
 * The outcomes of a run, in which a lowering whose write failed asks to come again: until then the channel sells what is gone. The whole
 * batch waits for it, so a listing that fails whatever is done asks twice and no more. A raise can wait for its second delivery: sent
 * again by another process before BigCommerce shows the first, it would be added twice. Nothing repeats a run in the editor, so it neither asks nor counts.
 */
export function askingAgain(
	context: IExecuteFunctions,
	outcomes: readonly (readonly PushOutcome[])[],
	account: string,
): PushOutcome[][] {
	const isByHand = context.getMode() === 'manual';
	const node = `${nodeKey(context)} ${account}`;
	const asks = (outcome: PushOutcome): boolean => {
		const key = `${node} ${outcome.channel} ${outcome.listingRef ?? ''}`;
		if (isAsItShouldBe(outcome)) failures.delete(key);
		return !isByHand && isFailedLowering(outcome) && oneMore(key) <= AT_ONCE;
	};
	return outcomes.map((ofLevel) => ofLevel.map((outcome) => ({ ...outcome, retry: outcome.retry || asks(outcome) })));
}

/** How often it has failed in a row, with this time. */
function oneMore(key: string): number {
	const inARow = (failures.get(key) ?? 0) + 1;
	if (failures.size >= MOST_REMEMBERED && !failures.has(key)) failures.clear();
	failures.set(key, inARow);
	return inARow;
}

/** A level of 0 lowers whatever the channel shows, also where it does not say. */
function isFailedLowering({ outcome, listingRef, before, wanted }: PushOutcome): boolean {
	return outcome === 'failed' && listingRef !== null && (wanted === 0 || (before !== null && wanted < before));
}
