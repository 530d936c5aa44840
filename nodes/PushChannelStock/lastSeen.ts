import { differenceCause, type LastSeen } from '../../core/domain/differenceCause';
import { momentFromMillis, type Moment } from '../../core/model/moment';
import { isAsItShouldBe, type PushOutcome } from '../../core/domain/pushOutcome';
import type { StockLevel } from '../../core/model/stockLevel';

/** Beyond this the listings that were looked at longest ago are forgotten: the cause of a difference is then not known. */
const MOST_REMEMBERED = 200_000;

/** What the last run left on each listing, for all workflows of this process. It explains, and decides nothing. */
const seen = new Map<string, LastSeen>();

export interface PushedRun {
	/** Which account of the channel the listings belong to. */
	readonly account: string;
	readonly levels: readonly StockLevel[];
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** The outcomes of a run, one list for each level, each difference with its cause; what they left is remembered. */
export function withCauses(
	outcomes: readonly (readonly PushOutcome[])[],
	{ account, levels, now }: PushedRun,
): PushOutcome[][] {
	const at = momentFromMillis(now);
	return outcomes.map((ofLevel, place) => {
		const level = levels[place];
		return ofLevel.map((outcome) => {
			const key = `${outcome.channel} ${account} ${outcome.listingRef ?? ''}`;
			const cause = level === undefined ? null : differenceCause(outcome, level, seen.get(key) ?? null);
			remember(key, outcome, at);
			return { ...outcome, cause };
		});
	});
}

function remember(key: string, outcome: PushOutcome, at: Moment): void {
	const left = leftBy(outcome, at);
	if (left === null || outcome.listingRef === null) return;
	seen.delete(key);
	seen.set(key, left);
	const [oldest] = seen.size > MOST_REMEMBERED ? seen.keys() : [];
	if (oldest !== undefined) seen.delete(oldest);
}

/** Null for what neither wrote nor found the level as it should be: then what was left before still stands. */
function leftBy(pushed: PushOutcome, at: Moment): LastSeen | null {
	const { outcome, wanted, after, reason } = pushed;
	if (isAsItShouldBe(pushed)) return { units: after ?? wanted, at, wrote: outcome === 'written', failure: null };
	return outcome === 'failed'
		? { units: wanted, at, wrote: false, failure: reason ?? 'the channel gave no reason' }
		: null;
}
