type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface HttpRequest {
	readonly method: HttpMethod;
	/** Without a query string. */
	readonly url: string;
	readonly query?: Readonly<Record<string, string | number>>;
	readonly headers?: Readonly<Record<string, string>>;
	/** An object goes out as JSON, text as it is (say its Content-Type in `headers`). */
	readonly body?: unknown;
	/** The body of the reply: parsed JSON (the default), or text as it came. */
	readonly answer?: 'json' | 'text';
	/** True only when sending it twice has the same effect as once. Nothing else is ever retried. */
	readonly repeatable: boolean;
	/** True where a cache may stand in front of the service, and its answer would be an old one (`withFreshAnswers`). */
	readonly isFresh?: boolean;
	/** Milliseconds since the epoch. Nobody waits for the answer after it (`withPatience`), so nothing is sent then. */
	readonly until?: number;
}

export interface HttpReply {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON. Undefined for an empty body. The text itself when a status of 300 or more carries no JSON. */
	readonly body: unknown;
}

/**
 * The core's only way to the outside world. Authentication is already inside.
 * Every status is a reply. It rejects with IntegrationError when there is no reply (`unavailable`) or the credential is dead
 * (`notAuthorised`).
 */
export type HttpPort = (request: HttpRequest) => Promise<HttpReply>;
