import { isAllLevels, readAllLevels, type AllLevels } from '../model/allLevels';
import { isItemWithoutSku, readItemWithoutSku, type ItemWithoutSku } from '../model/itemWithoutSku';
import { readStockLevel, type StockLevel } from '../model/stockLevel';
import { readFields, readFlag, readOptional } from '../reading/readUnknown';

/** What comes in to be pushed: a level, an item that has no SKU to push it by, or all levels of QuickBooks. */
export type Pushable =
	| {
			readonly level: StockLevel;
			/** True where a trigger delivers it once more if the run fails. */
			readonly comesAgain: boolean;
	  }
	| { readonly withoutSku: ItemWithoutSku }
	| { readonly allLevels: AllLevels };

/** Reads what is to be pushed out of an n8n item; throws UnreadableError that names the field. */
export function readPushable(raw: unknown): Pushable {
	if (isAllLevels(raw)) return { allLevels: readAllLevels(raw) };
	if (isItemWithoutSku(raw)) return { withoutSku: readItemWithoutSku(raw) };
	const level = readStockLevel(raw);
	const { comesAgain } = readFields(raw, 'stock level');
	return { level, comesAgain: readOptional(comesAgain, 'stock level.comesAgain', readFlag) ?? false };
}
