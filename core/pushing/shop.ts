import type { RulesFor } from '../availability/sellable';
import type { ShopOrders } from '../availability/shopOrders';
import type { ChannelDefinition } from '../channels/channelAdapter';
import type { ChannelPercentages } from './percentages';

/**
 * A shop is given up that is compared or written to after so many milliseconds without a good answer. A slow one takes half a minute for a
 * batch.
 */
export const PATIENCE = 180_000;

/** A channel with the credential of one shop: where levels go to, and whose sales are held back. */
export interface Shop extends ShopOrders {
	readonly channel: ChannelDefinition;
	/** False: a preview, the same reading and planning, nothing written. */
	readonly write: boolean;
	/** What the shop may show of what is available, by SKU. */
	readonly rulesFor: RulesFor;
	/** What share of its units the shop shows. */
	readonly percentages: Pick<ChannelPercentages, 'percent' | 'bySku'>;
}
