/** The cause of a failed run: the network or a service, a credential that a person has to mend, the batch itself, or its size. */
export type Blame = 'wire' | 'credential' | 'batch' | 'size';

/** The limits that earlier failures of the same window put on the next attempt. */
export interface Patience {
	/** Failures in a row. */
	readonly failures: number;
	/** Those of them that the batch itself caused. */
	readonly blamed: number;
	/** Those of them that a credential caused. */
	readonly refused: number;
	/** The most units in a batch. */
	readonly limit: number;
	/** The time of the next attempt, in milliseconds since the epoch. */
	readonly pausedUntil: number;
	/** The unit that has failed alone three times; null while none has. */
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

/** The pause with a dead credential, in milliseconds. Each attempt with it is another failed run that people hear of. */
const REFUSED_AGAIN = 60 * 60_000;

export const patient: Patience = {
	failures: 0,
	blamed: 0,
	refused: 0,
	limit: Number.POSITIVE_INFINITY,
	pausedUntil: 0,
	culprit: null,
};

/** The limits after a success. The search for the failing unit goes on in small batches, until that unit is handled. */
export function afterSuccess({ limit, culprit }: Patience, handledKeys: readonly string[]): Patience {
	const found = culprit !== null && handledKeys.includes(culprit.key);
	return found ? patient : { ...patient, limit, culprit };
}

/**
 * The limits after a failure:
 *
 * 1. A refused credential gets one more attempt after five minutes, then one an hour.
 * 2. All other pauses double from half a minute up to five minutes.
 * 3. A batch that took too long is halved at once.
 * 4. A batch that failed three times by itself is halved.
 * 5. A unit that failed three times alone is the culprit: it goes alone, and then without the workflow.
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

/** The limits after a person has changed or published the workflow: the cause may be mended, so the pause ends. */
export function afterPublishing(patience: Patience): Patience {
	return { ...patience, pausedUntil: 0 };
}
