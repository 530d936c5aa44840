/** The messages between the check and the product's side, which is a process of its own. */

export const CHANNELS = ['woocommerce', 'bigcommerce', 'ebay'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** An order as the product reads it from a channel; the check looks into no more of it than this. */
export interface ReadOrder {
	readonly orderId: string;
	readonly modifiedAt: string;
}

/** How a user has filled in the form of the node that posts, and the credentials of both sides. Ids are QuickBooks'. */
export interface PostingForm {
	readonly numberPrefix: string;
	/** ISO; older orders are never posted. */
	readonly goLive: string | null;
	readonly documentType: 'Invoice' | 'SalesReceipt' | 'byPayment';
	readonly recordPayments: boolean;
	readonly customer: 'channel' | 'buyer';
	readonly missingItems: 'needsAttention' | 'create' | 'fallback';
	readonly fallbackItemId: string;
	readonly overwrittenMemos: 'needsAttention' | 'markAgain';
	/** Orders come with what Match by SKU found, or without. */
	readonly matchedBefore: boolean;
	readonly ignoreCase: boolean;
	readonly unstatedGoods: 'stayAway' | 'comeBack';
	readonly amountOnlyRefunds: 'spread' | 'untaxed';
	readonly beforeStart: 'needsAttention' | 'onStartDate';
	readonly shippingItemId: string | null;
	readonly feeItemId: string | null;
	readonly giftCertificateItemId: string | null;
	readonly roundingItemId: string | null;
	readonly refundItemId: string | null;
	/** Null: that of gift certificates. */
	readonly storeCreditItemId: string | null;
	/** Null: discounts stay inside the prices. */
	readonly discountItemId: string | null;
	readonly depositAccountId: string;
	/** Payment methods, as the channel names them, whose money goes elsewhere, or whose sales are of a type of their own. */
	readonly paymentMethods: readonly {
		readonly method: string;
		readonly accountId: string;
		readonly documentType: 'Invoice' | 'SalesReceipt' | null;
	}[];
	/** Of unpaid invoices; null: nobody says when they are due. */
	readonly dueDays: number | null;
	/** Null: selling fees are not booked. `payFrom` null: taken from where the order's money lies. */
	readonly sellingFees: { readonly expenseAccountId: string; readonly payFrom: string | null } | null;
	/** The company's tax code by the sum of a line's rates, per cent. */
	readonly taxCodes: Readonly<Record<string, string>>;
	/** Codes for rates that the channel names without a percentage. */
	readonly taxCodesByName: Readonly<Record<string, string>>;
	/** For what bears no tax. */
	readonly untaxedCode: string | null;
	/** For prices that contain a tax which the channel does not name. */
	readonly includedCode: string | null;
	/** States of the channel that count as sold besides its own. */
	readonly alsoSold: readonly string[];
}

export interface ConnectRequest {
	readonly type: 'connect';
	readonly quickbooks: { readonly url: string; readonly realmId: string; readonly accessToken: string };
	readonly channels: Readonly<Record<ChannelName, Readonly<Record<string, string>>>>;
}

/** All that changed on the channel since then, in the versions of now. */
export interface OrdersRequest {
	readonly type: 'orders';
	readonly channel: ChannelName;
	readonly since: string;
	readonly alsoSold: readonly string[];
}

export interface OrdersResponse {
	readonly orders: readonly ReadOrder[];
	readonly unreadable: readonly { readonly orderId: string | null; readonly reason: string }[];
}

/** One run, or two side by side, over these versions of orders. */
export interface PostRequest {
	readonly type: 'post';
	readonly channel: ChannelName;
	readonly form: PostingForm;
	readonly orders: readonly ReadOrder[];
	readonly runs: 1 | 2;
	/** The form lets a shop's past through, which the check posts on purpose. */
	readonly letsThrough: boolean;
	/** The run stops after so many writes; the answer to the last is lost. */
	readonly stopAfterWrites: number | null;
}

export interface Outcome {
	readonly orderId: string;
	readonly modifiedAt: string;
	readonly outcome: string;
	readonly reason: string | null;
	/** What was said of the tax of each document, minor units; null where there is nothing to compare. */
	readonly taxDifferences: readonly {
		readonly type: string;
		readonly id: string;
		readonly difference: number | null;
	}[];
}

export interface RunResult {
	readonly outcomes: readonly Outcome[];
	/** Why the run did not come to its end. */
	readonly stopped: string | null;
}

export type ProductRequest = ConnectRequest | OrdersRequest | PostRequest;

export interface RequestMessage {
	readonly id: number;
	readonly request: ProductRequest;
}

export type ResponseMessage =
	| { readonly id: number; readonly response: unknown }
	| { readonly id: number; readonly failure: string };
