import { afterPublishing } from './deliveryBackoff';
import type { PollSource } from './pollSource';
import type { StandingPoll } from './pollState';
import { sleep, type IPollFunctions } from 'n8n-workflow';

/** How long one poll may wait for its runs, milliseconds: n8n activates within 84 s and ticks every minute. */
const ACTIVATION_PATIENCE = 10_000;

const TICK_PATIENCE = 40_000;

/** Left for reading when n8n gives a poll less time than that. */
const BUDGET_RESERVE = 5_000;

export interface PollClock {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<unknown>;
}

export const realClock: PollClock = { now: () => Date.now(), sleep };

/** On what occasion n8n polls. */
export interface Occasion {
	readonly standing: StandingPoll;
	readonly clock: PollClock;
	/** True for the first poll of a context, which n8n makes while it activates the trigger. */
	readonly activating: boolean;
}

/** One poll that holds the turn of its trigger. */
export interface Turn<Cursor, Unit> {
	readonly context: IPollFunctions;
	readonly standing: StandingPoll;
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
	{ standing, clock, activating }: Occasion,
): Promise<Turn<Cursor, Unit>> {
	const allowed = activating ? ACTIVATION_PATIENCE : TICK_PATIENCE;
	const given = context.getPollBudgetMs?.() ?? Number.POSITIVE_INFINITY;
	const deadline = clock.now() + Math.min(allowed, given - BUDGET_RESERVE);
	const publishedNow = activating && context.getActivationMode() === 'activate';
	if (publishedNow || (activating && context.getActivationMode() === 'update'))
		standing.patience = afterPublishing(standing.patience);
	const source = await connect();
	if (publishedNow) await source.checkSetup();
	return { context, standing, source, clock, publishedNow, deadline };
}

/** True when another context has taken the turn over, as after a republish: this poll touches nothing any more. */
export function isOvertaken<Cursor, Unit>({ standing, context }: Turn<Cursor, Unit>): boolean {
	return standing.owner !== context;
}
