import { toMillis, type Moment } from '../model/moment';

const HOUR = 3600_000;

/** How long ago a moment was, for people: "20 minutes", "5 hours", "3 days". */
export function ageInWords(moment: Moment, now: Moment): string {
	const millis = Math.max(0, toMillis(now) - toMillis(moment));
	if (millis < HOUR) return counted(Math.floor(millis / 60_000), 'minute');
	return millis < 48 * HOUR
		? counted(Math.floor(millis / HOUR), 'hour')
		: counted(Math.floor(millis / (24 * HOUR)), 'day');
}

/** "1 order", "2 orders" */
export function counted(number: number, one: string, many = `${one}s`): string {
	return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
