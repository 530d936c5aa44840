import type { HttpReply, HttpRequest } from './httpPort';

export type FailureKind = 'notAuthorised' | 'notFound' | 'rateLimited' | 'rejected' | 'unavailable';

/** A failure of the network, or of a service as a whole. Messages are shown and stored, so they never hold a secret. */
export class IntegrationError extends Error {
	override readonly name = 'IntegrationError';

	constructor(
		readonly kind: FailureKind,
		message: string,
		readonly reply?: HttpReply,
	) {
		super(message);
	}
}

/** The failure that a reply stands for. `detail` is the service's own explanation. The query string is left out of the message. */
export function toIntegrationError(request: HttpRequest, reply: HttpReply, detail?: string): IntegrationError {
	const summary = `${request.method} ${pathOf(request.url)} was answered with ${reply.status}`;
	return new IntegrationError(kindOf(reply.status), detail === undefined ? summary : `${summary}: ${detail}`, reply);
}

/** True when the request is right and a later attempt may succeed. */
export function isTransient(error: unknown): error is IntegrationError {
	return error instanceof IntegrationError && (error.kind === 'unavailable' || error.kind === 'rateLimited');
}

function kindOf(status: number): FailureKind {
	if (status === 401 || status === 403) return 'notAuthorised';
	if (status === 404) return 'notFound';
	if (status === 429) return 'rateLimited';
	return status >= 500 || status === 408 ? 'unavailable' : 'rejected';
}

function pathOf(url: string): string {
	return url.replace(/\?.*$/, '');
}
