import type { Page } from './pages';
import { ignoredQueryError, stallDetector } from './progress';

/** The part of a row that a sweep looks at. */
export interface ChangedRow {
	/** Unique together with `changedAt`. */
	readonly id: string;
	/** The time of the change in whole units of the service's clock; null when it cannot be read. */
	readonly changedAt: number | null;
}

/** Asks for a page of all rows that changed at or after `from`, oldest change first; `offset` of them stand before it. */
type FetchChanges<Row> = (from: number, offset: number) => Promise<Page<Row>>;

/**
 * Every row that changed at or after `start`, each version once, oldest change first, from a list that moves while it is read.
 * A row that changes goes to the end of the list, and all rows behind its old place move up by one: page numbers would skip rows.
 *
 * 1. The first page of all changes from a moment on is read; versions that were seen before are dropped.
 * 2. The next question starts at the last change of that page, not at the next page.
 * 3. A moment that fills a whole page is read page by page (`sweepMoment`); then the next question starts one unit later.
 * 4. The last page ends it.
 *
 * Throws UnreadableError when the list does not heed its query, or brings nothing new again and again.
 */
export async function* sweepChanges<Row extends ChangedRow>(
	ask: FetchChanges<Row>,
	start: number,
): AsyncGenerator<readonly Row[]> {
	const askChecked = rejectingOlderRows(ask);
	const isNew = newVersionFilter<Row>();
	const noteProgress = stallDetector();
	for (let from = start; ; ) {
		const { list, rows, next } = await askChecked(from, 0);
		const last = latestChange(rows, from);
		const fillsThePage = next !== null && last <= from;
		let found = 0;
		for await (const fresh of fillsThePage ? sweepMoment(askChecked, from, isNew) : [rows.filter(isNew)]) {
			found += fresh.length;
			if (fresh.length > 0) yield fresh;
		}
		if (next === null) return;
		noteProgress(list, found > 0);
		from = fillsThePage ? from + 1 : last;
	}
}

/**
 * The rows of one moment that fills more than a page, page by page. A row that changes meanwhile leaves the moment, and the
 * others move up. So all pages are read again until a pass finds nothing new. Rows of later moments are left out.
 */
async function* sweepMoment<Row extends ChangedRow>(
	ask: FetchChanges<Row>,
	moment: number,
	isNew: (row: Row) => boolean,
): AsyncGenerator<readonly Row[]> {
	let pass = passGuard<Row>();
	for (let offset = 0, foundSome = false; ; ) {
		const { list, rows, next } = await ask(moment, offset);
		pass(list, rows);
		const fresh = rows.filter(({ changedAt }) => (changedAt ?? moment) <= moment).filter(isNew);
		if (fresh.length > 0) yield fresh;
		foundSome ||= fresh.length > 0;
		const isThrough = next === null || latestChange(rows, moment) > moment;
		if (isThrough && !foundSome) return;
		offset = isThrough ? 0 : next;
		foundSome &&= !isThrough;
		if (isThrough) pass = passGuard();
	}
}

/**
 * Watches one pass over a moment. Rows that move up are skipped within a pass, but hardly ever seen twice. A page may be empty where
 * a plugin hides rows.
 */
function passGuard<Row extends ChangedRow>(): (list: string, rows: readonly Row[]) => void {
	const isNew = newVersionFilter<Row>();
	const noteProgress = stallDetector();
	return (list, rows) => noteProgress(list, rows.length === 0 || rows.filter(isNew).length > 0);
}

/** Units by which a question may reach back, where the vendor does not say whether its bound is inclusive. */
const REACH_BACK = 1;

/** Throws UnreadableError for a full page of nothing but older rows: such a list ignores the moment that it was asked from. */
function rejectingOlderRows<Row extends ChangedRow>(ask: FetchChanges<Row>): FetchChanges<Row> {
	return async (from, offset) => {
		const answer = await ask(from, offset);
		const { list, rows, next } = answer;
		const isOlder = ({ changedAt }: Row) => changedAt !== null && changedAt < from - REACH_BACK;
		if (next !== null && rows.length > 0 && rows.every(isOlder))
			throw ignoredQueryError(list, 'what it answers is older than was asked for');
		return answer;
	};
}

function newVersionFilter<Row extends ChangedRow>(): (row: Row) => boolean {
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
