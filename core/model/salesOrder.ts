import type { Moment } from './moment';
import type { Money } from './money';
import type { Sku } from './sku';

/**
 * open: the order concerns neither stock nor books. reserving: the channel has taken the stock, but the order does not count as
 * sold (WooCommerce on-hold). sold: the order belongs into the books (rules.md B2).
 */
export const ORDER_STATES = ['open', 'reserving', 'sold', 'cancelled', 'refunded'] as const;

export type OrderState = (typeof ORDER_STATES)[number];

/**
 * An order of any channel. Amounts are minor units of `currency`.
 * total = the sum of net + tax over lines, shipping and fees. Tax that the marketplace collects stands in `marketplaceTax` alone.
 */
export interface SalesOrder {
	/** Registry id: woocommerce, bigcommerce, ebay. */
	readonly channel: string;
	/** Which shop or seller: the second part of the order's identity. */
	readonly account: string;
	/** The channel's id of the order. It never changes. */
	readonly orderId: string;
	/** The number that people see. */
	readonly orderNumber: string;
	/** Where people see it in the shop's admin; absent where that is not known. */
	readonly orderUrl?: string;
	/** What stands before it in the numbers of its documents, as the credential of its shop says; absent for the usual of its channel. */
	readonly booksPrefix?: string;
	readonly placedAt: Moment;
	readonly modifiedAt: Moment;
	readonly state: OrderState;
	/** The channel's word for the state, for people. */
	readonly channelState: string;
	readonly currency: string;
	/** True where the shop's prices contain tax. */
	readonly taxIncluded: boolean;
	readonly customer: Customer;
	/** Null for an order that is sent, and where nothing is handed over. */
	readonly pickup: Pickup | null;
	readonly lines: readonly OrderLine[];
	readonly shipping: readonly Charge[];
	readonly fees: readonly Charge[];
	/** What was taken off. The nets of the lines are without it already. */
	readonly discounts: readonly Discount[];
	readonly taxes: readonly TaxTotal[];
	readonly refunds: readonly Refund[];
	readonly marketplaceTax: Money;
	readonly total: Money;
	/** Why the channel's amounts are not understood, for people: such an order is not posted. Null where they add up. */
	readonly moneyTrouble: string | null;
	/** How the total is paid, or is to be paid; empty where the channel says nothing. */
	readonly payments: readonly Payment[];
	/** The worth of one unit of `currency` when the order was placed; null where the channel does not say. */
	readonly exchangeRate: ExchangeRate | null;
	/** The channel that another app copied the order from; null for an order of this channel (rules.md B4). */
	readonly copiedFrom: string | null;
	/** What selling the order costs the seller, as far as the channel says it. No part of `total`. */
	readonly sellingFees: readonly SellingFee[];
	/** The parcels that left, in the channel's sequence; null where there are some that have not been asked for yet. */
	readonly shipments: readonly Shipment[] | null;
}

export const LINE_KINDS = ['goods', 'giftCertificate'] as const;

type LineKind = (typeof LINE_KINDS)[number];

export interface OrderLine {
	readonly lineId: string;
	/** A gift certificate is money kept for its holder. It has no stock. */
	readonly kind: LineKind;
	/** The line of the bundle that this one is a part of; null for any other line. */
	readonly bundleLineId: string | null;
	readonly sku: Sku | null;
	readonly name: string;
	readonly quantity: number;
	/** The price of one unit before discounts and tax, as decimal text. It may have more decimals than the currency. */
	readonly unitPrice: string;
	/** After discounts, without `tax`. */
	readonly net: Money;
	/** What was taken off, tax as in `net`: net + discount is the price before. */
	readonly discount: Money;
	/** Null where the channel names no tax of its own and the price may contain it (eBay VAT). */
	readonly tax: Money | null;
	/** The names of the rates in `tax`, sorted; empty for an untaxed line. */
	readonly taxRates: readonly string[];
	/** Whether the channel tracks this product's stock; null where the order does not say. */
	readonly tracksStock: boolean | null;
	/** Units that the channel took from its stock; null when it does not say. */
	readonly stockTaken: number | null;
	/** Units that all refunds together put back into stock; null when the channel does not say. */
	readonly restocked: number | null;
	/** The channel's id of the listing that was sold; null when it is deleted or never existed. */
	readonly listingRef: string | null;
}

/** Shipping or a fee; a fee may be negative. */
export interface Charge {
	readonly chargeId: string;
	readonly name: string;
	readonly net: Money;
	readonly tax: Money | null;
	readonly taxRates: readonly string[];
}

export interface Discount {
	readonly name: string;
	readonly amount: Money;
}

/** The sum of one rate over the whole order. */
export interface TaxTotal {
	readonly rate: string;
	/** As the channel states it, "19" or "8.875"; null when it does not state it. */
	readonly percent: string | null;
	readonly amount: Money;
}

/** Amounts are positive: money that went back to the buyer. */
export interface Refund {
	readonly refundId: string;
	readonly refundedAt: Moment;
	readonly total: Money;
	readonly reason: string | null;
	readonly lines: readonly RefundLine[];
	/** What of `total` went back as store credit or on a gift certificate; all else is money. */
	readonly tender: readonly Tender[];
}

export interface RefundLine {
	readonly lineId: string;
	readonly quantity: number;
	readonly net: Money;
	/** Null where the channel does not name the tax: then `net` contains it. */
	readonly tax: Money | null;
	/** Units put back into stock; null when the channel does not say. */
	readonly restocked: number | null;
}

/** Store credit and gift certificates, gift cards among them, are what the shop owes its buyers. Only money reaches an account (rules.md D8). */
export const TENDER_KINDS = ['money', 'giftCertificate', 'storeCredit'] as const;

type TenderKind = (typeof TENDER_KINDS)[number];

export interface Tender {
	readonly kind: TenderKind;
	readonly amount: Money;
}

/** A part of the total. Where the channel states no amount, it is what the other payments leave. */
export interface Payment extends Tender {
	/** As the channel names it. */
	readonly method: string | null;
	readonly reference: string | null;
	readonly paidAt: Moment | null;
	/** True once the channel says that it has it. */
	readonly paid: boolean;
}

/** The worth of one unit of the order's currency in units of `currency`, as decimal text. */
export interface ExchangeRate {
	readonly currency: string;
	readonly rate: string;
}

/** A fee that a marketplace or a payment gateway keeps of the buyer's money. */
export interface SellingFee {
	/** Unique within the order. */
	readonly feeId: string;
	/** "Final value fee" */
	readonly name: string;
	/** Who keeps it: "eBay", "Stripe". */
	readonly chargedBy: string;
	/** Above zero what is kept, below zero what is given back. Minor units of the fee's own currency. */
	readonly amount: Money;
	/** It may be another one than the order's: a gateway charges in the currency of its payouts. */
	readonly currency: string;
	/** Null where the channel does not say it. */
	readonly chargedAt: Moment | null;
}

export interface Shipment {
	readonly shippedAt: Moment | null;
	readonly carrier: string | null;
	readonly trackingNumber: string | null;
}

export interface Customer {
	readonly customerId: string | null;
	readonly email: string | null;
	readonly name: string | null;
	readonly company: string | null;
	readonly phone: string | null;
	readonly billing: Address | null;
	readonly shipping: Address | null;
}

/** The buyer fetches the goods. */
export interface Pickup {
	/** Where; null where the channel does not name the address: then it is the seller's own. */
	readonly place: Address | null;
}

export interface Address {
	readonly name: string | null;
	readonly line1: string | null;
	readonly line2: string | null;
	readonly city: string | null;
	readonly region: string | null;
	readonly postcode: string | null;
	/** ISO 3166-1 alpha-2. */
	readonly country: string | null;
}
