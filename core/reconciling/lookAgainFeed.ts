import type { ChannelAdapter, OrdersPage, OrderStateChoice } from '../channels/channelAdapter';
import type { Feed, FeedPage } from '../model/feed';
import { addSeconds, momentFromMillis, type Moment } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import { compareWithHandled, handledStamp, orderQueryStart, type OrderCursor } from '../orders/orderCursor';
import { inDetail } from '../orders/orderDetails';
import { COMPARED_AT_ONCE, COMPARED_STATES } from '../orders/orderSelection';
import { stampedAtLeast, toUnits, type OrderUnit } from '../orders/orderUnit';
import {
	afterOrders,
	afterReading,
	afterTry,
	afterTurn,
	findDueTurn,
	isBehind,
	NEVER_LOOKED,
	readLookAgain,
	type LookAgain,
	type LookAgainTurn,
	type PlacedOrder,
} from './lookAgainTurn';

/** A poll looks no longer than this, milliseconds: the next ordinary orders wait. */
const LONGEST_LOOK = 10_000;

/** So many of those that it lacks go into a run: the next ordinary orders wait for it. */
const ORDERS_A_RUN = 30;

/** How far a trigger's ordinary reading and its looking again have come. */
export type LookingCursor = OrderCursor & { readonly lookAgain: LookAgain };

/** Of these orders those that QuickBooks does not have as they are now, in the order given. */
export type FindMissing = (orders: readonly SalesOrder[]) => Promise<readonly SalesOrder[]>;

interface LookAgainSettings extends OrderStateChoice {
	readonly channel: ChannelAdapter;
	/** The channel's list may show a change so many seconds after its stamp. */
	readonly listLagSeconds: number;
	/** Orders placed earlier are none of ours; null is what the cursor says. */
	readonly placedFrom: Moment | null;
	/** The workflow's time zone (IANA). */
	readonly zone: string;
	/** Seconds from one turn through the latest days to the next. What changed within a quarter of it is left to the ordinary reading, which is at work on it. */
	readonly every: number;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
	/** Connects QuickBooks. Asked only when a turn is due, before the channel is; throws when QuickBooks cannot be used. */
	readonly books: (placedFrom: Moment) => Promise<FindMissing>;
}

interface LookAgainRun extends LookAgainSettings {
	/** The keys of what the ordinary reading has just delivered. */
	readonly delivered: ReadonlySet<string>;
}

type Page = FeedPage<LookingCursor, OrderUnit>;

/**
 * A feed that, behind what it delivers anyhow, looks again for orders that QuickBooks does not have as they are now: every so often among those
 * of the last 7 days, once a day among all since the start of the sync (rules.md H). With the latter, orders that cannot be read come again too.
 * It throws what keeps it from looking, after the ordinary orders were handed out.
 */
export function lookingAgain(
	feed: Feed<OrderCursor, OrderUnit>,
	settings: LookAgainSettings,
): Feed<LookingCursor, OrderUnit> {
	const { checkSetup, keyOf, sample } = feed;
	return {
		checkSetup,
		keyOf,
		sample,
		firstCursor(publishedNow) {
			const now = momentFromMillis(settings.now());
			// Who begins now has left nothing behind.
			const lookAgain = publishedNow ? { daysAt: now, allAt: now, turn: null } : NEVER_LOOKED;
			return { ...feed.firstCursor(publishedNow), lookAgain };
		},
		published: (cursor) => cursor,
		readCursor: (stored) => ({
			...feed.readCursor(stored),
			lookAgain: readLookAgain((stored as Partial<LookingCursor>).lookAgain),
		}),
		toStoredCursor: ({ lookAgain, ...orders }) => ({ ...feed.toStoredCursor(orders), lookAgain }),
		async *pages(cursor) {
			const delivered = new Set<string>();
			for await (const page of feed.pages(cursor)) {
				page.units.forEach((unit) => delivered.add(keyOf(unit)));
				yield besideLookAgain(page);
			}
			yield* missingPages(cursor, { ...settings, delivered });
		},
	};
}

function besideLookAgain({ units, handled, done }: FeedPage<OrderCursor, OrderUnit>): Page {
	return {
		units,
		handled: ({ lookAgain, ...at }, some) => ({ ...handled(at, some), lookAgain }),
		done: ({ lookAgain, ...at }) => ({ ...done(at), lookAgain }),
	};
}

/** Moves the cursor on and delivers nothing. */
function step(done: Page['done']): Page {
	return { units: [], handled: (at) => at, done };
}

/** The cursor with its turn moved on. */
function withTurn(cursor: LookingCursor, move: (turn: LookAgainTurn) => LookAgainTurn): LookingCursor {
	const { turn } = cursor.lookAgain;
	return turn === null ? cursor : { ...cursor, lookAgain: { ...cursor.lookAgain, turn: move(turn) } };
}

/**
 * 1. Take the turn that is due, and note the try: one that fails is not repeated with every poll.
 * 2. Connect QuickBooks, then read the channel's orders from where the turn stands, oldest first.
 * 3. Deliver of them what QuickBooks lacks, some at a time.
 * 4. When time is up, leave the rest of the turn to the next poll. It has to come further before that.
 */
async function* missingPages(cursor: LookingCursor, settings: LookAgainRun): AsyncIterable<Page> {
	const { now, channel } = settings;
	const placedFrom = settings.placedFrom ?? cursor.placedFrom;
	const turn = findDueTurn(cursor.lookAgain, { ...settings, now: momentFromMillis(now()), placedFrom });
	if (turn === null) return;
	const until = now() + LONGEST_LOOK;
	let at = cursor;
	yield step((read) => (at = begun(read, turn, momentFromMillis(now()))));
	const findMissing = await settings.books(placedFrom);
	const isTimeUp = () => now() >= until;
	for await (const page of pagesTogether(channel.readOrdersPlacedSince(turn.from, settings), isTimeUp)) {
		const units = toUnits(page).filter((unit) => !isLeftOut(unit, { turn, at, settings }));
		yield* deliveries(await unitsOfMissing(units, { turn, at, findMissing, channel }), page);
		if (isTimeUp() && page.orders.some(({ placedAt }) => placedAt > turn.from)) return;
	}
	yield step((done) => ({ ...done, lookAgain: afterTurn(done.lookAgain, turn) }));
}

function begun(cursor: LookingCursor, turn: LookAgainTurn, now: Moment): LookingCursor {
	return { ...cursor, lookAgain: { ...cursor.lookAgain, turn: afterTry(turn, now) } };
}

/** Pages of the channel, put together until QuickBooks is asked for as many orders as it should be at once, or time is up. */
async function* pagesTogether(pages: AsyncIterable<OrdersPage>, isTimeUp: () => boolean): AsyncIterable<OrdersPage> {
	const nothing: OrdersPage = { orders: [], unreadable: [] };
	let together = nothing;
	for await (const { orders, unreadable } of pages) {
		together = {
			orders: [...together.orders, ...orders],
			unreadable: [...together.unreadable, ...unreadable],
		};
		if (together.orders.length < COMPARED_AT_ONCE && !isTimeUp()) continue;
		yield together;
		together = nothing;
	}
	if (together !== nothing) yield together;
}

interface Looking {
	readonly turn: LookAgainTurn;
	/** The cursor as the ordinary reading has left it. */
	readonly at: LookingCursor;
	readonly settings: Pick<LookAgainRun, 'now' | 'every' | 'listLagSeconds' | 'delivered'>;
}

/** True for what the turn is done with, what concerns neither stock nor books, and what the ordinary reading delivers. */
function isLeftOut(unit: OrderUnit, { turn, at, settings }: Looking): boolean {
	const { order, version } = unit;
	if (order === null ? turn.reach !== 'all' : isBehind(turn, order) || !COMPARED_STATES.includes(order.state))
		return true;
	if (settings.delivered.has(version.key)) return true;
	const { modifiedAt } = version;
	if (modifiedAt === null) return false;
	const now = momentFromMillis(settings.now());
	if (modifiedAt <= now && modifiedAt > addSeconds(now, -settings.every / 4)) return true;
	const kind = compareWithHandled(at, version);
	// A date in the future, of a clock that runs fast, is later than any cursor. What was handled is known by what it says.
	const isStillListed = modifiedAt >= orderQueryStart(at, settings.listLagSeconds);
	return kind === 'older' || (kind === 'new' && isStillListed);
}

interface Comparing extends Pick<Looking, 'turn' | 'at'> {
	readonly findMissing: FindMissing;
	readonly channel: ChannelAdapter;
}

/** Of these units those that QuickBooks lacks, with their details, in the order of their placing; what cannot be read is behind them. */
async function unitsOfMissing(
	units: readonly OrderUnit[],
	{ at, findMissing, channel }: Comparing,
): Promise<readonly OrderUnit[]> {
	const byOrder = new Map(units.flatMap((unit) => (unit.order === null ? [] : [[unit.order, unit] as const])));
	const inSequence = [...byOrder.keys()].sort((one, other) => Date.parse(one.placedAt) - Date.parse(other.placedAt));
	const missing = (await findMissing(inSequence)).flatMap((order) => byOrder.get(order) ?? []);
	const current = missing.map((unit) => stampedAtLeast(unit, handledStamp(at, unit.version)));
	return [...(await inDetail(channel, current)), ...units.filter(({ order }) => order === null)];
}

/** The turn moves past what was handled, and at last past all that was read. */
function* deliveries(units: readonly OrderUnit[], { orders }: OrdersPage): Iterable<Page> {
	const places = new Map(orders.map((order) => [order.orderId, order]));
	const placesOf = (some: readonly OrderUnit[]) =>
		some.flatMap(({ version }): PlacedOrder[] =>
			places.get(version.key) === undefined ? [] : [places.get(version.key) as PlacedOrder],
		);
	yield step((at) => withTurn(at, afterReading));
	for (let first = 0; first < units.length; first += ORDERS_A_RUN)
		yield {
			units: units.slice(first, first + ORDERS_A_RUN),
			handled: (at, some) => withTurn(at, (turn) => afterOrders(turn, placesOf(some))),
			done: (at) => at,
		};
	yield step((at) => withTurn(at, (turn) => afterOrders(turn, orders)));
}
