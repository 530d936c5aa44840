import { DateTime } from 'luxon';
import { UnreadableError } from '../reading/readUnknown';

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
	const text = value instanceof Date ? value.toISOString() : String(value ?? '').trim();
	return momentOf(DateTime.fromISO(text.replace(' ', 'T'), { zone }), path);
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
	if (!time.isValid) throw new UnreadableError(path, 'a date and time');
	return time.toUTC().toFormat("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'");
}
