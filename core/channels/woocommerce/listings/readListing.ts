import type { Listing } from '../../../model/listing';
import { toSku, type Sku } from '../../../model/sku';
import {
	readChoice,
	readFields,
	readList,
	readNonEmptyText,
	readNumber,
	readOptional,
	readOptionalText,
	readText,
	readWholeNumber,
} from '../../../reading/readUnknown';

/** The fields of a listing. They are asked for by name, since a whole product has some kilobytes. */
export const LISTING_FIELDS = 'id,parent_id,type,sku,name,price,manage_stock,stock_quantity,variations';

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
}

/** The part of a product that the listing of a variation needs. */
export type ParentRow = Pick<ProductRow, 'sku' | 'name' | 'variations'>;

/** Reads a product or a variation. Throws UnreadableError, which names its id and the field. */
export function readProductRow(raw: unknown): ProductRow {
	const id = readNonEmptyText(readFields(raw, 'woocommerce product').id, 'woocommerce product.id');
	const path = `woocommerce product ${id}`;
	const fields = readFields(raw, path);
	const parent = readOptional(fields.parent_id, `${path}.parent_id`, readWholeNumber) ?? 0;
	return {
		id,
		parentId: parent === 0 ? null : String(parent),
		isVariable: fields.type === 'variable',
		sku: toSku(readOptionalText(fields.sku, `${path}.sku`)),
		name: readText(fields.name, `${path}.name`),
		price: readOptionalText(fields.price, `${path}.price`),
		stock: readStockPlace(fields.manage_stock, `${path}.manage_stock`),
		quantity: readOptional(fields.stock_quantity, `${path}.stock_quantity`, readNumber) ?? 0,
		variations:
			readOptional(fields.variations, `${path}.variations`, (list, at) => readList(list, at, readText))?.length ?? 0,
	};
}

/** `manage_stock` is true, false or, on a variation, "parent". */
function readStockPlace(value: unknown, path: string): ProductRow['stock'] {
	if (typeof value === 'boolean') return value ? 'own' : 'none';
	return readChoice(value, ['parent'], path);
}

/** The listing of a product. A variable product that counts stock is a pool, written under its own SKU. */
export function toProductListing(row: ProductRow): Listing {
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

/** The listing of a variation with a stock of its own. */
export function toVariationListing(row: ProductRow, parentId: string): Listing {
	return { ...toProductListing(row), listingRef: `${parentId}/${row.id}`, parentRef: parentId };
}

/** The listing of a variation whose stock is counted at its product. Its quantity is the product's. */
export function toPooledListing(row: ProductRow, parentId: string, { variations }: ParentRow): Listing {
	return { ...toVariationListing(row, parentId), poolRef: parentId, poolMembers: Math.max(1, variations) };
}
