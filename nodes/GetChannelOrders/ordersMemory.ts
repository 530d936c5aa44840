import { MOST_KNOWN, OrdersMemory, type KnownOrders } from '../../core/availability/knownOrders';
import type { UnreadableOrder } from '../../core/channels/channelAdapter';

/** By channel, account and the states that count as sold, for all workflows of this process. Losing it costs one full reading. */
const remembered = new Map<string, KnownOrders<UnreadableOrder>>();

/** `account` is its key; without one nothing is remembered. */
export function ordersMemory(account: string | null, alsoSold: readonly string[]): OrdersMemory {
	if (account === null) return { known: () => null, keep: () => undefined };
	const key = JSON.stringify([account, [...alsoSold].sort()]);
	return {
		known: () => remembered.get(key) ?? null,
		keep: (read) => {
			if (read.orders.size > MOST_KNOWN) remembered.delete(key);
			else remembered.set(key, read);
		},
	};
}
