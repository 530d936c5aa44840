import { describe, expect, test } from '@jest/globals';
import { IntegrationError } from '../../../core/http/integrationError';
import { createItemWithoutSku } from '../../../core/model/itemWithoutSku';
import type { SalesOrder } from '../../../core/model/salesOrder';
import type { StockLevel } from '../../../core/model/stockLevel';
import type { LevelsAsked } from '../../../core/pushing/levelsAsked';
import { UnreadableError } from '../../../core/reading/readUnknown';
import { justLevels } from '../../support/carrying';
import { sku, stockLevel } from '../../support/levels';
import { order, orderLine } from '../../support/orders';
import { asOf, listing, world } from '../../support/pushWorld';
import { aPushNode, shopIn, type ShopInTest } from '../../support/shopsWorld';

/** A level that no node has looked at yet. */
const level = (text: string, quantityOnHand: number) =>
	stockLevel({ sku: sku(text), itemId: text, name: text, quantityOnHand, asOf });

const down = new IntegrationError('unavailable', 'GET /products was not answered');
const sale = (quantity: number, changes: Partial<SalesOrder> = {}, text = 'mug') =>
	order({ placedAt: asOf, lines: [orderLine({ sku: sku(text), quantity })], ...changes });

describe('A push to several shops', () => {
	test('brings each of them to the level, by its own rules, and says so of each', async () => {
		const one = shopIn('one', { listings: [listing('mug', 9)] });
		const two = shopIn(
			'two',
			{ listings: [listing('mug', 6)] },
			{
				rulesFor: () => ({ buffer: 1, percent: 100, minimum: 0, maximum: null }),
			},
		);
		const { done, attention } = await aPushNode()([one, two], [level('mug', 4)]);
		expect([one.written(), two.written()]).toEqual([[[['mug', 4]]], [[['mug', 3]]]]);
		expect(done).toEqual([
			'mug on One 9 -> 4 (4 on hand in QuickBooks = 4 to show)',
			'mug on Two 6 -> 3 (4 on hand in QuickBooks, - 1 buffer = 3 = 3 to show)',
		]);
		expect(attention).toEqual([]);
	});

	test('writes to those whose switch is on, and previews the others', async () => {
		const one = shopIn('one', { listings: [listing('mug', 9)] }, { write: false });
		const two = shopIn('two', { listings: [listing('mug', 9)] });
		const { done } = await aPushNode()([one, two], [level('mug', 4)]);
		expect(done.map((text) => text.slice(0, 24))).toEqual(['Preview: mug on One 9 ->', 'mug on Two 9 -> 4 (4 on ']);
		expect([one.written(), two.written()]).toEqual([[], [[['mug', 4]]]]);
	});

	test('E1: takes what is sold on one of them off all, and reads the orders of each once', async () => {
		const one = shopIn('one', { listings: [listing('mug', 9)], orders: [sale(3)] });
		const two = shopIn('two', { listings: [listing('mug', 9)] });
		const { done } = await aPushNode()([one, two], [level('mug', 8)]);
		expect([one.written(), two.written()]).toEqual([[[['mug', 5]]], [[['mug', 5]]]]);
		expect(done[1]).toContain('8 on hand in QuickBooks - 3 sold and not in QuickBooks yet (one 812)');
		expect([one.read, two.read]).toEqual([
			['orders', 'orders'],
			['orders', 'orders'],
		]);
	});

	test('E1: an order that concerns none of the levels asks QuickBooks for no document', async () => {
		const books = world({ listings: [], items: [] });
		const one = shopIn('one', { listings: [listing('mug', 9)], orders: [sale(3, {}, 'bowl')] });
		await aPushNode(books.targets.quickBooks)([one], [level('mug', 8)]);
		expect([books.asked, one.written()]).toEqual([[], [[['mug', 8]]]]);
	});

	test('asks nobody anything where nothing came', async () => {
		const one = shopIn('one', {}, { trouble: down });
		expect(await aPushNode(async () => await Promise.reject(down))([one], [])).toMatchObject({
			done: [],
			attention: [],
		});
		expect(one.read).toEqual([]);
	});
});

describe('F5: a shop', () => {
	test.each([
		['is down', down, 'GET /products was not answered'],
		[
			'has no credential',
			new IntegrationError('notAuthorised', 'The credential cannot be used: It was deleted'),
			'The credential cannot be used: It was deleted',
		],
		[
			'refuses, with a way out',
			new IntegrationError('notAuthorised', 'GET /products was answered with 401', undefined, 'Enter its key anew'),
			'GET /products was answered with 401. Enter its key anew',
		],
		['answers nonsense', new UnreadableError('product list', 'a list'), 'product list should be a list'],
	])('that %s stops no other, and is told of', async (_what, trouble, words) => {
		const one = shopIn('one', {}, { trouble });
		const two = shopIn('two', { listings: [listing('mug', 9)] });
		const { done, attention } = await aPushNode()([one, two], [level('mug', 4)]);
		expect(two.written()).toEqual([[['mug', 4]]]);
		expect(done).toEqual(['mug on Two 9 -> 4 (4 on hand in QuickBooks = 4 to show)']);
		expect(attention[0]).toBe(`The stock of One was not brought up to date: ${words}`);
	});

	test('A1: that cannot be read lets nothing go up on the others', async () => {
		const one = shopIn('one', {}, { trouble: down });
		const two = shopIn('two', { listings: [listing('mug', 3)] });
		const { done } = await aPushNode()([one, two], [level('mug', 4)]);
		expect(two.written()).toEqual([]);
		expect(done).toEqual([
			expect.stringMatching(/^mug on Two shows 3 and should show 4: Not raised: One: its open orders/),
		]);
	});

	test('whose listings alone cannot be read holds nothing back on the others', async () => {
		const mute = world({ listings: [], items: [] }).targets.adapter;
		const adapter = { ...mute, findListings: async () => await Promise.reject(down) };
		const one = shopIn('one', {}, { connect: async () => await Promise.resolve(adapter) });
		const items = [{ id: 'mug', sku: 'mug', quantity: 4 }];
		const two = shopIn('two', { listings: [listing('mug', 3)], count: 60 });
		const { attention } = await aPushNode(world({ listings: [], items }).targets.quickBooks)(
			[one, two],
			[level('mug', 4)],
		);
		expect(two.written()).toEqual([[['mug', 4]]]);
		expect(attention).toEqual([expect.stringContaining('The stock of One was not brought up to date')]);
	});

	test('is told of once a day, at once when it fails otherwise, and at once when it was well in between', async () => {
		const push = aPushNode();
		const failing = (trouble: Error) => [shopIn('one', {}, { trouble })];
		const refusing = new IntegrationError('notAuthorised', 'GET /products was answered with 401');
		const told = async (shops: ShopInTest[], hour: number) =>
			(await push(shops, [level('mug', 4)], { hour })).attention.filter((text) => text.startsWith('The stock of One'))
				.length;
		expect([
			await told(failing(down), 0),
			await told(failing(down), 1),
			await told(failing(down), 24),
			await told(failing(refusing), 25),
			await told([shopIn('one', { listings: [listing('mug', 4)] })], 26),
			await told(failing(refusing), 27),
		]).toEqual([1, 0, 1, 1, 0, 1]);
	});

	test('whose open orders cannot be read is told of once a day, however long each run waited for them, and at once when they were read in between', async () => {
		const push = aPushNode();
		const told = async (orders: Error | readonly SalesOrder[], hour: number) => {
			const one = shopIn('one', { listings: [listing('mug', 4)], orders: orders instanceof Error ? [] : orders });
			const adapter = { ...one.targets.adapter };
			const unread = async function* () {
				yield await Promise.reject(orders as Error);
			};
			if (orders instanceof Error) adapter.readReservingOrders = unread;
			const connect = async () => await Promise.resolve(adapter);
			const { attention } = await push([{ ...one, shop: { ...one.shop, connect } }], [level('mug', 4)], { hour });
			return attention.filter((text) => text.startsWith('Levels go down and not up: One: '));
		};
		const waited = (seconds: number) => new IntegrationError('unavailable', `no good answer came for ${seconds} s`);
		expect(await told(waited(20), 0)).toEqual([expect.stringContaining('no good answer came for 20 s')]);
		expect(await told(waited(10), 1)).toEqual([]);
		expect(await told(waited(180), 2)).toEqual([]);
		expect(await told(waited(20), 24)).toHaveLength(1);
		expect(await told([], 25)).toEqual([]);
		expect(await told(waited(20), 26)).toHaveLength(1);
	});

	test('is told of in every run by hand, which counts as told to nobody else', async () => {
		const push = aPushNode();
		const one = [shopIn('one', {}, { trouble: down })];
		const told = async (isManual: boolean) =>
			(await push(one, [level('mug', 4)], { isManual })).attention.filter((text) => text.startsWith('The stock'))
				.length;
		expect([await told(true), await told(true), await told(false), await told(false)]).toEqual([1, 1, 1, 0]);
	});

	test('that has a bug of ours ends the run', async () => {
		const one = shopIn('one', {
			listings: () => {
				throw new Error('a bug');
			},
		});
		await expect(aPushNode()([one], [level('mug', 4)])).rejects.toThrow('a bug');
	});
});

describe('E5: an item that is oversold', () => {
	const shopWith = (...quantities: number[]) => [
		shopIn('one', {
			listings: [listing('mug', 0)],
			orders: quantities.map((quantity, place) => sale(quantity, { orderId: `s${place}`, orderNumber: `s${place}` })),
		}),
	];
	const oversold = async (
		push: ReturnType<typeof aPushNode>,
		quantities: number[],
		more: { isManual?: boolean; hour?: number },
	) => (await push(shopWith(...quantities), [level('mug', 1)], more)).attention;

	test('is told of once, again when it gets worse, and again after it was mended', async () => {
		const push = aPushNode();
		const shortages = [];
		for (const [hour, quantities] of [[1, 1], [1, 1], [1, 2], [1], [1, 1]].entries())
			shortages.push((await oversold(push, quantities, { hour: hour * 24 * 2 })).length);
		expect(shortages).toEqual([1, 0, 1, 0, 1]);
	});

	test('is told of with what is short, and by which orders', async () => {
		expect(await oversold(aPushNode(), [1, 1], {})).toEqual([
			expect.stringMatching(/^mug is oversold: .*one s0 \(1\), one s1 \(1\)/),
		]);
	});

	test('a person who runs it in the editor does not keep it from the others', async () => {
		const push = aPushNode();
		const told = async (isManual: boolean) => (await oversold(push, [1, 1], { isManual })).length;
		expect([await told(true), await told(true), await told(false), await told(false)]).toEqual([1, 1, 1, 0]);
	});
});

describe('E11: items without SKU', () => {
	const item = createItemWithoutSku({
		itemId: '5',
		name: 'Mug',
		quantityOnHand: 7,
		realmId: '1',
		changedAt: asOf,
		asOf,
	});
	const asked = (levels: readonly StockLevel[]): LevelsAsked => ({ ...justLevels(levels), itemsWithoutSku: [item] });

	test('are told of once, whatever the number of shops, and nobody is asked anything for them alone', async () => {
		const push = aPushNode(async () => await Promise.reject(down));
		const shops = [shopIn('one', {}), shopIn('two', {})];
		const runs = [await push(shops, asked([])), await push(shops, asked([]))];
		const words = expect.stringContaining('Mug reaches no channel: The item "Mug" has no SKU in QuickBooks');
		expect(runs.map(({ done, attention }) => [done, attention])).toEqual([
			[[], [words]],
			[[words], []],
		]);
		expect(shops.flatMap(({ read, looked }) => [...read, ...looked])).toEqual([]);
	});

	test('leave what came beside them alone', async () => {
		const one = shopIn('one', { listings: [listing('mug', 9)] });
		const { done, attention } = await aPushNode()([one], asked([level('mug', 4)]));
		expect([done.length, attention.length, one.written()]).toEqual([1, 1, [[['mug', 4]]]]);
	});
});

describe('Levels of SKUs', () => {
	const items = [
		{ id: '1', sku: 'mug', quantity: 4, updatedAt: '2026-01-01T00:00:00.000Z' },
		{ id: '2', sku: 'bowl', quantity: 6, updatedAt: '2026-01-01T00:00:00.000Z' },
	];
	const skus = (...texts: string[]): LevelsAsked => ({ ...justLevels([]), skus: texts.map(sku) });
	const push = aPushNode(world({ listings: [], items }).targets.quickBooks);

	test('are read from QuickBooks, and each shop says what it shows and sells', async () => {
		const one = shopIn('one', { listings: [listing('mug', 9), listing('bowl', 6)] });
		const two = shopIn('two', { listings: [] });
		const { done, attention } = await push([one, two], skus('mug', 'bowl'));
		expect(done).toEqual([
			'mug on One 9 -> 4 (4 on hand in QuickBooks = 4 to show)',
			'bowl on One stays at 6 (6 on hand in QuickBooks = 6 to show)',
			'mug on Two: The channel sells nothing under this SKU',
			'bowl on Two: The channel sells nothing under this SKU',
		]);
		expect(attention).toEqual([]);
	});

	test('say of a SKU that QuickBooks does not have that there is none', async () => {
		const { done } = await push([shopIn('one', { listings: [listing('mug', 4)] })], skus('mug', 'teapot'));
		expect(done).toEqual([
			'mug on One stays at 4 (4 on hand in QuickBooks = 4 to show)',
			'teapot: QuickBooks has no active item with a quantity under this SKU',
		]);
	});

	test('end the run where QuickBooks cannot be asked', async () => {
		const isDown = aPushNode(async () => await Promise.reject(down));
		await expect(isDown([shopIn('one', {})], skus('mug'))).rejects.toThrow('GET /products was not answered');
	});
});

describe('Rows of levels that came', () => {
	test('a SKU that a shop never sold is no news, a hint at a mistake is', async () => {
		const one = shopIn('one', { listings: [listing('MUG', 4)] });
		const renamed = { ...level('cup', 2), changedAt: asOf };
		const { done } = await aPushNode()([one], [level('mug', 4), level('teapot', 4), renamed]);
		expect(done).toEqual([
			expect.stringMatching(/^mug on One: The channel sells nothing under this SKU\. .*MUG/),
			expect.stringMatching(/^cup on One: The channel sells nothing under this SKU\. If the SKU was renamed/),
		]);
	});

	test('name the level that each is about', async () => {
		const shops = [shopIn('one', { listings: [listing('bowl', 9)] }), shopIn('two', { listings: [listing('mug', 9)] })];
		const { rows } = await aPushNode()(shops, [level('mug', 4), level('bowl', 4)]);
		expect(rows.done.map(({ row, level: place }) => [row.channel, row.sku, place])).toEqual([
			['one', 'bowl', 1],
			['two', 'mug', 0],
		]);
	});
});

describe('E8: a stock that variations share on one of the shops', () => {
	const variation = (text: string) => ({ ...listing(text, 60), parentRef: 'box', poolRef: 'box', poolMembers: 2 });
	const members = ['small', 'large'].map(variation);
	const pools = [{ product: { ...listing('box', 60), listingRef: 'box', sku: null }, members }];
	const items = [
		{ id: 'small', sku: 'small', quantity: 35 },
		{ id: 'large', sku: 'large', quantity: 25 },
	];
	const sum = { rules: { sharedStock: 'sum' as const } };

	test('shows the sum, without what open orders took of a variation that did not come itself', async () => {
		const sold = [sale(5, {}, 'large')];
		const one = shopIn('one', { listings: members, pools, orders: sold });
		const two = shopIn('two', { listings: [listing('large', 25)] });
		const books = world({ listings: [], items });
		const { done, rows } = await aPushNode(books.targets.quickBooks)([one, two], [level('small', 30)], sum);
		expect([one.written(), two.written()]).toEqual([
			[
				[
					['small', 50],
					['large', 50],
				],
			],
			[[['large', 20]]],
		]);
		expect(done).toHaveLength(3);
		expect(rows.done.map(({ row, level: place }) => [row.sku, place])).toEqual([
			['small', 0],
			['large', null],
			['large', null],
		]);
	});

	test('costs QuickBooks one question for the SKUs of all shops', async () => {
		const books = world({ listings: [], items });
		const shops = ['one', 'two', 'three'].map((id) => shopIn(id, { listings: members, pools }));
		await aPushNode(books.targets.quickBooks)(shops, [level('small', 30)], sum);
		expect(books.asked).toEqual(["Sku IN ('large')", "Type = 'Group'"]);
	});

	test('is not written while QuickBooks does not say what the others have: it comes again', async () => {
		const one = shopIn('one', { listings: [...members, listing('mug', 9)], pools });
		const isDown = aPushNode(async () => await Promise.reject(down));
		const { report, done } = await isDown([one], [level('small', 30), level('mug', 4)], sum);
		expect(one.written()).toEqual([[['mug', 4]]]);
		expect(done[0]).toMatch(/^small on One shows 60 and should show 30: Shared stock: .*no level of large/);
		expect(report.sharedStockTrouble).toBe(
			'QuickBooks was not asked for levels that share a stock: GET /products was not answered',
		);
	});

	test('names a variation of which QuickBooks has no level, once a day', async () => {
		const books = world({ listings: [], items: items.slice(0, 1) });
		const push = aPushNode(books.targets.quickBooks);
		const told = async (hour: number) =>
			(await push([shopIn('one', { listings: members, pools })], [level('small', 30)], { ...sum, hour })).attention;
		expect(await told(0)).toEqual([expect.stringMatching(/^large on One: "large" shares its stock with others/)]);
		expect(await told(1)).toEqual([]);
		expect(await told(24)).toHaveLength(1);
	});
});
