import type { Page } from './pages';
import { ignoredQueryError, stallDetector } from './progress';

/** A page of a list, with the rows of the whole list as the service counts them; null where it does not. */
export interface CountedPage<Row> extends Page<Row> {
	readonly total: number | null;
}

interface MovingList<Row> {
	/** Asks for the page that has `offset` rows of the list before it. */
	readonly ask: (offset: number) => Promise<CountedPage<Row>>;
	/** What a row is known by, whatever its place; an object is known by nothing but itself. */
	readonly keyOf: (row: Row) => unknown;
}

/** Plugins hide rows and so leave pages empty, but not this many in a row. */
const MAX_EMPTY = 100;

/**
 * Every row of a list by page numbers that moves while it is read, each once. A row that leaves the list takes the rows behind it one place
 * up, and one of them into a page that was read:
 *
 * 1. Where the list has got shorter since the page before, reading goes back by as many rows, once from each place.
 * 2. A list of several pages is read once more from its start where it has got shorter at such a place again, or by a page that is empty, of which nobody
 *    knows by how much; and where fewer rows were met than the service counts.
 *
 * Empty pages are left out. Throws UnreadableError when the same page, or an empty one, comes again and again.
 */
export async function* iterateMovingPages<Row>({ ask, keyOf }: MovingList<Row>): AsyncGenerator<readonly Row[]> {
	const seen = new Set<unknown>();
	for (const isLastPass of [false, true]) {
		let total: number | null = null;
		let pages = 0;
		let mayHide = false;
		for await (const page of onePass({ ask, keyOf })) {
			const fresh = page.rows.filter((row) => !seen.has(keyOf(row)));
			page.rows.forEach((row) => seen.add(keyOf(row)));
			total = page.total;
			mayHide ||= page.mayHide;
			pages += 1;
			if (fresh.length > 0) yield fresh;
		}
		const isShort = mayHide || (total !== null && seen.size < total);
		if (isLastPass || pages === 1 || !isShort) return;
	}
}

/** All rows of such a list that is short enough for memory. */
export async function collectMovingRows<Row>(list: MovingList<Row>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const page of iterateMovingPages(list)) rows.push(...page);
	return rows;
}

interface PassedPage<Row> extends CountedPage<Row> {
	/** True where rows have left the list that hide others from this pass. */
	readonly mayHide: boolean;
}

/** The pages of the list from its first row on; some come again. The total of a page is that of the last one that states it. */
async function* onePass<Row>({ ask, keyOf }: MovingList<Row>): AsyncGenerator<PassedPage<Row>> {
	const noteEnd = endlessDetector(keyOf);
	const wentBackFrom = new Set<number>();
	const starts: number[] = [];
	let total: number | null = null;
	for (let offset = 0; ; ) {
		const page: CountedPage<Row> = await ask(offset);
		const gone: number = total === null ? 0 : total - (page.total ?? total);
		// Behind its end a list may count nothing at all.
		if (page.rows.length > 0 || offset === 0) total = page.total ?? total;
		const isBack = wentBackFrom.has(offset);
		yield { ...page, total, mayHide: gone > 0 && (isBack || page.rows.length === 0) };
		if (gone > 0 && !isBack) {
			wentBackFrom.add(offset);
			offset = startBefore(starts, page.rows.length === 0 ? offset - 1 : offset - gone);
			continue;
		}
		if (page.next === null) return;
		noteEnd(page, offset);
		starts.push(offset);
		offset = page.next;
	}
}

/** Takes back the starts of pages behind a place, and the one of the page that it lies in, which is returned. */
function startBefore(starts: number[], place: number): number {
	let start = starts.pop() ?? 0;
	while (start > Math.max(0, place)) start = starts.pop() ?? 0;
	return start;
}

/** Returns a function for each page that is not the last. What is read again does not count, nor do rows that are known by nothing. */
function endlessDetector<Row>(keyOf: (row: Row) => unknown): (page: Page<Row>, offset: number) => void {
	const noteProgress = stallDetector();
	const met = new Set<unknown>();
	let furthest = -1;
	let empty = 0;
	return ({ list, rows }, offset) => {
		if (offset <= furthest) return;
		furthest = offset;
		empty = rows.length === 0 ? empty + 1 : 0;
		if (empty === MAX_EMPTY) throw ignoredQueryError(list, `${MAX_EMPTY} pages in a row are empty`);
		if (rows.length > 0)
			noteProgress(
				list,
				rows.map(keyOf).some((key) => typeof key !== 'object' && !met.has(key)),
			);
		rows.forEach((row) => met.add(keyOf(row)));
	};
}
