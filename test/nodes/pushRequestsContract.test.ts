import { beforeEach, describe, expect, test } from '@jest/globals';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { channelById } from '../../core/channels/channelRegistry';
import { createAllLevels } from '../../core/model/allLevels';
import { momentFromMillis } from '../../core/model/moment';
import { readLevelsBySku } from '../../core/quickbooks/bundleLevels';
import { memory } from '../../nodes/bridge/memory/memory';
import { PushChannelStock } from '../../nodes/PushChannelStock/PushChannelStock.node';
import { openBench, type ChannelBench } from '../support/channelBench';
import { sku } from '../support/levels';
import { runNode } from '../support/nodesUnderTest';
import { localRealmId, openQuickBooks } from '../support/quickBooksBench';
import { serviceCredentials } from '../support/serviceCredentials';

const [MUG, LAMP] = ['MUG-BLUE', 'LAMP-OAK'];
const BOTH = { channels: ['woocommerce', 'bigcommerce'] };
const ON = { ...BOTH, syncInventoryToWoocommerce: true, syncInventoryToBigcommerce: true };

interface JournalRow {
	readonly method: string;
	readonly path: string;
	readonly query: Readonly<Record<string, unknown>>;
}

let woo: ChannelBench;
let big: ChannelBench;
let books: Awaited<ReturnType<typeof openQuickBooks>>;

beforeEach(async () => {
	[woo, big] = [await openBench(channelById('woocommerce')), await openBench(channelById('bigcommerce'))];
	await big.control('/settings', { inventoryDelay: 0 });
	books = await openQuickBooks();
	// Each test stands for shops and books that this process has not seen yet.
	for (const subject of ['documentIndex', 'ordersOfCompany'])
		await memory.store(subject, 'large').write(new Map([[localRealmId, null]]));
});

/** Push Channel Stock as it is published, in n8n's own engine: what leaves by each of its outputs. */
async function push(parameters: Readonly<Record<string, unknown>>, items: readonly object[]) {
	const under = { type: new PushChannelStock(), parameters, credentials: serviceCredentials() };
	const { data, status } = await runNode(under, items);
	expect({ status, error: data.resultData.error?.message }).toEqual({ status: 'success', error: undefined });
	const outputs = (data.resultData.runData.Node?.[0]?.data?.main ?? []) as Array<INodeExecutionData[] | null>;
	const [done = [], attention = [], , comesAgain = []] = outputs.map((items) => (items ?? []).map(({ json }) => json));
	return { done, attention, comesAgain };
}

const levelsOf = async (...texts: string[]) => await readLevelsBySku(books.client, texts.map(sku));
const journalOf = async (bench: ChannelBench) => (await bench.control('/journal')) as JournalRow[];
const journalOfBooks = async () => (await books.control('/journal')) as JournalRow[];
/** What was asked of a service during a piece of work. */
async function during(journal: () => Promise<readonly JournalRow[]>, work: () => Promise<unknown>) {
	const before = (await journal()).length;
	await work();
	return (await journal()).slice(before).map(({ method, path, query }) => `${method} ${path} ${JSON.stringify(query)}`);
}
/** Which orders a list is of. */
const statusOf = (line: string) => /"status(?:_id)?":"([^"]*)"/.exec(line)?.[1];
const shown = async (bench: ChannelBench, text: string) =>
	(await bench.stock()).find((row) => row.sku === text)?.quantity;
const summaries = (rows: readonly IDataObject[]) => rows.map(({ summary }) => summary);

describe('What a run of Push Channel Stock asks', () => {
	test('the open orders of each channel once, and QuickBooks for the documents of all orders once, whatever the number of levels', async () => {
		await woo.sell({ lines: [{ sku: MUG, quantity: 2 }] });
		await big.sell({ lines: [{ sku: LAMP, quantity: 1 }] });
		const levels = await levelsOf(MUG, LAMP, 'TEE-RED-M');
		const run = async () => await push(BOTH, levels);
		const asked = { woo: [] as string[], big: [] as string[] };
		const ofBooks = await during(journalOfBooks, async () => {
			asked.woo = await during(
				async () => await journalOf(woo),
				async () => {
					asked.big = await during(async () => await journalOf(big), run);
				},
			);
		});
		const lists = (lines: readonly string[]) => lines.filter((line) => /\/orders \{/.test(line));
		// One list of the orders that reserve stock, by state in BigCommerce, and one of those that were sold.
		expect(lists(asked.woo).map(statusOf)).toEqual(['on-hold', 'any']);
		expect(lists(asked.big).map(statusOf)).toEqual(['1', '7', '12', undefined]);
		expect(ofBooks.filter((line) => line.includes('/query '))).toEqual([
			expect.stringContaining('SELECT * FROM Invoice WHERE MetaData.CreateTime'),
			expect.stringContaining('SELECT * FROM SalesReceipt WHERE MetaData.CreateTime'),
		]);
	});

	test('QuickBooks nothing where no order is open', async () => {
		const levels = await levelsOf(MUG);
		expect(await during(journalOfBooks, async () => await push(BOTH, levels))).toEqual([]);
	});
});

describe('All of QuickBooks, over the services', () => {
	const all = () => [createAllLevels(localRealmId, momentFromMillis(Date.now()))];

	test('what differs is mended in each shop, and a second run finds nothing', async () => {
		await push(ON, all());
		await books.control('/stock', { sku: MUG, by: -3 });
		await woo.control('/stock', { sku: LAMP, quantity: 1 });
		const lamps = (await books.stock(LAMP))?.quantity ?? 0;
		const { done } = await push(ON, all());
		expect(summaries(done).at(-1)).toMatch(
			/^\d+ levels of QuickBooks compared with WooCommerce, BigCommerce: \d+ differed$/,
		);
		expect(summaries(done)).toEqual(
			expect.arrayContaining([
				expect.stringMatching(/^MUG-BLUE on WooCommerce 40 -> 37 /),
				expect.stringMatching(/^MUG-BLUE on BigCommerce 40 -> 37 /),
				expect.stringMatching(new RegExp(`^LAMP-OAK on WooCommerce 1 -> ${lamps} `)),
			]),
		);
		expect([await shown(woo, MUG), await shown(big, MUG), await shown(woo, LAMP)]).toEqual([37, 37, lamps]);
		const again = await push(ON, all());
		expect(again.done.filter((row) => row.outcome === 'written' || row.sku === MUG || row.sku === LAMP)).toEqual([]);
		expect(again.done.at(-1)).toMatchObject({ outcome: 'compared' });
	});
});

describe('F5: a shop that is down', () => {
	test('stops no other, is told of, and asks levels to come again', async () => {
		await books.control('/stock', { sku: MUG, by: -3 });
		const levels = (await levelsOf(MUG)).map((level) => ({ ...level, comesAgain: true }));
		await woo.control('/faults', { path: '/', status: 401, times: 1000 });
		const { done, attention, comesAgain } = await push(ON, levels);
		expect(summaries(done)).toEqual([expect.stringMatching(/^MUG-BLUE on BigCommerce 40 -> 37 /)]);
		expect([await shown(woo, MUG), await shown(big, MUG)]).toEqual([40, 37]);
		expect(attention.map(({ outcome, channel }) => [outcome, channel])).toEqual([
			['failed', 'woocommerce'],
			['openOrdersUnread', 'woocommerce'],
		]);
		expect(comesAgain).toEqual([{ message: expect.stringMatching(/^Comes again: WooCommerce: /) }]);
	});
});
