import { readableOr } from '../reading/catchUnreadable';
import { UnreadableError, readNonEmptyText, readOptionalText, readTyped } from '../reading/readUnknown';
import { DateTime, IANAZone } from 'luxon';

/** A point in time: ISO 8601 text in UTC with milliseconds. Its text order is its time order. */
export type Moment = string;

const A_MOMENT = 'a date and time, such as 2026-11-30T18:00';

/** Compares moments for a sort, earliest first. '' stands for no moment and comes first. */
export function compareMoments(one: Moment, other: Moment): number {
	return one < other ? -1 : Number(one > other);
}

/** Reads ISO 8601 or RFC 2822 text; text without a zone counts as UTC. Throws UnreadableError for anything else. */
export function readMoment(value: unknown, path: string): Moment {
	if (typeof value !== 'string') throw new UnreadableError(path, A_MOMENT);
	const iso = DateTime.fromISO(value, { zone: 'utc' });
	return toMoment(iso.isValid ? iso : DateTime.fromRFC2822(value, { zone: 'utc' }), path);
}

/**
 * Reads a time that a person entered: ISO 8601 text in `zone` (IANA) unless it names its own, a Date, or a DateTime. Throws
 * UnreadableError.
 */
export function readMomentIn(zone: string, value: unknown, path: string): Moment {
	if (value instanceof Date) return toMoment(DateTime.fromJSDate(value), path);
	// An expression of n8n gives a DateTime.
	if (DateTime.isDateTime(value)) return toMoment(value, path);
	return toMoment(DateTime.fromISO(readTyped(value, path).replace(' ', 'T'), { zone }), path);
}

/** As `readMomentIn`; an empty field gives null. */
export function readOptionalMomentIn(zone: string, value: unknown, path: string): Moment | null {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
		? null
		: readMomentIn(zone, value, path);
}

/** Reads the calendar day (YYYY-MM-DD) at the beginning of a text. Throws UnreadableError when there is none. */
export function readDay(value: unknown, path: string): string {
	const day = readNonEmptyText(value, path).slice(0, 10);
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || !DateTime.fromISO(day).isValid)
		throw new UnreadableError(path, 'a day (YYYY-MM-DD)');
	return day;
}

/** As `readDay`; a missing or empty text gives null. */
export function readOptionalDay(value: unknown, path: string): string | null {
	const text = readOptionalText(value, path);
	return text === null ? null : readDay(text, path);
}

/** Reads the IANA name of a time zone. Throws UnreadableError for a name that does not exist. */
export function readTimeZone(value: unknown, path: string): string {
	const zone = readNonEmptyText(value, path);
	if (!IANAZone.isValidZone(zone)) throw new UnreadableError(path, 'the name of a time zone, as America/Los_Angeles');
	return zone;
}

/** The moment of a value that nothing depends on; null where it is none. */
export function momentOrNull(raw: unknown): Moment | null {
	return readableOr(() => readMoment(raw, 'time'), null);
}

/** "2026-11-23 12:00 UTC", for people. */
export function momentInWords(moment: Moment): string {
	return `${moment.slice(0, 16).replace('T', ' ')} UTC`;
}

/** `millis`: milliseconds since the epoch. Throws UnreadableError outside of the years 0 to 9999. */
export function momentFromMillis(millis: number): Moment {
	return toMoment(DateTime.fromMillis(millis, { zone: 'utc' }), 'time');
}

/** Milliseconds since the epoch. */
export function toMillis(moment: Moment): number {
	return DateTime.fromISO(moment, { zone: 'utc' }).toMillis();
}

/** The moment `seconds` later; a negative number goes back. */
export function addSeconds(moment: Moment, seconds: number): Moment {
	return momentFromMillis(toMillis(moment) + seconds * 1000);
}

/** The beginning of the second that a moment lies in. */
export function wholeSecond(moment: Moment): Moment {
	return `${moment.slice(0, 19)}.000Z`;
}

/** The calendar day (YYYY-MM-DD) of a moment in an IANA time zone. */
export function dayIn(moment: Moment, zone: string): string {
	return DateTime.fromISO(moment, { zone }).toFormat('yyyy-MM-dd');
}

/** The latest moment, up to `now`, at which clocks in an IANA time zone strike this hour (0 to 23). */
export function latestHour(now: Moment, hour: number, zone: string): Moment {
	const local = DateTime.fromISO(now, { zone });
	const today = local.startOf('day').set({ hour });
	return toMoment(today <= local ? today : local.startOf('day').minus({ days: 1 }).set({ hour }), 'time');
}

/** The latest of the moments; null for an empty list. */
export function latest(moments: readonly Moment[]): Moment | null {
	return moments.reduce<Moment | null>((last, moment) => (last === null || moment > last ? moment : last), null);
}

function toMoment(time: DateTime, path: string): Moment {
	const utc = time.toUTC();
	// With more than four digits of a year text order is not time order.
	if (!utc.isValid || utc.year < 0 || utc.year > 9999) throw new UnreadableError(path, A_MOMENT);
	return utc.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
}
