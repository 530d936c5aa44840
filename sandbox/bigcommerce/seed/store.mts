import { oddities, shop as articles, type Article } from '../../catalogue/shop.mts';
import type { Now } from '../../kit/clock.mts';
import { addProduct } from '../listings/product.mts';
import { emptyStore, type Store } from '../store.mts';

/** The merchant's BigCommerce store at the start: US dollars, no tax, no orders. `more` are articles beside those of the catalogue. */
export function seedStore(now: Now, more: readonly Article[] = []): Store {
	const store = emptyStore(now);
	const sold = [...articles, ...more].filter((article) => article.bigcommerce !== null);
	const families = Map.groupBy(sold, ({ bigcommerce }) => bigcommerce?.parent);
	for (const [name, members] of families) if (name !== undefined) addFamily(store, name, members);
	for (const { sku, name, price, quantity, bigcommerce } of sold) {
		if (bigcommerce?.parent === undefined)
			addProduct(store, { sku, name, price, quantity, tracking: bigcommerce?.tracked ?? 'none' });
	}
	addOddities(store);
	return store;
}

/** A product with options; it has a SKU of its own only where the catalogue gives it one. */
function addFamily(store: Store, name: string, members: readonly Article[]): void {
	const own = members.find(({ bigcommerce }) => bigcommerce?.isParent === true);
	const children = members.filter((article) => article !== own);
	const [first] = children;
	addProduct(store, {
		name,
		sku: own?.sku ?? '',
		price: own?.price ?? first?.price ?? '0',
		quantity: own?.quantity ?? first?.quantity ?? 0,
		tracking: (own ?? first)?.bigcommerce?.tracked ?? 'none',
		options: children.map((child) => ({
			sku: child.sku,
			price: child.price,
			quantity: child.quantity,
			value: child.name.split(', ').slice(1).join(', '),
		})),
	});
}

function addOddities(store: Store): void {
	const { duplicateInQuickBooks, differentCase, withoutSku } = oddities;
	for (const { sku, name, price, quantity } of [
		duplicateInQuickBooks,
		{ ...differentCase, sku: differentCase.channels },
		{ ...withoutSku, sku: '' },
	]) {
		addProduct(store, { sku, name, price, quantity, tracking: 'product' });
	}
}
