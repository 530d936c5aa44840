import { ignoredQuery, watchProgress } from './progress';

/** One answer of a list that comes in pages. */
export interface Page<Row> {
	/** The list as people are told of it: "woocommerce /orders". */
	readonly list: string;
	readonly rows: readonly Row[];
	/** True when the service has nothing behind it. */
	readonly isLast: boolean;
}

/** Answers page `page` (from 1). */
export type AskPage<Row> = (page: number) => Promise<Page<Row>>;

/** Plugins hide rows and leave pages empty, but not so many in a row. */
const MOST_EMPTY = 100;

/** Walks through a list by page numbers from 1 on. Throws UnreadableError when one page comes again and again, or only empty ones. */
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

/** All rows of a list that is short enough to be held. */
export async function allRows<Row>(ask: AskPage<Row>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const page of pageByPage(ask)) rows.push(...page);
	return rows;
}
