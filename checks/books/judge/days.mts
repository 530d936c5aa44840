import { SALE_TYPES, type BooksDocument } from '../books.mts';
import { isEditedByPeople, latestVersion, type OrderHistory } from '../orderHistory.mts';
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
				? document.txnDate === saleDay(history, environment)
				: days.has(document.txnDate);
			return isRight
				? []
				: [
						{
							fault: 'missing',
							what: `${nameOf(document)} is dated ${document.txnDate}, the order is of ${saleDay(history, environment)}`,
							history,
						},
					];
		});
}

/** The day of the order, or where the form says so the first day on which all its items are counted. */
export function saleDay(history: OrderHistory, { company, forms }: Environment): string {
	const placed = dayIn(latestVersion(history).truth.placedAt, company.timeZone);
	if (forms[history.channel].beforeStart === 'needsAttention') return placed;
	return [placed, ...startsOf(history, company.lateStarts)].sort().at(-1) ?? placed;
}

/** First days of the items in any version of the order. */
export function startsOf(history: OrderHistory, lateStarts: Environment['company']['lateStarts']): string[] {
	const skus = new Set(history.versions.flatMap(({ truth }) => truth.lines.map(({ sku }) => sku)));
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
