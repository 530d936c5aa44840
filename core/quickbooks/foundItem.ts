import type { QboItem } from './itemReading';

/** What of an item a document needs; null is "not known". */
export interface KnownItem {
	readonly itemId: string;
	readonly type: string | null;
	/** YYYY-MM-DD; no sale of it may be of an earlier day. */
	readonly startsOn: string | null;
}

/** A line's item, or why it has none (`missing`: because QuickBooks has no such item). */
export type FoundItem =
	| { readonly item: KnownItem; readonly trouble: null }
	| { readonly item: null; readonly trouble: string; readonly missing: boolean };

export function knownItem({
	itemId,
	type,
	invStartDate,
}: Pick<QboItem, 'itemId' | 'type' | 'invStartDate'>): FoundItem {
	return { item: { itemId, type, startsOn: invStartDate }, trouble: null };
}
