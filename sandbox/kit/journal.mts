import type { FastifyRequest } from 'fastify';

/** One request that a service was asked, as the service saw it. */
export interface JournalEntry {
	/** Counts from 1 and never repeats, also after a restart of the service. */
	readonly n: number;
	/** When the request came in, before any delay that a fault made. Milliseconds since the epoch. */
	readonly begunAt: number;
	/** When it was answered, or cut: what it wrote was committed by then. */
	readonly at: number;
	readonly method: string;
	/** Path without query. */
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
	readonly requestBody: unknown;
	/** What the service answered; 0 when the connection was cut before it did anything. */
	readonly status: number;
	/** Where a fault cut the connection: after means that the service has done it and nobody was told. */
	readonly cut: 'before' | 'after' | null;
	/** True where a fault changed the answer on its way, whatever the status says. */
	readonly rewritten: boolean;
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

/** Whether a request is a read, a write or a token call for the vendor's meter. */
export type KindOf = (method: string, path: string, body: unknown) => JournalEntry['kind'];

/** The request as the journal keeps it: keys, secrets and tokens left out. */
export function entryOf(request: FastifyRequest, status: number, kindOf: KindOf): Omit<JournalEntry, 'n'> {
	const [path = ''] = request.url.split('?');
	const kind = kindOf(request.method, path, request.body);
	return {
		begunAt: request.begunAt,
		at: Date.now(),
		method: request.method,
		path,
		query: withoutSecrets(request.query),
		requestBody: kind === 'auth' ? withoutSecrets(request.body) : request.body,
		status,
		cut: request.cut,
		rewritten: request.rewritten,
		kind,
		paths: request.hardPaths,
	};
}

const SECRET_NAMES = /token|secret|consumer_key|signature|^code$/i;

function withoutSecrets(fields: unknown): Record<string, unknown> {
	if (typeof fields !== 'object' || fields === null) return {};
	return Object.fromEntries(Object.entries(fields).filter(([name]) => !SECRET_NAMES.test(name)));
}
