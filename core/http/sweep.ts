import type { Page } from './pages';
import { ignoredQuery, watchProgress } from './progress';

/** What a sweep has to know of a row. */
export interface ChangedRow {
	/** Unique together with `changedAt`. */
	readonly id: string;
	/** Whole units of the service's own clock; null when it cannot be read. */
	readonly changedAt: number | null;
}

/** Answers page `page` (from 1) of all rows changed at or after `from`, oldest change first. */
export type AskChanges<Row> = (from: number, page: number) => Promise<Page<Row>>;

/**
 * Every row changed at or after `start`, each version once, oldest change first, from a list that moves while it is read:
 * a row that changes goes to the end and everything behind it moves up by one, so that page numbers would skip rows.
 * Hence it goes on from the last change seen instead of to the next page. Throws UnreadableError when the list does not heed its query.
 */
export async function* sweepChanges<Row extends ChangedRow>(
	ask: AskChanges<Row>,
	start: number,
): AsyncGenerator<readonly Row[]> {
	const askHeeded = heeding(ask);
	const isNew = remembering<Row>();
	const see = watchProgress();
	for (let from = start; ; ) {
		const { list, rows, isLast } = await askHeeded(from, 1);
		const last = latestChange(rows, from);
		const fillsThePage = !isLast && last <= from;
		let found = 0;
		for await (const fresh of fillsThePage ? sweepMoment(askHeeded, from, isNew) : [rows.filter(isNew)]) {
			found += fresh.length;
			if (fresh.length > 0) yield fresh;
		}
		if (isLast) return;
		see(list, found > 0);
		from = fillsThePage ? from + 1 : last;
	}
}

/**
 * The rows of one moment that fills more than a page, by page numbers. A row that changes meanwhile leaves the moment and
 * moves the others up, so it is gone through again until nothing new turns up. Later rows are left for later.
 */
async function* sweepMoment<Row extends ChangedRow>(
	ask: AskChanges<Row>,
	moment: number,
	isNew: (row: Row) => boolean,
): AsyncGenerator<readonly Row[]> {
	let pass = newPass<Row>();
	for (let page = 1, foundSome = false; ; ) {
		const { list, rows, isLast } = await ask(moment, page);
		pass(list, rows);
		const fresh = rows.filter(({ changedAt }) => (changedAt ?? moment) <= moment).filter(isNew);
		if (fresh.length > 0) yield fresh;
		foundSome ||= fresh.length > 0;
		const isThrough = isLast || latestChange(rows, moment) > moment;
		if (isThrough && !foundSome) return;
		page = isThrough ? 1 : page + 1;
		foundSome &&= !isThrough;
		if (isThrough) pass = newPass();
	}
}

/** Rows that leave a moment move the others up: within one pass they are skipped, but seldom seen twice. A page may be empty where a plugin hides rows. */
function newPass<Row extends ChangedRow>(): (list: string, rows: readonly Row[]) => void {
	const isNew = remembering<Row>();
	const see = watchProgress();
	return (list, rows) => see(list, rows.length === 0 || rows.filter(isNew).length > 0);
}

/** By so many units a question may reach back, where the vendor does not say whether its bound is inclusive. */
const REACH_BACK = 1;

/** Refuses a full page of nothing but older rows: the list does not look at the moment that it was asked from. */
function heeding<Row extends ChangedRow>(ask: AskChanges<Row>): AskChanges<Row> {
	return async (from, page) => {
		const answer = await ask(from, page);
		const { list, rows, isLast } = answer;
		const isOlder = ({ changedAt }: Row) => changedAt !== null && changedAt < from - REACH_BACK;
		if (!isLast && rows.length > 0 && rows.every(isOlder))
			throw ignoredQuery(list, 'what it answers is older than was asked for');
		return answer;
	};
}

function remembering<Row extends ChangedRow>(): (row: Row) => boolean {
	const seen = new Set<string>();
	return ({ id, changedAt }) => {
		const version = `${changedAt ?? ''} ${id}`;
		if (seen.has(version)) return false;
		seen.add(version);
		return true;
	};
}

function latestChange(rows: readonly ChangedRow[], from: number): number {
	return rows.reduce((last, { changedAt }) => Math.max(last, changedAt ?? last), from);
}
