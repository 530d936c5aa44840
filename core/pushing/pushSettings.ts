import type { RulesFor } from '../availability/sellable';
import type { ChannelAdapter, ChannelDefinition } from '../channels/channelAdapter';
import type { BreakerSettings } from './circuitBreaker';
import type { IncreaseRules } from './increaseRules';
import type { SharedStockChoice } from './sharedStock';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';

/** Where levels are pushed to, and who vouches for them. */
export interface PushTargets {
	readonly channel: ChannelDefinition;
	readonly adapter: ChannelAdapter;
	/** Connects when QuickBooks is asked. */
	readonly quickBooks: () => Promise<QuickBooksClient>;
}

export interface PushSettings extends BreakerSettings, Omit<IncreaseRules, 'channel' | 'now'> {
	/** False: a preview, the same reading and planning, nothing written. */
	readonly write: boolean;
	/** True: levels are only ever decreased, whatever QuickBooks says. */
	readonly onlyDecrease: boolean;
	readonly ignoreCase: boolean;
	/** What the channel may show of what is available, by SKU. */
	readonly rulesFor: RulesFor;
	/** What a stock shows that variations share. */
	readonly sharedStock: SharedStockChoice;
}
