import type { Rules } from '../api/parameters.mts';
import { readBoolean } from '../api/parameters.mts';
import { addProduct, refile, slugOf, type Product } from './product.mts';
import { collated } from './productLists.mts';
import { stockHolder } from '../stock/quantity.mts';
import { RestError } from '../api/errors.mts';
import type { Json } from '../api/route.mts';
import { nowInSeconds, takeId, type Shop } from '../shop.mts';

/** What a single write refuses; a batch checks none of it. */
export const productBodyRules: Rules = {
	name: { type: 'string' },
	type: { type: 'string', oneOf: ['simple', 'grouped', 'external', 'variable'] },
	status: { type: 'string', oneOf: ['draft', 'pending', 'private', 'publish', 'future', 'auto-draft', 'trash'] },
	sku: { type: 'string' },
	global_unique_id: { type: 'string' },
	description: { type: 'string' },
	regular_price: { type: 'string' },
	sale_price: { type: 'string' },
	tax_status: { type: 'string', oneOf: ['taxable', 'shipping', 'none'] },
	tax_class: { type: 'string' },
	weight: { type: 'string' },
	manage_stock: { type: 'boolean' },
	stock_quantity: { type: 'integer' },
	inventory_delta: { type: 'integer' },
	stock_status: { type: 'string', oneOf: ['instock', 'outofstock', 'onbackorder'] },
	backorders: { type: 'string', oneOf: ['no', 'notify', 'yes'] },
	meta_data: { type: 'objects' },
};

/** Makes a product, or a variation of `parentId`, from a body. */
export function createProduct(shop: Shop, body: Json, parentId = 0): Product {
	refuseTakenSku(shop, body, null);
	const name = typeof body.name === 'string' ? body.name : 'Product';
	const variation =
		parentId === 0 ? {} : ({ type: 'variation', parentId, taxClass: 'parent', option: optionOf(body) } as const);
	const type = body.type === 'variable' ? 'variable' : 'simple';
	const product = addProduct(shop, { name, slug: slugOf(name), type, ...variation });
	writeProduct(shop, product, body);
	return product;
}

/**
 * Writes what a body says, as leniently as a batch does: numbers are cut out of texts, wrong ones become 0.
 * A quantity for a product whose stock is not managed here is dropped without a word.
 */
export function writeProduct(shop: Shop, product: Product, body: Json): void {
	refuseTakenSku(shop, body, product.id);
	writeTexts(shop, product, body);
	writeStock(shop, product, body);
	writeMeta(shop, product, body.meta_data);
	product.modifiedAt = nowInSeconds(shop);
}

function writeTexts(shop: Shop, product: Product, body: Json): void {
	for (const [field, key] of [
		['name', 'name'],
		['description', 'description'],
		['weight', 'weight'],
		['global_unique_id', 'globalUniqueId'],
	] as const) {
		if (isSet(body[field])) product[key] = String(body[field]);
	}
	refile(shop, product, {
		...(isSet(body.sku) ? { sku: String(body.sku) } : {}),
		...(isSet(body.status) ? { status: String(body.status) } : {}),
	});
	if (isSet(body.tax_class)) product.taxClass = body.tax_class === 'standard' ? '' : String(body.tax_class);
	if (isSet(body.regular_price)) product.regularPrice = decimalIn(body.regular_price);
	if (isSet(body.sale_price)) product.salePrice = decimalIn(body.sale_price);
}

function writeStock(shop: Shop, product: Product, body: Json): void {
	if (isSet(body.stock_status)) product.stockStatus = stockStatusOf(body.stock_status);
	if (!shop.settings.manageStock) return;
	if (isSet(body.manage_stock)) product.manageStock = readBoolean(body.manage_stock);
	if (isSet(body.backorders)) product.backorders = backordersOf(body.backorders);
	if (!product.manageStock) product.stockQuantity = null;
	else if (isSet(body.stock_quantity)) product.stockQuantity = wholeNumberIn(body.stock_quantity);
	else if (isSet(body.inventory_delta))
		product.stockQuantity = (product.stockQuantity ?? 0) + wholeNumberIn(body.inventory_delta);
	else product.stockQuantity ??= 0;
}

/** True for a row that sets the stock which the product's variations share. */
export function setsSharedStock(shop: Shop, product: Product, body: Json): boolean {
	return product.type === 'variable' && isSet(body.stock_quantity) && stockHolder(shop, product) === product;
}

function writeMeta(shop: Shop, product: Product, meta: unknown): void {
	if (!Array.isArray(meta)) return;
	for (const { key, value } of meta as { key?: unknown; value?: unknown }[]) {
		const rest = product.metaData.filter((entry) => entry.key !== key);
		product.metaData = [...rest, ...(value === null ? [] : [{ id: takeId(shop, 'meta'), key: String(key), value }])];
	}
}

function refuseTakenSku(shop: Shop, body: Json, ownId: number | null): void {
	if (!isSet(body.sku) || body.sku === '') return;
	const sku = String(body.sku);
	const taken = [...shop.products.list('sku', collated(sku))].find(
		(other) => other.id !== ownId && other.status !== 'trash' && other.sku.toLowerCase() === sku.toLowerCase(),
	);
	if (taken === undefined) return;
	throw new RestError(400, 'product_invalid_sku', 'Invalid or duplicated SKU.', {
		status: 400,
		resource_id: taken.id,
		unique_sku: `${sku}-1`,
	});
}

/** PHP's isset: null is not set. */
function isSet(value: unknown): boolean {
	return value !== undefined && value !== null;
}

/** PHP's (int): the number that a text begins with, cut to a whole one, or 0. */
function wholeNumberIn(value: unknown): number {
	const number = Math.trunc(Number.parseFloat(String(value)));
	return Number.isFinite(number) ? number : 0;
}

/** WooCommerce throws away all that is no digit or point: "12,50" becomes "1250". */
function decimalIn(value: unknown): string {
	return String(value).replace(/[^0-9.-]/g, '');
}

function stockStatusOf(value: unknown): Product['stockStatus'] {
	return value === 'outofstock' || value === 'onbackorder' ? value : 'instock';
}

function backordersOf(value: unknown): Product['backorders'] {
	return value === 'yes' || value === 'notify' ? value : 'no';
}

function optionOf(body: Json): Product['option'] {
	const [first] = Array.isArray(body.attributes) ? (body.attributes as { name?: unknown; option?: unknown }[]) : [];
	return first === undefined ? null : { name: String(first.name ?? 'Option'), value: String(first.option ?? '') };
}
