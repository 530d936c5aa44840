import { describe, expect, test } from '@jest/globals';
import { momentFromMillis } from '../../../core/model/moment';
import type { StockCursor } from '../../../core/availability/stockCursor';
import { stockFeed, type StockFeedSettings, type StockUnit } from '../../../core/availability/stockFeed';
import { quickBooksWithItems, type ItemRow } from '../../support/quickBooksWithItems';
import { levelOf } from '../../support/stockUnits';

const at = (minute: number) => momentFromMillis(Date.UTC(2026, 10, 23, 10, 0) + minute * 60_000);
const settings: StockFeedSettings = {
	fullReadHours: 0,
	oneByOne: true,
	now: () => Date.parse(at(0)),
};

function shown(unit: StockUnit): unknown {
	if ('everything' in unit) return unit.everything;
	const level = levelOf(unit);
	return ['sku' in level ? level.sku : undefined, level.quantityOnHand];
}

/** One poll at a minute, everything handled. */
async function poll(items: readonly ItemRow[], minute: number, cursor?: StockCursor, chosen = settings) {
	const { client, asked } = quickBooksWithItems(items, at(minute));
	const feed = stockFeed(client, chosen);
	const delivered: unknown[] = [];
	let now = cursor ?? feed.firstCursor(true);
	for await (const page of feed.pages(now)) {
		delivered.push(...page.units.map(shown));
		now = page.done(page.handled(now, page.units));
	}
	return { delivered, cursor: now, asked, client };
}

describe('the stock levels that a trigger delivers', () => {
	test('are those that moved, with one query and one for the bundles, at once and again after a quarter of an hour', async () => {
		const items = [
			{ id: '1', sku: 'MUG', quantity: 7, updatedAt: at(1) },
			{ id: '2', sku: 'TEE', updatedAt: at(-60) },
		];
		const first = await poll(items, 2);
		expect(first.delivered).toEqual([['MUG', 7]]);
		expect(first.asked).toHaveLength(2);
		const between = await poll(items, 10, first.cursor);
		expect(between.delivered).toEqual([]);
		const second = await poll(items, 17, between.cursor);
		expect(second.delivered).toEqual([['MUG', 7]]);
		expect((await poll(items, 60, second.cursor)).delivered).toEqual([]);
	});

	test('keep those of items that were made inactive', async () => {
		expect((await poll([{ id: '2', sku: 'TEE', active: false, updatedAt: at(1) }], 2)).delivered).toEqual([['TEE', 5]]);
	});

	test('E11: are followed by active items that changed and have no SKU, in words; inactive ones stand for nothing', async () => {
		const items = [
			{ id: '1', quantity: 3, updatedAt: at(1) },
			{ id: '2', sku: 'TEE', updatedAt: at(1) },
			{ id: '3', active: false, updatedAt: at(1) },
			{ id: '4', updatedAt: at(-60) },
		];
		const { client } = quickBooksWithItems(items, at(2));
		const feed = stockFeed(client, settings);
		const found: unknown[] = [];
		for await (const page of feed.pages(feed.firstCursor(true))) found.push(...page.units.map(levelOf));
		expect(found).toEqual([
			expect.objectContaining({ sku: 'TEE' }),
			{
				kind: 'withoutSku',
				itemId: '1',
				name: 'Item 1',
				quantityOnHand: 3,
				changedAt: at(1),
				asOf: at(2),
				realmId: '1',
				reason: expect.stringContaining('The item "Item 1" has no SKU in QuickBooks'),
			},
		]);
	});

	test('E11: a blanked SKU comes at once and again like every change, and never in the read of all levels', async () => {
		const items = [{ id: '1', updatedAt: at(1) }];
		const first = await poll(items, 2);
		expect(first.delivered).toEqual([[undefined, 5]]);
		const between = await poll(items, 10, first.cursor);
		expect(between.delivered).toEqual([]);
		const second = await poll(items, 17, between.cursor);
		expect(second.delivered).toEqual([[undefined, 5]]);
		expect((await poll(items, 120, second.cursor, { ...settings, fullReadHours: 1 })).delivered).toEqual([]);
	});

	test('E9: bring the bundles of what moved along, also the second time', async () => {
		const items = [
			{ id: '1', sku: 'MUG', quantity: 7, updatedAt: at(1) },
			{ id: '2', sku: 'TEE', quantity: 9, updatedAt: at(-60) },
			{
				id: '9',
				sku: 'SET',
				type: 'Group',
				parts: [
					{ id: '1', quantity: 2 },
					{ id: '2', quantity: 1 },
				],
			},
		];
		const first = await poll(items, 2);
		expect(first.delivered).toEqual([
			['MUG', 7],
			['SET', 3],
		]);
		expect((await poll(items, 17, first.cursor)).delivered).toEqual([
			['MUG', 7],
			['SET', 3],
		]);
	});

	test('are all of them every so many hours', async () => {
		const items = [{ id: '1', sku: 'MUG', updatedAt: at(-600) }];
		const daily = { ...settings, fullReadHours: 1 };
		const first = await poll(items, 59, undefined, daily);
		expect(first.delivered).toEqual([]);
		const full = await poll(items, 61, first.cursor, daily);
		expect(full.delivered).toEqual([['MUG', 5]]);
		expect((await poll(items, 62, full.cursor, daily)).delivered).toEqual([]);
	});

	describe('where all of them are due', () => {
		const asOne = { ...settings, oneByOne: false };
		const items = [
			{ id: '1', sku: 'MUG', updatedAt: at(-600) },
			{ id: '2', sku: 'TEE', updatedAt: at(-600) },
		];
		const all = (minute: number) => [expect.objectContaining({ kind: 'allLevels', realmId: '1', asOf: at(minute) })];

		test('are one item that says so, behind what changed, and QuickBooks is not read through', async () => {
			const daily = { ...asOne, fullReadHours: 1 };
			const first = await poll(items, 59, undefined, daily);
			expect(first.delivered).toEqual([]);
			const moved = [...items, { id: '3', sku: 'CAP', updatedAt: at(60) }];
			const full = await poll(moved, 61, first.cursor, daily);
			expect(full.delivered).toEqual([['CAP', 5], ...all(61)]);
			expect(full.asked).toHaveLength(2);
			expect((await poll(items, 62, full.cursor, daily)).delivered).toEqual([]);
		});

		test('are that item whenever a person publishes, and where he runs it', async () => {
			const first = await poll(items, 1, undefined, asOne);
			expect(first.delivered).toEqual([]);
			const published = await poll(items, 2, stockFeed(first.client, asOne).published(first.cursor), asOne);
			expect(published.delivered).toEqual(all(2));
			expect((await poll(items, 3, published.cursor, asOne)).delivered).toEqual([]);
			const { client, asked } = quickBooksWithItems(items, at(0));
			expect((await stockFeed(client, asOne).sample()).map(shown)).toEqual(all(0));
			expect(asked).toEqual([]);
		});
	});

	test('are all of them whenever a person publishes, where the user wants them one by one', async () => {
		const items = [{ id: '1', sku: 'MUG', updatedAt: at(-600) }];
		const first = await poll(items, 1);
		const published = await poll(items, 2, stockFeed(first.client, settings).published(first.cursor));
		expect(published.delivered).toEqual([['MUG', 5]]);
		expect((await poll(items, 3, published.cursor)).delivered).toEqual([]);
	});
});
