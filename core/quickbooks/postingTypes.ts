import type { DraftChoices } from '../domain/draftSettings';
import type { Moment } from '../domain/moment';
import type { SalesOrder } from '../domain/salesOrder';
import type { OrderMatch } from '../domain/skuMatch';

/** An order with what Match by SKU says of its lines, if it was asked. */
export interface OrderToPost {
	readonly order: SalesOrder;
	readonly match: OrderMatch | null;
}

/** One customer for everybody who buys on a channel, or one for each buyer. */
export type CustomerChoice = { readonly kind: 'channel'; readonly name: string | null } | { readonly kind: 'buyer' };

export interface PostingOptions {
	/** False: plan and draft everything, write nothing. */
	readonly writes: boolean;
	readonly goLive: Moment | null;
	/** Of document numbers; null takes the channel's usual one. */
	readonly numberPrefix: string | null;
	readonly customer: CustomerChoice;
	readonly draft: DraftChoices;
	/** A channel's name for people. */
	readonly channelName: (channelId: string) => string;
}
