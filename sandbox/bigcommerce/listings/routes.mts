import { notFound, unprocessable } from '../api/errors.mts';
import type { Rows } from '../../kit/table.mts';
import { allVariants, sameSku, variantsWithSku, variantWithId, type CatalogProduct, type Variant } from './product.mts';
import { parseAmount } from '../money.mts';
import { includeFields, productJson, variantJson } from './productJson.mts';
import { between } from '../api/dates.mts';
import { listOf, readInteger, readPage, refuseUnknown, type Query } from '../api/query.mts';
import type { Call, Route, RouteReply } from '../api/route.mts';
import { checkFields, createProduct, invalid, writeProduct, writeVariant } from './writing.mts';
import type { Store } from '../store.mts';
import { v3Page } from '../api/v3Page.mts';

const reads = 'store_v2_products_read_only';
const writes = 'store_v2_products';
const pageLimits = { otherwise: 50, most: 250 };

export const catalogRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v3/catalog/products', scope: reads, handle: listProducts },
	{ method: 'PUT', path: '/v3/catalog/products', scope: writes, handle: putProducts },
	{ method: 'POST', path: '/v3/catalog/products', scope: writes, handle: postProduct },
	{ method: 'DELETE', path: '/v3/catalog/products', scope: writes, handle: deleteProducts },
	{ method: 'GET', path: '/v3/catalog/products/:id', scope: reads, handle: getProduct },
	{ method: 'PUT', path: '/v3/catalog/products/:id', scope: writes, handle: putProduct },
	{ method: 'DELETE', path: '/v3/catalog/products/:id', scope: writes, handle: deleteProduct },
	{ method: 'GET', path: '/v3/catalog/products/:id/variants', scope: reads, handle: listOwnVariants },
	{ method: 'GET', path: '/v3/catalog/products/:id/variants/:variant', scope: reads, handle: getVariant },
	{ method: 'PUT', path: '/v3/catalog/products/:id/variants/:variant', scope: writes, handle: putVariant },
	{ method: 'GET', path: '/v3/catalog/variants', scope: reads, handle: listVariants },
	{ method: 'PUT', path: '/v3/catalog/variants', scope: writes, handle: putVariants },
];

/** `sku` and `sku:in` see the products' own SKUs alone, never a variant's. */
function listProducts({ store, query }: Call): RouteReply {
	refuseUnknown(query, [
		...['id', 'id:in', 'sku', 'sku:in', 'name', 'type', 'date_modified:min', 'date_modified:max'],
		...['include', 'include_fields', 'sort', 'direction', 'page', 'limit', 'inventory_level', 'is_visible'],
		...['keyword', 'keyword_context', 'name:like', 'price', 'price:min', 'price:max'],
	]);
	const toJson = (product: CatalogProduct): unknown =>
		includeFields(
			productJson(store, product, listOf(query, 'include')?.includes('variants') ?? false),
			query.get('include_fields'),
		);
	return { body: v3Page(productsAsked(store, query), readPage(query, pageLimits), toJson) };
}

const SHAPES = ['include', 'include_fields', 'direction', 'page', 'limit'];

/** The whole list is kept in the sequence of ids. */
function productsAsked(store: Store, query: Query): Rows<CatalogProduct> {
	const others = [...query.keys()].filter((name) => !SHAPES.includes(name));
	const isById = others.every((name) => name === 'sort' && query.get(name) === 'id');
	if (isById && (query.get('direction') ?? 'asc') === 'asc') return store.products.list('byId');
	return sorted(productsFound(store, query), query);
}

function productsFound(store: Store, query: Query): CatalogProduct[] {
	const ids = listOf(query, 'id:in') ?? listOf(query, 'id');
	const skus = listOf(query, 'sku:in') ?? oneOf(query, 'sku');
	const modified = between(query, ['date_modified:min', 'date_modified:max'], 'inclusive');
	return candidatesFor(store, ids, skus)
		.filter((product) => ids?.includes(String(product.id)) ?? true)
		.filter((product) => skus?.some((sku) => sameSku(sku, product.sku)) ?? true)
		.filter(
			(product) =>
				(query.get('name') ?? product.name) === product.name && (query.get('type') ?? product.type) === product.type,
		)
		.filter((product) => modified(product.modifiedAt) && isSearched(product, query) && isPriced(product, query));
}

/** The products of these ids, or else of these SKUs, or else all. */
function candidatesFor(
	{ products }: Store,
	ids: readonly string[] | null,
	skus: readonly string[] | null,
): CatalogProduct[] {
	if (ids !== null) return [...new Set(ids)].flatMap((id) => products.get(Number(id)) ?? []);
	if (skus === null) return [...products.values()];
	return [...new Set(skus.map((sku) => sku.toLowerCase()))].flatMap((sku) => [...products.list('sku', sku)]);
}

/** A keyword is looked for in names, SKUs and descriptions, each of its words anywhere in them. */
function isSearched(product: CatalogProduct, query: Query): boolean {
	const description = typeof product.shown?.description === 'string' ? product.shown.description : '';
	const texts = [product.name, product.sku, description, ...product.variants.map(({ sku }) => sku)];
	const words = (query.get('keyword') ?? '').toLowerCase().split(' ');
	const like = (query.get('name:like') ?? '').toLowerCase();
	const isFound = words.every((word) => texts.some((text) => text.toLowerCase().includes(word)));
	return isFound && product.name.toLowerCase().includes(like);
}

function isPriced({ price }: CatalogProduct, query: Query): boolean {
	const [exactly, least, most] = ['price', 'price:min', 'price:max'].map((name) => {
		const text = query.get(name);
		return text === undefined ? null : parseAmount(text);
	});
	return (exactly ?? price) === price && price >= (least ?? price) && price <= (most ?? price);
}

const sortKeys: Readonly<Record<string, (product: CatalogProduct) => string | number>> = {
	id: ({ id }) => id,
	name: ({ name }) => name.toLowerCase(),
	sku: ({ sku }) => sku.toLowerCase(),
	price: ({ price }) => price,
	date_modified: ({ modifiedAt }) => modifiedAt,
};

/** By id unless said. */
function sorted(products: readonly CatalogProduct[], query: Query): CatalogProduct[] {
	const [name, direction] = [query.get('sort') ?? 'id', query.get('direction') ?? 'asc'];
	const key = sortKeys[name];
	if (key === undefined || !['asc', 'desc'].includes(direction))
		throw unprocessable('The filter(s): sort are not valid filter parameter(s).');
	const sign = direction === 'asc' ? 1 : -1;
	const order = (one: string | number, other: string | number): number => (one < other ? -1 : one > other ? 1 : 0);
	return [...products].sort((one, other) => sign * order(key(one), key(other)) || one.id - other.id);
}

function getProduct({ store, query, path }: Call): RouteReply {
	const row = productJson(store, knownProduct(store, path), listOf(query, 'include')?.includes('variants') ?? false);
	return single(includeFields(row, query.get('include_fields')));
}

function postProduct({ store, body }: Call): RouteReply {
	return single(productJson(store, createProduct(store, body), true));
}

function putProduct({ store, path, body }: Call): RouteReply {
	const product = knownProduct(store, path);
	writeProduct(store, product, body);
	return single(productJson(store, product, false));
}

function deleteProduct({ store, path }: Call): RouteReply {
	store.products.delete(knownProduct(store, path).id);
	return {};
}

/** Without a filter nothing is deleted. */
function deleteProducts({ store, query }: Call): RouteReply {
	refuseUnknown(query, ['id:in', 'sku', 'name']);
	if (query.size === 0) throw unprocessable('A filter is required to delete products.');
	const ids = listOf(query, 'id:in');
	for (const { id, sku, name } of [...store.products.values()]) {
		const isNamed = (query.get('sku') ?? sku) === sku && (query.get('name') ?? name) === name;
		if (isNamed && (ids?.includes(String(id)) ?? true)) store.products.delete(id);
	}
	return {};
}

function listOwnVariants({ store, query, path }: Call): RouteReply {
	refuseUnknown(query, ['include_fields', 'page', 'limit']);
	const product = knownProduct(store, path);
	const toJson = (variant: Variant): unknown =>
		includeFields(variantJson(store, product, variant), query.get('include_fields'));
	return { body: v3Page(product.variants, readPage(query, pageLimits), toJson) };
}

function getVariant({ store, path }: Call): RouteReply {
	const product = knownProduct(store, path);
	return single(variantJson(store, product, ownVariant(product, path)));
}

function putVariant({ store, path, body }: Call): RouteReply {
	const product = knownProduct(store, path);
	const variant = ownVariant(product, path);
	writeVariant(store, product, variant, body);
	return single(variantJson(store, product, variant));
}

function single(row: unknown): RouteReply {
	return { body: { data: row, meta: {} } };
}

function knownProduct(store: Store, path: Call['path']): CatalogProduct {
	const product = store.products.get(Number(path.id));
	if (product === undefined) throw notFound('product');
	return product;
}

function ownVariant(product: CatalogProduct, path: Call['path']): Variant {
	const variant = product.variants.find(({ id }) => id === Number(path.variant));
	if (variant === undefined) throw notFound('variant');
	return variant;
}

/** One SKU a call; there is no `sku:in` here. */
function listVariants({ store, query }: Call): RouteReply {
	refuseUnknown(query, ['id', 'sku', 'upc', 'product_id', 'product_id:in', 'include_fields', 'page', 'limit']);
	const sku = query.get('sku');
	const id = readInteger(query, 'id');
	const productIds = listOf(query, 'product_id:in') ?? listOf(query, 'product_id');
	const isFiltered = sku !== undefined || id !== null || productIds !== null;
	const variants = isFiltered ? variantsFound(store, { sku, id, productIds }) : allVariants(store);
	const toJson = (variant: Variant): unknown =>
		includeFields(variantJson(store, productOf(store, variant), variant), query.get('include_fields'));
	return { body: v3Page(variants, readPage(query, pageLimits), toJson) };
}

interface VariantsAsked {
	readonly sku: string | undefined;
	readonly id: number | null;
	readonly productIds: readonly string[] | null;
}

function variantsFound(store: Store, { sku, id, productIds }: VariantsAsked): Variant[] {
	const named = sku === undefined ? null : variantsWithSku(store, sku);
	const known = id === null ? null : [variantWithId(store, id)].filter((variant) => variant !== undefined);
	const ofProducts = () =>
		[...new Set(productIds)]
			.map(Number)
			.sort((one, other) => one - other)
			.flatMap((product) => store.products.get(product)?.variants ?? []);
	return (named ?? known ?? ofProducts())
		.filter((variant) => sku === undefined || sameSku(sku, variant.sku))
		.filter(
			(variant) => (id ?? variant.id) === variant.id && (productIds?.includes(String(variant.productId)) ?? true),
		);
}

function putProducts({ store, body }: Call): RouteReply {
	const rows = batchRows(body, 10);
	const products = rows.map(({ id }) => store.products.get(id) ?? missing('product', id));
	rows.forEach((row, index) => checkFields(row, `${index}.`));
	products.forEach((product, index) => writeProduct(store, product, rows[index], `${index}.`));
	return { body: { data: products.map((product) => productJson(store, product, false)), meta: {} } };
}

function putVariants({ store, body }: Call): RouteReply {
	const rows = batchRows(body, 50);
	const variants = rows.map(({ id }) => variantWithId(store, id) ?? missing('variant', id));
	rows.forEach((row, index) => checkFields(row, `${index}.`));
	variants.forEach((variant, index) => writeVariant(store, productOf(store, variant), variant, rows[index]));
	return {
		body: { data: variants.map((variant) => variantJson(store, productOf(store, variant), variant)), meta: {} },
	};
}

interface BatchRow extends Readonly<Record<string, unknown>> {
	readonly id: number;
}

function batchRows(body: unknown, most: number): BatchRow[] {
	if (!Array.isArray(body) || body.length === 0) throw unprocessable('The request body must be a list.');
	if (body.length > most) throw unprocessable(`A maximum of ${most} items can be updated at once.`);
	const rows = body as { id?: unknown }[];
	rows.forEach(({ id }, index) => {
		if (!Number.isInteger(id)) throw invalid({ [`${index}.id`]: 'id must be an integer' });
	});
	return rows as BatchRow[];
}

function missing(what: string, id: number): never {
	throw unprocessable(`Some ${what}s do not exist: ${id}`, { [what]: `${id} does not exist` });
}

function productOf(store: Store, variant: Variant): CatalogProduct {
	const product = store.products.get(variant.productId);
	if (product === undefined) throw new Error(`variant ${variant.id} has no product`);
	return product;
}

function oneOf(query: Query, name: string): string[] | null {
	const value = query.get(name);
	return value === undefined ? null : [value];
}
