import type { ParentRow, ProductRow } from './readListing';
import { skuKey } from '../../../model/sku';

type Parents = ReadonlyMap<string, Pick<ParentRow, 'translations'>>;

/**
 * Returns a filter that keeps one row of each product or variation that a plugin (WPML, Polylang) has translated, where rows come in the
 * order of their ids. A translation is a product of its own with the same SKU and, kept equal by the plugin, the same stock. The original
 * is the oldest, so it has the lowest id. Translations with SKUs of their own are products of their own. A variation is a translation
 * where the shop says so of itself, or of its product in `parents`: not every plugin names the translations of variations.
 */
export function originalFilter(parents: Parents = new Map()): (row: ProductRow) => boolean {
	const kept = new Set<string>();
	return ({ id, parentId, sku, translations }) => {
		if (sku === null) return true;
		const key = skuKey(sku, true);
		const inOthers = othersOf(parentId, parents.get(parentId ?? '')?.translations);
		const places = [...othersOf(id, translations), ...inOthers.map((other) => `in ${other}`)];
		const isCopy = places.some((place) => kept.has(`${place} ${key}`));
		if (!isCopy) for (const place of [id, `in ${parentId}`]) kept.add(`${place} ${key}`);
		return !isCopy;
	};
}

function othersOf(id: string | null, translations: readonly string[] = []): string[] {
	return translations.filter((other) => other !== id);
}

/** The rows that are no translations of others among them. */
export function originalsOf(rows: readonly ProductRow[], parents: Parents): ProductRow[] {
	const byId = [...rows].sort((one, other) => Number(one.id) - Number(other.id));
	const originals = new Set(byId.filter(originalFilter(parents)));
	return rows.filter((row) => originals.has(row));
}

/** The variations among these that share their SKU with another row, so that their products have to say whether they are translated. */
export function doubledVariations(rows: readonly ProductRow[]): ProductRow[] {
	const counts = new Map<string, number>();
	const keyOf = ({ sku }: ProductRow): string => (sku === null ? '' : skuKey(sku, true));
	for (const row of rows) counts.set(keyOf(row), (counts.get(keyOf(row)) ?? 0) + 1);
	return rows.filter((row) => row.sku !== null && row.parentId !== null && (counts.get(keyOf(row)) ?? 0) > 1);
}
