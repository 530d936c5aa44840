import { describe, expect, test } from '@jest/globals';
import { connectEbay } from '../../../../core/channels/ebay/adapter';
import type { StockChange } from '../../../../core/model/listing';
import { toSku, type Sku } from '../../../../core/model/sku';
import type { HttpReply, HttpRequest } from '../../../../core/http/httpPort';
import type { Fields } from '../../../../core/reading/readUnknown';
import {
	bulkItems,
	credential,
	noOffers,
	offer,
	offers,
	revised,
	revisedWith,
	tradingError,
	tradingReply,
} from '../../../support/ebayReplies';
import { scriptedHttp } from '../../../support/scriptedHttp';

const change = (listingRef: string, target: number, unitsPerLot = 1): StockChange => ({
	listing: {
		channel: 'ebay',
		sku: null,
		listingRef,
		name: '',
		quantity: 1,
		tracksStock: true,
		price: null,
		parentRef: null,
		poolRef: null,
		poolMembers: 1,
		unitsPerLot,
	},
	target,
});

async function set(changes: readonly StockChange[], ...script: Array<Partial<HttpReply>>) {
	const { http, asked } = scriptedHttp(...script);
	return { writes: await connectEbay(http, credential).writeStock(changes), asked };
}

const ok = (sku: string, offerId?: string): Fields => ({
	sku,
	...(offerId === undefined ? {} : { offerId }),
	statusCode: 200,
});
const bad = (sku: string, statusCode: number, errorId: number, offerId?: string): Fields => ({
	...ok(sku, offerId),
	statusCode,
	errors: [{ errorId, message: 'Short', longMessage: `Told ${errorId}` }],
});
const rows = (...responses: Fields[]) => ({ status: 200, body: { responses } });
const outOfStock = (preference: string) =>
	tradingReply(
		'GetUserPreferences',
		`<Ack>Success</Ack><OutOfStockControlPreference>${preference}</OutOfStockControlPreference>`,
	);
const requestsOf = ({ body }: HttpRequest) => (body as { requests: Fields[] }).requests;

describe('stock in the Inventory API', () => {
	test('is set on the item and on each of its offers, several SKUs to a call', async () => {
		const { writes, asked } = await set(
			[change('inventory:MUG', 7), change('inventory:A%3AB', 0)],
			offers(offer('5001'), offer('5002'), offer('9', { format: 'AUCTION' }), offer('8', { status: 'UNPUBLISHED' })),
			noOffers,
			rows(ok('MUG'), ok('MUG', '5001'), ok('MUG', '5002'), ok('A:B')),
		);
		expect(writes).toEqual([
			{ result: 'written', after: 7 },
			{ result: 'written', after: 0 },
		]);
		expect(asked.slice(0, 2).map(({ query }) => query)).toEqual([{ sku: 'MUG' }, { sku: 'A:B' }]);
		expect(asked[2]).toEqual({
			method: 'POST',
			url: 'https://ebay.test/sell/inventory/v1/bulk_update_price_quantity',
			repeatable: true,
			body: {
				requests: [
					{
						sku: 'MUG',
						shipToLocationAvailability: { quantity: 7 },
						offers: [
							{ offerId: '5001', availableQuantity: 7 },
							{ offerId: '5002', availableQuantity: 7 },
						],
					},
					{ sku: 'A:B', shipToLocationAvailability: { quantity: 0 } },
				],
			},
		});
	});

	test('does not ask again for offers that were read with the listing', async () => {
		const { http, asked } = scriptedHttp(
			bulkItems({ MUG: 40 }),
			offers(offer('5001')),
			rows(ok('MUG'), ok('MUG', '5001')),
		);
		const adapter = connectEbay(http, credential);
		const [listing] = await adapter.findListings([toSku('MUG') as Sku]);
		await adapter.writeStock(listing === undefined ? [] : [{ listing, target: 7 }]);
		expect(asked).toHaveLength(3);
	});

	test('goes out twenty-five SKUs at a time, and each SKU once to a call', async () => {
		const names = Array.from({ length: 26 }, (_, place) => `S${place}`);
		const changes = [...names, 'S25'].map((name) => change(`inventory:${name}`, 1));
		const updates = [rows(...names.slice(0, 25).map((name) => ok(name))), rows(ok('S25')), rows(ok('S25'))];
		const { asked } = await set(changes, ...names.map(() => noOffers), ...updates);
		expect(asked.slice(26).map((request) => requestsOf(request).length)).toEqual([25, 1, 1]);
	});

	test.each([
		['by auction alone', offer('1', { format: 'AUCTION' }), 'notTracked'],
		['in lots of different sizes', [offer('1', { lotSize: 6 }), offer('2')], 'refused'],
	])('is left alone where the SKU is sold %s', async (_name, only, result) => {
		const { writes, asked } = await set([change('inventory:MUG', 7)], offers(...[only].flat()));
		expect(writes).toEqual([{ result, reason: expect.stringMatching(/\w/) }]);
		expect(asked).toHaveLength(1);
	});

	test('is written in whole lots where its offers sell lots, and told in units', async () => {
		const { writes, asked } = await set(
			[change('inventory:MUG', 20)],
			offers(offer('1', { lotSize: 6 }), offer('2', { lotSize: 6 })),
			rows(ok('MUG'), ok('MUG', '1'), ok('MUG', '2')),
		);
		expect(requestsOf(asked[1] as HttpRequest)).toEqual([
			{
				sku: 'MUG',
				shipToLocationAvailability: { quantity: 3 },
				offers: [
					{ offerId: '1', availableQuantity: 3 },
					{ offerId: '2', availableQuantity: 3 },
				],
			},
		]);
		expect(writes).toEqual([{ result: 'written', after: 18 }]);
	});

	test("of 0 needs nobody's leave: the listing is hidden, and does not end", async () => {
		const { writes, asked } = await set([change('inventory:MUG', 0)], noOffers, rows(ok('MUG')));
		expect(writes).toEqual([{ result: 'written', after: 0 }]);
		expect(asked).toHaveLength(2);
	});

	test("is refused with eBay's words, for the row that failed alone", async () => {
		const { writes } = await set(
			[change('inventory:MUG', 7), change('inventory:BOWL', 8), change('inventory:TEE', 9)],
			offers(offer('1')),
			offers(offer('2')),
			offers(offer('3')),
			{
				...rows(bad('MUG', 400, 25702), ok('BOWL'), bad('BOWL', 400, 25713, '2'), ok('TEE'), ok('TEE', '3')),
				status: 207,
			},
		);
		expect(writes).toEqual([
			{ result: 'refused', reason: '25702 Told 25702' },
			{ result: 'refused', reason: 'offer 2: 25713 Told 25713' },
			{ result: 'written', after: 9 },
		]);
	});

	test("is sent once more after eBay's own trouble, and left to the next run after that", async () => {
		const { writes, asked } = await set(
			[change('inventory:MUG', 7), change('inventory:BOWL', 8), change('inventory:TEE', 9)],
			...[noOffers, noOffers, noOffers],
			rows(bad('MUG', 500, 25001), ok('BOWL'), bad('TEE', 400, 25001)),
			rows(ok('MUG'), bad('TEE', 500, 25001)),
		);
		expect(requestsOf(asked[4] as HttpRequest).map(({ sku }) => sku)).toEqual(['MUG', 'TEE']);
		expect(writes).toEqual([
			{ result: 'written', after: 7 },
			{ result: 'written', after: 8 },
			{ result: 'failed', reason: '25001 Told 25001' },
		]);
	});

	test('is not taken for written where eBay says nothing of a SKU', async () => {
		const { writes } = await set([change('inventory:MUG', 7)], noOffers, rows());
		expect(writes).toEqual([{ result: 'failed', reason: 'eBay did not answer for this SKU' }]);
	});

	test('is not taken for written when the answer has no rows at all', async () => {
		await expect(set([change('inventory:MUG', 7)], noOffers, { status: 200, body: {} })).rejects.toThrow(
			'ebay update.responses should be a list',
		);
	});

	test('goes out one by one when a batch is refused as a whole, so that only the culprit is', async () => {
		const refusal = { status: 400, body: { errors: [{ errorId: 25709, message: 'Invalid value for sku' }] } };
		const { writes } = await set(
			[change('inventory:MUG', 7), change('inventory:ODD', 8)],
			noOffers,
			noOffers,
			refusal,
			rows(ok('MUG')),
			refusal,
		);
		expect(writes).toEqual([
			{ result: 'written', after: 7 },
			{ result: 'refused', reason: '25709 Invalid value for sku' },
		]);
	});

	test('is a failure, not a refusal, when eBay is down or the token is dead', async () => {
		await expect(set([change('inventory:MUG', 7)], noOffers, { status: 503 })).rejects.toMatchObject({
			kind: 'unavailable',
		});
		await expect(set([change('inventory:MUG', 7)], { status: 401 })).rejects.toMatchObject({ kind: 'notAuthorised' });
	});
});

describe('stock in the Trading API', () => {
	const four = ['trading:1', 'trading:2:A%26B', 'trading:2:C', 'trading:3'].map((ref, place) => change(ref, place));

	test('is set four listings at a time, variations by their SKU', async () => {
		const { writes, asked } = await set(
			[...four, change('trading:4', 9)],
			outOfStock('true'),
			revised('Success'),
			revised('Warning'),
		);
		expect(writes.map((write) => write.result === 'written' && write.after)).toEqual([0, 1, 2, 3, 9]);
		expect(asked[1]).toMatchObject({
			url: 'https://ebay.test/ws/api.dll',
			answer: 'text',
			repeatable: true,
			headers: { 'X-EBAY-API-CALL-NAME': 'ReviseInventoryStatus' },
		});
		expect(asked[1]?.body).toBe(
			'<?xml version="1.0" encoding="utf-8"?><ReviseInventoryStatusRequest xmlns="urn:ebay:apis:eBLBaseComponents">' +
				'<InventoryStatus><ItemID>1</ItemID><Quantity>0</Quantity></InventoryStatus>' +
				'<InventoryStatus><ItemID>2</ItemID><SKU>A&#38;B</SKU><Quantity>1</Quantity></InventoryStatus>' +
				'<InventoryStatus><ItemID>2</ItemID><SKU>C</SKU><Quantity>2</Quantity></InventoryStatus>' +
				'<InventoryStatus><ItemID>3</ItemID><Quantity>3</Quantity></InventoryStatus></ReviseInventoryStatusRequest>',
		);
	});

	test('is written where eBay repeats the listing; the rest goes out one by one, so that an error has one meaning', async () => {
		const ended = tradingError(291, 'Auction ended');
		const { writes, asked } = await set(
			four,
			outOfStock('true'),
			revisedWith('PartialFailure', ended, { itemId: '1', sku: 'own' }, { itemId: '2', sku: 'C' }),
			revisedWith('Failure', ended),
			revised('Success', { itemId: '3' }),
		);
		expect(writes).toEqual([
			{ result: 'written', after: 0 },
			{ result: 'refused', reason: '291 Auction ended.' },
			{ result: 'written', after: 2 },
			{ result: 'written', after: 3 },
		]);
		expect(asked.slice(2).map(({ body }) => /<ItemID>\d<\/ItemID>(<SKU>.*<\/SKU>)?/.exec(String(body))?.[0])).toEqual([
			'<ItemID>2</ItemID><SKU>A&#38;B</SKU>',
			'<ItemID>3</ItemID>',
		]);
	});

	test('is written in whole lots where the listing sells lots, and told in units', async () => {
		const { writes, asked } = await set([change('trading:1', 20, 6)], revised('Success'));
		expect(asked[0]?.body).toContain('<Quantity>3</Quantity>');
		expect(writes).toEqual([{ result: 'written', after: 18 }]);
	});

	test.each([
		['is off', outOfStock('false')],
		['was never chosen', tradingReply('GetUserPreferences', '<Ack>Success</Ack>')],
	])(
		'of 0, or of less than a lot, is refused where out-of-stock control %s, since it would end the listing; the others are written',
		async (_how, preferences) => {
			const { writes, asked } = await set(
				[change('trading:1', 0), change('trading:2', 5, 6), change('trading:3', 7)],
				preferences,
				revised('Success'),
			);
			expect(writes).toEqual([
				{ result: 'refused', reason: expect.stringContaining('switch it on at eBay') },
				{ result: 'refused', reason: expect.stringContaining('ends a listing at 0') },
				{ result: 'written', after: 7 },
			]);
			expect(asked.map(({ headers }) => headers?.['X-EBAY-API-CALL-NAME'])).toEqual([
				'GetUserPreferences',
				'ReviseInventoryStatus',
			]);
			expect(asked[0]?.body).toContain('<ShowOutOfStockControlPreference>true</ShowOutOfStockControlPreference>');
			expect(asked[1]?.body).not.toContain('<ItemID>1</ItemID>');
		},
	);

	test('of more than 0 asks for no preference', async () => {
		const { asked } = await set([change('trading:1', 5)], revised('Success'));
		expect(asked).toHaveLength(1);
	});

	test("is left to the next run after eBay's own trouble", async () => {
		const { writes } = await set(
			[change('trading:1', 5)],
			revisedWith('Failure', tradingError(10007, 'Internal error')),
		);
		expect(writes).toEqual([{ result: 'failed', reason: '10007 Internal error.' }]);
	});

	test('fails as a whole with an expired token, though the status is 200', async () => {
		await expect(
			set(four, revisedWith('Failure', tradingError(932, 'Auth token is hard expired'))),
		).rejects.toMatchObject({ kind: 'notAuthorised' });
	});

	test('is not refused because of a warning', async () => {
		const warning = tradingError(21917236, 'Funds may be held').replace('>Error<', '>Warning<');
		const { writes } = await set([change('trading:1', 5)], revisedWith('Warning', warning, { itemId: '1' }));
		expect(writes).toEqual([{ result: 'written', after: 5 }]);
		const both = await set(
			[change('trading:1', 5)],
			revisedWith('Failure', warning + tradingError(291, 'Auction ended')),
		);
		expect(both.writes).toEqual([{ result: 'refused', reason: '291 Auction ended.' }]);
	});
});

describe('stock of several kinds of listings', () => {
	test('is answered in the order asked', async () => {
		const { writes } = await set(
			[
				change('trading:1', 1),
				change('closed:auction:7', 2),
				change('inventory:MUG', 3),
				change('closed:unlabelled:8%2F0', 4),
			],
			noOffers,
			rows(ok('MUG')),
			revised('Success', { itemId: '1' }),
		);
		expect(writes).toEqual([
			{ result: 'written', after: 1 },
			{ result: 'notTracked', reason: 'An auction sells one unit; its quantity is not changed' },
			{ result: 'written', after: 3 },
			{ result: 'refused', reason: 'eBay changes a variation by its SKU, and this one has none' },
		]);
	});

	test('asks the Inventory API first, whose 401 is what renews a token', async () => {
		const { asked } = await set(
			[change('trading:1', 1), change('inventory:MUG', 3)],
			noOffers,
			rows(ok('MUG')),
			revised('Success'),
		);
		expect(asked.slice(1).map(({ url }) => url)).toEqual([
			'https://ebay.test/sell/inventory/v1/bulk_update_price_quantity',
			'https://ebay.test/ws/api.dll',
		]);
	});

	test('is not set on a listing of another channel', async () => {
		await expect(set([change('123', 1)])).rejects.toThrow('ebay listingRef');
	});

	test('costs nothing when nothing changes', async () => {
		expect((await set([])).asked).toEqual([]);
	});
});

describe('the credential', () => {
	const root = async (settings: Fields) => {
		const { http, asked } = scriptedHttp(noOffers, rows(ok('MUG')));
		await connectEbay(http, settings).writeStock([change('inventory:MUG', 3)]);
		return asked[1]?.url.replace('/sell/inventory/v1/bulk_update_price_quantity', '');
	};

	test('says where eBay is', async () => {
		expect(await root({ environment: 'production', marketplace: 'EBAY_GB' })).toBe('https://api.ebay.com');
		expect(await root({ environment: 'sandbox', marketplace: 'EBAY_GB' })).toBe('https://api.sandbox.ebay.com');
		expect(await root({ environment: 'custom', customUrl: 'http://127.0.0.1:9004/', marketplace: 'EBAY_GB' })).toBe(
			'http://127.0.0.1:9004',
		);
	});

	test('says which site the Trading API is to act for', async () => {
		const { http, asked } = scriptedHttp(revised('Success'));
		await connectEbay(http, { ...credential, marketplace: 'EBAY_DE' }).writeStock([change('trading:1', 3)]);
		expect(asked[0]?.headers).toMatchObject({ 'X-EBAY-API-SITEID': '77' });
	});

	test.each([
		['an environment that is none', { ...credential, environment: 'test' }, 'ebay credential.environment'],
		['an address that is none', { ...credential, customUrl: 'ebay.test' }, 'ebay credential.customUrl'],
		['a marketplace that is none', { ...credential, marketplace: 'EBAY_XX' }, 'ebay credential.marketplace'],
	])('with %s is named', (_name, settings, field) => {
		expect(() => connectEbay(scriptedHttp().http, settings)).toThrow(field);
	});
});
