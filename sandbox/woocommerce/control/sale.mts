import type { Buyer } from '../../kit/buyer.mts';
import type { RateAsked } from './saleRates.mts';

export interface SaleLine {
	readonly sku?: string;
	/** Of a product or a variation. */
	readonly productId?: number;
	/** Without SKU and product: a line by hand. */
	readonly name?: string;
	readonly quantity: number;
	/** A decimal instead of the product's price; `unitPrice` is the same. */
	readonly price?: string | undefined;
	readonly unitPrice?: string;
	/** A decimal off the line by hand. */
	readonly discount?: string;
	readonly taxRates?: readonly RateAsked[];
	readonly taxClass?: string;
	/** Place of the line that this one is a part of. */
	readonly bundledBy?: number;
	readonly plugin?: 'bundle' | 'composite';
}

export interface ChargeAsked {
	readonly name?: string;
	/** A decimal, without tax. */
	readonly amount: string;
	readonly taxRates?: readonly RateAsked[];
}

/** What a buyer does at the checkout, or the merchant for them; sandbox/CONTROL.md tells each field. */
export interface Sale {
	readonly lines: readonly SaleLine[];
	readonly shipping?: string | ChargeAsked | readonly ChargeAsked[];
	readonly fee?: string;
	readonly fees?: readonly ChargeAsked[];
	/** A decimal off the cart, or a percentage of it. */
	readonly coupon?: string | { readonly percent: number };
	readonly coupons?: readonly {
		readonly code: string;
		readonly type: 'percent' | 'fixed_cart';
		readonly amount: string | number;
	}[];
	/** Percent for this order, over goods and shipping, instead of the shop's tables. */
	readonly taxRate?: string | number;
	readonly taxRates?: readonly RateAsked[];
	readonly currency?: string;
	readonly pricesIncludeTax?: boolean;
	readonly roundTaxAt?: 'line' | 'order';
	/** "processing" unless said. */
	readonly status?: string;
	readonly buyer?: Buyer;
	readonly customer?: Buyer;
	readonly payment?: Payment;
	/** ISO; now unless said. The order counts as modified now in any case. */
	readonly placedAt?: string;
	readonly paymentMethod?: string;
	/** What gift cards pay, at most all of it. */
	readonly giftCards?: readonly { readonly code: string; readonly amount: string }[];
	/** What a plugin for order numbers calls it. */
	readonly orderNumber?: string;
}

export interface Payment {
	readonly paid?: boolean;
	readonly method?: string;
	readonly title?: string;
	readonly reference?: string;
	readonly paidAt?: string;
}
