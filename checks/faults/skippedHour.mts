import type { Random } from '../books/random.mts';

/** The hour that a zone's clock skips: WooCommerce reads a bare UTC time that names it in the shop's zone, and so an hour too late. */
export interface SkippedHour {
	/** IANA name. */
	readonly timeZone: string;
	/** By how many milliseconds the clocks have to be ahead of the machine's for the sales to lie in that hour, or around its beginning. */
	readonly clockAhead: number;
}

const ZONES = ['America/New_York', 'Australia/Sydney', 'Europe/Berlin', 'America/Santiago', 'Pacific/Auckland'];
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The services' clocks go at most 366 days ahead. */
const FARTHEST = 360 * 24 * HOUR;
/** n8n takes about so long to start. */
const START = 2 * MINUTE;

/** Where a run lies in such an hour; null for a run that does not, which most are not. */
export function drawSkippedHour(random: Random, machine: number): SkippedHour | null {
	const timeZone = random.oneOf(ZONES);
	const begins = random.integer(-4, 45) * MINUTE;
	const skipped = nextSkippedHour(timeZone, machine + HOUR);
	if (!random.happens(30) || skipped === null) return null;
	return { timeZone, clockAhead: Math.round(skipped + begins - START - machine) };
}

/** When the next skipped hour of a zone begins, read as UTC; milliseconds since the epoch. */
export function nextSkippedHour(timeZone: string, from: number): number | null {
	const first = Math.ceil(from / HOUR) * HOUR;
	for (let at = first; at < from + FARTHEST; at += HOUR) {
		const [before, after] = [offsetAt(timeZone, at - HOUR), offsetAt(timeZone, at)];
		if (after > before) return at + before;
	}
	return null;
}

/** What a zone is ahead of UTC, milliseconds. */
function offsetAt(timeZone: string, at: number): number {
	const name = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
		.formatToParts(at)
		.find(({ type }) => type === 'timeZoneName')?.value;
	const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d+):(\d+)/.exec(name ?? '') ?? [];
	return (sign === '-' ? -1 : 1) * (Number(hours) * HOUR + Number(minutes) * MINUTE);
}
