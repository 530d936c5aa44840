import { beforeEach, describe, expect, test } from '@jest/globals';
import { channels } from '../../../core/channels/channelRegistry';
import type { CatalogRow } from '../../../core/reconciling/catalog';
import { readStockLevel } from '../../../core/model/stockLevel';
import { readAndCompareCatalogs } from '../../../core/reconciling/comparedCatalogs';
import { openBench, type ChannelBench, type ShownStock } from '../../support/channelBench';
import { openQuickBooks } from '../../support/quickBooksBench';

/** An item as the service itself knows it. */
interface BooksItem {
	readonly sku: string | null;
	readonly itemId: string;
	readonly type: string;
	readonly quantity: number | null;
	readonly active: boolean;
}

/** A bundle has no stock, so QuickBooks' own list of stock leaves it out. */
const bundle: BooksItem = { sku: 'SET-BREAKFAST', itemId: '', type: 'Group', quantity: null, active: true };
/** The only variation of its product: it shares the product's stock with nobody. */
const ONLY_CHILD = 'LAMP-OAK';

const sortedBySku = (told: ReadonlyArray<readonly [string | null, readonly string[]]>) =>
	[...told].sort(([one], [other]) => String(one).localeCompare(String(other)));

/** What should be said of each SKU, from what the services keep themselves. */
function expected(books: readonly BooksItem[], shown: readonly ShownStock[]) {
	const skus = new Set([...books, ...shown].flatMap(({ sku }) => (sku === null || sku === '' ? [] : [sku])));
	return sortedBySku([...skus].map((sku) => [sku, wrongWith(sku, books, shown)] as const));
}

function wrongWith(sku: string, books: readonly BooksItem[], shown: readonly ShownStock[]): string[] {
	const items = books.filter((item) => item.sku === sku);
	const listings = shown.filter((row) => row.sku === sku);
	const others = items.length === 0 ? books : listings.length === 0 ? shown : [];
	const isNear = others.some((other) => other.sku?.toLowerCase() === sku.toLowerCase());
	const counts = items.some(({ type }) => type === 'Inventory');
	const truths: ReadonlyArray<readonly [string, boolean]> = [
		['duplicateInQuickBooks', items.length > 1],
		['sharedStock', sku !== ONLY_CHILD && listings.some(({ kind }) => kind === 'parentManaged' || kind === 'pooled')],
		['differsInCaseOrSpaces', isNear],
		['inactiveInQuickBooks', listings.length > 0 && items.some(({ active }) => !active)],
		['notInventory', items.length > 0 && !counts && listings.some(({ quantity }) => quantity !== null)],
		['notTrackedInShop', counts && listings.some(({ quantity }) => quantity === null)],
		['onlyInShop', items.length === 0 && !isNear],
		['onlyInQuickBooks', listings.length === 0 && !isNear],
	];
	return truths.filter(([, isTrue]) => isTrue).map(([problem]) => problem);
}

const said = (rows: readonly CatalogRow[]) =>
	sortedBySku(
		rows.flatMap(({ sku, problems }) => (sku === null ? [] : [[sku, problems.map(({ problem }) => problem)] as const])),
	);
const rowOf = (rows: readonly CatalogRow[], sku: string) => rows.find((row) => row.sku === sku);

describe.each(channels)('Compare Catalogs over QuickBooks and $displayName', (channel) => {
	let bench: ChannelBench;
	let quickBooks: Awaited<ReturnType<typeof openQuickBooks>>;

	beforeEach(async () => {
		bench = await openBench(channel);
		quickBooks = await openQuickBooks();
	});

	const compare = async (client = quickBooks.client): Promise<readonly CatalogRow[]> => {
		const side = { channel, connect: async () => await Promise.resolve(bench.adapter) };
		const [compared] = await readAndCompareCatalogs(client, [side], false);
		if (compared === undefined || !('rows' in compared.result)) throw new Error('The channel was compared');
		return compared.result.rows;
	};
	const booksItems = async () => [...((await quickBooks.control('/stock')) as BooksItem[]), bundle];

	test('says of each SKU what the two services themselves say', async () => {
		const rows = await compare();
		expect(said(rows)).toEqual(expected(await booksItems(), await bench.stock()));
		expect(rows.flatMap(({ notes }) => notes).filter(({ note }) => note === 'levelsDiffer')).toEqual([]);
	});

	test('finds the seeded oddities: a duplicate, another case, and the sticker without a SKU on both sides', async () => {
		const rows = await compare();
		expect(rowOf(rows, 'KEY-RING')).toMatchObject({
			outcome: 'ambiguous',
			namesakes: [{ name: 'Key ring (old stock)' }],
			problems: [{ problem: 'duplicateInQuickBooks' }],
		});
		expect(rowOf(rows, 'cap-green')?.problems).toMatchObject([
			{ text: expect.stringContaining(`${channel.displayName} has "CAP-GREEN"`) },
		]);
		expect(rowOf(rows, 'CAP-GREEN')?.problems).toMatchObject([
			{ text: expect.stringContaining('QuickBooks has "cap-green"') },
		]);
		expect(rows.filter(({ sku }) => sku === null)).toMatchObject([
			{ outcome: 'ambiguous', problems: [{ problem: 'blankSku', text: expect.stringContaining('Mystery sticker') }] },
			{ outcome: 'ambiguous', problems: [{ problem: 'blankSku', text: expect.stringContaining('Mystery sticker') }] },
		]);
		expect(rows[0]?.sku).toBe('KEY-RING');
	});

	test('says where people see an item and where they edit a listing, as far as that is known', async () => {
		const rows = await compare({ ...quickBooks.client, itemUrl: (id) => `https://books.test/${id}` });
		for (const name of ['MUG-BLUE', 'SET-BREAKFAST']) {
			const { quickBooks: item, listings } = rowOf(rows, name) ?? {};
			expect(item?.itemUrl).toBe(`https://books.test/${item?.itemId}`);
			for (const { productUrl } of listings ?? []) expect(productUrl !== undefined).toBe(channel.id === 'woocommerce');
		}
	});

	test('gives a bundle the quantity that its parts make: two blue mugs and an oak bowl in each', async () => {
		const books = await booksItems();
		const quantityOf = (sku: string) => books.find((item) => item.sku === sku)?.quantity ?? 0;
		const row = rowOf(await compare(), 'SET-BREAKFAST');
		expect(row?.quickBooks).toMatchObject({
			type: 'Group',
			quantityOnHand: Math.min(Math.floor(quantityOf('MUG-BLUE') / 2), quantityOf('BOWL-OAK')),
		});
		expect(readStockLevel(row?.quickBooks).components).toHaveLength(2);
	});

	test('sees what people change on either side', async () => {
		const bowl = (await booksItems()).find(({ sku }) => sku === 'BOWL-OAK');
		await quickBooks.control('/item', { id: bowl?.itemId, Active: false });
		await quickBooks.item('Rosemary soap', { Sku: 'SOAP-NEW', Type: 'NonInventory' });
		await bench.control('/stock', { sku: 'MUG-BLUE', quantity: 3 });
		const rows = await compare();
		expect(said(rows)).toEqual(expected(await booksItems(), await bench.stock()));
		expect(rowOf(rows, 'BOWL-OAK')?.problems.map(({ problem }) => problem)).toContain('inactiveInQuickBooks');
		expect(rowOf(rows, 'SOAP-NEW')?.problems).toMatchObject([
			{ problem: 'notInventory', text: expect.stringContaining('its type is NonInventory') },
		]);
		expect(rowOf(rows, 'MUG-BLUE')).toMatchObject({
			outcome: 'matched',
			notes: [{ note: 'levelsDiffer', text: expect.stringMatching(/^QuickBooks has 40 on hand, .* shows 3\.$/) }],
		});
	});

	test('reads both sides, QuickBooks in one query for items, one for bundles and one for their parts that are not counted, and writes on neither', async () => {
		const before = [await quickBooks.journal(), await bench.control('/journal')].map(
			(journal) => (journal as unknown[]).length,
		);
		await compare();
		const after = [
			await quickBooks.journal(),
			(await bench.control('/journal')) as Awaited<ReturnType<typeof quickBooks.journal>>,
		].map((journal, place) => journal.slice(before[place]));
		expect(after.map((journal) => journal.filter(({ kind }) => kind === 'write'))).toEqual([[], []]);
		expect(after[0]?.filter(({ kind }) => kind === 'read')).toHaveLength(3);
		expect(after[1]?.filter(({ kind }) => kind === 'read').length).toBeGreaterThan(0);
	});
});
