import { afterPublishing } from './deliveryBackoff';
import type { PollSource } from './pollSource';
import type { PollState } from './pollState';
import { sleep, type IPollFunctions } from 'n8n-workflow';

/** How long one poll may wait for its runs, milliseconds: n8n activates within 84 s and ticks every minute. */
const ACTIVATION_TIMEOUT = 10_000;

const TICK_TIMEOUT = 40_000;

/** Left for reading when n8n gives a poll less time than that. */
const BUDGET_RESERVE = 5_000;

export interface PollClock {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<unknown>;
}

export const realClock: PollClock = { now: () => Date.now(), sleep };

/** On what occasion n8n polls. */
export interface PollOccasion {
	readonly state: PollState;
	readonly clock: PollClock;
	/** True for the first poll of a context, which n8n makes while it activates the trigger. */
	readonly activating: boolean;
}

/** One poll that holds the turn of its trigger. */
export interface PollTurn<Cursor, Unit> {
	readonly context: IPollFunctions;
	readonly state: PollState;
	readonly source: PollSource<Cursor, Unit>;
	readonly clock: PollClock;
	/** True when a person has just pressed Publish. */
	readonly publishedNow: boolean;
	/** When the poll has to end, milliseconds since the epoch. */
	readonly deadline: number;
}

/** Connects the source, and checks its set-up when a person has just pressed Publish. Throws what either of them throws. */
export async function beginTurn<Cursor, Unit>(
	context: IPollFunctions,
	connect: () => Promise<PollSource<Cursor, Unit>>,
	{ state, clock, activating }: PollOccasion,
): Promise<PollTurn<Cursor, Unit>> {
	const allowed = activating ? ACTIVATION_TIMEOUT : TICK_TIMEOUT;
	const given = context.getPollBudgetMs?.() ?? Number.POSITIVE_INFINITY;
	const deadline = clock.now() + Math.min(allowed, given - BUDGET_RESERVE);
	const publishedNow = activating && context.getActivationMode() === 'activate';
	if (publishedNow || (activating && context.getActivationMode() === 'update'))
		state.backoff = afterPublishing(state.backoff);
	const source = await connect();
	if (publishedNow) await source.checkSetup();
	return { context, state, source, clock, publishedNow, deadline };
}

/** True when another context has taken the turn over, as after a republish: this poll touches nothing any more. */
export function isSuperseded<Cursor, Unit>({ state, context }: PollTurn<Cursor, Unit>): boolean {
	return state.owner !== context;
}
