import { SALE_TYPES, type BooksDocument } from '../books.mts';
import { isHolder, isEditedByPeople, latestVersion, type OrderHistory, type Version } from '../orderHistory.mts';
import type { Environment } from '../environment.mts';
import type { Finding } from './findings.mts';
import { nameOf } from './money.mts';

/** A sale bears the day of its order, a credit that of its refund, both by the company's clock (rules.md D2, G7). */
export function judgeDays(
	history: OrderHistory,
	documents: readonly BooksDocument[],
	environment: Environment,
): Finding[] {
	if (isEditedByPeople(history)) return [];
	const { refunds } = latestVersion(history).truth;
	const { timeZone } = environment.company;
	const days = new Set([
		...refunds.map(({ refundedAt }) => dayIn(refundedAt, timeZone)),
		...history.posted.map(({ truth }) => dayIn(truth.modifiedAt, timeZone)),
	]);
	return documents
		.filter(({ voided }) => !voided)
		.flatMap((document): Finding[] => {
			const isRight = SALE_TYPES.includes(document.type)
				? saleDays(history, environment).includes(document.txnDate)
				: days.has(document.txnDate);
			return isRight
				? []
				: [
						{
							fault: 'missing',
							what: `${nameOf(document)} is dated ${document.txnDate}, the order is of ${saleDays(history, environment).join(' or ')}`,
							history,
						},
					];
		});
}

/** An invoice that was never paid is due so many days after its own as the user chose. */
export function judgeDueDays(
	history: OrderHistory,
	documents: readonly BooksDocument[],
	{ forms }: Environment,
): Finding[] {
	const { dueDays } = forms[history.channel];
	if (dueDays === null || isEditedByPeople(history) || history.versions.some(({ truth }) => truth.paid)) return [];
	return documents
		.filter(({ type, voided }) => type === 'Invoice' && !voided)
		.filter(({ txnDate, dueDate }) => dueDate !== dayAfter(txnDate, dueDays))
		.map((document) => ({
			fault: 'missing',
			what: `${nameOf(document)} of ${document.txnDate} is due on ${document.dueDate ?? 'no day'}, not ${dueDays} days later`,
			history,
		}));
}

function dayAfter(day: string, days: number): string {
	return new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);
}

/**
 * The day of the order, or where the form says so the first day on which all its items are counted: those of now, and those of every
 * version that was booked. An edit that takes the late item out does not move the sale into an earlier month, which may have been
 * reported. Of a version whose run did not come to its end nobody knows whether it was booked: either day is right. A cancellation may have ended the sale;
 * then the next one knows nothing of what was booked before.
 */
export function saleDays(history: OrderHistory, { company, forms }: Environment): readonly string[] {
	const latest = latestVersion(history);
	const placed = dayIn(latest.truth.placedAt, company.timeZone);
	if (forms[history.channel].beforeStart === 'needsAttention') return [placed];
	const isBooked = ({ state }: Version): boolean => state === 'sold' || state === 'refunded';
	const off = history.posted.findLastIndex(({ state }) => state === 'cancelled');
	const lives = [history.posted, history.posted.slice(off + 1)].map((posted) => [...posted.filter(isBooked), latest]);
	const last = (versions: readonly Version[]): string =>
		[placed, ...startsOf({ versions: [...versions], bundle: history.bundle }, company.lateStarts)].sort().at(-1) ??
		placed;
	return [...new Set([...lives, history.versions].map(last))];
}

/** First days of the items in any version of the order; the parts of a bundle are booked, and not its holder. */
export function startsOf(
	{ versions, bundle }: Pick<OrderHistory, 'versions' | 'bundle'>,
	lateStarts: Environment['company']['lateStarts'],
): string[] {
	const skus = new Set(
		versions.flatMap(({ truth: { lines } }) =>
			lines.filter((line) => !isHolder(line, lines, bundle)).map(({ sku }) => sku),
		),
	);
	return Object.entries(lateStarts)
		.filter(([sku]) => skus.has(sku))
		.map(([, days]) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10));
}

/** YYYY-MM-DD */
export function dayIn(moment: string, timeZone: string): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
		new Date(moment),
	);
}
