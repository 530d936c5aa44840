import { MOST_KNOWN, type KnownOrders, type OrdersMemory } from '../../core/availability/knownOrders';
import type { UnreadableOrder } from '../../core/channels/channelAdapter';
import { memory } from '../bridge/memory/memory';

/** By account of a channel and the states that count as sold. Losing it costs one full reading. */
const remembered = memory.store<KnownOrders<UnreadableOrder>>('channelOrders', 'large');

/** `account` is its key; without one nothing is remembered. */
export function ordersMemory(account: string | null, alsoSold: readonly string[]): OrdersMemory {
	if (account === null) return { known: async () => null, keep: async () => undefined };
	const key = JSON.stringify([account, [...alsoSold].sort()]);
	return {
		known: async () => (await remembered.read([key])).get(key) ?? null,
		keep: async (read) => await remembered.write(new Map([[key, read.orders.size > MOST_KNOWN ? null : read]])),
	};
}
