/** The cause of a failed run: the network or a service, a credential or a form that a person has to mend, the batch itself, or its size. */
export type Blame = 'wire' | 'setup' | 'batch' | 'size';

/** The limits that earlier failures of the same window put on the next attempt. */
export interface DeliveryBackoff {
	/** Failures in a row. */
	readonly failures: number;
	/** Those of them that the batch itself caused. */
	readonly batchFailures: number;
	/** Those of them that a credential or a form caused. */
	readonly setupFailures: number;
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
	/** True for a run that did what it could, and asks for the rest to come again. */
	readonly onPurpose: boolean;
	/** Milliseconds since the epoch. */
	readonly at: number;
}

const ATTEMPTS = 3;

const FIRST_PAUSE = 30_000;

const MAX_PAUSE = 5 * 60_000;

/** What is new waits as long as what comes again: other channels are not to wait for one that is down. Milliseconds. */
const MAX_PAUSE_ON_PURPOSE = 2 * 60_000;

/** The pause until a person acts, in milliseconds. Each attempt before is another failed run that people hear of. */
const SETUP_PAUSE = 60 * 60_000;

export const NO_BACKOFF: DeliveryBackoff = {
	failures: 0,
	batchFailures: 0,
	setupFailures: 0,
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
 * 1. A refused credential or a wrong form gets one more attempt after five minutes, then one an hour.
 * 2. All other pauses double from half a minute up to five minutes, or up to two where the run asked to come again. The first time that the
 *    network is to blame, as where a worker of n8n died, there is none.
 * 3. A batch that took too long is halved at once.
 * 4. A batch that failed three times by itself is halved.
 * 5. A unit that failed three times alone is the culprit: it goes alone, and then without the workflow.
 */
export function afterFailure(
	backoff: DeliveryBackoff,
	{ keys, blame, reason, onPurpose, at }: FailedBatch,
): DeliveryBackoff {
	const failures = backoff.failures + 1;
	const batchFailures = backoff.batchFailures + (blame === 'batch' ? 1 : 0);
	if (blame === 'setup')
		return {
			...backoff,
			failures,
			setupFailures: backoff.setupFailures + 1,
			pausedUntil: at + (backoff.setupFailures === 0 ? MAX_PAUSE : SETUP_PAUSE),
		};
	const longest = onPurpose ? MAX_PAUSE_ON_PURPOSE : MAX_PAUSE;
	const pause = blame === 'wire' && !onPurpose && failures === 1 ? 0 : FIRST_PAUSE * 2 ** (failures - 1);
	const pausedUntil = at + Math.min(longest, pause);
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
