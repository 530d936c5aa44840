import {
	LISTING_FIELDS,
	toPooledListing,
	toProductListing,
	toTroubledListing,
	readProductRow,
	type ParentRow,
	type ProductRow,
	toVariationListing,
} from './readListing';
import { canBeLookedUp, NOT_LOOKED_UP, skuLists } from './skuLists';
import { doubledVariations, originalFilter, originalsOf } from './translations';
import { PER_PAGE, type Shop } from '../api';
import type { Query } from '../query';
import { collectMovingRows, iterateMovingPages } from '../../../http/movingPages';
import { chunk } from '../../../http/chunks';
import { askInHalves } from '../../../http/halves';
import { rowKey, UnservedRow } from '../../../http/unservedRow';
import { untoldListing, type Listing } from '../../../model/listing';
import type { Sku } from '../../../model/sku';
import { looseKey, withSpellings } from '../../../model/skuSpellings';

export const PRODUCTS = '/products';

/**
 * The listings of these SKUs, variations among them, and those of SKUs that look the same. A plugin can switch the filter off, so other
 * rows are dropped. Of a product and its translations there is the original alone.
 */
export async function listingsBySku(shop: Shop, skus: readonly Sku[]): Promise<Listing[]> {
	const requested = new Set(skus.map(looseKey));
	const found = new Map<string, ProductRow>();
	for (const list of skuLists(withSpellings(skus))) {
		for (const row of await rowsOfSkus(shop, list))
			if (row.sku !== null && requested.has(looseKey(row.sku))) found.set(row.id, row);
	}
	const parents = await loadParents(shop, doubledVariations([...found.values()]), new Map());
	const rows = originalsOf([...found.values()], parents);
	const pooled = rows.filter(({ stock }) => stock === 'parent');
	await loadParents(shop, pooled, parents);
	await countMembers(shop, pooled, parents);
	const unasked = skus.filter((sku) => !canBeLookedUp(sku)).map(toUnaskedListing);
	return [...rows.map((row) => toListing(row, parents)), ...unasked];
}

/** A listing that the shop may have or not. */
function toUnaskedListing(sku: Sku): Listing {
	return untoldListing('woocommerce', sku, NOT_LOOKED_UP);
}

/** The products of these SKUs. A SKU over which the shop breaks off stands for a product that cannot be read. */
async function rowsOfSkus(shop: Shop, skus: readonly string[]): Promise<ProductRow[]> {
	return await askInHalves(skus, {
		ask: async (some) => await productRows(shop, PRODUCTS, { sku: some.join(',') }),
		alone: (sku, trouble) => readProductRow(new UnservedRow({ id: `of SKU ${sku}`, sku }, trouble)),
		answers: shop.answers,
	});
}

/** Every listing of the shop: products first, then all variations. */
export async function* allListings(shop: Shop): AsyncGenerator<readonly Listing[]> {
	const parents = new Map<string, ParentRow>();
	const isOriginal = originalFilter(parents);
	const ask = (offset: number) => shop.getPage(PRODUCTS, inOrder({}), offset);
	for await (const page of iterateMovingPages({ ask, keyOf: rowKey })) {
		const rows = page.map(readProductRow);
		for (const row of rows) if (row.isVariable) parents.set(row.id, row);
		yield rows.filter((row) => !isContainerOnly(row) && isOriginal(row)).map(toProductListing);
	}
	const pooled: ProductRow[] = [];
	for await (const { rows, parentId } of variationPages(shop, [...parents.keys()])) {
		const variations = rows.map((row) => ({ ...row, parentId: row.parentId ?? parentId }));
		await loadParents(shop, variations, parents);
		const named = variations.filter(isOriginal).map((row) => withFullName(row, parents.get(row.parentId ?? '')));
		for (const row of named) if (row.stock === 'parent') pooled.push(row);
		yield named.filter(({ stock }) => stock !== 'parent').map((row) => toListing(row, parents));
	}
	if (pooled.length === 0) return;
	setMembers(pooled, parents);
	yield pooled.map((row) => toListing(row, parents));
}

/** Counts the variations that draw on the stock of each product of these, since its others may have one of their own. */
async function countMembers(shop: Shop, pooled: readonly ProductRow[], parents: Map<string, ParentRow>): Promise<void> {
	const shared = [...new Set(pooled.map(({ parentId }) => parentId ?? ''))].filter(
		(id) => (parents.get(id)?.variations ?? 0) > 1,
	);
	for (const id of shared) {
		const variations = await productRows(shop, `${PRODUCTS}/${id}/variations`, {});
		setMembers(
			variations.filter(({ stock }) => stock === 'parent').map((row) => ({ ...row, parentId: id })),
			parents,
		);
	}
}

/** Notes of each product how many of these variations draw on its stock. `pooled` has all of a product, or none. */
function setMembers(pooled: readonly ProductRow[], parents: Map<string, ParentRow>): void {
	const members = new Map<string, number>();
	for (const { parentId } of pooled) members.set(parentId ?? '', (members.get(parentId ?? '') ?? 0) + 1);
	for (const [id, variations] of members) {
		const parent = parents.get(id);
		if (parent !== undefined) parents.set(id, { ...parent, variations });
	}
}

/** True for a variable product without a SKU: only its variations are sold. */
function isContainerOnly({ isVariable, sku }: ProductRow): boolean {
	return isVariable && sku === null;
}

interface VariationPage {
	readonly rows: readonly ProductRow[];
	/** The product of all rows; null where each row names its own. */
	readonly parentId: string | null;
}

/** The variations of these products: in one list of all where the shop has it (WooCommerce 10.3), else product by product. */
async function* variationPages(shop: Shop, parentIds: readonly string[]): AsyncGenerator<VariationPage> {
	if (parentIds.length === 0) return;
	const routes = (await shop.hasRoute('/variations'))
		? [{ path: '/variations', parentId: null }]
		: parentIds.map((parentId) => ({ path: `${PRODUCTS}/${parentId}/variations`, parentId }));
	for (const { path, parentId } of routes) {
		const ask = (offset: number) => shop.getPage(path, inOrder({}), offset);
		for await (const page of iterateMovingPages({ ask, keyOf: rowKey }))
			yield { rows: page.map(readProductRow), parentId };
	}
}

/**
 * The variation with its full name and its own SKU. These lists name it by its attributes alone, and show its product's SKU where it
 * has none.
 */
export function withFullName(row: ProductRow, parent: ParentRow | undefined): ProductRow {
	if (parent === undefined) return row;
	return { ...row, name: `${parent.name} - ${row.name}`, sku: row.sku === parent.sku ? null : row.sku };
}

/** Adds the products of these variations to `parents`, and returns it. */
async function loadParents(
	shop: Shop,
	rows: readonly ProductRow[],
	parents: Map<string, ParentRow>,
): Promise<Map<string, ParentRow>> {
	const missing = new Set(rows.map(({ parentId }) => parentId).filter((id) => id !== null && !parents.has(id)));
	for (const ids of chunk([...missing], PER_PAGE)) {
		for (const row of await productRows(shop, PRODUCTS, { include: ids.join(',') })) parents.set(row.id, row);
	}
	return parents;
}

function toListing(row: ProductRow, parents: ReadonlyMap<string, ParentRow>): Listing {
	if (row.parentId === null || row.trouble !== null) return toProductListing(row);
	if (row.stock !== 'parent') return toVariationListing(row, row.parentId);
	const parent = parents.get(row.parentId);
	return parent === undefined ? toTroubledListing(row, LOST) : toPooledListing(row, row.parentId, parent);
}

const LOST =
	'The variation draws on the stock of a product that the shop does not list: save that product in the shop, or delete the variation';

/** All rows of a list of products or variations, in the order of their ids. */
export async function productRows(shop: Shop, path: string, query: Query): Promise<ProductRow[]> {
	const ask = (offset: number) => shop.getPage(path, inOrder(query), offset);
	return (await collectMovingRows({ ask, keyOf: rowKey })).map(readProductRow);
}

function inOrder(query: Query): Query {
	return { ...query, orderby: 'id', order: 'asc', _fields: LISTING_FIELDS };
}
