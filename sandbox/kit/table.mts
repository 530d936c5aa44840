/** What of a row decides where it stands in a list; rows of equal ones stand in the sequence in which they came. */
type Rank = number | string;

/** How a table files its rows, so that it need not walk through all of them. */
export interface ListPlan<Row> {
	/** The names under which the row is found in this list; none for a row that is not in it. */
	readonly names: (row: Row) => readonly Rank[];
	/** The sequence of rows under one name; by their coming unless said. */
	readonly rank?: (row: Row) => Rank;
}

/** Rows in a sequence, of which pages can be cut without a look at the others. A list in memory is one, too. */
export interface Rows<Row> extends Iterable<Row> {
	readonly length: number;
	slice(start: number, end: number): readonly Row[];
}

interface Filed<Row> {
	row: Row;
	/** When it came, counted. */
	readonly place: number;
	/** By list. */
	readonly ranks: readonly Rank[];
	readonly names: readonly (readonly Rank[])[];
}

/**
 * Rows by key, and in lists by name, as a database keeps indexes. A row that changes in what a list goes by has to be `set` again. What it
 * holds is a Map's, so that it is saved and taken over as one.
 */
export class Table<Key, Row, Name extends string = string> extends Map<Key, Row> {
	readonly #plans: readonly (readonly [Name, ListPlan<Row>])[];
	readonly #lists: Readonly<Record<Name, Map<Rank, SortedRows<Row>>>>;
	readonly #filed = new Map<Key, Filed<Row>>();
	#came = 0;
	#version = 0;

	constructor(plans: Readonly<Record<Name, ListPlan<Row>>>) {
		super();
		this.#plans = Object.entries(plans) as [Name, ListPlan<Row>][];
		this.#lists = Object.fromEntries(this.#plans.map(([name]) => [name, new Map()])) as Record<
			Name,
			Map<Rank, SortedRows<Row>>
		>;
	}

	/** Counts up with every row that comes, goes or is set again. */
	get version(): number {
		return this.#version;
	}

	/** Where the row with this key stands among those that came before and after it; 0 for none. */
	placeOf(key: Key): number {
		return this.#filed.get(key)?.place ?? 0;
	}

	/** The rows of a list that are found under a name. */
	list(list: Name, name: Rank = ''): SortedRows<Row> {
		return this.#lists[list].get(name) ?? new SortedRows();
	}

	override set(key: Key, row: Row): this {
		this.#version += 1;
		super.set(key, row);
		const before = this.#filed.get(key);
		const after = this.#file(row, before?.place ?? (this.#came += 1));
		if (before !== undefined && isFiledAlike(before, after)) {
			before.row = row;
			return this;
		}
		if (before !== undefined) this.#remove(before);
		this.#filed.set(key, after);
		this.#plans.forEach(([list], index) => {
			for (const name of after.names[index] ?? []) this.#rowsOf(list, name).add(after, index);
		});
		return this;
	}

	override delete(key: Key): boolean {
		const filed = this.#filed.get(key);
		if (filed === undefined) return false;
		this.#version += 1;
		this.#remove(filed);
		this.#filed.delete(key);
		return super.delete(key);
	}

	override clear(): void {
		this.#version += 1;
		super.clear();
		this.#filed.clear();
		for (const [list] of this.#plans) this.#lists[list].clear();
	}

	#file(row: Row, place: number): Filed<Row> {
		return {
			row,
			place,
			names: this.#plans.map(([, { names }]) => [...new Set(names(row))]),
			ranks: this.#plans.map(([, { rank }]) => rank?.(row) ?? 0),
		};
	}

	#remove(filed: Filed<Row>): void {
		this.#plans.forEach(([list], index) => {
			for (const name of filed.names[index] ?? []) this.#rowsOf(list, name).remove(filed, index);
		});
	}

	#rowsOf(list: Name, name: Rank): SortedRows<Row> {
		const known = this.#lists[list].get(name);
		if (known !== undefined) return known;
		const rows = new SortedRows<Row>();
		this.#lists[list].set(name, rows);
		return rows;
	}
}

function isFiledAlike<Row>(one: Filed<Row>, other: Filed<Row>): boolean {
	return isAlike(one.ranks, other.ranks) && one.names.every((names, index) => isAlike(names, other.names[index] ?? []));
}

function isAlike(one: readonly Rank[], other: readonly Rank[]): boolean {
	return one.length === other.length && one.every((value, index) => value === other[index]);
}

/** Rows in the sequence of their ranks, found by halving. */
export class SortedRows<Row> implements Rows<Row> {
	readonly #rows: Filed<Row>[] = [];
	#index = 0;

	get length(): number {
		return this.#rows.length;
	}

	slice(start: number, end: number = this.length): readonly Row[] {
		return this.#rows.slice(start, end).map(({ row }) => row);
	}

	/** The place of the first row whose rank is not below this one. */
	firstAt(rank: Rank): number {
		return this.#find((filed) => (filed.ranks[this.#index] ?? 0) < rank);
	}

	/** The rows from a place on. */
	from(first: number): Rows<Row> {
		const slice = (start: number, end: number) => this.slice(first + start, first + end);
		const { length } = this;
		return { length: length - first, slice, [Symbol.iterator]: () => slice(0, length)[Symbol.iterator]() };
	}

	/** The same rows from the last to the first. */
	reversed(): Rows<Row> {
		const { length } = this;
		const slice = (start: number, end: number) =>
			this.slice(Math.max(0, length - end), Math.max(0, length - start)).toReversed();
		return { length, slice, [Symbol.iterator]: () => slice(0, length)[Symbol.iterator]() };
	}

	*[Symbol.iterator](): Iterator<Row> {
		for (const { row } of this.#rows) yield row;
	}

	/** For the table alone, as `remove`: `index` is the list's among the table's plans. */
	add(filed: Filed<Row>, index: number): void {
		this.#index = index;
		this.#rows.splice(this.#placeOf(filed), 0, filed);
	}

	remove(filed: Filed<Row>, index: number): void {
		this.#index = index;
		this.#rows.splice(this.#placeOf(filed), 1);
	}

	#placeOf(filed: Filed<Row>): number {
		return this.#find((other) => isBefore(other, filed, this.#index));
	}

	/** How many rows from the first on are below. */
	#find(isBelow: (filed: Filed<Row>) => boolean): number {
		let [low, high] = [0, this.#rows.length];
		// Nearly every row comes last.
		const last = this.#rows.at(-1);
		if (last !== undefined && isBelow(last)) return high;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (isBelow(this.#rows[middle] as Filed<Row>)) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

function isBefore<Row>(one: Filed<Row>, other: Filed<Row>, index: number): boolean {
	const [a = 0, b = 0] = [one.ranks[index], other.ranks[index]];
	return a === b ? one.place < other.place : a < b;
}
