import { beforeEach, describe, expect, test } from '@jest/globals';
import { channelById } from '../../../core/channels/channelRegistry';
import { toSku, type Sku } from '../../../core/model/sku';
import { openBench, type ChannelBench } from '../../support/channelBench';

let bench: ChannelBench;

const skus = (...texts: string[]): Sku[] => texts.flatMap((text) => toSku(text) ?? []);

const ODD = 'POSTER-A2';

/** The questions for listings by SKU, and for all of them, in full. */
const channels = [
	{ id: 'woocommerce', bySku: '/products\\?.*sku=', all: '/products\\?(?!.*date_modified)' },
	{ id: 'bigcommerce', bySku: '/catalog/products\\?.*sku', all: '/catalog/products\\?.*include=' },
	{ id: 'ebay', bySku: '/bulk_get_inventory_item', all: null },
];

describe.each(channels)('$id', ({ id, bySku, all }) => {
	beforeEach(async () => {
		bench = await openBench(channelById(id));
	});

	test('breaks off over one SKU: the others are read, and it is told by name', async () => {
		await bench.control('/faults', { path: bySku, reply: ODD, status: 500, body: 'Fatal error' });
		const listings = await bench.adapter.findListings(skus('MUG-BLUE', ODD, 'LAMP-OAK'));
		const troubled = listings.filter(({ trouble }) => trouble !== undefined);
		expect(troubled.map(({ sku }) => sku)).toEqual([ODD]);
		const read = new Set(listings.filter(({ trouble }) => trouble === undefined).map(({ sku }) => sku));
		expect(read).toContain('MUG-BLUE');
		expect(read).toContain('LAMP-OAK');
	});

	test('breaks off over the only SKU that is asked for', async () => {
		await bench.control('/faults', { path: bySku, reply: ODD, status: 500, body: 'Fatal error' });
		const listings = await bench.adapter.findListings(skus(ODD));
		expect(listings.filter(({ trouble }) => trouble !== undefined).map(({ sku }) => sku)).toEqual([ODD]);
	});

	test('breaks off over every SKU: nothing is told of any', async () => {
		await bench.control('/faults', { status: 500, body: 'Fatal error' });
		await expect(bench.adapter.findListings(skus('MUG-BLUE', ODD))).rejects.toMatchObject({ kind: 'unavailable' });
		await expect(bench.adapter.findListings(skus(ODD))).rejects.toMatchObject({ kind: 'unavailable' });
	});

	if (all !== null)
		test('breaks off over one listing of all', async () => {
			const shown = async () => {
				const names: string[] = [];
				for await (const page of bench.adapter.readAllListings())
					for (const { sku, trouble } of page) names.push(`${sku}${trouble === undefined ? '' : ' in trouble'}`);
				return names.sort();
			};
			const before = await shown();
			await bench.control('/faults', { path: all, reply: `"sku":"${ODD}"`, status: 500, body: 'Fatal error' });
			expect(await shown()).toEqual(before.map((name) => (name === ODD ? `${name} in trouble` : name)).sort());
		});
});
