import { IntegrationError } from '../http/integrationError';
import { millisOf } from '../model/moment';
import type { StockLevel } from '../model/stockLevel';
import { outcomeFor, type PushChange, type Sifted } from './pushPlan';
import type { QboItem } from '../quickbooks/items';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import { readItemsById, readItemsBySku } from '../quickbooks/stockReading';

/** What was read longer ago cannot vouch for a level that goes up (rules.md A1). */
const FRESH_SECONDS = 5 * 60;

/** Why a level may not go up; `retry` where a later run may find it otherwise without anybody's doing. */
export interface Objection {
	readonly reason: string;
	readonly retry: boolean;
}

export interface RaiseRules {
	/** The channel's id. */
	readonly channel: string;
	/** Levels may go up although they did not come through Hold Back Open Sales. */
	readonly withoutOpenOrders: boolean;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** A level that goes up rests on complete and fresh reads of all channels' open orders (rules.md A1, E4); null when it does. */
export function raiseObjection(
	{ openOrders }: StockLevel,
	{ channel, withoutOpenOrders, now }: RaiseRules,
): Objection | null {
	if (openOrders === null) {
		return withoutOpenOrders
			? null
			: lasting(
					'the level did not come through Hold Back Open Sales, so sales that are not in QuickBooks yet may be missing. Put that node before this one',
				);
	}
	const { channels, readAt, trouble } = openOrders;
	if (trouble !== null) return { reason: `Not raised: ${trouble.reason}`, retry: trouble.passing };
	if (!channels.includes(channel) && !withoutOpenOrders) {
		return lasting(
			`the open orders of ${channel} are not among those that were read. Put a Get Channel Orders, operation Add Open Orders, for it before Hold Back Open Sales`,
		);
	}
	const age = Math.round((now - millisOf(readAt)) / 1000);
	return age <= FRESH_SECONDS
		? null
		: { reason: `Not raised: the open orders were read ${Math.round(age / 60)} minutes ago`, retry: true };
}

function lasting(why: string): Objection {
	return { reason: `Not raised: ${why}`, retry: false };
}

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
	const bySku = plain.length === 0 ? [] : await readItemsBySku(client, [...new Set(plain.map(({ sku }) => sku))]);
	const parts = levels.flatMap(({ components }) => components.map(({ itemId }) => itemId));
	const byId = await readItemsById(client, [...new Set(parts)]);
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
