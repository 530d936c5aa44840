import type { Moment } from './moment';
import type { Money } from './money';
import type { Sku } from './sku';

/**
 * open: nothing has happened that concerns stock or books. reserving: the channel has taken the stock,
 * the order does not count as sold yet (WooCommerce on-hold). sold: belongs into the books.
 */
export const ORDER_STATES = ['open', 'reserving', 'sold', 'cancelled', 'refunded'] as const;

export type OrderState = (typeof ORDER_STATES)[number];

/**
 * What a customer bought on a channel, in our words. Amounts are minor units of `currency`.
 * total = sum over lines, shipping and fees of net + tax; tax that the marketplace collects is in
 * `marketplaceTax` and nowhere else.
 */
export interface SalesOrder {
	/** Registry id: woocommerce, bigcommerce, ebay. */
	readonly channel: string;
	/** Which shop or seller: the second part of the order's identity. */
	readonly account: string;
	/** The channel's own unchanging id. */
	readonly orderId: string;
	/** The number that people see. */
	readonly orderNumber: string;
	readonly placedAt: Moment;
	readonly modifiedAt: Moment;
	readonly state: OrderState;
	/** The channel's own word for the state, for people. */
	readonly channelState: string;
	readonly currency: string;
	/** True where the shop's prices contain tax. */
	readonly taxIncluded: boolean;
	readonly customer: Customer;
	readonly lines: readonly OrderLine[];
	readonly shipping: readonly Charge[];
	readonly fees: readonly Charge[];
	/** What was taken off; the nets of the lines are after it already. */
	readonly discounts: readonly Discount[];
	readonly taxes: readonly TaxTotal[];
	readonly refunds: readonly Refund[];
	readonly marketplaceTax: Money;
	readonly total: Money;
	readonly payment: Payment | null;
	/** What one unit of `currency` was worth when the order was placed; null where the channel does not say. */
	readonly exchangeRate: ExchangeRate | null;
	/** Set when another app copied the order into this channel (rules.md B4). */
	readonly copiedFrom: string | null;
}

export const LINE_KINDS = ['goods', 'giftCertificate'] as const;

export type LineKind = (typeof LINE_KINDS)[number];

export interface OrderLine {
	readonly lineId: string;
	/** A gift certificate is money kept for its holder, and never stock. */
	readonly kind: LineKind;
	/** The line of the bundle that this one is a part of; null for a line that stands for itself. */
	readonly bundleLineId: string | null;
	readonly sku: Sku | null;
	readonly name: string;
	readonly quantity: number;
	/** Before discounts and tax, as a decimal string: it may have more decimals than the currency. */
	readonly unitPrice: string;
	/** After discounts, without `tax`. */
	readonly net: Money;
	/** Null where the channel names no tax of its own and the price may contain it (eBay VAT). */
	readonly tax: Money | null;
	/** Names the rates that made up `tax`, sorted; empty when untaxed. */
	readonly taxRates: readonly string[];
	/** Null: the order does not say whether the channel tracks this product's stock. */
	readonly tracksStock: boolean | null;
	/** Units that the channel says it took from its stock; null when it does not say. */
	readonly stockTaken: number | null;
	/** Units that all refunds together put back on the shelf; null when the channel does not say. */
	readonly restocked: number | null;
	/** The channel's id of what was sold; null when it is gone or was never there. */
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
	/** As the channel states it, "19" or "8.875"; null when it does not. */
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
}

export interface RefundLine {
	readonly lineId: string;
	readonly quantity: number;
	readonly net: Money;
	/** Null where the channel names no tax of its own: then `net` contains it. */
	readonly tax: Money | null;
	/** Units put back on the shelf; null when the channel does not say. */
	readonly restocked: number | null;
}

export interface Payment {
	readonly method: string | null;
	readonly reference: string | null;
	readonly paidAt: Moment | null;
	/** True once the channel says that the buyer's money is there. */
	readonly paid: boolean;
}

/** One unit of the order's currency in units of `currency`, as a decimal string. */
export interface ExchangeRate {
	readonly currency: string;
	readonly rate: string;
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
