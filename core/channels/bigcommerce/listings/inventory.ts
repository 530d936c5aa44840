import type { OnHand, ProductRow } from './readListing';
import type { Stock } from '../countedStock';
import type { Query, Store } from '../storeApi';
import type { LevelReading, Mark } from '../../ownChanges';
import { allRows } from '../../../http/pages';
import { inChunks } from '../../../http/chunks';
import { readFields, readList, readOptional, readText, readWholeNumber } from '../../../reading/readUnknown';

const ITEMS_PER_PAGE = 1000;

/** Ids in one question: far below what a URL may carry. */
const IDS_PER_LIST = 100;

interface InventoryItem {
	readonly productId: string;
	readonly variantId: string | null;
	readonly onHand: number | null;
	/** Taken just before it was asked for. */
	readonly begun: Mark;
}

/** The products that sell these SKUs, as far as their variants' stock is known to the Inventory API. */
export async function productIdsOfSkus(store: Store, skus: readonly string[]): Promise<string[]> {
	const items = await readItems(store, { 'sku:in': skus.join(',') });
	return items.map(({ productId }) => productId);
}

/** What is physically there; unlike the catalogue's level it does not have the safety stock taken off. */
export async function onHandOf(store: Store, products: readonly ProductRow[]): Promise<OnHand> {
	const tracked = products.filter(({ tracking }) => tracking !== 'none');
	if (tracked.length === 0) return { byVariant: new Map(), byProduct: new Map() };
	const read = async (productIds: readonly string[]) =>
		(await itemsOf(store, productIds)).map((item) => ({ ...item, stock: stockIn(tracked, item) }));
	const items = await store.own.settled(
		await read(tracked.map(({ id }) => id)),
		async (doubtful) => await read(doubtful.map(({ productId }) => productId)),
	);
	const counted = items.flatMap(({ onHand, productId, variantId }) =>
		onHand === null ? [] : [{ productId, variantId, onHand }],
	);
	const wholes = counted.filter(({ productId, variantId }) => isWhole(tracked, productId, variantId));
	return {
		byVariant: new Map(
			counted.flatMap(({ variantId, onHand }) => (variantId === null ? [] : [[variantId, onHand] as const])),
		),
		byProduct: new Map(wholes.map(({ productId, onHand }) => [productId, onHand])),
	};
}

/** What is on hand of these stocks by now; null for one that the Inventory API does not show. */
export async function levelsOf(store: Store, stocks: readonly Stock[]): Promise<(stock: Stock) => LevelReading | null> {
	const items = await itemsOf(
		store,
		stocks.map(({ productId }) => productId),
	);
	return ({ productId, variantId }) => {
		const ofProduct = items.filter((item) => item.productId === productId);
		const found =
			ofProduct.find((item) => item.variantId === variantId) ??
			(variantId === null && ofProduct.length === 1 ? ofProduct[0] : undefined);
		return found === undefined || found.onHand === null ? null : { level: found.onHand, begun: found.begun };
	};
}

/** Where the store counts what an item shows. */
function stockIn(products: readonly ProductRow[], { productId, variantId }: InventoryItem): Stock {
	const isPooled = products.some(({ id, tracking }) => id === productId && tracking === 'product');
	return { productId, variantId: isPooled && isWhole(products, productId, variantId) ? null : variantId };
}

/** An item stands for the whole product when it names no variant, or the only one. */
function isWhole(products: readonly ProductRow[], productId: string, variantId: string | null): boolean {
	return variantId === null || products.some(({ id, variants }) => id === productId && variants.length === 1);
}

/** What the default location has of these products. */
async function itemsOf(store: Store, productIds: readonly string[]): Promise<InventoryItem[]> {
	const location = await store.defaultLocation();
	const items: InventoryItem[] = [];
	for (const ids of inChunks([...new Set(productIds)], IDS_PER_LIST)) {
		items.push(...(await readItems(store, { 'product_id:in': ids.join(','), 'location_id:in': location })));
	}
	return items;
}

async function readItems(store: Store, query: Query): Promise<InventoryItem[]> {
	const begun = store.own.mark();
	const rows = await allRows((page) => store.page3('/inventory/items', { ...query, limit: ITEMS_PER_PAGE }, page));
	return readList(rows, 'bigcommerce inventory items', (row, path) => {
		const fields = readFields(row, path);
		const identity = readFields(fields.identity, `${path}.identity`);
		const [place] = readList(fields.locations, `${path}.locations`, readFields);
		return {
			productId: readText(identity.product_id, `${path}.identity.product_id`),
			variantId: readOptional(identity.variant_id, `${path}.identity.variant_id`, readText),
			begun,
			onHand:
				place === undefined
					? null
					: readWholeNumber(place.total_inventory_onhand, `${path}.locations[0].total_inventory_onhand`),
		};
	});
}
