import type { StockChange, StockWrite } from '../../domain/listing';
import { updateQuantities, type InventoryChange } from './ebayInventoryWriting';
import { CLOSED_REASONS, readRef, type ClosedReason, type EbayRef } from './ebayListingRef';
import type { EbayApis } from './ebayListings';
import { reviseInventoryStatus, type TradingChange } from './ebayTradingWriting';

/**
 * Sets quantities, each through the API that its listing belongs to. Both set absolute values, so a repetition changes
 * nothing. Throws IntegrationError when eBay cannot be reached or refuses as a whole.
 */
export async function setEbayStock(apis: EbayApis, changes: readonly StockChange[]): Promise<StockWrite[]> {
	const planned = changes.map(({ listing, wanted }) => ({ ref: readRef(listing.listingRef), wanted }));
	const routes: Route[] = [];
	for (const { ref, wanted } of planned) routes.push(await routeOf(apis, ref, wanted));
	const byRest = (await updateQuantities(apis.rest, routes.flatMap(({ inventory }) => inventory ?? []))).values();
	const byTrading = (await reviseInventoryStatus(apis.trading, routes.flatMap(({ trading }) => trading ?? []))).values();
	return routes.map(({ settled, inventory }) => settled ?? nextOf(inventory === undefined ? byTrading : byRest));
}

/** Exactly one of the three. */
interface Route {
	readonly settled?: StockWrite;
	readonly inventory?: InventoryChange;
	readonly trading?: TradingChange;
}

async function routeOf({ offers }: EbayApis, ref: EbayRef, wanted: number): Promise<Route> {
	if (ref.api === 'trading') return { trading: { ...ref, wanted } };
	if (ref.api === 'closed') return closed(ref.why);
	const published = await offers.known(ref.sku);
	const fixed = published.filter(({ isAuction }) => !isAuction);
	if (fixed.length === 0 && published.length > 0) return closed('auction');
	if (fixed.some(({ lotSize }) => lotSize > 1)) return closed('lots');
	return { inventory: { sku: ref.sku, offerIds: fixed.map(({ offerId }) => offerId), wanted } };
}

function closed(why: ClosedReason): Route {
	return { settled: { result: why === 'auction' ? 'notTracked' : 'refused', reason: CLOSED_REASONS[why] } };
}

function nextOf(writes: Iterator<StockWrite>): StockWrite {
	const { done, value } = writes.next();
	if (done === true) throw new Error('Every change has an answer');
	return value;
}
