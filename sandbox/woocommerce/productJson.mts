import { datePair } from './dates.mts';
import { parentOf, shownSku, stockHolder, variationsOf, type Product } from './productModel.mts';
import type { Json } from './route.mts';
import type { Shop } from './shop.mts';

const everyMethod = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/**
 * A product, or a variation seen through /products. The answer to a write differs from the answer to a read in a
 * few fields, hence `written`.
 */
export function productJson(shop: Shop, product: Product, written = false): Json {
	const variation = product.type === 'variation';
	return {
		id: product.id,
		name: fullName(shop, product),
		slug: product.slug,
		permalink: permalink(shop, product),
		...datePair(shop, 'date_created', product.createdAt),
		...datePair(shop, 'date_modified', product.modifiedAt),
		type: product.type,
		status: product.status,
		featured: false,
		catalog_visibility: 'visible',
		description: product.description,
		short_description: '',
		sku: shownSku(shop, product),
		...priceFields(shop, product),
		on_sale: product.salePrice !== '',
		purchasable: priceOf(shop, product) !== '',
		// WooCommerce keeps a string here for variations.
		total_sales: variation ? String(product.totalSales) : product.totalSales,
		...downloadFields,
		external_url: '',
		button_text: '',
		tax_status: product.taxStatus,
		tax_class: shownTaxClass(shop, product),
		...stockFields(shop, product),
		sold_individually: false,
		weight: product.weight,
		dimensions: noDimensions(),
		shipping_required: true,
		shipping_taxable: product.taxStatus !== 'none',
		shipping_class: '',
		shipping_class_id: 0,
		reviews_allowed: !variation,
		average_rating: written ? '0' : '0.00',
		rating_count: 0,
		upsell_ids: [],
		cross_sell_ids: [],
		parent_id: product.parentId,
		purchase_note: '',
		categories: variation ? [] : [{ id: 15, name: 'Uncategorized', slug: 'uncategorized' }],
		brands: [],
		tags: [],
		images: [],
		attributes: variation ? ownAttributes(product) : choosableAttributes(shop, product),
		default_attributes: [],
		variations: variationsOf(shop, product.id).map(({ id }) => id),
		grouped_products: [],
		menu_order: 0,
		price_html: priceHtml(shop, product),
		related_ids: variation ? [] : relatedIds(shop, product),
		meta_data: product.metaData,
		stock_status: stockStatus(shop, product),
		has_options: product.type === 'variable',
		post_password: '',
		global_unique_id: product.globalUniqueId,
		...(written ? { permalink_template: `${shop.siteUrl}/product/%pagename%/`, generated_slug: product.slug } : {}),
		_links: links(shop, product, '/wp-json/wc/v3/products'),
	};
}

/** A variation seen through its parent. */
export function variationJson(shop: Shop, variation: Product, written = false): Json {
	return {
		id: variation.id,
		type: 'variation',
		...datePair(shop, 'date_created', variation.createdAt),
		...datePair(shop, 'date_modified', variation.modifiedAt),
		description: variation.description,
		permalink: permalink(shop, variation),
		sku: shownSku(shop, variation),
		global_unique_id: variation.globalUniqueId,
		...priceFields(shop, variation),
		on_sale: variation.salePrice !== '',
		status: variation.status,
		purchasable: priceOf(shop, variation) !== '',
		...downloadFields,
		tax_status: variation.taxStatus,
		// A write shows the stored value, a read what it comes to.
		tax_class: written ? variation.taxClass : shownTaxClass(shop, variation),
		...stockFields(shop, variation),
		stock_status: stockStatus(shop, variation),
		weight: variation.weight,
		dimensions: noDimensions(),
		shipping_class: '',
		shipping_class_id: 0,
		image: null,
		gallery_image_ids: [],
		attributes: ownAttributes(variation),
		menu_order: 0,
		meta_data: variation.metaData,
		name: variation.option?.value ?? '',
		parent_id: variation.parentId,
		_links: links(shop, variation, `/wp-json/wc/v3/products/${variation.parentId}/variations`),
	};
}

/** "Tee - Red", as orders and /products write it. */
export function fullName(shop: Shop, product: Product): string {
	const parent = parentOf(shop, product);
	return parent === undefined || product.option === null ? product.name : `${parent.name} - ${product.option.value}`;
}

/** The price that counts now, '' when there is none; a variable product shows its lowest. */
export function priceOf(shop: Shop, product: Product): string {
	if (product.type !== 'variable') return product.salePrice === '' ? product.regularPrice : product.salePrice;
	const prices = variationsOf(shop, product.id).map((variation) => priceOf(shop, variation)).filter((price) => price !== '');
	return prices.sort((a, b) => Number(a) - Number(b))[0] ?? '';
}

export function stockStatus(shop: Shop, product: Product): string {
	const holder = stockHolder(shop, product);
	if (holder !== null) {
		if ((holder.stockQuantity ?? 0) > 0) return 'instock';
		return holder.backorders === 'no' ? 'outofstock' : 'onbackorder';
	}
	if (product.type !== 'variable') return product.stockStatus;
	return variationsOf(shop, product.id).some((variation) => stockStatus(shop, variation) === 'instock') ? 'instock' : 'outofstock';
}

/** The class whose rates apply. */
export function shownTaxClass(shop: Shop, product: Product): string {
	return product.taxClass === 'parent' ? (parentOf(shop, product)?.taxClass ?? '') : product.taxClass;
}

function stockFields(shop: Shop, product: Product): Json {
	const holder = stockHolder(shop, product);
	const { backorders } = holder ?? product;
	return {
		manage_stock: holder === null ? false : holder === product ? true : 'parent',
		stock_quantity: holder?.stockQuantity ?? null,
		backorders,
		backorders_allowed: backorders !== 'no',
		backordered: backorders !== 'no' && holder !== null && (holder.stockQuantity ?? 0) < 0,
		low_stock_amount: null,
	};
}

function priceFields(shop: Shop, product: Product): Json {
	return {
		price: priceOf(shop, product),
		regular_price: product.regularPrice,
		sale_price: product.salePrice,
		...datePair(shop, 'date_on_sale_from', null),
		...datePair(shop, 'date_on_sale_to', null),
	};
}

const downloadFields = { virtual: false, downloadable: false, downloads: [], download_limit: -1, download_expiry: -1 };

function noDimensions(): Json {
	return { length: '', width: '', height: '' };
}

function ownAttributes(variation: Product): Json[] {
	if (variation.option === null) return [];
	const { name, value } = variation.option;
	return [{ id: 0, name, slug: name.toLowerCase(), option: value }];
}

function choosableAttributes(shop: Shop, product: Product): Json[] {
	const options = variationsOf(shop, product.id).flatMap(({ option }) => (option === null ? [] : [option]));
	const name = options[0]?.name;
	if (name === undefined) return [];
	return [{ id: 0, name, slug: name, position: 0, visible: true, variation: true, options: options.map(({ value }) => value) }];
}

function permalink(shop: Shop, product: Product): string {
	const parent = parentOf(shop, product);
	if (parent === undefined) return `${shop.siteUrl}/product/${product.slug}/`;
	const query = product.option === null ? '' : `?attribute_${product.option.name.toLowerCase()}=${encodeURIComponent(product.option.value)}`;
	return `${shop.siteUrl}/product/${parent.slug}/${query}`;
}

function priceHtml(shop: Shop, product: Product): string {
	const price = priceOf(shop, product);
	return price === '' ? '' : `<span class="woocommerce-Price-amount amount"><bdi>${shop.settings.currencySymbol}${price}</bdi></span>`;
}

function relatedIds(shop: Shop, product: Product): number[] {
	const related: number[] = [];
	for (const other of shop.products.values()) {
		if (related.length === 5) break;
		if (other.id !== product.id && other.type !== 'variation' && other.status === 'publish') related.push(other.id);
	}
	return related;
}

function links(shop: Shop, product: Product, collection: string): Json {
	const parent = product.type === 'variation' ? { up: [{ href: `${shop.siteUrl}/wp-json/wc/v3/products/${product.parentId}` }] } : {};
	return {
		self: [{ href: `${shop.siteUrl}${collection}/${product.id}`, targetHints: { allow: everyMethod } }],
		collection: [{ href: `${shop.siteUrl}${collection}` }],
		...parent,
	};
}
