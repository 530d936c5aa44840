import { onHandOf } from './inventory';
import { toListings, toPool, readProductRow, type ProductRow } from './readListing';
import { SKU_LIMITS, productIdsOfTrackedVariants, productIdsOfAnyVariants } from './productIdsBySku';
import type { LimitedQuery, Query, Store } from '../api';
import type { ListingSearch } from '../../channelAdapter';
import { collectRows, iteratePages } from '../../../http/pages';
import { commaLists, chunk } from '../../../http/chunks';
import type { Listing, Pool } from '../../../model/listing';
import { skuKey, type Sku } from '../../../model/sku';

/** 250 are possible, but each product carries its variants. */
const PRODUCTS_PER_PAGE = 100;

const PRODUCTS = '/catalog/products';

/**
 * The listings of these SKUs.
 *
 * 1. The catalogue finds products by their own SKU.
 * 2. The Inventory API finds variants that have a stock of their own.
 * 3. With `inPools`, the list of variants finds the others. It costs a request for each SKU that the store does not sell.
 * 4. Levels come from the default location.
 */
export async function listingsBySku(
	store: Store,
	skus: readonly Sku[],
	{ inPools }: ListingSearch = { inPools: true },
): Promise<Listing[]> {
	const products = new Map<string, ProductRow>();
	for (const list of commaLists([...new Set(skus)], SKU_LIMITS)) {
		await addProducts(store, products, list.length === 1 ? { sku: list[0] ?? '' } : { 'sku:in': list.join(',') });
	}
	for (const find of inPools ? [productIdsOfTrackedVariants, productIdsOfAnyVariants] : [productIdsOfTrackedVariants])
		await addProductsById(store, products, await find(store, missingIn(products, skus)));
	const requested = new Set(skus.map((sku) => skuKey(sku, true)));
	return (await withLevels(store, [...products.values()])).filter(
		({ sku }) => sku !== null && requested.has(skuKey(sku, true)),
	);
}

/** The shared stocks of these products, each with the variants that draw on it. */
export async function pools(store: Store, productIds: readonly string[]): Promise<Pool[]> {
	const products = new Map<string, ProductRow>();
	await addProductsById(store, products, productIds);
	const pooled = [...products.values()].filter(({ tracking }) => tracking === 'product');
	const onHand = await onHandOf(store, pooled);
	return pooled.map((product) => toPool(product, onHand));
}

/** Every listing of the store, product by product. */
export async function* allListings(store: Store): AsyncGenerator<readonly Listing[]> {
	for await (const products of allProducts(store)) yield await withLevels(store, products);
}

/** As `allListings`, without the levels, which cost more requests. */
export async function* listingsWithoutLevels(store: Store): AsyncGenerator<readonly Listing[]> {
	const onHand = { byVariant: new Map<string, number>(), byProduct: new Map<string, number>() };
	for await (const products of allProducts(store)) yield products.flatMap((product) => toListings(product, onHand));
}

async function* allProducts(store: Store): AsyncGenerator<readonly ProductRow[]> {
	const ask = (offset: number) => store.getPageV3(PRODUCTS, { ...asProducts({}), sort: 'id' }, offset);
	for await (const page of iteratePages(ask)) yield page.map(readProductRow);
}

async function withLevels(store: Store, products: readonly ProductRow[]): Promise<Listing[]> {
	const onHand = await onHandOf(store, products);
	return products.flatMap((product) => toListings(product, onHand));
}

async function addProducts(store: Store, products: Map<string, ProductRow>, query: Query): Promise<void> {
	const rows = await collectRows((offset) => store.getPageV3(PRODUCTS, asProducts(query), offset));
	for (const product of rows.map(readProductRow)) products.set(product.id, product);
}

async function addProductsById(store: Store, products: Map<string, ProductRow>, ids: readonly string[]): Promise<void> {
	const unread = [...new Set(ids)].filter((id) => !products.has(id));
	for (const list of chunk(unread, PRODUCTS_PER_PAGE)) await addProducts(store, products, { 'id:in': list.join(',') });
}

function asProducts(query: Query): LimitedQuery {
	return { ...query, include: 'variants', limit: PRODUCTS_PER_PAGE };
}

function missingIn(products: ReadonlyMap<string, ProductRow>, skus: readonly Sku[]): Sku[] {
	const known = new Set([...products.values()].flatMap(skusOf));
	return [...new Set(skus)].filter((sku) => !known.has(skuKey(sku, true)));
}

function skusOf({ sku, variants }: ProductRow): string[] {
	return [sku, ...variants.map((variant) => variant.sku)].flatMap((one) => (one === null ? [] : [skuKey(one, true)]));
}
