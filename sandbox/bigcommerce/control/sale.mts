import type { Buyer } from '../../kit/buyer.mts';

/** What a sale names; sandbox/CONTROL.md tells each field. Amounts are decimals, as the merchant enters prices. */
export interface RateAsked {
	readonly name?: string;
	readonly percent: string | number;
}

export interface SaleLine {
	readonly sku?: string;
	/** Of a product or a variant. */
	readonly productId?: number;
	readonly quantity: number;
	/** A decimal instead of the catalog's price; `unitPrice` is the same. */
	readonly price?: string;
	readonly unitPrice?: string;
	/** True for a line that is no product of the catalog; without SKU and product it is one anyway. */
	readonly custom?: boolean;
	readonly name?: string;
	readonly taxRates?: readonly RateAsked[];
	/** Off this line. */
	readonly discount?: string;
	/** Place of the line that this one is a part of. */
	readonly bundledBy?: number;
	readonly giftCertificate?: boolean;
}

export interface ChargeAsked {
	readonly name?: string;
	readonly amount: string;
	readonly taxRates?: readonly RateAsked[];
}

export type Charges = string | ChargeAsked | readonly ChargeAsked[];

export interface Payment {
	readonly paid?: boolean;
	/** A payment status of BigCommerce's own. */
	readonly status?: string;
	readonly method?: string;
	readonly reference?: string;
}

/** What a buyer does at the checkout, or the merchant for them. */
export interface Sale {
	readonly lines: readonly SaleLine[];
	readonly shipping?: Charges;
	readonly handling?: string;
	readonly wrapping?: string;
	readonly fee?: string;
	readonly fees?: readonly ChargeAsked[];
	/** Off the order, by the code SAVE. */
	readonly coupon?: string;
	readonly coupons?: readonly {
		readonly code: string;
		readonly type: 'percent' | 'fixed_cart';
		readonly amount: string | number;
	}[];
	/** Off the order, by the merchant's hand. */
	readonly discount?: string;
	/** Tender, not discount. */
	readonly storeCredit?: string;
	readonly giftCertificate?: string;
	/** Percent for this order instead of the store's. */
	readonly taxRate?: string | number;
	readonly taxRates?: readonly RateAsked[];
	readonly currency?: string;
	readonly exchangeRate?: string;
	readonly pricesIncludeTax?: boolean;
	/** Id or name; 11, Awaiting Fulfillment, unless said. */
	readonly status?: number | string;
	readonly buyer?: Buyer;
	readonly customer?: Buyer;
	readonly payment?: Payment;
	/** ISO; now unless said. The order counts as modified now in any case. */
	readonly placedAt?: string;
}
