import { channels } from '../channels/channelRegistry';
import type { UnreadableOrder } from '../channels/channelAdapter';
import { markForAttention } from '../model/attentionRow';

/** An unreadable order as people read it: a sentence first, then where to see it, what programs read last, and nothing that has no value. */
export function toUnreadableRow(unreadable: UnreadableOrder) {
	const { channel, orderId, orderUrl, modifiedAt, path, reason, stock } = unreadable;
	const shop = channels.find(({ id }) => id === channel)?.displayName ?? channel;
	const which = orderId === null ? 'An order' : `Order ${orderId}`;
	return markForAttention({
		summary: `${which} of ${shop} cannot be read (${path}): ${reason}`,
		reason,
		...(orderUrl === undefined ? {} : { orderUrl }),
		path,
		channel,
		...(orderId === null ? {} : { orderId }),
		...(modifiedAt === null ? {} : { modifiedAt }),
		...(stock === null ? {} : { stock }),
	});
}
