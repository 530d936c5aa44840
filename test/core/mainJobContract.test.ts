import { beforeEach, describe, expect, test } from '@jest/globals';
import { stockFeed } from '../../core/availability/stockFeed';
import { channels } from '../../core/channels/channelRegistry';
import { processMemory } from '../../core/memory/processMemory';
import { readMatchable } from '../../core/matching/matchable';
import { matchItems } from '../../core/matching/matchItems';
import type { Feed } from '../../core/model/feed';
import { momentFromMillis } from '../../core/model/moment';
import { numberPrefix } from '../../core/model/orderIdentity';
import type { SalesOrder } from '../../core/model/salesOrder';
import { toOrderJson } from '../../core/model/salesOrderJson';
import type { StockLevel } from '../../core/model/stockLevel';
import { orderFeed } from '../../core/orders/orderFeed';
import { runPosting } from '../../core/posting/runPosting';
import { pushToShops } from '../../core/pushing/pushToShops';
import { aShopsRun, justLevels, shopOf, type BenchShop } from '../support/carrying';
import type { Sale } from '../support/channelBench';
import { openShops } from '../support/openShops';
import { untouchedForm } from '../support/posting';
import { openQuickBooks } from '../support/quickBooksBench';
import { importsOf, sourceFiles } from '../support/sourceFiles';
import { levelOf } from '../support/stockUnits';

/** Both sides begin with 40 of it. */
const MUG = 'MUG-BLUE';
/** What is sold of it on each channel, in the order of the registry. */
const SOLD = [1, 2, 3];

/** A bundle with the mug in it. */
const SET = 'SET-BREAKFAST';

/** A sale as one side knows it. */
interface ChannelSale {
	readonly number: string;
	readonly total: number;
	readonly units: number | undefined;
}

interface JournalRow {
	readonly kind: string;
}

let shops: BenchShop[] = [];
let books: Awaited<ReturnType<typeof openQuickBooks>>;
/** The sync starts now: what is sold later is its business. */
let start = 0;
/** Nothing is known of earlier tests. */
let memory = processMemory();

beforeEach(async () => {
	memory = processMemory();
	shops = await openShops();
	books = await openQuickBooks();
	start = Date.now();
});

/** Everything that a feed has since the start. */
async function readAll<Cursor, Unit>(feed: Feed<Cursor, Unit>): Promise<Unit[]> {
	const units: Unit[] = [];
	for await (const page of feed.pages(feed.firstCursor(true))) units.push(...page.units);
	return units;
}

const byNumber = (one: ChannelSale, other: ChannelSale) => one.number.localeCompare(other.number);

async function newOrders({ channel, bench }: BenchShop): Promise<SalesOrder[]> {
	const { listLagSeconds } = channel;
	const now = () => start;
	const settings = { alsoSold: [], listLagSeconds, placedFrom: null, now, tellStart: () => undefined };
	const units = await readAll(orderFeed(bench.adapter, settings));
	expect(units.filter(({ unreadable }) => unreadable !== null)).toEqual([]);
	return units.flatMap(({ order }) => order ?? []);
}

/** Orders in QuickBooks, and the levels that they changed. */
async function post(orders: readonly SalesOrder[]): Promise<StockLevel[]> {
	const items = orders.map((order) => readMatchable({ ...toOrderJson(order) }));
	const matches = await matchItems(items, { quickBooks: async () => books.client }, false);
	const toPost = orders.map((order, place) => ({ order, match: matches[place] ?? null, choices: untouchedForm }));
	const { affectedLevels } = await runPosting(books.client, toPost, {
		...untouchedForm,
		now: momentFromMillis(Date.now()),
	});
	return affectedLevels.map(({ level }) => level);
}

/** The levels that moved in QuickBooks since the start. */
async function movedLevels(): Promise<StockLevel[]> {
	const settings = { fullReadHours: 0, oneByOne: true, now: () => start };
	const units = await readAll(stockFeed(books.client, settings));
	return units.map(levelOf).flatMap((level) => ('sku' in level ? [level] : []));
}

/** Levels on all channels, without what is sold there and not in QuickBooks yet. */
async function carry(levels: readonly StockLevel[]): Promise<void> {
	const since = momentFromMillis(start - 1000);
	const sleep = async (milliseconds: number) => void (await books.control('/clock', { advance: milliseconds }));
	const run = aShopsRun(async () => await Promise.resolve(books.client), { memory, sleep });
	const report = await pushToShops(
		justLevels(levels),
		shops.map((shop) => shopOf(shop, since)),
		run,
	);
	expect(report.shops.filter(({ result }) => 'failure' in result)).toEqual([]);
}

/** Takes the orders that came since the start to QuickBooks, and what is left to the channels. */
async function mainJob(): Promise<void> {
	const orders: SalesOrder[] = [];
	for (const shop of shops) orders.push(...(await newOrders(shop)));
	await carry(await post(orders));
}

/** A sale on each channel, as the channel itself booked it. */
async function sellEverywhere(): Promise<ChannelSale[]> {
	const sales: ChannelSale[] = [];
	for (const [place, { channel, bench }] of shops.entries()) {
		const lines = [{ sku: MUG, quantity: SOLD[place] }];
		const { orderNumber, total } = (await bench.sell({ lines, shipping: '4.95' })) as Sale & { orderNumber: string };
		sales.push({
			number: `${numberPrefix({ channel: channel.id })}${orderNumber}`,
			total: Number(total),
			units: SOLD[place],
		});
	}
	return sales;
}

/** The documents that QuickBooks itself has for orders of the channels. */
async function documentsInBooks(): Promise<ChannelSale[]> {
	const prefixes = channels.map(({ id }) => numberPrefix({ channel: id }));
	const ours = (await books.documents()).filter(({ docNumber }) => prefixes.some((one) => docNumber.startsWith(one)));
	return ours.map(({ docNumber, total, voided, lines }) => {
		const units = lines.find(({ sku }) => sku === MUG)?.quantity ?? undefined;
		return { number: voided ? `${docNumber} (void)` : docNumber, total, units };
	});
}

/** What each shop itself says that it sells, of the mug and of all that has nothing to do with it. */
async function onSale() {
	const stocks = await Promise.all(shops.map(async ({ bench }) => await bench.stock()));
	return {
		mugs: stocks.map((rows) => rows.find(({ sku }) => sku === MUG)?.quantity),
		others: stocks.map((rows) => rows.filter(({ sku }) => sku !== MUG && sku !== SET)),
	};
}

/** How many requests that write QuickBooks and each channel have got, by their own journals. */
async function writesSeen(): Promise<number[]> {
	const journals = [
		await books.journal(),
		...(await Promise.all(shops.map(async ({ bench }) => (await bench.control('/journal')) as JournalRow[]))),
	];
	return journals.map((rows) => rows.filter(({ kind }) => kind === 'write').length);
}

describe('the main job on core alone, judged by the services themselves', () => {
	test('an order on each channel becomes a document of its own, and every channel shows what is left', async () => {
		const before = await onSale();
		const sales = await sellEverywhere();
		await mainJob();
		expect((await documentsInBooks()).sort(byNumber)).toEqual(sales.sort(byNumber));
		expect((await books.stock(MUG))?.quantity).toBe(34);
		expect(await onSale()).toEqual({ mugs: [34, 34, 34], others: before.others });
	});

	test('what is sold and not posted yet is held back from all channels, and is taken off once when it is posted', async () => {
		await sellEverywhere();
		await mainJob();
		await books.control('/stock', { sku: MUG, by: 10 });
		await shops[0]?.bench.sell({ lines: [{ sku: MUG, quantity: 5 }] });
		await carry(await movedLevels());
		expect((await books.stock(MUG))?.quantity).toBe(44);
		expect((await onSale()).mugs).toEqual([39, 39, 39]);
		await mainJob();
		expect((await books.stock(MUG))?.quantity).toBe(39);
		expect((await onSale()).mugs).toEqual([39, 39, 39]);
		expect(await documentsInBooks()).toHaveLength(4);
	});

	test('done again from the same start, it writes nothing anywhere', async () => {
		await sellEverywhere();
		await mainJob();
		const [documents, writes] = [await documentsInBooks(), await writesSeen()];
		expect(writes.every((count) => count > 0)).toBe(true);
		await mainJob();
		expect(await documentsInBooks()).toEqual(documents);
		expect(await writesSeen()).toEqual(writes);
	});
});

test('nothing that it loads knows n8n', () => {
	const sources = new Map(sourceFiles(['core', 'nodes', 'test'], ['.ts']).map((file) => [file.path, file]));
	const loaded = new Set(['test/core/mainJobContract.test.ts']);
	for (const path of loaded) {
		const file = sources.get(path);
		if (file !== undefined) importsOf(file).forEach((one) => loaded.add(sources.has(`${one}.ts`) ? `${one}.ts` : one));
	}
	expect(loaded).toContain('core/channels/ebay/adapter.ts');
	expect([...loaded].filter((path) => /^(nodes|credentials)\/|n8n/.test(path))).toEqual([]);
});
