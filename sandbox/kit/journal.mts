/** One request that a service was asked, as the service saw it. */
export interface JournalEntry {
	/** Counts from 1 and never repeats, also after a restart of the service. */
	readonly n: number;
	/** Milliseconds since the epoch. */
	readonly at: number;
	readonly method: string;
	/** Path without query. */
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	readonly requestBody: unknown;
	readonly status: number;
	/** What the request was for the vendor's meter: a read, a write, or a token call. */
	readonly kind: 'read' | 'write' | 'auth';
	/** Names of the hard paths that the request took ("variations batch", "requestid replay"). */
	readonly paths: readonly string[];
}

/** What a service was asked, in order. Credentials are not kept. */
export class Journal {
	#entries: JournalEntry[] = [];
	#count = 0;

	add(entry: Omit<JournalEntry, 'n'>): void {
		this.#count += 1;
		this.#entries.push({ n: this.#count, ...entry });
	}

	/** The entries after number `n`. */
	since(n: number): readonly JournalEntry[] {
		return this.#entries.filter((entry) => entry.n > n);
	}

	clear(): void {
		this.#entries = [];
	}
}
