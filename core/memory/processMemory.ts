import { alertThrottle } from './alertThrottle';
import { boundedStore, MOST_ENTRIES } from './boundedStore';
import type { EntrySize, Memory, MemoryStore } from './memory';

/** An empty memory that lives as long as the process. */
export function processMemory(): Memory {
	const stores = new Map<string, MemoryStore<unknown>>();
	return {
		store<Value>(subject: string, size: EntrySize = 'small') {
			const store = stores.get(subject) ?? storeInProcess<unknown>(MOST_ENTRIES[size]);
			stores.set(subject, store);
			return store as MemoryStore<Value>;
		},
		alerts: alertThrottle(boundedStore({ most: MOST_ENTRIES.small })),
	};
}

/** Each call does its work before it first waits, so nobody writes in between. */
function storeInProcess<Value>(most: number): MemoryStore<Value> {
	const kept = boundedStore<Value>({ most });
	const known = (keys: readonly string[]): ReadonlyMap<string, Value> =>
		new Map(
			keys.flatMap((key) => {
				const value = kept.get(key);
				return value === undefined ? [] : [[key, value] as const];
			}),
		);
	const write = (entries: ReadonlyMap<string, Value | null>) => {
		for (const [key, value] of entries) {
			if (value === null) kept.delete(key);
			else kept.set(key, value);
		}
	};
	return {
		read: async (keys) => await Promise.resolve(known(keys)),
		async write(entries) {
			write(entries);
			await Promise.resolve();
		},
		async update(keys, decide) {
			const { entries, result } = decide(known(keys));
			write(entries);
			return await Promise.resolve(result);
		},
	};
}
