import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import type { HeldBack } from '../../core/availability/holdBackOpenSales';
import { isOpenOrders, readOpenOrders, type OpenOrders } from '../../core/availability/openOrders';
import { isItemWithoutSku, readItemWithoutSku, type ItemWithoutSku } from '../../core/model/itemWithoutSku';
import { readStockLevel, type StockLevel } from '../../core/model/stockLevel';
import { itemsFromN8n, type ReadItems } from '../bridge/items/itemsFromN8n';

/** What comes in. An item without SKU has no level to hold anything back from, and is passed on. */
type IncomingItem =
	| { readonly level: StockLevel }
	| { readonly openOrders: OpenOrders }
	| { readonly withoutSku: ItemWithoutSku };

interface SortedItems {
	/** All that came in. */
	readonly read: ReadItems<IncomingItem>;
	readonly levels: readonly StockLevel[];
	/** The place of the item of each level. */
	readonly indexes: readonly number[];
	readonly openOrders: readonly OpenOrders[];
	/** What leaves as it came. */
	readonly passed: readonly INodeExecutionData[];
}

/** What comes in, by its kind. */
export function sortedItems(context: IExecuteFunctions): SortedItems {
	const read = itemsFromN8n(context, readIncomingItem);
	const values = read.good.map(({ index, value }) => ({ index, ...value }));
	const levels = values.filter((one) => 'level' in one);
	return {
		read,
		levels: levels.map(({ level }) => level),
		indexes: levels.map(({ index }) => index),
		openOrders: values.flatMap((one) => ('openOrders' in one ? [one.openOrders] : [])),
		passed: values.flatMap((one) =>
			'withoutSku' in one ? [{ json: { ...one.withoutSku }, pairedItem: { item: one.index } }] : [],
		),
	};
}

function readIncomingItem(json: unknown): IncomingItem {
	if (isItemWithoutSku(json)) return { withoutSku: readItemWithoutSku(json) };
	return isOpenOrders(json) ? { openOrders: readOpenOrders(json) } : { level: readStockLevel(json) };
}

/** Levels and Oversold. An oversold item is paired with every level of it. */
export function outputsOf(
	{ levels, oversold }: HeldBack,
	{ read, levels: came, indexes, passed }: SortedItems,
): INodeExecutionData[][] {
	const itemOf = (place: number) => ({ item: indexes[place] ?? 0 });
	const itemsOf = (id: string) => came.flatMap(({ itemId }, place) => (itemId === id ? [itemOf(place)] : []));
	return [
		[...levels.map((level, place) => ({ json: jsonOf(level), pairedItem: itemOf(place) })), ...passed],
		[...oversold.map((one) => ({ json: jsonOf(one), pairedItem: itemsOf(one.itemId) })), ...read.bad],
	];
}

function jsonOf(value: object): IDataObject {
	return { ...value } as IDataObject;
}
