/** The numbers that one field of a cron expression may hold, both ends included. */
interface FieldRange {
	readonly from: number;
	readonly to: number;
}

const MINUTES: FieldRange = { from: 0, to: 59 };

const HOURS: FieldRange = { from: 0, to: 23 };

const DAYS: FieldRange = { from: 1, to: 31 };

const MONTHS: FieldRange = { from: 1, to: 12 };

/** Sunday is 0 and 7. */
const WEEKDAYS: FieldRange = { from: 0, to: 7 };

const NAMES = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const WEEKDAY_NAMES = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/**
 * The times that a cron expression is due in a month of 30 days, in a month in which it is due at all. It has five fields, or six
 * with the seconds in front, which n8n wants fixed. Days of the month and of the week add up where both are named, as in cron. Each
 * weekday comes 30/7 times. Null for text that is no cron expression.
 */
export function cronTimesPerMonth(expression: string): number | null {
	const fields = expression.trim().toUpperCase().split(/\s+/);
	const [minute = '', hour = '', day = '', month = '', weekday = ''] = fields.length === 6 ? fields.slice(1) : fields;
	const minutes = valuesOf(minute, MINUTES);
	const hours = valuesOf(hour, HOURS);
	const days = valuesOf(day, DAYS);
	const months = valuesOf(withNamesAsNumbers(month, NAMES, 1), MONTHS);
	const weekdays = valuesOf(withNamesAsNumbers(weekday, WEEKDAY_NAMES, 0), WEEKDAYS);
	const isWhole = fields.length === 5 || fields.length === 6;
	if (!isWhole || minutes === null || hours === null || days === null || months === null || weekdays === null)
		return null;
	return minutes.size * hours.size * daysPerMonth(day === '*' ? null : days, weekday === '*' ? null : weekdays);
}

function daysPerMonth(days: ReadonlySet<number> | null, weekdays: ReadonlySet<number> | null): number {
	const inMonth = days === null ? 30 : [...days].filter((day) => day <= 30).length;
	const ofWeek = weekdays === null ? 7 : new Set([...weekdays].map((weekday) => weekday % 7)).size;
	if (days === null || weekdays === null) return (inMonth * ofWeek) / 7;
	return inMonth + ((30 - inMonth) * ofWeek) / 7;
}

function withNamesAsNumbers(field: string, names: readonly string[], first: number): string {
	return field.replace(/[A-Z]{3}/g, (name) => (names.includes(name) ? String(names.indexOf(name) + first) : name));
}

/** The numbers that a field names by *, lists, ranges and steps; null for anything else. */
function valuesOf(field: string, span: FieldRange): Set<number> | null {
	const parts = field.split(',').map((part) => valuesOfPart(part, span));
	return parts.some((part) => part === null) ? null : new Set(parts.flatMap((part) => part ?? []));
}

function valuesOfPart(part: string, span: FieldRange): number[] | null {
	const found = /^(?:(\*|\?)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
	if (found === null) return null;
	const [, any, first, last, step = '1'] = found;
	const from = any === undefined ? Number(first) : span.from;
	const to = any !== undefined || (last === undefined && found[4] !== undefined) ? span.to : Number(last ?? first);
	if (Number(step) === 0 || from < span.from || to > span.to || from > to) return null;
	return Array.from({ length: Math.floor((to - from) / Number(step)) + 1 }, (_, place) => from + place * Number(step));
}
