import { nodeKey } from '../memory/nodeKey';
import { patient, type Patience } from './deliveryBackoff';
import type { RunVerdict } from './runVerdict';
import type { IPollFunctions } from 'n8n-workflow';

/** A batch on its way through a run. */
export interface Flight {
	readonly startedAt: number;
	/** The keys of its units. */
	readonly keys: readonly string[];
	/** The cursor once it is handled. */
	readonly next: unknown;
	/** Null while the run goes on. */
	verdict: RunVerdict | null;
	/** Settles with the verdict, and never rejects. */
	readonly landed: Promise<void>;
}

/** What one trigger of one workflow is in the middle of, in this process. A cost saver: losing it costs reads. */
export interface StandingPoll {
	/** The poll that holds the turn. After a republish another context takes it over. */
	owner: IPollFunctions | null;
	flight: Flight | null;
	patience: Patience;
	/** Polls in a row that met a fault. */
	faults: number;
	/** When the fault was last shown to people, milliseconds since the epoch. */
	shownAt: number | null;
}

const standingPolls = new Map<string, StandingPoll>();

const knownContexts = new WeakSet<IPollFunctions>();

export function standingPollOf(context: IPollFunctions): StandingPoll {
	const key = nodeKey(context);
	const known = standingPolls.get(key);
	if (known !== undefined) return known;
	const fresh: StandingPoll = { owner: null, flight: null, patience: patient, faults: 0, shownAt: null };
	standingPolls.set(key, fresh);
	return fresh;
}

/** True for the first poll of a context: n8n makes it while it activates the trigger, before any tick. */
export function isActivation(context: IPollFunctions): boolean {
	if (knownContexts.has(context)) return false;
	knownContexts.add(context);
	return true;
}
