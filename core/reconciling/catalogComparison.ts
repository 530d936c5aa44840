import type { MatchOutcome } from '../matching/skuMatch';
import { skuKey, type Sku } from '../model/sku';
import { nearMatchFinder } from '../model/skuHints';
import {
	MENDABLE,
	PROBLEMS,
	type CatalogEntry,
	type CatalogItem,
	type CatalogListing,
	type CatalogProblem,
	type CatalogRow,
	type CatalogRules,
} from './catalog';
import { notesOf, problemsOf, type NearSkus } from './catalogFindings';

/**
 * One row for each SKU of either side, and one for each item and listing without a SKU; the worst first.
 *
 * 1. Leave out the products that are sold only as their variations.
 * 2. Put items and listings of one SKU together.
 * 3. Say of each SKU what is wrong and what is good to know.
 * 4. Sort by what is worst.
 */
export function compareCatalogs(
	items: readonly CatalogItem[],
	listings: readonly CatalogListing[],
	rules: CatalogRules,
): CatalogRow[] {
	const sold = withoutContainers(listings, items);
	const near = nearOnOtherSide(items, sold);
	const rows = entriesOf(items, sold, rules.ignoreCase).map((entry) => rowOf(entry, near, rules));
	return rows.sort(compareRows);
}

/** A product that is sold only as its variations matches nothing, unless QuickBooks has an item with its own SKU. */
function withoutContainers(listings: readonly CatalogListing[], items: readonly CatalogItem[]): CatalogListing[] {
	const parents = new Set(listings.map(({ parentRef }) => parentRef));
	const inQuickBooks = new Set(items.flatMap(({ sku }) => (sku === null ? [] : [skuKey(sku, true)])));
	return listings.filter(
		({ listingRef, sku }) => !parents.has(listingRef) || (sku !== null && inQuickBooks.has(skuKey(sku, true))),
	);
}

function entriesOf(
	items: readonly CatalogItem[],
	listings: readonly CatalogListing[],
	ignoreCase: boolean,
): CatalogEntry[] {
	const bySku = new Map<string, { sku: Sku; items: CatalogItem[]; listings: CatalogListing[] }>();
	const blank: CatalogEntry[] = [];
	const entryOf = (sku: Sku) => {
		const key = skuKey(sku, ignoreCase);
		const entry = bySku.get(key) ?? { sku, items: [], listings: [] };
		bySku.set(key, entry);
		return entry;
	};
	for (const item of items) {
		if (item.sku === null) blank.push({ sku: null, items: [item], listings: [] });
		else entryOf(item.sku).items.push(item);
	}
	for (const listing of listings) {
		if (listing.sku === null) blank.push({ sku: null, items: [], listings: [listing] });
		else entryOf(listing.sku).listings.push(listing);
	}
	for (const entry of bySku.values()) entry.items.sort((one, other) => Number(other.active) - Number(one.active));
	return [...bySku.values(), ...blank];
}

function rowOf(entry: CatalogEntry, near: NearSkus, rules: CatalogRules): CatalogRow {
	const problems = problemsOf(entry, near, rules);
	const [quickBooks = null, ...namesakes] = entry.items;
	const notes = notesOf(entry, rules);
	return {
		sku: entry.sku,
		outcome: outcomeOf(problems),
		problems,
		notes,
		quickBooks,
		namesakes,
		listings: entry.listings,
	};
}

function outcomeOf(problems: readonly CatalogProblem[]): MatchOutcome {
	if (problems.length === 0) return 'matched';
	return problems.some(({ problem }) => isMendable(problem)) ? 'ambiguous' : 'unmatched';
}

function isMendable(problem: string): boolean {
	return (MENDABLE as readonly string[]).includes(problem);
}

/** A SKU is looked through once, however many items or listings bear it. */
function nearOnOtherSide(items: readonly CatalogItem[], listings: readonly CatalogListing[]): NearSkus {
	const inQuickBooks = new Set(items.map(({ sku }) => sku));
	const inShop = new Set(listings.map(({ sku }) => sku));
	const matcherOf = (skus: Iterable<Sku | null>) => nearMatchFinder(Array.from(skus, (sku) => ({ sku })));
	return {
		inQuickBooks: matcherOf(inQuickBooks),
		inShop: matcherOf(inShop),
		onBothSides: (sku) => inQuickBooks.has(sku) && inShop.has(sku),
	};
}

/** Sorts by the worst problem, then by whether levels differ, then by SKU; rows without one come last. */
function compareRows(one: CatalogRow, other: CatalogRow): number {
	return severity(one) - severity(other) || compareText(one.sku, other.sku) || compareText(nameOf(one), nameOf(other));
}

/** 0 is the worst. */
function severity({ problems: [worst], notes }: CatalogRow): number {
	if (worst !== undefined) return PROBLEMS.indexOf(worst.problem);
	return PROBLEMS.length + (notes.some(({ note }) => note === 'levelsDiffer') ? 0 : 1);
}

function compareText(one: string | null, other: string | null): number {
	if (one === other) return 0;
	if (one === null || other === null) return one === null ? 1 : -1;
	return one < other ? -1 : 1;
}

function nameOf({ quickBooks, listings }: CatalogRow): string | null {
	return quickBooks?.name ?? listings[0]?.name ?? null;
}
