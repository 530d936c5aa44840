import { MAX_REMEMBERED, type OrdersSnapshot, type OrdersStore } from '../../core/availability/ordersSnapshot';
import type { UnreadableOrder } from '../../core/channels/channelAdapter';
import { memory } from '../bridge/memory/memory';

/** By account of a channel and the states that count as sold. Losing it costs one full reading. */
const remembered = memory.store<OrdersSnapshot<UnreadableOrder>>('channelOrders', 'large');

/** `account` is its key; without one nothing is remembered. */
export function ordersMemory(account: string | null, alsoSold: readonly string[]): OrdersStore {
	if (account === null) return { load: async () => null, save: async () => undefined };
	const key = JSON.stringify([account, [...alsoSold].sort()]);
	return {
		load: async () => (await remembered.read([key])).get(key) ?? null,
		save: async (read) => await remembered.write(new Map([[key, read.orders.size > MAX_REMEMBERED ? null : read]])),
	};
}
