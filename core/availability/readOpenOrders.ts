import {
	isResumable,
	afterChangesRead,
	emptySnapshot,
	withoutReservingOrders,
	mergePages,
	withUnreadableSince,
	type OrdersSnapshot,
	type OrdersStore,
	type SeenPage,
	afterFullRead,
} from './ordersSnapshot';
import { affectsLevels, toOpenOrder, toUnreadableOpenOrder, type OpenOrder, type OpenOrders } from './openOrders';
import type {
	ChannelAdapter,
	ChannelDefinition,
	OrderStateChoice,
	OrdersPage,
	UnreadableOrder,
} from '../channels/channelAdapter';
import { serviceFailureOnly } from '../http/serviceFailure';
import { addSeconds, type Moment } from '../model/moment';
import type { ReadingTrouble } from './heldLevel';
import type { StockLevel } from '../model/stockLevel';

/** Which open orders of a channel are read. */
export interface OpenOrdersQuery extends OrderStateChoice {
	readonly channel: Pick<ChannelDefinition, 'id' | 'displayName' | 'unpaidStates' | 'listLagSeconds'>;
	/** Sold orders placed earlier are taken to be in QuickBooks by now. */
	readonly since: Moment;
	/** Older orders are none of ours (rules.md B1); null where every order is. */
	readonly placedFrom: Moment | null;
	/** Whether levels may go up although an order cannot be read. */
	readonly ignoreUnreadable: boolean;
	/** Whether what is ordered and neither paid nor taken from stock is kept from the other channels (rules.md E2). */
	readonly reserveUnpaid: boolean;
	readonly now: Moment;
}

/**
 * The channel's orders that sold or reserved something: sold ones since `since`, reserving ones of any age. A channel that
 * cannot be read is no failure here: `trouble` says so, levels go down by what is known, and nothing goes up (rules.md A1, F5).
 *
 * 1. Read the orders; where an earlier run knows them, read only what has changed since.
 * 2. Remember them, unless the reading failed.
 * 3. Say why not all are known: the reading failed, or it cannot be read what an order sold. An order of which no more than that can be read
 *    is held back as any other one.
 * 4. Keep the orders of ours.
 */
export async function readOpenOrders(
	adapter: ChannelAdapter,
	{ memory, ...asked }: OpenOrdersQuery & { readonly memory: OrdersStore },
): Promise<OpenOrders> {
	const { channel, now: readAt } = asked;
	const read = await readOrders(adapter, asked, await memory.load());
	if (read.trouble === null) await memory.save(read.snapshot);
	const trouble = read.trouble ?? unreadableTrouble([...read.snapshot.unreadable.values()], asked);
	return {
		channel: channel.id,
		readAt,
		trouble: trouble === null ? null : { ...trouble, reason: `${channel.displayName}: ${trouble.reason}` },
		orders: [...read.snapshot.orders.values()].filter((order) => isInScope(order, asked)),
	};
}

/** The same with those orders only that sold one of these levels, a part of one, or a bundle that one is a part of. */
export function concerning(openOrders: OpenOrders, levels: readonly StockLevel[]): OpenOrders {
	return { ...openOrders, orders: openOrders.orders.filter(affectsLevels(levels)) };
}

interface OrdersRead {
	readonly snapshot: OrdersSnapshot<UnreadableOrder>;
	/** Why not all are in it; null when they are. */
	readonly trouble: ReadingTrouble | null;
}

/**
 * 1. Read the reserving orders first: one that is sold meanwhile is met again among the sold.
 * 2. Read the changes since the last reading, or all orders since `since`.
 * 3. Where either failed, take what was open before to be open still.
 */
async function readOrders(
	adapter: ChannelAdapter,
	asked: OpenOrdersQuery,
	before: OrdersSnapshot<UnreadableOrder> | null,
): Promise<OrdersRead> {
	const resumes = isResumable(before, asked);
	const changes = resumes
		? adapter.readOrdersSince(addSeconds(before.changedUntil, -asked.channel.listLagSeconds), asked)
		: adapter.readOrdersPlacedSince(asked.since, asked);
	const pages: Array<SeenPage<UnreadableOrder>> = [];
	const take = async (read: AsyncIterable<OrdersPage>) => {
		for await (const page of read) pages.push(toSeenPage(page, asked));
	};
	const trouble = await take(adapter.readReservingOrders(asked))
		.then(async () => await take(changes))
		.then(() => null, toTrouble);
	const start = resumes ? withoutReservingOrders(before) : emptySnapshot<UnreadableOrder>(asked);
	const known = withUnreadableSince(mergePages(start, pages, asked.now), before, asked.now);
	if (trouble !== null) return { snapshot: withPreviousOrders(known, before), trouble };
	return { snapshot: resumes ? afterChangesRead(known, asked.now) : afterFullRead(known, asked.now), trouble };
}

/** Where not all could be read, what was open before counts as open still: that only decreases levels. */
function withPreviousOrders<T>(known: OrdersSnapshot<T>, before: OrdersSnapshot<T> | null): OrdersSnapshot<T> {
	return { ...known, orders: new Map([...(before?.orders ?? []), ...known.orders]) };
}

function toSeenPage(
	{ orders, unreadable }: OrdersPage,
	{ channel: { unpaidStates } }: OpenOrdersQuery,
): SeenPage<UnreadableOrder> {
	const read = orders.map((order) => ({
		orderId: order.orderId,
		modifiedAt: order.modifiedAt,
		open: toOpenOrder(order, unpaidStates),
	}));
	const ofStock = unreadable.flatMap(({ stock, modifiedAt }) =>
		stock === null ? [] : [{ orderId: stock.orderId, modifiedAt, open: toUnreadableOpenOrder(stock, unpaidStates) }],
	);
	return { orders: [...read, ...ofStock], unreadable: unreadable.filter(({ stock }) => stock === null) };
}

function isInScope({ placedAt, hold }: OpenOrder, { placedFrom, since, reserveUnpaid }: OpenOrdersQuery): boolean {
	if (hold === 'unpaid' && !reserveUnpaid) return false;
	return (placedFrom === null || placedAt >= placedFrom) && (hold === 'reserved' || placedAt >= since);
}

function unreadableTrouble(
	[first, ...others]: readonly UnreadableOrder[],
	{ ignoreUnreadable }: OpenOrdersQuery,
): ReadingTrouble | null {
	if (first === undefined || ignoreUnreadable) return null;
	const which = `order ${first.orderId ?? 'without id'}${others.length === 0 ? '' : ` and ${others.length} more`}`;
	return {
		reason: `${which} cannot be read (${first.path}: ${first.reason}), so what it sold is not known. Mend it in the shop, or choose Ignore Unreadable Orders`,
		passing: false,
	};
}

/** A channel that is out of reach, or answers nonsense, is expected here; all else is not. */
function toTrouble(error: unknown): ReadingTrouble {
	return { reason: `its open orders could not be read: ${serviceFailureOnly(error).message}`, passing: true };
}
