import { beforeEach, describe, expect, test } from '@jest/globals';
import { channels } from '../../../core/channels/channelRegistry';
import type { Listing } from '../../../core/model/listing';
import { toSku, type Sku } from '../../../core/model/sku';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { readItemsBySku } from '../../../core/quickbooks/stockReading';
import { openBench, type ChannelBench } from '../../support/channelBench';
import { openQuickBooks } from '../../support/quickBooksBench';

/** SKUs that mean something to a query, a list, an address or XML. */
const HOSTILE = [
	"O'RING",
	"A' OR Sku LIKE '%",
	"x') OR ('1' = '1",
	'\\',
	"\\'",
	'A\\',
	'NUT,BOLT',
	',',
	'"quoted"',
	'%',
	'100%25',
	'%41',
	'<b>',
	'A<',
	'>B',
	'&amp;',
	']]><Quantity>9</Quantity>',
	'📦 BOX',
	'\u202Egnip\u202C',
	'\u2066RTL\u2069',
	'two\nlines',
	'two\r\nlines',
	'tab\tbed',
	'half \uD83D',
	'null\u0000',
	'select * from Item',
	'*',
	'?a=b&sku=MUG-BLUE',
	'#',
	'../../v2/orders',
	'+',
	'MUG-BLUE\u200B',
].map((text) => toSku(text) as Sku);
const known = toSku('MUG-BLUE') as Sku;

/** The items with exactly these SKUs. QuickBooks may answer with more, which whoever asks has to compare. */
async function itemsOf(client: QuickBooksClient, skus: readonly Sku[]) {
	return (await readItemsBySku(client, skus)).filter(({ sku }) => sku !== null && skus.includes(sku));
}

describe('QuickBooks, asked for SKUs that mean something to a query', () => {
	test('knows none of them, and among them finds what there is', async () => {
		const { client } = await openQuickBooks();
		for (const sku of HOSTILE) expect({ sku, items: await itemsOf(client, [sku]) }).toEqual({ sku, items: [] });
		expect((await itemsOf(client, [...HOSTILE, known])).map(({ sku }) => sku)).toEqual([known]);
	});

	test('finds exactly the item with such a SKU', async () => {
		const books = await openQuickBooks();
		for (const [place, sku] of HOSTILE.entries())
			await books.item(`Hostile ${place}`, { Sku: sku, Type: 'NonInventory' });
		for (const [place, sku] of HOSTILE.entries()) {
			const items = await itemsOf(books.client, [sku]);
			expect({ sku, names: items.map(({ name }) => name) }).toEqual({ sku, names: [`Hostile ${place}`] });
		}
		expect(await itemsOf(books.client, HOSTILE)).toHaveLength(HOSTILE.length);
	});
});

/** Listings that only look like a SKU are found for a hint, and one that cannot be looked up says so. */
const isReadAs =
	(wanted: Sku) =>
	({ sku, trouble }: Listing): boolean =>
		sku === wanted && trouble === undefined;

describe.each(channels)('$displayName, asked for SKUs that mean something on the way', (channel) => {
	let bench: ChannelBench;

	beforeEach(async () => {
		bench = await openBench(channel);
	});

	test('knows none of them, each for itself', async () => {
		for (const sku of HOSTILE)
			expect({ sku, found: (await bench.adapter.findListings([sku])).filter(isReadAs(sku)) }).toEqual({
				sku,
				found: [],
			});
	});

	test('finds what there is among them, and nothing else', async () => {
		const found = await bench.adapter.findListings([...HOSTILE.slice(0, 15), known, ...HOSTILE.slice(15)]);
		expect(new Set(found.filter(({ trouble }) => trouble === undefined).map(({ sku }) => sku))).toEqual(
			new Set([known]),
		);
	});
});

test('the Trading API of eBay changes the one listing that a request means, whatever stands in the SKU beside it', async () => {
	const ebay = channels.find(({ id }) => id === 'ebay');
	if (ebay === undefined) throw new Error('There is no eBay');
	const bench = await openBench(ebay);
	const [poster] = await bench.adapter.findListings([toSku('POSTER-A2') as Sku]);
	if (poster === undefined) throw new Error('eBay has no poster');
	const before = await bench.stock();
	const prefix = poster.listingRef.split(':').slice(0, 2).join(':');
	const changes = HOSTILE.map((sku) => ({
		listing: { ...poster, sku, listingRef: `${prefix}:${encodeURIComponent(sku)}` },
		target: 3,
	}));
	const writes = await bench.adapter.writeStock([
		...changes.slice(0, 5),
		{ listing: poster, target: 7 },
		...changes.slice(5),
	]);
	expect(writes.map(({ result }) => result).filter((result) => result === 'written')).toHaveLength(1);
	expect(writes[5]).toMatchObject({ result: 'written', after: 7 });
	expect(await bench.stock()).toEqual(before.map((row) => (row.sku === 'POSTER-A2' ? { ...row, quantity: 7 } : row)));
});
