import { describe, expect, test } from '@jest/globals';
import { IntegrationError } from '../../../core/http/integrationError';
import { processMemory } from '../../../core/memory/processMemory';
import { toMillis } from '../../../core/model/moment';
import type { LevelsAsked } from '../../../core/pushing/levelsAsked';
import { justLevels } from '../../support/carrying';
import { sku, stockLevel } from '../../support/levels';
import { order, orderLine } from '../../support/orders';
import { asOf, listing, world, type World } from '../../support/pushWorld';
import type { ItemRow } from '../../support/quickBooksWithItems';
import { aPushNode, shopIn } from '../../support/shopsWorld';

const ALL: LevelsAsked = { ...justLevels([]), everything: true };
const LONG_AGO = '2026-01-01T00:00:00.000Z';
const down = new IntegrationError('unavailable', 'GET /products was not answered');

/** Items that have not changed for long, by SKU, each with its quantity. */
const itemsOf = (quantities: Readonly<Record<string, number>>): ItemRow[] =>
	Object.entries(quantities).map(([text, quantity]) => ({ id: `i ${text}`, sku: text, quantity, updatedAt: LONG_AGO }));

/** A node whose QuickBooks gives so many of these items at once. */
function booksOf(items: ItemRow[], pageSize = 2, more: Partial<World> = {}) {
	const { asked, targets } = world({ listings: [], items, pageSize, ...more });
	return { asked, push: aPushNode(targets.quickBooks) };
}

describe('All of QuickBooks', () => {
	const items = itemsOf({ a: 1, b: 2, c: 3, d: 4, e: 5 });

	test('is compared page by page: what differs is written and leaves, with one row for all the others', async () => {
		const one = shopIn('one', { listings: [listing('a', 1), listing('b', 9), listing('c', 3), listing('e', 8)] });
		const two = shopIn('two', { listings: [listing('c', 3), listing('d', 4)] });
		const { done, attention } = await booksOf(items).push([one, two], ALL);
		expect(done).toEqual([
			'b on One 9 -> 2 (2 on hand in QuickBooks = 2 to show)',
			'e on One 8 -> 5 (5 on hand in QuickBooks = 5 to show)',
			'5 levels of QuickBooks compared with One, Two: 2 differed',
		]);
		expect([attention, one.written(), two.written()]).toEqual([
			[],
			[
				[
					['b', 2],
					['e', 5],
				],
			],
			[],
		]);
		expect(one.looked.slice(0, 3)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
	});

	test('is compared by one connection to each shop, whatever number of pages it has', async () => {
		const made = shopIn('one', { listings: [listing('a', 1)] });
		let connections = 0;
		const connect = async (patience: number) => {
			connections += 1;
			return await made.shop.connect(patience);
		};
		const compare = async (pageSize: number) => {
			connections = 0;
			await booksOf(items, pageSize).push([{ ...made, shop: { ...made.shop, connect } }], ALL);
			return connections;
		};
		expect(await compare(1)).toBe(await compare(5));
	});

	test('that agrees is one row, and nothing is written or asked a second time', async () => {
		const one = shopIn('one', { listings: [listing('a', 1), listing('e', 5)] });
		const { done } = await booksOf(items).push([one], ALL);
		expect(done).toEqual(['5 levels of QuickBooks compared with One: all agree']);
		expect([one.written(), one.looked.length]).toEqual([[], 3]);
	});

	test('with the switch off is a preview of what would be written', async () => {
		const one = shopIn('one', { listings: [listing('b', 9)] }, { write: false });
		const { done } = await booksOf(items).push([one], ALL);
		expect(done.slice(0, -1)).toEqual(['Preview: b on One 9 -> 2 (2 on hand in QuickBooks = 2 to show)']);
	});

	test('tells of what a person has to mend, though no number differs', async () => {
		const untracked = { ...listing('c', 3), tracksStock: false };
		const { attention } = await booksOf(items).push([shopIn('one', { listings: [untracked] })], ALL);
		expect(attention).toEqual([
			expect.stringContaining('c on One shows 3 and should show 3: The channel does not track'),
		]);
	});

	test('E1: is compared without what is sold and not in QuickBooks yet', async () => {
		const sold = [order({ placedAt: asOf, lines: [orderLine({ sku: sku('c'), quantity: 2 })] })];
		const one = shopIn('one', { listings: [listing('c', 1), listing('e', 5)], orders: sold });
		const two = shopIn('two', { listings: [listing('c', 3)] });
		const { done } = await booksOf(items).push([one, two], ALL);
		expect(done.slice(0, -1)).toEqual([expect.stringMatching(/^c on Two 3 -> 1 /)]);
		expect(two.written()).toEqual([[['c', 1]]]);
	});

	test('E1: is compared without what a second shop of another node sold', async () => {
		const { targets } = world({ listings: [], items });
		const memory = processMemory();
		const sold = [order({ placedAt: asOf, lines: [orderLine({ sku: sku('c'), quantity: 2 })] })];
		const second = shopIn('one', { orders: sold }, { account: 'second shop' });
		await aPushNode(targets.quickBooks, memory)([second], [stockLevel({ sku: sku('c'), itemId: 'i c', asOf })]);
		const one = shopIn('one', { listings: [listing('c', 3)] });
		await aPushNode(targets.quickBooks, memory)([one], ALL);
		expect(one.written()).toEqual([[['c', 1]]]);
	});

	test('E11: names an item that cannot be read, once', async () => {
		const odd = [...items, { id: 'odd', sku: 'odd', quantity: 'many' as unknown as number }];
		const { push } = booksOf(odd);
		const told = async () => (await push([shopIn('one', {})], ALL)).attention;
		expect(await told()).toEqual([expect.stringMatching(/^Item odd reaches no channel: .*cannot be read/)]);
		expect(await told()).toEqual([]);
	});

	test('may come with levels, of which each leaves with what became of it', async () => {
		const came = stockLevel({ sku: sku('a'), itemId: 'i a', name: 'a', quantityOnHand: 1, asOf });
		const one = shopIn('one', { listings: [listing('a', 1), listing('b', 9)] });
		const { rows } = await booksOf(items).push([one], { ...ALL, levels: [came] });
		expect(rows.done.map(({ row, level }) => [row.sku, row.outcome, level])).toEqual([
			['a', 'unchanged', 0],
			['b', 'written', null],
			[undefined, 'compared', null],
		]);
	});

	test('ends the run where QuickBooks cannot be asked', async () => {
		await expect(booksOf([], 2, { quickBooksDown: true }).push([shopIn('one', {})], ALL)).rejects.toThrow('is down');
	});
});

describe('Two items with one SKU on different pages', () => {
	const twins = (texts: readonly [string, string]): ItemRow[] => [
		...itemsOf({ [texts[0]]: 1, b: 2 }),
		{ id: 'twin', sku: texts[1], quantity: 7, updatedAt: LONG_AGO },
	];

	test('are ambiguous, though each alone looks right', async () => {
		const one = shopIn('one', { listings: [listing('a', 1)] });
		const { attention } = await booksOf(twins(['a', 'a'])).push([one], ALL);
		expect(attention).toEqual(['a on One: Two items in QuickBooks carry this SKU: give each a SKU of its own']);
		expect(one.written()).toEqual([]);
	});

	test('are so where they differ in case alone, and case is ignored', async () => {
		const one = () => shopIn('one', { listings: [listing('a', 1)] });
		const { push } = booksOf(twins(['a', 'A']));
		const { attention } = await push([one()], ALL, { rules: { ignoreCase: true } });
		expect(attention.join()).toContain('Two items in QuickBooks carry this SKU');
		expect((await booksOf(twins(['a', 'A'])).push([one()], ALL)).attention).toEqual([]);
	});
});

describe('E9: a bundle that items of two pages are parts of', () => {
	const set: ItemRow = {
		...{ id: 'set', sku: 'set', type: 'Group', updatedAt: LONG_AGO },
		parts: [
			{ id: 'i a', quantity: 1 },
			{ id: 'i c', quantity: 2 },
		],
	};

	test('is compared once', async () => {
		const one = shopIn('one', { listings: [listing('set', 9)] });
		const { done } = await booksOf([...itemsOf({ a: 8, b: 2, c: 6 }), set]).push([one], ALL);
		expect(done.at(-1)).toBe('4 levels of QuickBooks compared with One: 1 differed');
		expect(one.written()).toEqual([[['set', 3]]]);
	});
});

describe('E8: a stock that variations of two pages share', () => {
	const members = ['a', 'c'].map((text) => ({
		...listing(text, 60),
		poolRef: 'box',
		parentRef: 'box',
		poolMembers: 2,
	}));
	const pools = [{ product: { ...listing('box', 60), listingRef: 'box', sku: null }, members }];
	const sum = { rules: { sharedStock: 'sum' as const } };

	test('shows the sum of their items', async () => {
		const one = shopIn('one', { listings: members, pools });
		const { done } = await booksOf(itemsOf({ a: 35, b: 2, c: 20 })).push([one], ALL, sum);
		expect(one.written()).toEqual([
			[
				['a', 55],
				['c', 55],
			],
		]);
		expect(done.at(-1)).toBe('3 levels of QuickBooks compared with One: 2 differed');
	});

	test('that is right is no difference', async () => {
		const one = shopIn('one', { listings: members, pools });
		const { done } = await booksOf(itemsOf({ a: 35, b: 2, c: 25 })).push([one], ALL, sum);
		expect(done).toEqual(['3 levels of QuickBooks compared with One: all agree']);
	});
});

describe('F5: a shop that fails while all of QuickBooks is compared', () => {
	const items = itemsOf({ a: 1, b: 2, c: 3 });
	const failing = (from = 1) =>
		shopIn('one', {
			listings: (reading) => {
				if (reading >= from) throw down;
				return [];
			},
		});

	test.each([
		['with a difference elsewhere', 9, '1 differed'],
		['with none elsewhere', 3, 'all agree'],
	])('is told of, and the others are compared to the end: %s', async (_what, shown, found) => {
		const two = shopIn('two', { listings: [listing('c', shown)] });
		const { done, attention } = await booksOf(items).push([failing(), two], ALL);
		expect(done.at(-1)).toBe(`3 levels of QuickBooks compared with Two: ${found}`);
		expect(attention).toEqual(['The stock of One was not brought up to date: GET /products was not answered']);
		expect(two.written()).toEqual(shown === 3 ? [] : [[['c', 3]]]);
	});

	test('is not asked again in the same run', async () => {
		const one = failing(2);
		const { attention } = await booksOf(items, 1).push([one, shopIn('two', { listings: [listing('c', 9)] })], ALL);
		expect(attention).toHaveLength(1);
		expect(one.looked).toHaveLength(2);
	});

	test('is no success where no shop is left', async () => {
		const { done, attention } = await booksOf(items).push([failing()], ALL);
		expect([done, attention.length]).toEqual([[], 1]);
	});
});

describe('A look that takes long', () => {
	test('has open orders, and the levels that differ, read again before anything is written', async () => {
		let now = toMillis(asOf);
		const items = itemsOf({ a: 1, b: 2, c: 3 });
		const { asked, push } = booksOf(items);
		const orders = [order({ placedAt: asOf, lines: [orderLine({ sku: sku('c'), quantity: 1 })] })];
		const one = shopIn('one', { listings: [listing('c', 9)], orders });
		const slow = shopIn('two', {
			listings: () => {
				now += 40_000;
				return [];
			},
		});
		await push([one, slow], ALL, { clock: () => now });
		expect(asked.filter((text) => text.startsWith('Sku'))).toEqual(["Sku IN ('c')"]);
		expect([one.read.length, one.written()]).toEqual([4, [[['c', 2]]]]);
	});
});
