import type { Listing } from '../model/listing';
import type { Sku } from '../model/sku';
import { knownLinks } from '../reading/knownLinks';
import type { Target } from './target';

/** What became of one listing, or of a level that has none. */
export type PushResult =
	| 'written'
	| 'unchanged'
	| 'preview'
	| 'unknownSku'
	| 'ambiguous'
	| 'notTracked'
	| 'refused'
	| 'heldBack'
	| 'failed';

/** Where a difference between what a channel shows and what it should show comes from, as far as that can be known. */
type Cause =
	| 'soldSince'
	| 'changedInQuickBooks'
	| 'ordersOrRulesChanged'
	| 'editedInShop'
	| 'failedWrite'
	| 'neverMatched'
	| 'notTracked'
	| 'unknown';

export interface DifferenceCause {
	readonly kind: Cause;
	/** For people. */
	readonly text: string;
}

/** What a run did about one listing, and why its number is what it is. */
export interface PushOutcome {
	readonly outcome: PushResult;
	readonly channel: string;
	readonly sku: Sku;
	/** Null when the channel has no listing for the level. */
	readonly listingRef: string | null;
	readonly name: string;
	/** Where people edit the listing in the shop's admin; absent where that is not known. */
	readonly productUrl?: string;
	/** Where people see the item in QuickBooks; absent where that is not known. */
	readonly itemUrl?: string;
	/** What the channel showed; null when it tracks nothing. */
	readonly before: number | null;
	readonly wanted: number;
	/** What the channel shows now, as it says itself; null when it did not say. */
	readonly after: number | null;
	readonly reason: string | null;
	/** True for a level that should come again at once: it was not increased because something could not be read, or not decreased because its write failed. */
	readonly retry: boolean;
	/** On hand, less what is held back, in words. */
	readonly arithmetic: string;
	/** Why the channel showed something else; null where it did not, and where the reason says it all. */
	readonly cause: DifferenceCause | null;
}

const FOR_A_PERSON: ReadonlySet<PushResult> = new Set(['ambiguous', 'notTracked', 'refused', 'failed']);

/** True for what somebody should know of: it does not get better until he acts, or nobody knows that it does. */
export function needsAttention({ outcome }: PushOutcome): boolean {
	return FOR_A_PERSON.has(outcome);
}

/** True when the channel shows what it should: whatever was wrong before is over. */
export function isAsItShouldBe({ outcome }: PushOutcome): boolean {
	return outcome === 'written' || outcome === 'unchanged';
}

/** The outcome for a listing of a level. `after`: what the channel shows now; what it showed before unless said. */
export function listingOutcome(
	{ level, units, arithmetic }: Target,
	{ channel, sku, listingRef, name, productUrl, quantity }: Listing,
	outcome: PushResult,
	{
		reason = null,
		after = quantity,
		retry = false,
	}: { reason?: string | null; after?: number | null; retry?: boolean } = {},
): PushOutcome {
	return {
		outcome,
		channel,
		sku: sku ?? level.sku,
		listingRef,
		name,
		...knownLinks({ productUrl, itemUrl: level.itemUrl }),
		before: quantity,
		wanted: units,
		after,
		reason,
		retry,
		arithmetic,
		cause: null,
	};
}

/** The outcome for a level of which no listing is looked at. */
export function levelOutcome(
	{ level: { sku, name, itemUrl }, units, arithmetic }: Target,
	channel: string,
	{ result, reason }: Verdict,
): PushOutcome {
	return {
		outcome: result,
		channel,
		sku,
		listingRef: null,
		name,
		...knownLinks({ itemUrl }),
		before: null,
		wanted: units,
		after: null,
		reason,
		retry: false,
		arithmetic,
		cause: null,
	};
}

/** A result with what people are told of it; null where it says it all. */
export interface Verdict {
	readonly result: PushResult;
	readonly reason: string | null;
}
