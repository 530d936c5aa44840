import { toMillis } from '../model/moment';
import type { StockLevel } from '../model/stockLevel';
import { listingOutcome } from './pushOutcome';
import type { PushChange, Screened } from './pushPlan';

/** What was read longer ago cannot vouch for an increase (rules.md A1). */
const FRESH_SECONDS = 5 * 60;

/** Why a level may not be increased; `retry` where a later run may find it otherwise without anybody's doing. */
export interface Objection {
	readonly reason: string;
	readonly retry: boolean;
}

export interface IncreaseRules {
	/** The channel's id. */
	readonly channel: string;
	/** Levels may be increased although they did not come through Hold Back Open Sales. */
	readonly withoutOpenOrders: boolean;
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** Why a level may not be increased: it rests on complete and fresh reads of all channels' open orders (rules.md A1, E4). Null when it does. */
export function increaseObjection(
	{ openOrders }: StockLevel,
	{ channel, withoutOpenOrders, now }: IncreaseRules,
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
	const age = Math.round((now - toMillis(readAt)) / 1000);
	return age <= FRESH_SECONDS
		? null
		: { reason: `Not raised: the open orders were read ${Math.round(age / 60)} minutes ago`, retry: true };
}

function lasting(why: string): Objection {
	return { reason: `Not raised: ${why}`, retry: false };
}

/** Passes every decrease, and of the increases those of which all open orders are known (rules.md A1). */
export function withOpenOrdersKnown(
	changes: readonly PushChange[],
	rules: IncreaseRules & { readonly onlyDecrease: boolean },
): Screened {
	const objectionTo = rules.onlyDecrease
		? () => ({ reason: 'Not raised: this node only lowers (Only Lower)', retry: false })
		: (level: StockLevel) => increaseObjection(level, rules);
	const firstOf = firstObjection(objectionTo);
	return screened(changes, (step) => (step.kind === 'increase' ? firstOf(step) : null));
}

/** A number passes when every level that it rests on does. Each level is judged once, however many variations show it. */
export function firstObjection(
	objectionTo: (level: StockLevel) => Objection | null,
): (step: PushChange) => Objection | null {
	const judged = new Map<StockLevel, Objection | null>();
	const judge = (level: StockLevel) => {
		if (!judged.has(level)) judged.set(level, objectionTo(level));
		return judged.get(level) ?? null;
	};
	return ({ restsOn }) => {
		const at = restsOn.find((level) => judge(level) !== null);
		const objection = at === undefined ? null : judge(at);
		return at === undefined || objection === null || restsOn.length === 1
			? objection
			: { ...objection, reason: `${objection.reason} (${at.sku}, a part of the shared stock)` };
	};
}

/** Blocks the changes that somebody objects to. */
export function screened(
	changes: readonly PushChange[],
	objectionTo: (change: PushChange) => Objection | null,
): Screened {
	const judged = changes.map((step) => ({ step, objection: objectionTo(step) }));
	return {
		passed: judged.flatMap(({ step, objection }) => (objection === null ? [step] : [])),
		blocked: new Map(
			judged.flatMap(({ step, objection }) =>
				objection === null ? [] : [[step, listingOutcome(step, step.change.listing, 'heldBack', objection)] as const],
			),
		),
	};
}
