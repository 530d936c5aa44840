import type { Amount } from './money.mts';

export interface OrderLine {
	readonly id: number;
	/** 0 for a custom line. */
	readonly productId: number;
	readonly variantId: number | null;
	/** As it was at the sale. */
	readonly sku: string;
	readonly name: string;
	readonly option: { readonly name: string; readonly value: string } | null;
	quantity: number;
	/** For one unit, as the merchant enters prices: with tax or without, as the order says. */
	price: Amount;
	/** Of the whole line, in the same terms. */
	couponDiscount: Amount;
	manualDiscount: Amount;
	/** Units that the store has taken from its stock and not given back. */
	stockTaken: number;
	quantityRefunded: number;
}

export interface RefundItem {
	readonly itemType: 'PRODUCT' | 'SHIPPING' | 'HANDLING' | 'GIFT_WRAPPING' | 'ORDER';
	readonly itemId: number;
	readonly quantity: number | null;
	readonly amount: Amount;
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
}

export interface Address {
	readonly firstName: string;
	readonly lastName: string;
	readonly email: string;
}

export interface Order {
	readonly id: number;
	statusId: number;
	readonly placedAt: number;
	modifiedAt: number;
	/** Seconds since the epoch; null until then. */
	shippedAt: number | null;
	readonly currency: string;
	readonly taxInclusive: boolean;
	/** Percent, "8.25". */
	readonly taxRate: string;
	readonly buyer: Address;
	lines: OrderLine[];
	/** As entered, like prices. */
	readonly shippingCost: Amount;
	readonly handlingCost: Amount;
	readonly wrappingCost: Amount;
	readonly fee: Amount;
	readonly coupon: { readonly id: number; readonly code: string; readonly amount: Amount } | null;
	/** Tender, not discount. */
	readonly storeCredit: Amount;
	readonly consignmentId: number;
	readonly addressId: number;
	readonly refunds: Refund[];
	stockTaken: boolean;
	/** Laid over the JSON to make it wrong, for tests of readers. */
	corruption: Readonly<Record<string, unknown>>;
}
