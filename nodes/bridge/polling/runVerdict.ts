import { saysComesAgain } from '../../../core/pushing/comesAgain';
import type { Blame } from './deliveryBackoff';
import type { IRun } from 'n8n-workflow';

/** The judgement of the run that got a batch: handled, or to be delivered again. */
export type RunVerdict = { readonly handled: true } | FailedRun;

export interface FailedRun {
	readonly handled: false;
	readonly blame: Blame;
	readonly reason: string;
	/** True for a run that reached its end and failed on purpose. What it announced counts as announced. */
	readonly onPurpose?: boolean;
}

/** A person or a crash ended the run, so the batch is not to blame. */
const ENDED_FROM_OUTSIDE = new Set(['canceled', 'crashed']);

/**
 * Judges a run of n8n; undefined stands for a run that never started.
 *
 * 1. `success` and `waiting` count as handled: n8n stores a waiting run and resumes it by itself.
 * 2. A run that says "Comes again:" did what it could; the network is to blame.
 * 3. A failure of a credential, or of a form that is the same for all items, blames the setup.
 * 4. A person, a crash, a run that reached no node, or a service's failure blames the network.
 * 5. Everything else blames the batch.
 */
export function verdictOf(run: IRun | undefined): RunVerdict {
	if (run === undefined) return { handled: false, blame: 'wire', reason: 'n8n started no run' };
	if (run.status === 'success' || run.status === 'waiting') return { handled: true };
	const { error, lastNodeExecuted } = run.data.resultData;
	const fault: RunError = error ?? {};
	if (asksForRepeat(fault)) return { handled: false, blame: 'wire', reason: fault.message, onPurpose: true };
	// Where no node was reached, none has looked at the batch.
	const outside = ENDED_FROM_OUTSIDE.has(run.status) || lastNodeExecuted === undefined || isWireError(fault);
	const blame = isSetupError(fault) ? 'setup' : outside ? 'wire' : 'batch';
	return { handled: false, blame, reason: error?.message ?? `The run ended as ${run.status}` };
}

/** The remains of a node's error. n8n copies its own fields into a plain object, and in queue mode sends that as JSON. */
interface RunError {
	readonly name?: unknown;
	readonly message?: unknown;
	readonly httpCode?: unknown;
	readonly failure?: { readonly cause?: unknown };
}

/** The causes that a node declares when the service has to act. */
const OUTSIDE_CAUSES: readonly unknown[] = ['temporarily-unavailable', 'rate-limited'];

/** n8n's messages for a missing credential, whatever node asked for it. */
const NO_CREDENTIAL =
	/^Credential with ID "[^"]*" (does not exist|was not found)|^Node does not have any credentials set|^Credentials (not found|could not be decrypted)/;

function asksForRepeat(fault: RunError): fault is RunError & { readonly message: string } {
	return typeof fault.message === 'string' && saysComesAgain(fault.message);
}

function isWireError({ name, httpCode, failure }: RunError): boolean {
	if (OUTSIDE_CAUSES.includes(failure?.cause)) return true;
	return name === 'NodeApiError' && isPassing(Number(httpCode));
}

/** True where a person has to act, on the credential or on the node. What a service does not find may be of one item alone. */
function isSetupError({ name, message, failure }: RunError): boolean {
	if (failure?.cause === 'configuration-invalid') return name === 'NodeOperationError';
	return failure?.cause === 'credential-invalid' || (typeof message === 'string' && NO_CREDENTIAL.test(message));
}

/** True for a status that a later attempt may not get again. NodeApiError carries the status as text. */
function isPassing(status: number): boolean {
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
