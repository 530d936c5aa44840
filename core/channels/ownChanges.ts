import type { SerialQueue } from '../http/serialQueue';
import { boundedStore, MOST_ENTRIES } from '../memory/boundedStore';

/**
 * The changes that this process made to the levels of its channels. They tell a stale reading: one that is older than a change of
 * our own.
 */
export interface OwnChanges {
	mark(): Mark;
	sleep(milliseconds: number): Promise<void>;
	/** Runs works that change the levels of one account one after the other. */
	readonly inTurn: SerialQueue;
	/** Records a change that the channel has just answered, or whose answer is lost. */
	record(stock: string, change: Omit<OwnChange, 'completedAt'>): void;
	/** The changes of a stock that are young enough to matter, in the order of sending. */
	of(stock: string): readonly OwnChange[];
}

interface OwnChangesPorts {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
	/** The queue of works on one account. */
	readonly inTurn: SerialQueue;
}

/**
 * A run reads again what it read more than a minute ago before it writes, so nothing older than this is still to be written on;
 * milliseconds.
 */
const KEPT_FOR = 15 * 60_000;

/** An empty record of changes. It lasts as long as the process. */
export function ownChanges({ now, sleep, inTurn }: OwnChangesPorts): OwnChanges {
	const known = boundedStore<readonly OwnChange[]>({ most: MOST_ENTRIES.small, age: { keptFor: KEPT_FOR, now } });
	let order = 0;
	const isKept = ({ completedAt }: OwnChange) => completedAt > now() - KEPT_FOR;
	return {
		mark: () => ({ order: ++order, at: now() }),
		sleep,
		inTurn,
		record(stock, change) {
			const before = known.get(stock) ?? [];
			known.set(stock, [...before.filter(isKept), { ...change, completedAt: now() }]);
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
	readonly result: 'taken' | 'unknown';
	/** Taken just before it was sent. */
	readonly sent: Mark;
	/** The time of the channel's answer, or of the end of the wait for it; milliseconds since the epoch. */
	readonly completedAt: number;
}

/** A level as a channel showed it. */
export interface LevelReading {
	/** Units. */
	readonly level: number;
	/** The mark just before the question. Null where nobody knows it; such a reading counts as older than all changes. */
	readonly mark: Mark | null;
}

/** The channel shows a change after this time at the latest, in milliseconds. Nothing is documented; it takes seconds in practice. */
const VISIBLE_WITHIN = 60_000;

/** True for a reading that may lack a change that was made a little before it: it may be stale. */
export function mayBeStale(changes: readonly OwnChange[], reading: LevelReading): boolean {
	const earlier = changes.filter((change) => !isLater(change, reading));
	return possibleLevels(earlier, reading).some(({ level, isCertain: isClear }) => !isClear || level !== reading.level);
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
		missing.filter((change) => change.result === 'taken' || !isIncrease(change)).reduce(applyChange, reading.level);
	return Math.min(...possibleLevels(changes, reading).map(counted));
}

/** As `highestLevel`, with increases counted whose answer is lost. */
export function highestPossible(changes: readonly OwnChange[], reading: LevelReading): number {
	return highestLevel(
		changes.map((change) => (isIncrease(change) ? { ...change, result: 'taken' } : change)),
		reading,
	);
}

/** False where the reading may lack an increase that the channel may or may not have taken. Then the level can only be set. */
export function isCertain(changes: readonly OwnChange[], reading: LevelReading): boolean {
	return possibleLevels(changes, reading).every((possible) => possible.isCertain);
}

interface PossibleLevel {
	/** The changes that the reading lacks. */
	readonly missing: readonly OwnChange[];
	/** The highest level in this case, in units. */
	readonly level: number;
	readonly isCertain: boolean;
}

/**
 * What stands there now, for each number of changes that the reading may show. Where it is at what the last one led to, it shows
 * them all.
 */
function possibleLevels(changes: readonly OwnChange[], reading: LevelReading): PossibleLevel[] {
	const firstLater = changes.findIndex((change) => isLater(change, reading));
	const earlier = firstLater < 0 ? changes.length : firstLater;
	const last = changes[earlier - 1];
	const showsAll = last?.result === 'taken' && last.after === reading.level;
	const shownCounts = changes.slice(0, earlier).flatMap((change, place) => (mayMiss(change, reading) ? [place] : []));
	return [...(showsAll ? [] : shownCounts), earlier].map((shown) => {
		const missing = changes.slice(shown);
		const sinceSet = missing.slice(
			missing.map(({ isSet, result }) => isSet && result === 'taken').lastIndexOf(true) + 1,
		);
		return {
			missing,
			level: missing.filter(({ result }) => result === 'taken').reduce(applyUnlessPresent, reading.level),
			isCertain: !sinceSet.some((change) => isIncrease(change) && change.result === 'unknown'),
		};
	});
}

/**
 * A reading can lack a change, and those after it, only while it is no higher than the level before that change: shoppers only take.
 */
function mayMiss(change: OwnChange, { level, mark }: LevelReading): boolean {
	return mark !== null && mark.at - change.completedAt < VISIBLE_WITHIN && level <= change.before;
}

function isLater({ sent }: OwnChange, { mark }: LevelReading): boolean {
	return mark === null || sent.order > mark.order;
}

function isIncrease({ before, after }: OwnChange): boolean {
	return after > before;
}

/** A decrease that the level already shows is not subtracted twice, or the next increase would be too high. */
function applyUnlessPresent(level: number, change: OwnChange): number {
	return change.isSet || isIncrease(change) || level >= change.before ? applyChange(level, change) : level;
}

function applyChange(level: number, { before, after, isSet }: OwnChange): number {
	return isSet ? after : Math.max(0, level + after - before);
}
