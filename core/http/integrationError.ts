import type { HttpReply, HttpRequest } from './httpPort';
import { adviceForRedirect } from './redirects';
import { findWebPage, titleOf } from './webPage';

export type FailureKind = 'notAuthorised' | 'notFound' | 'rateLimited' | 'rejected' | 'unavailable';

/** A failure of the network, or of a service as a whole. Messages are shown and stored, so they never hold a secret. */
export class IntegrationError extends Error {
	override readonly name = 'IntegrationError';

	constructor(
		readonly kind: FailureKind,
		message: string,
		readonly reply?: HttpReply,
		/** The way out, for people, where more is known than the kind. */
		readonly advice?: string,
	) {
		super(message);
	}
}

/** The service's own explanation of a refusal, and the way out where it tells one. */
interface Explanation {
	readonly detail?: string;
	readonly advice?: string;
}

/**
 * The failure that a reply stands for. A web page stands for whoever answered in the service's place. The query string is left out of the
 * message.
 */
export function toIntegrationError(
	request: HttpRequest,
	reply: HttpReply,
	explanation: string | Explanation = {},
): IntegrationError {
	const { detail, advice } = typeof explanation === 'string' ? { detail: explanation } : explanation;
	const summary = `${request.method} ${pathOf(request.url)} was answered with ${reply.status}`;
	const page = findWebPage(reply);
	if (page !== null) {
		const kind = page.standsInBetween && reply.status < 500 ? kindOfPage(reply.status) : kindOf(reply.status);
		const way = page.standsInBetween ? page.wayOut : (advice ?? page.wayOut);
		return new IntegrationError(
			kind,
			`${summary}: ${page.name}${titleOf(String(reply.body))}`,
			reply,
			adviceForRedirect(request, reply) ?? way,
		);
	}
	return new IntegrationError(
		kindOf(reply.status),
		detail === undefined ? summary : `${summary}: ${detail}`,
		reply,
		adviceForRedirect(request, reply) ?? advice,
	);
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

/** A page in between stands for the wire, whatever its status, but for redirects and answers about size. */
function kindOfPage(status: number): FailureKind {
	return status === 429 ? 'rateLimited' : status < 400 || status === 413 || status === 414 ? 'rejected' : 'unavailable';
}

function pathOf(url: string): string {
	return url.replace(/\?.*$/, '');
}
