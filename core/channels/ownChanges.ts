import { turns, type Turns } from '../http/turns';
import { boundedStore, MOST_ENTRIES } from '../memory/boundedStore';

/**
 * The changes that this process made to the levels of its channels. They tell a stale reading: one that is older than a change of
 * our own.
 */
export interface OwnChanges {
	mark(): Mark;
	sleep(milliseconds: number): Promise<void>;
	/** Runs works that change the levels of one account one after the other. */
	readonly inTurn: Turns;
	/** Records a change that the channel has just answered, or whose answer is lost. */
	note(stock: string, change: Omit<OwnChange, 'settledAt'>): void;
	/** The changes of a stock that are young enough to matter, in the order of sending. */
	of(stock: string): readonly OwnChange[];
}

export interface OwnChangesClock {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
}

/**
 * A run reads again what it read more than a minute ago before it writes, so nothing older than this is still to be written on;
 * milliseconds.
 */
const KEPT = 15 * 60_000;

/** An empty record of changes. It lasts as long as the process. */
export function ownChanges({ now, sleep }: OwnChangesClock): OwnChanges {
	const known = boundedStore<readonly OwnChange[]>({ most: MOST_ENTRIES.small, age: { keptFor: KEPT, now } });
	let order = 0;
	const isKept = ({ settledAt }: OwnChange) => settledAt > now() - KEPT;
	return {
		mark: () => ({ order: ++order, at: now() }),
		sleep,
		inTurn: turns(),
		note(stock, change) {
			const before = known.get(stock) ?? [];
			known.set(stock, [...before.filter(isKept), { ...change, settledAt: now() }]);
		},
		of: (stock) => known.get(stock) ?? [],
	};
}

/** A place in the sequence of this process's reads and writes, with its time in milliseconds since the epoch. */
export interface Mark {
	readonly order: number;
	readonly at: number;
}

/** A change that this process made to a level of a channel. */
export interface OwnChange {
	/** Units, as far as they were known. */
	readonly before: number;
	readonly after: number;
	/** True for a level that was set, false for one that was changed by a difference. */
	readonly isSet: boolean;
	/** Whether the channel took it; unknown where the answer or the request was lost. */
	readonly fate: 'taken' | 'unknown';
	/** Taken just before it was sent. */
	readonly sent: Mark;
	/** The time of the channel's answer, or of the end of the wait for it; milliseconds since the epoch. */
	readonly settledAt: number;
}

/** A level as a channel showed it. */
export interface LevelReading {
	/** Units. */
	readonly level: number;
	/** The mark just before the question. Null where nobody knows it; such a reading counts as older than all changes. */
	readonly begun: Mark | null;
}

/** The channel shows a change after this time at the latest, in milliseconds. Nothing is documented; it takes seconds in practice. */
const SHOWN_WITHIN = 60_000;

/** True for a reading that may lack a change that was made a little before it: it may be stale. */
export function isDoubtful(changes: readonly OwnChange[], reading: LevelReading): boolean {
	const earlier = changes.filter((change) => !isLater(change, reading));
	return possibleLevels(earlier, reading).some(({ level, isClear }) => !isClear || level !== reading.level);
}

/**
 * The highest level that may be there by now. A reading shows all changes before it, or only the first of them where the channel is
 * late; it never shows the changes after it. The difference to this level never increases too much. An increase without an answer
 * does not count.
 */
export function highestLevel(changes: readonly OwnChange[], reading: LevelReading): number {
	return Math.max(...possibleLevels(changes, reading).map(({ level }) => level));
}

/** The lowest level that may be there by now, sales since then aside. Whoever sets no more than this never increases a level. */
export function lowestLevel(changes: readonly OwnChange[], reading: LevelReading): number {
	const counted = ({ missing }: PossibleLevel) =>
		missing.filter((change) => change.fate === 'taken' || !isRaise(change)).reduce(added, reading.level);
	return Math.min(...possibleLevels(changes, reading).map(counted));
}

/** As `highestLevel`, with increases counted whose answer is lost. */
export function highestConceivable(changes: readonly OwnChange[], reading: LevelReading): number {
	return highestLevel(
		changes.map((change) => (isRaise(change) ? { ...change, fate: 'taken' } : change)),
		reading,
	);
}

/** False where the reading may lack an increase that the channel may or may not have taken. Then the level can only be set. */
export function isClear(changes: readonly OwnChange[], reading: LevelReading): boolean {
	return possibleLevels(changes, reading).every((possible) => possible.isClear);
}

interface PossibleLevel {
	/** The changes that the reading lacks. */
	readonly missing: readonly OwnChange[];
	/** The highest level in this case, in units. */
	readonly level: number;
	readonly isClear: boolean;
}

/**
 * What stands there now, for each number of changes that the reading may show. Where it is at what the last one led to, it shows
 * them all.
 */
function possibleLevels(changes: readonly OwnChange[], reading: LevelReading): PossibleLevel[] {
	const firstLater = changes.findIndex((change) => isLater(change, reading));
	const earlier = firstLater < 0 ? changes.length : firstLater;
	const last = changes[earlier - 1];
	const showsAll = last?.fate === 'taken' && last.after === reading.level;
	const shownCounts = changes.slice(0, earlier).flatMap((change, place) => (mayLack(change, reading) ? [place] : []));
	return [...(showsAll ? [] : shownCounts), earlier].map((shown) => {
		const missing = changes.slice(shown);
		const sinceSet = missing.slice(missing.map(({ isSet, fate }) => isSet && fate === 'taken').lastIndexOf(true) + 1);
		return {
			missing,
			level: missing.filter(({ fate }) => fate === 'taken').reduce(carriedOut, reading.level),
			isClear: !sinceSet.some((change) => isRaise(change) && change.fate === 'unknown'),
		};
	});
}

/**
 * A reading can lack a change, and those after it, only while it is no higher than the level before that change: shoppers only take.
 */
function mayLack(change: OwnChange, { level, begun }: LevelReading): boolean {
	return begun !== null && begun.at - change.settledAt < SHOWN_WITHIN && level <= change.before;
}

function isLater({ sent }: OwnChange, { begun }: LevelReading): boolean {
	return begun === null || sent.order > begun.order;
}

function isRaise({ before, after }: OwnChange): boolean {
	return after > before;
}

/** A decrease that the level already shows is not subtracted twice, or the next increase would be too high. */
function carriedOut(level: number, change: OwnChange): number {
	return change.isSet || isRaise(change) || level >= change.before ? added(level, change) : level;
}

function added(level: number, { before, after, isSet }: OwnChange): number {
	return isSet ? after : Math.max(0, level + after - before);
}
