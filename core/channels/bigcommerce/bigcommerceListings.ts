import type { Listing, Pool } from '../../domain/listing';
import { skuKey, type Sku } from '../../domain/sku';
import { allRows, commaLists, inChunks, pageByPage } from '../../http/pages';
import { readFields, readText } from '../../reading/readUnknown';
import { onHandOf, productIdsOfSkus } from './bigcommerceInventory';
import { listingsOf, poolOf, readProductRow, type ProductRow } from './bigcommerceListingReading';
import type { LimitedQuery, Query, Store } from './bigcommerceStore';

const SKU_LIMITS = { most: 50, longest: 1500 };

/** 250 are possible, but each product brings its variants along. */
const PRODUCTS_PER_PAGE = 100;

const PRODUCTS = '/catalog/products';

/**
 * The listings of these SKUs. The catalogue finds products by their own SKU, the Inventory API finds variants;
 * levels come from the default location.
 */
export async function listingsBySku(store: Store, skus: readonly Sku[]): Promise<Listing[]> {
	const products = new Map<string, ProductRow>();
	for (const list of commaLists([...new Set(skus)], SKU_LIMITS)) {
		await addProducts(store, products, list.length === 1 ? { sku: list[0] ?? '' } : { 'sku:in': list.join(',') });
	}
	const known = new Set([...products.values()].flatMap(skusOf));
	const rest = [...new Set(skus)].filter((sku) => !known.has(skuKey(sku, true)));
	const ids = (await productIdsOf(store, rest)).filter((id) => !products.has(id));
	await addProductsById(store, products, ids);
	const wanted = new Set(skus.map((sku) => skuKey(sku, true)));
	return (await withLevels(store, [...products.values()])).filter(({ sku }) => sku !== null && wanted.has(skuKey(sku, true)));
}

/** The stocks of these products, each with the variants that are counted there. */
export async function pools(store: Store, productIds: readonly string[]): Promise<Pool[]> {
	const products = new Map<string, ProductRow>();
	await addProductsById(store, products, productIds);
	const pooled = [...products.values()].filter(({ tracking }) => tracking === 'product');
	const onHand = await onHandOf(store, pooled);
	return pooled.map((product) => poolOf(product, onHand));
}

/** Every listing of the store, product by product. */
export async function* allListings(store: Store): AsyncGenerator<readonly Listing[]> {
	const ask = (page: number) => store.page3(PRODUCTS, { ...asProducts({}), sort: 'id' }, page);
	for await (const page of pageByPage(ask)) yield await withLevels(store, page.map(readProductRow));
}

/** Variants, of which every product has at least one. */
export async function listingCount(store: Store): Promise<number> {
	return await store.total3('/catalog/variants');
}

async function withLevels(store: Store, products: readonly ProductRow[]): Promise<Listing[]> {
	const onHand = await onHandOf(store, products);
	return products.flatMap((product) => listingsOf(product, onHand));
}

async function addProducts(store: Store, products: Map<string, ProductRow>, query: Query): Promise<void> {
	const rows = await allRows((page) => store.page3(PRODUCTS, asProducts(query), page));
	for (const product of rows.map(readProductRow)) products.set(product.id, product);
}

async function addProductsById(store: Store, products: Map<string, ProductRow>, ids: readonly string[]): Promise<void> {
	for (const list of inChunks([...new Set(ids)], PRODUCTS_PER_PAGE)) await addProducts(store, products, { 'id:in': list.join(',') });
}

function asProducts(query: Query): LimitedQuery {
	return { ...query, include: 'variants', limit: PRODUCTS_PER_PAGE };
}

/** A SKU with a comma cannot stand in a list, and only the catalogue can be asked for one at a time. */
async function productIdsOf(store: Store, skus: readonly Sku[]): Promise<string[]> {
	const ids: string[] = [];
	for (const list of commaLists(skus, SKU_LIMITS)) {
		const [first = ''] = list;
		ids.push(...(first.includes(',') ? await productIdsOfVariant(store, first) : await productIdsOfSkus(store, list)));
	}
	return ids;
}

async function productIdsOfVariant(store: Store, sku: string): Promise<string[]> {
	const rows = await allRows((page) => store.page3('/catalog/variants', { sku, limit: PRODUCTS_PER_PAGE }, page));
	return rows.map((row) => readText(readFields(row, 'bigcommerce variant').product_id, 'bigcommerce variant.product_id'));
}

function skusOf({ sku, variants }: ProductRow): string[] {
	return [sku, ...variants.map((variant) => variant.sku)].flatMap((one) => (one === null ? [] : [skuKey(one, true)]));
}
