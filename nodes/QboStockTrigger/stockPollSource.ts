import type { IDataObject } from 'n8n-workflow';
import type { StockUnit } from '../../core/availability/stockFeed';
import type { StockCursor } from '../../core/availability/stockCursor';
import type { Feed } from '../../core/model/feed';
import { toStockLevelJson } from '../../core/model/stockLevel';
import type { PollSource } from '../bridge/polling/pollSource';

/**
 * Levels leave by the one output, items without SKU and all levels together among them. `comesAgain` tells Push Channel Stock that a level of a
 * failed run is delivered once more. A level that the workflow cannot handle has no way out.
 */
export function stockPollSource(feed: Feed<StockCursor, StockUnit>): PollSource<StockCursor, StockUnit> {
	return {
		...feed,
		outputOf: () => 0,
		items: (units) => [units.map((unit) => ({ json: toJson(unit) as IDataObject }))],
		deadLetter: () => null,
	};
}

function toJson(unit: StockUnit): object {
	if ('everything' in unit) return { ...unit.everything };
	const level = 'sku' in unit.level ? toStockLevelJson(unit.level) : unit.level;
	return { ...level, comesAgain: true };
}
