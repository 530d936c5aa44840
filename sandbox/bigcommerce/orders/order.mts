import type { Amount } from '../money.mts';

export interface TaxRate {
	readonly name: string;
	/** "8.25" */
	readonly percent: string;
}

export interface Discount {
	/** With a code it is a coupon's. */
	readonly code: string | null;
	readonly target: 'order' | 'product';
	/** Of the whole line, as the merchant enters prices. */
	readonly amount: Amount;
}

export interface OrderLine {
	readonly id: number;
	/** 0 for a custom line. */
	readonly productId: number;
	readonly variantId: number | null;
	/** As it was at the sale. */
	readonly sku: string;
	readonly name: string;
	readonly option: { readonly name: string; readonly value: string } | null;
	readonly type: 'physical' | 'giftcertificate';
	quantity: number;
	/** For one unit, as the merchant enters prices: with tax or without, as the order says. */
	price: Amount;
	rates: readonly TaxRate[];
	discounts: readonly Discount[];
	/** The line that holds this one; null for a line of its own. */
	parentId: number | null;
	/** Units that the store has taken from its stock and not given back. */
	stockTaken: number;
	quantityRefunded: number;
}

/** Shipping, handling, wrapping or a fee, as entered, like prices. */
export interface Charge {
	readonly id: number;
	readonly name: string;
	readonly amount: Amount;
	readonly rates: readonly TaxRate[];
}

export interface RefundItem {
	readonly itemType: 'PRODUCT' | 'SHIPPING' | 'HANDLING' | 'GIFT_WRAPPING' | 'FEE' | 'ORDER';
	readonly itemId: number;
	readonly quantity: number | null;
	readonly amount: Amount;
	/** Units that were really restocked. */
	readonly restocked: number;
}

export interface Refund {
	readonly id: number;
	readonly orderId: number;
	/** Seconds since the epoch. */
	readonly createdAt: number;
	readonly reason: string;
	readonly items: readonly RefundItem[];
	readonly totalAmount: Amount;
	readonly totalTax: Amount;
	/** The provider refused it: no money moved. */
	readonly declined: boolean;
	/** Back as it came, or to the buyer's credit: the API's `provider_id`. */
	readonly method: 'custom' | 'storecredit' | 'giftcertificate';
}

export interface Address {
	readonly firstName: string;
	readonly lastName: string;
	readonly company: string;
	readonly street1: string;
	readonly street2: string;
	readonly city: string;
	readonly state: string;
	readonly zip: string;
	readonly country: string;
	readonly countryCode: string;
	readonly phone: string;
	readonly email: string;
}

export interface Coupon {
	readonly id: number;
	readonly code: string;
	readonly type: 'percent' | 'fixed_cart';
	/** Percent or an amount, as it was entered. */
	readonly amount: string;
}

/** A parcel that the merchant entered. */
export interface Shipment {
	readonly id: number;
	/** Seconds since the epoch. */
	readonly at: number;
	readonly carrier: string;
	readonly trackingNumber: string;
	/** What lies in it; all that was ordered unless said. */
	readonly items?: readonly { readonly lineId: number; readonly quantity: number }[];
	/** Fields that are shown as they were sent. */
	readonly shown?: Readonly<Record<string, unknown>>;
}

export interface Order {
	readonly id: number;
	statusId: number;
	readonly placedAt: number;
	modifiedAt: number;
	/** Seconds since the epoch; null until then. */
	shippedAt: number | null;
	readonly shipments: Shipment[];
	readonly currency: string;
	readonly decimals: number;
	/** What one unit of the store's own currency is worth in the order's. */
	readonly exchangeRate: string;
	readonly taxInclusive: boolean;
	customerId: number;
	billing: Address;
	/** Null: nothing is shipped. */
	readonly shipTo: Address | null;
	lines: OrderLine[];
	shipping: Charge;
	readonly handling: Charge;
	readonly wrapping: Charge;
	fees: readonly Charge[];
	readonly coupons: readonly Coupon[];
	/** Tender, not discount. */
	readonly storeCredit: Amount;
	readonly giftCertificate: Amount;
	readonly payment: { method: string; readonly reference: string | null; status: string };
	readonly consignmentId: number;
	readonly addressId: number;
	readonly refunds: Refund[];
	stockTaken: boolean;
	/** What BigCommerce does with an order that is deleted. */
	archived: boolean;
	/** What the API's clients wrote beside the goods: notes, ids of other systems. */
	written?: Readonly<Record<string, unknown>>;
	/** Laid over the JSON to make it wrong, for tests of readers. */
	corruption: Readonly<Record<string, unknown>>;
}
