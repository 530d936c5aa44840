/** Milliseconds since the epoch, now. */
export type Now = () => number;

/** The time as a service knows it: the machine's, moved forward by what control calls ask for. */
export interface Clock {
	readonly now: Now;
	/** Milliseconds that it is ahead of the machine. */
	ahead(): number;
	/** Moves it forward by whole milliseconds. Throws RangeError, and leaves it as it is, for anything else. */
	advance(milliseconds: number): void;
	/** Back to the machine's time. */
	reset(): void;
}

/** A leap year: longer than any lifetime that the services know except eBay's refresh tokens. */
const FARTHEST_AHEAD = 366 * 24 * 60 * 60 * 1000;

/** A clock over the machine's, or over another one that a test holds. */
export function createClock(machine: Now = () => Date.now()): Clock {
	let ahead = 0;
	return {
		now: () => machine() + ahead,
		ahead: () => ahead,
		advance(milliseconds) {
			if (!Number.isInteger(milliseconds) || milliseconds < 1)
				throw new RangeError('A clock is advanced by whole milliseconds, at least one');
			if (ahead + milliseconds > FARTHEST_AHEAD)
				throw new RangeError('A clock is at most 366 days ahead of the machine');
			ahead += milliseconds;
		},
		reset() {
			ahead = 0;
		},
	};
}
