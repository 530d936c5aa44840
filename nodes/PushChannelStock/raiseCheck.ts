import { IntegrationError } from '../../core/http/integrationError';
import type { StockLevel } from '../../core/domain/stockLevel';
import { itemsById } from '../../core/quickbooks/stockReading';
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
 * A level that goes up must rest on a fresh read (rules.md A1, F2): QuickBooks is asked once more for all of them, and what
 * moved meanwhile is left to the newer run. When QuickBooks cannot be asked, nothing is raised.
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

type Fresh = { readonly realmId: string; readonly items: ReadonlyMap<string, QboItem> } | { readonly trouble: string };

async function freshItems(raises: readonly Raise[], connect: () => Promise<QuickBooksClient>): Promise<Fresh> {
	return await askAgain(raises, connect).then((fresh) => fresh, troubleOf);
}

async function askAgain(raises: readonly Raise[], connect: () => Promise<QuickBooksClient>): Promise<Fresh> {
	const client = await connect();
	const { items } = await itemsById(client, [...new Set(raises.map(({ level }) => level.itemId))]);
	return { realmId: client.realmId, items: new Map(items.map((item) => [item.itemId, item])) };
}

/** QuickBooks being out of reach is expected here; all else is not. */
function troubleOf(error: unknown): Fresh {
	if (!(error instanceof IntegrationError)) throw error;
	return { trouble: error.message };
}

function objection(level: StockLevel, fresh: Fresh): string | null {
	if ('trouble' in fresh) return `Not raised, since QuickBooks could not be asked once more: ${fresh.trouble}`;
	if (fresh.realmId !== level.realmId) return `Not raised: the level comes from company ${level.realmId}, the credential belongs to ${fresh.realmId}`;
	const item = fresh.items.get(level.itemId);
	if (item === undefined) return 'Not raised: QuickBooks no longer has the item';
	if (item.quantityOnHand === level.quantityOnHand) return null;
	return `Not raised: QuickBooks says ${item.quantityOnHand ?? 'nothing'} by now, a newer run will carry it`;
}
