import { IntegrationError } from '../http/integrationError';
import type { HeldLevel } from '../availability/heldLevel';
import type { Objection } from './increaseRules';
import { firstObjection, screened } from './increaseScreening';
import { groupBySku, skuKey } from '../model/sku';
import type { PushChange, Screened } from './pushPlan';
import type { QboItem } from '../quickbooks/items';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { readItemsById, readItemsBySku } from '../quickbooks/stockReading';

/**
 * An increase must rest on a fresh read (rules.md A1, F2): QuickBooks is asked once more for all SKUs. What moved meanwhile is left to
 * the newer run; so is a SKU that two items carry, of which only one moved. When QuickBooks cannot be asked, nothing is increased.
 */
export async function checkedIncreases(
	increases: readonly PushChange[],
	connect: () => Promise<QuickBooksClient>,
): Promise<Screened> {
	if (increases.length === 0) return { passed: [], blocked: new Map() };
	const fresh = await readAgain([...new Set(increases.flatMap(({ restsOn }) => restsOn))], connect);
	return screened(
		increases,
		firstObjection((level) => objectionTo(level, fresh)),
	);
}

interface FreshItems {
	readonly realmId: string;
	readonly byId: ReadonlyMap<string, QboItem>;
	/** By exactly their SKU. */
	readonly bySku: ReadonlyMap<string, readonly QboItem[]>;
}

type FreshRead = FreshItems | { readonly trouble: string };

/** QuickBooks being out of reach is expected here; all else is not. */
async function readAgain(levels: readonly HeldLevel[], connect: () => Promise<QuickBooksClient>): Promise<FreshRead> {
	return await readItems(levels, connect).then(
		(fresh) => fresh,
		(error: unknown) => {
			if (!(error instanceof IntegrationError)) throw error;
			return { trouble: error.message };
		},
	);
}

/** Reads plain items by SKU, which shows others with the same one, and the parts of bundles by id. */
async function readItems(levels: readonly HeldLevel[], connect: () => Promise<QuickBooksClient>): Promise<FreshItems> {
	const client = await connect();
	const plain = levels.filter(({ components }) => components.length === 0);
	const bySku = plain.length === 0 ? [] : await readItemsBySku(client, [...new Set(plain.map(({ sku }) => sku))]);
	const parts = levels.flatMap(({ components }) => components.map(({ itemId }) => itemId));
	const byId = await readItemsById(client, [...new Set(parts)]);
	const items = [...bySku, ...byId.items];
	return {
		realmId: client.realmId,
		byId: new Map(items.map((item) => [item.itemId, item])),
		bySku: groupBySku(items, false),
	};
}

function objectionTo(level: HeldLevel, fresh: FreshRead): Objection | null {
	if ('trouble' in fresh)
		return { reason: `Not raised, since QuickBooks could not be asked once more: ${fresh.trouble}`, retry: true };
	const why = whyNot(level, fresh);
	return why === null ? null : { reason: `Not raised: ${why}`, retry: false };
}

function whyNot(level: HeldLevel, fresh: FreshItems): string | null {
	if (fresh.realmId !== level.realmId)
		return `the level comes from company ${level.realmId}, the credential belongs to ${fresh.realmId}`;
	const isBundle = level.components.length > 0;
	const moved = (isBundle ? level.components : [level]).map((read) => movedSince(read, fresh));
	const namesake = isBundle
		? undefined
		: fresh.bySku.get(skuKey(level.sku, false))?.find(({ itemId }) => itemId !== level.itemId);
	if (namesake !== undefined)
		return `"${namesake.name}" carries the same SKU in QuickBooks, give each item a SKU of its own`;
	return moved.find((why) => why !== null) ?? null;
}

function movedSince(
	{ itemId, quantityOnHand }: Pick<HeldLevel, 'itemId' | 'quantityOnHand'>,
	{ byId }: FreshItems,
): string | null {
	const item = byId.get(itemId);
	if (item === undefined) return 'QuickBooks no longer has the item under this SKU';
	if (item.trouble !== null) return `"${item.name}" cannot be read in QuickBooks by now: ${item.trouble}`;
	return item.quantityOnHand === quantityOnHand
		? null
		: `QuickBooks says ${item.quantityOnHand ?? 'nothing'} by now, a newer run will carry it`;
}
