import { isSimple, type CatalogProduct, type Variant } from './product.mts';
import { levelAt, shownLevel, type Stock } from '../stock/level.mts';
import { asNumber } from '../money.mts';
import { defaultLocation, type Store } from '../store.mts';

/** A product of the catalog; `inventory_level` is the default location's figure. */
export function productJson(store: Store, product: CatalogProduct, withVariants: boolean): Record<string, unknown> {
	return {
		id: product.id,
		name: product.name,
		type: product.type,
		sku: product.sku,
		description: '',
		weight: 0,
		price: asNumber(product.price),
		cost_price: 0,
		retail_price: 0,
		sale_price: asNumber(product.salePrice),
		calculated_price: asNumber(priceNow(product)),
		tax_class_id: 0,
		product_tax_code: '',
		categories: [],
		brand_id: 0,
		inventory_level: levelOf(store, product),
		inventory_warning_level: 0,
		inventory_tracking: product.inventoryTracking,
		is_visible: true,
		is_featured: false,
		availability: 'available',
		upc: '',
		mpn: '',
		gtin: '',
		...product.shown,
		total_sold: 0,
		date_created: isoDate(product.createdAt),
		date_modified: isoDate(product.modifiedAt),
		base_variant_id: isSimple(product) ? (product.variants[0]?.id ?? null) : null,
		...(withVariants ? { variants: product.variants.map((variant) => variantJson(store, product, variant)) } : {}),
	};
}

export function variantJson(store: Store, product: CatalogProduct, variant: Variant): Record<string, unknown> {
	return {
		id: variant.id,
		product_id: product.id,
		sku: variant.sku,
		sku_id: variant.option === null ? null : variant.id + 1000,
		price: variant.price === null ? null : asNumber(variant.price),
		calculated_price: asNumber(variant.price ?? priceNow(product)),
		sale_price: null,
		retail_price: null,
		weight: null,
		calculated_weight: 0,
		cost_price: 0,
		purchasing_disabled: false,
		purchasing_disabled_message: '',
		image_url: '',
		upc: '',
		mpn: '',
		gtin: '',
		inventory_level: variantLevel(store, product, variant),
		inventory_warning_level: 0,
		bin_picking_number: '',
		...variant.shown,
		option_values:
			variant.option === null
				? []
				: [
						{
							id: variant.id,
							option_id: product.id,
							option_display_name: variant.option.name,
							label: variant.option.value,
						},
					],
	};
}

function priceNow({ price, salePrice }: CatalogProduct): number {
	return salePrice === 0 ? price : salePrice;
}

/** Keeps the fields asked for, and the id. */
export function includeFields(row: Record<string, unknown>, fields: string | undefined): Record<string, unknown> {
	if (fields === undefined) return row;
	const wanted = new Set(['id', 'variants', ...fields.split(',')]);
	return Object.fromEntries(Object.entries(row).filter(([name]) => wanted.has(name)));
}

function levelOf(store: Store, product: CatalogProduct): number {
	if (product.inventoryTracking === 'none') return 0;
	if (product.inventoryTracking === 'product') return shown(store, product.stock);
	return product.variants.reduce((total, { stock }) => total + shown(store, stock), 0);
}

/** With tracking at the product only the base variant repeats its level. */
function variantLevel(store: Store, product: CatalogProduct, variant: Variant): number {
	if (product.inventoryTracking === 'variant') return shown(store, variant.stock);
	return product.inventoryTracking === 'product' && variant.option === null ? shown(store, product.stock) : 0;
}

function shown(store: Store, stock: Stock): number {
	return shownLevel(store, levelAt(stock, defaultLocation.id));
}

function isoDate(seconds: number): string {
	return new Date(seconds * 1000).toISOString().replace('.000Z', '+00:00');
}
