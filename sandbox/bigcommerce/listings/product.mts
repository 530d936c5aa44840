import { parseAmount, type Amount } from '../money.mts';
import { newStock, type Stock } from '../stock/level.mts';
import { takeId, type Store } from '../store.mts';
import type { ProductTable } from './productLists.mts';

export interface Variant {
	readonly id: number;
	readonly productId: number;
	/** Changed by `refile` alone, as is a product's own. */
	readonly sku: string;
	price: Amount | null;
	/** What sets it apart; null for the base variant of a product without options. */
	readonly option: { readonly name: string; readonly value: string } | null;
	readonly stock: Stock;
	/** Fields that are shown as they were sent. */
	shown?: Readonly<Record<string, unknown>>;
}

export interface CatalogProduct {
	readonly id: number;
	name: string;
	readonly type: 'physical' | 'digital';
	/** Of a product with options its own, which no variant has. */
	readonly sku: string;
	price: Amount;
	/** 0: not on sale. */
	salePrice: Amount;
	readonly inventoryTracking: 'none' | 'product' | 'variant';
	readonly variants: readonly Variant[];
	/** Counts only with tracking at the product. */
	readonly stock: Stock;
	/** Seconds since the epoch. */
	readonly createdAt: number;
	modifiedAt: number;
	/** Fields that are shown as they were sent. */
	shown?: Readonly<Record<string, unknown>>;
}

export interface NewProduct {
	readonly name: string;
	readonly sku: string;
	readonly price: string;
	readonly tracking: CatalogProduct['inventoryTracking'];
	readonly quantity: number;
	readonly type?: CatalogProduct['type'];
	readonly options?: readonly {
		readonly sku: string;
		readonly price: string;
		/** "Kind" unless said. */
		readonly name?: string;
		readonly value: string;
		readonly quantity: number;
	}[];
}

/** Every product has at least one variant: without options it is the base variant, with the product's own SKU. */
export function addProduct(store: Store, given: NewProduct): CatalogProduct {
	const id = takeId(store, 'product');
	const now = Math.floor(store.now() / 1000);
	const options = given.options ?? [];
	const base: Variant = {
		id: takeId(store, 'variant'),
		productId: id,
		sku: given.sku,
		price: null,
		option: null,
		stock: newStock(given.quantity),
	};
	const variants = options.map(
		(option): Variant => ({
			id: takeId(store, 'variant'),
			productId: id,
			sku: option.sku,
			price: parseAmount(option.price),
			option: { name: option.name ?? 'Kind', value: option.value },
			stock: newStock(option.quantity),
		}),
	);
	const product: CatalogProduct = {
		id,
		name: given.name,
		type: given.type ?? 'physical',
		sku: given.sku,
		price: parseAmount(given.price),
		salePrice: 0,
		inventoryTracking: given.tracking,
		variants: variants.length > 0 ? variants : [base],
		stock: newStock(given.quantity),
		createdAt: now,
		modifiedAt: now,
	};
	store.products.set(id, product);
	return product;
}

export function isSimple(product: CatalogProduct): boolean {
	return product.variants.every(({ option }) => option === null);
}

/** Changes what a product, or one of its variants, is found by. */
export function refile<Changed extends CatalogProduct | Variant>(
	store: Store,
	product: CatalogProduct,
	changed: Changed,
	changes: Partial<Pick<Changed, keyof Changed & ('sku' | 'inventoryTracking')>>,
): void {
	Object.assign(changed, changes);
	store.products.set(product.id, product);
}

export function variantsWithSku(store: Store, sku: string): Variant[] {
	const products = [...store.products.list('variantSku', sku.toLowerCase())];
	return products.flatMap(({ variants }) => variants.filter((variant) => sameSku(variant.sku, sku)));
}

export function variantWithId(store: Store, id: number): Variant | undefined {
	const [product] = store.products.list('variantId', id);
	return product?.variants.find((variant) => variant.id === id);
}

const kept = new WeakMap<ProductTable, { readonly version: number; readonly variants: readonly Variant[] }>();

/** All variants, product by product. The list is kept until the catalogue changes. */
export function allVariants({ products }: Store): readonly Variant[] {
	const known = kept.get(products);
	if (known?.version === products.version) return known.variants;
	const variants = [...products.list('byId')].flatMap((product) => product.variants);
	kept.set(products, { version: products.version, variants });
	return variants;
}

/** SKUs are unique in a store without regard to case. */
export function sameSku(a: string, b: string): boolean {
	return a.toLowerCase() === b.toLowerCase();
}

/** Where the stock of a variant is counted; null when nothing counts it. */
export function stockFor(product: CatalogProduct, variant: Variant | null): Stock | null {
	if (product.inventoryTracking === 'none') return null;
	return product.inventoryTracking === 'product' ? product.stock : (variant?.stock ?? null);
}
