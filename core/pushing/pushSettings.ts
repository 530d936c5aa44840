import type { RulesFor } from '../availability/sellable';
import type { ChannelAdapter, ChannelDefinition } from '../channels/channelAdapter';
import type { FuseSettings } from './circuitBreaker';
import type { RaiseRules } from './increaseRules';
import type { SharedStockChoice } from './sharedStock';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';

export interface PushTargets {
	readonly channel: ChannelDefinition;
	readonly adapter: ChannelAdapter;
	readonly quickBooks: () => Promise<QuickBooksClient>;
}

export interface PushSettings extends FuseSettings, Omit<RaiseRules, 'channel' | 'now'> {
	/** False: a preview, the same reading and planning, nothing written. */
	readonly write: boolean;
	/** True: levels are only ever lowered, whatever QuickBooks says. */
	readonly onlyLower: boolean;
	readonly ignoreCase: boolean;
	/** What the channel may show of what is available, by SKU. */
	readonly rulesFor: RulesFor;
	/** What a stock shows that variations share. */
	readonly sharedStock: SharedStockChoice;
}
