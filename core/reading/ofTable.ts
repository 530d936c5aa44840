/** The entry of a table under a key that came from outside; undefined for "constructor" and whatever else only every object has. */
export function ofTable<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
	return Object.hasOwn(table, key) ? table[key] : undefined;
}
