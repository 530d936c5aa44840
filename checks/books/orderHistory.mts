import type { Oddity } from './goods.mts';
import type { OrderTruth, TrueState } from './orderTruth.mts';
import type { ChannelName, Outcome, ReadOrder } from './protocol.mts';

/** What an accountant did to a document of the order. */
export type AccountantEdit = 'changed' | 'voided' | 'deposited';

export type RunMode = 'normal' | 'stopped' | 'sideBySide' | 'cutAfter' | 'cutBefore' | 'unavailable';

/** One version of an order: as the product read it, and as the channel's own data had it at that time. */
export interface Version {
	readonly read: ReadOrder;
	readonly truth: OrderTruth;
	/** Whether the form says that this state is sold. */
	readonly state: TrueState;
}

export interface Bundle {
	readonly holder: string;
	readonly parts: readonly string[];
}

/** All that the check knows of one order. */
export interface OrderHistory {
	readonly channel: ChannelName;
	readonly orderId: string;
	readonly oddities: readonly Oddity[];
	/** A line that holds others, by line id: a bundle and what it is made of. */
	readonly bundle: Bundle | null;
	/** What happened to it, as sentences for a report. */
	readonly events: string[];
	readonly versions: Version[];
	/** States of the versions that were posted, in the sequence in which they were. */
	readonly posted: Version[];
	readonly outcomes: Outcome[];
	readonly accountantEdits: Set<AccountantEdit>;
	/** Modes of the runs that posted it. */
	readonly runModes: Set<RunMode>;
}

export function newOrderHistory(
	channel: ChannelName,
	orderId: string,
	about: Pick<OrderHistory, 'oddities' | 'bundle'>,
): OrderHistory {
	return {
		channel,
		orderId,
		...about,
		events: [],
		versions: [],
		posted: [],
		outcomes: [],
		accountantEdits: new Set(),
		runModes: new Set(),
	};
}

/** The newest version that the channel has shown. */
export function latestVersion(history: OrderHistory): Version {
	const latest = history.versions.at(-1);
	if (latest === undefined) throw new Error(`${history.channel} never showed order ${history.orderId}`);
	return latest;
}
