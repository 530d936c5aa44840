/**
 * What earlier runs leave to later ones. Losing it costs a reading, an explanation or a repeated alert, and never lets a level
 * through or writes a document. Calls are asynchronous and take many keys at once, so that a store that several processes share
 * can stand behind this port (docs/decisions/one-memory.md).
 */
export interface Memory {
	/** The store of one subject: the same one for the same name. Its values are plain data that `structuredClone` copies. */
	store<Value>(subject: string, size?: EntrySize): MemoryStore<Value>;
	/** The one throttle of all announcements. */
	readonly alerts: AlertThrottle;
}

/** An entry is small, as a level or a number is; a large one holds whole lists. There is room for fewer large ones. */
export type EntrySize = 'small' | 'large';

/** A bounded store: where it is full, the entry that was written longest ago goes out. */
export interface MemoryStore<Value> {
	/** What is remembered under these keys. An unknown key is absent. */
	read(keys: readonly string[]): Promise<ReadonlyMap<string, Value>>;
	/** Remembers the values. `null` forgets the key. */
	write(entries: ReadonlyMap<string, Value | null>): Promise<void>;
	/**
	 * Reads the keys, lets `decide` say what to remember, and writes that, with no other writer in between. `decide` is pure: a shared
	 * store calls it again when another process was faster.
	 */
	update<Result>(
		keys: readonly string[],
		decide: (known: ReadonlyMap<string, Value>) => MemoryUpdate<Value, Result>,
	): Promise<Result>;
}

interface MemoryUpdate<Value, Result> {
	/** What to remember. `null` forgets the key. */
	readonly entries: ReadonlyMap<string, Value | null>;
	readonly result: Result;
}

/** Something that people are to be told of, unless they were told lately. */
export interface Alert {
	/** What it is about, unique among all alerts. */
	readonly name: string;
	/** What is said. Another text under the same name is told at once. */
	readonly text?: string;
	/** How bad it is. Worse than last time is told at once. */
	readonly severity?: number;
	/** Milliseconds after which the same is told again; once a day unless said otherwise. */
	readonly pause?: number;
}

/** Who tells an alert, and when. */
export interface AlertSource {
	/** The workflow whose run tells it; null for what no run tells. */
	readonly workflow: string | null;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

export interface AlertThrottle {
	/** For each alert, in order: whether it is due. Nothing counts as told. `now` is in milliseconds since the epoch. */
	isDue(alerts: readonly Alert[], now: number): Promise<readonly boolean[]>;
	/** For each alert, in order: whether it is due. What is due counts as told from then on. */
	tell(alerts: readonly Alert[], source: AlertSource): Promise<readonly boolean[]>;
	/** The matters are over: the next alert of such a name is due at once. */
	end(names: readonly string[]): Promise<void>;
	/**
	 * What the workflow told since then (milliseconds since the epoch) counts as not told. Its run failed, so the nodes that pass
	 * alerts on may never have run.
	 */
	takeBack(workflow: string, since: number): Promise<void>;
}
