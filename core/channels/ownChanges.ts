import { turns, type Turns } from '../http/turns';
import { boundedStore, MOST_ENTRIES } from '../memory/boundedStore';

/** What this process did to the levels of its channels: so a level that was read is known to be older than a change of our own. */
export interface OwnChanges {
	mark(): Mark;
	sleep(milliseconds: number): Promise<void>;
	/** Lets one work after the other change the levels of an account. */
	readonly inTurn: Turns;
	/** A change whose fate is settled, just now. */
	note(stock: string, change: Omit<OwnChange, 'settledAt'>): void;
	/** The changes of a stock that are young enough to matter, in the order in which they were sent. */
	of(stock: string): readonly OwnChange[];
}

export interface OwnChangesClock {
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	readonly sleep: (milliseconds: number) => Promise<void>;
}

/** A run reads again what it read more than a minute ago before it writes, so nothing older than this is still to be written on; milliseconds. */
const KEPT = 15 * 60_000;

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

/** A place in the order in which this process read and wrote, with its time in milliseconds since the epoch. */
export interface Mark {
	readonly order: number;
	readonly at: number;
}

/** A level of a channel as this process changed it. */
export interface OwnChange {
	/** Units, as far as they were known. */
	readonly before: number;
	readonly after: number;
	/** True where the level was set, whatever it was; false where it was changed by the difference. */
	readonly isSet: boolean;
	/** Whether the channel took it; unknown where the answer, or the request, was lost. */
	readonly fate: 'taken' | 'unknown';
	/** Taken just before it was sent. */
	readonly sent: Mark;
	/** When the channel had answered, or nothing was waited for any more; milliseconds since the epoch. */
	readonly settledAt: number;
}

/** A level as a channel showed it. */
export interface LevelReading {
	/** Units. */
	readonly level: number;
	/** Taken just before it was asked for; null where nobody knows, which is before all changes. */
	readonly begun: Mark | null;
}

/** The channel shows a change after so long at the latest, milliseconds: nothing is documented, and seconds are what is seen. */
const SHOWN_WITHIN = 60_000;

/** True where the reading may lack a change that was made a little before it. */
export function isDoubtful(changes: readonly OwnChange[], reading: LevelReading): boolean {
	const earlier = changes.filter((change) => !isLater(change, reading));
	return possibleLevels(earlier, reading).some(({ level, isClear }) => !isClear || level !== reading.level);
}

/**
 * The most that may stand there by now: a reading shows all changes before it or, where the channel is late, only the first of them, and
 * those after it are not in it. Whoever takes the difference to this never raises too much. A raise of unknown fate is not counted.
 */
export function highestLevel(changes: readonly OwnChange[], reading: LevelReading): number {
	return Math.max(...possibleLevels(changes, reading).map(({ level }) => level));
}

/** The least that stands there by now but for what was sold since: whoever sets no more than this never raises. */
export function lowestLevel(changes: readonly OwnChange[], reading: LevelReading): number {
	const counted = ({ missing }: PossibleLevel) =>
		missing.filter((change) => change.fate === 'taken' || !isRaise(change)).reduce(added, reading.level);
	return Math.min(...possibleLevels(changes, reading).map(counted));
}

/** As `highestLevel`, with raises counted that may not have been taken. */
export function highestConceivable(changes: readonly OwnChange[], reading: LevelReading): number {
	return highestLevel(
		changes.map((change) => (isRaise(change) ? { ...change, fate: 'taken' } : change)),
		reading,
	);
}

/** False where a raise that may be missing in the reading may have been taken or not: then a level can only be set. */
export function isClear(changes: readonly OwnChange[], reading: LevelReading): boolean {
	return possibleLevels(changes, reading).every((possible) => possible.isClear);
}

interface PossibleLevel {
	/** What the reading lacks. */
	readonly missing: readonly OwnChange[];
	/** Units, at most. */
	readonly level: number;
	readonly isClear: boolean;
}

/** What stands there now, for each number of changes that the reading may show. Where it is at what the last one led to, it shows them all. */
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

/** A reading lacks a change, and those after it, only where it stands no higher than the change began: shoppers only take. */
function mayLack(change: OwnChange, { level, begun }: LevelReading): boolean {
	return begun !== null && begun.at - change.settledAt < SHOWN_WITHIN && level <= change.before;
}

function isLater({ sent }: OwnChange, { begun }: LevelReading): boolean {
	return begun === null || sent.order > begun.order;
}

function isRaise({ before, after }: OwnChange): boolean {
	return after > before;
}

/** A lowering that the level already has is not taken off twice: the next raise would be too high. */
function carriedOut(level: number, change: OwnChange): number {
	return change.isSet || isRaise(change) || level >= change.before ? added(level, change) : level;
}

function added(level: number, { before, after, isSet }: OwnChange): number {
	return isSet ? after : Math.max(0, level + after - before);
}
