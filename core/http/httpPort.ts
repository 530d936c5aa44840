export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface HttpRequest {
	readonly method: HttpMethod;
	/** Without a query string. */
	readonly url: string;
	readonly query?: Readonly<Record<string, string | number>>;
	readonly headers?: Readonly<Record<string, string>>;
	/** An object goes out as JSON, text as it is (say its Content-Type in `headers`). */
	readonly body?: unknown;
	/** What a reply's body is: parsed JSON (the default) or text as it came. */
	readonly answer?: 'json' | 'text';
	/** True only when sending it twice has the same effect as once; retry never touches anything else. */
	readonly repeatable: boolean;
}

export interface HttpReply {
	readonly status: number;
	/** Names in lower case. */
	readonly headers: Readonly<Record<string, string>>;
	/** Parsed JSON; undefined when empty; the text itself when a status of 300 or more did not carry JSON. */
	readonly body: unknown;
}

/**
 * The whole of the outside world, as the core sees it. Authentication is already inside.
 * Every status is a reply; it rejects with IntegrationError only when there was none
 * (`unavailable`) or the credential is dead (`notAuthorised`).
 */
export type HttpPort = (request: HttpRequest) => Promise<HttpReply>;
