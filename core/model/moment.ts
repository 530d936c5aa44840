import { UnreadableError, readNonEmptyText, readOptionalText, readTyped } from '../reading/readUnknown';
import { DateTime, IANAZone } from 'luxon';

/** A point in time as ISO 8601 text in UTC with milliseconds, so that text order is time order. */
export type Moment = string;

/** Sorts moments; '' stands for none and comes before all. */
export function earlierFirst(one: Moment, other: Moment): number {
	return one < other ? -1 : Number(one > other);
}

/** Reads ISO 8601 or RFC 2822; text without a zone counts as UTC. */
export function readMoment(value: unknown, path: string): Moment {
	if (typeof value !== 'string') throw new UnreadableError(path, 'a date and time');
	const iso = DateTime.fromISO(value, { zone: 'utc' });
	return momentOf(iso.isValid ? iso : DateTime.fromRFC2822(value, { zone: 'utc' }), path);
}

/** Reads what a person entered: ISO 8601, in `zone` (IANA) unless it names a zone itself. */
export function readMomentIn(zone: string, value: unknown, path: string): Moment {
	if (value instanceof Date) return momentOf(DateTime.fromJSDate(value), path);
	// As an expression of n8n gives it.
	if (DateTime.isDateTime(value)) return momentOf(value, path);
	return momentOf(DateTime.fromISO(readTyped(value, path).replace(' ', 'T'), { zone }), path);
}

/** As `readMomentIn`; null where nothing was entered. */
export function readOptionalMomentIn(zone: string, value: unknown, path: string): Moment | null {
	return value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
		? null
		: readMomentIn(zone, value, path);
}

/** Reads the calendar day (YYYY-MM-DD) that a text begins with. */
export function readDay(value: unknown, path: string): string {
	const day = readNonEmptyText(value, path).slice(0, 10);
	if (!/^\d{4}-\d\d-\d\d$/.test(day) || !DateTime.fromISO(day).isValid)
		throw new UnreadableError(path, 'a day (YYYY-MM-DD)');
	return day;
}

/** A day that may be missing or empty: both give null. */
export function readOptionalDay(value: unknown, path: string): string | null {
	const text = readOptionalText(value, path);
	return text === null ? null : readDay(text, path);
}

/** Reads the IANA name of a time zone. */
export function readTimeZone(value: unknown, path: string): string {
	const zone = readNonEmptyText(value, path);
	if (!IANAZone.isValidZone(zone)) throw new UnreadableError(path, 'the name of a time zone, as America/Los_Angeles');
	return zone;
}

export function momentFromMillis(millis: number): Moment {
	return momentOf(DateTime.fromMillis(millis, { zone: 'utc' }), 'time');
}

export function millisOf(moment: Moment): number {
	return DateTime.fromISO(moment, { zone: 'utc' }).toMillis();
}

/** Moves a moment by seconds, backwards when negative. */
export function shifted(moment: Moment, seconds: number): Moment {
	return momentFromMillis(millisOf(moment) + seconds * 1000);
}

/** The calendar day (YYYY-MM-DD) that a moment falls on in an IANA time zone. */
export function dayIn(moment: Moment, zone: string): string {
	return DateTime.fromISO(moment, { zone }).toFormat('yyyy-MM-dd');
}

export function latest(moments: readonly Moment[]): Moment | null {
	return moments.reduce<Moment | null>((last, moment) => (last === null || moment > last ? moment : last), null);
}

function momentOf(time: DateTime, path: string): Moment {
	const utc = time.toUTC();
	// Beyond four digits of a year text order would not be time order.
	if (!utc.isValid || utc.year < 0 || utc.year > 9999) throw new UnreadableError(path, 'a date and time');
	return utc.toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
}
