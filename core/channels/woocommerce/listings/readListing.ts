import { canBeLookedUp, NOT_LOOKED_UP } from './skuLists';
import { UnservedRow } from '../../../http/unservedRow';
import { troubledListing, type Listing } from '../../../model/listing';
import { toSku, type Sku } from '../../../model/sku';
import { catchUnreadable } from '../../../reading/catchUnreadable';
import {
	UnreadableError,
	fieldsOrNone,
	readFields,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	readWholeNumber,
	textOr,
} from '../../../reading/readUnknown';

/** The fields of a listing. They are asked for by name, since a whole product has some kilobytes. */
export const LISTING_FIELDS = 'id,parent_id,type,sku,name,price,manage_stock,stock_quantity,variations,translations';

/** A product or a variation, as the shop lists it. */
export interface ProductRow {
	readonly id: string;
	readonly parentId: string | null;
	readonly isVariable: boolean;
	readonly sku: Sku | null;
	readonly name: string;
	readonly price: string | null;
	/** Where its stock is counted. */
	readonly stock: 'own' | 'parent' | 'none';
	readonly quantity: number;
	readonly variations: number;
	/** The ids of the same product in all languages, by WPML or Polylang; empty in a shop of one language. */
	readonly translations: readonly string[];
	/** Why it could not be read; null where it could. */
	readonly trouble: string | null;
}

/** The part of a product that the listing of a variation needs. */
export type ParentRow = Pick<ProductRow, 'sku' | 'name' | 'variations' | 'translations'>;

/** Reads a product or a variation. One that cannot be read, or that the shop cannot send, says so in its `trouble`. */
export function readProductRow(raw: unknown): ProductRow {
	if (raw instanceof UnservedRow)
		return troubledRow(raw.known, `The shop cannot send this product: ${raw.trouble.message}`);
	const row = catchUnreadable(() => readWholeRow(raw));
	return row instanceof UnreadableError ? troubledRow(raw, `The product cannot be read: ${row.message}`) : row;
}

/** Throws UnreadableError, which names the product's id and the field. What is not needed to tell and set its level is not insisted on. */
function readWholeRow(raw: unknown): ProductRow {
	const id = readNonEmptyText(readFields(raw, 'woocommerce product').id, 'woocommerce product.id');
	const path = `woocommerce product ${id}`;
	const fields = readFields(raw, path);
	const sku = toSku(readOptionalText(fields.sku, `${path}.sku`));
	const parent = readOptional(fields.parent_id || null, `${path}.parent_id`, readWholeNumber) ?? 0;
	const stock = readStockPlace(fields.manage_stock, `${path}.manage_stock`);
	return {
		id,
		parentId: parent === 0 ? null : String(parent),
		isVariable: fields.type === 'variable',
		sku,
		name: textOr(fields.name, sku ?? `Product ${id}`),
		price: textOr(fields.price, null),
		stock,
		quantity:
			stock === 'none'
				? 0
				: (readOptional(noneIfBlank(fields.stock_quantity), `${path}.stock_quantity`, readNumber) ?? 0),
		variations: typeof fields.variations === 'object' ? Object.keys(fields.variations ?? {}).length : 0,
		translations: translationsOf(fields.translations),
		trouble: sku === null || canBeLookedUp(sku) ? null : NOT_LOOKED_UP,
	};
}

function troubledRow(raw: unknown, trouble: string): ProductRow {
	const { id, parent_id, sku, name } = fieldsOrNone(raw);
	const known = textOr(id, 'without id');
	const readSku = toSku(textOr(sku, null));
	return {
		id: known,
		parentId: typeof parent_id === 'number' && parent_id !== 0 ? String(parent_id) : null,
		isVariable: false,
		sku: readSku,
		name: textOr(name, readSku ?? `Product ${known}`),
		price: null,
		stock: 'none',
		quantity: 0,
		variations: 0,
		translations: [],
		trouble,
	};
}

/** The plugins write ids by language: {"en": "12", "fr": 34}; an empty PHP array is a list. */
function translationsOf(value: unknown): string[] {
	return typeof value === 'object' && value !== null
		? Object.values(value).flatMap((id) => (/^[1-9]\d*$/.test(String(id)) ? [String(id)] : []))
		: [];
}

/** Plugins and old versions say "" where a product counts no stock of its own. */
function noneIfBlank(value: unknown): unknown {
	return typeof value === 'string' && value.trim() === '' ? null : value;
}

/** `manage_stock` is true, false or, on a variation, "parent". Plugins write it as WooCommerce stores it, "yes" and "no", or leave it out. */
const STOCK_PLACES: ReadonlyMap<unknown, ProductRow['stock']> = new Map<unknown, ProductRow['stock']>([
	[true, 'own'],
	['yes', 'own'],
	[false, 'none'],
	['no', 'none'],
	['', 'none'],
	[null, 'none'],
	[undefined, 'none'],
	['parent', 'parent'],
]);

function readStockPlace(value: unknown, path: string): ProductRow['stock'] {
	const place = STOCK_PLACES.get(value);
	if (place === undefined) throw new UnreadableError(path, 'true, false or "parent"');
	return place;
}

/** The listing of a product. A variable product that counts stock is a pool, written under its own SKU. */
export function toProductListing(row: ProductRow): Listing {
	if (row.trouble !== null) return toTroubledListing(row, row.trouble);
	return {
		...(row.isVariable && row.stock === 'own' ? { isPool: true } : {}),
		channel: 'woocommerce',
		sku: row.sku,
		listingRef: row.id,
		name: row.name,
		quantity: row.stock === 'none' ? null : row.quantity,
		tracksStock: row.stock !== 'none',
		price: row.price,
		parentRef: null,
		poolRef: null,
		poolMembers: 1,
	};
}

/** The listing of a product or a variation of which no more is known than why. */
export function toTroubledListing({ id, parentId, sku, name }: ProductRow, trouble: string): Listing {
	const listingRef = parentId === null ? id : `${parentId}/${id}`;
	return troubledListing({ channel: 'woocommerce', sku, listingRef, name, parentRef: parentId }, trouble);
}

/** The listing of a variation with a stock of its own. */
export function toVariationListing(row: ProductRow, parentId: string): Listing {
	return { ...toProductListing(row), listingRef: `${parentId}/${row.id}`, parentRef: parentId };
}

/** The listing of a variation whose stock is counted at its product. Its quantity is the product's. */
export function toPooledListing(row: ProductRow, parentId: string, { variations }: ParentRow): Listing {
	return { ...toVariationListing(row, parentId), poolRef: parentId, poolMembers: Math.max(1, variations) };
}
