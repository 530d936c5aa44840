import { parentOf, type Product } from '../listings/product.mts';
import { nowInSeconds, type Shop } from '../shop.mts';

/** Who holds the stock of a product: itself, its parent, or nobody. */
export function stockHolder(shop: Shop, product: Product): Product | null {
	if (!shop.settings.manageStock) return null;
	if (product.manageStock) return product;
	const parent = parentOf(shop, product);
	return parent?.manageStock === true ? parent : null;
}

/** Sets the quantity where it is held and moves the modification date. */
export function setQuantity(shop: Shop, holder: Product, quantity: number): void {
	holder.stockQuantity = quantity;
	holder.modifiedAt = nowInSeconds(shop);
}
