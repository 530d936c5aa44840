/** Whose fault a failed run was: the network's or a service's, a credential's that a person has to mend, the batch's own, or its sheer size's. */
export type Blame = 'wire' | 'credential' | 'batch' | 'size';

/** What earlier failures of the same window ask of the next attempt. */
export interface Patience {
	/** Failures in a row. */
	readonly failures: number;
	/** Those among them that were the batch's fault. */
	readonly blamed: number;
	/** Those that were a credential's. */
	readonly refused: number;
	/** At most so many units in a batch. */
	readonly limit: number;
	/** No new attempt before, milliseconds since the epoch. */
	readonly pausedUntil: number;
	/** The unit that has failed alone for good. */
	readonly culprit: Culprit | null;
}

export interface Culprit {
	readonly key: string;
	readonly reason: string;
}

export interface FailedBatch {
	readonly keys: readonly string[];
	readonly blame: Blame;
	readonly reason: string;
	/** Milliseconds since the epoch. */
	readonly at: number;
}

const ATTEMPTS = 3;

const FIRST_PAUSE = 30_000;

const LONGEST_PAUSE = 5 * 60_000;

/** Every attempt with a dead credential is one more failed run that people are told of. */
const REFUSED_AGAIN = 60 * 60_000;

export const patient: Patience = {
	failures: 0,
	blamed: 0,
	refused: 0,
	limit: Number.POSITIVE_INFINITY,
	pausedUntil: 0,
	culprit: null,
};

/** After a success the search for a culprit goes on in small batches; only finding it ends the search. */
export function afterSuccess({ limit, culprit }: Patience, handledKeys: readonly string[]): Patience {
	const found = culprit !== null && handledKeys.includes(culprit.key);
	return found ? patient : { ...patient, limit, culprit };
}

/**
 * Pauses grow from half a minute to five; a credential that is refused gets one more attempt after five minutes, then one an hour. A batch that failed three times by its own fault is halved; a unit that
 * failed three times alone is the culprit.
 */
export function afterFailure(patience: Patience, { keys, blame, reason, at }: FailedBatch): Patience {
	const failures = patience.failures + 1;
	const blamed = patience.blamed + (blame === 'batch' ? 1 : 0);
	if (blame === 'credential')
		return {
			...patience,
			failures,
			refused: patience.refused + 1,
			pausedUntil: at + (patience.refused === 0 ? LONGEST_PAUSE : REFUSED_AGAIN),
		};
	const pausedUntil = at + Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
	if (blame === 'size') return { ...patience, failures, pausedUntil, limit: Math.max(1, Math.ceil(keys.length / 2)) };
	if (blamed < ATTEMPTS) return { ...patience, failures, blamed, pausedUntil };
	const [key, ...others] = keys;
	if (key !== undefined && others.length === 0) return { ...patient, limit: 1, culprit: { key, reason } };
	return { ...patient, limit: Math.ceil(keys.length / 2), pausedUntil: at + FIRST_PAUSE };
}

/** A person has just changed or published the workflow: what it waits for may be mended. */
export function afterPublishing(patience: Patience): Patience {
	return { ...patience, pausedUntil: 0 };
}
