import type { Buyer } from '../orders/order.mts';

type Amount = string | number;

export interface TaxAsked {
	/** eBay's word for the kind of tax. */
	readonly name?: string;
	readonly percent: string | number;
	/** eBay collects and remits it. */
	readonly collected?: boolean;
}

export interface SaleLine {
	/** Null or absent for a listing without SKU; `title` or `name` names it then. */
	readonly sku?: string | null;
	readonly title?: string | null;
	readonly name?: string;
	readonly quantity?: number;
	/** For one unit; the listing's own unless said. `unitPrice` is the same. */
	readonly price?: Amount;
	readonly unitPrice?: Amount;
	/** Off this line, by a promotion. */
	readonly discount?: Amount;
	readonly taxRates?: readonly TaxAsked[];
}

export interface AddressAsked {
	readonly name?: string;
	readonly line1?: string;
	readonly city?: string;
	readonly region?: string;
	readonly postcode?: string;
	readonly country?: string;
}

export interface Customer {
	readonly username?: string;
	readonly name?: string;
	readonly email?: string;
	readonly phone?: string;
	/** Null: eBay does not tell it. */
	readonly shipping?: AddressAsked | null;
	readonly billing?: AddressAsked | null;
}

/** What a buyer does; sandbox/CONTROL.md tells each field. */
export interface Sale {
	readonly lines: readonly SaleLine[];
	readonly shipping?: Amount | { readonly amount: Amount; readonly discount?: Amount };
	/** Off all lines, by a promotion. */
	readonly discount?: Amount;
	/** The order's adjustment; its name is nowhere shown. */
	readonly fees?: readonly { readonly amount: Amount }[];
	/** What the buyer pays for customs, shown on the first line. */
	readonly importCharges?: Amount;
	/** For recycling and the like; only a breakdown of taxes names them. */
	readonly specialFees?: Amount;
	/** Whose both are: eBay's unless said. */
	readonly chargesGoTo?: 'ebay' | 'seller';
	/** An amount in the total that eBay names nowhere. */
	readonly unexplained?: Amount;
	/** Tax that eBay collects and remits: not the seller's. */
	readonly marketplaceTax?: Amount;
	/** Tax that the seller owes. */
	readonly tax?: Amount;
	readonly taxRates?: readonly TaxAsked[];
	/** EBAY_US unless said. */
	readonly marketplace?: string;
	readonly currency?: string;
	readonly buyer?: Partial<Buyer>;
	readonly customer?: Customer;
	/** false: bought and not paid yet; pending: paid, and eBay has not got the money. */
	readonly paid?: boolean | 'pending';
	readonly payment?: {
		readonly paid?: boolean | 'pending';
		readonly method?: string;
		readonly reference?: string;
		readonly paidAt?: string;
	};
	/** ISO time. */
	readonly placedAt?: string;
}
