import type { OpenOrders } from '../availability/openOrders';
import { findOpenSales } from '../availability/openSales';
import { IntegrationError } from '../http/integrationError';
import type { ItemWithoutSku } from '../model/itemWithoutSku';
import { groupBySku, skuKey, type Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { readLevelsBySku } from '../quickbooks/bundleLevels';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { scanCatalog, type FailedShops } from './catalogScan';
import { withOrdersOfOtherNodes } from './ordersOfAllNodes';
import type { Shop } from './shop';
import type { ShopsRun } from './shopsRun';

/** Which levels a run is about. */
export interface LevelsAsked {
	readonly levels: readonly StockLevel[];
	readonly itemsWithoutSku: readonly ItemWithoutSku[];
	/** SKUs whose levels are read from QuickBooks. */
	readonly skus: readonly Sku[];
	/** All of QuickBooks, of which only what differs is gone into. */
	readonly everything: boolean;
	/** The company whose levels are all due; null where nobody said. */
	readonly ofCompany: string | null;
}

/** True where a run is about no level: nobody has to be asked anything. */
export function isAboutNothing({ levels, skus, everything }: LevelsAsked): boolean {
	return levels.length + skus.length === 0 && !everything;
}

interface FoundLevels {
	/** What came, and behind it the others. */
	readonly levels: readonly StockLevel[];
	/** Of the SKUs that were asked for, those that QuickBooks does not have. */
	readonly unknownSkus: readonly Sku[];
	readonly unreadable: readonly ItemWithoutSku[];
	/** How many levels were compared where all of QuickBooks was asked for; else null. */
	readonly compared: number | null;
	/** Shops that could not be compared. */
	readonly failed: FailedShops;
	/** True where finding them took so long that the open orders are read again. */
	readonly isLate: boolean;
}

/** Open orders that are older than this, in milliseconds, are read again before anything goes up. */
const ORDERS_STAY_FRESH = 60_000;

/** The levels that a run is about: those that came, SKUs, and what differs in all of QuickBooks. Throws IntegrationError when QuickBooks cannot be asked, or is another company. */
export async function findLevels(
	{ levels, skus, everything, ofCompany }: LevelsAsked,
	shops: readonly Shop[],
	{ openOrders, run }: { readonly openOrders: readonly OpenOrders[]; readonly run: ShopsRun },
): Promise<FoundLevels> {
	const begun = run.clock();
	const ofSkus = skus.length === 0 ? [] : await readLevelsBySku(await run.quickBooks(), skus);
	const known = groupBySku(ofSkus, run.rules.ignoreCase);
	const unknownSkus = skus.filter((sku) => !known.has(skuKey(sku, run.rules.ignoreCase)));
	const asked = behind(levels, ofSkus);
	if (!everything)
		return { levels: asked, unknownSkus, unreadable: [], compared: null, failed: new Map(), isLate: false };
	const client = await run.quickBooks();
	refuseForeign(ofCompany, client);
	const all = await withOrdersOfOtherNodes(openOrders, shops, { realmId: client.realmId, run });
	const sales = await findOpenSales(all, run.quickBooks);
	const scan = await scanCatalog(shops, sales, run);
	const isLate = run.clock() - begun > ORDERS_STAY_FRESH;
	return { ...scan, levels: behind(asked, scan.levels), unknownSkus, isLate };
}

function refuseForeign(ofCompany: string | null, { realmId }: QuickBooksClient): void {
	if (ofCompany === null || ofCompany === realmId) return;
	const words = `All levels of company ${ofCompany} are due, and the credential of QuickBooks belongs to ${realmId}`;
	throw new IntegrationError('rejected', words, undefined, 'Choose the same credential in QBO Stock Trigger and here');
}

/** What came stays as it came; behind it the others, but for one that came just so. */
function behind(came: readonly StockLevel[], others: readonly StockLevel[]): StockLevel[] {
	const keyOf = ({ itemId, asOf }: StockLevel) => `${itemId} ${asOf}`;
	const here = new Set(came.map(keyOf));
	return [...came, ...others.filter((level) => !here.has(keyOf(level)))];
}
