import { runBatch } from '../api/batch.mts';
import { itemRoutes } from '../api/itemRoutes.mts';
import { cutPage, pageReply } from '../api/paging.mts';
import { productJson } from './productJson.mts';
import { refile, type Product } from './product.mts';
import { findProducts, productRules } from './findProducts.mts';
import { createProduct, productBodyRules, setsSharedStock, writeProduct } from './productWriting.mts';
import { RestError } from '../api/errors.mts';
import type { Call, Json, Route, RouteReply } from '../api/route.mts';
import type { Shop } from '../shop.mts';

export const productRoutes: readonly Route[] = itemRoutes(
	'/products',
	{ list: productRules, body: productBodyRules },
	{
		list: listProducts,
		post: postProduct,
		batch: batchProducts,
		get: ({ shop, path }) => productJson(shop, knownProduct(shop, path.id, 404)),
		put: (call) => updateProduct(call, Number(call.path.id), withNullAsZero(call.body)),
		remove: deleteProduct,
	},
);

function listProducts(call: Call): RouteReply {
	const page = cutPage(call, findProducts(call.shop, call.query));
	return pageReply({ ...page, rows: page.rows.map((product) => productJson(call.shop, product)) });
}

function postProduct({ shop, body }: Call): RouteReply {
	const product = createProduct(shop, body);
	return {
		status: 201,
		headers: { location: `${shop.siteUrl}/wp-json/wc/v3/products/${product.id}` },
		body: productJson(shop, product, true),
	};
}

/** Bins a product, or with `force` removes it for good. */
function deleteProduct({ shop, path, query, body }: Call): Json {
	const product = knownProduct(shop, path.id, 404);
	const before = productJson(shop, product);
	if (String(query.force ?? body.force) === 'true') shop.products.delete(product.id);
	else refile(shop, product, { status: 'trash' });
	return before;
}

function batchProducts(call: Call): RouteReply {
	call.mark('products batch');
	return runBatch(call.body, {
		create: (row) => productJson(call.shop, createProduct(call.shop, row), true),
		update: (id, row) => updateProduct(call, id, row),
		remove: (id) => removeForGood(call.shop, id),
	});
}

function updateProduct(call: Call, id: number, row: Json): Json {
	const product = knownProduct(call.shop, id, 400);
	if (product.type === 'variation') throw wrongRoute();
	if (setsSharedStock(call.shop, product, row)) call.mark('parent-managed through parent');
	writeProduct(call.shop, product, row);
	return productJson(call.shop, product, true);
}

function removeForGood(shop: Shop, id: number): Json {
	const product = knownProduct(shop, id, 404);
	const before = productJson(shop, product);
	shop.products.delete(id);
	return before;
}

/** A single write turns an explicit null quantity into 0; a batch skips it. */
export function withNullAsZero(body: Json): Json {
	return body.stock_quantity === null ? { ...body, stock_quantity: 0 } : body;
}

function knownProduct(shop: Shop, id: unknown, status: number): Product {
	const product = shop.products.get(Number(id));
	if (product === undefined) throw new RestError(status, 'woocommerce_rest_product_invalid_id', 'Invalid ID.');
	return product;
}

function wrongRoute(): RestError {
	const message =
		'To manipulate product variations you should use the /products/&lt;product_id&gt;/variations/&lt;id&gt; endpoint.';
	return new RestError(404, 'woocommerce_rest_invalid_product_id', message);
}
