import { describe, expect, test } from '@jest/globals';
import { connectEbay } from '../../../../core/channels/ebay/adapter';
import type { Listing } from '../../../../core/model/listing';
import { toSku, type Sku } from '../../../../core/model/sku';
import type { HttpReply } from '../../../../core/http/httpPort';
import {
	activeList,
	bulkItems,
	credential,
	inventoryItem,
	noActiveListings,
	noOffers,
	offer,
	offers,
	tradingError,
	tradingReply,
} from '../../../support/ebayReplies';
import { scriptedHttp } from '../../../support/scriptedHttp';

const skus = (...raw: string[]) => raw.map((one) => toSku(one) as Sku);

async function bySku(asked: readonly Sku[], ...script: Array<Partial<HttpReply>>) {
	const world = scriptedHttp(...script);
	const listings = await connectEbay(world.http, credential).findListings(asked);
	return { listings, asked: world.asked };
}

async function all(...script: Array<Partial<HttpReply>>) {
	const world = scriptedHttp(...script);
	const listings: Listing[] = [];
	for await (const page of connectEbay(world.http, credential).readAllListings()) listings.push(...page);
	return { listings, asked: world.asked };
}

const shown = (listings: readonly Listing[]) =>
	listings.map(({ sku, quantity, listingRef }) => [sku, quantity, listingRef]);
const ITEM =
	'<Item><ItemID>2001</ItemID><SKU>LAMP</SKU><Title>Lamp &amp; shade</Title><QuantityAvailable>12</QuantityAvailable><ListingType>FixedPriceItem</ListingType><SellingStatus><CurrentPrice currencyID="USD">49.0</CurrentPrice></SellingStatus></Item>';
const VARIATIONS = `<Item><ItemID>2002</ItemID><Title>Poster</Title><Quantity>99</Quantity><Variations>
	<Variation><SKU>A2</SKU><StartPrice>24.0</StartPrice><Quantity>50</Quantity><SellingStatus><QuantitySold>8</QuantitySold></SellingStatus></Variation>
	<Variation><SKU>A3</SKU><StartPrice>16.0</StartPrice><Quantity>50</Quantity></Variation>
	<Variation><Quantity>3</Quantity></Variation></Variations></Item>`;

describe('listings by SKU', () => {
	test('on offer in the Inventory API show the least of item and offers', async () => {
		const { listings, asked } = await bySku(
			skus('MUG', 'BOWL'),
			bulkItems({ MUG: 40, BOWL: 5 }),
			offers(offer('5001', { availableQuantity: 7 }), offer('5002', { availableQuantity: 9 })),
			offers(offer('5003')),
		);
		expect(shown(listings)).toEqual([
			['MUG', 7, 'inventory:MUG'],
			['BOWL', 5, 'inventory:BOWL'],
		]);
		expect(listings[0]).toMatchObject({
			name: 'A MUG',
			price: null,
			tracksStock: true,
			parentRef: null,
			poolMembers: 1,
		});
		expect(asked.map(({ url, body, query }) => [url, body ?? query])).toEqual([
			['https://ebay.test/sell/inventory/v1/bulk_get_inventory_item', { requests: [{ sku: 'MUG' }, { sku: 'BOWL' }] }],
			['https://ebay.test/sell/inventory/v1/offer', { sku: 'MUG' }],
			['https://ebay.test/sell/inventory/v1/offer', { sku: 'BOWL' }],
		]);
	});

	test('are asked for twenty-five at a time', async () => {
		const many = Array.from({ length: 26 }, (_, place) => `S${place}`);
		const stock = (names: string[]) => bulkItems(Object.fromEntries(names.map((name) => [name, 1])));
		const { asked } = await bySku(
			skus(...many),
			stock(many.slice(0, 25)),
			stock(many.slice(25)),
			...many.map((_, place) => offers(offer(`${place}`))),
		);
		const bulks = asked.filter(({ url }) => url.endsWith('bulk_get_inventory_item'));
		expect(bulks.map(({ body }) => (body as { requests: unknown[] }).requests.length)).toEqual([25, 1]);
	});

	test('that the Inventory API does not know are looked up in My eBay, variations included', async () => {
		const { listings, asked } = await bySku(
			skus('LAMP', 'a2', 'GONE'),
			bulkItems({ LAMP: null, a2: null, GONE: null }),
			bulkItems({ lamp: null, A2: null, gone: null }),
			activeList(ITEM, 2),
			activeList(VARIATIONS, 2),
		);
		expect(shown(listings)).toEqual([
			['LAMP', 12, 'trading:2001'],
			['A2', 42, 'trading:2002:A2'],
		]);
		expect(listings.map(({ name, price, parentRef }) => [name, price, parentRef])).toEqual([
			['Lamp & shade', '49.0', null],
			['Poster', '24.0', '2002'],
		]);
		expect(asked[3]).toMatchObject({
			method: 'POST',
			url: 'https://ebay.test/ws/api.dll',
			answer: 'text',
			repeatable: true,
			headers: { 'X-EBAY-API-CALL-NAME': 'GetMyeBaySelling', 'X-EBAY-API-SITEID': '0', 'Content-Type': 'text/xml' },
		});
		expect(asked[3]?.body).toContain('<EntriesPerPage>200</EntriesPerPage><PageNumber>2</PageNumber>');
	});

	test('are found in the Inventory API in capitals or small letters too', async () => {
		const { listings, asked } = await bySku(
			skus('cap-green'),
			bulkItems({ 'cap-green': null }),
			bulkItems({ 'CAP-GREEN': 20 }),
			offers(offer('1')),
		);
		expect(shown(listings)).toEqual([['CAP-GREEN', 20, 'inventory:CAP-GREEN']]);
		expect(asked[1]?.body).toEqual({ requests: [{ sku: 'CAP-GREEN' }] });
	});

	test('with an inventory item but no published offer are sold elsewhere, if anywhere', async () => {
		const { listings } = await bySku(
			skus('LAMP'),
			bulkItems({ LAMP: 3 }),
			offers(offer('1', { status: 'UNPUBLISHED' })),
			activeList(ITEM),
		);
		expect(shown(listings)).toEqual([['LAMP', 12, 'trading:2001']]);
		const gone = await bySku(skus('LAMP'), bulkItems({ LAMP: 3 }), noOffers, noActiveListings);
		expect(gone.listings).toEqual([]);
	});

	test("are all of them: a second listing of the SKU comes too, the offer's own listing does not come twice", async () => {
		const twice = ITEM + ITEM.replace('2001', '112');
		const { listings } = await bySku(
			skus('LAMP', 'GONE'),
			bulkItems({ LAMP: 3, GONE: null }),
			bulkItems({ gone: null }),
			offers(offer('2')),
			activeList(twice),
		);
		expect(shown(listings)).toEqual([
			['LAMP', 3, 'inventory:LAMP'],
			['LAMP', 12, 'trading:2001'],
		]);
	});

	test('in lots are counted in units, and closed where the lots differ in size', async () => {
		const lots = await bySku(
			skus('MUG'),
			bulkItems({ MUG: 3 }),
			offers(offer('1', { lotSize: 6, availableQuantity: 2 }), offer('2', { lotSize: 6 })),
		);
		expect(lots.listings).toMatchObject([{ quantity: 12, unitsPerLot: 6, listingRef: 'inventory:MUG' }]);
		const mixed = await bySku(skus('MUG'), bulkItems({ MUG: 3 }), offers(offer('1', { lotSize: 6 }), offer('2')));
		expect(mixed.listings).toMatchObject([{ quantity: 3, listingRef: 'closed:lots:MUG' }]);
	});

	test('keep odd SKUs whole', async () => {
		const odd = "A:B,C/ü %'";
		const { listings } = await bySku(skus(odd), bulkItems({ [odd]: 1 }), offers(offer('1')));
		expect(listings[0]?.listingRef).toBe("inventory:A%3AB%2CC%2F%C3%BC%20%25'");
	});

	test("with a SKU longer than the Inventory API's longest are only in My eBay", async () => {
		const long = 'x'.repeat(51);
		const { asked } = await bySku(skus(long), noActiveListings);
		expect(asked).toHaveLength(1);
	});

	test('cost nothing when no SKU is asked for', async () => {
		expect((await bySku([])).asked).toEqual([]);
	});

	const failed = (sku: string, statusCode: number, errorId: number) => ({
		status: 207,
		body: { responses: [{ sku, statusCode, errors: [{ errorId, message: 'Told so' }] }] },
	});

	test.each([
		['a row that failed twice', [failed('MUG', 500, 25001), failed('MUG', 500, 25001), noActiveListings], '25001'],
		[
			'a missing row',
			[{ body: { responses: [] } }, { body: { responses: [] } }, noActiveListings],
			'leaves this SKU out',
		],
		[
			'offers that are not all there',
			[bulkItems({ MUG: 1 }), { body: { total: 30, offers: [offer('1')] } }, noActiveListings],
			'all 30 offers',
		],
	])('are unknown only where eBay says so: %s is no answer', async (_what, script, trouble) => {
		const { listings } = await bySku(skus('MUG'), ...script);
		expect(listings).toEqual([
			expect.objectContaining({ sku: 'MUG', tracksStock: false, trouble: expect.stringContaining(trouble) }),
		]);
	});

	test('are told where a row failed once', async () => {
		const { listings } = await bySku(skus('MUG'), failed('MUG', 500, 25001), bulkItems({ MUG: 4 }), offers(offer('1')));
		expect(listings).toMatchObject([{ sku: 'MUG', quantity: 4 }]);
	});

	test('are none of what eBay takes for no SKU', async () => {
		const { listings } = await bySku(
			skus('MUG'),
			failed('MUG', 400, 25707),
			failed('mug', 400, 25707),
			noActiveListings,
		);
		expect(listings).toEqual([]);
	});
});

describe('My eBay in trouble, which it tells with status 200', () => {
	const failure = (code: number) =>
		tradingReply('GetMyeBaySelling', `<Ack>Failure</Ack>${tradingError(code, 'Told so')}`);

	test.each([
		['an expired token', failure(21917053), 'notAuthorised'],
		['too many calls', failure(518), 'rateLimited'],
		['trouble of its own', failure(10007), 'unavailable'],
		['a refusal', failure(37), 'rejected'],
		['a status that is an error after all', { status: 503, body: 'busy' }, 'unavailable'],
	])('%s is named by kind', async (_name, reply, kind) => {
		await expect(bySku(skus('1'), bulkItems({ 1: null }), reply)).rejects.toMatchObject({ kind });
	});

	test('an answer without Ack, or a page of HTML, is unreadable', async () => {
		await expect(bySku(skus('1'), bulkItems({ 1: null }), tradingReply('GetMyeBaySelling', ''))).rejects.toThrow('Ack');
		await expect(bySku(skus('1'), bulkItems({ 1: null }), { body: '<html><br></html>' })).rejects.toThrow(
			'ebay GetMyeBaySelling',
		);
	});
});

describe('all listings', () => {
	const items = (total: number, ...list: unknown[]) => ({ body: { total, size: list.length, inventoryItems: list } });

	test('come from both APIs, those without SKU included, each once', async () => {
		const { listings } = await all(
			items(2, inventoryItem('MUG', 40, { groupIds: ['G1'] }), inventoryItem('lamp', 3)),
			activeList(ITEM + VARIATIONS),
		);
		expect(shown(listings)).toEqual([
			['MUG', 40, 'inventory:MUG'],
			['lamp', 3, 'inventory:lamp'],
			['A2', 42, 'trading:2002:A2'],
			['A3', 50, 'trading:2002:A3'],
			[null, 3, 'closed:unlabelled:2002%2F2'],
		]);
		expect(listings[0]?.parentRef).toBe('G1');
	});

	test('are paged by the number of the page, not of the row', async () => {
		const many = Array.from({ length: 200 }, (_, place) => inventoryItem(`S${place}`, 1));
		const { listings, asked } = await all(items(201, ...many), items(201, inventoryItem('LAST', 1)), noActiveListings);
		expect(asked.slice(0, 2).map(({ query }) => query)).toEqual([
			{ limit: 200, offset: 0 },
			{ limit: 200, offset: 1 },
		]);
		expect(listings).toHaveLength(201);
	});

	test('are none for a seller who has none', async () => {
		expect((await all({ body: { total: 0 } }, noActiveListings)).listings).toEqual([]);
	});

	test('are not taken for complete when a page is shorter than announced', async () => {
		await expect(all(items(2, inventoryItem('MUG', 1)))).rejects.toThrow(
			'ebay inventory items, page 0 should be a page of 2',
		);
	});

	test('by auction or kept by warehouse are told but not written to, lots are counted in units', async () => {
		const kept = {
			shipToLocationAvailability: {
				quantity: 4,
				availabilityDistributions: [{ merchantLocationKey: 'w1', quantity: 4 }],
			},
		};
		const auction = ITEM.replace('FixedPriceItem', 'Chinese');
		const lot = '<Item><ItemID>7</ItemID><LotSize>6</LotSize><QuantityAvailable>2</QuantityAvailable></Item>';
		const { listings } = await all(items(1, inventoryItem('W', 4, { availability: kept })), activeList(auction + lot));
		expect(listings.map(({ listingRef, quantity, tracksStock }) => [listingRef, quantity, tracksStock])).toEqual([
			['closed:warehouses:W', 4, true],
			['closed:auction:2001', null, false],
			['trading:7', 12, true],
		]);
		expect(listings.map(({ unitsPerLot = 1 }) => unitsPerLot)).toEqual([1, 1, 6]);
	});
});
