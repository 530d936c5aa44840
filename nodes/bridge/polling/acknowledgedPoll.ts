import { isTransient } from '../../../core/http/integrationError';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { connectionNotice } from '../credentials/connectionNotices';
import { errorToN8n } from '../errors/errorToN8n';
import { memory } from '../memory/memory';
import { afterFailure, afterPublishing, afterSuccess, patient } from './deliveryBackoff';
import type { PollPage, PollSource } from './pollSource';
import { isActivation, standingPollOf, type Flight, type StandingPoll } from './pollState';
import { type FailedRun, type RunVerdict, verdictOf } from './runVerdict';
import { sleep, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';

/** Stands before the id of its node in the name that a trigger's cursor has in the workflow's static data. */
export const CURSOR_KEY = 'qboInventorySync ';

/** How long one poll may wait for its runs, milliseconds: n8n activates within 84 s and ticks every minute. */
const ACTIVATION_PATIENCE = 10_000;

const TICK_PATIENCE = 40_000;

/** Left for reading when n8n gives a poll less time than that. */
const BUDGET_RESERVE = 5_000;

/** A run that takes longer counts as failed, and its window is read again. */
const BATCH_DEADLINE = 15 * 60_000;

/** A passing fault is shown to people from its third poll on, a lasting one at once; both again after an hour. */
const QUIET_FAULTS = 2;

const SHOWN_AGAIN = 60 * 60_000;

export interface PollClock {
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<unknown>;
}

const realClock: PollClock = { now: () => Date.now(), sleep };

interface Turn<Cursor, Unit> {
	readonly context: IPollFunctions;
	readonly standing: StandingPoll;
	readonly source: PollSource<Cursor, Unit>;
	readonly clock: PollClock;
	readonly publishedNow: boolean;
	readonly deadline: number;
}

/**
 * Polls so that nothing is lost: news is emitted in batches, and the cursor moves past a batch only when the run
 * that got it has succeeded (design: triggers that lose nothing). Returns null always, except for a manual sample.
 * Throws only what a person should see: while publishing, a fault that persists, or a connection that is about to end.
 */
export async function acknowledgedPoll<Cursor, Unit>(
	context: IPollFunctions,
	connect: () => Promise<PollSource<Cursor, Unit>>,
	clock: PollClock = realClock,
): Promise<INodeExecutionData[][] | null> {
	if (context.getMode() === 'manual') return await sampleFrom(context, connect);
	const standing = standingPollOf(context);
	if (standing.owner === context) return null;
	const activating = isActivation(context);
	standing.owner = context;
	try {
		await deliver(await beginTurn(context, connect, { standing, clock, activating }));
		Object.assign(standing, { faults: 0, shownAt: null });
	} catch (fault) {
		if (isWorthShowing({ context, standing, clock, activating }, fault)) throw errorToN8n(context.getNode(), fault);
		context.logger.warn(`${context.getNode().name} will try again: ${(fault as Error).message}`);
	} finally {
		if (standing.owner === context) standing.owner = null;
	}
	const notice = activating ? null : await connectionNotice(context, clock.now());
	if (notice !== null) throw notice;
	return null;
}

interface Occasion {
	readonly standing: StandingPoll;
	readonly clock: PollClock;
	readonly activating: boolean;
}

async function beginTurn<Cursor, Unit>(
	context: IPollFunctions,
	connect: () => Promise<PollSource<Cursor, Unit>>,
	{ standing, clock, activating }: Occasion,
): Promise<Turn<Cursor, Unit>> {
	const wanted = activating ? ACTIVATION_PATIENCE : TICK_PATIENCE;
	const given = context.getPollBudgetMs?.() ?? Number.POSITIVE_INFINITY;
	const deadline = clock.now() + Math.min(wanted, given - BUDGET_RESERVE);
	const publishedNow = activating && context.getActivationMode() === 'activate';
	if (publishedNow || (activating && context.getActivationMode() === 'update'))
		standing.patience = afterPublishing(standing.patience);
	const source = await connect();
	if (publishedNow) await source.checkSetup();
	return { context, standing, source, clock, publishedNow, deadline };
}

/** Hands out batch after batch until the news is over, a batch stays in flight, fails, or time is up. */
async function deliver<Cursor, Unit>(turn: Turn<Cursor, Unit>): Promise<void> {
	rememberCursor(turn, cursorOf(turn));
	if (!(await landFlight(turn)) || turn.clock.now() < turn.standing.patience.pausedUntil) return;
	for await (const page of turn.source.pages(cursorOf(turn))) {
		if (!(await deliverPage(turn, page))) return;
	}
	turn.standing.patience = patient;
}

/** True when all of the page was handled. */
async function deliverPage<Cursor, Unit>(turn: Turn<Cursor, Unit>, page: PollPage<Cursor, Unit>): Promise<boolean> {
	let rest = page.units;
	while (rest.length > 0) {
		if (isOvertaken(turn) || turn.clock.now() >= turn.deadline) return false;
		const batch = nextBatch(turn, rest);
		rest = rest.slice(batch.length);
		const handled = page.handled(cursorOf(turn), batch);
		emit(turn, batch, rest.length === 0 ? page.done(handled) : handled);
		if (!(await landFlight(turn))) return false;
	}
	if (page.units.length === 0 && !isOvertaken(turn)) rememberCursor(turn, page.done(cursorOf(turn)));
	return !isOvertaken(turn);
}

/** As many units as patience allows; a culprit goes alone. */
function nextBatch<Cursor, Unit>({ source, standing }: Turn<Cursor, Unit>, units: readonly Unit[]): readonly Unit[] {
	const { limit, culprit } = standing.patience;
	const place = units.findIndex((unit) => source.keyOf(unit) === culprit?.key);
	if (place === 0) return units.slice(0, 1);
	return units.slice(0, Math.min(limit, place === -1 ? units.length : place));
}

function emit<Cursor, Unit>(turn: Turn<Cursor, Unit>, batch: readonly Unit[], next: Cursor): void {
	const { context, source, standing, clock } = turn;
	const keys = batch.map((unit) => source.keyOf(unit));
	const items = itemsOf(turn, batch);
	if (items === null) {
		standing.patience = afterSuccess(standing.patience, keys);
		rememberCursor(turn, next);
		throw new UnreadableError(
			keys.join(),
			`something that the workflow can handle; it failed three times on it and goes on without it`,
		);
	}
	const done = context.helpers.createDeferredPromise<Parameters<typeof verdictOf>[0]>();
	const landed = done.promise.then(
		verdictOf,
		(error: Error): RunVerdict => ({ handled: false, blame: 'wire', reason: error.message }),
	);
	const flight: Flight = {
		startedAt: clock.now(),
		keys,
		next,
		verdict: null,
		landed: landed.then((verdict) => void (flight.verdict = verdict)),
	};
	standing.flight = flight;
	context.__emit(items, undefined, done);
}

function itemsOf<Cursor, Unit>(
	{ source, standing }: Turn<Cursor, Unit>,
	batch: readonly Unit[],
): INodeExecutionData[][] | null {
	const { culprit } = standing.patience;
	const [first] = batch;
	const isCulprit = first !== undefined && culprit !== null && source.keyOf(first) === culprit.key;
	return isCulprit ? source.givenUp(first, culprit.reason) : source.items(batch);
}

/** Waits for the batch in flight. True when none is left and the next may go; false when this poll is to end. */
async function landFlight<Cursor, Unit>(turn: Turn<Cursor, Unit>): Promise<boolean> {
	const { standing, clock, deadline } = turn;
	const { flight } = standing;
	if (flight === null) return true;
	await Promise.race([flight.landed, clock.sleep(Math.max(0, deadline - clock.now()))]);
	if (isOvertaken(turn) || standing.flight !== flight) return false;
	const verdict = flight.verdict ?? overdue(flight, clock);
	if (verdict === null) return false;
	standing.flight = null;
	return verdict.handled ? acknowledge(turn, flight) : await reject(turn, flight, verdict);
}

function acknowledge<Cursor, Unit>(turn: Turn<Cursor, Unit>, flight: Flight): true {
	turn.standing.patience = afterSuccess(turn.standing.patience, flight.keys);
	rememberCursor(turn, flight.next as Cursor);
	return true;
}

async function reject<Cursor, Unit>(
	turn: Turn<Cursor, Unit>,
	flight: Flight,
	{ blame, reason, onPurpose = false }: FailedRun,
): Promise<false> {
	const { standing, clock, context } = turn;
	standing.patience = afterFailure(standing.patience, { keys: flight.keys, blame, reason, at: clock.now() });
	if (!onPurpose) await memory.alerts.takeBack(context.getWorkflow().id ?? '', flight.startedAt);
	context.logger.warn(
		`${context.getNode().name}: the run with ${flight.keys.length} items did not succeed and will be repeated: ${reason}`,
	);
	return false;
}

function overdue({ startedAt }: Flight, clock: PollClock): RunVerdict | null {
	if (clock.now() < startedAt + BATCH_DEADLINE) return null;
	return { handled: false, blame: 'size', reason: 'The run took longer than 15 minutes' };
}

function isOvertaken<Cursor, Unit>({ standing, context }: Turn<Cursor, Unit>): boolean {
	return standing.owner !== context;
}

/** Under the node's id in the global data: renaming a node loses what lies under its name. */
function cursorOf<Cursor, Unit>({ context, source, publishedNow }: Turn<Cursor, Unit>): Cursor {
	const stored = context.getWorkflowStaticData('global')[cursorKey(context)];
	return stored === undefined ? source.firstCursor(publishedNow) : source.readCursor(stored);
}

function rememberCursor<Cursor, Unit>({ context, source }: Turn<Cursor, Unit>, cursor: Cursor): void {
	context.getWorkflowStaticData('global')[cursorKey(context)] = source.storedCursor(cursor);
}

function cursorKey(context: IPollFunctions): string {
	return `${CURSOR_KEY}${context.getNode().id}`;
}

async function sampleFrom<Cursor, Unit>(
	context: IPollFunctions,
	connect: () => Promise<PollSource<Cursor, Unit>>,
): Promise<INodeExecutionData[][] | null> {
	try {
		return await (await connect()).sample();
	} catch (error) {
		throw errorToN8n(context.getNode(), error);
	}
}

/**
 * While n8n activates, a throw is a trigger's death unless a person is there to see it: five throws at start-up
 * leave it dead for good. On a tick it makes a failed run, which is how people hear of it.
 */
function isWorthShowing(
	{ context, standing, clock, activating }: Occasion & { context: IPollFunctions },
	fault: unknown,
): boolean {
	if (activating) return context.getActivationMode() === 'activate';
	standing.faults += 1;
	const passing = isTransient(fault) && standing.faults <= QUIET_FAULTS;
	const shownLately = standing.shownAt !== null && clock.now() < standing.shownAt + SHOWN_AGAIN;
	if (passing || shownLately) return false;
	standing.shownAt = clock.now();
	return true;
}
