import { expect, test } from '@jest/globals';
import { afterReading, readingPatience, type FailedReading } from '../../../core/availability/readingPatience';

const MINUTE = 60_000;

test('a channel that fails holds the others up for less from then on, and gets a long try every quarter of an hour', () => {
	let failed: FailedReading | null = null;
	const waited: number[] = [];
	for (let minute = 0; minute <= 31; minute++) {
		waited.push(readingPatience(failed, minute * MINUTE) / 1000);
		failed = afterReading(failed, true, minute * MINUTE);
	}
	expect(waited).toEqual([20, ...Array<number>(14).fill(10), 180, ...Array<number>(14).fill(10), 180, 10]);
});

test('a reading that succeeds ends it', () => {
	expect(readingPatience(afterReading({ at: 0 }, false, MINUTE), MINUTE)).toBe(20_000);
});
