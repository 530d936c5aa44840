import { decreaseBatch, increaseBatch, setBatch, type Written } from './batches';
import { keyOf } from '../countedStock';
import { withoutConflicts, toStockEntry, planRoutes, type StockEntry } from './stockEntry';
import type { Store } from '../api';
import { chunk } from '../../../http/chunks';
import type { StockChange, StockWrite } from '../../../model/listing';

/** https://developer.bigcommerce.com/docs/rest-management/inventory/adjustments */
const ENTRIES_PER_CALL = 2000;

/**
 * Writes levels at the default location (docs/decisions/relative-writes.md says why, and what may still go wrong):
 *
 * 1. Listings without tracked stock, and stocks for which two levels are asked, are left out with a reason.
 * 2. Each entry is adjusted to the level that may be there by now.
 * 3. A level that is to be 0, or that nobody knows, is set.
 * 4. Then decreases go out, then increases, each by the difference to the level that was read, so that a sale in between stands.
 *
 * Throws IntegrationError when BigCommerce refuses as a whole. A change whose answer is lost is a result like any other.
 */
export async function writeStock(store: Store, changes: readonly StockChange[]): Promise<StockWrite[]> {
	const agreed = withoutConflicts(changes.filter(({ listing }) => listing.tracksStock).map(toStockEntry));
	const written = await store.ownLevels.inTurn(async () => await writeAll(store, agreed.map(store.ownLevels.adjust)));
	return changes.map((change) => {
		if (!change.listing.tracksStock)
			return { result: 'notTracked', reason: 'The store does not track the stock of this listing' };
		return (
			written.get(keyOf(toStockEntry(change))) ?? {
				result: 'refused',
				reason: 'Different levels were asked for one stock that listings share',
			}
		);
	});
}

/** Calls go out one after the other, since BigCommerce counts wrongly when adjustments overlap. */
async function writeAll(store: Store, entries: readonly StockEntry[]): Promise<ReadonlyMap<string, StockWrite>> {
	const { unchanged, absolute, decreases, increases } = planRoutes(entries);
	const writes: Written[] = unchanged.map((entry) => ({ entry, write: { result: 'written', after: entry.current } }));
	for (const batch of chunk(absolute, ENTRIES_PER_CALL)) writes.push(...(await setBatch(store, batch)));
	for (const batch of chunk(decreases, ENTRIES_PER_CALL)) writes.push(...(await decreaseBatch(store, batch)));
	for (const batch of chunk(increases, ENTRIES_PER_CALL)) writes.push(...(await increaseBatch(store, batch)));
	return new Map(writes.map(({ entry, write }) => [keyOf(entry), write]));
}
