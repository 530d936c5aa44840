import type { HttpPort, HttpReply, HttpRequest } from './httpPort';
import { IntegrationError } from './integrationError';
import { isGivenUp } from './patience';

export interface RetryPolicy {
	/** The most times that a request is sent, the first included. */
	readonly attempts: number;
	/** The longest wait, whatever the service asks for. Milliseconds. */
	readonly longestWait: number;
	readonly sleep: (milliseconds: number) => Promise<void>;
	/** 0 to 1, for the jitter. */
	readonly random: () => number;
	/** Milliseconds since the epoch. A date in Retry-After is measured from here. */
	readonly now: () => number;
}

/** 520 to 524 are a CDN's words for a shop that it cannot reach. https://developers.cloudflare.com/support/troubleshooting/http-status-codes/ */
const RETRIED_STATUSES = new Set([408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524]);

/**
 * A port that sends a repeatable request again after 429, 408, 5xx or a lost connection:
 *
 * 1. It waits as long as the service asks, at least half a second, doubled with each attempt, plus jitter.
 * 2. It hands the last reply or failure on after `attempts`, or at once when the service asks for more than `longestWait`, or for more
 *    than anybody waits for the answer.
 * 3. A request that nobody waits for any more, when its turn comes, is not sent.
 *
 * A request that is not repeatable goes out once.
 */
export function withRetry(http: HttpPort, policy: RetryPolicy): HttpPort {
	return async (request) => {
		if (isGivenUp(request, policy.now()))
			throw new IntegrationError(
				'unavailable',
				`${request.method} ${request.url} was not sent: its turn came too late`,
			);
		for (let attempt = 1; ; attempt++) {
			const outcome = await attemptOnce(http, request);
			const wait = delayBefore(outcome, attempt, policy);
			if (wait === null || attempt >= policy.attempts || !request.repeatable) return unwrap(outcome);
			if (wait > policy.longestWait || isGivenUp(request, policy.now() + wait)) return unwrap(outcome);
			await policy.sleep(wait);
		}
	};
}

type Outcome = { readonly reply: HttpReply } | { readonly failure: unknown };

async function attemptOnce(http: HttpPort, request: HttpRequest): Promise<Outcome> {
	return await http(request).then(
		(reply) => ({ reply }),
		(failure: unknown) => ({ failure }),
	);
}

function unwrap(outcome: Outcome): HttpReply {
	if ('failure' in outcome) throw outcome.failure;
	return outcome.reply;
}

/** Milliseconds before the next attempt; null when another attempt cannot help. */
function delayBefore(outcome: Outcome, attempt: number, policy: RetryPolicy): number | null {
	if ('failure' in outcome) {
		const lost = outcome.failure instanceof IntegrationError && outcome.failure.kind === 'unavailable';
		return lost ? backoff(attempt, policy) : null;
	}
	if (!RETRIED_STATUSES.has(outcome.reply.status)) return null;
	return Math.max(requestedDelay(outcome.reply, policy.now()) ?? 0, backoff(attempt, policy));
}

/** Half a second, doubled with each attempt, plus up to as much again of jitter. */
function backoff(attempt: number, { random }: RetryPolicy): number {
	const base = 500 * 2 ** (attempt - 1);
	return base + Math.floor(random() * base);
}

/**
 * The wait that the service asks for, in milliseconds: the longest of Retry-After (seconds or a date), X-Retry-After (seconds)
 * and BigCommerce's X-Rate-Limit-Time-Reset-Ms.
 * https://developer.bigcommerce.com/docs/start/best-practices/api-rate-limits
 */
function requestedDelay({ headers }: HttpReply, now: number): number | null {
	const hints = [
		retryAfter(headers['retry-after'], now),
		retryAfter(headers['x-retry-after'], now),
		positive(Number(headers['x-rate-limit-time-reset-ms'])),
	].filter((hint) => hint !== null);
	return hints.length === 0 ? null : Math.max(...hints);
}

function retryAfter(value: string | undefined, now: number): number | null {
	if (value === undefined) return null;
	const seconds = Number(value);
	return Number.isFinite(seconds) ? positive(seconds * 1000) : positive(Date.parse(value) - now);
}

function positive(milliseconds: number): number | null {
	return Number.isFinite(milliseconds) && milliseconds > 0 ? milliseconds : null;
}
