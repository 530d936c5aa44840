import type { Memory } from '../memory/memory';
import { momentFromMillis, type Moment } from '../model/moment';
import type { HeldLevel } from '../availability/heldLevel';
import { differenceCause, type LastSeen } from './differenceCause';
import { isAsItShouldBe, type PushOutcome } from './pushOutcome';

interface PushedLevels {
	readonly memory: Memory;
	/** Which account of the channel the listings belong to. */
	readonly account: string;
	readonly levels: readonly HeldLevel[];
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/**
 * The outcomes of a run, one list for each level, each difference with its cause. Remembers what the run left on each listing, for all
 * workflows: it explains, and decides nothing.
 */
export async function withCauses(
	outcomes: readonly (readonly PushOutcome[])[],
	{ memory, account, levels, now }: PushedLevels,
): Promise<PushOutcome[][]> {
	const at = momentFromMillis(now);
	const keyOf = ({ channel, listingRef }: PushOutcome) => `${channel} ${account} ${listingRef ?? ''}`;
	return await memory.store<LastSeen>('lastSeen').update(outcomes.flat().map(keyOf), (known) => {
		const entries = new Map<string, LastSeen>();
		const explained = (outcome: PushOutcome, level: HeldLevel | undefined): PushOutcome => {
			const key = keyOf(outcome);
			const last = entries.get(key) ?? known.get(key) ?? null;
			const left = leftBy(outcome, at);
			if (left !== null && outcome.listingRef !== null) entries.set(key, left);
			return { ...outcome, cause: level === undefined ? null : differenceCause(outcome, level, last) };
		};
		const result = outcomes.map((ofLevel, place) => ofLevel.map((outcome) => explained(outcome, levels[place])));
		return { entries, result };
	});
}

/** What an outcome leaves on its listing. Null for one that neither wrote nor found the level as it should be: what an earlier run left is there still. */
function leftBy(pushed: PushOutcome, at: Moment): LastSeen | null {
	const { outcome, wanted, after, reason } = pushed;
	if (isAsItShouldBe(pushed)) return { units: after ?? wanted, at, wrote: outcome === 'written', failure: null };
	return outcome === 'failed'
		? { units: wanted, at, wrote: false, failure: reason ?? 'the channel gave no reason' }
		: null;
}
