import { createAllLevels, type AllLevels } from '../model/allLevels';
import type { Feed, FeedPage } from '../model/feed';
import type { ItemWithoutSku } from '../model/itemWithoutSku';
import { momentFromMillis, addSeconds, type Moment } from '../model/moment';
import type { StockLevel } from '../model/stockLevel';
import { addBundleLevels } from '../quickbooks/bundleLevels';
import { checkStock } from '../quickbooks/companyCheck';
import { bundlesWithoutLevel, toLevelsPage } from '../quickbooks/levelPages';
import type { QuickBooksClient } from '../quickbooks/quickBooksClient';
import {
	readInventoryItems,
	readItemsChangedSince,
	toItemsWithoutLevel,
	readLatestInventoryItems,
	toStockLevels,
	type ItemsPage,
} from '../quickbooks/stockReading';
import {
	stockQueryStart,
	afterDelivery,
	withFullReadAt,
	afterFullStockRead,
	isDue,
	isFullReadDue,
	readStockCursor,
	newStockCursor,
	toStoredStockCursor,
	afterWindow,
	type ItemVersion,
	type StockCursor,
} from './stockCursor';

const SAMPLE_SIZE = 5;

/** A feed that lost its cursor looks back this far, hours. */
const LOOK_BACK = 24;

export interface StockFeedSettings {
	/** Every so many hours all levels are due; 0 is never. */
	readonly fullReadHours: number;
	/** Whether levels that are due all together come one by one, or as one unit that says so. */
	readonly oneByOne: boolean;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
}

/** A level in one version, or an item that has none, or all levels together. */
export type StockUnit = LevelUnit | AllLevelsUnit;

interface AllLevelsUnit {
	readonly everything: AllLevels;
}

interface LevelUnit {
	readonly version: ItemVersion;
	/** An item whose SKU was blanked, or that cannot be read, is delivered as well: its old level stands on the channels (rules.md E11). */
	readonly level: StockLevel | ItemWithoutSku;
}

type StockPage = FeedPage<StockCursor, StockUnit>;

/** Stock levels that changed in QuickBooks, each change twice (see SECOND_DELIVERY_SECONDS), and now and then all of them. */
export function stockFeed(client: QuickBooksClient, settings: StockFeedSettings): Feed<StockCursor, StockUnit> {
	return {
		checkSetup: async () => checkStock(await client.company()),
		firstCursor: (publishedNow) => firstCursor(settings, publishedNow),
		// Whoever has switched something on, or off, sees at once what comes of it.
		published: (cursor) => withFullReadAt(cursor, 0),
		readCursor: readStockCursor,
		toStoredCursor: toStoredStockCursor,
		pages: (cursor) => pagesAfter(client, settings, cursor),
		keyOf,
		sample: async () => await sampleOf(client, settings),
	};
}

function firstCursor({ now }: StockFeedSettings, publishedNow: boolean): StockCursor {
	const time = momentFromMillis(now());
	return newStockCursor(publishedNow ? time : addSeconds(time, -LOOK_BACK * 3600));
}

/**
 * 1. Read what changed since the cursor, page by page, and deliver of it what is new or due again.
 * 2. Move the window up to QuickBooks' clock at the first page.
 * 3. Read all levels where that is due.
 */
async function* pagesAfter(
	client: QuickBooksClient,
	settings: StockFeedSettings,
	cursor: StockCursor,
): AsyncIterable<StockPage> {
	let asOf: Moment | null = null;
	for await (const page of readItemsChangedSince(client, stockQueryStart(cursor))) {
		asOf ??= page.asOf;
		yield changesPage(await changedLevels(client, page, cursor), page.asOf);
	}
	const read = asOf ?? cursor.since;
	yield { units: [], handled: (at) => at, done: (at) => afterWindow(at, read) };
	if (!isFullReadDue(cursor, read, settings.fullReadHours)) return;
	if (settings.oneByOne) yield* fullReadPages(client, cursor.fullReadAt ?? 0, read);
	else yield everythingPage(client.realmId, read);
}

function everythingPage(realmId: string, asOf: Moment): StockPage {
	return {
		units: [{ everything: createAllLevels(realmId, asOf) }],
		handled: (at) => at,
		done: (at) => afterFullStockRead(at, asOf),
	};
}

function keyOf(unit: StockUnit): string {
	if ('everything' in unit) return `all levels of ${unit.everything.realmId}`;
	const { level } = unit;
	return `item ${level.itemId}, ${'sku' in level ? `SKU ${level.sku}` : 'without SKU'}`;
}

/** What is new or due again, with the bundles that it moves, which have no change of their own in QuickBooks, and what has no level. */
async function changedLevels(client: QuickBooksClient, page: ItemsPage, cursor: StockCursor): Promise<LevelUnit[]> {
	const due = ({ version }: LevelUnit) => isDue(cursor, version, page.asOf);
	const levels = toStockLevels(page, client).filter((level) => due(toUnit(level)));
	const withoutLevel = toItemsWithoutLevel(page, client).map(toUnit).filter(due);
	const all = await addBundleLevels(client, levels);
	return [
		...all.levels.map(toUnit),
		...withoutLevel,
		...bundlesWithoutLevel(all.unreadable, page.asOf, client).map(toUnit),
	];
}

function changesPage(units: readonly LevelUnit[], asOf: Moment): StockPage {
	return {
		units,
		handled: (at, some) =>
			afterDelivery(
				at,
				some.flatMap((unit) => ('version' in unit ? [unit.version] : [])),
				asOf,
			),
		done: (at) => at,
	};
}

/** Pages that an earlier poll handled are read over: a full read goes on where it stopped. */
async function* fullReadPages(client: QuickBooksClient, handledBefore: number, asOf: Moment): AsyncIterable<StockPage> {
	let position = 0;
	for await (const page of readInventoryItems(client)) {
		position += page.items.length;
		const end = position;
		if (end <= handledBefore) continue;
		const units = await unitsOfPage(client, page);
		yield { units, handled: (at) => at, done: (at) => withFullReadAt(at, end) };
	}
	yield { units: [], handled: (at) => at, done: (at) => afterFullStockRead(at, asOf) };
}

async function unitsOfPage(client: QuickBooksClient, page: ItemsPage): Promise<LevelUnit[]> {
	const { levels, unreadable } = await toLevelsPage(client, page);
	return [...levels, ...unreadable].map(toUnit);
}

/** What a person who runs the workflow by hand gets: all levels, or the last few that moved. */
async function sampleOf(client: QuickBooksClient, { oneByOne, now }: StockFeedSettings): Promise<readonly StockUnit[]> {
	if (!oneByOne) return [{ everything: createAllLevels(client.realmId, momentFromMillis(now())) }];
	return await unitsOfPage(client, await readLatestInventoryItems(client, SAMPLE_SIZE));
}

function toUnit(level: StockLevel | ItemWithoutSku): LevelUnit {
	return { level, version: { itemId: level.itemId, updatedAt: level.changedAt ?? level.asOf } };
}
