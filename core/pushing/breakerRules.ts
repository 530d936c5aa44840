import type { StockLevel } from '../model/stockLevel';

/** More increases than this share of a channel's listings are no everyday event. */
const INCREASED_SHARE = 0.3;

/** A small shop restocks all it has in one run. */
const FEWEST_INCREASES = 10;

const MAX_ZEROS = 25;

const MIN_ZEROS = 3;

/** What a run is about to do to a channel, as far as the circuit breaker counts it (rules.md F3). */
export interface BreakerCount {
	readonly increases: number;
	/** Increases of the last hour's runs: a whole catalogue comes in several. */
	readonly increasedLately: number;
	/** Listings that would go to 0 without orders that explain it. */
	readonly zeros: number;
}

/** True when no number of listings could open the breaker: then nobody has to ask for it. */
export function isNeverTooMuch({ increases, zeros }: Pick<BreakerCount, 'increases' | 'zeros'>): boolean {
	return increases <= FEWEST_INCREASES && zeros < MIN_ZEROS;
}

/** Why the run's increases and unexplained zeros are too many; null while they are few. `listings`: all that the channel has. */
export function tooMuchReason({ increases, increasedLately, zeros }: BreakerCount, listings: number): string | null {
	if (increases > FEWEST_INCREASES && increases + increasedLately > listings * INCREASED_SHARE) {
		const before = increasedLately === 0 ? '' : `, after ${increasedLately} in the last hour`;
		return `${increases} of the channel's ${listings} listings would go up in one run${before}, which is more than 30 %`;
	}
	const isHalf = zeros >= MIN_ZEROS && zeros >= listings / 2;
	if (zeros > MAX_ZEROS || isHalf)
		return `${zeros} of the channel's ${listings} listings would go to 0 in one run without orders that explain it`;
	return null;
}

/** True when the orders of the last day took at least what the channel shows, of all that it rests on; a bundle goes with its parts. */
export function isExplainedZero(restsOn: readonly StockLevel[], before: number | null): boolean {
	const sold = restsOn.reduce((sum, { soldLately }) => sum + soldLately, 0);
	const isBundle = restsOn.length === 1 && restsOn.some(({ components }) => components.length > 0);
	return isBundle ? sold > 0 : before !== null && sold >= before;
}
