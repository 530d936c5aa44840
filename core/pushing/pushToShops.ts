import type { OpenOrders } from '../availability/openOrders';
import { reserveOpenOrders } from '../availability/openSales';
import { findOversold, type Oversold } from '../availability/oversold';
import { newlyOversold } from '../availability/oversoldAlerts';
import { concerning } from '../availability/readOpenOrders';
import { readOrdersOfShop } from '../availability/shopOrders';
import { announce, type Announcement } from '../memory/workflowRun';
import type { ItemWithoutSku } from '../model/itemWithoutSku';
import type { Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { findLevels, isAboutNothing, type LevelsAsked } from './levelsAsked';
import { withOrdersOfOtherNodes } from './ordersOfAllNodes';
import { itemsDue } from './pushAlerts';
import { pushToShop, type ShopPush } from './pushToShop';
import { sharedStockOfShops, type UnmatchedMember } from './sharedStockOfShops';
import type { Shop } from './shop';
import type { ShopsRun } from './shopsRun';

/** What a run did on all shops. */
export interface ShopsReport {
	/** What was asked for, and behind it what the run added. The outcomes of each shop stand in the same order. */
	readonly levels: readonly StockLevel[];
	/** In the order of the shops. */
	readonly shops: readonly ShopPush[];
	readonly oversold: readonly Oversold[];
	/** Items without SKU, or that cannot be read; `isDue` where people are to be told. */
	readonly items: ReadonlyArray<{ readonly item: ItemWithoutSku; readonly isDue: boolean }>;
	/** Variations that share a stock and of which QuickBooks has no level; `isDue` where people are to be told: once a day. */
	readonly unmatched: ReadonlyArray<UnmatchedMember & { readonly isDue: boolean }>;
	/** Why QuickBooks could not be asked for levels that share a stock, so that their sums are not written; null where it was. */
	readonly sharedStockTrouble: string | null;
	/** SKUs that were asked for and that QuickBooks does not have. */
	readonly unknownSkus: readonly Sku[];
	/** Shops of which not all open orders are known, so that nothing goes up; `isDue` where people are to be told: once a day, and at once for another reason. */
	readonly unread: ReadonlyArray<{ readonly shop: Shop; readonly reason: string; readonly isDue: boolean }>;
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
 * 6. says what was oversold.
 *
 * Throws IntegrationError when QuickBooks has to be asked for levels and cannot be. A shop that fails is told of in its result.
 */
export async function pushToShops(asked: LevelsAsked, shops: readonly Shop[], run: ShopsRun): Promise<ShopsReport> {
	const isEmpty = isAboutNothing(asked);
	const openOrders = isEmpty ? [] : await readOpenOrdersOf(shops, run);
	const found = await findLevels(asked, shops, { openOrders, run });
	const added = await sharedStockOfShops(found.levels, shops, run);
	const known = [...found.levels, ...added.levels];
	const fresh = found.isLate ? await readOpenOrdersOf(shops, run) : openOrders;
	const realmId = known[0]?.realmId;
	const all = realmId === undefined ? fresh : await withOrdersOfOtherNodes(fresh, shops, { realmId, run });
	const { ignoreCase } = run.rules;
	const levels = await reserveOpenOrders(
		known,
		all.map((one) => concerning(one, known)),
		{ connect: run.quickBooks, sleep: run.sleep, now: run.clock(), ignoreCase },
	);
	const isFailing = (place: number) => fresh[place]?.trouble?.passing === true;
	const pushed = isEmpty
		? []
		: await Promise.all(
				shops.map(
					async (shop, place) =>
						await pushToShop(shop, { levels, isFailing: isFailing(place), failure: found.failed.get(shop) }, run),
				),
			);
	const announcement = { run: run.run, alerts: run.memory.alerts, now: run.clock() };
	const items = [...asked.itemsWithoutSku, ...found.unreadable];
	const due = await itemsDue(items, levels, announcement);
	return {
		levels,
		shops: pushed,
		oversold: await newlyOversold(levels, findOversold(levels), announcement),
		items: items.map((item, place) => ({ item, isDue: due[place] === true })),
		unmatched: await dueMembers(added.unmatched, announcement),
		sharedStockTrouble:
			added.failure === null
				? null
				: `QuickBooks was not asked for levels that share a stock: ${added.failure.message}`,
		unknownSkus: found.unknownSkus,
		unread: await unreadShops(shops, fresh, run),
		compared: found.compared,
	};
}

async function dueMembers(
	unmatched: readonly UnmatchedMember[],
	announcement: Announcement,
): Promise<ShopsReport['unmatched']> {
	const nameOf = ({ shop: { channel, account }, member: { listing } }: UnmatchedMember) =>
		`unmatched ${announcement.run.node} ${channel.id} ${account ?? ''} ${listing.listingRef}`;
	const due = await announce(
		unmatched.map((one) => ({ name: nameOf(one) })),
		announcement,
	);
	return unmatched.map((one, place) => ({ ...one, isDue: due[place] === true }));
}

async function unreadShops(
	shops: readonly Shop[],
	openOrders: readonly OpenOrders[],
	{ run, memory: { alerts }, clock }: ShopsRun,
): Promise<ShopsReport['unread']> {
	const nameOf = ({ channel, account }: Shop) => `unread ${run.node} ${channel.id} ${account ?? ''}`;
	const read = openOrders.map(({ trouble }, place) => ({ shop: shops[place] as Shop, trouble }));
	await alerts.end(read.flatMap(({ shop, trouble }) => (trouble === null ? [nameOf(shop)] : [])));
	const unread = read.flatMap(({ shop, trouble }) => (trouble === null ? [] : [{ shop, trouble }]));
	const due = await announce(
		// What may pass by itself is said otherwise in each run, as with how long it was waited for.
		unread.map(({ shop, trouble: { reason, passing } }) => ({ name: nameOf(shop), text: passing ? '' : reason })),
		{ run, alerts, now: clock() },
	);
	return unread.map(({ shop, trouble: { reason } }, place) => ({ shop, reason, isDue: due[place] === true }));
}

async function readOpenOrdersOf(shops: readonly Shop[], { memory, clock }: ShopsRun): Promise<OpenOrders[]> {
	return await Promise.all(shops.map(async (shop) => await readOrdersOfShop(shop, { memory, now: clock() })));
}
