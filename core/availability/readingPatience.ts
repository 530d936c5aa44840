/** A channel whose open orders could not be read, and have not been since. */
export interface FailedReading {
	/** When a run last waited for them patiently, in milliseconds since the epoch. */
	readonly at: number;
}

/**
 * How long a run waits for a good answer, in milliseconds. The levels of every channel wait as long. What is given up forbids increases
 * alone (rules.md A1), and decreases on the other channels cannot wait (F5).
 */
const USUAL = 20_000;
const WHILE_FAILING = 10_000;

/** A shop behind a gateway that ends large pages after half a minute is asked four times before it is asked for less. */
const LONG_TRY = 180_000;

/** Milliseconds from a failed reading to the next long try. */
const LONG_TRY_AFTER = 15 * 60_000;

/**
 * The longest time without a good answer that a reading of a channel's open orders is worth, in milliseconds: little while the channel
 * is known to fail. Every quarter of an hour it is much, so that a channel that is merely slow gets through.
 */
export function readingPatience(failed: FailedReading | null, now: number): number {
	if (failed === null) return USUAL;
	return isShort(failed, now) ? WHILE_FAILING : LONG_TRY;
}

/** What to remember after a reading that began at `now`; null after one that succeeded. */
export function afterReading(failed: FailedReading | null, hasFailed: boolean, now: number): FailedReading | null {
	if (!hasFailed) return null;
	return failed !== null && isShort(failed, now) ? failed : { at: now };
}

function isShort({ at }: FailedReading, now: number): boolean {
	return now < at + LONG_TRY_AFTER;
}
