import { isOpenOrders } from '../../../core/availability/openOrders';
import { isItemWithoutSku } from '../../../core/model/itemWithoutSku';
import { readStockLevel, type StockLevel } from '../../../core/model/stockLevel';
import { itemsFromN8n, type ReadItems } from './itemsFromN8n';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

export interface IncomingLevels {
	/** All items; null stands for an item that travels beside the levels. */
	readonly read: ReadItems<StockLevel | null>;
	readonly levels: ReadonlyArray<{ readonly index: number; readonly level: StockLevel }>;
	/** Every item that can be read, unchanged. */
	readonly passed: ReadonlyArray<INodeExecutionData & { readonly pairedItem: { readonly item: number } }>;
}

/**
 * Reads stock levels, for a node that only adds to them. Open orders of other channels and items without SKU travel beside the
 * levels and are passed on.
 */
export function levelsFromN8n(context: IExecuteFunctions): IncomingLevels {
	const read = itemsFromN8n(context, (json) =>
		isOpenOrders(json) || isItemWithoutSku(json) ? null : readStockLevel(json),
	);
	return {
		read,
		levels: read.good.flatMap(({ index, value }) => (value === null ? [] : [{ index, level: value }])),
		passed: read.good.map(({ index }) => ({
			json: context.getInputData()[index]?.json ?? {},
			pairedItem: { item: index },
		})),
	};
}
