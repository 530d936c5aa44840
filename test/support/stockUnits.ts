import type { StockUnit } from '../../core/availability/stockFeed';
import type { ItemWithoutSku } from '../../core/model/itemWithoutSku';
import type { StockLevel } from '../../core/model/stockLevel';

/** The level of a unit, where levels come one by one. */
export function levelOf(unit: StockUnit): StockLevel | ItemWithoutSku {
	if ('level' in unit) return unit.level;
	throw new Error(`Levels should come one by one, and this came: ${unit.everything.summary}`);
}
