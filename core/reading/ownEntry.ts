/** The entry of a table under a key from outside. Undefined for "constructor" and all else that every object inherits. */
export function ownEntry<T>(table: Readonly<Record<string, T>>, key: string): T | undefined {
	return Object.hasOwn(table, key) ? table[key] : undefined;
}
