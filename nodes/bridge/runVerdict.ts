import type { IRun } from 'n8n-workflow';
import type { Blame } from './deliveryPatience';

/** What became of the run that a batch was handed to. */
export type RunVerdict = { readonly handled: true } | { readonly handled: false; readonly blame: Blame; readonly reason: string };

/** A person or a crash ended the run: nothing in the batch is to blame. */
const ENDED_FROM_OUTSIDE = new Set(['canceled', 'crashed']);

/** `waiting` counts as handled: n8n has stored the run, and resumes it by itself. */
export function verdictOf(run: IRun | undefined): RunVerdict {
	if (run === undefined) return { handled: false, blame: 'wire', reason: 'n8n started no run' };
	if (run.status === 'success' || run.status === 'waiting') return { handled: true };
	const { error } = run.data.resultData;
	const outside = ENDED_FROM_OUTSIDE.has(run.status) || isWireError(error);
	return { handled: false, blame: outside ? 'wire' : 'batch', reason: error?.message ?? `The run ended as ${run.status}` };
}

/** NodeApiError carries the status as text; those that a later attempt may not meet again are the wire's. */
function isWireError(error: unknown): boolean {
	const { name, httpCode } = (error ?? {}) as { name?: unknown; httpCode?: unknown };
	if (name !== 'NodeApiError') return false;
	const status = Number(httpCode);
	return !Number.isInteger(status) || status === 0 || status === 401 || status === 403 || status === 408 || status === 429 || status >= 500;
}
