import { CLOSED_REASONS, readListingRef, type ClosedReason } from '../listings/listingRef';
import type { EbayApis } from '../listings/listingQueries';
import { findLotSize } from '../listings/offers';
import { type InventoryChange, writeInventoryQuantities } from './writeInventory';
import { outOfStockControl } from './outOfStockControl';
import { writeTradingQuantities, type TradingChange } from './writeTrading';
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
export async function writeStock(apis: EbayApis, changes: readonly StockChange[]): Promise<StockWrite[]> {
	const keepsAtZero = outOfStockControl(apis.trading);
	const routes: Route[] = [];
	for (const change of changes) routes.push(await routeOf(apis, change, keepsAtZero));
	const byRest = (
		await writeInventoryQuantities(
			apis.rest,
			routes.flatMap(({ inventory }) => inventory ?? []),
		)
	).values();
	const byTrading = (
		await writeTradingQuantities(
			apis.trading,
			routes.flatMap(({ trading }) => trading ?? []),
		)
	).values();
	return routes.map(
		({ result, inventory, unitsPerLot }) =>
			result ?? lotsToUnits(nextOf(inventory === undefined ? byTrading : byRest), unitsPerLot ?? 1),
	);
}

/** The way of one change: exactly one of the first three is set. */
interface Route {
	readonly result?: StockWrite;
	readonly inventory?: InventoryChange;
	readonly trading?: TradingChange;
	readonly unitsPerLot?: number;
}

/** Without out-of-stock control a listing of the Trading API ends at 0; one of the Inventory API is only hidden. */
const ENDS_AT_ZERO = `Without out-of-stock control eBay ends a listing at 0: switch it on at eBay (Account settings, Selling preferences, "Listings stay active when you're out of stock"), or end the listing yourself`;

async function routeOf(
	{ offers }: EbayApis,
	{ listing, target }: StockChange,
	keepsAtZero: () => Promise<boolean>,
): Promise<Route> {
	const ref = readListingRef(listing.listingRef);
	if (ref.api === 'closed') return closedRoute(ref.why);
	if (ref.api === 'trading') {
		const { unitsPerLot = 1 } = listing;
		const lots = Math.floor(target / unitsPerLot);
		return lots === 0 && !(await keepsAtZero())
			? { result: { result: 'refused', reason: ENDS_AT_ZERO } }
			: { trading: { ...ref, target: lots }, unitsPerLot };
	}
	const published = await offers.cached(ref.sku);
	const fixed = published.filter(({ isAuction }) => !isAuction);
	if (fixed.length === 0 && published.length > 0) return closedRoute('auction');
	const unitsPerLot = findLotSize(fixed);
	if (unitsPerLot === null) return closedRoute('lots');
	return {
		inventory: {
			sku: ref.sku,
			offerIds: fixed.map(({ offerId }) => offerId),
			target: Math.floor(target / unitsPerLot),
		},
		unitsPerLot,
	};
}

function closedRoute(why: ClosedReason): Route {
	return { result: { result: why === 'auction' ? 'notTracked' : 'refused', reason: CLOSED_REASONS[why] } };
}

function lotsToUnits(write: StockWrite, unitsPerLot: number): StockWrite {
	return write.result === 'written' && write.after !== null ? { ...write, after: write.after * unitsPerLot } : write;
}

function nextOf(writes: Iterator<StockWrite>): StockWrite {
	const { done, value } = writes.next();
	if (done === true) throw new Error('Every change has an answer');
	return value;
}
