import type { SalesOrder } from '../model/salesOrder';
import type { ChannelAdapter, OrdersPage, UnreadableOrder } from './channelAdapter';

/** Where people see an order in the shop's admin, by the channel's id of the order. */
type OrderUrl = (orderId: string) => string;

/** The same adapter, whose orders say where people see them. `urlOf`: null where it is not known, as for a shop at an address of its own. */
export function withOrderUrls(adapter: ChannelAdapter, urlOf: OrderUrl | null): ChannelAdapter {
	if (urlOf === null) return adapter;
	const inPage = ({ orders, unreadable }: OrdersPage): OrdersPage => ({
		orders: orders.map((order) => linked(order, urlOf)),
		unreadable: unreadable.map((one) => linkedUnreadable(one, urlOf)),
	});
	return {
		...adapter,
		readOrdersSince: (since, choice) => pagesOf(adapter.readOrdersSince(since, choice), inPage),
		readOrdersPlacedSince: (since, choice) => pagesOf(adapter.readOrdersPlacedSince(since, choice), inPage),
		readReservingOrders: (choice) => pagesOf(adapter.readReservingOrders(choice), inPage),
		findOrder: async (orderIdOrNumber, choice) => inPage(await adapter.findOrder(orderIdOrNumber, choice)),
		readDetails: async (orders) => inPage(await adapter.readDetails(orders)),
	};
}

async function* pagesOf(
	pages: AsyncIterable<OrdersPage>,
	linkedPage: (page: OrdersPage) => OrdersPage,
): AsyncIterable<OrdersPage> {
	for await (const page of pages) yield linkedPage(page);
}

/** The link stands beside the number, where people look. */
function linked(order: SalesOrder, urlOf: OrderUrl): SalesOrder {
	const { channel, account, orderId, orderNumber, ...rest } = order;
	return { channel, account, orderId, orderNumber, orderUrl: urlOf(orderId), ...rest };
}

function linkedUnreadable(unreadable: UnreadableOrder, urlOf: OrderUrl): UnreadableOrder {
	const { orderId } = unreadable;
	return orderId === null ? unreadable : { ...unreadable, orderUrl: urlOf(orderId) };
}
