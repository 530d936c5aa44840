import { ignoredQueryError, stallDetector } from './progress';

/** One answer of a list that comes in pages. */
export interface Page<Row> {
	/** The list's name in messages: "woocommerce /orders". */
	readonly list: string;
	readonly rows: readonly Row[];
	/** The rows of the list before the next page; null after the last page. Pages may get smaller while the list is read. */
	readonly next: number | null;
}

/** Asks for the page that has `offset` rows of the list before it. */
type FetchPage<Row> = (offset: number) => Promise<Page<Row>>;

/** Plugins hide rows and so leave pages empty, but not this many in a row. */
const MAX_EMPTY = 100;

/**
 * Walks through a list from its first row on; empty pages are left out. Throws UnreadableError when the same page, or an empty one,
 * comes again and again.
 */
export async function* iteratePages<Row>(ask: FetchPage<Row>): AsyncGenerator<readonly Row[]> {
	const noteProgress = stallDetector();
	let before = '';
	let empty = 0;
	for (let offset = 0; ; ) {
		const { list, rows, next } = await ask(offset);
		if (rows.length > 0) yield rows;
		if (next === null) return;
		offset = next;
		empty = rows.length === 0 ? empty + 1 : 0;
		if (empty === MAX_EMPTY) throw ignoredQueryError(list, `${MAX_EMPTY} pages in a row are empty`);
		if (rows.length === 0) continue;
		const content = JSON.stringify(rows);
		noteProgress(list, content !== before);
		before = content;
	}
}

/** All rows of a list that is short enough for memory. Throws as `iteratePages` does. */
export async function collectRows<Row>(ask: FetchPage<Row>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const page of iteratePages(ask)) rows.push(...page);
	return rows;
}
