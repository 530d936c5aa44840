import { parentOf, variationsOf, type Product } from './product.mts';
import { stockHolder } from '../stock/quantity.mts';
import type { Shop } from '../shop.mts';

/** "Tee - Red", as orders and /products write it. */
export function fullName(shop: Shop, product: Product): string {
	const parent = parentOf(shop, product);
	return parent === undefined || product.option === null ? product.name : `${parent.name} - ${product.option.value}`;
}

/** The price that counts now, '' when there is none; a variable product shows its lowest. */
export function priceOf(shop: Shop, product: Product): string {
	if (product.type !== 'variable') return product.salePrice === '' ? product.regularPrice : product.salePrice;
	const prices = variationsOf(shop, product.id)
		.map((variation) => priceOf(shop, variation))
		.filter((price) => price !== '');
	return prices.sort((a, b) => Number(a) - Number(b))[0] ?? '';
}

export function stockStatus(shop: Shop, product: Product): string {
	const holder = stockHolder(shop, product);
	if (holder !== null) {
		if ((holder.stockQuantity ?? 0) > 0) return 'instock';
		return holder.backorders === 'no' ? 'outofstock' : 'onbackorder';
	}
	if (product.type !== 'variable') return product.stockStatus;
	return variationsOf(shop, product.id).some((variation) => stockStatus(shop, variation) === 'instock')
		? 'instock'
		: 'outofstock';
}

/** The class whose rates apply. */
export function shownTaxClass(shop: Shop, product: Product): string {
	return product.taxClass === 'parent' ? (parentOf(shop, product)?.taxClass ?? '') : product.taxClass;
}
