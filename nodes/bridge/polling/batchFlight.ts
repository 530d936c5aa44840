import { UnreadableError } from '../../../core/reading/readUnknown';
import { memory } from '../memory/memory';
import { afterFailure, afterSuccess } from './deliveryBackoff';
import { rememberCursor } from './pollCursor';
import type { BatchInFlight } from './pollState';
import { isSuperseded, type PollClock, type PollTurn } from './pollTurn';
import { type FailedRun, type RunVerdict, verdictOf } from './runVerdict';
import type { INodeExecutionData } from 'n8n-workflow';

/** A run that takes longer counts as failed, and its window is read again. Milliseconds. */
const BATCH_DEADLINE = 15 * 60_000;

/** A batch that is to be handed out. */
interface Batch<Cursor, Unit> {
	readonly units: readonly Unit[];
	/** The cursor once they are handled. */
	readonly next: Cursor;
}

/**
 * Hands a batch to a run of the workflow, which is in flight from then on. A culprit that has no way out of the node is left behind:
 * throws UnreadableError that names it, and the cursor stands behind it already.
 */
export function emit<Cursor, Unit>(turn: PollTurn<Cursor, Unit>, { units, next }: Batch<Cursor, Unit>): void {
	const { context, source, state, clock } = turn;
	const keys = units.map((unit) => source.keyOf(unit));
	const items = itemsOf(turn, units);
	if (items === null) {
		state.backoff = afterSuccess(state.backoff, keys);
		rememberCursor(turn, next);
		throw new UnreadableError(
			keys.join(),
			`something that the workflow can handle; it failed three times on it and goes on without it`,
		);
	}
	const done = context.helpers.createDeferredPromise<Parameters<typeof verdictOf>[0]>();
	state.flight = flightOf(done.promise.then(verdictOf, lostRun), { startedAt: clock.now(), keys, next });
	context.__emit(items, undefined, done);
}

function itemsOf<Cursor, Unit>(
	{ source, state }: PollTurn<Cursor, Unit>,
	units: readonly Unit[],
): INodeExecutionData[][] | null {
	const { poisonUnit } = state.backoff;
	const [first] = units;
	const isCulprit = first !== undefined && poisonUnit !== null && source.keyOf(first) === poisonUnit.key;
	return isCulprit ? source.deadLetter(first, poisonUnit.reason) : source.items(units);
}

function lostRun(error: Error): RunVerdict {
	return { handled: false, blame: 'wire', reason: error.message };
}

function flightOf(
	verdict: Promise<RunVerdict>,
	sent: Pick<BatchInFlight, 'startedAt' | 'keys' | 'next'>,
): BatchInFlight {
	const flight: BatchInFlight = {
		...sent,
		verdict: null,
		ended: verdict.then((given) => void (flight.verdict = given)),
	};
	return flight;
}

/**
 * Waits for the batch in flight. True when none is left and the next may go; false when this poll is to end.
 *
 * 1. Wait for the run to end, but no longer than this poll may.
 * 2. Leave all as it is when another poll has the turn by now.
 * 3. A run that goes on stays in flight for the next tick; after 15 minutes it counts as failed.
 * 4. Of a run that succeeded keep the cursor; of one that failed keep what it asks of the next attempt.
 */
export async function awaitBatch<Cursor, Unit>(turn: PollTurn<Cursor, Unit>): Promise<boolean> {
	const { state, clock, deadline } = turn;
	const { flight } = state;
	if (flight === null) return true;
	await Promise.race([flight.ended, clock.sleep(Math.max(0, deadline - clock.now()))]);
	if (isSuperseded(turn) || state.flight !== flight) return false;
	const verdict = flight.verdict ?? overdue(flight, clock);
	if (verdict === null) return false;
	state.flight = null;
	return verdict.handled ? acknowledge(turn, flight) : await reject(turn, flight, verdict);
}

function acknowledge<Cursor, Unit>(turn: PollTurn<Cursor, Unit>, flight: BatchInFlight): true {
	turn.state.backoff = afterSuccess(turn.state.backoff, flight.keys);
	rememberCursor(turn, flight.next as Cursor);
	return true;
}

/** What the failed run told people counts as untold, unless it failed on purpose. */
async function reject<Cursor, Unit>(
	{ state, clock, context }: PollTurn<Cursor, Unit>,
	flight: BatchInFlight,
	{ blame, reason, onPurpose = false }: FailedRun,
): Promise<false> {
	state.backoff = afterFailure(state.backoff, { keys: flight.keys, blame, reason, onPurpose, at: clock.now() });
	if (!onPurpose) await memory.alerts.takeBack(context.getWorkflow().id ?? '', flight.startedAt);
	context.logger.warn(
		`${context.getNode().name}: the run with ${flight.keys.length} items did not succeed and will be repeated: ${reason}`,
	);
	return false;
}

function overdue({ startedAt }: BatchInFlight, clock: PollClock): RunVerdict | null {
	if (clock.now() < startedAt + BATCH_DEADLINE) return null;
	return { handled: false, blame: 'size', reason: 'The run took longer than 15 minutes' };
}
