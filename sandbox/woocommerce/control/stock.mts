import type { Product } from '../listings/product.mts';
import { setQuantity, stockHolder } from '../stock/quantity.mts';
import { RestError } from '../api/errors.mts';
import { findProduct } from './sell.mts';
import type { Shop } from '../shop.mts';

/** Sets a level by hand where it is kept; a product that tracks none is refused. */
export function setStock(shop: Shop, { sku, quantity }: { sku: string; quantity: number }): unknown {
	const product = findProduct(shop, sku);
	const holder = stockHolder(shop, product);
	if (holder === null) throw new RestError(400, 'not_tracked', `The shop does not track the stock of "${sku}"`);
	setQuantity(shop, holder, quantity);
	return stockRow(shop, product);
}

export function stockRow(shop: Shop, product: Product): unknown {
	const holder = stockHolder(shop, product);
	// `stockId`: where the API sets the level.
	return {
		sku: product.sku,
		quantity: holder?.stockQuantity ?? null,
		kind: kindOf(product, holder),
		stockId: holder === null ? null : String(holder.id),
	};
}

function kindOf(product: Product, holder: Product | null): string {
	if (holder === null) return 'untracked';
	if (holder !== product) return 'parentManaged';
	return product.type === 'variable' ? 'parent' : product.type;
}
