import type { HeldLevel } from '../availability/heldLevel';
import { withOpenSales, type OpenSales } from '../availability/openSales';
import { serviceFailureOnly, type ServiceFailure } from '../http/serviceFailure';
import type { ItemWithoutSku } from '../model/itemWithoutSku';
import { skuKey, type Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';
import { readLevelsBySku } from '../quickbooks/bundleLevels';
import { levelPages } from '../quickbooks/levelPages';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { freshPlan } from './freshPlan';
import { needsAttention } from './pushOutcome';
import type { PushStep } from './pushPlan';
import { sharedStockOfShops } from './sharedStockOfShops';
import { PATIENCE, type Shop } from './shop';
import type { ShopsRun } from './shopsRun';

/** Shops that could not be read, each with the reason. */
export type FailedShops = ReadonlyMap<Shop, ServiceFailure>;

/** What a look through all of QuickBooks found. */
interface CatalogScan {
	/** Levels that a shop does not show, or of which a person has to be told. */
	readonly levels: readonly StockLevel[];
	/** Items that no level can be read of. */
	readonly unreadable: readonly ItemWithoutSku[];
	/** How many levels were compared. */
	readonly compared: number;
	readonly failed: FailedShops;
}

/** What was read longer ago, in milliseconds, is read once more before it is written. */
const READ_AGAIN_AFTER = 60_000;

/**
 * Looks through all levels of QuickBooks, page by page, for those that a shop does not show. No more than what differs is kept. A shop that cannot be
 * read is left out from then on. Throws IntegrationError when QuickBooks cannot be asked.
 *
 * 1. Compare each page with all shops, side by side.
 * 2. Keep the levels that differ, and SKUs that a second item carries on another page.
 * 3. Read those again that have a namesake, and all of them where the look took long.
 */
export async function scanCatalog(shops: readonly Shop[], sales: OpenSales, run: ShopsRun): Promise<CatalogScan> {
	const begun = run.clock();
	const client = await run.quickBooks();
	const connected = shops.map(connectedOnce);
	const failed = new Map<Shop, ServiceFailure>();
	const namesakes = namesakeFinder(run.rules.ignoreCase);
	const compared = new Set<string>();
	const differing = new Map<string, StockLevel>();
	const unreadable: ItemWithoutSku[] = [];
	for await (const page of levelPages(client)) {
		page.levels.forEach(({ itemId }) => compared.add(itemId));
		unreadable.push(...page.unreadable);
		namesakes.note(page.levels);
		const levels = withOpenSales(await wholeStocks(page.levels, connected, run), sales, {
			...run.rules,
			now: run.clock(),
		});
		for (const level of await differingLevels(levels, connected, { failed, run })) differing.set(level.itemId, level);
	}
	const isOld = run.clock() - begun > READ_AGAIN_AFTER;
	const again = isOld ? [...differing.values()].map(({ sku }) => sku) : namesakes.skus();
	const levels = await readAgain(client, [...differing.values()], again);
	const failures = shops.flatMap((shop, place) => {
		const failure = failed.get(connected[place] ?? shop);
		return failure === undefined ? [] : [[shop, failure] as const];
	});
	return { levels, unreadable, compared: compared.size, failed: new Map(failures) };
}

/** The shop, whose connection is kept: what it has found out of the shop is asked for once, and not with every page. */
function connectedOnce(shop: Shop): Shop {
	const known = new Map<number, ReturnType<Shop['connect']>>();
	return {
		...shop,
		connect: async (patience) => {
			const connection = known.get(patience) ?? shop.connect(patience);
			known.set(patience, connection);
			return await connection;
		},
	};
}

/** The levels of a page with those that share a stock with one of them. */
async function wholeStocks(
	levels: readonly StockLevel[],
	shops: readonly Shop[],
	run: ShopsRun,
): Promise<readonly StockLevel[]> {
	const added = await sharedStockOfShops(levels, shops, run);
	if (added.failure !== null) throw added.failure;
	return [...levels, ...added.levels];
}

interface Comparison {
	/** Shops that could not be read before; those that cannot be read now are added. */
	readonly failed: Map<Shop, ServiceFailure>;
	readonly run: ShopsRun;
}

/** Those of the levels that one of the shops does not show. */
async function differingLevels(
	levels: readonly HeldLevel[],
	shops: readonly Shop[],
	{ failed, run }: Comparison,
): Promise<HeldLevel[]> {
	const giveUp = (shop: Shop) => (error: unknown) => {
		failed.set(shop, serviceFailureOnly(error));
		return [];
	};
	const readable = shops.filter((shop) => !failed.has(shop));
	const plans = await Promise.all(
		readable.map(async (shop) => await planOf(shop, levels, run).catch<PushStep[][]>(giveUp(shop))),
	);
	return levels.filter((_level, place) => plans.some((plan) => (plan[place] ?? []).some(isWorthALook)));
}

async function planOf(shop: Shop, levels: readonly HeldLevel[], run: ShopsRun): Promise<PushStep[][]> {
	const { channel, rulesFor } = shop;
	const adapter = await shop.connect(PATIENCE);
	const settings = { ...run.rules, rulesFor, write: false, clock: run.clock };
	return await freshPlan(levels, { channel, adapter }, settings);
}

function isWorthALook(step: PushStep): boolean {
	return step.kind !== 'outcome' || needsAttention(step.outcome);
}

/** Finds SKUs that several active items carry, on whatever pages they stand. */
function namesakeFinder(ignoreCase: boolean) {
	const owners = new Map<string, { readonly itemId: string; readonly sku: Sku }>();
	const shared = new Set<Sku>();
	return {
		note(levels: readonly StockLevel[]): void {
			for (const { itemId, sku } of levels.filter(({ active }) => active)) {
				const key = skuKey(sku, ignoreCase);
				const owner = owners.get(key) ?? { itemId, sku };
				owners.set(key, owner);
				// Each is asked for as it is written: QuickBooks may tell "mug" from "MUG".
				if (owner.itemId !== itemId) [owner.sku, sku].forEach((one) => shared.add(one));
			}
		},
		skus: (): Sku[] => [...shared],
	};
}

/** The levels with what QuickBooks says now of these SKUs. An inactive item is found by no SKU, and stays as it was read. */
async function readAgain(
	client: QuickBooksClient,
	levels: readonly StockLevel[],
	skus: readonly Sku[],
): Promise<StockLevel[]> {
	const fresh = skus.length === 0 ? [] : await readLevelsBySku(client, [...new Set(skus)]);
	return [...new Map([...levels, ...fresh].map((level) => [level.itemId, level])).values()];
}
