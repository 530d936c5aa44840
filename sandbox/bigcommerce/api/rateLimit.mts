import { ApiError } from './errors.mts';
import type { Store } from '../store.mts';

const windowMs = 30_000;

export interface Meter {
	/** Counts a request; throws 429 when the window is used up. */
	take(store: Store): void;
	/** What every answer says about the quota. */
	headers(store: Store): Record<string, string>;
	/** What a refused request is told; nothing at all in a platform overload. */
	refusalHeaders(store: Store): Record<string, string>;
}

/** Counts requests in fixed windows of 30 seconds. */
export function createMeter(): Meter {
	let startedAt = 0;
	let used = 0;
	const resetMs = (store: Store): number => Math.max(0, startedAt + windowMs - store.now());
	const headers = (store: Store): Record<string, string> => ({
		'x-rate-limit-time-window-ms': String(windowMs),
		'x-rate-limit-time-reset-ms': String(resetMs(store)),
		'x-rate-limit-requests-quota': String(store.settings.quota),
		'x-rate-limit-requests-left': String(Math.max(0, store.settings.quota - used)),
	});
	return {
		take(store) {
			if (resetMs(store) === 0) [startedAt, used] = [store.now(), 0];
			if (used >= store.settings.quota) throw new ApiError(429, 'You have exceeded your request quota.');
			used += 1;
		},
		headers,
		refusalHeaders: (store) =>
			store.settings.throttledReply === 'withoutHeaders'
				? {}
				: { ...headers(store), 'x-retry-after': String(Math.ceil(resetMs(store) / 1000)) },
	};
}
