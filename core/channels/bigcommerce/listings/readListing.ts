import { UnservedRow } from '../../../http/unservedRow';
import { troubledListing, type Listing, type Pool } from '../../../model/listing';
import { toSku, type Sku } from '../../../model/sku';
import { catchUnreadable } from '../../../reading/catchUnreadable';
import {
	UnreadableError,
	fieldsOrNone,
	readChoice,
	readFields,
	readList,
	readNonEmptyText,
	readOptionalText,
	textOr,
	type Fields,
	listOrNone,
} from '../../../reading/readUnknown';

const TRACKING = ['none', 'product', 'variant'] as const;

interface VariantRow {
	readonly id: string;
	readonly sku: Sku | null;
	readonly price: string | null;
	readonly options: string;
}

/** A product of the catalogue with all its variants; every product has at least one. */
export interface ProductRow {
	readonly id: string;
	readonly sku: Sku | null;
	readonly name: string;
	readonly price: string | null;
	/** Where its stock is counted. */
	readonly tracking: (typeof TRACKING)[number];
	readonly variants: readonly VariantRow[];
	/** Why it could not be read; null where it could. */
	readonly trouble: string | null;
}

/** Reads a product of the catalogue. One that cannot be read, or that the store cannot send, says so in its `trouble`. */
export function readProductRow(raw: unknown): ProductRow {
	if (raw instanceof UnservedRow)
		return troubledRow(raw.known, `The store cannot send this product: ${raw.trouble.message}`);
	const row = catchUnreadable(() => readWholeRow(raw));
	return row instanceof UnreadableError ? troubledRow(raw, `The product cannot be read: ${row.message}`) : row;
}

/** Throws UnreadableError, which names the product and the field. What is not needed to tell and set its level is not insisted on. */
function readWholeRow(raw: unknown): ProductRow {
	const id = readNonEmptyText(readFields(raw, 'bigcommerce product').id, 'bigcommerce product.id');
	const path = `bigcommerce product ${id}`;
	const fields = readFields(raw, path);
	const sku = readSku(fields, path);
	return {
		id,
		sku,
		name: textOr(fields.name, sku ?? `Product ${id}`),
		price: textOr(fields.price, null),
		tracking: readChoice(fields.inventory_tracking, TRACKING, `${path}.inventory_tracking`),
		variants: readList(fields.variants, `${path}.variants`, readVariantRow),
		trouble: null,
	};
}

function readVariantRow(raw: unknown, path: string): VariantRow {
	const fields = readFields(raw, path);
	return {
		id: readNonEmptyText(fields.id, `${path}.id`),
		sku: readSku(fields, path),
		price: textOr(fields.price, null),
		options: optionsOf(fields.option_values),
	};
}

/** The labels of a variant's options: "Red, L". */
function optionsOf(values: unknown): string {
	return listOrNone(values)
		.flatMap((value) => textOr(fieldsOrNone(value).label, null) ?? [])
		.join(', ');
}

/** What is known of a product that cannot be read: its own SKU, and those of its variants. */
function troubledRow(raw: unknown, trouble: string): ProductRow {
	const fields = fieldsOrNone(raw);
	const id = textOr(fields.id, 'without id');
	const sku = toSku(textOr(fields.sku, null));
	const variants: unknown[] = Array.isArray(fields.variants) ? fields.variants : [];
	return {
		id,
		sku,
		name: textOr(fields.name, sku ?? `Product ${id}`),
		price: null,
		tracking: 'none',
		variants: variants.map((variant, place) => {
			const known = fieldsOrNone(variant);
			return { id: textOr(known.id, `${place}`), sku: toSku(textOr(known.sku, null)), price: null, options: '' };
		}),
		trouble,
	};
}

function readSku(fields: Fields, path: string): Sku | null {
	return toSku(readOptionalText(fields.sku, `${path}.sku`));
}

/** Units on hand by the Inventory API: by variant id, and by product id for a product that is counted as a whole. */
export interface OnHand {
	readonly byVariant: ReadonlyMap<string, number>;
	readonly byProduct: ReadonlyMap<string, number>;
}

/**
 * The listings of a product: one for each variant, and one for the product itself where it has several variants and a SKU of its own.
 * A product that is counted as a whole is a pool of its variants, even of a single one: its level is written to the product.
 */
export function toListings(product: ProductRow, onHand: OnHand): Listing[] {
	if (product.trouble !== null) return toTroubledListings(product, product.trouble);
	const variants = product.variants.map((variant) => toVariantListing(product, variant, onHand));
	return product.variants.length > 1 && product.sku !== null
		? [toProductListing(product, onHand), ...variants]
		: variants;
}

/** One listing for each SKU of a product of which no more is known than why. */
function toTroubledListings({ id, sku, name, variants }: ProductRow, trouble: string): Listing[] {
	const known = { channel: 'bigcommerce', name };
	const listings = variants
		.filter((variant) => variant.sku !== null && variant.sku !== sku)
		.map((variant) =>
			troubledListing({ ...known, sku: variant.sku, listingRef: `${id}/${variant.id}`, parentRef: id }, trouble),
		);
	return [troubledListing({ ...known, sku, listingRef: id, parentRef: null }, trouble), ...listings];
}

/** The pool of a product that is counted as a whole. */
export function toPool(product: ProductRow, onHand: OnHand): Pool {
	return {
		product: toProductListing(product, onHand),
		members: product.variants.map((variant) => toVariantListing(product, variant, onHand)),
	};
}

function toProductListing(product: ProductRow, onHand: OnHand): Listing {
	const isCounted = product.tracking === 'product';
	return {
		...(isCounted ? { isPool: true } : {}),
		channel: 'bigcommerce',
		sku: product.sku,
		listingRef: product.id,
		name: product.name,
		quantity: isCounted ? productLevel(product, onHand) : null,
		tracksStock: isCounted,
		price: product.price,
		parentRef: null,
		poolRef: null,
		poolMembers: 1,
	};
}

function toVariantListing(product: ProductRow, variant: VariantRow, onHand: OnHand): Listing {
	const isOnly = product.variants.length === 1;
	const isPooled = product.tracking === 'product';
	return {
		channel: 'bigcommerce',
		sku: variant.sku ?? (isOnly ? product.sku : null),
		listingRef: `${product.id}/${variant.id}`,
		name: variant.options === '' ? product.name : `${product.name} - ${variant.options}`,
		quantity: variantLevel(product, variant, onHand),
		tracksStock: product.tracking !== 'none',
		price: variant.price ?? product.price,
		parentRef: isOnly ? null : product.id,
		poolRef: isPooled ? product.id : null,
		poolMembers: isPooled ? product.variants.length : 1,
	};
}

function variantLevel(product: ProductRow, variant: VariantRow, onHand: OnHand): number | null {
	if (product.tracking === 'none') return null;
	return product.tracking === 'product' ? productLevel(product, onHand) : (onHand.byVariant.get(variant.id) ?? null);
}

/**
 * Null where the Inventory API has no figure. The catalogue's figure is lower by the safety stock, and differences count from units
 * on hand.
 */
function productLevel(product: ProductRow, onHand: OnHand): number | null {
	return onHand.byProduct.get(product.id) ?? null;
}
