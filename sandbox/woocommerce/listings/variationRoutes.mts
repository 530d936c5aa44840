import { runBatch } from '../api/batch.mts';
import { itemMethods } from '../api/itemRoutes.mts';
import { cutPage, pageReply } from '../api/paging.mts';
import type { Product } from './product.mts';
import { findVariations, productRules } from './findProducts.mts';
import { withNullAsZero } from './productRoutes.mts';
import { createProduct, productBodyRules, writeProduct } from './productWriting.mts';
import { RestError } from '../api/errors.mts';
import { variationJson } from './variationJson.mts';
import type { Call, Json, Route, RouteReply } from '../api/route.mts';
import type { Shop } from '../shop.mts';

const collection = '/products/:product(\\d+)/variations';

export const variationRoutes: readonly Route[] = [
	{
		method: 'GET',
		path: '/variations',
		permission: 'list',
		query: productRules,
		handle: (call) => listVariations(call, null),
	},
	{
		method: 'GET',
		path: collection,
		permission: 'list',
		query: productRules,
		handle: (call) => listVariations(call, Number(call.path.product)),
	},
	{ method: 'POST', path: collection, permission: 'create', body: productBodyRules, handle: postVariation },
	{ method: 'PUT', path: `${collection}/batch`, permission: 'batch', handle: batchVariations },
	{ method: 'GET', path: `${collection}/:id(\\d+)`, permission: 'view', handle: getVariation },
	{ method: 'PUT', path: `${collection}/:id(\\d+)`, permission: 'edit', body: productBodyRules, handle: putVariation },
];

function listVariations(call: Call, parentId: number | null): RouteReply {
	const page = cutPage(call, findVariations(call.shop, parentId, call.query));
	return pageReply({ ...page, rows: page.rows.map((variation) => variationJson(call.shop, variation)) });
}

function getVariation({ shop, path }: Call): RouteReply {
	return { headers: itemMethods, body: variationJson(shop, knownVariation(shop, path.product, path.id)) };
}

function postVariation({ shop, path, body }: Call): RouteReply {
	const parent = shop.products.get(Number(path.product));
	if (parent === undefined)
		throw new RestError(404, 'woocommerce_rest_product_variation_invalid_parent', 'Invalid parent ID.');
	const variation = createProduct(shop, { ...body, name: parent.name }, parent.id);
	return { status: 201, body: variationJson(shop, variation, true) };
}

function putVariation({ shop, path, body }: Call): RouteReply {
	return {
		headers: itemMethods,
		body: updateVariation(shop, knownVariation(shop, path.product, path.id), withNullAsZero(body)),
	};
}

function batchVariations(call: Call): RouteReply {
	const { shop, path } = call;
	call.mark('variations batch');
	return runBatch(call.body, {
		create: (row) => variationJson(shop, createProduct(shop, row, Number(path.product)), true),
		update: (id, row) => updateVariation(shop, knownVariation(shop, path.product, id), row),
		remove: (id) => {
			const variation = knownVariation(shop, path.product, id);
			shop.products.delete(id);
			return variationJson(shop, variation);
		},
	});
}

function updateVariation(shop: Shop, variation: Product, body: Json): Json {
	writeProduct(shop, variation, body);
	return variationJson(shop, variation, true);
}

/** A variation is known only under its own parent. */
function knownVariation(shop: Shop, parentId: unknown, id: unknown): Product {
	const variation = shop.products.get(Number(id));
	if (variation === undefined || variation.type !== 'variation' || variation.parentId !== Number(parentId)) {
		throw new RestError(404, 'woocommerce_rest_product_variation_invalid_id', 'Invalid ID.');
	}
	return variation;
}
