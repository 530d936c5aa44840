import type { FeedPage } from '../../../core/model/feed';
import { emit, awaitBatch } from './batchFlight';
import { NO_BACKOFF } from './deliveryBackoff';
import { cursorOf, rememberCursor } from './pollCursor';
import { isSuperseded, type PollTurn } from './pollTurn';

/**
 * Hands out batch after batch until the news is over, a batch stays in flight or fails, or time is up.
 *
 * 1. Keep the cursor: the first one counts from here on.
 * 2. Wait for the batch that an earlier poll left in flight.
 * 3. Read nothing while that one goes on, or a failure asks for a pause.
 * 4. Deliver page after page of what is news after the cursor.
 * 5. When all of it is handled, forget earlier failures.
 */
export async function deliver<Cursor, Unit>(turn: PollTurn<Cursor, Unit>): Promise<void> {
	const cursor = cursorOf(turn);
	rememberCursor(turn, turn.publishedNow ? turn.source.published(cursor) : cursor);
	await awaitBatch(turn);
	if (isSuperseded(turn) || turn.state.flight !== null || turn.clock.now() < turn.state.backoff.pausedUntil) return;
	for await (const page of turn.source.pages(cursorOf(turn))) {
		if (!(await deliverPage(turn, page))) return;
	}
	turn.state.backoff = NO_BACKOFF;
}

/** True when all of the page was handled. */
async function deliverPage<Cursor, Unit>(turn: PollTurn<Cursor, Unit>, page: FeedPage<Cursor, Unit>): Promise<boolean> {
	let rest = page.units;
	while (rest.length > 0) {
		if (isSuperseded(turn) || turn.clock.now() >= turn.deadline) return false;
		const units = nextBatch(turn, rest);
		rest = rest.slice(units.length);
		const handled = page.handled(cursorOf(turn), units);
		emit(turn, { units, next: rest.length === 0 ? page.done(handled) : handled });
		if (!(await awaitBatch(turn))) return false;
	}
	if (page.units.length === 0 && !isSuperseded(turn)) rememberCursor(turn, page.done(cursorOf(turn)));
	return !isSuperseded(turn);
}

/** As many units as earlier failures allow, all for one output; a culprit goes alone. */
function nextBatch<Cursor, Unit>({ source, state }: PollTurn<Cursor, Unit>, units: readonly Unit[]): readonly Unit[] {
	const { limit, poisonUnit } = state.backoff;
	const place = units.findIndex((unit) => source.keyOf(unit) === poisonUnit?.key);
	if (place === 0) return units.slice(0, 1);
	const [output] = units.slice(0, 1).map((unit) => source.outputOf(unit));
	const other = units.findIndex((unit) => source.outputOf(unit) !== output);
	const ends = [place, other].filter((end) => end !== -1);
	return units.slice(0, Math.min(limit, units.length, ...ends));
}
