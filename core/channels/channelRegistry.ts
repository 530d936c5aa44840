import { bigcommerceChannel } from './bigcommerce/channel';
import type { ChannelDefinition } from './channelAdapter';
import { ebayChannel } from './ebay/channel';
import { woocommerceChannel } from './woocommerce/channel';

/** Every sales channel of the package. A new one is a folder beside these and a line here. */
export const channels: readonly ChannelDefinition[] = [bigcommerceChannel, ebayChannel, woocommerceChannel];

/** The channel with this id. An unknown id is a bug: forms check what users choose. */
export function channelById(id: string): ChannelDefinition {
	const found = channels.find((channel) => channel.id === id);
	if (found === undefined) throw new Error(`No sales channel is called "${id}"`);
	return found;
}
