import { outcomeFor, type PushChange } from '../../core/domain/pushPlan';
import { raiseObjection, type Objection, type RaiseRules } from '../../core/domain/raiseRules';
import type { StockLevel } from '../../core/model/stockLevel';
import { IntegrationError } from '../../core/http/integrationError';
import type { QboItem } from '../../core/quickbooks/items';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import { itemsById, itemsBySku } from '../../core/quickbooks/stockReading';
import type { Sifted } from './pushLevels';

/** Lets pass what goes down, and of what goes up that of which all open orders are known (rules.md A1). */
export function withOpenOrdersKnown(
	changes: readonly PushChange[],
	rules: RaiseRules & { readonly onlyLower: boolean },
): Sifted {
	const why = rules.onlyLower
		? () => ({ reason: 'Not raised: this node only lowers (Only Lower)', retry: false })
		: (level: StockLevel) => raiseObjection(level, rules);
	const firstOf = firstObjection(why);
	return sifted(changes, (step) => (step.kind === 'raise' ? firstOf(step) : null));
}

/**
 * A level that goes up must rest on a fresh read (rules.md A1, F2): QuickBooks is asked once more for all their SKUs, and what
 * moved meanwhile is left to the newer run; so is a SKU that two items carry, of which only one moved. When QuickBooks cannot be asked, nothing is raised.
 */
export async function checkRaises(
	raises: readonly PushChange[],
	connect: () => Promise<QuickBooksClient>,
): Promise<Sifted> {
	if (raises.length === 0) return { free: [], held: new Map() };
	const fresh = await freshItems([...new Set(raises.flatMap(({ restsOn }) => restsOn))], connect);
	return sifted(
		raises,
		firstObjection((level) => objection(level, fresh)),
	);
}

/** A number passes when all that it rests on does. Each level is judged once, however many variations show it. */
function firstObjection(objectionTo: (level: StockLevel) => Objection | null): (step: PushChange) => Objection | null {
	const judged = new Map<StockLevel, Objection | null>();
	const judge = (level: StockLevel) => {
		if (!judged.has(level)) judged.set(level, objectionTo(level));
		return judged.get(level) ?? null;
	};
	return ({ restsOn }) => {
		const at = restsOn.find((level) => judge(level) !== null);
		const objected = at === undefined ? null : judge(at);
		return at === undefined || objected === null || restsOn.length === 1
			? objected
			: { ...objected, reason: `${objected.reason} (${at.sku}, a part of the shared stock)` };
	};
}

function sifted(changes: readonly PushChange[], objectionTo: (change: PushChange) => Objection | null): Sifted {
	const judged = changes.map((step) => ({ step, objected: objectionTo(step) }));
	return {
		free: judged.flatMap(({ step, objected }) => (objected === null ? [step] : [])),
		held: new Map(
			judged.flatMap(({ step, objected }) =>
				objected === null ? [] : [[step, outcomeFor(step, step.change.listing, 'heldBack', objected)] as const],
			),
		),
	};
}

type Fresh = { readonly realmId: string; readonly items: readonly QboItem[] } | { readonly trouble: string };

/** QuickBooks being out of reach is expected here; all else is not. */
async function freshItems(levels: readonly StockLevel[], connect: () => Promise<QuickBooksClient>): Promise<Fresh> {
	return await askAgain(levels, connect).then(
		(fresh) => fresh,
		(error: unknown) => {
			if (!(error instanceof IntegrationError)) throw error;
			return { trouble: error.message };
		},
	);
}

/** Plain items by SKU, which shows others with the same one; the parts of bundles by id. */
async function askAgain(levels: readonly StockLevel[], connect: () => Promise<QuickBooksClient>): Promise<Fresh> {
	const client = await connect();
	const plain = levels.filter(({ components }) => components.length === 0);
	const bySku = plain.length === 0 ? [] : await itemsBySku(client, [...new Set(plain.map(({ sku }) => sku))]);
	const parts = levels.flatMap(({ components }) => components.map(({ itemId }) => itemId));
	const byId = await itemsById(client, [...new Set(parts)]);
	return { realmId: client.realmId, items: [...bySku, ...byId.items] };
}

function objection(level: StockLevel, fresh: Fresh): Objection | null {
	if ('trouble' in fresh)
		return { reason: `Not raised, since QuickBooks could not be asked once more: ${fresh.trouble}`, retry: true };
	const why = whyNot(level, fresh);
	return why === null ? null : { reason: `Not raised: ${why}`, retry: false };
}

function whyNot(
	level: StockLevel,
	fresh: { readonly realmId: string; readonly items: readonly QboItem[] },
): string | null {
	if (fresh.realmId !== level.realmId)
		return `the level comes from company ${level.realmId}, the credential belongs to ${fresh.realmId}`;
	const moved = (level.components.length > 0 ? level.components : [level]).map((read) => movedSince(read, fresh.items));
	const namesake =
		level.components.length > 0
			? undefined
			: fresh.items.find(({ itemId, sku }) => itemId !== level.itemId && sku === level.sku);
	if (namesake !== undefined)
		return `"${namesake.name}" carries the same SKU in QuickBooks, give each item a SKU of its own`;
	return moved.find((why) => why !== null) ?? null;
}

function movedSince(
	{ itemId, quantityOnHand }: Pick<StockLevel, 'itemId' | 'quantityOnHand'>,
	items: readonly QboItem[],
): string | null {
	const item = items.find((one) => one.itemId === itemId);
	if (item === undefined) return 'QuickBooks no longer has the item under this SKU';
	return item.quantityOnHand === quantityOnHand
		? null
		: `QuickBooks says ${item.quantityOnHand ?? 'nothing'} by now, a newer run will carry it`;
}
