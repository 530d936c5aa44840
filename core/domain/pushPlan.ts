import type { Listing, StockChange } from './listing';
import { nearMatcher, nearMatchHint } from './nearMatch';
import type { PushOutcome, PushResult } from './pushOutcome';
import { skuKey, type Sku } from './sku';
import type { StockLevel } from './stockLevel';

export interface PushRules {
	readonly channel: string;
	readonly severalListingsPerSku: boolean;
	readonly ignoreCase: boolean;
}

/** What is to be done about one listing, or about a level that has none. */
export type PushStep =
	| { readonly kind: 'settled'; readonly outcome: PushOutcome }
	| { readonly kind: 'lower' | 'raise'; readonly level: StockLevel; readonly change: StockChange };

/** Units to show: what is on hand without what is sold and not posted yet; whole, never below zero. */
export function unitsToShow({ quantityOnHand, unposted }: StockLevel): number {
	return Math.max(0, Math.floor(quantityOnHand - unposted));
}

/** Decides for each level, in order, what each of its listings needs (rules.md A1, E8, E10). Writes nothing. */
export function planPush(levels: readonly StockLevel[], listings: readonly Listing[], rules: PushRules): PushStep[][] {
	const listingsOf = groupedBySku(listings, rules.ignoreCase);
	const near = nearMatcher(listings);
	const itemsOf = new Map<string, Set<string>>();
	const newest = new Map<string, StockLevel>();
	for (const level of levels) {
		const key = skuKey(level.sku, rules.ignoreCase);
		if (level.active) itemsOf.set(key, (itemsOf.get(key) ?? new Set()).add(level.itemId));
		const known = newest.get(level.itemId);
		if (known === undefined || level.asOf > known.asOf) newest.set(level.itemId, level);
	}
	return levels.map((level) => {
		const key = skuKey(level.sku, rules.ignoreCase);
		if ((itemsOf.get(key)?.size ?? 0) > 1) {
			return [settled(level, rules, 'ambiguous', 'Two items in QuickBooks carry this SKU: give each a SKU of its own')];
		}
		if (newest.get(level.itemId) !== level) {
			return [settled(level, rules, 'heldBack', 'A newer level of this item is in the same run')];
		}
		const found = listingsOf.get(key) ?? [];
		return found.length === 0 ? [unknown(level, near(level.sku), rules)] : stepsFor(level, found, rules);
	});
}

function stepsFor(level: StockLevel, listings: readonly Listing[], rules: PushRules): PushStep[] {
	if (level.awaitsOpening && level.quantityOnHand <= 0) {
		return listings.map((listing) => settledListing(level, listing, 'heldBack', 'The item was made for its first sale: enter its quantity on hand in QuickBooks, and the channel gets its level'));
	}
	if (!level.active) {
		const reason = 'The item is inactive in QuickBooks: make it active again, or take the listing off the channel';
		return listings.map((listing) => settledListing(level, listing, 'refused', reason));
	}
	if (listings.length > 1 && !rules.severalListingsPerSku) {
		const reason = `${listings.length} products on the channel carry this SKU: give each a SKU of its own`;
		return listings.map((listing) => settledListing(level, listing, 'ambiguous', reason));
	}
	return listings.map((listing) => stepFor(level, listing));
}

function unknown(level: StockLevel, near: Sku | null, rules: PushRules): PushStep {
	const hint = near === null ? '' : `. ${nearMatchHint(level.sku, near, 'The channel')}`;
	return settled(level, rules, 'unknownSku', `The channel sells nothing under this SKU${hint}`);
}

function stepFor(level: StockLevel, listing: Listing): PushStep {
	const wanted = unitsToShow(level);
	if (!listing.tracksStock) {
		return settledListing(level, listing, 'notTracked', 'The channel does not track the stock of this product: switch stock management on there');
	}
	if (listing.poolRef !== null && listing.poolMembers > 1) {
		return settledListing(level, listing, 'refused', 'Shared stock: this variation draws on one stock with others, so its own level cannot be set');
	}
	if (listing.quantity === wanted) return settledListing(level, listing, 'unchanged', null);
	const kind = listing.quantity !== null && wanted < listing.quantity ? 'lower' : 'raise';
	return { kind, level, change: { listing, wanted } };
}

function settledListing(level: StockLevel, listing: Listing, result: PushResult, reason: string | null): PushStep {
	return { kind: 'settled', outcome: outcomeFor(level, { listing, wanted: unitsToShow(level) }, result, { reason }) };
}

/** The outcome of a change that was, or was not, carried out. */
export function outcomeFor(
	level: StockLevel,
	{ listing, wanted }: StockChange,
	outcome: PushResult,
	{ reason = null, after = listing.quantity }: { reason?: string | null; after?: number | null } = {},
): PushOutcome {
	const { channel, sku, listingRef, name, quantity } = listing;
	return { outcome, channel, sku: sku ?? level.sku, listingRef, name, before: quantity, wanted, after, reason, arithmetic: arithmeticOf(level, wanted) };
}

function settled(level: StockLevel, { channel }: PushRules, outcome: PushResult, reason: string): PushStep {
	const wanted = unitsToShow(level);
	const { sku, name } = level;
	const arithmetic = arithmeticOf(level, wanted);
	return { kind: 'settled', outcome: { outcome, channel, sku, listingRef: null, name, before: null, wanted, after: null, reason, arithmetic } };
}

function arithmeticOf({ quantityOnHand, unposted }: StockLevel, wanted: number): string {
	const held = unposted === 0 ? '' : ` - ${unposted} sold and not in QuickBooks yet`;
	return `${quantityOnHand} on hand in QuickBooks${held} = ${wanted} to show`;
}

function groupedBySku(listings: readonly Listing[], ignoreCase: boolean): Map<string, Listing[]> {
	const groups = new Map<string, Listing[]>();
	for (const listing of listings) {
		if (listing.sku === null) continue;
		const key = skuKey(listing.sku, ignoreCase);
		groups.set(key, [...(groups.get(key) ?? []), listing]);
	}
	return groups;
}
