import { isOpenOrders } from '../../../core/availability/openOrders';
import { isItemWithoutSku } from '../../../core/model/itemWithoutSku';
import { readStockLevel, type StockLevel } from '../../../core/model/stockLevel';
import { itemsFromN8n, type ReadItems } from './itemsFromN8n';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

export interface TravellingLevels {
	/** What came in; null for what travels beside the levels. */
	readonly read: ReadItems<StockLevel | null>;
	readonly levels: ReadonlyArray<{ readonly index: number; readonly level: StockLevel }>;
	/** All that came in and can be read, as it came. */
	readonly passed: ReadonlyArray<INodeExecutionData & { readonly pairedItem: { readonly item: number } }>;
}

/** Stock levels, and what travels beside them through nodes that only add to them: open orders of other channels, items without SKU. */
export function levelsFromN8n(context: IExecuteFunctions): TravellingLevels {
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
