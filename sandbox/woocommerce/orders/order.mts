import type { Micros } from '../money.mts';
import type { Rounding, TaxRate } from './taxes.mts';

export interface Meta {
	readonly id: number;
	readonly key: string;
	value: unknown;
}

/** One rate's share of a line; null where WooCommerce shows ''. */
export interface OrderTax {
	readonly rateId: number;
	readonly total: Micros;
	readonly subtotal: Micros | null;
}

export interface OrderLine {
	readonly id: number;
	name: string;
	/** The parent for variations; 0 when no product was found. */
	readonly productId: number;
	readonly variationId: number;
	readonly parentName: string | null;
	quantity: number;
	readonly taxClass: string;
	/** Without tax, before and after coupons. */
	subtotal: Micros;
	total: Micros;
	taxes: OrderTax[];
	meta: Meta[];
	/** What a plugin adds to the line's JSON. */
	added?: Readonly<Record<string, unknown>>;
}

export interface ShippingLine {
	readonly id: number;
	readonly title: string;
	total: Micros;
	taxes: OrderTax[];
	readonly meta: Meta[];
}

export interface FeeLine {
	readonly id: number;
	readonly name: string;
	total: Micros;
	taxes: OrderTax[];
}

export interface CouponLine {
	readonly id: number;
	readonly code: string;
	readonly type: 'percent' | 'fixed_cart' | 'fixed_product';
	/** Percent, or units of the currency. */
	readonly nominalAmount: number;
	readonly discount: Micros;
	readonly discountTax: Micros;
	readonly meta: Meta[];
}

export interface TaxLine {
	readonly id: number;
	readonly rate: TaxRate;
}

export interface Address {
	readonly first_name: string;
	readonly last_name: string;
	readonly company: string;
	readonly address_1: string;
	readonly address_2: string;
	readonly city: string;
	readonly state: string;
	readonly postcode: string;
	readonly country: string;
	readonly email?: string;
	readonly phone: string;
}

export interface RefundLine {
	readonly id: number;
	/** The order line that was refunded. */
	readonly of: OrderLine;
	/** Positive. */
	readonly quantity: number;
	readonly total: Micros;
	readonly taxes: readonly OrderTax[];
	readonly metaId: number;
	/** Units that were really restocked. */
	readonly restocked: number;
}

export interface RefundCharge<Of extends ShippingLine | FeeLine> {
	readonly id: number;
	readonly of: Of;
	readonly total: Micros;
	readonly taxes: readonly OrderTax[];
	readonly metaId: number;
}

export interface Refund {
	readonly id: number;
	readonly createdAt: number;
	/** Positive. */
	readonly amount: Micros;
	readonly reason: string;
	readonly metaId: number;
	readonly full: boolean;
	/** The gateway gave the money back, nobody did it by hand. */
	readonly throughGateway?: boolean;
	readonly lines: readonly RefundLine[];
	readonly shipping: readonly RefundCharge<ShippingLine>[];
	readonly fees: readonly RefundCharge<FeeLine>[];
	readonly taxLines: readonly TaxLine[];
	/** What went back on cards of the plugin Gift Cards: then no money did, and `amount` is 0. */
	readonly onCards?: { readonly amount: Micros; readonly metaId: number; readonly entryId: number };
	/** Set while the shop is still at it: the row is saved, and no money or goods have moved. */
	readonly begun?: BegunRefund;
}

/** Whether the goods of each line go back on the shelf once the gateway has agreed, in the sequence of the lines. */
export interface BegunRefund {
	readonly restocks: readonly boolean[];
}

export interface GiftCard {
	readonly id: number;
	readonly code: string;
	readonly amount: Micros;
}

export interface Order {
	readonly id: number;
	number: string;
	status: string;
	readonly currency: string;
	readonly pricesIncludeTax: boolean;
	/** As the shop rounded when the order was placed. */
	readonly rounding: Rounding;
	readonly createdAt: number;
	modifiedAt: number;
	completedAt: number | null;
	paidAt: number | null;
	readonly customerId: number;
	readonly orderKey: string;
	billing: Address;
	shipping: Address;
	paymentMethod: string;
	paymentMethodTitle: string;
	transactionId: string;
	readonly createdVia: string;
	customerNote: string;
	/** Of the buyer's browser; '' for an order that no checkout made. */
	readonly ipAddress: string;
	readonly userAgent: string;
	readonly cartHash: string;
	metaData: Meta[];
	lines: OrderLine[];
	shippingLines: ShippingLine[];
	feeLines: FeeLine[];
	couponLines: CouponLine[];
	taxLines: TaxLine[];
	refunds: Refund[];
	/** What cards of the plugin Gift Cards paid. */
	readonly giftCards: readonly GiftCard[];
	/** WooCommerce's own flag: this order has taken its stock. */
	stockReduced: boolean;
	/** Laid over the JSON to make it wrong, for tests of readers. */
	corruption: Readonly<Record<string, unknown>>;
}

export const blankAddress: Address = {
	first_name: '',
	last_name: '',
	company: '',
	address_1: '',
	address_2: '',
	city: '',
	state: '',
	postcode: '',
	country: '',
	phone: '',
};
