import type { ListPlan, Table } from '../../kit/table.mts';
import type { Product } from './product.mts';

type ListName = 'sku' | 'family' | 'byId' | 'byDate';

/** The products and variations of a shop, with the lists that its database finds them by. */
export type ProductTable = Table<number, Product, ListName>;

export const productLists: Readonly<Record<ListName, ListPlan<Product>>> = {
	sku: { names: ({ sku }) => (sku === '' ? [] : [collated(sku)]), rank: ({ id }) => id },
	/** The variations of a product, by its id. */
	family: { names: ({ type, parentId }) => (type === 'variation' ? [parentId] : []), rank: ({ id }) => id },
	/** What is listed unless something else is asked for: "product", and "variation". */
	byId: { names: listsOf, rank: ({ id }) => id },
	byDate: { names: listsOf, rank: ({ createdAt, id }) => createdAt * 1_000_000 + id },
};

function listsOf({ type, status }: Product): readonly string[] {
	if (status === 'trash' || status === 'auto-draft') return [];
	return [type === 'variation' ? 'variation' : 'product'];
}

/** The database compares without regard to case and to spaces at the end. */
export function collated(text: string): string {
	return text.toLowerCase().trimEnd();
}
