import type { ListPlan, Table } from '../../kit/table.mts';
import type { CatalogProduct } from './product.mts';

type ListName = 'sku' | 'variantSku' | 'variantId' | 'byId';

/** The products of a store, with the lists that its database finds them by. */
export type ProductTable = Table<number, CatalogProduct, ListName>;

export const productLists: Readonly<Record<ListName, ListPlan<CatalogProduct>>> = {
	sku: { names: ({ sku }) => [sku.toLowerCase()] },
	variantSku: { names: ({ variants }) => variants.map(({ sku }) => sku.toLowerCase()) },
	variantId: { names: ({ variants }) => variants.map(({ id }) => id) },
	byId: { names: () => [''], rank: ({ id }) => id },
};
