import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectedSeller, firstError, type Answer, type Seller } from './seller.mts';

const PATH = '/sell/inventory/v1/bulk_update_price_quantity';

interface Offer {
	readonly offerId: string;
	readonly availableQuantity: number;
	readonly listing: { readonly listingStatus: string; readonly listingId: string };
	readonly pricingSummary: { readonly price: { readonly value: string } };
}

async function update(seller: Seller, ...requests: readonly object[]): Promise<Answer> {
	return await seller.post(PATH, { requests });
}

async function offersOf(seller: Seller, sku: string): Promise<Offer[]> {
	return (await seller.get(`/sell/inventory/v1/offer?sku=${encodeURIComponent(sku)}`)).body.offers;
}

async function firstOffer(seller: Seller, sku: string): Promise<Offer> {
	const [offer] = await offersOf(seller, sku);
	assert.ok(offer);
	return offer;
}

/** What buyers see, by marketplace. */
async function shown(seller: Seller, sku: string): Promise<Record<string, number>> {
	const { body } = await seller.control('/stock');
	return body.find((row: { sku: string }) => row.sku === sku).marketplaces;
}

const ship = (quantity: unknown): object => ({ shipToLocationAvailability: { quantity } });

test('item and offers are set in one call: a row for the SKU, a row for each offer', async () => {
	const seller = await connectedSeller();
	const [us, ca] = await offersOf(seller, 'TEE-RED-M');
	assert.ok(us && ca);
	const offers = [us, ca].map(({ offerId }) => ({ offerId, availableQuantity: 7 }));
	const { status, body } = await update(seller, { sku: 'TEE-RED-M', ...ship(7), offers });
	assert.deepEqual(
		[status, body.responses],
		[
			200,
			[
				{ statusCode: 200, sku: 'TEE-RED-M', errors: [], warnings: [] },
				{ statusCode: 200, sku: 'TEE-RED-M', offerId: us.offerId, errors: [], warnings: [] },
				{ statusCode: 200, sku: 'TEE-RED-M', offerId: ca.offerId, errors: [], warnings: [] },
			],
		],
	);
	assert.deepEqual(await shown(seller, 'TEE-RED-M'), { EBAY_US: 7, EBAY_CA: 7 });
});

test('a buyer sees the smaller of item and offer', async () => {
	const seller = await connectedSeller();
	await update(seller, { sku: 'TEE-RED-M', ...ship(30) });
	assert.deepEqual(await shown(seller, 'TEE-RED-M'), { EBAY_US: 25, EBAY_CA: 25 });
	await update(seller, { sku: 'TEE-RED-M', ...ship(4) });
	assert.deepEqual(await shown(seller, 'TEE-RED-M'), { EBAY_US: 4, EBAY_CA: 4 });
	const { offerId } = await firstOffer(seller, 'TEE-RED-M');
	await update(seller, { sku: 'TEE-RED-M', offers: [{ offerId, availableQuantity: 2 }] });
	assert.deepEqual(await shown(seller, 'TEE-RED-M'), { EBAY_US: 2, EBAY_CA: 4 });
});

test('setting the quantity alone leaves the price', async () => {
	const seller = await connectedSeller();
	const { offerId } = await firstOffer(seller, 'MUG-BLUE');
	await update(seller, { sku: 'MUG-BLUE', offers: [{ offerId, availableQuantity: 1 }] });
	assert.equal((await firstOffer(seller, 'MUG-BLUE')).pricingSummary.price.value, '12.50');
	await update(seller, { sku: 'MUG-BLUE', offers: [{ offerId, price: { value: '13.00', currency: 'USD' } }] });
	const { pricingSummary, availableQuantity } = await firstOffer(seller, 'MUG-BLUE');
	assert.deepEqual([pricingSummary.price.value, availableQuantity], ['13.00', 1]);
});

test('at zero the listing stays, out of stock', async () => {
	const seller = await connectedSeller();
	const { status } = await update(seller, { sku: 'MUG-BLUE', ...ship(0) });
	assert.equal(status, 200);
	assert.equal((await firstOffer(seller, 'MUG-BLUE')).listing.listingStatus, 'OUT_OF_STOCK');
});

test('updates are journaled as writes that took the hard paths', async () => {
	const seller = await connectedSeller();
	await update(seller, { sku: 'MUG-BLUE', ...ship(3) });
	assert.deepEqual([seller.journal().at(-1)?.kind, seller.journal().at(-1)?.paths], ['write', ['bulk update']]);
	const { offerId } = await firstOffer(seller, 'MUG-BLUE');
	await update(seller, { sku: 'MUG-BLUE', offers: [{ offerId, availableQuantity: 3 }] });
	assert.deepEqual(seller.journal().at(-1)?.paths, ['bulk update', 'offer update']);
});

test('one bad row leaves the others: 207, and the good ones are written', async () => {
	const seller = await connectedSeller();
	const { status, body } = await update(seller, { sku: 'NOWHERE', ...ship(1) }, { sku: 'BOWL-OAK', ...ship(1) });
	assert.equal(status, 207);
	const rows = body.responses.map((row: { statusCode: number; errors: { errorId: number }[] }) => [
		row.statusCode,
		row.errors[0]?.errorId,
	]);
	assert.deepEqual(rows, [
		[404, 25702],
		[200, undefined],
	]);
	assert.deepEqual(await shown(seller, 'BOWL-OAK'), { EBAY_US: 1 });
});

const refusedRows: ReadonlyArray<readonly [string, object, number]> = [
	['an unknown SKU', { sku: 'NOWHERE', ...ship(1) }, 25702],
	['a Seller Hub listing', { sku: 'LAMP-OAK', ...ship(1) }, 25702],
	['a SKU in other letters', { sku: 'mug-blue', ...ship(1) }, 25702],
	['an unknown offer', { sku: 'MUG-BLUE', offers: [{ offerId: '5999999999', availableQuantity: 1 }] }, 25713],
	['a quantity below zero', { sku: 'MUG-BLUE', ...ship(-1) }, 25709],
	['a quantity in parts', { sku: 'MUG-BLUE', ...ship(1.5) }, 25709],
	['a quantity in text', { sku: 'MUG-BLUE', ...ship('3') }, 25709],
	['a row that changes nothing', { sku: 'MUG-BLUE' }, 25709],
];
for (const [name, request, errorId] of refusedRows) {
	test(`a row is refused for ${name}`, async () => {
		const seller = await connectedSeller();
		const { status, body } = await update(seller, request);
		assert.deepEqual([status, body.responses.length, body.responses[0].errors[0].errorId], [207, 1, errorId]);
		assert.deepEqual(await shown(seller, 'MUG-BLUE'), { EBAY_US: 40 });
	});
}

test("an offer is refused under another item's SKU, unpublished, and with a bad number or price", async () => {
	const seller = await connectedSeller();
	const { offerId } = await firstOffer(seller, 'MUG-BLUE');
	const errorOf = async (sku: string, offer: object): Promise<unknown> => {
		const { status, body } = await update(seller, { sku, offers: [{ offerId, ...offer }] });
		return [status, body.responses[0].errors[0]?.errorId];
	};
	assert.deepEqual(await errorOf('BOWL-OAK', { availableQuantity: 1 }), [207, 25713]);
	assert.deepEqual(await errorOf('MUG-BLUE', { availableQuantity: -1 }), [207, 25709]);
	assert.deepEqual(await errorOf('MUG-BLUE', { price: { value: '-1.00', currency: 'USD' } }), [207, 25709]);
	assert.deepEqual(await errorOf('MUG-BLUE', { price: { value: '9.00', currency: 'EUR' } }), [207, 25709]);
	await seller.post(`/sell/inventory/v1/offer/${offerId}/withdraw`, {});
	assert.deepEqual(await errorOf('MUG-BLUE', { availableQuantity: 1 }), [207, 25713]);
});

const refusedWhole: ReadonlyArray<readonly [string, object, number]> = [
	[
		'more than 25 rows',
		{ requests: Array.from({ length: 26 }, (_none, n) => ({ sku: `SKU-${n}`, ...ship(1) })) },
		25727,
	],
	[
		'more than 25 offers',
		{
			requests: [
				{ sku: 'MUG-BLUE', offers: Array.from({ length: 26 }, () => ({ offerId: '5', availableQuantity: 1 })) },
			],
		},
		25727,
	],
	[
		'an unknown field in a price',
		{ requests: [{ sku: 'MUG-BLUE', ...ship(1), offers: [{ offerId: '5', price: { amount: '1.00' } }] }] },
		2004,
	],
	[
		'a SKU twice',
		{
			requests: [
				{ sku: 'MUG-BLUE', ...ship(1) },
				{ sku: 'MUG-BLUE', ...ship(2) },
			],
		},
		25734,
	],
	['no rows', { requests: [] }, 2004],
	['rows that are no list', { requests: { sku: 'MUG-BLUE' } }, 2004],
	['an unknown field in a row', { requests: [{ sku: 'MUG-BLUE', quantity: 3 }] }, 2004],
	['an unknown field in an offer', { requests: [{ sku: 'MUG-BLUE', offers: [{ offerId: '5', quantity: 3 }] }] }, 2004],
	['an unknown field beside the rows', { requests: [{ sku: 'MUG-BLUE', ...ship(1) }], force: true }, 2004],
];
for (const [name, body, errorId] of refusedWhole) {
	test(`the whole call is refused for ${name}`, async () => {
		const seller = await connectedSeller();
		const answer = await seller.post(PATH, body);
		assert.deepEqual([answer.status, firstError(answer)], [400, errorId]);
		assert.deepEqual(await shown(seller, 'MUG-BLUE'), { EBAY_US: 40 });
	});
}

test('25 rows are not too many', async () => {
	const seller = await connectedSeller();
	const { body } = await seller.control('/bulk-list', { count: 25 });
	const answer = await update(seller, ...body.skus.map((sku: string) => ({ sku, ...ship(2) })));
	assert.deepEqual([answer.status, answer.body.responses.length], [200, 25]);
});

test('a listing takes 250 changes a day; repeating a value is not a change', async () => {
	const seller = await connectedSeller();
	const { offerId } = await firstOffer(seller, 'MUG-BLUE');
	const both = (n: number): object => ({ sku: 'MUG-BLUE', ...ship(n), offers: [{ offerId, availableQuantity: n }] });
	for (let n = 1; n <= 250; n += 1) assert.equal((await update(seller, both(100 + n))).status, 200, `change ${n}`);
	assert.equal((await update(seller, both(350))).status, 200);
	const { status, body } = await update(seller, both(5));
	assert.deepEqual(
		[status, body.responses[0].errors[0].errorId, body.responses[1].errors[0].errorId],
		[207, 25019, 25019],
	);
	assert.deepEqual(await shown(seller, 'MUG-BLUE'), { EBAY_US: 350 });
	assert.equal((await update(seller, { sku: 'BOWL-OAK', ...ship(1) })).status, 200);
});

test('an offer named without its SKU counts as a revision too', async () => {
	const seller = await connectedSeller();
	await seller.control('/settings', { revisionsPerDay: 1 });
	const { offerId } = await firstOffer(seller, 'MUG-BLUE');
	assert.equal((await update(seller, { offers: [{ offerId, availableQuantity: 3 }] })).status, 200);
	assert.equal((await update(seller, { offers: [{ offerId, availableQuantity: 4 }] })).status, 207);
	assert.deepEqual(await shown(seller, 'MUG-BLUE'), { EBAY_US: 3 });
});
