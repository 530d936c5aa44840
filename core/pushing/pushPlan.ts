import type { RulesFor } from '../availability/sellable';
import { sharesStock, type Listing, type Pool, type StockChange } from '../model/listing';
import type { RuleHold } from '../model/sellableRules';
import { addSeconds } from '../model/moment';
import { groupBySku, skuKey, type Sku } from '../model/sku';
import { nearMatchHint, nearMatchFinder } from '../model/skuHints';
import type { HeldLevel } from '../availability/heldLevel';
import { levelOutcome, listingOutcome, type PushOutcome, type Verdict } from './pushOutcome';
import { sharedStocks, type KnownBySku, type SharedStock } from './sharedStock';
import { inWholeLots, targetOf, type Target } from './target';

export interface PushRules {
	readonly channel: string;
	readonly severalListingsPerSku: boolean;
	readonly ignoreCase: boolean;
	/** What the channel may show of what is available, by SKU. */
	readonly rulesFor: RulesFor;
	/** Stocks that variations share, where these show the sum; null where they show the item with the product's own SKU (rules.md E8). */
	readonly pools: readonly Pool[] | null;
}

/** What is to be done about one listing, or about a level that has none: nothing, since its outcome is known, or a change. */
export type PushStep = { readonly kind: 'outcome'; readonly outcome: PushOutcome } | PushChange;

/** A listing that shows something else than its target. */
export interface PushChange extends Target {
	readonly kind: 'decrease' | 'increase';
	readonly change: StockChange;
	/** All that the number rests on: its level, or those of all that share the stock. */
	readonly restsOn: readonly HeldLevel[];
}

/** Changes that may go on, and those that may not, with their outcomes. */
export interface Screened {
	readonly passed: readonly PushChange[];
	readonly blocked: ReadonlyMap<PushChange, PushOutcome>;
}

/**
 * Decides for each level, in order, what each of its listings needs (rules.md A1, E8, E10):
 *
 * 1. groups levels and listings by SKU, and finds the newest level of each item;
 * 2. answers levels that stand for no listing: a SKU on two items, an older level, a SKU that the channel does not know;
 * 3. answers listings that must not be written, as of an inactive item;
 * 4. compares what the others show with their targets.
 */
export function planPush(levels: readonly HeldLevel[], listings: readonly Listing[], rules: PushRules): PushStep[][] {
	const known = runKnowledge(levels, listings, rules);
	return levels.map((level) => levelSteps(level, known, rules));
}

interface RunKnowledge extends KnownBySku {
	/** By SKU, the active items that carry it. */
	readonly itemIds: ReadonlyMap<string, ReadonlySet<string>>;
	/** By item, its newest level. */
	readonly newest: ReadonlyMap<string, HeldLevel>;
	/** A SKU of the channel that is almost the same; null where there is none. */
	readonly nearSku: (sku: Sku) => Sku | null;
	/** What a listing gets whose stock is not its own; null for the others. */
	readonly sharedOf: (listing: Listing, level: HeldLevel) => SharedStock | null;
}

function runKnowledge(levels: readonly HeldLevel[], listings: readonly Listing[], rules: PushRules): RunKnowledge {
	const itemIds = new Map<string, Set<string>>();
	const newest = new Map<string, HeldLevel>();
	for (const level of levels) {
		const key = skuKey(level.sku, rules.ignoreCase);
		if (level.active) itemIds.set(key, (itemIds.get(key) ?? new Set()).add(level.itemId));
		const known = newest.get(level.itemId);
		if (known === undefined || level.asOf > known.asOf) newest.set(level.itemId, level);
	}
	const bySku: KnownBySku = {
		levels: groupBySku([...newest.values()], rules.ignoreCase),
		listings: groupBySku(listings, rules.ignoreCase),
	};
	const sharedOf = rules.pools === null ? () => null : sharedStocks(rules.pools, bySku, rules);
	return { ...bySku, itemIds, newest, sharedOf, nearSku: nearMatchFinder(listings) };
}

function levelSteps(level: HeldLevel, known: RunKnowledge, rules: PushRules): PushStep[] {
	const key = skuKey(level.sku, rules.ignoreCase);
	const ruled = rules.rulesFor(level.sku);
	const target = targetOf(level, rules.channel, ruled);
	const listings = known.listings.get(key) ?? [];
	const verdict = levelVerdict(level, known, { key, listings });
	if (verdict !== null) return [{ kind: 'outcome', outcome: levelOutcome(target, rules.channel, verdict) }];
	const [only, ...others] = listings;
	const isAlone = only !== undefined && others.length === 0 && only.trouble === undefined;
	const shared = isAlone ? known.sharedOf(only, level) : null;
	if (only !== undefined && shared !== null) return [sharedStep(target, only, shared)];
	const ofAll = verdictOfHold(ruled.hold) ?? verdictOfAll(level, listings, rules);
	return listings.map((listing) =>
		ofAll === null
			? underHold(listingStep(inWholeLots(target, listing), listing), ruled.hold)
			: outcomeStep(target, listing, ofAll),
	);
}

/** Why a level stands for no listing; null where it does. */
function levelVerdict(
	level: HeldLevel,
	{ itemIds, newest, nearSku }: RunKnowledge,
	{ key, listings }: { readonly key: string; readonly listings: readonly Listing[] },
): Verdict | null {
	if ((itemIds.get(key)?.size ?? 0) > 1)
		return {
			result: 'ambiguous',
			reason: 'Two items in QuickBooks carry this SKU: give each a SKU of its own',
		};
	if (newest.get(level.itemId) !== level)
		return { result: 'heldBack', reason: 'A newer level of this item is in the same run' };
	if (!level.active && itemIds.has(key))
		return { result: 'heldBack', reason: 'The item is inactive in QuickBooks, and another one with its SKU counts' };
	return listings.length === 0 ? { result: 'unknownSku', reason: unknownReason(level, nearSku(level.sku)) } : null;
}

/** What is said of a SKU that the channel does not know, where nothing hints at a mistake. */
export const NEVER_SOLD = 'The channel sells nothing under this SKU';

function unknownReason(level: HeldLevel, near: Sku | null): string {
	const hint = near === null ? '' : `. ${nearMatchHint(level.sku, near, 'The channel')}`;
	return `${NEVER_SOLD}${hint}${renamedHint(level)}`;
}

/** Why its rules let nothing be written of a level; null where they let it go down, or are no hindrance. */
function verdictOfHold(hold: RuleHold | undefined): Verdict | null {
	if (hold === undefined || hold.lowers) return null;
	return { result: hold.isChosen ? 'heldBack' : 'refused', reason: hold.reason };
}

/** A level whose rules are not known goes down to what is available, and not up (rules.md A1). */
function underHold(step: PushStep, hold: RuleHold | undefined): PushStep {
	if (hold === undefined || step.kind !== 'increase') return step;
	return outcomeStep(step, step.change.listing, { result: 'refused', reason: hold.reason });
}

/** Why none of a level's listings may be written; null where each is looked at. */
function verdictOfAll(level: HeldLevel, listings: readonly Listing[], rules: PushRules): Verdict | null {
	if (level.awaitsOpening && level.quantityOnHand <= 0)
		return {
			result: 'heldBack',
			reason:
				'The item was made for its first sale: enter its quantity on hand in QuickBooks, and the channel gets its level',
		};
	if (!level.active)
		return {
			result: 'refused',
			reason: 'The item is inactive in QuickBooks: make it active again, or take the listing off the channel',
		};
	if (listings.length > 1 && !rules.severalListingsPerSku)
		return {
			result: 'ambiguous',
			reason: `${listings.length} products on the channel carry this SKU: give each a SKU of its own`,
		};
	return null;
}

function listingStep(target: Target, listing: Listing): PushStep {
	if (listing.trouble !== undefined) return outcomeStep(target, listing, { result: 'failed', reason: listing.trouble });
	if (!listing.tracksStock)
		return outcomeStep(target, listing, {
			result: 'notTracked',
			reason: 'The channel does not track the stock of this product: switch stock management on there',
		});
	if (sharesStock(listing))
		return outcomeStep(target, listing, {
			result: 'refused',
			reason:
				'Shared stock: this variation draws on one stock with others, so its own level cannot be set. Give the SKU of the product itself to an item in QuickBooks, or choose Shared Stock: Sum of the Variations',
		});
	return changeStep(target, listing, [target.level]);
}

/** Every variation of a shared stock gets the same number; the channel's adapter writes it once. */
function sharedStep(target: Target, listing: Listing, shared: SharedStock): PushStep {
	if (shared.kind === 'trouble')
		return { kind: 'outcome', outcome: listingOutcome(target, listing, shared.result, shared) };
	const { units, arithmetic, shown, restsOn, hold } = shared;
	return underHold(changeStep({ ...target, units, arithmetic }, { ...listing, quantity: shown }, restsOn), hold);
}

function changeStep(target: Target, listing: Listing, restsOn: readonly HeldLevel[]): PushStep {
	const { units } = target;
	if (listing.quantity === units) return outcomeStep(target, listing, { result: 'unchanged', reason: null });
	// Nothing is lower than 0, even where nobody knows what is there.
	const kind = units === 0 || (listing.quantity !== null && units < listing.quantity) ? 'decrease' : 'increase';
	return { ...target, kind, change: { listing, target: units }, restsOn };
}

function outcomeStep(target: Target, listing: Listing, { result, reason }: Verdict): PushStep {
	return { kind: 'outcome', outcome: listingOutcome(target, listing, result, { reason }) };
}

/** A rename is a change of the item: one that has not changed for so long was not renamed lately. Seconds. */
const LATELY = 2 * 24 * 3600;

/** What may be behind a SKU that the channel does not know, of an item that changed lately (rules.md E11); '' where nothing says so. A bundle changes with its parts. */
function renamedHint({ changedAt, asOf, components }: Pick<HeldLevel, 'changedAt' | 'asOf' | 'components'>): string {
	if (changedAt === null || components.length > 0 || changedAt < addSeconds(asOf, -LATELY)) return '';
	return '. If the SKU was renamed in QuickBooks, the old listing keeps its level: rename it on the channel too';
}
