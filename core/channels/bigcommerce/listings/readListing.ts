import type { Listing, Pool } from '../../../model/listing';
import { toSku, type Sku } from '../../../model/sku';
import {
	readChoice,
	readFields,
	readList,
	readNonEmptyText,
	readOptional,
	readOptionalText,
	readText,
	type Fields,
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
}

/** Reads a product of the catalogue. Throws UnreadableError, which names the product and the field. */
export function readProductRow(raw: unknown): ProductRow {
	const id = readNonEmptyText(readFields(raw, 'bigcommerce product').id, 'bigcommerce product.id');
	const path = `bigcommerce product ${id}`;
	const fields = readFields(raw, path);
	return {
		id,
		sku: readSku(fields, path),
		name: readText(fields.name, `${path}.name`),
		price: readOptionalText(fields.price, `${path}.price`),
		tracking: readChoice(fields.inventory_tracking, TRACKING, `${path}.inventory_tracking`),
		variants: readList(fields.variants, `${path}.variants`, readVariantRow),
	};
}

function readVariantRow(raw: unknown, path: string): VariantRow {
	const fields = readFields(raw, path);
	const options =
		readOptional(fields.option_values, `${path}.option_values`, (list, at) => readList(list, at, readFields)) ?? [];
	return {
		id: readNonEmptyText(fields.id, `${path}.id`),
		sku: readSku(fields, path),
		price: readOptionalText(fields.price, `${path}.price`),
		options: options.map(({ label }) => readText(label, `${path}.option_values label`)).join(', '),
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
	const variants = product.variants.map((variant) => toVariantListing(product, variant, onHand));
	return product.variants.length > 1 && product.sku !== null
		? [toProductListing(product, onHand), ...variants]
		: variants;
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
