import { addSeconds, latest, latestHour, readMoment, type Moment } from '../model/moment';
import { daysBefore, queryStart } from '../orders/orderSelection';
import { readChoice, readFields, readList, readOptional, readText, readWholeNumber } from '../reading/readUnknown';

/** What a turn goes through: the orders of the last days, or all since the start of the sync. */
const REACHES = ['days', 'all'] as const;

type Reach = (typeof REACHES)[number];

/** One turn of looking again, as far as it has come. */
export interface LookAgainTurn {
	readonly reach: Reach;
	readonly startedAt: Moment;
	/** Orders that were placed before are done with. */
	readonly from: Moment;
	/** Of the orders that were placed at that very moment, the ids of those that are done with too. */
	readonly seen: readonly string[];
	/** How often it was begun, or gone on with, since it last came further. */
	readonly tries: number;
	readonly triedAt: Moment;
}

/** When a trigger has looked again. It is small, since it lies in the trigger's cursor. */
export interface LookAgain {
	/** When the last turn began that went through the latest days; null before the first one. */
	readonly daysAt: Moment | null;
	/** When the last turn began that went through all; null before the first one. */
	readonly allAt: Moment | null;
	/** The turn in progress; null between two. */
	readonly turn: LookAgainTurn | null;
}

export const NEVER_LOOKED: LookAgain = { daysAt: null, allAt: null, turn: null };

/** The latest days. */
const DAYS = 7;

/** All orders are looked through once a day, from this hour on: shops and bookkeepers are asleep. */
const QUIET_HOUR = 3;

/** A turn that cannot be read is tried so often in a row, and then when the next one would be due. */
const TRIES = 3;

/** So many ids are kept of orders that were placed in one second. With them the state has less than 2 kB. */
const MOST_SEEN = 60;

interface Times {
	readonly now: Moment;
	/** The workflow's time zone (IANA). */
	readonly zone: string;
	/** Orders placed earlier are none of ours. */
	readonly placedFrom: Moment;
	/** Seconds from one turn through the latest days to the next. */
	readonly every: number;
}

/** The turn that is due, be it a new one or the one in progress; null where none is. One through all orders is one through the latest days too. */
export function findDueTurn({ daysAt, allAt, turn }: LookAgain, times: Times): LookAgainTurn | null {
	const { now, zone, every } = times;
	if (turn !== null) return turn.tries < TRIES || now >= addSeconds(turn.triedAt, every) ? turn : null;
	if (allAt === null || allAt < latestHour(now, QUIET_HOUR, zone)) return newTurn('all', times);
	return daysAt === null || now >= addSeconds(daysAt, every) ? newTurn('days', times) : null;
}

function newTurn(reach: Reach, { now, placedFrom }: Times): LookAgainTurn {
	const since = reach === 'all' ? placedFrom : daysBefore(now, DAYS);
	return { reach, startedAt: now, from: queryStart({ since, placedFrom }), seen: [], tries: 0, triedAt: now };
}

/** The turn, begun or gone on with once more. */
export function afterTry(turn: LookAgainTurn, now: Moment): LookAgainTurn {
	return { ...turn, tries: turn.tries < TRIES ? turn.tries + 1 : 1, triedAt: now };
}

/** The turn once its orders could be read and compared. */
export function afterReading(turn: LookAgainTurn): LookAgainTurn {
	return { ...turn, tries: 0 };
}

/** An order, as far as a turn has to know its place. */
export interface PlacedOrder {
	readonly orderId: string;
	readonly placedAt: Moment;
}

/** The turn once these orders are done with, oldest first. */
export function afterOrders(turn: LookAgainTurn, orders: readonly PlacedOrder[]): LookAgainTurn {
	const from = latest([turn.from, ...orders.map(({ placedAt }) => placedAt)]) ?? turn.from;
	const before = from === turn.from ? turn.seen : [];
	const ids = orders.filter(({ placedAt }) => placedAt === from).map(({ orderId }) => orderId);
	return { ...turn, from, seen: [...new Set([...before, ...ids])].slice(-MOST_SEEN) };
}

/** True for an order that the turn is done with. */
export function isBehind({ from, seen }: LookAgainTurn, { orderId, placedAt }: PlacedOrder): boolean {
	return placedAt < from || (placedAt === from && seen.includes(orderId));
}

/** What is known of looking again once the turn is over. */
export function afterTurn({ allAt }: LookAgain, { reach, startedAt }: LookAgainTurn): LookAgain {
	return { daysAt: startedAt, allAt: reach === 'all' ? startedAt : allAt, turn: null };
}

/** Reads it out of a stored cursor; what was never stored has never looked. Throws UnreadableError for anything else. */
export function readLookAgain(stored: unknown): LookAgain {
	if (stored === undefined) return NEVER_LOOKED;
	const { daysAt, allAt, turn } = readFields(stored, 'lookAgain');
	return {
		daysAt: readOptional(daysAt, 'lookAgain.daysAt', readMoment),
		allAt: readOptional(allAt, 'lookAgain.allAt', readMoment),
		turn: readOptional(turn, 'lookAgain.turn', readTurn),
	};
}

function readTurn(stored: unknown, path: string): LookAgainTurn {
	const { reach, startedAt, from, seen, tries, triedAt } = readFields(stored, path);
	return {
		reach: readChoice(reach, REACHES, `${path}.reach`),
		startedAt: readMoment(startedAt, `${path}.startedAt`),
		from: readMoment(from, `${path}.from`),
		seen: readList(seen, `${path}.seen`, readText),
		tries: readWholeNumber(tries, `${path}.tries`),
		triedAt: readMoment(triedAt, `${path}.triedAt`),
	};
}
