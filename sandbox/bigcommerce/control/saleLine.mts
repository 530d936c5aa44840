import { ApiError } from '../api/errors.mts';
import { variantsWithSku, variantWithId, type CatalogProduct, type Variant } from '../listings/product.mts';
import { parseAmount } from '../money.mts';
import type { OrderLine, TaxRate } from '../orders/order.mts';
import type { SaleLine } from './sale.mts';
import { ratesOf } from './saleRates.mts';
import { takeId, type Store } from '../store.mts';

interface Found {
	readonly product: CatalogProduct;
	readonly variant: Variant;
}

/** A line at today's price, taxed as it says or as the order is. */
export function newLine(store: Store, asked: SaleLine, rates: readonly TaxRate[]): OrderLine {
	const isByHand =
		asked.custom === true ||
		asked.giftCertificate === true ||
		(asked.sku === undefined && asked.productId === undefined);
	const found = isByHand ? null : find(store, asked);
	const price = asked.unitPrice ?? asked.price ?? null;
	return {
		id: takeId(store, 'line'),
		productId: found?.product.id ?? 0,
		variantId: found?.variant.id ?? null,
		sku: found?.variant.sku ?? asked.sku ?? '',
		name: asked.name ?? found?.product.name ?? asked.sku ?? '',
		option: found?.variant.option ?? null,
		type: asked.giftCertificate === true ? 'giftcertificate' : 'physical',
		quantity: asked.quantity,
		price: price === null ? (found?.variant.price ?? found?.product.price ?? 0) : parseAmount(price),
		rates: ratesOf(asked.taxRates) ?? (asked.giftCertificate === true ? [] : rates),
		discounts: [],
		parentId: null,
		stockTaken: 0,
		quantityRefunded: 0,
	};
}

function find(store: Store, { sku = '', productId }: SaleLine): Found {
	const [variant] =
		productId === undefined
			? variantsWithSku(store, sku)
			: [variantWithId(store, productId), ...(store.products.get(productId)?.variants ?? [])]
					.filter((candidate) => candidate !== undefined)
					.toSorted((one, other) => one.productId - other.productId || one.id - other.id);
	const product = variant === undefined ? undefined : store.products.get(variant.productId);
	if (variant === undefined || product === undefined)
		throw new ApiError(404, `The store sells nothing with the SKU "${productId ?? sku}"`);
	return { product, variant };
}
