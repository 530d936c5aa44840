import { nodeKey } from '../memory/nodeKey';
import { NO_BACKOFF, type DeliveryBackoff } from './deliveryBackoff';
import type { RunVerdict } from './runVerdict';
import type { IPollFunctions } from 'n8n-workflow';

/** A batch in flight: a run is handling it. */
export interface BatchInFlight {
	readonly startedAt: number;
	/** The keys of its units. */
	readonly keys: readonly string[];
	/** The cursor after the batch is handled. */
	readonly next: unknown;
	/** Null while the run goes on. */
	verdict: RunVerdict | null;
	/** Resolves when the verdict is there. It never rejects. */
	readonly ended: Promise<void>;
}

/** The state of one trigger of one workflow in this process. Losing it costs reads and nothing else. */
export interface PollState {
	/** The poll that is at work. After a republish another context takes over. */
	owner: IPollFunctions | null;
	flight: BatchInFlight | null;
	backoff: DeliveryBackoff;
	/** Polls in a row that met a fault. */
	faults: number;
	/** The time at which the fault was last shown to people, in milliseconds since the epoch. */
	shownAt: number | null;
}

const pollStates = new Map<string, PollState>();

const knownContexts = new WeakSet<IPollFunctions>();

/** The state of a trigger; a fresh one at its first poll. */
export function pollStateOf(context: IPollFunctions): PollState {
	const key = nodeKey(context);
	const known = pollStates.get(key);
	if (known !== undefined) return known;
	const fresh: PollState = { owner: null, flight: null, backoff: NO_BACKOFF, faults: 0, shownAt: null };
	pollStates.set(key, fresh);
	return fresh;
}

/** True for the first poll of a context, and only once. n8n makes that poll while it activates the trigger, before any tick. */
export function isActivation(context: IPollFunctions): boolean {
	if (knownContexts.has(context)) return false;
	knownContexts.add(context);
	return true;
}
