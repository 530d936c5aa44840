import type { OnHand, ProductRow } from './readListing';
import type { StockRef } from '../countedStock';
import type { Query, Store } from '../api';
import type { LevelReading, Mark } from '../../ownChanges';
import { collectMovingRows } from '../../../http/movingPages';
import { chunk } from '../../../http/chunks';
import {
	fieldsOrNone,
	readFields,
	readList,
	readOptional,
	readText,
	readWholeNumber,
	textOr,
} from '../../../reading/readUnknown';

const ITEMS_PER_PAGE = 1000;

/** Ids in one question. With nine digits and a comma each they stay far below the 8 kB that a URL may carry. */
const IDS_PER_LIST = 250;

interface InventoryItem {
	readonly productId: string;
	readonly variantId: string | null;
	readonly onHand: number | null;
	/** The mark just before the question. */
	readonly mark: Mark;
}

/** The ids of the products that sell these SKUs as a variant that the Inventory API counts. */
export async function productIdsOfSkus(store: Store, skus: readonly string[]): Promise<string[]> {
	const items = await readItems(store, { 'sku:in': skus.join(',') });
	return items.map(({ productId }) => productId);
}

/** The units that are physically there. The catalogue's level is lower by the safety stock. */
export async function onHandOf(store: Store, products: readonly ProductRow[]): Promise<OnHand> {
	const tracked = products.filter(({ tracking }) => tracking !== 'none');
	if (tracked.length === 0) return { byVariant: new Map(), byProduct: new Map() };
	const read = async (productIds: readonly string[]) =>
		(await itemsOf(store, productIds)).map((item) => ({ ...item, stock: stockIn(tracked, item) }));
	const items = await store.ownLevels.confirm(
		await read(tracked.map(({ id }) => id)),
		async (stale) => await read(stale.map(({ productId }) => productId)),
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

/** Reads the levels of these stocks. Returns a look-up, which gives null for a stock that the Inventory API does not show. */
export async function levelReadings(
	store: Store,
	stocks: readonly StockRef[],
): Promise<(stock: StockRef) => LevelReading | null> {
	const items = await itemsOf(
		store,
		stocks.map(({ productId }) => productId),
	);
	return ({ productId, variantId }) => {
		const ofProduct = items.filter((item) => item.productId === productId);
		const found =
			ofProduct.find((item) => item.variantId === variantId) ??
			(variantId === null && ofProduct.length === 1 ? ofProduct[0] : undefined);
		return found === undefined || found.onHand === null ? null : { level: found.onHand, mark: found.mark };
	};
}

/** The stock that the store counts an item in. */
function stockIn(products: readonly ProductRow[], { productId, variantId }: InventoryItem): StockRef {
	const isPooled = products.some(({ id, tracking }) => id === productId && tracking === 'product');
	return { productId, variantId: isPooled && isWhole(products, productId, variantId) ? null : variantId };
}

/** True for an item that stands for the whole product: it names no variant, or the only one. */
function isWhole(products: readonly ProductRow[], productId: string, variantId: string | null): boolean {
	return variantId === null || products.some(({ id, variants }) => id === productId && variants.length === 1);
}

/** The inventory items of these products at the default location. */
async function itemsOf(store: Store, productIds: readonly string[]): Promise<InventoryItem[]> {
	const location = await store.defaultLocation();
	const items: InventoryItem[] = [];
	for (const ids of chunk([...new Set(productIds)], IDS_PER_LIST)) {
		items.push(...(await readItems(store, { 'product_id:in': ids.join(','), 'location_id:in': location })));
	}
	return items;
}

function itemKey(row: unknown): unknown {
	const { product_id, variant_id } = fieldsOrNone(fieldsOrNone(row).identity);
	const product = textOr(product_id, null);
	return product === null ? row : `${product}/${textOr(variant_id, '')}`;
}

async function readItems(store: Store, query: Query): Promise<InventoryItem[]> {
	const mark = store.ownLevels.mark();
	const ask = (offset: number) => store.getPageV3('/inventory/items', { ...query, limit: ITEMS_PER_PAGE }, offset);
	const rows = await collectMovingRows({ ask, keyOf: itemKey });
	return readList(rows, 'bigcommerce inventory items', (row, path) => {
		const fields = readFields(row, path);
		const identity = readFields(fields.identity, `${path}.identity`);
		const [place] = readList(fields.locations, `${path}.locations`, readFields);
		return {
			productId: readText(identity.product_id, `${path}.identity.product_id`),
			variantId: readOptional(identity.variant_id, `${path}.identity.variant_id`, readText),
			mark,
			onHand:
				place === undefined
					? null
					: readWholeNumber(place.total_inventory_onhand, `${path}.locations[0].total_inventory_onhand`),
		};
	});
}
