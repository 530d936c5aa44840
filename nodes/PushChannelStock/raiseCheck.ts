import { IntegrationError } from '../../core/http/integrationError';
import type { StockLevel } from '../../core/domain/stockLevel';
import { itemsBySku } from '../../core/quickbooks/stockReading';
import type { QboItem } from '../../core/quickbooks/itemReading';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';

interface Raise {
	readonly level: StockLevel;
}

export interface RaiseCheck<Step> {
	readonly confirmed: readonly Step[];
	readonly heldBack: ReadonlyArray<{ readonly step: Step; readonly reason: string }>;
}

/**
 * A level that goes up must rest on a fresh read (rules.md A1, F2): QuickBooks is asked once more for all their SKUs, and what
 * moved meanwhile is left to the newer run; so is a SKU that two items carry, of which only one moved. When QuickBooks cannot be asked, nothing is raised.
 */
export async function checkRaises<Step extends Raise>(
	raises: readonly Step[],
	connect: () => Promise<QuickBooksClient>,
): Promise<RaiseCheck<Step>> {
	const fresh = await freshItems(raises, connect);
	const judged = raises.map((step) => ({ step, reason: objection(step.level, fresh) }));
	return {
		confirmed: judged.flatMap(({ step, reason }) => (reason === null ? [step] : [])),
		heldBack: judged.flatMap(({ step, reason }) => (reason === null ? [] : [{ step, reason }])),
	};
}

type Fresh = { readonly realmId: string; readonly items: readonly QboItem[] } | { readonly trouble: string };

async function freshItems(raises: readonly Raise[], connect: () => Promise<QuickBooksClient>): Promise<Fresh> {
	return await askAgain(raises, connect).then((fresh) => fresh, troubleOf);
}

async function askAgain(raises: readonly Raise[], connect: () => Promise<QuickBooksClient>): Promise<Fresh> {
	const client = await connect();
	return { realmId: client.realmId, items: await itemsBySku(client, [...new Set(raises.map(({ level }) => level.sku))]) };
}

/** QuickBooks being out of reach is expected here; all else is not. */
function troubleOf(error: unknown): Fresh {
	if (!(error instanceof IntegrationError)) throw error;
	return { trouble: error.message };
}

function objection(level: StockLevel, fresh: Fresh): string | null {
	if ('trouble' in fresh) return `Not raised, since QuickBooks could not be asked once more: ${fresh.trouble}`;
	if (fresh.realmId !== level.realmId) return `Not raised: the level comes from company ${level.realmId}, the credential belongs to ${fresh.realmId}`;
	const item = fresh.items.find(({ itemId }) => itemId === level.itemId);
	if (item === undefined) return 'Not raised: QuickBooks no longer has the item under this SKU';
	const namesake = fresh.items.find(({ itemId, sku }) => itemId !== level.itemId && sku === level.sku);
	if (namesake !== undefined) return `Not raised: "${namesake.name}" carries the same SKU in QuickBooks, give each item a SKU of its own`;
	if (item.quantityOnHand === level.quantityOnHand) return null;
	return `Not raised: QuickBooks says ${item.quantityOnHand ?? 'nothing'} by now, a newer run will carry it`;
}
