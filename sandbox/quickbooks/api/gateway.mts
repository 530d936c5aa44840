import type { Now } from '../../kit/clock.mts';
import type { Settings } from '../settings.mts';
import type { Tokens } from '../oauth/tokens.mts';

/** An answer of the gateway in front of QuickBooks: its faults are written in lower case. */
export interface Refusal {
	readonly status: number;
	readonly body: object;
	readonly headers: Readonly<Record<string, string>>;
}

/** Lets a request through (null) or says why not. */
export interface Gateway {
	checkToken(authorization: string | undefined): Refusal | null;
	checkRealm(realmId: string): Refusal | null;
	/** Counts the request; 429 beyond the limit. */
	checkRate(isBatch: boolean): Refusal | null;
}

const MINUTE = 60_000;

export function openGateway(realmId: string, tokens: Tokens, settings: Settings, now: Now): Gateway {
	const refusal = (status: number, name: string, code: string, type: string, detail: string): Refusal => ({
		status,
		headers: {},
		body: {
			fault: {
				error: [{ message: `message=${name}; errorCode=00${code}; statusCode=${status}`, detail, code, element: null }],
				type,
			},
			requestId: null,
			time: now(),
		},
	});
	const [requests, batches] = [countPerMinute(now), countPerMinute(now)];
	return {
		checkToken(authorization) {
			const [scheme, token] = (authorization ?? '').split(' ');
			if (scheme?.toLowerCase() === 'bearer' && token !== undefined && tokens.isValid(token)) return null;
			return refusal(401, 'AuthenticationFailed', '3200', 'AUTHENTICATION', 'Token expired or invalid');
		},
		checkRealm: (asked) =>
			asked === realmId
				? null
				: refusal(
						403,
						'ApplicationAuthorizationFailed',
						'3100',
						'AUTHORIZATION',
						'The application is not authorised for this company',
					),
		checkRate(isBatch) {
			const tooMany = requests() > (settings.requestsPerMinute ?? Number.POSITIVE_INFINITY);
			const tooManyBatches = isBatch && batches() > (settings.batchesPerMinute ?? Number.POSITIVE_INFINITY);
			if (!tooMany && !tooManyBatches) return null;
			const headers: Record<string, string> =
				settings.retryAfterSeconds === null ? {} : { 'retry-after': String(settings.retryAfterSeconds) };
			return {
				...refusal(
					429,
					'ThrottleExceeded',
					'3001',
					'THROTTLING',
					'An application error has occurred while processing your request',
				),
				headers,
			};
		},
	};
}

/** Counts a call and says how many there were in the last minute, this one included. */
function countPerMinute(now: Now): () => number {
	let calls: number[] = [];
	return () => {
		const begin = now() - MINUTE;
		calls = [...calls.filter((at) => at > begin), now()];
		return calls.length;
	};
}
