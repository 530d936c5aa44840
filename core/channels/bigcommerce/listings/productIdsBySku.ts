import { productIdsOfSkus } from './inventory';
import type { Store } from '../api';
import { collectMovingRows, iterateMovingPages } from '../../../http/movingPages';
import { commaLists } from '../../../http/chunks';
import { rowKey } from '../../../http/unservedRow';
import { skuKey, toSku, type Sku } from '../../../model/sku';
import { readFields, readOptionalText, readText } from '../../../reading/readUnknown';

/** The SKUs in one question to the inventory, whose rows are small, and their characters in its URL, far below the usual 8 kB. */
const SKU_LIMITS = { most: 250, longest: 4000 };

const VARIANTS = '/catalog/variants';

const VARIANTS_PER_PAGE = 250;

/** Up to this number, SKUs are asked for one by one without a look at the length of the list of all variants. */
const FEW_SKUS = 5;

/**
 * The ids of products that sell these SKUs as a variant with a stock of its own. SKUs with a comma are left out, since they cannot
 * stand in a list.
 */
export async function productIdsOfTrackedVariants(store: Store, skus: readonly Sku[]): Promise<string[]> {
	const ids: string[] = [];
	for (const list of commaLists(
		skus.filter((sku) => !sku.includes(',')),
		SKU_LIMITS,
	))
		ids.push(...(await productIdsOfSkus(store, list)));
	return ids;
}

/**
 * The ids of products that sell these SKUs as a variant of any kind. A variant that shares its product's stock, or has none, is no item
 * of the Inventory API, and the catalogue looks up one SKU at a time. Where that takes more requests than the list of all variants,
 * the whole list is read.
 */
export async function productIdsOfAnyVariants(store: Store, skus: readonly Sku[]): Promise<string[]> {
	const pages = skus.length <= FEW_SKUS ? FEW_SKUS : Math.ceil((await store.getTotalV3(VARIANTS)) / VARIANTS_PER_PAGE);
	if (skus.length > pages) return await productIdsInAll(store, skus);
	const ids: string[] = [];
	for (const sku of skus) {
		const ask = (offset: number) => store.getPageV3(VARIANTS, { sku, limit: VARIANTS_PER_PAGE }, offset);
		ids.push(...(await collectMovingRows({ ask, keyOf: rowKey })).map((row) => readVariant(row).productId));
	}
	return ids;
}

async function productIdsInAll(store: Store, skus: readonly Sku[]): Promise<string[]> {
	const requested = new Set(skus.map((sku) => skuKey(sku, true)));
	const ids: string[] = [];
	const query = { include_fields: 'sku,product_id', limit: VARIANTS_PER_PAGE };
	const ask = (offset: number) => store.getPageV3(VARIANTS, query, offset);
	for await (const page of iterateMovingPages({ ask, keyOf: rowKey })) {
		const found = page.map(readVariant).filter(({ sku }) => sku !== null && requested.has(skuKey(sku, true)));
		ids.push(...found.map(({ productId }) => productId));
	}
	return ids;
}

function readVariant(row: unknown) {
	const fields = readFields(row, 'bigcommerce variant');
	return {
		productId: readText(fields.product_id, 'bigcommerce variant.product_id'),
		sku: toSku(readOptionalText(fields.sku, 'bigcommerce variant.sku')),
	};
}
