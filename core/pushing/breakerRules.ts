import type { HeldLevel } from '../availability/heldLevel';

/** More increases than this share of a channel's tracked listings are no everyday event. */
const INCREASED_SHARE = 0.3;

/** A small shop restocks all it has in one run. */
const FEWEST_INCREASES = 10;

const MAX_ZEROS = 25;

const MIN_ZEROS = 3;

/** So many listings in this run, and so many others in the last hour's runs: a whole catalogue comes in several. */
export interface Tally {
	readonly now: number;
	readonly lately: number;
}

/** What a run is about to do to a channel, as far as the circuit breaker counts it (rules.md F3). */
export interface BreakerCount {
	readonly increases: Tally;
	/** Listings that would go to 0 without orders that explain it. */
	readonly zeros: Tally;
}

/** True when no number of listings could open the breaker: then nobody has to ask for it. */
export function isNeverTooMuch({ increases, zeros }: BreakerCount): boolean {
	return (
		(increases.now === 0 || totalOf(increases) <= FEWEST_INCREASES) && (zeros.now === 0 || totalOf(zeros) < MIN_ZEROS)
	);
}

/** With so many tracked listings the count is not too much; what is too much for any number needs none. */
export function enoughListings({ increases, zeros }: BreakerCount): number {
	return Math.max(Math.ceil(totalOf(increases) / INCREASED_SHARE), 2 * totalOf(zeros)) + 1;
}

/**
 * Why the increases and unexplained zeros are too many; null while they are few. `listings`: those whose stock the channel tracks, or
 * any number that is enough for the count.
 */
export function tooMuchReason({ increases, zeros }: BreakerCount, listings: number): string | null {
	const increased = totalOf(increases);
	if (increases.now > 0 && increased > FEWEST_INCREASES && increased > listings * INCREASED_SHARE)
		return `${increases.now} of the channel's ${listings} tracked listings would go up in one run${before(increases)}, which is more than 30 %`;
	if (zeros.now === 0) return null;
	const zeroed = totalOf(zeros);
	if (zeroed >= MIN_ZEROS && zeroed >= listings / 2)
		return `${zeros.now} of the channel's ${listings} tracked listings would go to 0 in one run${before(zeros)}, without orders that explain it`;
	return zeroed > MAX_ZEROS
		? `${zeros.now} of the channel's listings would go to 0 in one run${before(zeros)}, without orders that explain it, which is more than ${MAX_ZEROS}`
		: null;
}

function totalOf({ now, lately }: Tally): number {
	return now + lately;
}

function before({ lately }: Tally): string {
	return lately === 0 ? '' : `, after ${lately} in the last hour`;
}

/** True when the orders of the last day took at least what the channel shows, of all that it rests on; a bundle goes with its parts. */
export function isExplainedZero(restsOn: readonly HeldLevel[], before: number | null): boolean {
	const sold = restsOn.reduce((sum, { soldLately }) => sum + soldLately, 0);
	const isBundle = restsOn.length === 1 && restsOn.some(({ components }) => components.length > 0);
	return isBundle ? sold > 0 : before !== null && sold >= before;
}
