import { lowerBatch, raiseBatch, setBatch, type Written } from './batches';
import { keyOf } from '../countedStock';
import { agreedEntries, entryOf, routesOf, type Entry } from './stockEntry';
import type { Store } from '../storeApi';
import { inChunks } from '../../../http/chunks';
import type { StockChange, StockWrite } from '../../../model/listing';

/** https://developer.bigcommerce.com/docs/rest-management/inventory/adjustments */
const ENTRIES_PER_CALL = 2000;

/**
 * Changes levels at the default location by what they differ from the level that was read, so that a sale in between stands; only
 * what is to be 0, or whose level nobody knows, is set. docs/decisions/relative-writes.md says why, and what may still go wrong.
 * Throws IntegrationError when BigCommerce refuses as a whole; a change whose fate is unknown is an outcome.
 */
export async function setStock(store: Store, changes: readonly StockChange[]): Promise<StockWrite[]> {
	const agreed = agreedEntries(changes.filter(({ listing }) => listing.tracksStock).map(entryOf));
	const written = await store.own.inTurn(async () => await writeAll(store, agreed.map(store.own.asItStands)));
	return changes.map((change) => {
		if (!change.listing.tracksStock)
			return { result: 'notTracked', reason: 'The store does not track the stock of this listing' };
		return (
			written.get(keyOf(entryOf(change))) ?? {
				result: 'refused',
				reason: 'Different levels were asked for one stock that listings share',
			}
		);
	});
}

/** One call after the other: BigCommerce counts wrongly when adjustments overlap. */
async function writeAll(store: Store, entries: readonly Entry[]): Promise<ReadonlyMap<string, StockWrite>> {
	const { settled, absolute, lower, raise } = routesOf(entries);
	const writes: Written[] = settled.map((entry) => ({ entry, write: { result: 'written', after: entry.read } }));
	for (const batch of inChunks(absolute, ENTRIES_PER_CALL)) writes.push(...(await setBatch(store, batch)));
	for (const batch of inChunks(lower, ENTRIES_PER_CALL)) writes.push(...(await lowerBatch(store, batch)));
	for (const batch of inChunks(raise, ENTRIES_PER_CALL)) writes.push(...(await raiseBatch(store, batch)));
	return new Map(writes.map(({ entry, write }) => [keyOf(entry), write]));
}
