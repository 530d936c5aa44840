import { datePair } from '../api/dates.mts';
import { fullName, priceOf, shownTaxClass, stockStatus } from './productFacts.mts';
import {
	downloadFields,
	links,
	noDimensions,
	ownAttributes,
	permalink,
	priceFields,
	stockFields,
} from './productFields.mts';
import { shownSku, variationsOf, type Product } from './product.mts';
import type { Json } from '../api/route.mts';
import type { Shop } from '../shop.mts';

/**
 * A product, or a variation seen through /products. The answer to a write differs from the answer to a read in a
 * few fields, hence `written`.
 */
export function productJson(shop: Shop, product: Product, written = false): Json {
	const variation = product.type === 'variation';
	// Looked for only where there can be any: a catalogue may have 100,000 products.
	const children = product.type === 'variable' ? variationsOf(shop, product.id) : [];
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
		attributes: variation ? ownAttributes(product) : choosableAttributes(children),
		default_attributes: [],
		variations: children.map(({ id }) => id),
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

function choosableAttributes(children: readonly Product[]): Json[] {
	const options = children.flatMap(({ option }) => (option === null ? [] : [option]));
	const name = options[0]?.name;
	if (name === undefined) return [];
	return [
		{
			id: 0,
			name,
			slug: name,
			position: 0,
			visible: true,
			variation: true,
			options: options.map(({ value }) => value),
		},
	];
}

function priceHtml(shop: Shop, product: Product): string {
	const price = priceOf(shop, product);
	return price === ''
		? ''
		: `<span class="woocommerce-Price-amount amount"><bdi>${shop.settings.currencySymbol}${price}</bdi></span>`;
}

function relatedIds(shop: Shop, product: Product): number[] {
	const related: number[] = [];
	for (const other of shop.products.values()) {
		if (related.length === 5) break;
		if (other.id !== product.id && other.type !== 'variation' && other.status === 'publish') related.push(other.id);
	}
	return related;
}
