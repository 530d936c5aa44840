import type { Sku } from '../model/sku';
import { nearMatchHint } from '../model/skuHints';
import {
	PROBLEMS,
	type CatalogEntry,
	type CatalogItem,
	type CatalogNote,
	type CatalogProblem,
	type CatalogRules,
	type ProblemKind,
} from './catalog';

/** All that is good to know of what stands under one SKU. */
export function notesOf(entry: CatalogEntry, rules: CatalogRules): CatalogNote[] {
	const notes: ReadonlyArray<readonly [CatalogNote['note'], string | null]> = [
		['levelsDiffer', levelsDiffer(entry, rules)],
		['notCounted', notCounted(entry)],
		['inactiveNamesake', inactiveNamesake(entry)],
	];
	return notes.flatMap(([note, text]) => (text === null ? [] : [{ note, text }]));
}

/** Levels are compared of one active item, and of listings with a stock of their own: elsewhere is no level to compare with. */
function levelsDiffer({ sku, items, listings }: CatalogEntry, { channel }: CatalogRules): string | null {
	const [item, second] = items.filter(({ active }) => active);
	if (sku === null || item === undefined || item.quantityOnHand === null || second !== undefined) return null;
	const expected = Math.max(0, Math.floor(item.quantityOnHand));
	const shown = listings
		.filter(({ tracksStock, poolMembers }) => tracksStock && poolMembers === 1)
		.map(({ quantity }) => quantity);
	if (shown.every((quantity) => quantity === expected)) return null;
	return `QuickBooks has ${item.quantityOnHand} on hand, ${channel} shows ${[...new Set(shown)].map((quantity) => quantity ?? 'nothing').join(' and ')}.`;
}

function notCounted({ items: [first], listings }: CatalogEntry): string | null {
	if (
		first === undefined ||
		first.trouble !== undefined ||
		first.quantityOnHand !== null ||
		listings.length === 0 ||
		listings.some(({ tracksStock, trouble }) => tracksStock || trouble !== undefined)
	)
		return null;
	return 'Neither side counts it: sales are booked, no level is carried.';
}

function inactiveNamesake({ sku, items: [first, ...others] }: CatalogEntry): string | null {
	const inactive = others.find(({ active }) => !active);
	if (sku === null || first?.active !== true || inactive === undefined) return null;
	return `QuickBooks also has the inactive item "${inactive.name}" (id ${inactive.itemId}) with this SKU; sales are booked on the active one.`;
}

/** Finds for a SKU the one on a side that differs from it in case or spaces alone; null when there is none. */
export interface NearSkus {
	readonly inQuickBooks: (sku: Sku) => Sku | null;
	readonly inShop: (sku: Sku) => Sku | null;
	readonly onBothSides: (sku: Sku) => boolean;
}

/** A sentence with more names than these is read by nobody. */
const NAMES = 5;

type Check = (entry: CatalogEntry, rules: CatalogRules, near: NearSkus) => string | null;

/** All that is wrong with what stands under one SKU, worst first. */
export function problemsOf(entry: CatalogEntry, near: NearSkus, rules: CatalogRules): CatalogProblem[] {
	return PROBLEMS.flatMap((problem) => {
		const text = CHECKS[problem](entry, rules, near);
		return text === null ? [] : [{ problem, text }];
	});
}

const CHECKS: Readonly<Record<ProblemKind, Check>> = {
	unreadableInQuickBooks: ({ items }) => {
		const odd = items.find(({ trouble }) => trouble !== undefined);
		return odd === undefined
			? null
			: `"${odd.name}" in QuickBooks cannot be read, so its level is not known: ${odd.trouble}. Open it in QuickBooks (Products and services), and save it anew.`;
	},
	unreadableInShop: ({ listings }, { channel }) => {
		const odd = listings.find(({ trouble }) => trouble !== undefined);
		return odd === undefined ? null : `"${odd.name}" on ${channel} gets no level. ${odd.trouble}.`;
	},
	duplicateInQuickBooks: ({ sku, items }) => {
		const active = items.filter((item) => item.active);
		if (sku === null || active.length < 2) return null;
		const named = active.map(({ name, itemId }) => `"${name}" (id ${itemId})`);
		return `${active.length} items in QuickBooks carry this SKU: ${listOf(named)}. Give each a SKU of its own, or make all but one inactive.`;
	},
	duplicateInShop: ({ sku, listings }, { channel, severalListingsPerSku }) => {
		if (sku === null || severalListingsPerSku || listings.length < 2) return null;
		return `${listings.length} products on ${channel} carry this SKU: ${listOf(listings.map(quotedName))}. Give each a SKU of its own.`;
	},
	sharedStock: ({ listings }, { channel }) => {
		const shared = listings.find(({ poolRef, poolMembers }) => poolRef !== null && poolMembers > 1);
		if (shared === undefined) return null;
		return `On ${channel} "${shared.name}" is one of ${shared.poolMembers} variations that share their product's stock, so no level of its own can be set. Two ways out: let the product show one item of QuickBooks that carries the product's own SKU, or choose Shared Stock: Sum of the Variations in Push Channel Stock. Or let each variation keep a stock of its own on ${channel}.`;
	},
	differsInCaseOrSpaces: (entry, { channel }, near) => {
		const found = nearOf(entry, near);
		if (found === null) return null;
		if (!near.onBothSides(found.near))
			return `${nearMatchHint(found.sku, found.near, found.inShop ? channel : 'QuickBooks')}.`;
		return `It differs from "${found.near}" in nothing but case or spaces, and both sides have that one. If they are the same product, keep "${found.near}" alone.`;
	},
	inactiveInQuickBooks: ({ items: [first], listings: [listing] }, { channel }) => {
		if (first === undefined || first.active || listing === undefined) return null;
		return `"${first.name}" is inactive in QuickBooks and on sale on ${channel}. Make it active again, or take the product off ${channel}.`;
	},
	notInventory: ({ items: [first], listings }, { channel }) => {
		const counted = listings.find(({ tracksStock }) => tracksStock);
		if (first?.quantityOnHand !== null || first.trouble !== undefined || counted === undefined) return null;
		const trouble = `${channel} tracks the stock of "${counted.name}", and QuickBooks keeps no quantity of it, so no level reaches it`;
		if (isBundle(first))
			return `${trouble}: it is a bundle, and QuickBooks counts none of its parts. Make its parts inventory items, or switch its stock management off on ${channel}.`;
		return `${trouble}: its type is ${first.type}. Make it an inventory item, or switch its stock management off on ${channel}.`;
	},
	notTrackedInShop: ({ items: [first], listings }, { channel }) => {
		const uncounted = listings.find(({ tracksStock, trouble }) => !tracksStock && trouble === undefined);
		if (first === undefined || first.quantityOnHand === null || uncounted === undefined) return null;
		return `QuickBooks counts it, ${channel} keeps no stock of "${uncounted.name}", so no level reaches it. Switch stock management on there, where that can be done.`;
	},
	variationWithoutSku: ({ sku, listings: [first] }, { channel }) => {
		if (sku !== null || first === undefined || first.parentRef === null) return null;
		return `The variation "${first.name}" has no SKU on ${channel}: its sales cannot be booked and its stock is not carried. Give it the SKU of its item in QuickBooks.`;
	},
	blankSku: ({ sku, items: [item], listings: [listing] }, { channel }) => {
		if (sku !== null) return null;
		if (listing?.parentRef === null)
			return `The product "${listing.name}" has no SKU on ${channel}: its sales cannot be booked and its stock is not carried. Give it the SKU of its item in QuickBooks.`;
		if (item === undefined || !isKeptOnTheShelf(item)) return null;
		return `The inventory item "${item.name}" has no SKU in QuickBooks: nothing can be matched to it. Give it one (Products and services, Edit).`;
	},
	onlyInShop: (entry, { channel }, near) => {
		if (entry.sku === null || entry.items.length > 0 || nearOf(entry, near) !== null) return null;
		return `Only on ${channel}: QuickBooks has no item with this SKU, so its sales wait under Needs Attention. Create the item in QuickBooks, or leave it where it is not sold any more.`;
	},
	onlyInQuickBooks: (entry, { channel }, near) => {
		const {
			sku,
			items: [item],
			listings,
		} = entry;
		if (
			item === undefined ||
			item.trouble !== undefined ||
			listings.length > 0 ||
			(sku !== null && nearOf(entry, near) !== null)
		)
			return null;
		if (sku === null)
			return isKeptOnTheShelf(item)
				? null
				: `Only in QuickBooks, and without a SKU${inactive(item)}. It needs one only if ${channel} is to sell it.`;
		return `Only in QuickBooks${inactive(item)}: ${channel} sells nothing under this SKU. Nothing has to be done unless it should be on sale there.`;
	},
};

/** The near SKU on the other side, of what stands on one side only. */
function nearOf({ sku, items, listings }: CatalogEntry, { inQuickBooks, inShop }: NearSkus) {
	if (sku === null || (items.length > 0 && listings.length > 0)) return null;
	const near = listings.length === 0 ? inShop(sku) : inQuickBooks(sku);
	return near === null ? null : { sku, near, inShop: listings.length === 0 };
}

function isBundle({ type }: CatalogItem): boolean {
	return type === 'Group' || type === 'Bundle';
}

function isKeptOnTheShelf({ quantityOnHand, active }: CatalogItem): boolean {
	return quantityOnHand !== null && active;
}

function inactive({ active }: CatalogItem): string {
	return active ? '' : ' (inactive)';
}

function quotedName({ name }: { readonly name: string }): string {
	return `"${name}"`;
}

function listOf(names: readonly string[]): string {
	const rest = names.length - NAMES;
	return names.slice(0, NAMES).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}
