import { toMillis } from '../model/moment';
import type { HeldLevel } from '../availability/heldLevel';

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
	/** Milliseconds since the epoch. */
	readonly now: number;
}

/** Why a level may not be increased: it rests on complete and fresh reads of all channels' open orders (rules.md A1, E4). Null when it does. */
export function increaseObjection(
	{ openOrders }: Pick<HeldLevel, 'openOrders'>,
	{ channel, now }: IncreaseRules,
): Objection | null {
	const { channels, readAt, trouble } = openOrders;
	if (trouble !== null) return { reason: `Not raised: ${trouble.reason}`, retry: trouble.passing };
	if (!channels.includes(channel)) return lasting(`the open orders of ${channel} are not among those that were read`);
	const age = Math.round((now - toMillis(readAt)) / 1000);
	return age <= FRESH_SECONDS
		? null
		: { reason: `Not raised: the open orders were read ${Math.round(age / 60)} minutes ago`, retry: true };
}

function lasting(why: string): Objection {
	return { reason: `Not raised: ${why}`, retry: false };
}
