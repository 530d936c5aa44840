import type { Listing, StockChange, StockWrite } from '../../domain/listing';
import { inChunks } from '../../http/pages';
import { refusal, saidBy, type Store } from './bigcommerceStore';

/** https://developer.bigcommerce.com/docs/rest-management/inventory/adjustments */
const ENTRIES_PER_CALL = 2000;

const ABSOLUTE = '/inventory/adjustments/absolute';

/** The stock that an entry sets: a whole product's or one variant's. */
type Target = { readonly product_id: number } | { readonly variant_id: number };

interface Entry {
	readonly target: Target;
	readonly wanted: number;
}

/**
 * Sets levels at the default location, 2000 to a call. BigCommerce takes all of a call or nothing: one that it refuses goes
 * again in halves until the entry that it will not have stands alone. What it took shows a little later, so there is no level to hand back.
 */
export async function setStock(store: Store, changes: readonly StockChange[]): Promise<StockWrite[]> {
	const entries = changes.map(({ listing, wanted }) => ({ target: targetOf(listing), wanted, isTracked: listing.tracksStock }));
	const levels = levelsByTarget(entries.filter(({ isTracked }) => isTracked));
	const agreed = [...levels.values()].filter(([, ...others]) => others.length === 0).flat();
	const written = agreed.length === 0 ? new Map<string, StockWrite>() : await writeAll(store, agreed);
	return entries.map((entry) => {
		if (!entry.isTracked) return { result: 'notTracked', reason: 'The store does not track the stock of this listing' };
		return written.get(keyOf(entry.target)) ?? { result: 'refused', reason: 'Different levels were asked for one stock that listings share' };
	});
}

function targetOf({ listingRef, poolRef }: Listing): Target {
	const [product = '', variant] = listingRef.split('/');
	return variant === undefined || poolRef !== null ? { product_id: Number(poolRef ?? product) } : { variant_id: Number(variant) };
}

function keyOf(target: Target): string {
	return JSON.stringify(target);
}

/** What each stock is to become: several entries where the changes do not agree on it. */
function levelsByTarget(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
	const levels = new Map<string, Entry[]>();
	for (const entry of entries) {
		const known = levels.get(keyOf(entry.target)) ?? [];
		if (!known.some(({ wanted }) => wanted === entry.wanted)) levels.set(keyOf(entry.target), [...known, entry]);
	}
	return levels;
}

/** One call after the other: BigCommerce counts wrongly when adjustments overlap. */
async function writeAll(store: Store, entries: readonly Entry[]): Promise<ReadonlyMap<string, StockWrite>> {
	const location = await store.defaultLocation();
	const written = new Map<string, StockWrite>();
	for (const batch of inChunks(entries, ENTRIES_PER_CALL)) {
		const writes = await writeBatch(store, batch, location);
		batch.forEach(({ target }, place) => written.set(keyOf(target), writes[place] ?? { result: 'failed', reason: 'It was not sent' }));
	}
	return written;
}

/** One answer an entry, in order. */
async function writeBatch(store: Store, batch: readonly Entry[], location: number): Promise<StockWrite[]> {
	const items = batch.map(({ target, wanted }) => ({ location_id: location, ...target, quantity: wanted }));
	const { request, reply } = await store.put(ABSOLUTE, { reason: 'Level from QuickBooks', items });
	if (reply.status === 200) return batch.map(() => ({ result: 'written', after: null }));
	if (reply.status !== 422) throw refusal(request, reply);
	if (batch.length === 1) return [{ result: 'refused', reason: saidBy(reply) ?? 'BigCommerce refused the level without a reason' }];
	const half = Math.ceil(batch.length / 2);
	return [...(await writeBatch(store, batch.slice(0, half), location)), ...(await writeBatch(store, batch.slice(half), location))];
}
