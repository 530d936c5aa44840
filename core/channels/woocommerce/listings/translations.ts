import type { ProductRow } from './readListing';
import { skuKey } from '../../../model/sku';

/**
 * Returns a filter that keeps one row of each product that a plugin (WPML, Polylang) has translated, where rows come in the order of their
 * ids. A translation is a product of its own with the same SKU and, kept equal by the plugin, the same stock. The original is the oldest, so
 * it has the lowest id. Translations with SKUs of their own are products of their own.
 */
export function originalFilter(): (row: ProductRow) => boolean {
	const kept = new Map<string, string>();
	return ({ id, sku, translations }) => {
		if (sku === null || translations.length === 0) return true;
		const key = skuKey(sku, true);
		const isCopy = translations.some((other) => other !== id && kept.get(other) === key);
		if (!isCopy) kept.set(id, key);
		return !isCopy;
	};
}

/** The rows that are no translations of others among them. */
export function originalsOf(rows: readonly ProductRow[]): ProductRow[] {
	const byId = [...rows].sort((one, other) => Number(one.id) - Number(other.id));
	const originals = new Set(byId.filter(originalFilter()));
	return rows.filter((row) => originals.has(row));
}
