import type { Memory } from '../memory/memory';
import { isAsItShouldBe, type PushOutcome } from './pushOutcome';
import type { PushRun } from './pushRun';

/** So often in a row a listing's failed decrease asks to come again at once; after that its level comes with the next delivery. */
const AT_ONCE = 2;

/** By listing, how often its decrease has failed since the channel showed what it should; null forgets it. */
type Counts = Map<string, number | null>;

/**
 * The outcomes of a run, in which a decrease whose write failed asks to come again: until then the channel sells what is gone. The
 * whole batch waits for it, so a listing that fails whatever is done asks twice and no more. An increase waits for its second delivery:
 * sent again by another process before BigCommerce shows the first, it would be added twice. Nothing repeats a run in the editor, so it
 * neither asks nor counts.
 */
export async function withRetries(
	outcomes: readonly (readonly PushOutcome[])[],
	{ memory, run }: { readonly memory: Memory; readonly run: PushRun },
): Promise<PushOutcome[][]> {
	const keyOf = ({ channel, listingRef }: PushOutcome) => `${run.node} ${run.account} ${channel} ${listingRef ?? ''}`;
	const asked = outcomes.flat().filter((outcome) => isFailedDecrease(outcome) || isAsItShouldBe(outcome));
	return await memory.store<number>('failedDecreases').update(asked.map(keyOf), (known) => {
		const entries: Counts = new Map();
		const countOf = (key: string) => (entries.has(key) ? entries.get(key) : known.get(key)) ?? 0;
		const asks = (outcome: PushOutcome): boolean => {
			const key = keyOf(outcome);
			if (isAsItShouldBe(outcome) && countOf(key) > 0) entries.set(key, null);
			if (run.isManual || !isFailedDecrease(outcome)) return false;
			entries.set(key, countOf(key) + 1);
			return countOf(key) <= AT_ONCE;
		};
		const result = outcomes.map((ofLevel) =>
			ofLevel.map((outcome) => ({ ...outcome, retry: outcome.retry || asks(outcome) })),
		);
		return { entries, result };
	});
}

/** A level of 0 is a decrease whatever the channel shows, also where it does not say. */
function isFailedDecrease({ outcome, listingRef, before, wanted }: PushOutcome): boolean {
	return outcome === 'failed' && listingRef !== null && (wanted === 0 || (before !== null && wanted < before));
}
