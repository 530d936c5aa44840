import { datePair } from '../api/dates.mts';
import { priceOf, shownTaxClass, stockStatus } from './productFacts.mts';
import {
	downloadFields,
	links,
	noDimensions,
	ownAttributes,
	permalink,
	priceFields,
	stockFields,
} from './productFields.mts';
import { shownSku, type Product } from './product.mts';
import type { Json } from '../api/route.mts';
import type { Shop } from '../shop.mts';

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
