/** Query parameters as PHP reads them: the last of a name wins, `name[]` and `name[0]` make lists. */
export type Query = Readonly<Record<string, string | string[]>>;

export function readQuery(url: string): Query {
	const [, search] = splitOnce(url, '?');
	const query: Record<string, string | string[]> = {};
	for (const [rawName, value] of new URLSearchParams(search)) {
		const list = /^([^[]+)\[\d*\]$/.exec(rawName)?.[1];
		if (list === undefined) query[rawName] = value;
		else query[list] = [...listSoFar(query[list]), value];
	}
	return query;
}

function listSoFar(value: string | string[] | undefined): string[] {
	return Array.isArray(value) ? value : [];
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
