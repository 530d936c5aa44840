import { ApiError } from '../api/errors.mts';
import { isSimple, stockFor, type CatalogProduct } from '../listings/product.mts';
import { levelAt, setLevel, type Stock } from '../stock/level.mts';
import { defaultLocation, type Store } from '../store.mts';

export interface StockByHand {
	readonly sku: string;
	/** The level stays where none is given. */
	readonly quantity?: number;
	readonly safetyStock?: number;
	/** As of a product that was just made: its stock was never set absolutely. */
	readonly neverSet?: boolean;
}

/** Sets a level by hand at the default location; an item that nobody counts is refused. */
export function setStock(store: Store, { sku, quantity, safetyStock, neverSet = false }: StockByHand): unknown {
	const row = stockRows(store).find((candidate) => candidate.sku === sku);
	if (row === undefined) throw new ApiError(404, `The store sells nothing with the SKU "${sku}"`);
	if (row.stock === null) throw new ApiError(400, `The store does not track the stock of "${sku}"`);
	const level = levelAt(row.stock, defaultLocation.id);
	setLevel(level, quantity ?? level.onHand);
	level.isSet = !neverSet;
	if (safetyStock !== undefined) level.safetyStock = safetyStock;
	return { sku, quantity: level.onHand, kind: row.kind };
}

export interface StockRow {
	readonly sku: string;
	readonly quantity: number | null;
	readonly kind: 'product' | 'variant' | 'pooled' | 'untracked';
	/** Where the API sets the level: "product 77", "variant 301". */
	readonly stockId: string | null;
	readonly stock: Stock | null;
}

/** The true levels at the default location, whatever the read routes still show. */
export function stockRows(store: Store): StockRow[] {
	return [...store.products.values()].flatMap((product) => {
		const variants = product.variants.map((variant) => stockRow(product, variant, stockFor(product, variant)));
		const own = isSimple(product)
			? []
			: [{ ...stockRow(product, { sku: product.sku, id: 0 }, stockFor(product, null)), kind: 'product' as const }];
		return [...own, ...variants].filter(({ sku }) => sku !== '');
	});
}

function stockRow(
	product: CatalogProduct,
	{ sku, id }: { readonly sku: string; readonly id: number },
	stock: Stock | null,
): StockRow {
	const quantity = stock === null ? null : levelAt(stock, defaultLocation.id).onHand;
	if (stock === null) return { sku, quantity, kind: 'untracked', stockId: null, stock };
	if (product.inventoryTracking === 'variant')
		return { sku, quantity, kind: 'variant', stockId: `variant ${id}`, stock };
	return { sku, quantity, kind: isSimple(product) ? 'product' : 'pooled', stockId: `product ${product.id}`, stock };
}
