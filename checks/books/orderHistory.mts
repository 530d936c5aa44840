import type { Oddity } from './goods.mts';
import type { OrderTruth, TrueState } from './orderTruth.mts';
import type { ChannelName, Outcome, ReadOrder } from './protocol.mts';

/** What an accountant did to a document of the order, or to its customer. */
export type AccountantEdit =
	| 'changed'
	| 'voided'
	| 'deposited'
	| 'renumbered'
	| 'memo'
	| 'noted'
	| 'lines'
	| 'deleted'
	| 'merged';

/** Edits after which the document is no longer what the shop says, so that only people know what is right. */
const TAKEN_OVER: readonly AccountantEdit[] = ['voided', 'lines', 'deleted'];

/** Edits that leave day, amounts and balance as they were. */
const HARMLESS: readonly AccountantEdit[] = ['renumbered', 'memo', 'noted', 'merged'];

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
	/** Which sale of its channel it is, from 0: the same for the same seed, whatever the ids are. */
	readonly place: number;
	readonly oddities: readonly Oddity[];
	/** A line that holds others, by line id: a bundle and what it is made of. */
	readonly bundle: Bundle | null;
	/** The name of who bought, as it was drawn; everybody with one name lives in one place. */
	readonly buyer: string;
	/** What happened to it, as sentences for a report. */
	readonly events: string[];
	/** The same in a word or two each. */
	readonly acts: string[];
	readonly versions: Version[];
	/** States of the versions that were posted, in the sequence in which they were. */
	readonly posted: Version[];
	readonly outcomes: Outcome[];
	readonly accountantEdits: Set<AccountantEdit>;
	/** Types of the documents that an accountant voided or deleted. */
	readonly endedByPeople: Set<string>;
	/** A refund that is saved, and whose money has not moved yet. */
	begunRefund: string | null;
	/** What selling it cost, each time that the channel said it: the last counts. */
	readonly sellingFees: string[];
	/** Documents ("Invoice 12") whose marker an accountant wrote over, with the id of the refund that one credits. */
	readonly unmarked: Map<string, string | null>;
	/** Modes of the runs that posted it. */
	readonly runModes: Set<RunMode>;
}

export function newOrderHistory(
	channel: ChannelName,
	orderId: string,
	about: Pick<OrderHistory, 'place' | 'oddities' | 'bundle'> & Partial<Pick<OrderHistory, 'buyer'>>,
): OrderHistory {
	return {
		channel,
		orderId,
		buyer: '',
		...about,
		events: [],
		acts: [],
		versions: [],
		posted: [],
		outcomes: [],
		accountantEdits: new Set(),
		endedByPeople: new Set(),
		begunRefund: null,
		sellingFees: [],
		unmarked: new Map(),
		runModes: new Set(),
	};
}

/** The newest version that the channel has shown. */
export function latestVersion(history: OrderHistory): Version {
	const latest = history.versions.at(-1);
	if (latest === undefined) throw new Error(`${history.channel} never showed order ${history.orderId}`);
	return latest;
}

/** Whether a person made a document of the order their own. */
export function isTakenOver({ accountantEdits }: OrderHistory): boolean {
	return TAKEN_OVER.some((edit) => accountantEdits.has(edit));
}

/** Whether days, taxes and balances may differ because of what an accountant did. */
export function isEditedByPeople({ accountantEdits }: OrderHistory): boolean {
	return [...accountantEdits].some((edit) => !HARMLESS.includes(edit));
}

/** Of a bundle and its parts one is written; none of these holders is a bundle in QuickBooks, so it is the parts (docs/decisions/bundles.md). */
export function isHolder(
	{ lineId }: { readonly lineId: string },
	lines: ReadonlyArray<{ readonly lineId: string }>,
	bundle: OrderHistory['bundle'],
): boolean {
	return bundle !== null && bundle.holder === lineId && lines.some((line) => bundle.parts.includes(line.lineId));
}
