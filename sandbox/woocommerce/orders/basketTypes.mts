import type { Coupon } from './coupons.mts';
import type { Order } from './order.mts';
import type { Product } from '../listings/product.mts';
import type { Rounding, TaxRate } from './taxes.mts';

export interface DraftLine {
	/** Null for a product that was not found, or for none at all. */
	readonly product: Product | null;
	/** Of a line without a product; nameless unless given. */
	readonly name?: string | undefined;
	readonly quantity: number;
	/** A decimal that replaces the product's price, as the shop enters prices. */
	readonly price?: string | undefined;
	/** A decimal off the whole line by hand, in the same terms. */
	readonly cut?: string | undefined;
	/** Instead of the rates of its tax class. */
	readonly rates?: readonly TaxRate[] | undefined;
	readonly taxClass?: string | undefined;
}

/** Shipping or a fee; its amount is without tax. */
export interface DraftCharge {
	readonly name: string;
	readonly amount: string;
	readonly rates?: readonly TaxRate[] | undefined;
}

export interface Basket {
	readonly lines: readonly DraftLine[];
	readonly shipping?: readonly DraftCharge[] | undefined;
	readonly fees?: readonly DraftCharge[] | undefined;
	readonly coupons?: readonly Coupon[] | undefined;
	/** Replaces the shop's tax tables for this order. */
	readonly rates?: readonly TaxRate[] | undefined;
	readonly pricesIncludeTax: boolean;
	readonly rounding: Rounding;
}

export type Priced = Pick<Order, 'lines' | 'shippingLines' | 'feeLines' | 'couponLines'>;
