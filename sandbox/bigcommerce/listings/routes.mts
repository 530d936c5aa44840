import { notFound, unprocessable } from '../api/errors.mts';
import { allVariants, sameSku, stockFor, type CatalogProduct, type Variant } from './product.mts';
import { levelAt, setLevel } from '../stock/level.mts';
import { includeFields, productJson, variantJson } from './productJson.mts';
import { between } from '../api/dates.mts';
import { listOf, readInteger, readPage, refuseUnknown, type Query } from '../api/query.mts';
import type { Call, Route, RouteReply } from '../api/route.mts';
import { defaultLocation, nowInSeconds, type Store } from '../store.mts';
import { v3Page } from '../api/v3Page.mts';

const reads = 'store_v2_products_read_only';
const writes = 'store_v2_products';
const pageLimits = { otherwise: 50, most: 250 };

export const catalogRoutes: readonly Route[] = [
	{ method: 'GET', path: '/v3/catalog/products', scope: reads, handle: listProducts },
	{ method: 'PUT', path: '/v3/catalog/products', scope: writes, handle: putProducts },
	{ method: 'GET', path: '/v3/catalog/products/:id', scope: reads, handle: getProduct },
	{ method: 'GET', path: '/v3/catalog/variants', scope: reads, handle: listVariants },
	{ method: 'PUT', path: '/v3/catalog/variants', scope: writes, handle: putVariants },
];

/** `sku` and `sku:in` see the products' own SKUs alone, never a variant's. */
function listProducts({ store, query }: Call): RouteReply {
	refuseUnknown(query, [
		...['id', 'id:in', 'sku', 'sku:in', 'name', 'type', 'date_modified:min', 'date_modified:max'],
		...['include', 'include_fields', 'sort', 'direction', 'page', 'limit', 'inventory_level', 'is_visible'],
	]);
	const ids = listOf(query, 'id:in') ?? listOf(query, 'id');
	const skus = listOf(query, 'sku:in') ?? oneOf(query, 'sku');
	const modified = between(query, ['date_modified:min', 'date_modified:max'], 'inclusive');
	const products = [...store.products.values()]
		.filter((product) => ids?.includes(String(product.id)) ?? true)
		.filter((product) => skus?.some((sku) => sameSku(sku, product.sku)) ?? true)
		.filter(
			(product) =>
				(query.get('name') ?? product.name) === product.name && (query.get('type') ?? product.type) === product.type,
		)
		.filter((product) => modified(product.modifiedAt));
	const withVariants = listOf(query, 'include')?.includes('variants') ?? false;
	const toJson = (product: CatalogProduct): unknown =>
		includeFields(productJson(store, product, withVariants), query.get('include_fields'));
	return { body: v3Page(products, readPage(query, pageLimits), toJson) };
}

function getProduct({ store, query, path }: Call): RouteReply {
	const product = store.products.get(Number(path.id));
	if (product === undefined) throw notFound('product');
	const row = productJson(store, product, listOf(query, 'include')?.includes('variants') ?? false);
	return { body: { data: includeFields(row, query.get('include_fields')), meta: {} } };
}

/** One SKU a call; there is no `sku:in` here. */
function listVariants({ store, query }: Call): RouteReply {
	refuseUnknown(query, ['id', 'sku', 'upc', 'product_id', 'product_id:in', 'include_fields', 'page', 'limit']);
	const sku = query.get('sku');
	const id = readInteger(query, 'id');
	const productIds = listOf(query, 'product_id:in') ?? listOf(query, 'product_id');
	const variants = allVariants(store)
		.filter((variant) => sku === undefined || sameSku(sku, variant.sku))
		.filter(
			(variant) => (id ?? variant.id) === variant.id && (productIds?.includes(String(variant.productId)) ?? true),
		);
	const toJson = (variant: Variant): unknown =>
		includeFields(variantJson(store, productOf(store, variant), variant), query.get('include_fields'));
	return { body: v3Page(variants, readPage(query, pageLimits), toJson) };
}

function putProducts({ store, body }: Call): RouteReply {
	const rows = batchRows(body, 10);
	const products = rows.map(({ id }) => store.products.get(id) ?? missing('product', id));
	rows.forEach(({ inventory_level }, index) => {
		const product = products[index];
		if (inventory_level === undefined || product?.inventoryTracking !== 'product') return;
		setLevel(levelAt(product.stock, defaultLocation.id), inventory_level);
		product.modifiedAt = nowInSeconds(store);
	});
	return { body: { data: products.map((product) => productJson(store, product, false)), meta: {} } };
}

function putVariants({ store, body }: Call): RouteReply {
	const rows = batchRows(body, 50);
	const all = allVariants(store);
	const variants = rows.map(({ id }) => all.find((variant) => variant.id === id) ?? missing('variant', id));
	rows.forEach(({ inventory_level }, index) => {
		const variant = variants[index];
		if (inventory_level !== undefined && variant !== undefined)
			writeVariantLevel(productOf(store, variant), variant, inventory_level);
	});
	return {
		body: { data: variants.map((variant) => variantJson(store, productOf(store, variant), variant)), meta: {} },
	};
}

/** Of a product that is tracked as a whole, only the base variant carries the level. */
function writeVariantLevel(product: CatalogProduct, variant: Variant, level: number): void {
	const stock = product.inventoryTracking === 'variant' || variant.option === null ? stockFor(product, variant) : null;
	if (stock !== null) setLevel(levelAt(stock, defaultLocation.id), level);
}

interface LevelRow {
	readonly id: number;
	readonly inventory_level?: number;
}

function batchRows(body: unknown, most: number): LevelRow[] {
	if (!Array.isArray(body) || body.length === 0) throw unprocessable('The request body must be a list.');
	if (body.length > most) throw unprocessable(`A maximum of ${most} items can be updated at once.`);
	const rows = body as Partial<Record<keyof LevelRow, unknown>>[];
	rows.forEach(({ id, inventory_level: level }, index) => {
		if (!Number.isInteger(id))
			throw unprocessable('JSON data is missing or invalid', { [`${index}.id`]: 'id must be an integer' });
		if (level !== undefined && (!Number.isInteger(level) || Number(level) < 0))
			throw unprocessable('JSON data is missing or invalid', {
				[`${index}.inventory_level`]: 'inventory_level must be a whole number of at least 0',
			});
	});
	return rows as LevelRow[];
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
