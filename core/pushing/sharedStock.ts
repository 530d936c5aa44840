import { availableOn } from '../availability/available';
import { sellable, type RulesFor } from '../availability/sellable';
import type { RuleHold, SellableRules } from '../model/sellableRules';
import { sharesStock, type Listing, type Pool } from '../model/listing';
import { skuKey, type Sku } from '../model/sku';
import type { HeldLevel } from '../availability/heldLevel';
import type { PushResult } from './pushOutcome';

/** What shows the level of a stock that variations share: the item with the product's own SKU, or all of them together (rules.md E8). */
export const SHARED_STOCKS = ['parentsItem', 'sum'] as const;

export type SharedStockChoice = (typeof SHARED_STOCKS)[number];

interface SumRules {
	/** The channel's id. */
	readonly channel: string;
	readonly ignoreCase: boolean;
	readonly rulesFor: RulesFor;
}

/** What a run knows, by the key of its SKU: of each item of QuickBooks the newest level, and the listings of these levels. */
export interface KnownBySku {
	readonly levels: ReadonlyMap<string, readonly HeldLevel[]>;
	readonly listings: ReadonlyMap<string, readonly Listing[]>;
}

/** What a listing gets whose stock is not its own: what all together make, or why that cannot be said. */
export type SharedStock =
	| {
			readonly kind: 'sum';
			/** Whole units that the listing should show, 0 or more. */
			readonly units: number;
			readonly arithmetic: string;
			readonly shown: number | null;
			readonly restsOn: readonly HeldLevel[];
			/** Why it may only go down; absent where nothing says so. */
			readonly hold?: RuleHold;
	  }
	| SharedTrouble;

interface SharedTrouble {
	readonly kind: 'trouble';
	readonly result: PushResult;
	readonly reason: string;
	readonly retry: boolean;
}

/** Finds what a listing of a level gets where shared stocks show the sum; null for one with a stock of its own, or whose item is inactive. Each pool is added up once. */
export function sharedStocks(
	pools: readonly Pool[],
	known: KnownBySku,
	rules: SumRules,
): (listing: Listing, level: HeldLevel) => SharedStock | null {
	const byRef = new Map(pools.map((pool) => [pool.product.listingRef, pool]));
	const sums = new Map<Pool, SharedStock>();
	return (listing, { active }) => {
		if (byRef.has(listing.listingRef)) return active ? TWO_SOURCES : NOT_COUNTED;
		const pool = byRef.get(listing.poolRef ?? '');
		if (!active || (pool === undefined && !sharesStock(listing))) return null;
		if (pool?.members.some(({ listingRef }) => listingRef === listing.listingRef) !== true) return CHANGED_MEANWHILE;
		const sum = sums.get(pool) ?? sumOfPool(pool, known, rules);
		sums.set(pool, sum);
		return sum;
	};
}

const TWO_SOURCES = trouble(
	'ambiguous',
	"Two sources for one stock: it shows the sum of the variations (Shared Stock), and this item carries the SKU of the product itself. Take the SKU off the item or make it inactive, or choose The Parent's Item",
);

const NOT_COUNTED = trouble(
	'heldBack',
	'The stock shows the sum of the variations (Shared Stock); this inactive item carries the SKU of the product itself and is not counted',
);

const CHANGED_MEANWHILE: SharedTrouble = {
	...trouble('heldBack', 'The channel changed where the stock of this variation is counted while it was read'),
	retry: true,
};

interface Member {
	readonly listing: Listing;
	/** Of its SKU, in this run. */
	readonly levels: readonly HeldLevel[];
	readonly active: readonly HeldLevel[];
	readonly namesakes: number;
}

type Check = readonly [result: PushResult, isMet: (member: Member) => boolean, reason: (names: string) => string];

/** What keeps a sum from being known, the worst first: nothing is written then, since a part of a sum is no level. */
const CHECKS: readonly Check[] = [
	[
		'refused',
		({ listing }) => listing.sku === null,
		(names) => `${names} draws on it without a SKU. Give it the SKU of its item in QuickBooks`,
	],
	[
		'refused',
		({ namesakes }) => namesakes > 1,
		(names) => `several products on the channel carry the SKU ${names}. Give each a SKU of its own`,
	],
	[
		'refused',
		({ active }) => active.length > 1,
		(names) => `two items in QuickBooks carry the SKU ${names}. Give each a SKU of its own`,
	],
	[
		'refused',
		({ levels, active }) => levels.length > 0 && active.length === 0,
		(names) =>
			`the item of ${names} is inactive in QuickBooks. Make it active again, or take the variation off the channel`,
	],
	[
		'heldBack',
		({ levels }) => levels.length === 0,
		(names) =>
			`the run has no level of ${names}, which is a part of the sum. QuickBooks has no active item with a quantity under this SKU, or could not be asked`,
	],
	[
		'heldBack',
		({ active: [level] }) => level?.awaitsOpening === true && level.quantityOnHand <= 0,
		(names) => `the item of ${names} was made for its first sale. Enter its quantity on hand in QuickBooks`,
	],
];

function sumOfPool({ product, members }: Pool, known: KnownBySku, rules: SumRules): SharedStock {
	const all = members.map((listing) => memberOf(listing, known, rules.ignoreCase));
	for (const [result, isMet, reason] of CHECKS) {
		const those = all.filter(isMet);
		if (those.length > 0)
			return trouble(
				result,
				`Shared stock: ${reason(namesOf(those.map(({ listing }) => listing.sku ?? `"${listing.name}"`)))}`,
			);
	}
	const holds = [product, ...members].flatMap(({ sku }) => (sku === null ? [] : (rules.rulesFor(sku).hold ?? [])));
	const stop = holds.find(({ lowers }) => !lowers);
	if (stop !== undefined) return trouble(stop.isChosen ? 'heldBack' : 'refused', `Shared stock: ${stop.reason}`);
	const [hold] = holds;
	const restsOn = all.flatMap(({ active }) => active);
	return {
		kind: 'sum',
		...toSharedTarget(restsOn, rules.channel, rules.rulesFor(product.sku)),
		shown: product.quantity,
		restsOn,
		...(hold === undefined ? {} : { hold }),
	};
}

function memberOf(listing: Listing, { levels, listings }: KnownBySku, ignoreCase: boolean): Member {
	const key = listing.sku === null ? '' : skuKey(listing.sku, ignoreCase);
	const found = levels.get(key) ?? [];
	return {
		listing,
		levels: found,
		active: found.filter(({ active }) => active),
		namesakes: listings.get(key)?.length ?? 0,
	};
}

/** More names than these make a sentence that nobody reads. */
const MOST_NAMED = 5;

function namesOf(names: readonly string[]): string {
	const rest = names.length - MOST_NAMED;
	return names.slice(0, MOST_NAMED).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

function trouble(result: PushResult, reason: string): SharedTrouble {
	return { kind: 'trouble', result, reason, retry: false };
}

/** What the levels of one shared stock make together on a channel, by rules that count once for all of them (rules.md E6, E8). */
function toSharedTarget(
	levels: readonly HeldLevel[],
	channel: string,
	rules: SellableRules,
): { readonly units: number; readonly arithmetic: string } {
	const parts = levels.map((level) => partOf(level, channel));
	const total = sumOf(parts);
	const { units, steps } = sellable(total, rules);
	const ruled = steps.length === 0 ? '' : ` = ${total}, ${steps.join(', ')}`;
	return { units, arithmetic: `shared stock: ${inWords(parts)}${ruled} = ${units} to show` };
}

interface Part {
	readonly sku: Sku;
	readonly units: number;
	readonly arithmetic: string;
}

/** An item that was sold below zero takes nothing from what the others show. */
function partOf(level: HeldLevel, channel: string): Part {
	const { sku, quantityOnHand } = level;
	const available = availableOn(channel, level);
	const units = Math.max(0, Math.floor(available.units));
	const isPlain = level.components.length === 0 && units === quantityOnHand;
	return { sku, units, arithmetic: `${units} of ${sku}${isPlain ? '' : ` (${available.arithmetic})`}` };
}

/** So many parts are named one by one; a hundred would hide the number that they explain. */
const MOST_PARTS = 10;

function inWords(parts: readonly Part[]): string {
	const rest = parts.slice(MOST_PARTS);
	const named = parts.slice(0, MOST_PARTS).map(({ arithmetic }) => arithmetic);
	return [...named, ...(rest.length === 0 ? [] : [`${sumOf(rest)} of ${rest.length} more`])].join(' + ');
}

function sumOf(parts: readonly Part[]): number {
	return parts.reduce((sum, { units }) => sum + units, 0);
}
