import type { HeldLevel } from '../availability/heldLevel';
import type { OpenOrders } from '../availability/openOrders';
import { reserveOpenOrders } from '../availability/openSales';
import { concerning } from '../availability/readOpenOrders';
import { readOrdersOfShop } from '../availability/shopOrders';
import type { Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { findLevels, isAboutNothing, type LevelsAsked } from './levelsAsked';
import { rememberLeftOut } from './leftOut';
import { rememberMended } from './mended';
import { withOrdersOfOtherNodes } from './ordersOfAllNodes';
import { pushToShop, type ShopPush } from './pushToShop';
import { sharedStockOfShops } from './sharedStockOfShops';
import type { Shop } from './shop';
import { newsOf, type ShopsNews } from './shopsNews';
import type { ShopsRun } from './shopsRun';

/** What a run did on all shops. */
export interface ShopsReport extends ShopsNews {
	/** What was asked for, and behind it what the run added. The outcomes of each shop stand in the same order. */
	readonly levels: readonly HeldLevel[];
	/** In the order of the shops. */
	readonly shops: readonly ShopPush[];
	/** Why QuickBooks could not be asked for levels that share a stock, so that their sums are not written; null where it was. */
	readonly sharedStockTrouble: string | null;
	/** SKUs that were asked for and that QuickBooks does not have. */
	readonly unknownSkus: readonly Sku[];
	/** How many levels were compared where all of QuickBooks was asked for; else null. */
	readonly compared: number | null;
}

/**
 * Brings the shops to QuickBooks' levels:
 *
 * 1. reads the open orders of all shops, side by side;
 * 2. finds the levels: those that came, SKUs, or what differs in all of QuickBooks;
 * 3. adds those that share a stock with one of them, where shared stocks show the sum;
 * 4. takes off what is sold and not in QuickBooks yet, on all shops together (rules.md E1);
 * 5. pushes, shop beside shop;
 * 6. remembers what a look through all of QuickBooks mended, for the report, and which shops a person has to mend;
 * 7. says what people are to be told.
 *
 * Throws IntegrationError when QuickBooks has to be asked for levels and cannot be. A shop that fails is told of in its result.
 */
export async function pushToShops(asked: LevelsAsked, shops: readonly Shop[], run: ShopsRun): Promise<ShopsReport> {
	const isEmpty = isAboutNothing(asked);
	const first = isEmpty ? [] : await readOpenOrdersOf(shops, run);
	const found = await findLevels(asked, shops, { openOrders: first, run });
	const openOrders = found.isLate ? await readOpenOrdersOf(shops, run) : first;
	const { levels: added, unmatched, failure } = await sharedStockOfShops(found.levels, shops, run);
	const levels = await withoutOpenSales([...found.levels, ...added], shops, { openOrders, run });
	const push = async (shop: Shop, place: number) => {
		const isFailing = openOrders[place]?.trouble?.passing === true;
		return await pushToShop(shop, { levels, isFailing, failure: found.failed.get(shop) }, run);
	};
	const pushed = isEmpty ? [] : await Promise.all(shops.map(push));
	if (asked.everything) await rememberMended(run.memory, pushed, run.clock());
	await rememberLeftOut(passed(pushed, asked), run);
	const items = [...asked.itemsWithoutSku, ...found.unreadable];
	return {
		...(await newsOf({ levels, items, unmatched, shops, openOrders }, run)),
		levels,
		shops: pushed,
		sharedStockTrouble:
			failure === null ? null : `QuickBooks was not asked for levels that share a stock: ${failure.message}`,
		unknownSkus: found.unknownSkus,
		compared: found.compared,
	};
}

/** The shops that a run had to leave out, and those that it looked through. */
function passed(pushed: readonly ShopPush[], { everything }: LevelsAsked) {
	const shopsWhere = (is: (result: ShopPush['result']) => boolean) =>
		pushed.filter(({ result }) => is(result)).map(({ shop }) => shop);
	return {
		leftOut: shopsWhere((result) => 'failure' in result && result.isLeftOut),
		lookedThrough: shopsWhere((result) => everything && !('failure' in result)),
	};
}

async function readOpenOrdersOf(shops: readonly Shop[], { memory, clock }: ShopsRun): Promise<OpenOrders[]> {
	return await Promise.all(shops.map(async (shop) => await readOrdersOfShop(shop, { memory, now: clock() })));
}

/** The levels, each with the open orders that it does not contain. */
async function withoutOpenSales(
	levels: readonly StockLevel[],
	shops: readonly Shop[],
	{ openOrders, run }: { readonly openOrders: readonly OpenOrders[]; readonly run: ShopsRun },
): Promise<HeldLevel[]> {
	const realmId = levels[0]?.realmId;
	if (realmId === undefined) return [];
	const all = await withOrdersOfOtherNodes(openOrders, shops, { realmId, run });
	const concerned = all.map((one) => concerning(one, levels));
	const { ignoreCase } = run.rules;
	return await reserveOpenOrders(levels, concerned, {
		connect: run.quickBooks,
		sleep: run.sleep,
		now: run.clock(),
		ignoreCase,
	});
}
