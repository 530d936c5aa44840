import type { IDataObject } from 'n8n-workflow';
import type { LevelUnit } from '../../core/availability/stockFeed';
import type { StockCursor } from '../../core/availability/stockCursor';
import type { Feed } from '../../core/model/feed';
import type { PollSource } from '../bridge/polling/pollSource';

/** Levels leave by the one output, items without SKU among them. A level that the workflow cannot handle has no way out. */
export function stockPollSource(feed: Feed<StockCursor, LevelUnit>): PollSource<StockCursor, LevelUnit> {
	return {
		...feed,
		items: (units) => [units.map(({ level }) => ({ json: { ...level } as IDataObject }))],
		deadLetter: () => null,
	};
}
