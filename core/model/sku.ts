declare const skuBrand: unique symbol;

/** A stock-keeping unit, trimmed and not empty: the only key that joins QuickBooks to a channel. */
export type Sku = string & { readonly [skuBrand]: true };

/** Half of a pair that makes one character: no address and no XML can carry it, and the whole question would fail for one SKU. */
const HALF_CHARACTER = /\p{Surrogate}/gu;

/** Null where there is no SKU: missing, empty or only spaces. */
export function toSku(raw: string | null | undefined): Sku | null {
	const trimmed = raw?.replace(HALF_CHARACTER, '\uFFFD').trim() ?? '';
	return trimmed === '' ? null : (trimmed as Sku);
}

/** What two SKUs have in common when they count as the same. */
export function skuKey(sku: Sku, ignoreCase: boolean): string {
	return ignoreCase ? sku.toLowerCase() : sku;
}

/** Rows that count as one SKU together, by its key; those without a SKU are left out. */
export function groupedBySku<Row extends { readonly sku: Sku | null }>(
	rows: readonly Row[],
	ignoreCase: boolean,
): Map<string, Row[]> {
	const groups = new Map<string, Row[]>();
	for (const row of rows) {
		if (row.sku === null) continue;
		const key = skuKey(row.sku, ignoreCase);
		groups.set(key, [...(groups.get(key) ?? []), row]);
	}
	return groups;
}
