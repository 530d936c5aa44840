import type { EntrySize } from './memory';

/**
 * How many entries a store holds. A catalogue of 100,000 listings on three channels needs 300,000 small ones, and its nodes in several
 * workflows need a part of that once more. 300,000 last levels take about 80 MB, 300,000 alerts about 150 MB; nothing is reserved
 * (docs/decisions/one-memory.md).
 */
export const MOST_ENTRIES: Readonly<Record<EntrySize, number>> = { small: 500_000, large: 1_000 };

/** Entries by key. */
export interface BoundedStore<Value> {
	get(key: string): Value | undefined;
	/** An entry that is written again becomes the newest. */
	set(key: string, value: Value): void;
	delete(key: string): void;
	/** The entry that was written longest ago comes first. */
	entries(): Iterable<readonly [key: string, value: Value]>;
}

interface Bounds {
	/** Where there would be more entries, the oldest goes out. */
	readonly most: number;
	/** How long an entry is kept after it was written; without it, until it goes out. */
	readonly age?: Age;
}

interface Age {
	/** Milliseconds. */
	readonly keptFor: number;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
}

interface Entry<Value> {
	readonly value: Value;
	/** When it was written; 0 where no age counts. */
	readonly at: number;
}

/** The one store of this package that outlives a run, with its one rule of forgetting: the oldest entry goes out first. */
export function boundedStore<Value>({ most, age }: Bounds): BoundedStore<Value> {
	const kept = new Map<string, Entry<Value>>();
	const oldest = oldestOf(kept);
	const isTooOld = ({ at }: Entry<Value>) => age !== undefined && at <= age.now() - age.keptFor;
	const forgetOldest = () => {
		for (let first = oldest(); first !== null; first = oldest()) {
			if (kept.size <= most && !isTooOld(first[1])) return;
			kept.delete(first[0]);
		}
	};
	return {
		get(key) {
			const entry = kept.get(key);
			return entry === undefined || isTooOld(entry) ? undefined : entry.value;
		},
		set(key, value) {
			kept.delete(key);
			kept.set(key, { value, at: age?.now() ?? 0 });
			forgetOldest();
		},
		delete: (key) => void kept.delete(key),
		*entries() {
			for (const [key, { value }] of kept) yield [key, value];
		},
	};
}

/**
 * Finds the oldest entry of a map, null in an empty one. The walk goes on where it stood: one from the start passes every place that
 * an entry has left, which makes a store of n entries cost n * n steps.
 */
function oldestOf<Of>(kept: ReadonlyMap<string, Of>): () => readonly [key: string, entry: Of] | null {
	let walk = kept.entries();
	let first: readonly [string, Of] | null = null;
	return () => {
		while (kept.size > 0 && (first === null || kept.get(first[0]) !== first[1])) {
			const step = walk.next();
			if (step.done === true) walk = kept.entries();
			first = step.done === true ? null : step.value;
		}
		return kept.size === 0 ? null : first;
	};
}
