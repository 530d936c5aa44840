import { ignoredQuery, watchProgress } from './progress';

/** One answer of a list that comes in pages. */
export interface Page<Row> {
	/** The list's name in messages: "woocommerce /orders". */
	readonly list: string;
	readonly rows: readonly Row[];
	/** True for the last page of the list. */
	readonly isLast: boolean;
}

/** Asks for page `page`, from 1 on. */
export type AskPage<Row> = (page: number) => Promise<Page<Row>>;

/** Plugins hide rows and so leave pages empty, but not this many in a row. */
const MOST_EMPTY = 100;

/**
 * Walks through a list by page numbers from 1 on; empty pages are left out. Throws UnreadableError when the same page, or an empty
 * one, comes again and again.
 */
export async function* pageByPage<Row>(ask: AskPage<Row>): AsyncGenerator<readonly Row[]> {
	const see = watchProgress();
	let before = '';
	let empty = 0;
	for (let number = 1; ; number++) {
		const { list, rows, isLast } = await ask(number);
		if (rows.length > 0) yield rows;
		if (isLast) return;
		empty = rows.length === 0 ? empty + 1 : 0;
		if (empty === MOST_EMPTY) throw ignoredQuery(list, `${MOST_EMPTY} pages in a row are empty`);
		if (rows.length === 0) continue;
		const content = JSON.stringify(rows);
		see(list, content !== before);
		before = content;
	}
}

/** All rows of a list that is short enough for memory. Throws as `pageByPage` does. */
export async function allRows<Row>(ask: AskPage<Row>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const page of pageByPage(ask)) rows.push(...page);
	return rows;
}
