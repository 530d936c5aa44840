import { beforeEach, describe, expect, test } from '@jest/globals';
import { stockFeed } from '../../../core/availability/stockFeed';
import { matchItems } from '../../../core/matching/matchItems';
import { readMatchable } from '../../../core/matching/matchable';
import { toSku } from '../../../core/model/sku';
import { compareCatalogs } from '../../../core/reconciling/catalogComparison';
import { readCatalogItems } from '../../../core/reconciling/catalogItems';
import { readLevelsBySku } from '../../../core/quickbooks/bundleLevels';
import { readSaleItems } from '../../../core/quickbooks/lists';
import { sku } from '../../support/levels';
import { order, orderLine } from '../../support/orders';
import { post, untouchedForm, type PostingForm } from '../../support/posting';
import { levelOf } from '../../support/stockUnits';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const MUG = '"Sku":"MUG-BLUE"';
const LAMP = 'LAMP-OAK';

/** A bundle with a blue mug in it. */
const BREAKFAST = 'SET-BREAKFAST';

const lost = ['MUG-BLUE', BREAKFAST];

/** Rewrites a field of the blue mug's row, which stands behind its SKU or before it. */
const oddities = {
	count: { from: `(${MUG}.*?"QtyOnHand":)[^,]*`, to: '$1"many"' },
	type: { from: `(${MUG},"Active":true,)"Type":"Inventory"`, to: '$1"Type":null' },
	sku: { from: MUG, to: '"Sku":{"value":"MUG-BLUE"}' },
};

let books: StrictBooks;

async function lay(rewrite: { readonly from: string; readonly to: string }): Promise<void> {
	await books.control('/faults', { path: '/query', rewrite });
}

beforeEach(async () => {
	books = await openBooks();
});

describe('An item in QuickBooks of which nothing is missing that is needed', () => {
	test.each([
		['a name', { from: `"Name":"Blue mug","FullyQualifiedName":"Blue mug",(${MUG})`, to: '$1' }],
		['its times', { from: `(${MUG}.*?)"MetaData":\\{[^}]*\\}`, to: '$1"MetaData":null' }],
		['its first day', { from: `(${MUG}.*?)"InvStartDate":"[^"]*"`, to: '$1"InvStartDate":"soon"' }],
	])('is read without %s', async (_what, rewrite) => {
		const [{ quantityOnHand } = { quantityOnHand: null }] = await readLevelsBySku(books.client, [sku('MUG-BLUE')]);
		await lay(rewrite);
		expect(await readLevelsBySku(books.client, [sku('MUG-BLUE')])).toMatchObject([{ sku: 'MUG-BLUE', quantityOnHand }]);
	});

	test('is shown in lists by its id where it has no name', async () => {
		await lay({ from: `"Name":"Blue mug","FullyQualifiedName":"Blue mug",(${MUG})`, to: '$1' });
		const choices = await readSaleItems(books.client);
		expect(choices).toContainEqual({ id: books.itemId, name: books.itemId });
		expect(choices.length).toBeGreaterThan(5);
	});
});

describe.each(Object.entries(oddities))('An item in QuickBooks whose %s cannot be read', (what, rewrite) => {
	test('is named among the levels, and its neighbours are told as ever', async () => {
		const feed = stockFeed(books.client, { fullReadHours: 0, oneByOne: true, now: Date.now });
		const told = async () => {
			const levels: object[] = [];
			for await (const page of feed.pages(feed.published(feed.firstCursor(true))))
				levels.push(...page.units.map(levelOf));
			return levels;
		};
		const keys = (levels: object[]) => levels.map((level) => (level as { sku?: string }).sku).filter((one) => one);
		const before = await told();
		await lay(rewrite);
		const after = await told();
		expect(new Set(keys(after))).toEqual(new Set(keys(before).filter((one) => !lost.includes(one ?? ''))));
		expect(after).toContainEqual(
			expect.objectContaining({
				kind: 'unreadable',
				itemId: books.itemId,
				name: 'Blue mug',
				reason: expect.stringMatching(/"Blue mug" cannot be read in QuickBooks.*Item\[\d+\]\.(QtyOnHand|Type|Sku)/),
			}),
		);
	});

	test('has no level, and one beside it has', async () => {
		await lay(rewrite);
		const levels = await readLevelsBySku(books.client, [sku('MUG-BLUE'), sku(LAMP)]);
		expect(levels.map((level) => level.sku)).toEqual([LAMP]);
	});

	test('stands in the comparison of the catalogs', async () => {
		await lay(rewrite);
		const rules = { channel: 'WooCommerce', severalListingsPerSku: false, ignoreCase: false };
		const rows = compareCatalogs(await readCatalogItems(books.client), [], rules);
		const odd = rows.filter(({ problems }) => problems.some(({ problem }) => problem === 'unreadableInQuickBooks'));
		expect(odd.map(({ quickBooks }) => quickBooks?.name).sort()).toEqual(['Blue mug', 'Breakfast set']);
		expect(odd.map(({ outcome }) => outcome)).toEqual(['ambiguous', 'ambiguous']);
		expect(rows.length).toBeGreaterThan(5);
	});

	if (what === 'count')
		test('is booked on all the same', async () => {
			await lay(rewrite);
			expect(await post(books.client, [order()])).toMatchObject([{ outcome: 'created' }]);
		});
});

describe.each([
	['type', oddities.type],
	['SKU', oddities.sku],
])('An order of an item whose %s cannot be read', (_what, rewrite) => {
	const orders = [
		order(),
		order({ orderId: '813', orderNumber: '813', lines: [orderLine({ sku: toSku(LAMP), name: 'Lamp' })] }),
	];
	const creating: Partial<PostingForm> = {
		missingItems: {
			kind: 'create',
			accounts: { incomeId: null, expenseId: null, assetId: null },
			unstatedStock: 'inventory',
		},
	};

	test.each([
		['waits', {}],
		['is made', creating],
		['is replaced', { missingItems: { kind: 'fallback', itemId: '2' } } as const],
	])('needs attention where what is missing %s, and its neighbour is posted', async (_choice, choice) => {
		const before = (await books.rows('Item')).length;
		await lay(rewrite);
		expect(await post(books.client, orders, { ...untouchedForm, ...choice })).toMatchObject([
			{ outcome: 'needsAttention', reason: expect.stringContaining('"Blue mug" (id 1) in QuickBooks cannot be read') },
			{ outcome: 'created' },
		]);
		expect(await books.rows('Item')).toHaveLength(before);
	});

	test('is unmatched for Match by SKU, in words, and its neighbour is matched', async () => {
		await lay(rewrite);
		const items = orders.map((one) => readMatchable(JSON.parse(JSON.stringify(one))));
		const matches = await matchItems(items, { quickBooks: async () => books.client }, false);
		expect(matches).toMatchObject([
			{ outcome: 'unmatched', lines: [{ itemId: null, reason: expect.stringContaining('cannot be read') }] },
			{ outcome: 'matched' },
		]);
	});
});

describe('A bundle in QuickBooks', () => {
	const BUNDLE = '"Type":"Group"';

	async function levelsOfParts(): Promise<readonly (string | null)[]> {
		const feed = stockFeed(books.client, { fullReadHours: 0, oneByOne: true, now: Date.now });
		const told: object[] = [];
		for await (const page of feed.pages(feed.published(feed.firstCursor(true)))) told.push(...page.units.map(levelOf));
		return told.map((level) => {
			const { sku: text, kind, name } = level as { sku?: string; kind?: string; name: string };
			return kind === undefined ? (text ?? null) : `${kind} ${name}`;
		});
	}

	async function bundle(): Promise<{ text: string; name: string; part: string }> {
		const [row] = (await books.rows('Item')).filter(({ Type }) => Type === 'Group');
		const lines = (row?.ItemGroupDetail as { ItemGroupLine: Array<{ ItemRef: { value: string } }> }).ItemGroupLine;
		return { text: String(row?.Sku), name: String(row?.Name), part: lines[0]?.ItemRef.value ?? '' };
	}

	test('whose parts cannot be read has no level and is named; its neighbours are told', async () => {
		const { text, name } = await bundle();
		const before = await levelsOfParts();
		expect(before).toContain(text);
		await lay({ from: `(${BUNDLE}.*?"Qty":)[^,}]*`, to: '$1"some"' });
		const after = await levelsOfParts();
		expect(after).not.toContain(text);
		expect(after).toContain(`unreadable ${name}`);
		for (const one of before.filter((sold) => sold !== text)) expect(after).toContain(one);
	});

	test('a part of which cannot be read has no level, rather than as many as the rest makes', async () => {
		const { text, name, part } = await bundle();
		const [row] = (await books.rows('Item')).filter(({ Id }) => Id === part);
		await lay({ from: `("Sku":"${String(row?.Sku)}".*?"QtyOnHand":)[^,]*`, to: '$1"many"' });
		const after = await levelsOfParts();
		expect(after).not.toContain(text);
		expect(after).toContain(`unreadable ${name}`);
		expect(await readLevelsBySku(books.client, [sku(text)])).toEqual([]);
	});
});
