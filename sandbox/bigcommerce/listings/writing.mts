import { ApiError, unprocessable } from '../api/errors.mts';
import { addProduct, refile, variantsWithSku, type CatalogProduct, type NewProduct, type Variant } from './product.mts';
import { parseAmount } from '../money.mts';
import { levelAt, setLevel } from '../stock/level.mts';
import { defaultLocation, nowInSeconds, type Store } from '../store.mts';

type Json = Readonly<Record<string, unknown>>;

const trackings = ['none', 'product', 'variant'];

/** Fields that are shown as they were sent, and that nothing here goes by. */
const shownFields = [
	...['description', 'weight', 'width', 'depth', 'height', 'cost_price', 'retail_price', 'map_price', 'tax_class_id'],
	...['product_tax_code', 'categories', 'brand_id', 'inventory_warning_level', 'is_visible', 'is_featured'],
	...['availability', 'upc', 'mpn', 'gtin', 'bin_picking_number', 'condition', 'page_title', 'search_keywords'],
];

/** Makes a product, or throws 409 for a name or SKU that is there, and 422 for what is missing or wrong. */
export function createProduct(store: Store, body: unknown): CatalogProduct {
	const row = readRow(body, ['name', 'type', 'weight', 'price']);
	checkFields(row, '');
	refuseTaken(store, row, null);
	const options = optionsOf(store, row);
	const product = addProduct(store, {
		name: String(row.name),
		sku: typeof row.sku === 'string' ? row.sku : '',
		price: String(row.price),
		tracking: 'none',
		quantity: 0,
		...(row.type === 'digital' ? { type: 'digital' } : {}),
		options,
	});
	write(store, product, row);
	return product;
}

/** What sets the variants of a new product apart: one option, with a value for each. */
function optionsOf(store: Store, { variants, price }: Json): NonNullable<NewProduct['options']> {
	const rows = Array.isArray(variants) ? (variants as Json[]) : [];
	return rows.map((row, index) => {
		checkFields(row, `variants.${index}.`);
		const [option, ...others] = Array.isArray(row.option_values) ? (row.option_values as Json[]) : [];
		if (option === undefined || others.length > 0 || typeof option.label !== 'string')
			throw invalid({ [`variants.${index}.option_values`]: 'one option value is needed' });
		const sku = typeof row.sku === 'string' ? row.sku : '';
		refuseTakenSku(store, sku, null);
		return {
			sku,
			price: String(row.price ?? price),
			name: String(option.option_display_name ?? 'Kind'),
			value: option.label,
			quantity: Number(row.inventory_level ?? 0),
		};
	});
}

/** Changes what the row names and nothing else. */
export function writeProduct(store: Store, product: CatalogProduct, body: unknown, path = ''): void {
	const row = readRow(body, []);
	checkFields(row, path);
	refuseTaken(store, row, product);
	write(store, product, row);
}

/** The same for a variant. */
export function writeVariant(store: Store, product: CatalogProduct, variant: Variant, body: unknown): void {
	const row = readRow(body, []);
	checkFields(row, '');
	const { sku, price, inventory_level: level } = row;
	if (typeof sku === 'string') {
		refuseTakenSku(store, sku, variant);
		refile(store, product, variant, { sku });
	}
	if (price !== undefined) variant.price = price === null ? null : parseAmount(String(price));
	if (level !== undefined) writeVariantLevel(product, variant, Number(level));
	variant.shown = { ...variant.shown, ...kept(row) };
	product.modifiedAt = nowInSeconds(store);
}

function write(store: Store, product: CatalogProduct, row: Json): void {
	const { name, sku, price, sale_price: salePrice, inventory_tracking: tracking, inventory_level: level } = row;
	if (name !== undefined) product.name = String(name);
	if (sku !== undefined) writeSku(store, product, String(sku));
	if (price !== undefined) product.price = parseAmount(String(price));
	if (salePrice !== undefined) product.salePrice = parseAmount(String(salePrice));
	if (tracking !== undefined)
		refile(store, product, product, { inventoryTracking: tracking as CatalogProduct['inventoryTracking'] });
	if (level !== undefined && product.inventoryTracking === 'product')
		setLevel(levelAt(product.stock, defaultLocation.id), Number(level));
	product.shown = { ...product.shown, ...kept(row) };
	product.modifiedAt = nowInSeconds(store);
}

/** The base variant has the product's own SKU. */
function writeSku(store: Store, product: CatalogProduct, sku: string): void {
	refile(store, product, product, { sku });
	for (const variant of product.variants) if (variant.option === null) refile(store, product, variant, { sku });
}

/** Of a product that is tracked as a whole, only the base variant carries the level. */
function writeVariantLevel(product: CatalogProduct, variant: Variant, level: number): void {
	const { inventoryTracking: tracking } = product;
	if (tracking === 'variant') setLevel(levelAt(variant.stock, defaultLocation.id), level);
	else if (tracking === 'product' && variant.option === null)
		setLevel(levelAt(product.stock, defaultLocation.id), level);
}

function kept(row: Json): Json {
	return Object.fromEntries(Object.entries(row).filter(([name]) => shownFields.includes(name)));
}

function readRow(body: unknown, required: readonly string[]): Json {
	if (typeof body !== 'object' || body === null || Array.isArray(body))
		throw invalid({ '': 'error.expected.jsobject' });
	const row = body as Json;
	const missing = required.filter((name) => row[name] === undefined);
	if (missing.length > 0) throw invalid(Object.fromEntries(missing.map((name) => [name, 'error.path.missing'])));
	return row;
}

/** `path` goes before the names of a row in a list. */
export function checkFields(row: Json, path: string): void {
	const faults = [
		...['price', 'sale_price', 'cost_price', 'retail_price', 'weight'].filter((name) => !isAmount(row[name])),
		...(row.name === undefined || (typeof row.name === 'string' && row.name !== '') ? [] : ['name']),
		...(row.type === undefined || ['physical', 'digital'].includes(String(row.type)) ? [] : ['type']),
		...(row.inventory_tracking === undefined || trackings.includes(String(row.inventory_tracking))
			? []
			: ['inventory_tracking']),
	].map((name) => [`${path}${name}`, `${name} is not valid`]);
	const level = row.inventory_level;
	if (level !== undefined && (!Number.isInteger(level) || Number(level) < 0))
		faults.push([`${path}inventory_level`, 'inventory_level must be a whole number of at least 0']);
	if (faults.length > 0) throw invalid(Object.fromEntries(faults) as Record<string, string>);
}

function isAmount(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isFinite(number) && number >= 0;
}

function refuseTaken(store: Store, { name, sku }: Json, own: CatalogProduct | null): void {
	const others = [...store.products.values()].filter((other) => other !== own);
	if (others.some((other) => name !== undefined && other.name.toLowerCase() === String(name).toLowerCase()))
		throw duplicate('name');
	if (typeof sku === 'string') refuseTakenSku(store, sku, own?.variants.find(({ option }) => option === null) ?? null);
}

function refuseTakenSku(store: Store, sku: string, own: Variant | null): void {
	if (sku !== '' && variantsWithSku(store, sku).some((other) => other !== own)) throw duplicate('sku');
}

function duplicate(field: string): ApiError {
	const title = `The product ${field} is a duplicate`;
	return new ApiError(409, title, { errors: { [field]: title } });
}

export function invalid(errors: Readonly<Record<string, string>>): ApiError {
	return unprocessable('JSON data is missing or invalid', errors);
}
