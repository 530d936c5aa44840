import type { Moment } from '../../model/moment';
import type { DraftChoices } from '../draft/draftSettings';

/** One customer for everybody who buys on a channel, or one for each buyer. */
export type CustomerChoice = { readonly kind: 'channel'; readonly name: string | null } | { readonly kind: 'buyer' };

/** What becomes of a line that QuickBooks has no item for. */
export type MissingItems =
	| { readonly kind: 'needsAttention' }
	| { readonly kind: 'create'; readonly accounts: ItemAccounts; readonly unstatedStock: UnstatedStock }
	/** Null is the item that is created for it. */
	| { readonly kind: 'fallback'; readonly itemId: string | null };

/** Accounts of items that are created; null takes the one that QuickBooks sets up for the purpose. */
export interface ItemAccounts {
	readonly incomeId: string | null;
	readonly expenseId: string | null;
	readonly assetId: string | null;
}

/** What an item becomes of which the order does not say whether the channel counts it. */
type UnstatedStock = 'needsAttention' | 'inventory' | 'nonInventory';

/** How items are created for what is no product of a shop, where none is chosen. Ids are those of accounts. */
export interface CreatedItems {
	/** Null takes the one that QuickBooks sets up for sales. */
	readonly incomeAccountId: string | null;
	/** For gift certificates and store credit; null creates no item for them. */
	readonly liabilityAccountId: string | null;
}

export interface SellingFeeChoices {
	readonly expenseAccountId: string;
	/** The bank account that the fees are taken from; null takes the one that the order's money goes to. */
	readonly payFromAccountId: string | null;
	/** Whom they are paid to; null takes the name of who keeps them. */
	readonly payee: string | null;
}

/** What holds for all orders of a run. */
export interface PostingOptions {
	/** False: plan and draft everything, write nothing. */
	readonly writes: boolean;
	/** The moment of the run. */
	readonly now: Moment;
	/** True: SKUs that differ in case alone are one. */
	readonly ignoreCase: boolean;
	/** A channel's name for people. */
	readonly channelName: (channelId: string) => string;
}

/** What the user chose for an order. Orders of one run may have choices of their own. */
export interface PostingChoices {
	readonly goLive: Moment | null;
	/** Until then the circuit breaker of creations lets the order through; null for the usual caution. */
	readonly letThroughUntil: Moment | null;
	/** What becomes of a document of ours whose memo, and with it the mark, a person has written over. */
	readonly overwrittenMemos: 'needsAttention' | 'markAgain';
	readonly customer: CustomerChoice;
	readonly missingItems: MissingItems;
	/** Absent where nothing is created. */
	readonly createdItems?: CreatedItems;
	/** Whether an invoice whose order is paid gets its payment. */
	readonly recordPayments: boolean;
	/** How selling fees are booked; null where they are not. */
	readonly sellingFees: SellingFeeChoices | null;
	readonly draft: DraftChoices;
}
