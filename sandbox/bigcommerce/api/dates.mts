import { DateTime } from 'luxon';
import { ApiError } from './errors.mts';
import type { Query } from './query.mts';
import type { StoreSettings } from '../store.mts';

/** "Wed, 05 Dec 2018 20:16:55 +0000"; '' when there is none. */
export function rfc2822(seconds: number | null): string {
	return seconds === null ? '' : (DateTime.fromSeconds(seconds, { zone: 'utc' }).toRFC2822() ?? '');
}

/** A filter's moment in seconds: RFC-2822 or ISO-8601, in UTC without a zone. Null without the parameter. */
export function readMoment(query: Query, name: string): number | null {
	const text = query.get(name);
	if (text === undefined) return null;
	const iso = DateTime.fromISO(text, { zone: 'utc' });
	const moment = iso.isValid ? iso : DateTime.fromRFC2822(text, { zone: 'utc' });
	if (!moment.isValid) throw new ApiError(400, `The field '${name}' is invalid.`);
	return moment.toSeconds();
}

/** Whether a moment lies between two filters of a query, by the store's reading of the bounds. */
export function between(
	query: Query,
	names: readonly [string, string],
	bounds: StoreSettings['dateBounds'],
): (seconds: number) => boolean {
	const [from, until] = [readMoment(query, names[0]) ?? -Infinity, readMoment(query, names[1]) ?? Infinity];
	return bounds === 'inclusive'
		? (seconds) => seconds >= from && seconds <= until
		: (seconds) => seconds > from && seconds < until;
}
