import { onHandOf } from './inventory';
import { toListings, toPool, readProductRow, type ProductRow } from './readListing';
import { productIdsOfTrackedVariants, productIdsOfAnyVariants } from './productIdsBySku';
import type { LimitedQuery, Query, Store } from '../api';
import type { ListingSearch } from '../../channelAdapter';
import { commaLists, chunk } from '../../../http/chunks';
import { askInHalves } from '../../../http/halves';
import { collectMovingRows, iterateMovingPages, type CountedPage } from '../../../http/movingPages';
import { rowsInParts } from '../../../http/troubledPages';
import { isTroubleOfSize, rowKey, UnservedRow } from '../../../http/unservedRow';
import type { Listing, Pool } from '../../../model/listing';
import { skuKey, type Sku } from '../../../model/sku';
import { looseKey, withSpellings } from '../../../model/skuSpellings';

/** 250 are possible, but each product carries its variants. */
const PRODUCTS_PER_PAGE = 100;

/** A page for each question. Its URL stays far below the usual 8 kB; a question that is refused all the same is asked in halves. */
const SKU_LIMITS = { most: PRODUCTS_PER_PAGE, longest: 3000 };

const PRODUCTS = '/catalog/products';

/**
 * The listings of these SKUs, and of those that look the same.
 *
 * 1. The catalogue finds products by their own SKU.
 * 2. The Inventory API finds variants that have a stock of their own.
 * 3. With `inPools`, the list of variants finds the others. It costs a request for each SKU that the store does not sell.
 * 4. Levels come from the default location.
 */
export async function listingsBySku(
	store: Store,
	wanted: readonly Sku[],
	{ inPools }: ListingSearch = { inPools: true },
): Promise<Listing[]> {
	const skus = withSpellings(wanted);
	const products = new Map<string, ProductRow>();
	for (const list of commaLists(skus, SKU_LIMITS)) {
		for (const row of await rowsOfSkus(store, list)) products.set(row.id, row);
	}
	for (const find of inPools ? [productIdsOfTrackedVariants, productIdsOfAnyVariants] : [productIdsOfTrackedVariants])
		await addProductsById(store, products, await find(store, missingIn(products, skus)));
	const requested = new Set(wanted.map(looseKey));
	return (await withLevels(store, [...products.values()])).filter(
		({ sku }) => sku !== null && requested.has(looseKey(sku)),
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
	const ask = async (offset: number) => await productPage(store, offset);
	for await (const page of iterateMovingPages({ ask, keyOf: rowKey })) yield page.map(readProductRow);
}

/** A page of all products. Where the store cannot make it, its products are asked for by id, in parts. */
async function productPage(store: Store, offset: number): Promise<CountedPage<unknown>> {
	const list = { sort: 'id', limit: PRODUCTS_PER_PAGE };
	return await store.getPageV3(PRODUCTS, asProducts(list), offset).catch(async (failure: unknown) => {
		if (!isTroubleOfSize(failure)) throw failure;
		const page = await store.getPageV3(PRODUCTS, { ...list, include_fields: 'name,sku' }, offset);
		const ask = async (lights: readonly unknown[]) => await rowsById(store, lights);
		return { ...page, rows: await rowsInParts({ lights: page.rows, ask }, failure) };
	});
}

async function rowsById(store: Store, lights: readonly unknown[]): Promise<unknown[]> {
	const ids = lights.map((light) => readProductRow(light).id);
	const asked = asProducts({ 'id:in': ids.join(',') });
	const rows = await collectMovingRows({ ask: (offset) => store.getPageV3(PRODUCTS, asked, offset), keyOf: rowKey });
	return ids.map((id) => rows.find((row) => readProductRow(row).id === id));
}

/** The products of these SKUs. A SKU over which the store breaks off stands for a product that cannot be read. */
async function rowsOfSkus(store: Store, skus: readonly string[]): Promise<ProductRow[]> {
	return await askInHalves(skus, {
		ask: async (some) =>
			await readProducts(store, some.length === 1 ? { sku: some[0] ?? '' } : { 'sku:in': some.join(',') }),
		alone: (sku, trouble) => readProductRow(new UnservedRow({ id: `of SKU ${sku}`, sku }, trouble)),
		answers: store.answers,
	});
}

async function withLevels(store: Store, products: readonly ProductRow[]): Promise<Listing[]> {
	const onHand = await onHandOf(store, products);
	return products.flatMap((product) => toListings(product, onHand));
}

async function readProducts(store: Store, query: Query): Promise<ProductRow[]> {
	const ask = (offset: number) => store.getPageV3(PRODUCTS, asProducts(query), offset);
	const rows = await collectMovingRows({ ask, keyOf: rowKey });
	return rows.map(readProductRow);
}

async function addProductsById(store: Store, products: Map<string, ProductRow>, ids: readonly string[]): Promise<void> {
	const unread = [...new Set(ids)].filter((id) => !products.has(id));
	for (const list of chunk(unread, PRODUCTS_PER_PAGE)) {
		const rows = await askInHalves(list, {
			ask: async (some) => await readProducts(store, { 'id:in': some.join(',') }),
			alone: (id, trouble) => readProductRow(new UnservedRow({ id }, trouble)),
			answers: store.answers,
		});
		for (const row of rows) products.set(row.id, row);
	}
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
