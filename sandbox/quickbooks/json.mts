/** A JSON object of the API, fields not yet looked at. */
export type Json = Record<string, unknown>;

/** An entity as it is stored and sent. */
export interface Row extends Json {
	Id: string;
	SyncToken: string;
	MetaData: { CreateTime: string; LastUpdatedTime: string };
}

export function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What lies at the end of the path, or undefined. */
export function at(from: unknown, ...path: readonly string[]): unknown {
	return path.reduce<unknown>((value, name) => (isJson(value) ? value[name] : undefined), from);
}

/** The text at the end of the path; null when there is none. */
export function textAt(from: unknown, ...path: readonly string[]): string | null {
	const value = at(from, ...path);
	return typeof value === 'string' ? value : null;
}

/** The number at the end of the path; null when there is none. */
export function numberAt(from: unknown, ...path: readonly string[]): number | null {
	const value = at(from, ...path);
	return typeof value === 'number' ? value : null;
}

/** The objects of the list at the end of the path; none when there is no list. */
export function listAt(from: unknown, ...path: readonly string[]): readonly Json[] {
	const value = at(from, ...path);
	return Array.isArray(value) ? value.filter(isJson) : [];
}

/** QuickBooks leaves empty fields out of what it sends. */
export function withoutNulls(row: Json): Json {
	return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== undefined));
}
