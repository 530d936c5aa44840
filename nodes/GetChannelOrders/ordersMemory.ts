import type { IExecuteFunctions } from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import type { UnreadableOrder } from '../../core/channels/channelAdapter';
import { MOST_KNOWN, type KnownOrders } from '../../core/domain/knownOrders';

/** The orders of one account of a channel as the last run read them. */
export interface OrdersMemory {
	known(): KnownOrders<UnreadableOrder> | null;
	keep(read: KnownOrders<UnreadableOrder>): void;
}

/** By channel, credential and the states that count as sold, for all workflows of this process. Losing it costs one full reading. */
const remembered = new Map<string, KnownOrders<UnreadableOrder>>();

/** Without a credential that n8n keeps, nothing is remembered. */
export function ordersMemory(context: IExecuteFunctions, channel: string, alsoSold: readonly string[]): OrdersMemory {
	const credential = context.getNode().credentials?.[channelById(channel).credentialName]?.id ?? null;
	if (credential === null) return { known: () => null, keep: () => undefined };
	const key = JSON.stringify([channel, credential, [...alsoSold].sort()]);
	return {
		known: () => remembered.get(key) ?? null,
		keep: (read) => {
			if (read.orders.size > MOST_KNOWN) remembered.delete(key);
			else remembered.set(key, read);
		},
	};
}
