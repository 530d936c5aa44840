import type { OpenOrder } from './openOrders';
import type { UnreadableOrder } from '../channels/channelAdapter';
import type { Memory } from '../memory/memory';
import { latest, addSeconds, type Moment } from '../model/moment';

/** A channel's open orders as they were read last; a later reading needs only their changes. */
export interface OrdersSnapshot<Unreadable> {
	/** Orders placed earlier were not looked for. */
	readonly placedSince: Moment;
	/** The newest change that was seen, by the channel's clock. */
	readonly changedUntil: Moment;
	/** When all of them were read, and not only what had changed. */
	readonly readInFullAt: Moment;
	/** Orders that keep stock from being sold again, by order id. */
	readonly orders: ReadonlyMap<string, OpenOrder>;
	readonly unreadable: ReadonlyMap<string | null, Unreadable>;
	/** When the latest of the unreadable orders was found; null where there is none. */
	readonly unreadableSince: Moment | null;
}

/** An order as a page brought it. */
interface SeenOrder {
	readonly orderId: string;
	/** Null where it could not be read. */
	readonly modifiedAt: Moment | null;
	/** Null where it keeps no stock. */
	readonly open: OpenOrder | null;
}

export interface SeenPage<Unreadable> {
	readonly orders: readonly SeenOrder[];
	readonly unreadable: ReadonlyArray<
		Unreadable & { readonly orderId: string | null; readonly modifiedAt: Moment | null }
	>;
}

/** What changes without a new stamp, as an order that is deleted does, is found out after so many seconds. */
const FULL_READ_INTERVAL = 24 * 3600;

/**
 * An order that could not be read holds every increase back, so all orders are read again sooner: by the next run, since most troubles
 * pass, and then each time as much later as the trouble is old, up to so many seconds.
 */
const LONGEST_INTERVAL_WHILE_UNREADABLE = 15 * 60;

/** A full reading goes by when orders were placed, so what changed while it lasted is asked for again. Two clocks may be as far apart. Seconds. */
const MAX_READ_TIME = 15 * 60;

/** More orders than these would fill the memory: they are read anew each time. */
const MAX_REMEMBERED = 50_000;

/** True when only the changes since the last reading have to be read. */
export function isResumable<T>(
	known: OrdersSnapshot<T> | null,
	{ since, now }: { readonly since: Moment; readonly now: Moment },
): known is OrdersSnapshot<T> {
	return known !== null && known.placedSince <= since && now < addSeconds(known.readInFullAt, fullReadInterval(known));
}

/** Seconds. */
function fullReadInterval({
	readInFullAt,
	unreadableSince,
}: Pick<OrdersSnapshot<unknown>, 'readInFullAt' | 'unreadableSince'>): number {
	if (unreadableSince === null) return FULL_READ_INTERVAL;
	const age = (Date.parse(readInFullAt) - Date.parse(unreadableSince)) / 1000;
	return Math.min(Math.max(age, 0), LONGEST_INTERVAL_WHILE_UNREADABLE);
}

/** What is known before the first reading. */
export function emptySnapshot<T>({ since, now }: { readonly since: Moment; readonly now: Moment }): OrdersSnapshot<T> {
	return {
		placedSince: since,
		changedUntil: since,
		readInFullAt: now,
		orders: new Map(),
		unreadable: new Map(),
		unreadableSince: null,
	};
}

/** The same without what only reserves stock, which is read anew each time. Orders that this run does not need stay: other runs do. */
export function withoutReservingOrders<T>(known: OrdersSnapshot<T>): OrdersSnapshot<T> {
	return { ...known, orders: new Map([...known.orders].filter(([, { hold }]) => hold !== 'reserved')) };
}

/** What a reading of all orders found, to be gone on from. */
export function afterFullRead<T>(known: OrdersSnapshot<T>, now: Moment): OrdersSnapshot<T> {
	const readSafelyUntil = addSeconds(now, -MAX_READ_TIME);
	return known.changedUntil < readSafelyUntil ? known : { ...known, changedUntil: readSafelyUntil };
}

/** What a reading of the changes found. Where no change came for long, the last one is not read again for ever. */
export function afterChangesRead<T>(known: OrdersSnapshot<T>, now: Moment): OrdersSnapshot<T> {
	const readSafelyUntil = addSeconds(now, -MAX_READ_TIME);
	return known.changedUntil >= readSafelyUntil ? known : { ...known, changedUntil: readSafelyUntil };
}

/** Takes pages in: the later word on an order counts. A stamp in the future, of an import or a clock that ran fast, counts as now. */
export function mergePages<T>(
	known: OrdersSnapshot<T>,
	pages: ReadonlyArray<SeenPage<T>>,
	now: Moment,
): OrdersSnapshot<T> {
	const orders = new Map(known.orders);
	const unreadable = new Map(known.unreadable);
	let { changedUntil } = known;
	for (const page of pages) {
		for (const { orderId, open, modifiedAt } of page.orders) {
			unreadable.delete(orderId);
			if (open === null) orders.delete(orderId);
			else orders.set(orderId, open);
			const stamp = modifiedAt ?? changedUntil;
			changedUntil = latest([changedUntil, stamp < now ? stamp : now]) ?? changedUntil;
		}
		for (const one of page.unreadable) unreadable.set(one.orderId, one);
	}
	return { ...known, changedUntil, orders, unreadable };
}

/** The same with the time since when orders are unreadable; those that `before` knows as such are no new trouble. */
export function withUnreadableSince<T>(
	known: OrdersSnapshot<T>,
	before: OrdersSnapshot<T> | null,
	now: Moment,
): OrdersSnapshot<T> {
	const ids = [...known.unreadable.keys()];
	if (ids.length === 0) return { ...known, unreadableSince: null };
	const isKnown = ids.every((id) => before?.unreadable.has(id) === true);
	return { ...known, unreadableSince: isKnown ? (before?.unreadableSince ?? now) : now };
}

/**
 * Where the orders of an account (its key) are remembered, by the states that count as sold. Without an account nothing is. Losing it costs one
 * full reading.
 */
export function rememberedOrders(memory: Memory, account: string | null, alsoSold: readonly string[]): OrdersStore {
	if (account === null) return { load: async () => null, save: async () => undefined };
	const key = JSON.stringify([account, [...alsoSold].sort()]);
	const remembered = memory.store<OrdersSnapshot<UnreadableOrder>>('channelOrders', 'large');
	return {
		load: async () => (await remembered.read([key])).get(key) ?? null,
		save: async (read) => await remembered.write(new Map([[key, read.orders.size > MAX_REMEMBERED ? null : read]])),
	};
}

/** Where the orders of one account of a channel are remembered from run to run. */
export interface OrdersStore {
	load(): Promise<OrdersSnapshot<UnreadableOrder> | null>;
	save(read: OrdersSnapshot<UnreadableOrder>): Promise<void>;
}
