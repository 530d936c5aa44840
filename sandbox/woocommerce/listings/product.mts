import { nowInSeconds, takeId, type Shop } from '../shop.mts';

/** A product or a variation as the database holds it: a variation's own values, not what it inherits. */
export interface Product {
	readonly id: number;
	/** 0 for products. */
	readonly parentId: number;
	readonly type: 'simple' | 'variable' | 'variation' | 'grouped' | 'external';
	/** Changed by `refile` alone, as is the SKU. */
	readonly status: string;
	name: string;
	slug: string;
	readonly sku: string;
	globalUniqueId: string;
	description: string;
	/** "12.50", or '' without a price. */
	regularPrice: string;
	salePrice: string;
	taxStatus: 'taxable' | 'shipping' | 'none';
	/** '' is standard; 'parent' for a variation that inherits it. */
	taxClass: string;
	weight: string;
	manageStock: boolean;
	/** Null while the stock is not managed here. */
	stockQuantity: number | null;
	/** Counts only where the stock is not managed. */
	stockStatus: 'instock' | 'outofstock' | 'onbackorder';
	backorders: 'no' | 'notify' | 'yes';
	/** Of a variation: what sets it apart. */
	option: { name: string; value: string } | null;
	totalSales: number;
	metaData: { id: number; key: string; value: unknown }[];
	/** Seconds since the epoch. */
	readonly createdAt: number;
	modifiedAt: number;
}

/** Adds a product; what is not given is as in a new, published, simple product without stock. */
export function addProduct(shop: Shop, values: Partial<Product> & { name: string }): Product {
	const id = values.id ?? takeId(shop, 'post');
	const now = nowInSeconds(shop);
	const product: Product = {
		...blank,
		slug: slugOf(values.name),
		createdAt: now,
		modifiedAt: now,
		metaData: [],
		...values,
		id,
	};
	shop.products.set(id, product);
	shop.next.post = Math.max(shop.next.post, id + 1);
	return product;
}

/** Changes what a product is found by. */
export function refile(shop: Shop, product: Product, changes: Partial<Pick<Product, 'sku' | 'status'>>): void {
	shop.products.set(product.id, Object.assign(product, changes));
}

export function variationsOf(shop: Shop, parentId: number): Product[] {
	return [...shop.products.list('family', parentId)];
}

export function parentOf(shop: Shop, product: Product): Product | undefined {
	return product.type === 'variation' ? shop.products.get(product.parentId) : undefined;
}

/** The SKU that WooCommerce shows: a variation without one shows its parent's. */
export function shownSku(shop: Shop, product: Product): string {
	return product.sku === '' ? (parentOf(shop, product)?.sku ?? '') : product.sku;
}

export function slugOf(name: string): string {
	return name
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-|-$/g, '');
}

const blank = {
	parentId: 0,
	type: 'simple',
	status: 'publish',
	sku: '',
	globalUniqueId: '',
	description: '',
	regularPrice: '',
	salePrice: '',
	taxStatus: 'taxable',
	taxClass: '',
	weight: '',
	manageStock: false,
	stockQuantity: null,
	stockStatus: 'instock',
	backorders: 'no',
	option: null,
	totalSales: 0,
} as const;
