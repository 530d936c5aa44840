import { PRODUCTS, withFullName, productRows } from './listingQueries';
import { toPooledListing, toProductListing, type ProductRow } from './readListing';
import { PER_PAGE, type Shop } from '../api';
import { chunk } from '../../../http/chunks';
import type { Pool } from '../../../model/listing';

/**
 * The shared stocks of these products, each with the variations that draw on it. A request for each page of products, and one or
 * more for each product.
 */
export async function pools(shop: Shop, productIds: readonly string[]): Promise<Pool[]> {
	const found: Pool[] = [];
	for (const ids of chunk([...new Set(productIds)], PER_PAGE)) {
		for (const product of await productRows(shop, PRODUCTS, { include: ids.join(',') }))
			found.push(...(await poolOf(shop, product)));
	}
	return found;
}

/** The pool of a product, or none. All members get the level of the product, so that one reading decides for all. */
async function poolOf(shop: Shop, product: ProductRow): Promise<Pool[]> {
	if (!product.isVariable || product.stock !== 'own') return [];
	const rows = (await productRows(shop, `${PRODUCTS}/${product.id}/variations`, {})).filter(
		({ stock }) => stock === 'parent',
	);
	const parent = { ...product, variations: rows.length };
	const members = rows.map((row) =>
		toPooledListing({ ...withFullName(row, parent), quantity: product.quantity }, product.id, parent),
	);
	return members.length === 0 ? [] : [{ product: toProductListing(product), members }];
}
