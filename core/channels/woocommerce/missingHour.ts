import { IANAZone } from 'luxon';

/** Wall clock times that do not exist: from `start` on and before `end`, in seconds of a clock that counts them as if it were UTC. */
interface MissingTime {
	readonly start: number;
	readonly end: number;
}

/** The IANA name of a site's time zone; '' for one that never changes its clock, null where nobody knows it. */
export type SiteZone = string | null;

const HOUR = 3600;

const DAY = 24 * HOUR;

/** Every zone puts its clock forward between ten in the evening and four in the morning. */
const NIGHT = { start: 22 * HOUR, end: 4 * HOUR };

/** True for a wall clock time that a site's zone may lack. Where it is false, the zone need not be known. */
export function mayBeMissing(wallClock: number): boolean {
	const time = secondOfDay(wallClock);
	return time >= NIGHT.start || time < NIGHT.end;
}

/**
 * The missing time in which a wall clock time lies; null where it exists. Of a zone that is not known the whole night counts as
 * missing. `wallClock`: seconds, as if the clock were UTC.
 */
export function missingTimeAt(wallClock: number, zone: SiteZone): MissingTime | null {
	if (!mayBeMissing(wallClock) || zone === '') return null;
	const known = zone === null ? null : IANAZone.create(zone);
	return known?.isValid === true ? gapAt(wallClock, known) : nightOf(wallClock);
}

/** The clock goes forward at one moment; before it the zone has one offset, after it a larger one. */
function gapAt(wallClock: number, zone: IANAZone): MissingTime | null {
	const offsetAt = (utc: number) => zone.offset(utc * 1000) * 60;
	const [before, after] = [offsetAt(wallClock - DAY), offsetAt(wallClock + DAY)];
	const exists = [before, after].some((offset) => offsetAt(wallClock - offset) === offset);
	if (exists || before >= after) return null;
	const moment = firstSecond(wallClock - after, wallClock - before, (utc) => offsetAt(utc) === after);
	return { start: moment + before, end: moment + after };
}

/** The first second in a range from which on `isAfter` holds; it holds at the end of the range. */
function firstSecond(from: number, to: number, isAfter: (second: number) => boolean): number {
	let [low, high] = [from, to];
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if (isAfter(middle)) high = middle;
		else low = middle + 1;
	}
	return low;
}

function nightOf(wallClock: number): MissingTime {
	const midnight = wallClock - secondOfDay(wallClock);
	const evening = secondOfDay(wallClock) >= NIGHT.start ? midnight + NIGHT.start : midnight - DAY + NIGHT.start;
	return { start: evening, end: evening + DAY - NIGHT.start + NIGHT.end };
}

function secondOfDay(wallClock: number): number {
	return ((wallClock % DAY) + DAY) % DAY;
}
