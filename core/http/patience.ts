import type { HttpPort, HttpRequest } from './httpPort';
import { IntegrationError } from './integrationError';

interface Patience {
	/** The longest time without a good answer, since the first request that waits for one. Milliseconds. */
	readonly longest: number;
	/** Resolves after so many milliseconds. It may go on after the work that it watches has ended. */
	readonly timeIsUp: (milliseconds: number) => Promise<unknown>;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
}

/**
 * A port for a reading that others wait for. It gives up where the service brings no good answer for `longest`: whatever keeps the
 * answer away (no connection, retries, requests of other runs that go first), the request is rejected as unavailable then. A long list
 * may take any time, as long as its pages come; time in which nothing was asked does not count.
 */
export function withPatience(http: HttpPort, { longest, timeIsUp, now }: Patience): HttpPort {
	let waitsSince: number | null = null;
	return async (request) => {
		waitsSince ??= now();
		const until = waitsSince + longest;
		const isOver = timeIsUp(Math.max(0, until - now())).then(() => {
			throw toGivenUp(request, longest);
		});
		const reply = await Promise.race([http({ ...request, until }), isOver]);
		if (reply.status < 300) waitsSince = null;
		return reply;
	};
}

/** True where nobody waits for the answer any more. `now` is in milliseconds since the epoch. */
export function isGivenUp({ until }: Pick<HttpRequest, 'until'>, now: number): boolean {
	return until !== undefined && now >= until;
}

function toGivenUp({ method, url }: HttpRequest, longest: number): IntegrationError {
	const seconds = Math.round(longest / 1000);
	return new IntegrationError('unavailable', `${method} ${url} was given up: no good answer came for ${seconds} s`);
}
