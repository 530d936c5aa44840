import { createHash } from 'node:crypto';
import { duplicateRequestId, RuleFault, type FaultFields } from '../ruleFault.mts';
import type { Settings } from '../settings.mts';

/** What a write came to. */
export type Outcome =
	| { readonly answer: object; readonly fault: null }
	| { readonly answer: null; readonly fault: RuleFault };

/** What is kept of a write: a fault as its fields, since an error does not survive being written down. */
interface Kept {
	readonly request: string;
	readonly answer: object | null;
	readonly fault: FaultFields | null;
}

export interface RequestIds {
	readonly used: Map<string, Kept>;
	/** Does the work, or answers as it did the first time the id was used. `replayed` says which. */
	once(
		key: string | null,
		request: unknown,
		work: () => Outcome,
	): { readonly outcome: Outcome; readonly replayed: boolean };
	clear(): void;
}

/** How well Intuit keeps request ids is reported differently, so the settings decide. */
export function keepRequestIds(settings: Settings): RequestIds {
	const used = new Map<string, Kept>();
	return {
		used,
		once(key, request, work) {
			if (key === null || settings.requestIds === 'forgotten') return { outcome: work(), replayed: false };
			const before = used.get(key);
			const print = fingerprint(request);
			if (before !== undefined) return { outcome: secondAnswer(before, print, key, settings), replayed: true };
			const outcome = work();
			if (outcome.fault === null || settings.requestIdFailures === 'kept')
				used.set(key, { request: print, answer: outcome.answer, fault: outcome.fault?.fields() ?? null });
			return { outcome, replayed: false };
		},
		clear: () => used.clear(),
	};
}

function secondAnswer(before: Kept, print: string, key: string, settings: Settings): Outcome {
	const replays = settings.requestIds === 'kept' && before.request === print;
	if (!replays) return { answer: null, fault: duplicateRequestId(key) };
	return before.answer === null
		? { answer: null, fault: faultOf(before.fault) }
		: { answer: before.answer, fault: null };
}

function faultOf(fields: FaultFields | null): RuleFault {
	const { code = '', message = '', detail = '', element = '' } = fields ?? {};
	return new RuleFault(code, message, detail, element);
}

function fingerprint(request: unknown): string {
	return createHash('sha256').update(JSON.stringify(request)).digest('hex');
}
