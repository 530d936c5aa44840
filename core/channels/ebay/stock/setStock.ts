import { CLOSED_REASONS, readRef, type ClosedReason } from '../listings/listingRef';
import type { EbayApis } from '../listings/listings';
import { lotSizeOf } from '../listings/offers';
import { type InventoryChange, updateQuantities } from './inventoryWriting';
import { outOfStockControl } from './preferences';
import { reviseInventoryStatus, type TradingChange } from './tradingWriting';
import type { StockChange, StockWrite } from '../../../model/listing';

/**
 * Sets quantities.
 *
 * 1. Each change gets a route: the API that its listing belongs to, or a result at once for a listing that is never written.
 * 2. Quantities become whole lots where the listing sells lots.
 * 3. The changes of the Inventory API go out, then those of the Trading API. Both set absolute values, so a repetition changes nothing.
 * 4. Results come back in units, in the order of the changes.
 *
 * Throws IntegrationError when eBay cannot be reached or refuses as a whole.
 */
export async function setEbayStock(apis: EbayApis, changes: readonly StockChange[]): Promise<StockWrite[]> {
	const keepsAtZero = outOfStockControl(apis.trading);
	const routes: Route[] = [];
	for (const change of changes) routes.push(await routeOf(apis, change, keepsAtZero));
	const byRest = (
		await updateQuantities(
			apis.rest,
			routes.flatMap(({ inventory }) => inventory ?? []),
		)
	).values();
	const byTrading = (
		await reviseInventoryStatus(
			apis.trading,
			routes.flatMap(({ trading }) => trading ?? []),
		)
	).values();
	return routes.map(
		({ settled, inventory, unitsPerLot }) =>
			settled ?? inUnits(nextOf(inventory === undefined ? byTrading : byRest), unitsPerLot ?? 1),
	);
}

/** The way of one change: exactly one of the first three is set. */
interface Route {
	readonly settled?: StockWrite;
	readonly inventory?: InventoryChange;
	readonly trading?: TradingChange;
	readonly unitsPerLot?: number;
}

/** Without out-of-stock control a listing of the Trading API ends at 0; one of the Inventory API is only hidden. */
const ENDS_AT_ZERO = `Without out-of-stock control eBay ends a listing at 0: switch it on at eBay (Account settings, Selling preferences, "Listings stay active when you're out of stock"), or end the listing yourself`;

async function routeOf(
	{ offers }: EbayApis,
	{ listing, wanted }: StockChange,
	keepsAtZero: () => Promise<boolean>,
): Promise<Route> {
	const ref = readRef(listing.listingRef);
	if (ref.api === 'closed') return closed(ref.why);
	if (ref.api === 'trading') {
		const { unitsPerLot = 1 } = listing;
		const lots = Math.floor(wanted / unitsPerLot);
		return lots === 0 && !(await keepsAtZero())
			? { settled: { result: 'refused', reason: ENDS_AT_ZERO } }
			: { trading: { ...ref, wanted: lots }, unitsPerLot };
	}
	const published = await offers.known(ref.sku);
	const fixed = published.filter(({ isAuction }) => !isAuction);
	if (fixed.length === 0 && published.length > 0) return closed('auction');
	const unitsPerLot = lotSizeOf(fixed);
	if (unitsPerLot === null) return closed('lots');
	return {
		inventory: {
			sku: ref.sku,
			offerIds: fixed.map(({ offerId }) => offerId),
			wanted: Math.floor(wanted / unitsPerLot),
		},
		unitsPerLot,
	};
}

function closed(why: ClosedReason): Route {
	return { settled: { result: why === 'auction' ? 'notTracked' : 'refused', reason: CLOSED_REASONS[why] } };
}

function inUnits(write: StockWrite, unitsPerLot: number): StockWrite {
	return write.result === 'written' && write.after !== null ? { ...write, after: write.after * unitsPerLot } : write;
}

function nextOf(writes: Iterator<StockWrite>): StockWrite {
	const { done, value } = writes.next();
	if (done === true) throw new Error('Every change has an answer');
	return value;
}
