declare const skuBrand: unique symbol;

/** A stock-keeping unit, trimmed and not empty: the only key that joins QuickBooks to a channel. */
export type Sku = string & { readonly [skuBrand]: true };

/** Null where there is no SKU: missing, empty or only spaces. */
export function toSku(raw: string | null | undefined): Sku | null {
	const trimmed = raw?.trim() ?? '';
	return trimmed === '' ? null : (trimmed as Sku);
}

/** What two SKUs have in common when they count as the same. */
export function skuKey(sku: Sku, ignoreCase: boolean): string {
	return ignoreCase ? sku.toLowerCase() : sku;
}
