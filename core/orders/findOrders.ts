import type { ChannelAdapter, OrdersPage, OrderStateChoice, UnreadableOrder } from '../channels/channelAdapter';
import type { Moment } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import { queryStart, isUnchangedLately, isSelected, type OrderSelection } from './orderSelection';

/** Something that was found, with the places of the input items that asked for it. */
type WithItems<T> = T & { readonly items: readonly number[] };

/** The orders of a channel that somebody asked for, and those among them that cannot be read. */
export interface FoundOrders {
	readonly orders: ReadonlyArray<WithItems<{ readonly order: SalesOrder }>>;
	readonly unreadable: ReadonlyArray<WithItems<{ readonly unreadable: UnreadableOrder }>>;
}

/**
 * The selected orders of a channel, oldest first. Reading ends as soon as `limit` of them are there. Throws IntegrationError when the
 * channel cannot be asked.
 */
export async function findSelectedOrders(
	channel: ChannelAdapter,
	selection: OrderSelection,
	limit: number,
	choice: OrderStateChoice,
): Promise<FoundOrders> {
	const found = { orders: [] as SalesOrder[], unreadable: [] as UnreadableOrder[] };
	for await (const page of channel.readOrdersPlacedSince(queryStart(selection), choice)) {
		found.orders.push(...page.orders.filter((order) => isSelected(order, selection)));
		found.unreadable.push(...page.unreadable.filter(({ modifiedAt }) => isUnchangedLately(modifiedAt, selection)));
		if (found.orders.length >= limit) break;
	}
	const detailed = await channel.readDetails(found.orders.slice(0, limit));
	return {
		orders: detailed.orders.map((order) => ({ order, items: [0] })),
		unreadable: [...found.unreadable, ...detailed.unreadable].map((unreadable) => ({ unreadable, items: [0] })),
	};
}

/** An order that an input item asks for. */
export interface RequestedOrder {
	/** The place of the item. */
	readonly index: number;
	/** Number or id. */
	readonly value: string;
}

/**
 * The orders that the items ask for, each asked and delivered once, in the order in which they were asked first. An order that is older
 * than the sync, cannot be read, or is not there is named among the unreadable ones.
 */
export async function findRequestedOrders(
	channel: ChannelAdapter,
	asked: readonly RequestedOrder[],
	{ placedFrom, ...choice }: OneOrderChoice,
): Promise<FoundOrders> {
	const orders = new Map<string, WithItems<{ readonly order: SalesOrder }>>();
	const unreadable: Array<WithItems<{ readonly unreadable: UnreadableOrder }>> = [];
	for (const [name, items] of byName(asked)) {
		const { read, aside } = sortedLookup(await channel.findOrder(name, choice), name, {
			channel: choice.channel,
			placedFrom,
		});
		const detailed = await channel.readDetails(read);
		for (const order of detailed.orders)
			orders.set(order.orderId, { order, items: [...(orders.get(order.orderId)?.items ?? []), ...items] });
		unreadable.push(...[...aside, ...detailed.unreadable].map((one) => ({ unreadable: one, items })));
	}
	return { orders: [...orders.values()], unreadable };
}

/** What a look-up found that is handled, and what is set aside: too old, unreadable, or not there at all. */
function sortedLookup(
	page: OrdersPage,
	name: string,
	{ channel, placedFrom }: Pick<OneOrderChoice, 'channel' | 'placedFrom'>,
): { readonly read: readonly SalesOrder[]; readonly aside: readonly UnreadableOrder[] } {
	if (page.orders.length + page.unreadable.length === 0) return { read: [], aside: [unknownOrder(channel, name)] };
	const isOld = ({ placedAt }: SalesOrder) => placedFrom !== null && placedAt < placedFrom;
	return {
		read: page.orders.filter((order) => !isOld(order)),
		aside: [...page.orders.filter(isOld).map((order) => oldOrder(order, placedFrom)), ...page.unreadable],
	};
}

/** How single orders are read. */
export interface OneOrderChoice extends OrderStateChoice {
	/** The channel's id. */
	readonly channel: string;
	/** Older orders are none of ours (rules.md B1); null where every order is. */
	readonly placedFrom: Moment | null;
}

function byName(asked: readonly RequestedOrder[]): Map<string, number[]> {
	const places = new Map<string, number[]>();
	for (const { index, value } of asked) places.set(value, [...(places.get(value) ?? []), index]);
	return places;
}

function oldOrder(order: SalesOrder, placedFrom: Moment | null): UnreadableOrder {
	const { channel, orderId, orderUrl, modifiedAt, placedAt } = order;
	const link = orderUrl === undefined ? {} : { orderUrl };
	const reason = `The order was placed at ${placedAt}, before ${placedFrom}, from when on orders are handled (Orders Placed From)`;
	return { channel, orderId, ...link, modifiedAt, path: 'order.placedAt', reason, stock: null };
}

function unknownOrder(channel: string, name: string): UnreadableOrder {
	return {
		channel,
		orderId: name,
		modifiedAt: null,
		path: 'order',
		reason: `${channel} has no order with the number or id ${name}`,
		stock: null,
	};
}
