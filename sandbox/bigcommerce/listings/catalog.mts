import { parseAmount, type Amount } from '../money.mts';
import { defaultLocation, takeId, type Store } from '../store.mts';

/** A level at one location. After an adjustment readers see `before` for a while. */
export interface Level {
	onHand: number;
	before: number;
	/** Milliseconds since the epoch. */
	adjustedAt: number;
	safetyStock: number;
}

/** Levels by location id. */
export type Stock = Map<number, Level>;

export interface Variant {
	readonly id: number;
	readonly productId: number;
	sku: string;
	price: Amount | null;
	/** What sets it apart; null for the base variant of a product without options. */
	readonly option: { readonly name: string; readonly value: string } | null;
	readonly stock: Stock;
}

export interface CatalogProduct {
	readonly id: number;
	readonly name: string;
	readonly type: 'physical' | 'digital';
	/** Of a product with options its own, which no variant has. */
	sku: string;
	price: Amount;
	inventoryTracking: 'none' | 'product' | 'variant';
	readonly variants: readonly Variant[];
	/** Counts only with tracking at the product. */
	readonly stock: Stock;
	/** Seconds since the epoch. */
	readonly createdAt: number;
	modifiedAt: number;
}

export interface NewProduct {
	readonly name: string;
	readonly sku: string;
	readonly price: string;
	readonly tracking: CatalogProduct['inventoryTracking'];
	readonly quantity: number;
	readonly options?: readonly {
		readonly sku: string;
		readonly price: string;
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
		stock: stockOf(given.quantity),
	};
	const variants = options.map(
		(option): Variant => ({
			id: takeId(store, 'variant'),
			productId: id,
			sku: option.sku,
			price: parseAmount(option.price),
			option: { name: 'Kind', value: option.value },
			stock: stockOf(option.quantity),
		}),
	);
	const product: CatalogProduct = {
		id,
		name: given.name,
		type: 'physical',
		sku: given.sku,
		price: parseAmount(given.price),
		inventoryTracking: given.tracking,
		variants: variants.length > 0 ? variants : [base],
		stock: stockOf(given.quantity),
		createdAt: now,
		modifiedAt: now,
	};
	store.products.set(id, product);
	return product;
}

export function isSimple(product: CatalogProduct): boolean {
	return product.variants.every(({ option }) => option === null);
}

export function allVariants(store: Store): Variant[] {
	return [...store.products.values()].flatMap(({ variants }) => variants);
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

export function levelAt(stock: Stock, location: number): Level {
	const known = stock.get(location);
	if (known !== undefined) return known;
	const level: Level = { onHand: 0, before: 0, adjustedAt: 0, safetyStock: 0 };
	stock.set(location, level);
	return level;
}

/** What the read routes show now. */
export function shownLevel(store: Store, level: Level): number {
	return store.now() - level.adjustedAt < store.settings.inventoryDelay ? level.before : level.onHand;
}

/** Sets a level through the Inventory API: true at once, shown later. */
export function adjustLevel(store: Store, level: Level, onHand: number): void {
	level.before = shownLevel(store, level);
	level.onHand = onHand;
	level.adjustedAt = store.now();
}

/** Sets a level by hand or by the catalog: true and shown at once. */
export function setLevel(level: Level, onHand: number): void {
	level.onHand = onHand;
	level.before = onHand;
}

/** A sale takes from the default location, a cancellation gives back; shown at once. */
export function moveLevel(stock: Stock, by: number): void {
	const level = levelAt(stock, defaultLocation.id);
	level.onHand += by;
	level.before += by;
}

function stockOf(quantity: number): Stock {
	return new Map([[defaultLocation.id, { onHand: quantity, before: quantity, adjustedAt: 0, safetyStock: 0 }]]);
}
