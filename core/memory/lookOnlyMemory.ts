import { processMemory } from './processMemory';
import type { Memory, MemoryStore } from './memory';

/**
 * A memory that knows what the other one knows, and keeps what is written to itself: for a run that only looks. No alert was told in it. The
 * other one is as it was before.
 */
export function lookOnlyMemory(of: Memory): Memory {
	const own = processMemory();
	return {
		alerts: own.alerts,
		store: (subject, size) => layered(of.store(subject, size), own.store(subject, size)),
	};
}

/** What was written last counts; a key that was forgotten is absent. */
function layered<Value>(below: MemoryStore<Value>, own: MemoryStore<Layer<Value>>): MemoryStore<Value> {
	const read = async (keys: readonly string[]): Promise<ReadonlyMap<string, Value>> => {
		const [known, written] = await Promise.all([below.read(keys), own.read(keys)]);
		return new Map(
			keys.flatMap((key) => {
				const layer = written.get(key);
				const value = layer === undefined ? known.get(key) : layer.value;
				return value === undefined || value === null ? [] : [[key, value] as const];
			}),
		);
	};
	const write = async (entries: ReadonlyMap<string, Value | null>) =>
		await own.write(new Map([...entries].map(([key, value]) => [key, { value }])));
	return {
		read,
		write,
		async update(keys, decide) {
			const { entries, result } = decide(await read(keys));
			await write(entries);
			return result;
		},
	};
}

interface Layer<Value> {
	/** Null where the key was forgotten. */
	readonly value: Value | null;
}
