/** Query parameters as PHP reads them: the last of a name wins, `name[]` and `name[0]` make lists. */
export type Query = Readonly<Record<string, string | string[]>>;

/** One value of a query: "include[0]=7" has the name "include" and the key "0" behind it. */
export interface Parameter {
	readonly name: string;
	readonly keys: readonly string[];
	readonly value: string;
}

/** All values of a query; one that comes again under the same name and keys takes the place of the first. */
export function readParameters(url: string): Parameter[] {
	const [, search] = splitOnce(url, '?');
	const values = new Map<string, Parameter>();
	const counts = new Map<string, number>();
	for (const [raw, value] of new URLSearchParams(search)) {
		const [name = '', ...rest] = raw.split('[');
		const keys = rest.map((key) => key.replace(/\]$/, '')).map((key) => (key === '' ? next(counts, name) : key));
		values.set(JSON.stringify([name, ...keys]), { name, keys, value });
	}
	return [...values.values()];
}

export function readQuery(url: string): Query {
	const query: Record<string, string | string[]> = {};
	for (const { name, keys, value } of readParameters(url)) {
		const before = query[name];
		query[name] = keys.length === 0 ? value : [...(Array.isArray(before) ? before : []), value];
	}
	return query;
}

function next(counts: Map<string, number>, name: string): string {
	const index = counts.get(name) ?? 0;
	counts.set(name, index + 1);
	return String(index);
}

function splitOnce(text: string, at: string): [string, string] {
	const index = text.indexOf(at);
	return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index + 1)];
}

/** A parameter as text; a list counts as absent. */
export function textOf(query: Query, name: string): string | undefined {
	const value = query[name];
	return typeof value === 'string' ? value : undefined;
}

/** A parameter that is known to be a whole number, or the default. */
export function numberOf(query: Query, name: string, otherwise: number): number {
	const value = textOf(query, name);
	return value === undefined || value === '' ? otherwise : Number(value);
}
