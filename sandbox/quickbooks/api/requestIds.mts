import { createHash } from 'node:crypto';
import { duplicateRequestId, RuleFault } from '../ruleFault.mts';
import type { Settings } from '../settings.mts';

/** What a write came to. */
export type Outcome = { readonly answer: object; readonly fault: null } | { readonly answer: null; readonly fault: RuleFault };

export interface RequestIds {
	/** Does the work, or answers as it did the first time the id was used. `replayed` says which. */
	once(key: string | null, request: unknown, work: () => Outcome): { readonly outcome: Outcome; readonly replayed: boolean };
	clear(): void;
}

/** How well Intuit keeps request ids is reported differently, so the settings decide. */
export function keepRequestIds(settings: Settings): RequestIds {
	const used = new Map<string, { readonly request: string; readonly outcome: Outcome }>();
	return {
		once(key, request, work) {
			if (key === null || settings.requestIds === 'forgotten') return { outcome: work(), replayed: false };
			const before = used.get(key);
			const print = fingerprint(request);
			if (before !== undefined) return { outcome: secondAnswer(before, print, key, settings), replayed: true };
			const outcome = work();
			if (outcome.fault === null || settings.requestIdFailures === 'kept') used.set(key, { request: print, outcome });
			return { outcome, replayed: false };
		},
		clear: () => used.clear(),
	};
}

function secondAnswer(before: { readonly request: string; readonly outcome: Outcome }, print: string, key: string, settings: Settings): Outcome {
	const replays = settings.requestIds === 'kept' && before.request === print;
	return replays ? before.outcome : { answer: null, fault: duplicateRequestId(key) };
}

function fingerprint(request: unknown): string {
	return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}
