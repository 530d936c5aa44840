import { differenceCause, type LastSeen } from '../../core/domain/differenceCause';
import { momentFromMillis, type Moment } from '../../core/domain/moment';
import type { PushOutcome } from '../../core/domain/pushOutcome';
import type { StockLevel } from '../../core/domain/stockLevel';

/** Beyond this the listings that were looked at longest ago are forgotten: the cause of a difference is then not known. */
const MOST_REMEMBERED = 200_000;

/** So often in a row a failed write asks to come again at once; after that its level comes with the next change, or at night. */
const AT_ONCE = 2;

interface Left extends LastSeen {
	/** How often the write has failed since the channel showed what it should. */
	readonly failedInARow: number;
}

/** What the last run left on each listing, for all workflows of this process. It explains, and decides no level. */
const seen = new Map<string, Left>();

export interface PushedRun {
	/** Which account of the channel the listings belong to. */
	readonly account: string;
	readonly levels: readonly StockLevel[];
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/**
 * The outcomes of a run, one list for each level: each difference with its cause, and each failed write with whether it asks to come again
 * at once. A lowering that was lost is on sale until then; but the whole batch waits for it, so a listing that fails whatever is done asks
 * twice and no more. What they left is remembered.
 */
export function withHistory(outcomes: readonly (readonly PushOutcome[])[], { account, levels, now }: PushedRun): PushOutcome[][] {
	const at = momentFromMillis(now);
	return outcomes.map((ofLevel, place) => {
		const level = levels[place];
		return ofLevel.map((outcome) => {
			const key = `${outcome.channel} ${account} ${outcome.listingRef ?? ''}`;
			const last = seen.get(key) ?? null;
			const left = leftBy(outcome, at, last);
			if (left !== null) remember(key, left);
			const cause = level === undefined ? null : differenceCause(outcome, level, last);
			return { ...outcome, cause, retry: outcome.retry || asksAgain(left) };
		});
	});
}

function asksAgain(left: Left | null): boolean {
	return left !== null && left.failure !== null && left.failedInARow <= AT_ONCE;
}

function remember(key: string, left: Left): void {
	seen.delete(key);
	seen.set(key, left);
	const [oldest] = seen.size > MOST_REMEMBERED ? seen.keys() : [];
	if (oldest !== undefined) seen.delete(oldest);
}

/** Null for what neither wrote nor found the level as it should be: then what was left before still stands. */
function leftBy({ outcome, listingRef, wanted, after, reason }: PushOutcome, at: Moment, last: Left | null): Left | null {
	if (listingRef === null) return null;
	if (outcome === 'written' || outcome === 'unchanged') return { units: after ?? wanted, at, wrote: outcome === 'written', failure: null, failedInARow: 0 };
	if (outcome !== 'failed') return null;
	return { units: wanted, at, wrote: false, failure: reason ?? 'the channel gave no reason', failedInARow: (last?.failedInARow ?? 0) + 1 };
}
