import { datePair } from '../api/dates.mts';
import { priceOf } from './productFacts.mts';
import { parentOf, type Product } from './product.mts';
import { stockHolder } from '../stock/quantity.mts';
import type { Json } from '../api/route.mts';
import type { Shop } from '../shop.mts';

const everyMethod = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

export function stockFields(shop: Shop, product: Product): Json {
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

export function priceFields(shop: Shop, product: Product): Json {
	return {
		price: priceOf(shop, product),
		regular_price: product.regularPrice,
		sale_price: product.salePrice,
		...datePair(shop, 'date_on_sale_from', null),
		...datePair(shop, 'date_on_sale_to', null),
	};
}

export const downloadFields = {
	virtual: false,
	downloadable: false,
	downloads: [],
	download_limit: -1,
	download_expiry: -1,
};

export function noDimensions(): Json {
	return { length: '', width: '', height: '' };
}

export function ownAttributes(variation: Product): Json[] {
	if (variation.option === null) return [];
	const { name, value } = variation.option;
	return [{ id: 0, name, slug: name.toLowerCase(), option: value }];
}

export function permalink(shop: Shop, product: Product): string {
	const parent = parentOf(shop, product);
	if (parent === undefined) return `${shop.siteUrl}/product/${product.slug}/`;
	const query =
		product.option === null
			? ''
			: `?attribute_${product.option.name.toLowerCase()}=${encodeURIComponent(product.option.value)}`;
	return `${shop.siteUrl}/product/${parent.slug}/${query}`;
}

export function links(shop: Shop, product: Product, collection: string): Json {
	const parent =
		product.type === 'variation'
			? { up: [{ href: `${shop.siteUrl}/wp-json/wc/v3/products/${product.parentId}` }] }
			: {};
	return {
		self: [{ href: `${shop.siteUrl}${collection}/${product.id}`, targetHints: { allow: everyMethod } }],
		collection: [{ href: `${shop.siteUrl}${collection}` }],
		...parent,
	};
}
