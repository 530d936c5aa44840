import type { OrdersPage, UnreadableOrder } from './channelAdapter';
import type { SalesOrder } from '../model/salesOrder';
import { UnreadableError } from '../reading/readUnknown';

/** Adds to each order what `read` asks for; one that cannot be read is set aside. Any other failure is thrown on. */
export async function eachInDetail(
	orders: readonly SalesOrder[],
	read: (order: SalesOrder) => Promise<SalesOrder>,
): Promise<OrdersPage> {
	const detailed: SalesOrder[] = [];
	const unreadable: UnreadableOrder[] = [];
	for (const order of orders) {
		await read(order).then(
			(one) => detailed.push(one),
			(trouble: unknown) => unreadable.push(toUnreadableOrder(order, trouble)),
		);
	}
	return { orders: detailed, unreadable };
}

function toUnreadableOrder({ channel, orderId, modifiedAt }: SalesOrder, trouble: unknown): UnreadableOrder {
	if (!(trouble instanceof UnreadableError)) throw trouble;
	return { channel, orderId, modifiedAt, path: trouble.path, reason: trouble.message };
}
