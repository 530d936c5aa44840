import {
	canGoOn,
	changesRead,
	nothingKnown,
	stillKnown,
	taken,
	type KnownOrders,
	type OrdersMemory,
	type SeenPage,
	wholeReading,
} from './knownOrders';
import { concerning, openOrderOf, type OpenOrder, type OpenOrders } from './openOrders';
import type {
	ChannelAdapter,
	ChannelDefinition,
	OrderStateChoice,
	OrdersPage,
	UnreadableOrder,
} from '../channels/channelAdapter';
import { IntegrationError } from '../http/integrationError';
import { shifted, type Moment } from '../model/moment';
import type { ReadingTrouble, StockLevel } from '../model/stockLevel';
import { UnreadableError } from '../reading/readUnknown';

/** Which open orders of a channel are read. */
export interface OpenOrdersAsked extends OrderStateChoice {
	readonly channel: Pick<ChannelDefinition, 'id' | 'displayName' | 'unpaidStates' | 'listsLateSeconds'>;
	/** What the documents of its orders are found by. */
	readonly numberPrefix: string;
	/** Sold orders placed earlier are taken to be in QuickBooks by now. */
	readonly since: Moment;
	/** Older orders are none of ours (rules.md B1); null where every order is. */
	readonly placedFrom: Moment | null;
	/** Whether levels may go up although an order cannot be read. */
	readonly ignoreUnreadable: boolean;
	readonly now: Moment;
}

/**
 * The channel's orders that sold or reserved one of these levels: sold ones since `since`, reserving ones of any age. A channel that
 * cannot be read is no failure here: `trouble` says so, levels go down by what is known, and nothing goes up (rules.md A1, F5).
 *
 * 1. Read the orders; where an earlier run knows them, read only what has changed since.
 * 2. Remember them, unless the reading failed.
 * 3. Say why not all are known: the reading failed, or an order cannot be read.
 * 4. Keep the orders of ours that concern one of the levels.
 */
export async function openOrdersOf(
	adapter: ChannelAdapter,
	levels: readonly StockLevel[],
	{ memory, ...asked }: OpenOrdersAsked & { readonly memory: OrdersMemory },
): Promise<OpenOrders> {
	const { channel, numberPrefix, now: readAt } = asked;
	const isConcerned = concerning(levels);
	// No order concerns no level.
	const read =
		levels.length === 0
			? { known: nothingKnown<UnreadableOrder>(asked), trouble: null }
			: await readOrders(adapter, asked, await memory.known());
	if (levels.length > 0 && read.trouble === null) await memory.keep(read.known);
	const trouble = read.trouble ?? unreadableTrouble([...read.known.unreadable.values()], asked);
	const orders = [...read.known.orders.values()].filter((order) => isOurs(order, asked) && isConcerned(order));
	return {
		kind: 'openOrders',
		channel: channel.id,
		numberPrefix,
		readAt,
		trouble: trouble === null ? null : { ...trouble, reason: `${channel.displayName}: ${trouble.reason}` },
		orders,
	};
}

interface OrdersRead {
	readonly known: KnownOrders<UnreadableOrder>;
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
	asked: OpenOrdersAsked,
	before: KnownOrders<UnreadableOrder> | null,
): Promise<OrdersRead> {
	const goesOn = canGoOn(before, asked);
	const changes = goesOn
		? adapter.ordersSince(shifted(before.changedUntil, -asked.channel.listsLateSeconds), asked)
		: adapter.ordersPlacedSince(asked.since, asked);
	const pages: Array<SeenPage<UnreadableOrder>> = [];
	const take = async (read: AsyncIterable<OrdersPage>) => {
		for await (const page of read) pages.push(seen(page, asked));
	};
	const trouble = await take(adapter.reservingOrders(asked))
		.then(async () => await take(changes))
		.then(() => null, troubleOf);
	const known = taken(goesOn ? stillKnown(before) : nothingKnown<UnreadableOrder>(asked), pages, asked.now);
	if (trouble !== null) return { known: withFormer(known, before), trouble };
	return { known: goesOn ? changesRead(known, asked.now) : wholeReading(known, asked.now), trouble };
}

/** Where not all could be read, what was open before counts as open still: that only decreases levels. */
function withFormer<T>(known: KnownOrders<T>, before: KnownOrders<T> | null): KnownOrders<T> {
	return { ...known, orders: new Map([...(before?.orders ?? []), ...known.orders]) };
}

function seen(
	{ orders, unreadable }: OrdersPage,
	{ channel: { unpaidStates } }: OpenOrdersAsked,
): SeenPage<UnreadableOrder> {
	return {
		orders: orders.map((order) => ({
			orderId: order.orderId,
			modifiedAt: order.modifiedAt,
			open: openOrderOf(order, unpaidStates),
		})),
		unreadable,
	};
}

function isOurs({ placedAt, hold }: OpenOrder, { placedFrom, since }: OpenOrdersAsked): boolean {
	return (placedFrom === null || placedAt >= placedFrom) && (hold === 'reserved' || placedAt >= since);
}

function unreadableTrouble(
	[first, ...others]: readonly UnreadableOrder[],
	{ ignoreUnreadable }: OpenOrdersAsked,
): ReadingTrouble | null {
	if (first === undefined || ignoreUnreadable) return null;
	const which = `order ${first.orderId ?? 'without id'}${others.length === 0 ? '' : ` and ${others.length} more`}`;
	return {
		reason: `${which} cannot be read (${first.path}: ${first.reason}), so what it sold is not known. Mend it in the shop, or choose Ignore Unreadable Orders`,
		passing: false,
	};
}

/** A channel that is out of reach, or answers nonsense, is expected here; all else is not. */
function troubleOf(error: unknown): ReadingTrouble {
	if (error instanceof IntegrationError || error instanceof UnreadableError)
		return { reason: `its open orders could not be read: ${error.message}`, passing: true };
	throw error;
}
