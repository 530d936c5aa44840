import { describe, expect, test } from '@jest/globals';
import { connectWooCommerce } from '../../../../core/channels/woocommerce/adapter';
import type { Listing } from '../../../../core/model/listing';
import type { Sku } from '../../../../core/model/sku';
import type { HttpReply } from '../../../../core/http/httpPort';
import type { Fields } from '../../../../core/reading/readUnknown';
import { scriptedHttp } from '../../../support/scriptedHttp';
import { credential, page, replied } from '../../../support/wooReplies';
import variationSkus from '../replies/woocommerce/021-products-by-variation-skus.json';
import otherCase from '../replies/woocommerce/023-products-by-sku-case.json';
import cutAtTen from '../replies/woocommerce/029-products-by-30-skus-default-page.json';
import pooledVariations from '../replies/woocommerce/044-variations-parent-stock.json';

async function bySku(skus: readonly string[], ...script: Array<Partial<HttpReply>>) {
	const { http, asked } = scriptedHttp(...script);
	return { listings: await connectWooCommerce(http, credential).findListings(skus as Sku[]), asked };
}

async function all(...script: Array<Partial<HttpReply>>) {
	const { http, asked } = scriptedHttp(...script);
	const pages: Array<readonly Listing[]> = [];
	for await (const found of connectWooCommerce(http, credential).readAllListings()) pages.push(found);
	return {
		listings: pages.flat(),
		asked: asked.map(
			({ url, query }) => `${url.slice('https://shop.test/wp-json/wc/v3'.length)} page ${query?.page ?? '-'}`,
		),
	};
}

const product = (id: number, sku: string, more: Fields = {}): Fields => ({
	id,
	parent_id: 0,
	type: 'simple',
	sku,
	name: `Product ${id}`,
	price: '9.90',
	manage_stock: true,
	stock_quantity: 5,
	variations: [],
	...more,
});
const variation = (id: number, parent_id: number, sku: string, more: Fields = {}): Fields => ({
	...product(id, sku, more),
	parent_id,
	type: 'variation',
	name: 'S',
});

describe('listings by SKU', () => {
	test('are products and variations alike', async () => {
		const { listings, asked } = await bySku(['SHIRT-S', 'SHIRT-XL', 'SHIRT', 'RIG-003'], replied(variationSkus));
		expect(listings).toEqual([
			expect.objectContaining({
				sku: 'SHIRT-XL',
				listingRef: '46/50',
				parentRef: '46',
				quantity: 2,
				tracksStock: true,
				poolRef: null,
				poolMembers: 1,
				name: 'Rig shirt - XL',
				price: '22.9',
			}),
			expect.objectContaining({ sku: 'SHIRT-S', listingRef: '46/47', quantity: 5 }),
			expect.objectContaining({ sku: 'SHIRT', listingRef: '46', parentRef: null, quantity: null, tracksStock: false }),
			expect.objectContaining({ sku: 'RIG-003', listingRef: '12', quantity: 13 }),
		]);
		expect(asked.map(({ query }) => query)).toEqual([
			expect.objectContaining({ sku: 'SHIRT-S,SHIRT-XL,SHIRT,RIG-003', per_page: 100, orderby: 'id' }),
		]);
	});

	test("are found in the shop's own spelling", async () => {
		const { listings } = await bySku(['rig-001'], replied(otherCase));
		expect(listings.map(({ sku }) => sku)).toEqual(['RIG-001']);
	});

	test('are read to the last page when the shop says that there are more', async () => {
		const skus = Array.from({ length: 30 }, (_, place) => `RIG-0${String(place + 1).padStart(2, '0')}`);
		const tenMore = (first: number) =>
			page(...skus.slice(first, first + 10).map((sku, place) => product(1000 + first + place, sku)));
		const { listings, asked } = await bySku(
			skus,
			replied(cutAtTen),
			{ ...tenMore(10), headers: { 'x-wp-totalpages': '3' } },
			tenMore(20),
		);
		expect(asked.map(({ query }) => query?.page)).toEqual([1, 2, 3]);
		expect(listings).toHaveLength(30);
	});

	test('drop what was not asked for, as when a shop has the SKU filter switched off', async () => {
		const { listings } = await bySku(['A'], page(product(1, 'A'), product(2, 'B'), product(3, '')));
		expect(listings.map(({ sku }) => sku)).toEqual(['A']);
	});

	test('with a comma in their SKU are asked for alone', async () => {
		const { listings, asked } = await bySku(
			['NUT,BOLT\\5', 'A', "O'RING 3%"],
			page(product(1, 'NUT,BOLT\\5'), product(2, 'NUT')),
			page(product(3, 'A'), product(4, "O'RING 3%")),
		);
		expect(asked.map(({ query }) => query?.sku)).toEqual(['NUT,BOLT\\5', "A,O'RING 3%"]);
		expect(listings.map(({ listingRef }) => listingRef)).toEqual(['1', '3', '4']);
	});

	test('are asked for 99 SKUs at a time, so that their page is not full, each SKU once', async () => {
		const skus = Array.from({ length: 220 }, (_, place) => `S${place}`);
		const { asked } = await bySku([...skus, 'S0'], page(), page(), page());
		expect(asked.map(({ query }) => String(query?.sku).split(',').length)).toEqual([99, 99, 22]);
	});

	test('are asked for in shorter lists where SKUs are long', async () => {
		const skus = Array.from({ length: 100 }, (_, place) => `${'S'.repeat(50)}${place + 100}`);
		const { asked } = await bySku(skus, page(), page());
		expect(asked.map(({ query }) => String(query?.sku).split(',').length)).toEqual([53, 47]);
	});

	test("whose stock is the product's share one pool", async () => {
		const rows = pooledVariations.response.body;
		const { listings, asked } = await bySku(
			['MUG-big', 'MUG-small'],
			page(...rows),
			page(product(51, 'MUG', { type: 'variable', variations: [52, 53, 54] })),
			page(...rows, variation(54, 51, 'MUG-own')),
		);
		expect(listings).toMatchObject([
			{ sku: 'MUG-big', listingRef: '51/53', quantity: 48, tracksStock: true, poolRef: '51', poolMembers: 2 },
			{ sku: 'MUG-small', listingRef: '51/52', quantity: 48, poolRef: '51', poolMembers: 2 },
		]);
		expect(asked[1]?.query).toMatchObject({ include: '51' });
	});

	test('of which one alone draws on the stock of its product can be written', async () => {
		const [row] = pooledVariations.response.body;
		const own = variation(54, 51, 'MUG-own');
		const { listings } = await bySku(
			['MUG-big'],
			page(row),
			page(product(51, 'MUG', { type: 'variable', variations: [53, 54, 55] })),
			page(row, own, { ...own, id: 55 }),
		);
		expect(listings).toMatchObject([{ sku: 'MUG-big', poolRef: '51', poolMembers: 1 }]);
	});

	test.each(['A<B', 'A%41', 'A  B'])('%j, which no shop can look up, says so and asks for nothing', async (sku) => {
		const { listings, asked } = await bySku([sku]);
		expect(listings).toMatchObject([{ sku, trouble: expect.stringContaining('cannot look its SKU up') }]);
		expect(asked).toEqual([]);
	});

	test('that bear such a SKU say so too', async () => {
		const { http } = scriptedHttp(page(product(9, 'A%41')));
		const listings: Listing[] = [];
		for await (const rows of connectWooCommerce(http, credential).readAllListings()) listings.push(...rows);
		expect(listings).toMatchObject([{ sku: 'A%41', trouble: expect.stringContaining('cannot look its SKU up') }]);
	});

	test("whose product counts the stock stand for it under the product's own SKU", async () => {
		const { listings } = await bySku(
			['MUG'],
			page(product(51, 'MUG', { type: 'variable', variations: [52, 53], stock_quantity: 48 })),
		);
		expect(listings).toMatchObject([
			{ listingRef: '51', quantity: 48, tracksStock: true, poolRef: null, poolMembers: 1 },
		]);
	});

	test('that count stock nobody ever entered have none', async () => {
		const { listings } = await bySku(['A'], page(product(1, 'A', { stock_quantity: null })));
		expect(listings).toMatchObject([{ quantity: 0, tracksStock: true }]);
	});

	test('need no request when no SKU is asked for', async () => {
		expect(await bySku([])).toEqual({ listings: [], asked: [] });
	});

	test('that cannot be read say so, and their neighbours are read', async () => {
		const { listings } = await bySku(['A', 'B'], page(product(9, 'A', { manage_stock: 'maybe' }), product(10, 'B')));
		expect(listings).toMatchObject([
			{ listingRef: '9', sku: 'A', tracksStock: false, trouble: expect.stringContaining('product 9.manage_stock') },
			{ listingRef: '10', sku: 'B', tracksStock: true },
		]);
		expect(listings[1]).not.toHaveProperty('trouble');
	});

	test.each([
		['a blank quantity', { stock_quantity: '' }, { quantity: 0, tracksStock: true }],
		[
			'stock management as WooCommerce stores it',
			{ manage_stock: 'yes', stock_quantity: '7' },
			{ quantity: 7, tracksStock: true },
		],
		['no stock management', { manage_stock: 'no', stock_quantity: '' }, { quantity: null, tracksStock: false }],
		[
			'no word of stock management',
			{ manage_stock: undefined, stock_quantity: '' },
			{ quantity: null, tracksStock: false },
		],
		['no name', { name: null }, { name: 'A', quantity: 40 }],
		['a price that is no text', { price: [] }, { price: null, quantity: 40 }],
		['variations as an object', { type: 'variable', variations: { 0: 52, 4: 53 } }, { quantity: 40 }],
		['a blank parent', { parent_id: '' }, { quantity: 40, parentRef: null }],
	])('are read with %s', async (_what, odd, expected) => {
		const { listings } = await bySku(['A'], page(product(9, 'A', { stock_quantity: 40, ...odd })));
		expect(listings).toMatchObject([expected]);
		expect(listings[0]).not.toHaveProperty('trouble');
	});
});

describe('pools', () => {
	const poolsOf = async (refs: readonly string[], ...script: Array<Partial<HttpReply>>) => {
		const { http, asked } = scriptedHttp(...script);
		return {
			pools: await connectWooCommerce(http, credential).readPools(refs),
			asked: asked.map(({ url, query }) => [
				url.slice('https://shop.test/wp-json/wc/v3'.length),
				query?.include ?? query?.page,
			]),
		};
	};
	const mug = product(51, 'MUG', { type: 'variable', variations: [52, 53, 54], stock_quantity: 48 });

	test('are a product with the variations that leave their stock to it, with the level of the product', async () => {
		const own = variation(54, 51, 'MUG-own', { manage_stock: true });
		const { pools, asked } = await poolsOf(['51', '51'], page(mug), page(...pooledVariations.response.body, own));
		expect(asked).toEqual([
			['/products', '51'],
			['/products/51/variations', 1],
		]);
		expect(pools).toMatchObject([
			{
				product: { sku: 'MUG', listingRef: '51', quantity: 48, tracksStock: true, isPool: true },
				members: [
					{ sku: 'MUG-big', listingRef: '51/53', poolRef: '51', poolMembers: 2, quantity: 48, parentRef: '51' },
					{ sku: 'MUG-small', listingRef: '51/52' },
				],
			},
		]);
		expect(pools[0]?.members).toHaveLength(2);
	});

	test("have members without a SKU, which show the product's, and are read to the last page", async () => {
		const many = Array.from({ length: 100 }, (_, place) =>
			variation(100 + place, 51, `M-${place}`, { manage_stock: 'parent' }),
		);
		const { pools } = await poolsOf(
			['51'],
			page(mug),
			page(...many),
			page(variation(300, 51, 'MUG', { manage_stock: 'parent', stock_quantity: 47 })),
		);
		expect(pools[0]?.members).toHaveLength(101);
		expect(pools[0]?.members.at(-1)).toMatchObject({
			sku: null,
			name: 'Product 51 - S',
			quantity: 48,
			poolMembers: 101,
		});
	});

	test('are none where the product counts nothing, or no variation leaves its stock to it', async () => {
		const { pools, asked } = await poolsOf(
			['1', '46', '51'],
			page(product(1, 'A'), product(46, 'SHIRT', { type: 'variable', manage_stock: false, variations: [47] }), mug),
			page(variation(52, 51, 'MUG-S')),
		);
		expect(pools).toEqual([]);
		expect(asked).toEqual([
			['/products', '1,46,51'],
			['/products/51/variations', 1],
		]);
	});

	test('need no request when none is asked for', async () =>
		expect(await poolsOf([])).toEqual({ pools: [], asked: [] }));
});

describe('all listings', () => {
	const products = page(
		product(1, 'A'),
		product(2, ''),
		product(46, 'SHIRT', { type: 'variable', manage_stock: false, stock_quantity: null, variations: [47, 48] }),
		product(51, '', { type: 'variable', variations: [52] }),
	);
	const expected = [
		{ sku: 'A', listingRef: '1' },
		{ sku: null, listingRef: '2' },
		{ sku: 'SHIRT', listingRef: '46', tracksStock: false },
		{ sku: 'SHIRT-S', listingRef: '46/47', name: 'Product 46 - S' },
		// It has no SKU of its own: the shop shows the product's.
		{ sku: null, listingRef: '46/48' },
		{ sku: 'LAMP', listingRef: '51/52', poolRef: '51', poolMembers: 1 },
	];

	test('are the products, then the variations from one list; a product that only holds variations is none', async () => {
		const variations = page(
			variation(47, 46, 'SHIRT-S'),
			variation(48, 46, 'SHIRT'),
			variation(52, 51, 'LAMP', { manage_stock: 'parent' }),
		);
		const { listings, asked } = await all(products, page(), variations);
		expect(listings).toMatchObject(expected);
		expect(asked).toEqual(['/products page 1', '/variations page -', '/variations page 1']);
	});

	test('come product by product from a shop that has no such list', async () => {
		const withoutParent = (id: number, sku: string, more: Fields = {}) => ({ ...variation(id, 0, sku, more) });
		const { listings, asked } = await all(
			products,
			{ status: 404, body: { code: 'rest_no_route', message: 'No route', data: { status: 404 } } },
			page(withoutParent(47, 'SHIRT-S'), withoutParent(48, 'SHIRT')),
			page(withoutParent(52, 'LAMP', { manage_stock: 'parent' })),
		);
		expect(listings).toMatchObject(expected);
		expect(asked.slice(1)).toEqual([
			'/variations page -',
			'/products/46/variations page 1',
			'/products/51/variations page 1',
		]);
	});

	test('of a shop without variations need no second list', async () => {
		const { asked } = await all(page(product(1, 'A')));
		expect(asked).toEqual(['/products page 1']);
	});

	test('find the product of a variation that came in between', async () => {
		const { listings } = await all(
			products,
			page(),
			page(variation(60, 59, 'NEW-S')),
			page(product(59, 'NEW', { type: 'variable', variations: [60] })),
		);
		expect(listings.at(-1)).toMatchObject({ sku: 'NEW-S', listingRef: '59/60', name: 'Product 59 - S' });
	});
});
