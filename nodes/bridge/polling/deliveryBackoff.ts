/** The cause of a failed run: the network or a service, a credential that a person has to mend, the batch itself, or its size. */
export type Blame = 'wire' | 'credential' | 'batch' | 'size';

/** The limits that earlier failures of the same window put on the next attempt. */
export interface DeliveryBackoff {
	/** Failures in a row. */
	readonly failures: number;
	/** Those of them that the batch itself caused. */
	readonly batchFailures: number;
	/** Those of them that a credential caused. */
	readonly credentialFailures: number;
	/** The most units in a batch. */
	readonly limit: number;
	/** The time of the next attempt, in milliseconds since the epoch. */
	readonly pausedUntil: number;
	/** The unit that has failed alone three times; null while none has. */
	readonly poisonUnit: PoisonUnit | null;
}

interface PoisonUnit {
	readonly key: string;
	readonly reason: string;
}

interface FailedBatch {
	readonly keys: readonly string[];
	readonly blame: Blame;
	readonly reason: string;
	/** Milliseconds since the epoch. */
	readonly at: number;
}

const ATTEMPTS = 3;

const FIRST_PAUSE = 30_000;

const MAX_PAUSE = 5 * 60_000;

/** The pause with a dead credential, in milliseconds. Each attempt with it is another failed run that people hear of. */
const CREDENTIAL_PAUSE = 60 * 60_000;

export const NO_BACKOFF: DeliveryBackoff = {
	failures: 0,
	batchFailures: 0,
	credentialFailures: 0,
	limit: Number.POSITIVE_INFINITY,
	pausedUntil: 0,
	poisonUnit: null,
};

/** The limits after a success. The search for the failing unit goes on in small batches, until that unit is handled. */
export function afterSuccess({ limit, poisonUnit }: DeliveryBackoff, handledKeys: readonly string[]): DeliveryBackoff {
	const found = poisonUnit !== null && handledKeys.includes(poisonUnit.key);
	return found ? NO_BACKOFF : { ...NO_BACKOFF, limit, poisonUnit };
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
export function afterFailure(backoff: DeliveryBackoff, { keys, blame, reason, at }: FailedBatch): DeliveryBackoff {
	const failures = backoff.failures + 1;
	const batchFailures = backoff.batchFailures + (blame === 'batch' ? 1 : 0);
	if (blame === 'credential')
		return {
			...backoff,
			failures,
			credentialFailures: backoff.credentialFailures + 1,
			pausedUntil: at + (backoff.credentialFailures === 0 ? MAX_PAUSE : CREDENTIAL_PAUSE),
		};
	const pausedUntil = at + Math.min(MAX_PAUSE, FIRST_PAUSE * 2 ** (failures - 1));
	if (blame === 'size') return { ...backoff, failures, pausedUntil, limit: Math.max(1, Math.ceil(keys.length / 2)) };
	if (batchFailures < ATTEMPTS) return { ...backoff, failures, batchFailures, pausedUntil };
	const [key, ...others] = keys;
	if (key !== undefined && others.length === 0) return { ...NO_BACKOFF, limit: 1, poisonUnit: { key, reason } };
	return { ...NO_BACKOFF, limit: Math.ceil(keys.length / 2), pausedUntil: at + FIRST_PAUSE };
}

/** The limits after a person has changed or published the workflow: the cause may be mended, so the pause ends. */
export function afterPublishing(backoff: DeliveryBackoff): DeliveryBackoff {
	return { ...backoff, pausedUntil: 0 };
}
