import type { Memory } from '../memory/memory';
import type { HeldLevel } from '../availability/heldLevel';
import { recallBreaker, rememberBreakerRun } from './breakerHistory';
import type { BreakerMemory } from './circuitBreaker';
import { withRetries } from './failedDecreases';
import { withCauses } from './lastSeen';
import type { ChannelPercentages } from './percentages';
import { percentageWarning } from './percentageWarning';
import { breakerAlert, outcomesForAttention, type BreakerAlert } from './pushAlerts';
import { pushLevels } from './pushLevels';
import type { PushOutcome } from './pushOutcome';
import type { PushRun } from './pushRun';
import type { PushSettings, PushTargets } from './pushSettings';

/** What a run pushes, by which settings, and what it knows of earlier runs. */
export interface PushJob {
	readonly levels: readonly HeldLevel[];
	readonly settings: Omit<PushSettings, keyof BreakerMemory | 'clock'>;
	/** What share of its units the channel shows. */
	readonly percentages: Pick<ChannelPercentages, 'percent' | 'bySku'>;
	readonly run: PushRun;
	readonly memory: Memory;
	/** Milliseconds since the epoch. */
	readonly clock: () => number;
}

/** What a run did, and what people are to be told of it. */
export interface PushReport {
	/** One list for each level, in order: as many outcomes as it has listings, at least one. */
	readonly outcomes: readonly (readonly PushOutcome[])[];
	/** Those of the outcomes that people are to be told of. */
	readonly forAttention: ReadonlySet<PushOutcome>;
	/** Told once for the whole run; null where there is nothing to tell. */
	readonly breakerAlert: BreakerAlert | null;
	/** That the channels' percentages add up to too much, in words; null where there is nothing to say. */
	readonly percentageWarning: string | null;
}

/**
 * Pushes levels to a channel, without n8n:
 *
 * 1. reads what the circuit breaker knows of the node's earlier runs;
 * 2. brings the channel to the levels;
 * 3. remembers the run for the circuit breaker, and the channel's percentages;
 * 4. gives each outcome its cause, and failed decreases their retry;
 * 5. asks the alert throttle what people are to be told of.
 *
 * Throws IntegrationError or UnreadableError when the channel cannot be read.
 */
export async function pushStock(job: PushJob, targets: PushTargets): Promise<PushReport> {
	const { levels, settings, run, memory, clock } = job;
	const known = await recallBreaker(memory, run.node, clock());
	const { outcomes, openReason, counted } = await pushLevels(levels, targets, { ...settings, ...known, clock });
	const now = clock();
	await rememberBreakerRun(memory, run.node, { levels, counted, isOpen: openReason !== null, now });
	const warning = await warningOfPercentages(job, targets, now);
	const explained = await withCauses(outcomes, { memory, account: run.account, levels, now });
	const final = await withRetries(explained, { memory, run });
	const alerting = { memory, run, channel: targets.channel.id, now };
	return {
		outcomes: final,
		forAttention: await outcomesForAttention(final.flat(), alerting),
		breakerAlert: await breakerAlert(openReason, alerting),
		percentageWarning: warning,
	};
}

/** Without a level nobody knows whose percentages these are. */
async function warningOfPercentages(
	{ levels, percentages, run, memory }: PushJob,
	{ channel }: PushTargets,
	now: number,
): Promise<string | null> {
	const realmId = levels.at(-1)?.realmId;
	if (realmId === undefined) return null;
	const pushed = { ...percentages, realmId, channel: channel.id, name: channel.displayName, now };
	return await percentageWarning(memory, run, pushed);
}
