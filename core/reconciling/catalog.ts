import type { MatchOutcome } from '../matching/skuMatch';
import type { Listing } from '../model/listing';
import type { Moment } from '../model/moment';
import type { Sku } from '../model/sku';
import type { StockLevel } from '../model/stockLevel';

/** An item of QuickBooks, with no more than a comparison needs. One with a SKU and a quantity reads as a stock level. */
export interface CatalogItem extends Pick<
	StockLevel,
	'itemUrl' | 'awaitsOpening' | 'changedAt' | 'components' | 'partOf'
> {
	readonly sku: Sku | null;
	readonly itemId: string;
	readonly name: string;
	/** As QuickBooks calls it: Inventory, NonInventory, Service, Group, Bundle; "unknown" where it cannot be read. */
	readonly type: string;
	/** What of it cannot be read, so that its level is not known. */
	readonly trouble?: string;
	/** Units, of a bundle as many as its parts make; null for what QuickBooks does not count. */
	readonly quantityOnHand: number | null;
	readonly active: boolean;
	readonly asOf: Moment;
	readonly realmId: string;
}

/** A listing, with no more than a comparison needs. */
export type CatalogListing = Pick<
	Listing,
	| 'sku'
	| 'listingRef'
	| 'name'
	| 'productUrl'
	| 'quantity'
	| 'tracksStock'
	| 'parentRef'
	| 'poolRef'
	| 'poolMembers'
	| 'trouble'
>;

/** What stands under one SKU, or a single item or listing without one. */
export interface CatalogEntry {
	readonly sku: Sku | null;
	/** Active ones first. */
	readonly items: readonly CatalogItem[];
	readonly listings: readonly CatalogListing[];
}

/** What a person has to mend, worst first: a level that would be wrong stands before one that would stand still. */
export const MENDABLE = [
	'unreadableInQuickBooks',
	'unreadableInShop',
	'duplicateInQuickBooks',
	'duplicateInShop',
	'sharedStock',
	'differsInCaseOrSpaces',
	'inactiveInQuickBooks',
	'notInventory',
	'notTrackedInShop',
	'variationWithoutSku',
	'blankSku',
] as const;

/** What may be as it should be: not everything is sold everywhere. */
const ONE_SIDED = ['onlyInShop', 'onlyInQuickBooks'] as const;

export const PROBLEMS = [...MENDABLE, ...ONE_SIDED] as const;

export type ProblemKind = (typeof PROBLEMS)[number];

export interface CatalogProblem {
	readonly problem: ProblemKind;
	/** What is wrong and what to do about it, for people. */
	readonly text: string;
}

/** What is good to know; nothing has to be done. */
export interface CatalogNote {
	readonly note: 'levelsDiffer' | 'notCounted' | 'inactiveNamesake';
	readonly text: string;
}

/** One SKU on both sides. What has no SKU stands in a row of its own. */
export interface CatalogRow {
	readonly sku: Sku | null;
	/** matched: nothing is wrong. unmatched: on one side only, and nothing else is wrong. ambiguous: a person has to mend something. */
	readonly outcome: MatchOutcome;
	readonly problems: readonly CatalogProblem[];
	readonly notes: readonly CatalogNote[];
	/** Null where QuickBooks does not know the SKU. */
	readonly quickBooks: CatalogItem | null;
	/** Further items of QuickBooks with this SKU. */
	readonly namesakes: readonly CatalogItem[];
	readonly listings: readonly CatalogListing[];
}

export interface CatalogRules {
	/** The channel as people call it: "WooCommerce". */
	readonly channel: string;
	readonly severalListingsPerSku: boolean;
	readonly ignoreCase: boolean;
}
