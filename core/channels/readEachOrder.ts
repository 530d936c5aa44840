import type { OrdersPage, UnreadableOrder } from './channelAdapter';
import type { SalesOrder } from '../model/salesOrder';
import { isTroubleOfSize } from '../http/unservedRow';
import { UnreadableError } from '../reading/readUnknown';
import { unservedReason } from './unservedReason';

interface OrderReading<Row> {
	read(row: Row): Promise<SalesOrder>;
	/** What is known of an order before it is read. */
	identify(row: Row): Pick<UnreadableOrder, 'channel' | 'orderId' | 'modifiedAt'>;
	/** Whether the channel answers to a small question. It is asked when the channel breaks off over an order. */
	answers(): Promise<boolean>;
}

/**
 * Reads each order. An order that cannot be read, or that the channel cannot send while it answers to other questions, is set aside
 * and does not fail its neighbours. Any other failure is thrown on.
 */
export async function readEachOrder<Row>(
	rows: readonly Row[],
	{ read, identify, answers }: OrderReading<Row>,
): Promise<OrdersPage> {
	const orders: SalesOrder[] = [];
	const unreadable: UnreadableOrder[] = [];
	for (const row of rows) {
		await read(row).then(
			(order) => orders.push(order),
			async (trouble: unknown) => unreadable.push({ ...identify(row), ...(await explain(trouble, answers)) }),
		);
	}
	return { orders, unreadable };
}

/** What is known of an order that was read without its details. */
export function identifyOrder({ channel, orderId, modifiedAt }: SalesOrder) {
	return { channel, orderId, modifiedAt };
}

async function explain(
	trouble: unknown,
	answers: () => Promise<boolean>,
): Promise<Pick<UnreadableOrder, 'path' | 'reason'>> {
	if (trouble instanceof UnreadableError) return { path: trouble.path, reason: trouble.message };
	if (!isTroubleOfSize(trouble) || !(await answers())) throw trouble;
	return { path: 'the order as a whole', reason: unservedReason(trouble.message) };
}
