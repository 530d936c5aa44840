import { isItemWithoutSku, readItemWithoutSku, type ItemWithoutSku } from '../model/itemWithoutSku';
import { readStockLevel, type StockLevel } from '../model/stockLevel';

/** What comes in to be pushed: a level, or an item that has no SKU to push it by. */
export type Pushable = { readonly level: StockLevel } | { readonly withoutSku: ItemWithoutSku };

/** Reads a stock level or an item without SKU; throws UnreadableError that names the field. */
export function readPushable(raw: unknown): Pushable {
	return isItemWithoutSku(raw) ? { withoutSku: readItemWithoutSku(raw) } : { level: readStockLevel(raw) };
}
