import { DateTime } from 'luxon';
import type { Shop } from '../shop.mts';

const wall = "yyyy-MM-dd'T'HH:mm:ss";
const restDate = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}(?::\d{2})?)?$/;
const zonedWithoutFraction = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:Z|[+-]\d{2}:\d{2})$/;

/** Whether WordPress takes the text for a date and time; a date alone is none. */
export function isRestDate(text: string): boolean {
	return restDate.test(text) && DateTime.fromISO(text.replace(' ', 'T')).isValid;
}

/**
 * The moment that a date filter means, in seconds since the epoch, with all that goes wrong on the way.
 * With `dates_are_gmt` WordPress first moves a zoned value into the shop's zone and then takes its wall clock for UTC.
 * Without the flag the order tables understand a zone only if there are no fractions of a second; else they read the
 * value's UTC wall clock as the shop's.
 */
export function readFilterDate(text: string, datesAreGmt: boolean, timeZone: string): number {
	const iso = text.replace(/[t ]/, 'T');
	if (datesAreGmt) {
		const local = DateTime.fromISO(iso, { zone: timeZone, setZone: false });
		return wallClockIn(local, 'utc');
	}
	if (zonedWithoutFraction.test(iso)) return Math.floor(DateTime.fromISO(iso, { zone: 'utc' }).toSeconds());
	return wallClockIn(DateTime.fromISO(iso, { zone: 'utc' }), timeZone);
}

function wallClockIn(moment: DateTime, zone: string): number {
	return Math.floor(moment.setZone(zone, { keepLocalTime: true }).toSeconds());
}

/** "2026-11-23T03:36:27" in UTC. */
export function gmt(seconds: number): string {
	return new Date(seconds * 1000).toISOString().slice(0, 19);
}

/** The same moment on the shop's clock. */
export function local(shop: Shop, seconds: number): string {
	return DateTime.fromSeconds(seconds, { zone: shop.settings.timeZone }).toFormat(wall);
}

/** `{ date_paid, date_paid_gmt }` for "date_paid"; both null when there is none. */
export function datePair(shop: Shop, name: string, seconds: number | null): Record<string, string | null> {
	return {
		[name]: seconds === null ? null : local(shop, seconds),
		[`${name}_gmt`]: seconds === null ? null : gmt(seconds),
	};
}
