import type { OrdersPage, UnreadableOrder } from './channelAdapter';
import type { SalesOrder } from '../model/salesOrder';
import { toStockOrder, type StockOrder } from '../model/stockOrder';
import { isTroubleOfSize } from '../http/unservedRow';
import { UnreadableError } from '../reading/readUnknown';
import { unservedReason } from './unservedReason';

interface OrderReading<Row> {
	read(row: Row): Promise<SalesOrder>;
	/** What is known of an order before it is read. */
	identify(row: Row): Pick<UnreadableOrder, 'channel' | 'orderId' | 'modifiedAt'>;
	/** What an order that cannot be read says of stock; rejects where that cannot be read either. */
	readStock(row: Row): Promise<StockOrder>;
	/** Whether the channel answers to a small question. It is asked when the channel breaks off over an order. */
	answers(): Promise<boolean>;
}

/**
 * Reads each order. An order that cannot be read, or that the channel cannot send while it answers to other questions, is set aside
 * and does not fail its neighbours. Any other failure is thrown on.
 */
export async function readEachOrder<Row>(
	rows: readonly Row[],
	{ read, identify, readStock, answers }: OrderReading<Row>,
): Promise<OrdersPage> {
	const orders: SalesOrder[] = [];
	const unreadable: UnreadableOrder[] = [];
	for (const row of rows) {
		await read(row).then(
			(order) => orders.push(order),
			async (trouble: unknown) =>
				unreadable.push({
					...identify(row),
					...(await explain(trouble, answers)),
					stock: await readStock(row).catch(nullWhereOdd),
				}),
		);
	}
	return { orders, unreadable };
}

/** An order that was read, on the way to its details. */
export const KNOWN_ORDER = {
	identify: ({ channel, orderId, modifiedAt }: SalesOrder) => ({ channel, orderId, modifiedAt }),
	readStock: async (order: SalesOrder) => toStockOrder(order),
};

function nullWhereOdd(trouble: unknown): null {
	if (trouble instanceof UnreadableError || isTroubleOfSize(trouble)) return null;
	throw trouble;
}

async function explain(
	trouble: unknown,
	answers: () => Promise<boolean>,
): Promise<Pick<UnreadableOrder, 'path' | 'reason'>> {
	if (trouble instanceof UnreadableError) return { path: trouble.path, reason: trouble.message };
	if (!isTroubleOfSize(trouble) || !(await answers())) throw trouble;
	return { path: 'the order as a whole', reason: unservedReason(trouble.message) };
}
