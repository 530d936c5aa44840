import type { Oddity } from './goods.mts';
import type { OrderTruth, TrueState } from './orderTruth.mts';
import type { ChannelName, Outcome, ReadOrder } from './words.mts';

/** What a clerk did to a document of the order. */
export type ClerkAct = 'changed' | 'voided' | 'deposited';

export type Mood = 'calm' | 'stopped' | 'sideBySide' | 'cutAfter' | 'cutBefore' | 'unavailable';

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

/** All that the checker knows of one order. */
export interface OrderFile {
	readonly channel: ChannelName;
	readonly orderId: string;
	readonly oddities: readonly Oddity[];
	/** A line that holds others, by line id: a bundle and what it is made of. */
	readonly bundle: Bundle | null;
	/** What befell it, in words, for a report. */
	readonly story: string[];
	readonly versions: Version[];
	/** States of the versions that were posted, in the sequence in which they were. */
	readonly posted: Version[];
	readonly outcomes: Outcome[];
	readonly clerk: Set<ClerkAct>;
	/** How the runs went that posted it. */
	readonly moods: Set<Mood>;
}

export function newFile(
	channel: ChannelName,
	orderId: string,
	about: Pick<OrderFile, 'oddities' | 'bundle'>,
): OrderFile {
	return {
		channel,
		orderId,
		...about,
		story: [],
		versions: [],
		posted: [],
		outcomes: [],
		clerk: new Set(),
		moods: new Set(),
	};
}

/** The newest version that the channel has shown. */
export function latestOf(file: OrderFile): Version {
	const latest = file.versions.at(-1);
	if (latest === undefined) throw new Error(`${file.channel} never showed order ${file.orderId}`);
	return latest;
}
