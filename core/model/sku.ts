import { groupBy } from './groupBy';

declare const skuBrand: unique symbol;

/** A stock-keeping unit, trimmed and not empty. It is the only key that joins QuickBooks to a channel. */
export type Sku = string & { readonly [skuBrand]: true };

/** Half of a surrogate pair. No URL and no XML can carry it: one such SKU would fail the whole request. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** The SKU in a text; null for a text that is missing, empty or only spaces. */
export function toSku(raw: string | null | undefined): Sku | null {
	const trimmed = raw?.replace(LONE_SURROGATE, '\uFFFD').trim() ?? '';
	return trimmed === '' ? null : (trimmed as Sku);
}

/** The key by which SKUs are compared: equal for two SKUs that count as one. */
export function skuKey(sku: Sku, ignoreCase: boolean): string {
	return ignoreCase ? sku.toLowerCase() : sku;
}

/** The rows of each SKU, by `skuKey`. Rows without a SKU are left out. */
export function groupBySku<Row extends { readonly sku: Sku | null }>(
	rows: readonly Row[],
	ignoreCase: boolean,
): Map<string, Row[]> {
	return groupBy(rows.filter(hasSku), ({ sku }) => skuKey(sku, ignoreCase));
}

/** For a filter. */
export function hasSku<Row extends { readonly sku: Sku | null }>(row: Row): row is Row & { readonly sku: Sku } {
	return row.sku !== null;
}
