import type { StockLevel } from '../model/stockLevel';

/** More raises than this share of a channel's listings are no everyday event. */
const RAISED_SHARE = 0.3;
/** A small shop restocks all it has in one run. */
const FEWEST_RAISES = 10;
const MOST_ZEROS = 25;
const FEWEST_ZEROS = 3;

/** What a run is about to do to a channel, as far as the fuse counts it (rules.md F3). */
export interface FuseCount {
	readonly raises: number;
	/** Raised by runs of the last hour: a whole catalogue comes in several. */
	readonly raisedLately: number;
	/** Listings that would go to 0 without orders that explain it. */
	readonly zeros: number;
}

/** True when no number of listings could make the fuse blow: then nobody has to ask for it. */
export function isBelowFuse({ raises, zeros }: Pick<FuseCount, 'raises' | 'zeros'>): boolean {
	return raises <= FEWEST_RAISES && zeros < FEWEST_ZEROS;
}

/** Why the run's raises and unexplained zeros are held back; null while they are few. `listings`: all that the channel has. */
export function fuseTrouble({ raises, raisedLately, zeros }: FuseCount, listings: number): string | null {
	if (raises > FEWEST_RAISES && raises + raisedLately > listings * RAISED_SHARE) {
		const before = raisedLately === 0 ? '' : `, after ${raisedLately} in the last hour`;
		return `${raises} of the channel's ${listings} listings would go up in one run${before}, which is more than 30 %`;
	}
	const isHalf = zeros >= FEWEST_ZEROS && zeros >= listings / 2;
	if (zeros > MOST_ZEROS || isHalf)
		return `${zeros} of the channel's ${listings} listings would go to 0 in one run without orders that explain it`;
	return null;
}

/** True when the orders of the last day took at least what the channel shows, of all that it rests on; a bundle goes with its parts. */
export function isExplainedZero(restsOn: readonly StockLevel[], before: number | null): boolean {
	const sold = restsOn.reduce((sum, { soldLately }) => sum + soldLately, 0);
	const isBundle = restsOn.length === 1 && restsOn.some(({ components }) => components.length > 0);
	return isBundle ? sold > 0 : before !== null && sold >= before;
}
