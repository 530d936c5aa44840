import type { Blame } from './deliveryBackoff';
import type { IRun } from 'n8n-workflow';

/** What became of the run that a batch was handed to. */
export type RunVerdict = { readonly handled: true } | FailedRun;

export interface FailedRun {
	readonly handled: false;
	readonly blame: Blame;
	readonly reason: string;
	/** True when it came to its end and failed on purpose: what it told was told. */
	readonly onPurpose?: boolean;
}

/** A person or a crash ended the run: nothing in the batch is to blame. */
const ENDED_FROM_OUTSIDE = new Set(['canceled', 'crashed']);

/** `waiting` counts as handled: n8n has stored the run, and resumes it by itself. */
export function verdictOf(run: IRun | undefined): RunVerdict {
	if (run === undefined) return { handled: false, blame: 'wire', reason: 'n8n started no run' };
	if (run.status === 'success' || run.status === 'waiting') return { handled: true };
	const { error, lastNodeExecuted } = run.data.resultData;
	const fault: RunError = error ?? {};
	if (comesAgain(fault)) return { handled: false, blame: 'wire', reason: fault.message, onPurpose: true };
	// Where no node was reached, none has looked at the batch.
	const outside = ENDED_FROM_OUTSIDE.has(run.status) || lastNodeExecuted === undefined || isWireError(fault);
	const blame = isCredentialError(fault) ? 'credential' : outside ? 'wire' : 'batch';
	return { handled: false, blame, reason: error?.message ?? `The run ended as ${run.status}` };
}

/** What is left of a node's error: n8n copies its own fields into a plain object, and in queue mode sends that as JSON. */
interface RunError {
	readonly name?: unknown;
	readonly message?: unknown;
	readonly httpCode?: unknown;
	readonly failure?: { readonly cause?: unknown };
}

/** What a node declares when the service has to act. */
const OUTSIDE_CAUSES: readonly unknown[] = ['temporarily-unavailable', 'rate-limited'];

/** n8n's own words for a credential that is gone, whichever node wanted it. */
const NO_CREDENTIAL =
	/^Credential with ID "[^"]*" (does not exist|was not found)|^Node does not have any credentials set|^Credentials (not found|could not be decrypted)/;

/** How a workflow says that it did what it could and the rest has to come again: a Stop and Error node with this before its message. */
const COMES_AGAIN = 'Comes again:';

function comesAgain(fault: RunError): fault is RunError & { readonly message: string } {
	return typeof fault.message === 'string' && fault.message.startsWith(COMES_AGAIN);
}

function isWireError({ name, httpCode, failure }: RunError): boolean {
	if (OUTSIDE_CAUSES.includes(failure?.cause)) return true;
	return name === 'NodeApiError' && mayPass(Number(httpCode));
}

/** Somebody who holds the keys has to act. */
function isCredentialError({ message, failure }: RunError): boolean {
	return failure?.cause === 'credential-invalid' || (typeof message === 'string' && NO_CREDENTIAL.test(message));
}

/** NodeApiError carries the status as text; those that a later attempt may not meet again are the wire's. */
function mayPass(status: number): boolean {
	return (
		!Number.isInteger(status) ||
		status === 0 ||
		status === 401 ||
		status === 403 ||
		status === 408 ||
		status === 429 ||
		status >= 500
	);
}
