import type { StockChange, StockWrite } from '../../domain/listing';
import { reviseInventoryStatus, type TradingChange } from './ebayTradingWriting';
import { updateQuantities, type InventoryChange } from './ebayInventoryWriting';
import { CLOSED_REASONS, readRef } from './ebayListingRef';
import type { EbayApis } from './ebayListings';

/**
 * Sets quantities, each through the API that its listing belongs to. Both set absolute values, so a repetition changes
 * nothing. Throws IntegrationError when eBay cannot be reached or refuses as a whole.
 */
export async function setEbayStock({ rest, trading }: EbayApis, changes: readonly StockChange[]): Promise<StockWrite[]> {
	const writes = new Map<number, StockWrite>();
	const inventory: Array<Placed<InventoryChange>> = [];
	const listings: Array<Placed<TradingChange>> = [];
	changes.forEach(({ listing, wanted }, place) => {
		const ref = readRef(listing.listingRef);
		if (ref.api === 'inventory') inventory.push({ place, change: { ...ref, wanted } });
		if (ref.api === 'trading') listings.push({ place, change: { ...ref, wanted } });
		if (ref.api === 'closed') writes.set(place, { result: ref.why === 'auction' ? 'notTracked' : 'refused', reason: CLOSED_REASONS[ref.why] });
	});
	const byRest = await updateQuantities(rest, inventory.map(({ change }) => change));
	inventory.forEach(({ place }, at) => writes.set(place, byRest[at] ?? UNANSWERED));
	const byTrading = await reviseInventoryStatus(trading, listings.map(({ change }) => change));
	listings.forEach(({ place }, at) => writes.set(place, byTrading[at] ?? UNANSWERED));
	return changes.map((_, place) => writes.get(place) ?? UNANSWERED);
}

interface Placed<Change> {
	/** Where it stood among the changes that were asked for. */
	readonly place: number;
	readonly change: Change;
}

const UNANSWERED: StockWrite = { result: 'failed', reason: 'eBay did not answer for this listing' };
