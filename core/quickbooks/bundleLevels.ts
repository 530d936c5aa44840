import { latest, type Moment } from '../model/moment';
import type { Sku } from '../model/sku';
import type { LevelComponent, PartOf, StockLevel } from '../model/stockLevel';
import { UnreadableError } from '../reading/readUnknown';
import { catchUnreadable } from '../reading/catchUnreadable';
import { isBundle, readParts, type Part } from './bundles';
import { readItem, type QboItem } from './items';
import { itemLink, type ItemCompany } from './itemUrl';
import { equals, readRows } from './queryLanguage';
import type { QuickBooksClient } from './quickBooksClient';
import { readItemsBySkuWithTime, readItemsById, toStockLevels } from './stockReading';

/** What a bundle can be sold under, and what it is made of. */
interface Bundle {
	readonly item: QboItem;
	readonly sku: Sku;
	readonly parts: readonly Part[];
}

interface BundleLevels {
	/** The levels that were given, and behind them those of bundles. */
	readonly levels: StockLevel[];
	/** Bundles whose levels are not known, since they, or a part of them, cannot be read: each with its trouble. */
	readonly unreadable: QboItem[];
}

/**
 * The levels, each with the bundles that it is a part of, and behind them the level of every such bundle: as many as its parts make
 * (rules.md E9). Parts that QuickBooks does not count never run out; a bundle without SKU, or without counted parts, has no level.
 * `asked`: bundles, by item id, whose levels are needed whatever moved.
 *
 * 1. All bundles are read, unless there are no levels.
 * 2. Parts that are not among the levels are read.
 * 3. Each level names its bundles.
 * 4. Each bundle that a level is a part of, or that is asked for, gets a level of its own.
 * 5. One that cannot be read, or a part of which cannot be read, has no level: it is named.
 */
export async function addBundleLevels(
	client: QuickBooksClient,
	levels: readonly StockLevel[],
	asked: readonly string[] = [],
): Promise<BundleLevels> {
	const moved = new Set(levels.map(({ itemId }) => itemId));
	const { bundles: all, odd } =
		levels.length + asked.length === 0 ? { bundles: [], odd: [] } : await readAllBundles(client);
	const bundles = all.filter(
		({ item, parts }) => asked.includes(item.itemId) || parts.some(({ itemId }) => moved.has(itemId)),
	);
	const missing = new Set(
		bundles.flatMap(({ parts }) => parts.map(({ itemId }) => itemId)).filter((id) => !moved.has(id)),
	);
	const { items, asOf } = await readItemsById(client, [...missing]);
	const known = new Map<string, Known>(levels.map((level) => [level.itemId, level]));
	for (const { itemId, sku, name, quantityOnHand, lastUpdatedTime, trouble } of items) {
		if (quantityOnHand !== null && trouble === null)
			known.set(itemId, { itemId, sku, name, quantityOnHand, changedAt: lastUpdatedTime });
	}
	const read = [...levels.map((level) => level.asOf), ...(asOf === null ? [] : [asOf])].sort()[0] ?? null;
	const partOf = (itemId: string) => bundlesWith(itemId, all);
	const plain = levels.map((level) => ({ ...level, partOf: partOf(level.itemId) }));
	const troubled = new Map(bundles.map((bundle) => [bundle, findOddPart(bundle, items)] as const));
	const whole = bundles.filter((bundle) => troubled.get(bundle) === null);
	return {
		levels: [
			...plain,
			...whole.flatMap((bundle) => toBundleLevel(bundle, { known, partOf, asOf: read, company: client })),
		],
		unreadable: [...odd, ...withTrouble(troubled)],
	};
}

/** The part of a bundle that cannot be read; null where there is none. One that was not found may be the one whose id cannot be read. */
function findOddPart({ parts }: Bundle, items: readonly QboItem[]): QboItem | null {
	const odd = items.filter(({ trouble }) => trouble !== null);
	const isFound = (id: string) => items.some(({ itemId }) => itemId === id);
	const found = odd.find((item) =>
		parts.some(({ itemId }) => itemId === item.itemId || (item.itemId === '' && !isFound(itemId))),
	);
	return found ?? null;
}

type Known = Pick<StockLevel, 'itemId' | 'name' | 'quantityOnHand' | 'changedAt'> & Pick<LevelComponent, 'sku'>;

interface Stock {
	readonly known: ReadonlyMap<string, Known>;
	readonly partOf: (itemId: string) => PartOf[];
	readonly asOf: Moment | null;
	readonly company: ItemCompany;
}

/** Those that can be read, and those that cannot, each with its trouble. */
async function readAllBundles(client: QuickBooksClient): Promise<{ bundles: Bundle[]; odd: QboItem[] }> {
	const bundles: Bundle[] = [];
	const odd: QboItem[] = [];
	for (const [place, row] of (await readRows(client, 'Item', [equals('Type', 'Group')])).entries()) {
		const item = readItem(row, `Item[${place}]`);
		const parts = catchUnreadable(() => readParts(row).filter(({ quantity }) => quantity > 0));
		if (item.trouble !== null) odd.push(item);
		else if (parts instanceof UnreadableError) odd.push({ ...item, trouble: parts.message });
		else if (item.sku !== null && parts.length > 0) bundles.push({ item, sku: item.sku, parts });
	}
	return { bundles, odd };
}

function withTrouble(troubled: ReadonlyMap<Bundle, QboItem | null>): QboItem[] {
	return [...troubled].flatMap(([{ item }, part]) =>
		part === null ? [] : [{ ...item, trouble: `its part "${part.name}": ${part.trouble}` }],
	);
}

function bundlesWith(item: string, bundles: readonly Bundle[]): PartOf[] {
	return bundles.flatMap(({ sku, parts }) =>
		parts.filter(({ itemId }) => itemId === item).map(({ quantity }) => ({ sku, quantity })),
	);
}

function toBundleLevel({ item, sku, parts }: Bundle, { known, partOf, asOf, company }: Stock): StockLevel[] {
	const components = parts.flatMap((part) => toComponent(part, known.get(part.itemId), partOf));
	if (asOf === null || components.length === 0) return [];
	const quantityOnHand = bundlesOf(components);
	const changedAt = latest(components.flatMap((part) => known.get(part.itemId)?.changedAt ?? []));
	const { itemId, name, active } = item;
	return [
		{
			sku,
			itemId,
			name,
			...itemLink(itemId, company),
			active,
			quantityOnHand,
			components,
			changedAt,
			asOf,
			realmId: company.realmId,
			unposted: 0,
			awaitsOpening: false,
			partOf: [],
		},
	];
}

/** As many bundles as the parts make. */
function bundlesOf(parts: ReadonlyArray<Pick<LevelComponent, 'quantity' | 'quantityOnHand'>>): number {
	return Math.min(...parts.map(({ quantity, quantityOnHand }) => Math.floor(quantityOnHand / quantity)));
}

/**
 * What QuickBooks says by now of the same levels, in one query for each 50 items. One of which it says nothing, or nothing that can be read,
 * stays as it is.
 */
export async function readLevelsAgain(
	client: QuickBooksClient,
	levels: readonly StockLevel[],
): Promise<ReadonlyMap<StockLevel, StockLevel>> {
	const countedItems = ({ itemId, components }: StockLevel) =>
		components.length === 0 ? [itemId] : components.map((part) => part.itemId);
	const { items, asOf } = await readItemsById(client, [...new Set(levels.flatMap(countedItems))]);
	const known = new Map(items.filter(({ trouble }) => trouble === null).map((item) => [item.itemId, item]));
	return new Map(levels.map((level) => [level, asOf === null ? level : withNumbers(level, known, asOf)]));
}

function withNumbers(level: StockLevel, items: ReadonlyMap<string, QboItem>, asOf: Moment): StockLevel {
	const quantityOf = (itemId: string) => items.get(itemId)?.quantityOnHand ?? null;
	const changedAt = (ids: readonly string[]) => latest(ids.flatMap((id) => items.get(id)?.lastUpdatedTime ?? []));
	if (level.components.length === 0) {
		const quantityOnHand = quantityOf(level.itemId);
		return quantityOnHand === null ? level : { ...level, quantityOnHand, asOf, changedAt: changedAt([level.itemId]) };
	}
	const components = level.components.flatMap((part) => {
		const quantityOnHand = quantityOf(part.itemId);
		return quantityOnHand === null ? [] : [{ ...part, quantityOnHand }];
	});
	if (components.length < level.components.length) return level;
	const moved = changedAt(components.map(({ itemId }) => itemId));
	return { ...level, components, quantityOnHand: bundlesOf(components), asOf, changedAt: moved };
}

function toComponent({ itemId, quantity }: Part, part: Known | undefined, partOf: Stock['partOf']): LevelComponent[] {
	if (part === undefined) return [];
	const { sku, name, quantityOnHand } = part;
	return [{ itemId, quantity, sku, name, quantityOnHand, partOf: partOf(itemId) }];
}

/**
 * What QuickBooks says now of the active items under these SKUs, bundles as many as their parts make. Compared without regard to case; items that
 * are not counted are left out. One query for all SKUs (of each 50), two more for bundles.
 */
export async function readLevelsBySku(client: QuickBooksClient, skus: readonly Sku[]): Promise<StockLevel[]> {
	const { items, asOf } = await readItemsBySkuWithTime(client, skus);
	if (asOf === null) return [];
	const asked = new Set(items.map(({ itemId }) => itemId));
	const bundles = items.filter(({ type }) => isBundle(type)).map(({ itemId }) => itemId);
	const { levels } = await addBundleLevels(client, toStockLevels({ items, asOf }, client), bundles);
	return levels.filter(({ itemId }) => asked.has(itemId));
}
