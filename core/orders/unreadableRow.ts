import { channels } from '../channels/channelRegistry';
import type { UnreadableOrder } from '../channels/channelAdapter';

/** An unreadable order as people read it: a sentence first, then what it is made of. */
type UnreadableRow = UnreadableOrder & { readonly summary: string };

export function toUnreadableRow(order: UnreadableOrder): UnreadableRow {
	const { channel, orderId, path, reason } = order;
	const shop = channels.find(({ id }) => id === channel)?.displayName ?? channel;
	const which = orderId === null ? 'An order' : `Order ${orderId}`;
	return { summary: `${which} of ${shop} cannot be read (${path}): ${reason}`, ...order };
}
