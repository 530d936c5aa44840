import { findMissingMembers, type MissingMember } from '../availability/missingMember';
import { IntegrationError } from '../http/integrationError';
import { serviceFailureOnly } from '../http/serviceFailure';
import { sharesStock } from '../model/listing';
import { groupBySku, skuKey, type Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { readLevelsBySku } from '../quickbooks/bundleLevels';
import type { Shop } from './shop';
import type { ShopsRun } from './shopsRun';

/** A variation of which QuickBooks has no level. */
export interface UnmatchedMember {
	readonly shop: Shop;
	readonly member: MissingMember;
}

interface SharedStockLevels {
	/** Those that were missing, each once. */
	readonly levels: readonly StockLevel[];
	readonly unmatched: readonly UnmatchedMember[];
	/** Why QuickBooks could not be asked for them; null where it was, or where nothing is missing. */
	readonly failure: IntegrationError | null;
}

/** Milliseconds without a good answer. */
const PATIENCE = 20_000;

/**
 * The levels that share a stock with one of these on a shop, where shared stocks show the sum (rules.md E8). Until all of them are known, no
 * sum is written. A shop that cannot be asked is told of when it is pushed to.
 *
 * 1. Ask the shops, side by side, which of the levels share a stock with others, and who draws on each such stock.
 * 2. Ask QuickBooks for the levels of those others, all at once.
 * 3. Name the variations of which QuickBooks has none.
 */
export async function sharedStockOfShops(
	levels: readonly StockLevel[],
	shops: readonly Shop[],
	run: ShopsRun,
): Promise<SharedStockLevels> {
	const { sharedStock, ignoreCase } = run.rules;
	if (sharedStock !== 'sum' || levels.length === 0) return { levels: [], unmatched: [], failure: null };
	const missing = (
		await Promise.all(
			shops.map(async (shop) => (await missingOn(shop, levels, ignoreCase)).map((member) => ({ shop, member }))),
		)
	).flat();
	const found = await levelsOf([...new Set(missing.map(({ member }) => member.sku))], run);
	if (found instanceof IntegrationError) return { levels: [], unmatched: [], failure: found };
	const here = new Set(levels.map(({ itemId }) => itemId));
	const bySku = groupBySku(found, ignoreCase);
	return {
		levels: found.filter(({ itemId }) => !here.has(itemId)),
		unmatched: missing.filter(({ member: { sku } }) => !bySku.has(skuKey(sku, ignoreCase))),
		failure: null,
	};
}

async function missingOn(shop: Shop, levels: readonly StockLevel[], ignoreCase: boolean): Promise<MissingMember[]> {
	const look = async () => {
		const adapter = await shop.connect(PATIENCE);
		const listings = await adapter.findListings([...new Set(levels.map(({ sku }) => sku))]);
		const pools = await adapter.readPools([...new Set(listings.filter(sharesStock).map(({ poolRef }) => poolRef))]);
		return findMissingMembers(levels, pools, ignoreCase);
	};
	const found = await look().catch(serviceFailureOnly);
	return Array.isArray(found) ? found : [];
}

async function levelsOf(skus: readonly Sku[], { quickBooks }: ShopsRun): Promise<StockLevel[] | IntegrationError> {
	if (skus.length === 0) return [];
	const read = async () => await readLevelsBySku(await quickBooks(), skus);
	return await read().catch((error: unknown) => {
		if (!(error instanceof IntegrationError)) throw error;
		return error;
	});
}
