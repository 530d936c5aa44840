import { describe, expect, test } from '@jest/globals';
import { connectBigCommerce } from '../../../../core/channels/bigcommerce/adapter';
import type { Listing } from '../../../../core/model/listing';
import type { Sku } from '../../../../core/model/sku';
import type { HttpReply } from '../../../../core/http/httpPort';
import { alone, BASE, credential, envelope, item, mainLocation, product, variant } from '../../../support/bigReplies';
import { scriptedHttp } from '../../../support/scriptedHttp';

async function bySku(skus: readonly string[], ...script: Array<Partial<HttpReply>>) {
	const { http, asked } = scriptedHttp(...script);
	const listings = await connectBigCommerce(http, credential, alone()).findListings(skus as Sku[]);
	return { listings, asked: asked.map(({ url, query }) => [url.slice(BASE.length), query] as const) };
}

const tee = product(7, {
	name: 'Tee',
	sku: 'TEE',
	inventory_tracking: 'variant',
	variants: [variant(71, 'TEE-M', 'M', 3), variant(72, 'TEE-L', 'L', 4)],
});
const box = product(8, {
	name: 'Box',
	sku: 'BOX',
	inventory_level: 60,
	variants: [variant(81, 'BOX-S', 'Small'), variant(82, 'BOX-L', 'Large')],
});
const untracked = product(9, { inventory_tracking: 'none', inventory_level: 0 });

describe('listings by SKU', () => {
	test('of a simple product carry what is on hand, safety stock included, and are written to the product', async () => {
		const { listings, asked } = await bySku(['p-1'], envelope([product(1)]), mainLocation, envelope([item(1, 10, 37)]));
		expect(listings).toEqual([
			{
				channel: 'bigcommerce',
				sku: 'P-1',
				listingRef: '1/10',
				name: 'Product 1',
				quantity: 37,
				tracksStock: true,
				price: '12.5',
				parentRef: null,
				poolRef: '1',
				poolMembers: 1,
			},
		]);
		expect(asked).toEqual([
			['/v3/catalog/products', { sku: 'p-1', include: 'variants', limit: 100, page: 1 }],
			['/v3/inventory/locations', { is_default: 'true' }],
			['/v3/inventory/items', { 'product_id:in': '1', 'location_id:in': 1, limit: 1000, page: 1 }],
		]);
	});

	test('of a variant are found through the Inventory API', async () => {
		const { listings, asked } = await bySku(
			['TEE-M', 'NOWHERE'],
			envelope([]),
			envelope([item(7, 71, 5, 'TEE-M')]),
			envelope([tee]),
			envelope([]),
			mainLocation,
			envelope([item(7, 71, 5), item(7, 72, 6)]),
		);
		expect(listings).toMatchObject([
			{
				sku: 'TEE-M',
				listingRef: '7/71',
				name: 'Tee - M',
				quantity: 5,
				parentRef: '7',
				poolRef: null,
				poolMembers: 1,
				price: '19.99',
			},
		]);
		expect(asked.slice(0, 4)).toMatchObject([
			['/v3/catalog/products', { 'sku:in': 'TEE-M,NOWHERE' }],
			['/v3/inventory/items', { 'sku:in': 'TEE-M,NOWHERE' }],
			['/v3/catalog/products', { 'id:in': '7' }],
			['/v3/catalog/variants', { sku: 'NOWHERE' }],
		]);
	});

	test("of a variant that shares its product's stock are no items of the Inventory API, and are found in the catalogue", async () => {
		const { listings, asked } = await bySku(
			['box-s'],
			envelope([]),
			envelope([]),
			envelope([{ id: 81, product_id: 8, sku: 'BOX-S' }]),
			envelope([box]),
			mainLocation,
			envelope([item(8, null, 58)]),
		);
		expect(listings).toMatchObject([{ sku: 'BOX-S', listingRef: '8/81', quantity: 58, poolRef: '8', poolMembers: 2 }]);
		expect(asked.slice(1, 4)).toMatchObject([
			['/v3/inventory/items', { 'sku:in': 'box-s' }],
			['/v3/catalog/variants', { sku: 'box-s' }],
			['/v3/catalog/products', { 'id:in': '8' }],
		]);
	});

	test('that are left over are looked for in the list of all variants where that is shorter than to ask one by one', async () => {
		const skus = ['BOX-S', 'BOX-L', 'X1', 'X2', 'X3', 'X4'];
		const rows = [
			{ id: 10, product_id: 1, sku: 'P-1' },
			{ id: 81, product_id: 8, sku: 'BOX-S' },
			{ id: 82, product_id: 8, sku: 'BOX-L' },
		];
		const ofAll = (total: number) => ({ body: { data: [rows[0]], meta: { pagination: { total } } } });
		const few = await bySku(
			skus,
			envelope([]),
			envelope([]),
			ofAll(1250),
			envelope(rows),
			envelope([box]),
			mainLocation,
			envelope([item(8, null, 58)]),
		);
		expect(few.listings.map(({ sku }) => sku)).toEqual(['BOX-S', 'BOX-L']);
		expect(few.asked.slice(2, 5)).toMatchObject([
			['/v3/catalog/variants', { limit: 1 }],
			['/v3/catalog/variants', { include_fields: 'sku,product_id', limit: 250 }],
			['/v3/catalog/products', { 'id:in': '8' }],
		]);
		const many = await bySku(skus, envelope([]), envelope([]), ofAll(1251), ...skus.map(() => envelope([])));
		expect(many.asked.slice(3).map(([, query]) => query?.sku)).toEqual(skus);
	});

	test('of variants whose product is counted as a whole share one pool', async () => {
		const { listings } = await bySku(
			['BOX', 'BOX-S', 'BOX-L'],
			envelope([box]),
			mainLocation,
			envelope([item(8, null, 58)]),
		);
		expect(listings).toMatchObject([
			{ sku: 'BOX', listingRef: '8', quantity: 58, tracksStock: true, poolRef: null, poolMembers: 1 },
			{ sku: 'BOX-S', listingRef: '8/81', quantity: 58, tracksStock: true, poolRef: '8', poolMembers: 2 },
			{ sku: 'BOX-L', listingRef: '8/82', quantity: 58, poolRef: '8', poolMembers: 2 },
		]);
	});

	test('of a product that is counted by variant have no stock of their own', async () => {
		const { listings } = await bySku(['TEE'], envelope([tee]), mainLocation, envelope([]));
		expect(listings).toMatchObject([{ sku: 'TEE', listingRef: '7', quantity: null, tracksStock: false }]);
	});

	test('that are not tracked have no quantity, and need no level', async () => {
		const { listings, asked } = await bySku(['P-9'], envelope([untracked]));
		expect(listings).toMatchObject([{ sku: 'P-9', quantity: null, tracksStock: false, poolRef: null }]);
		expect(asked).toHaveLength(1);
	});

	test("that the Inventory API does not know yet have no level to reckon from: the catalogue's has the safety stock taken off", async () => {
		const { listings } = await bySku(['P-1', 'TEE-L'], envelope([product(1), tee]), mainLocation, envelope([]));
		expect(listings.map(({ sku, quantity }) => [sku, quantity])).toEqual([
			['P-1', null],
			['TEE-L', null],
		]);
	});

	test('with a comma in their SKU are asked for alone, products and variants', async () => {
		const nut = product(5, {
			variants: [variant(51, 'NUT,BOLT\\5', 'M5', 2), variant(52, 'X', 'M6')],
			inventory_tracking: 'variant',
		});
		const { listings, asked } = await bySku(
			['NUT,BOLT\\5'],
			envelope([]),
			envelope([{ id: 51, product_id: 5, sku: 'NUT,BOLT\\5' }]),
			envelope([nut]),
			mainLocation,
			envelope([]),
		);
		expect(listings).toMatchObject([{ sku: 'NUT,BOLT\\5', listingRef: '5/51', tracksStock: true }]);
		expect(asked.slice(0, 2)).toMatchObject([
			['/v3/catalog/products', { sku: 'NUT,BOLT\\5' }],
			['/v3/catalog/variants', { sku: 'NUT,BOLT\\5' }],
		]);
	});

	test('are asked for by a hundred SKUs of the catalogue, and by 250 of the inventory', async () => {
		const skus = Array.from({ length: 260 }, (_, place) => `S-${place}`) as Sku[];
		const { http, asked } = scriptedHttp(...Array<Partial<HttpReply>>(5).fill(envelope([])));
		await connectBigCommerce(http, credential, alone()).findListings(skus, { inPools: false });
		const sizes = asked.map(({ url, query }) => [url.slice(BASE.length), String(query?.['sku:in']).split(',').length]);
		expect(sizes).toEqual([
			...[100, 100, 60].map((size) => ['/v3/catalog/products', size]),
			...[250, 10].map((size) => ['/v3/inventory/items', size]),
		]);
	});

	test('are read to the last page', async () => {
		const { listings } = await bySku(
			['P-9', 'P-10'],
			envelope([untracked], 2),
			envelope([product(10, { inventory_tracking: 'none' })], 2),
		);
		expect(listings.map(({ sku }) => sku)).toEqual(['P-9', 'P-10']);
	});

	test('end with a page that is not full where the store does not count its pages', async () => {
		const full = Array.from({ length: 100 }, (_, place) => product(1000 + place, { inventory_tracking: 'none' }));
		const { listings, asked } = await bySku(
			['P-9', 'P-1000'],
			{ body: { data: full, meta: {} } },
			{ body: { data: [untracked] } },
		);
		expect(listings.map(({ sku }) => sku)).toEqual(['P-1000', 'P-9']);
		expect(asked.map(([, query]) => query?.page)).toEqual([1, 2]);
	});

	test('use the first location where the token may not see the locations', async () => {
		const { asked } = await bySku(
			['P-1'],
			envelope([product(1)]),
			{ status: 403, body: {} },
			envelope([item(1, 10, 37)]),
		);
		expect(asked.at(-1)?.[1]).toMatchObject({ 'location_id:in': 1 });
	});

	test('that cannot be read say so under each of their SKUs', async () => {
		const { listings } = await bySku(['P-1'], envelope([product(1, { inventory_tracking: 'maybe' })]));
		for (const listing of listings)
			expect(listing).toMatchObject({
				tracksStock: false,
				trouble: expect.stringContaining('bigcommerce product 1.inventory_tracking'),
			});
		expect(listings.map(({ sku }) => sku)).toContain('P-1');
	});

	test('need no request when no SKU is asked for', async () => {
		expect(await bySku([])).toEqual({ listings: [], asked: [] });
	});
});

describe('pools', () => {
	const poolsOf = async (refs: readonly string[], ...script: Array<Partial<HttpReply>>) => {
		const { http, asked } = scriptedHttp(...script);
		return {
			pools: await connectBigCommerce(http, credential, alone()).readPools(refs),
			asked: asked.map(({ url, query }) => [url.slice(BASE.length), query?.['id:in']]),
		};
	};

	test('are products that are counted as a whole, with all their variants', async () => {
		const odd = product(8, {
			name: 'Box',
			sku: 'BOX',
			variants: [variant(81, 'BOX-S', 'Small'), variant(82, 'BOX-L', 'Large'), variant(83, '', 'Odd')],
		});
		const { pools, asked } = await poolsOf(
			['8', '7', '8'],
			envelope([odd, tee, untracked]),
			mainLocation,
			envelope([item(8, null, 58)]),
		);
		expect(asked[0]).toEqual(['/v3/catalog/products', '8,7']);
		expect(pools).toMatchObject([
			{
				product: { sku: 'BOX', listingRef: '8', quantity: 58, tracksStock: true, isPool: true },
				members: [
					{ sku: 'BOX-S', listingRef: '8/81', poolRef: '8', poolMembers: 3, quantity: 58 },
					{ sku: 'BOX-L' },
					{ sku: null, name: 'Box - Odd' },
				],
			},
		]);
	});

	test('need no request when none is asked for', async () =>
		expect(await poolsOf([])).toEqual({ pools: [], asked: [] }));
});

test('all listings come page by page, those without SKU too, and the location is asked for once', async () => {
	const nameless = product(3, {
		sku: '',
		variants: [{ id: 30, sku: '', price: null, inventory_level: 1, option_values: [] }],
	});
	const { http } = scriptedHttp(
		envelope([tee, nameless], 2, 3),
		mainLocation,
		envelope([item(3, 30, 2)]),
		envelope([product(4)], 2, 3),
		envelope([item(4, 40, 9)]),
	);
	const pages: Array<readonly Listing[]> = [];
	for await (const page of connectBigCommerce(http, credential, alone()).readAllListings()) pages.push(page);
	expect(pages.map((page) => page.map(({ sku }) => sku))).toEqual([['TEE', 'TEE-M', 'TEE-L', null], ['P-4']]);
	expect(pages[0]?.at(-1)).toMatchObject({ quantity: 2, poolRef: '3' });
});

test('SKUs that the store does not sell cost nothing more where no shared stock is looked for', async () => {
	const { http, asked } = scriptedHttp(envelope([product(1)]), envelope([]), mainLocation, envelope([item(1, 10, 37)]));
	const listings = await connectBigCommerce(http, credential, alone()).findListings(['P-1', 'GONE'] as Sku[], {
		inPools: false,
	});
	expect(listings).toMatchObject([{ sku: 'P-1', quantity: 37 }]);
	expect(asked.map(({ url }) => url).filter((url) => url.includes('/catalog/variants'))).toEqual([]);
});

test('a location that could not be read is asked for again', async () => {
	const { http } = scriptedHttp(
		envelope([product(1)]),
		{ status: 503, body: '' },
		envelope([product(1)]),
		mainLocation,
		envelope([item(1, 10, 37)]),
	);
	const adapter = connectBigCommerce(http, credential, alone());
	await expect(adapter.findListings(['P-1' as Sku])).rejects.toMatchObject({ kind: 'unavailable' });
	expect(await adapter.findListings(['P-1' as Sku])).toMatchObject([{ quantity: 37 }]);
});
