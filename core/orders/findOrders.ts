import type { ChannelAdapter, OrderStateChoice, UnreadableOrder } from '../channels/channelAdapter';
import type { Moment } from '../model/moment';
import type { SalesOrder } from '../model/salesOrder';
import { askedFrom, isQuiet, isSelected, type OrderSelection } from './orderSelection';

/** Something found, with the places of the input items that asked for it. */
export type Asked<T> = T & { readonly items: readonly number[] };

export interface FoundOrders {
	readonly orders: ReadonlyArray<Asked<{ readonly order: SalesOrder }>>;
	readonly unreadable: ReadonlyArray<Asked<{ readonly unreadable: UnreadableOrder }>>;
}

/** The selected orders of a channel, oldest first; reading ends as soon as `limit` of them are there. */
export async function manyOrders(
	channel: ChannelAdapter,
	selection: OrderSelection,
	limit: number,
	choice: OrderStateChoice,
): Promise<FoundOrders> {
	const found = { orders: [] as SalesOrder[], unreadable: [] as UnreadableOrder[] };
	for await (const page of channel.ordersPlacedSince(askedFrom(selection), choice)) {
		found.orders.push(...page.orders.filter((order) => isSelected(order, selection)));
		found.unreadable.push(...page.unreadable.filter(({ modifiedAt }) => isQuiet(modifiedAt, selection)));
		if (found.orders.length >= limit) break;
	}
	return {
		orders: found.orders.slice(0, limit).map((order) => ({ order, items: [0] })),
		unreadable: found.unreadable.map((unreadable) => ({ unreadable, items: [0] })),
	};
}

export interface AskedOrder {
	readonly index: number;
	/** Number or id. */
	readonly value: string;
}

/** The orders that the items ask for, each asked and delivered once, in the order in which they were asked first. */
export async function askedOrders(
	channel: ChannelAdapter,
	asked: readonly AskedOrder[],
	{ placedFrom, ...choice }: OneOrderChoice,
): Promise<FoundOrders> {
	const orders = new Map<string, { order: SalesOrder; items: number[] }>();
	const unreadable: Array<Asked<{ unreadable: UnreadableOrder }>> = [];
	for (const [name, items] of byName(asked)) {
		const page = await channel.orderById(name, choice);
		for (const order of page.orders) {
			const reason = tooOld(order, placedFrom);
			if (reason === null)
				orders.set(order.orderId, { order, items: [...(orders.get(order.orderId)?.items ?? []), ...items] });
			else
				unreadable.push({
					unreadable: {
						channel: order.channel,
						orderId: order.orderId,
						modifiedAt: order.modifiedAt,
						path: 'order.placedAt',
						reason,
					},
					items,
				});
		}
		const isThere = page.orders.length + page.unreadable.length > 0;
		const found = isThere ? page.unreadable : [unknownOrder(choice.channel, name)];
		unreadable.push(...found.map((one) => ({ unreadable: one, items })));
	}
	return { orders: [...orders.values()], unreadable };
}

export interface OneOrderChoice extends OrderStateChoice {
	/** The channel's id. */
	readonly channel: string;
	readonly placedFrom: Moment | null;
}

function byName(asked: readonly AskedOrder[]): Map<string, number[]> {
	const places = new Map<string, number[]>();
	for (const { index, value } of asked) places.set(value, [...(places.get(value) ?? []), index]);
	return places;
}

function tooOld({ placedAt }: SalesOrder, placedFrom: Moment | null): string | null {
	if (placedFrom === null || placedAt >= placedFrom) return null;
	return `The order was placed at ${placedAt}, before ${placedFrom}, from when on orders are handled (Orders Placed From)`;
}

function unknownOrder(channel: string, name: string): UnreadableOrder {
	return {
		channel,
		orderId: name,
		modifiedAt: null,
		path: 'order',
		reason: `${channel} has no order with the number or id ${name}`,
	};
}
