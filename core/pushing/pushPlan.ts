import { availableOn } from '../availability/available';
import { sellable, type RulesFor, type SellableRules } from '../availability/sellable';
import { isShared, type Listing, type Pool, type StockChange } from '../model/listing';
import { shifted } from '../model/moment';
import { groupedBySku, skuKey, type Sku } from '../model/sku';
import { nearMatchHint, nearMatcher } from '../model/skuHints';
import type { StockLevel } from '../model/stockLevel';
import type { PushOutcome, PushResult } from './pushOutcome';
import { sharedStocks, type SharedStock } from './sharedStock';

export interface PushRules {
	readonly channel: string;
	readonly severalListingsPerSku: boolean;
	readonly ignoreCase: boolean;
	/** What the channel may show of what is available, by SKU. */
	readonly rulesFor: RulesFor;
	/** Stocks that variations share, where these show the sum; null where they show the item with the product's own SKU (rules.md E8). */
	readonly pools: readonly Pool[] | null;
}

/** What is to be done about one listing, or about a level that has none. */
export type PushStep = { readonly kind: 'settled'; readonly outcome: PushOutcome } | PushChange;

/** A listing that shows something else than it should. */
export interface PushChange extends Reckoned {
	readonly kind: 'lower' | 'raise';
	readonly change: StockChange;
	/** All that the number rests on: its level, or those of all that share the stock. */
	readonly restsOn: readonly StockLevel[];
}

/** A level with what the channel should show of it. */
export interface Reckoned {
	readonly level: StockLevel;
	/** Whole units, 0 or more. */
	readonly wanted: number;
	/** How it comes to that, in words. */
	readonly arithmetic: string;
}

/** What is on hand without what is sold and not posted yet, by the channel's rules (rules.md E6). */
export function reckon(level: StockLevel, channel: string, rules: SellableRules): Reckoned {
	const available = availableOn(channel, level);
	const { units, steps } = sellable(available.units, rules);
	const ruled = steps.length === 0 ? '' : `, ${steps.join(', ')}`;
	return { level, wanted: units, arithmetic: `${available.words}${ruled} = ${units} to show` };
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
	const known = { levels: groupedBySku([...newest.values()], rules.ignoreCase), listings: listingsOf };
	const sharedOf = rules.pools === null ? () => null : sharedStocks(rules.pools, known, rules);
	return levels.map((level) => {
		const key = skuKey(level.sku, rules.ignoreCase);
		const reckoned = reckon(level, rules.channel, rules.rulesFor(level.sku));
		if ((itemsOf.get(key)?.size ?? 0) > 1) {
			return [
				settled(reckoned, rules, 'ambiguous', 'Two items in QuickBooks carry this SKU: give each a SKU of its own'),
			];
		}
		if (newest.get(level.itemId) !== level) {
			return [settled(reckoned, rules, 'heldBack', 'A newer level of this item is in the same run')];
		}
		const found = listingsOf.get(key) ?? [];
		return found.length === 0
			? [unknown(reckoned, near(level.sku), rules)]
			: stepsFor(reckoned, found, { ...rules, sharedOf });
	});
}

type SharedOf = (listing: Listing, level: StockLevel) => SharedStock | null;

function stepsFor(
	reckoned: Reckoned,
	listings: readonly Listing[],
	rules: PushRules & { readonly sharedOf: SharedOf },
): PushStep[] {
	const { level } = reckoned;
	const [only, ...others] = listings;
	const shared = only === undefined || others.length > 0 ? null : rules.sharedOf(only, level);
	if (only !== undefined && shared !== null) return [sharedStep(reckoned, only, shared)];
	if (level.awaitsOpening && level.quantityOnHand <= 0) {
		return listings.map((listing) =>
			settledListing(
				reckoned,
				listing,
				'heldBack',
				'The item was made for its first sale: enter its quantity on hand in QuickBooks, and the channel gets its level',
			),
		);
	}
	if (!level.active) {
		const reason = 'The item is inactive in QuickBooks: make it active again, or take the listing off the channel';
		return listings.map((listing) => settledListing(reckoned, listing, 'refused', reason));
	}
	if (listings.length > 1 && !rules.severalListingsPerSku) {
		const reason = `${listings.length} products on the channel carry this SKU: give each a SKU of its own`;
		return listings.map((listing) => settledListing(reckoned, listing, 'ambiguous', reason));
	}
	return listings.map((listing) => stepFor(inWholeLots(reckoned, listing), listing));
}

function unknown(reckoned: Reckoned, near: Sku | null, rules: PushRules): PushStep {
	const hint = near === null ? '' : `. ${nearMatchHint(reckoned.level.sku, near, 'The channel')}`;
	return settled(
		reckoned,
		rules,
		'unknownSku',
		`The channel sells nothing under this SKU${hint}${renamedHint(reckoned.level)}`,
	);
}

function stepFor(reckoned: Reckoned, listing: Listing): PushStep {
	if (!listing.tracksStock) {
		return settledListing(
			reckoned,
			listing,
			'notTracked',
			'The channel does not track the stock of this product: switch stock management on there',
		);
	}
	if (isShared(listing)) {
		return settledListing(
			reckoned,
			listing,
			'refused',
			'Shared stock: this variation draws on one stock with others, so its own level cannot be set. Give the SKU of the product itself to an item in QuickBooks, or choose Shared Stock: Sum of the Variations',
		);
	}
	return towards(reckoned, listing, [reckoned.level]);
}

/** Every variation of a shared stock gets the same number; the channel's adapter writes it once. */
function sharedStep({ level, ...own }: Reckoned, listing: Listing, shared: SharedStock): PushStep {
	if (shared.kind === 'trouble')
		return { kind: 'settled', outcome: outcomeFor({ level, ...own }, listing, shared.result, shared) };
	const { wanted, arithmetic, shown, restsOn } = shared;
	return towards({ level, wanted, arithmetic }, { ...listing, quantity: shown }, restsOn);
}

function towards(reckoned: Reckoned, listing: Listing, restsOn: readonly StockLevel[]): PushStep {
	const { wanted } = reckoned;
	if (listing.quantity === wanted) return settledListing(reckoned, listing, 'unchanged', null);
	// Nothing is lower than 0, even where nobody knows what is there.
	const kind = wanted === 0 || (listing.quantity !== null && wanted < listing.quantity) ? 'lower' : 'raise';
	return { ...reckoned, kind, change: { listing, wanted }, restsOn };
}

/** What a channel that sells in lots can show of it: the units of all whole lots. */
function inWholeLots(reckoned: Reckoned, { unitsPerLot = 1 }: Listing): Reckoned {
	const wanted = Math.floor(reckoned.wanted / unitsPerLot) * unitsPerLot;
	return unitsPerLot === 1
		? reckoned
		: { ...reckoned, wanted, arithmetic: `${reckoned.arithmetic}, in whole lots of ${unitsPerLot} = ${wanted}` };
}

function settledListing(reckoned: Reckoned, listing: Listing, result: PushResult, reason: string | null): PushStep {
	return { kind: 'settled', outcome: outcomeFor(reckoned, listing, result, { reason }) };
}

/** The outcome of a change that was, or was not, carried out. */
export function outcomeFor(
	{ level, wanted, arithmetic }: Reckoned,
	{ channel, sku, listingRef, name, quantity }: Listing,
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
		before: quantity,
		wanted,
		after,
		reason,
		retry,
		arithmetic,
		cause: null,
	};
}

function settled(
	{ level, wanted, arithmetic }: Reckoned,
	{ channel }: PushRules,
	outcome: PushResult,
	reason: string,
): PushStep {
	const { sku, name } = level;
	return {
		kind: 'settled',
		outcome: {
			outcome,
			channel,
			sku,
			listingRef: null,
			name,
			before: null,
			wanted,
			after: null,
			reason,
			retry: false,
			arithmetic,
			cause: null,
		},
	};
}

/** A rename is a change of the item: one that has not changed for so long was not renamed lately. Seconds. */
const LATELY = 2 * 24 * 3600;

/** What may be behind a SKU that the channel does not know, of an item that changed lately (rules.md E11); '' where nothing says so. A bundle changes with its parts. */
export function renamedHint({
	changedAt,
	asOf,
	components,
}: Pick<StockLevel, 'changedAt' | 'asOf' | 'components'>): string {
	if (changedAt === null || components.length > 0 || changedAt < shifted(asOf, -LATELY)) return '';
	return '. If the SKU was renamed in QuickBooks, the old listing keeps its level: rename it on the channel too';
}

/** Changes that may go on, and those that may not, with what became of them. */
export interface Sifted {
	readonly free: readonly PushChange[];
	readonly held: ReadonlyMap<PushChange, PushOutcome>;
}
