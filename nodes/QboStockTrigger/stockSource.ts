import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { momentFromMillis, shifted, type Moment } from '../../core/model/moment';
import {
	askedStockSince,
	delivered,
	fullReadAt,
	fullReadDone,
	isDue,
	isFullReadDue,
	readStockCursor,
	startingStockAt,
	storedStockCursor,
	windowDone,
	type ItemVersion,
	type StockCursor,
} from '../../core/availability/stockCursor';
import type { StockLevel } from '../../core/model/stockLevel';
import type { ItemWithoutSku } from '../../core/model/itemWithoutSku';
import { addBundleLevels } from '../../core/quickbooks/bundleLevels';
import { checkStock } from '../../core/quickbooks/companyCheck';
import type { QuickBooksClient } from '../../core/quickbooks/quickBooksClient';
import {
	readInventoryItems,
	readItemsChangedSince,
	toItemsWithoutSku,
	readLatestInventoryItems,
	toStockLevels,
	type ItemsPage,
} from '../../core/quickbooks/stockReading';
import type { PollPage, PollSource } from '../bridge/polling/pollSource';

const SAMPLE_SIZE = 5;
/** A trigger that lost its cursor looks back this far, hours. */
const LOOK_BACK = 24;

export interface StockSourceSettings {
	/** Every so many hours all levels are delivered; 0 is never. */
	readonly fullReadHours: number;
	/** Deliver all levels once, right after the first publish. */
	readonly everythingFirst: boolean;
	/** Milliseconds since the epoch. */
	readonly now: () => number;
}

interface LevelUnit {
	readonly version: ItemVersion;
	/** An item whose SKU was blanked is told of as well: its old level stands on the channels (rules.md E11). */
	readonly told: StockLevel | ItemWithoutSku;
}

type StockPage = PollPage<StockCursor, LevelUnit>;

/** Stock levels that changed in QuickBooks, and now and then all of them. */
export function stockSource(
	client: QuickBooksClient,
	settings: StockSourceSettings,
): PollSource<StockCursor, LevelUnit> {
	return {
		checkSetup: async () => checkStock(await client.company()),
		firstCursor: (publishedNow) => firstCursor(settings, publishedNow),
		readCursor: readStockCursor,
		storedCursor: storedStockCursor,
		pages: (cursor) => pagesAfter(client, settings, cursor),
		keyOf: ({ told }) => `item ${told.itemId}, ${'sku' in told ? `SKU ${told.sku}` : 'without SKU'}`,
		items: (units) => [units.map(itemOf)],
		givenUp: () => null,
		sample: async () => {
			const units = (
				await addBundleLevels(
					client,
					toStockLevels(await readLatestInventoryItems(client, SAMPLE_SIZE), client.realmId),
				)
			).map(unitOf);
			return units.length === 0 ? null : [units.map(itemOf)];
		},
	};
}

function firstCursor({ everythingFirst, now }: StockSourceSettings, publishedNow: boolean): StockCursor {
	const time = momentFromMillis(now());
	const cursor = startingStockAt(publishedNow ? time : shifted(time, -LOOK_BACK * 3600));
	return everythingFirst ? fullReadAt(cursor, 0) : cursor;
}

async function* pagesAfter(
	client: QuickBooksClient,
	settings: StockSourceSettings,
	cursor: StockCursor,
): AsyncIterable<StockPage> {
	let asOf: Moment | null = null;
	for await (const page of readItemsChangedSince(client, askedStockSince(cursor))) {
		asOf ??= page.asOf;
		yield changesPage(await changedLevels(client, page, cursor), page.asOf);
	}
	const read = asOf ?? cursor.since;
	yield { units: [], handled: (at) => at, done: (at) => windowDone(at, read) };
	if (isFullReadDue(cursor, read, settings.fullReadHours)) yield* fullReadPages(client, cursor.fullReadAt ?? 0, read);
}

/** What is new or due again, with the bundles that it moves, which have no change of their own in QuickBooks, and items without SKU. */
async function changedLevels(client: QuickBooksClient, page: ItemsPage, cursor: StockCursor): Promise<LevelUnit[]> {
	const due = ({ version }: LevelUnit) => isDue(cursor, version, page.asOf);
	const levels = toStockLevels(page, client.realmId).filter((level) => due(unitOf(level)));
	const withoutSku = toItemsWithoutSku(page, client.realmId).map(unitOf).filter(due);
	return [...(await addBundleLevels(client, levels)).map(unitOf), ...withoutSku];
}

function changesPage(units: readonly LevelUnit[], asOf: Moment): StockPage {
	return {
		units,
		handled: (at, some) =>
			delivered(
				at,
				some.map(({ version }) => version),
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
		const levels = await addBundleLevels(client, toStockLevels(page, client.realmId));
		yield { units: levels.map(unitOf), handled: (at) => at, done: (at) => fullReadAt(at, end) };
	}
	yield { units: [], handled: (at) => at, done: (at) => fullReadDone(at, asOf) };
}

function unitOf(told: StockLevel | ItemWithoutSku): LevelUnit {
	return { told, version: { itemId: told.itemId, updatedAt: told.changedAt ?? told.asOf } };
}

function itemOf({ told }: LevelUnit): INodeExecutionData {
	return { json: { ...told } as IDataObject };
}
