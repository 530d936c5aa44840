import { beforeEach, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { channelById } from '../../../core/channels/channelRegistry';
import { toSku, type Sku } from '../../../core/model/sku';
import { freshToken, openBench, type ChannelBench } from '../../support/channelBench';

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

interface Merchant {
	/** Lists more articles than a page holds, and returns the SKU of one of the first page. */
	list(): Promise<string>;
	/** Takes an article off the channel. */
	unlist(sku: string): Promise<void>;
}

const merchants: Readonly<Record<string, (bench: ChannelBench) => Merchant>> = {
	woocommerce: ({ service }) => {
		const { url = '', consumerKey = '', consumerSecret = '' } = service;
		const shop = axios.create({
			baseURL: `${url}/wp-json/wc/v3`,
			auth: { username: consumerKey, password: consumerSecret },
			proxy: false,
		});
		const ids = new Map<string, number>();
		return {
			list: async () => {
				for (const create of [newSkus(0, 100), newSkus(100, 30)].map((some) => some.map((sku) => ({ sku, name: sku }))))
					for (const { id, sku } of (await shop.post<{ create: Row[] }>('/products/batch', { create })).data.create)
						ids.set(sku, id);
				return 'NEW-3';
			},
			unlist: async (sku) => void (await shop.delete(`/products/${ids.get(sku)}`, { params: { force: true } })),
		};
	},
	bigcommerce: ({ service }) => {
		const { url = '', storeHash = '', accessToken = '' } = service;
		const baseURL = `${url}/stores/${storeHash}/v3/catalog/products`;
		const store = axios.create({ baseURL, headers: { 'x-auth-token': accessToken }, proxy: false });
		const ids = new Map<string, number>();
		return {
			list: async () => {
				for (const sku of newSkus(0, 130)) {
					const body = { name: sku, sku, type: 'physical', weight: 1, price: 1 };
					ids.set(sku, (await store.post<{ data: Row }>('', body)).data.data.id);
				}
				return 'NEW-3';
			},
			unlist: async (sku) => void (await store.delete(`/${ids.get(sku)}`)),
		};
	},
	ebay: ({ control, service: { url = '', ...keys } }) => ({
		list: async () => ((await control('/bulk-list', { count: 230 })) as { skus: string[] }).skus[3] ?? '',
		unlist: async (sku) => {
			const headers = { authorization: `Bearer ${await freshToken(url, keys)}` };
			await axios.delete(`${url}/sell/inventory/v1/inventory_item/${sku}`, { headers, proxy: false });
		},
	}),
};

interface Row {
	readonly id: number;
	readonly sku: string;
}

function newSkus(first: number, count: number): string[] {
	return Array.from({ length: count }, (_, place) => `NEW-${first + place}`);
}

describe.each(['woocommerce', 'bigcommerce', 'ebay'])('%s, whose list moves while it is read', (id) => {
	const skusOf = async (afterFirstPage: () => Promise<void>) => {
		const found: string[] = [];
		let pages = 0;
		for await (const page of bench.adapter.readAllListings()) {
			found.push(...page.map(({ sku, listingRef }) => sku ?? listingRef));
			if ((pages += 1) === 1) await afterFirstPage();
		}
		return found.sort();
	};

	test('shows every listing once, though one of the first page is gone', async () => {
		bench = await openBench(channelById(id));
		const merchant = merchants[id]?.(bench);
		const leaving = (await merchant?.list()) ?? '';
		const before = await skusOf(async () => {});
		expect(before.length).toBeGreaterThan(100);
		expect(await skusOf(async () => await merchant?.unlist(leaving))).toEqual(before);
		expect(await skusOf(async () => {})).toEqual(before.filter((sku) => sku !== leaving));
	});
});
