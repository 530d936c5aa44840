/** One answer of a list that comes in pages. */
export interface Page<Row> {
	readonly rows: readonly Row[];
	/** True when the service has nothing behind it. */
	readonly isLast: boolean;
}

/** Walks through a list by page numbers from 1 on. */
export async function* pageByPage<Row>(ask: (page: number) => Promise<Page<Row>>): AsyncGenerator<readonly Row[]> {
	for (let number = 1; ; number++) {
		const { rows, isLast } = await ask(number);
		if (rows.length > 0) yield rows;
		if (isLast) return;
	}
}

/** All rows of a list that is short enough to be held. */
export async function allRows<Row>(ask: (page: number) => Promise<Page<Row>>): Promise<Row[]> {
	const rows: Row[] = [];
	for await (const page of pageByPage(ask)) rows.push(...page);
	return rows;
}

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
 * Hence it goes on from the last change seen instead of to the next page.
 */
export async function* sweepChanges<Row extends ChangedRow>(ask: AskChanges<Row>, start: number): AsyncGenerator<readonly Row[]> {
	const isNew = remembering<Row>();
	for (let from = start; ; ) {
		const { rows, isLast } = await ask(from, 1);
		const last = latestChange(rows, from);
		if (!isLast && last <= from) {
			yield* sweepMoment(ask, from, isNew);
			from += 1;
			continue;
		}
		const fresh = rows.filter(isNew);
		if (fresh.length > 0) yield fresh;
		if (isLast) return;
		from = last;
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
	for (let page = 1, foundSome = false; ; ) {
		const { rows, isLast } = await ask(moment, page);
		const fresh = rows.filter(({ changedAt }) => (changedAt ?? moment) <= moment).filter(isNew);
		if (fresh.length > 0) yield fresh;
		foundSome ||= fresh.length > 0;
		const isThrough = isLast || latestChange(rows, moment) > moment;
		if (isThrough && !foundSome) return;
		page = isThrough ? 1 : page + 1;
		foundSome &&= !isThrough;
	}
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

/** Lists of at most `size`, in the order given. */
export function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
	const count = Math.ceil(items.length / size);
	return Array.from({ length: count }, (_, place) => items.slice(place * size, (place + 1) * size));
}

export interface ListLimits {
	/** Values in one list. */
	readonly most: number;
	/** Characters of one list, as they stand in the URL. */
	readonly longest: number;
}

/**
 * Lists for a query parameter that separates its values by commas, none too long for a URL.
 * A value with a comma of its own stands alone: in a list it would fall apart.
 */
export function commaLists(values: readonly string[], { most, longest }: ListLimits): string[][] {
	const lists = values.filter((value) => value.includes(',')).map((value) => [value]);
	let list: string[] = [];
	let length = 0;
	for (const value of values) {
		if (value.includes(',')) continue;
		const size = lengthInUrl(value) + COMMA;
		if (list.length === most || (list.length > 0 && length + size > longest)) {
			lists.push(list);
			list = [];
			length = 0;
		}
		list.push(value);
		length += size;
	}
	return list.length === 0 ? lists : [...lists, list];
}

/** A comma itself is written as %2C. */
const COMMA = 3;

/** At least as long as the encoded text: three characters a byte, three bytes for what is not ASCII. */
function lengthInUrl(text: string): number {
	return text.replace(/[^ -~]/g, '%%%').replace(/[^A-Za-z0-9]/g, '%%%').length;
}
