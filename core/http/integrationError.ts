import type { HttpReply, HttpRequest } from './httpPort';

export type FailureKind = 'notAuthorised' | 'notFound' | 'rateLimited' | 'rejected' | 'unavailable';

/** The wire or the other side as a whole failed. Messages never hold a secret: they are shown and stored. */
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

/** What a reply that is no success means; `detail` is what the service itself says of it. */
export function failureOf(request: HttpRequest, reply: HttpReply, detail?: string): IntegrationError {
	const summary = `${request.method} ${pathOf(request.url)} was answered with ${reply.status}`;
	return new IntegrationError(kindOf(reply.status), detail === undefined ? summary : `${summary}: ${detail}`, reply);
}

/** True when trying later may help and nothing is wrong with what was asked. */
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
