import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectedAgain, connectedSeller, withToken, type Answer, type Seller } from './seller.mts';

interface Item {
	readonly ItemID: string;
	readonly Title: string;
	readonly SKU?: string;
	readonly Quantity: string;
	readonly QuantityAvailable: string;
	readonly SellingStatus: { readonly QuantitySold: string };
	readonly Variations?: {
		readonly Variation: readonly { SKU: string; Quantity: string; SellingStatus: { QuantitySold: string } }[];
	};
}

const activeList = (pagination = ''): string => `<ActiveList><Include>true</Include>${pagination}</ActiveList>`;
const page = (perPage: number, number: number): string =>
	activeList(`<Pagination><EntriesPerPage>${perPage}</EntriesPerPage><PageNumber>${number}</PageNumber></Pagination>`);

async function activeItems(seller: Seller): Promise<readonly Item[]> {
	return (await seller.trading('GetMyeBaySelling', page(200, 1))).body.ActiveList.ItemArray.Item;
}

async function itemTitled(seller: Seller, title: string): Promise<Item> {
	const item = (await activeItems(seller)).find((candidate) => candidate.Title === title);
	assert.ok(item, title);
	return item;
}

async function revise(seller: Seller, ...rows: readonly Readonly<Record<string, unknown>>[]): Promise<Answer> {
	const nodes = rows.map((row) => {
		const fields = Object.entries(row).map(([name, value]) => `<${name}>${String(value)}</${name}>`);
		return `<InventoryStatus>${fields.join('')}</InventoryStatus>`;
	});
	return await seller.trading('ReviseInventoryStatus', nodes.join(''));
}

/** Ack and the codes of the errors, as a client reads them. */
function verdict({ status, body }: Answer): readonly [number, string, ...string[]] {
	return [status, body.Ack, ...(body.Errors ?? []).map((error: { ErrorCode: string }) => error.ErrorCode)];
}

async function stockOf(seller: Seller, sku: string): Promise<{ quantity: number; ended?: boolean } | undefined> {
	const { body } = await seller.control('/stock');
	return body.find((row: { sku: string }) => row.sku === sku);
}

test('the active list shows what is on sale, whoever listed it, with and without SKU', async () => {
	const seller = await connectedSeller();
	const items = await activeItems(seller);
	const lamp = await itemTitled(seller, 'Oak lamp');
	assert.deepEqual([lamp.SKU, lamp.QuantityAvailable, 'Variations' in lamp], ['LAMP-OAK', '12', false]);
	assert.equal('SKU' in (await itemTitled(seller, 'Mystery sticker')), false);
	await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 3 }] });
	const mug = await itemTitled(seller, 'Blue mug');
	assert.deepEqual(
		[mug.SKU, mug.Quantity, mug.QuantityAvailable, mug.SellingStatus.QuantitySold],
		['MUG-BLUE', '40', '37', '3'],
	);
	assert.equal(items.filter(({ Title }) => Title === 'Tee').length, 2);
	assert.deepEqual([seller.journal().at(-1)?.kind, seller.journal().at(-1)?.paths], ['read', []]);
});

test('variations carry the SKUs; quantity counts the sold units too', async () => {
	const seller = await connectedSeller();
	await seller.control('/sell', { lines: [{ sku: 'POSTER-A2', quantity: 3 }] });
	const poster = await itemTitled(seller, 'Harbour poster');
	assert.deepEqual(
		[poster.SKU, poster.Quantity, poster.QuantityAvailable, poster.SellingStatus.QuantitySold],
		[undefined, '100', '97', '3'],
	);
	const seen = poster.Variations?.Variation.map(({ SKU, Quantity, SellingStatus }) => [
		SKU,
		Quantity,
		SellingStatus.QuantitySold,
	]);
	assert.deepEqual(seen, [
		['POSTER-A2', '50', '3'],
		['POSTER-A3', '50', '0'],
	]);
	const hidden = await seller.trading('GetMyeBaySelling', `${page(200, 1)}<HideVariations>true</HideVariations>`);
	assert.equal(
		hidden.body.ActiveList.ItemArray.Item.some((item: Item) => item.Variations !== undefined),
		false,
	);
});

test('SKUs with quotes and percent signs come through the XML', async () => {
	const skus = (await activeItems(await connectedSeller())).map(({ SKU }) => SKU);
	assert.ok(skus.includes("O'RING 3%"));
});

test('the active list comes in pages', async () => {
	const seller = await connectedSeller();
	const { body } = await seller.trading('GetMyeBaySelling', page(4, 3));
	assert.deepEqual(body.ActiveList.PaginationResult, { TotalNumberOfPages: '3', TotalNumberOfEntries: '11' });
	assert.deepEqual(
		body.ActiveList.ItemArray.Item.map(({ ItemID }: Item) => ItemID),
		(await activeItems(seller)).slice(8).map(({ ItemID }) => ItemID),
	);
});

test('25 listings make a page unless said', async () => {
	const seller = await connectedSeller();
	await seller.control('/bulk-list', { count: 20 });
	const { body } = await seller.trading('GetMyeBaySelling', activeList());
	assert.deepEqual(
		[body.ActiveList.ItemArray.Item.length, body.ActiveList.PaginationResult.TotalNumberOfPages],
		[25, '2'],
	);
});

test('a list that was not asked for is not there', async () => {
	const seller = await connectedSeller();
	assert.equal((await seller.trading('GetMyeBaySelling', '')).body.ActiveList, undefined);
	const excluded = await seller.trading('GetMyeBaySelling', '<ActiveList><Include>false</Include></ActiveList>');
	assert.equal(excluded.body.ActiveList, undefined);
});

const refusedPages: ReadonlyArray<readonly [string, string, string]> = [
	['more than 200 entries', page(201, 1), '37'],
	['no entries', page(0, 1), '37'],
	['page zero', page(10, 0), '37'],
	['a page behind the last', page(200, 2), '340'],
];
for (const [name, content, code] of refusedPages) {
	test(`the active list refuses ${name}`, async () => {
		assert.deepEqual(verdict(await (await connectedSeller()).trading('GetMyeBaySelling', content)), [
			200,
			'Failure',
			code,
		]);
	});
}

const refusedCalls: ReadonlyArray<readonly [string, Readonly<Record<string, string>>, string]> = [
	['without a call name', { 'x-ebay-api-call-name': '' }, '10011'],
	['without a site', { 'x-ebay-api-siteid': '' }, '10011'],
	['without a compatibility level', { 'x-ebay-api-compatibility-level': '' }, '10011'],
	['for a site by name', { 'x-ebay-api-siteid': 'US' }, '10012'],
	['without a token', { 'x-ebay-api-iaf-token': '' }, '930'],
	['with a made-up token', { 'x-ebay-api-iaf-token': 'made-up' }, '21916984'],
	['with a body of another call', { 'x-ebay-api-call-name': 'GetUser' }, '5'],
	['for a call that does not exist', { 'x-ebay-api-call-name': 'GetEverything' }, '2'],
	['with a body that is not said to be XML', { 'content-type': 'application/json' }, '5'],
];
for (const [name, headers, code] of refusedCalls) {
	test(`a call ${name} fails inside a 200`, async () => {
		const answer = await (await connectedSeller()).trading('GetMyeBaySelling', activeList(), headers);
		assert.deepEqual(verdict(answer), [200, 'Failure', code]);
	});
}

test('broken XML and XML outside of the namespace fail', async () => {
	const seller = await connectedSeller();
	assert.deepEqual(verdict(await seller.trading('GetMyeBaySelling', '<ActiveList>')), [200, 'Failure', '5']);
	const body = '<GetUserRequest></GetUserRequest>';
	const { headers: _sent, ...answer } = await seller.post('/ws/api.dll', body, {
		'content-type': 'text/xml',
		'x-ebay-api-call-name': 'GetUser',
		'x-ebay-api-siteid': '0',
		'x-ebay-api-compatibility-level': '1349',
		'x-ebay-api-iaf-token': await freshToken(seller),
	});
	assert.match(answer.body, /<ErrorCode>5<\/ErrorCode>/);
});

async function freshToken(seller: Seller): Promise<string> {
	const { body } = await seller.token({
		grant_type: 'refresh_token',
		refresh_token: seller.ebay.credentials().refreshToken,
	});
	return body.access_token;
}

test('an expired token is told inside a 200, a new one works', async () => {
	const seller = await connectedSeller();
	await seller.control('/tokens/expire', {});
	const answer = await seller.trading('GetUser', '');
	assert.deepEqual(verdict(answer), [200, 'Failure', '21917053']);
	assert.equal(answer.body.Errors[0].ShortMessage, 'Expired IAF token.');
	assert.equal(verdict(await withToken(seller, await freshToken(seller)).trading('GetUser', ''))[1], 'Success');
});

test('GetUser names the seller', async () => {
	assert.equal((await (await connectedSeller()).trading('GetUser', '')).body.User.UserID, 'harbour-goods');
});

test('GetItem shows a listing, also an ended one, and fails for a stranger', async () => {
	const seller = await connectedSeller();
	const { ItemID } = await itemTitled(seller, 'Oak lamp');
	const statusOf = async (id: string): Promise<unknown> =>
		(await seller.trading('GetItem', `<ItemID>${id}</ItemID>`)).body.Item[0].SellingStatus.ListingStatus;
	assert.equal(await statusOf(ItemID), 'Active');
	await revise(seller, { ItemID, Quantity: 0 });
	assert.equal(await statusOf(ItemID), 'Completed');
	assert.deepEqual(verdict(await seller.trading('GetItem', '<ItemID>1</ItemID>')), [200, 'Failure', '17']);
	assert.deepEqual(verdict(await seller.trading('GetItem', '')), [200, 'Failure', '37']);
});

test('a listing is revised by its id; the sold units stay counted', async () => {
	const seller = await connectedSeller();
	await seller.control('/sell', { lines: [{ sku: 'LAMP-OAK', quantity: 2 }] });
	const { ItemID } = await itemTitled(seller, 'Oak lamp');
	const answer = await revise(seller, { ItemID, SKU: 'LAMP-OAK', Quantity: 7 });
	assert.deepEqual(verdict(answer), [200, 'Success']);
	const [row] = answer.body.InventoryStatus;
	assert.deepEqual([row.ItemID, row.SKU, row.Quantity], [ItemID, 'LAMP-OAK', '7']);
	const { Quantity, QuantityAvailable } = await itemTitled(seller, 'Oak lamp');
	assert.deepEqual([Quantity, QuantityAvailable], ['9', '7']);
	assert.ok(seller.journal().some(({ kind, paths }) => kind === 'write' && paths.includes('ReviseInventoryStatus')));
});

test('a variation is revised by listing and SKU, and only that one', async () => {
	const seller = await connectedSeller();
	const { ItemID } = await itemTitled(seller, 'Harbour poster');
	assert.deepEqual(verdict(await revise(seller, { ItemID, SKU: 'POSTER-A3', Quantity: 4 })), [200, 'Success']);
	assert.deepEqual(
		[(await stockOf(seller, 'POSTER-A2'))?.quantity, (await stockOf(seller, 'POSTER-A3'))?.quantity],
		[50, 4],
	);
});

test('a price can be revised alone', async () => {
	const seller = await connectedSeller();
	const { ItemID } = await itemTitled(seller, 'Oak lamp');
	const { body } = await revise(seller, { ItemID, StartPrice: '52.00' });
	assert.deepEqual([body.InventoryStatus[0].StartPrice['#text'], body.InventoryStatus[0].Quantity], ['52.00', '12']);
});

test('what is there already is a warning, and done', async () => {
	const seller = await connectedSeller();
	const { ItemID } = await itemTitled(seller, 'Oak lamp');
	const answer = await revise(seller, { ItemID, Quantity: 12 });
	assert.deepEqual([verdict(answer), answer.body.InventoryStatus.length], [[200, 'Warning', '21917091'], 1]);
});

test('one bad row of two is a partial failure that names it', async () => {
	const seller = await connectedSeller();
	const { ItemID } = await itemTitled(seller, 'Oak lamp');
	const answer = await revise(seller, { ItemID: '1', Quantity: 1 }, { ItemID, Quantity: 3 });
	assert.deepEqual(verdict(answer), [200, 'PartialFailure', '17']);
	assert.deepEqual(answer.body.Errors[0].ErrorParameters, { Value: '1', '@_ParamID': 'ItemID' });
	assert.deepEqual([answer.body.InventoryStatus.length, (await stockOf(seller, 'LAMP-OAK'))?.quantity], [1, 3]);
});

test('no row, or a fifth one, is refused as a whole', async () => {
	const seller = await connectedSeller();
	const { ItemID } = await itemTitled(seller, 'Oak lamp');
	assert.deepEqual(verdict(await revise(seller)), [200, 'Failure', '37']);
	const rows = [1, 2, 3, 4, 5].map((Quantity) => ({ ItemID, Quantity }));
	assert.deepEqual(verdict(await revise(seller, ...rows)), [200, 'Failure', '21916254']);
	assert.equal((await stockOf(seller, 'LAMP-OAK'))?.quantity, 12);
});

const refusedRows: ReadonlyArray<readonly [string, string, Readonly<Record<string, unknown>>, string]> = [
	['a listing that the Inventory API manages', 'Blue mug', { Quantity: 1 }, '21919474'],
	['a variation without its SKU', 'Harbour poster', { Quantity: 1 }, '21916735'],
	['a SKU that the listing does not have', 'Oak lamp', { SKU: 'MUG-BLUE', Quantity: 1 }, '21916799'],
	['a variation that the listing does not have', 'Harbour poster', { SKU: 'POSTER-A1', Quantity: 1 }, '21916799'],
	['a quantity below zero', 'Oak lamp', { Quantity: -1 }, '37'],
	['a quantity in parts', 'Oak lamp', { Quantity: '1.5' }, '37'],
	['a price that is none', 'Oak lamp', { StartPrice: 'cheap' }, '37'],
	['neither quantity nor price', 'Oak lamp', {}, '37'],
];
for (const [name, title, row, code] of refusedRows) {
	test(`ReviseInventoryStatus refuses ${name}`, async () => {
		const seller = await connectedSeller();
		const before = (await seller.control('/stock')).body;
		const { ItemID } = await itemTitled(seller, title);
		assert.deepEqual(verdict(await revise(seller, { ItemID, ...row })), [200, 'Failure', code]);
		assert.deepEqual((await seller.control('/stock')).body, before);
	});
}

test('a SKU alone names no listing that is tracked by its id', async () => {
	assert.deepEqual(verdict(await revise(await connectedSeller(), { SKU: 'LAMP-OAK', Quantity: 1 })), [
		200,
		'Failure',
		'21916799',
	]);
});

test('zero ends a listing, and an ended listing takes no more', async () => {
	const seller = await connectedSeller();
	const { ItemID } = await itemTitled(seller, 'Oak lamp');
	assert.deepEqual(verdict(await revise(seller, { ItemID, Quantity: 0 })), [200, 'Success']);
	assert.equal((await stockOf(seller, 'LAMP-OAK'))?.ended, true);
	assert.equal(
		(await activeItems(seller)).some((item) => item.ItemID === ItemID),
		false,
	);
	assert.deepEqual(verdict(await revise(seller, { ItemID, Quantity: 5 })), [200, 'Failure', '291']);
});

test('zero takes a variation out that never sold, and leaves one that did', async () => {
	const seller = await connectedSeller();
	await seller.control('/sell', { lines: [{ sku: 'POSTER-A2' }] });
	const { ItemID } = await itemTitled(seller, 'Harbour poster');
	assert.deepEqual(verdict(await revise(seller, { ItemID, SKU: 'POSTER-A3', Quantity: 0 })), [
		200,
		'Warning',
		'21916620',
	]);
	assert.equal(await stockOf(seller, 'POSTER-A3'), undefined);
	assert.deepEqual(verdict(await revise(seller, { ItemID, SKU: 'POSTER-A3', Quantity: 1 })), [
		200,
		'Failure',
		'21916799',
	]);
	await revise(seller, { ItemID, SKU: 'POSTER-A2', Quantity: 0 });
	assert.equal((await stockOf(seller, 'POSTER-A2'))?.ended, true, 'the last variation ends the listing');
});

test('with out-of-stock control zero keeps listings and variations alive', async () => {
	const seller = await connectedSeller();
	const shown = '<ShowOutOfStockControlPreference>true</ShowOutOfStockControlPreference>';
	const preference = async (): Promise<unknown> =>
		(await seller.trading('GetUserPreferences', shown)).body.OutOfStockControlPreference;
	assert.equal(await preference(), 'false');
	await seller.trading('SetUserPreferences', '<OutOfStockControlPreference>true</OutOfStockControlPreference>');
	assert.equal(await preference(), 'true');
	assert.equal((await seller.trading('GetUserPreferences', '')).body.OutOfStockControlPreference, undefined);
	const [lamp, poster] = [await itemTitled(seller, 'Oak lamp'), await itemTitled(seller, 'Harbour poster')];
	const rows = [
		{ ItemID: lamp.ItemID, Quantity: 0 },
		{ ItemID: poster.ItemID, SKU: 'POSTER-A3', Quantity: 0 },
	];
	assert.deepEqual(verdict(await revise(seller, ...rows)), [200, 'Success']);
	assert.deepEqual(verdict(await revise(seller, { ItemID: lamp.ItemID, Quantity: 2 }, { ...rows[1], Quantity: 2 })), [
		200,
		'Success',
	]);
});

test('SetUserPreferences refuses a value that is neither true nor false', async () => {
	const content = '<OutOfStockControlPreference>maybe</OutOfStockControlPreference>';
	assert.deepEqual(verdict(await (await connectedSeller()).trading('SetUserPreferences', content)), [
		200,
		'Failure',
		'37',
	]);
});

test('selling the last unit ends a Seller Hub listing', async () => {
	const seller = await connectedSeller();
	await seller.control('/sell', { lines: [{ sku: 'LAMP-OAK', quantity: 12 }] });
	assert.equal((await stockOf(seller, 'LAMP-OAK'))?.ended, true);
});

test('a listing is revised so often and no more in a day', async () => {
	const seller = await connectedSeller();
	await seller.control('/settings', { revisionsPerDay: 2 });
	const { ItemID } = await itemTitled(seller, 'Oak lamp');
	for (const Quantity of [1, 2, 2])
		assert.equal((await revise(seller, { ItemID, Quantity })).body.InventoryStatus.length, 1);
	assert.deepEqual(verdict(await revise(seller, { ItemID, Quantity: 3 })), [200, 'Failure', '21919188']);
	assert.equal((await stockOf(seller, 'LAMP-OAK'))?.quantity, 2);
});

test('a listing that was revised as often as a day allows is revised again on the next one', async () => {
	const seller = await connectedSeller();
	await seller.control('/settings', { revisionsPerDay: 1 });
	const { ItemID } = await itemTitled(seller, 'Oak lamp');
	await revise(seller, { ItemID, Quantity: 1 });
	assert.deepEqual(verdict(await revise(seller, { ItemID, Quantity: 3 })), [200, 'Failure', '21919188']);
	await seller.control('/clock', { advance: 24 * 3_600_000 });
	const tomorrow = await connectedAgain(seller);
	assert.equal((await revise(tomorrow, { ItemID, Quantity: 3 })).body.InventoryStatus.length, 1);
	assert.equal((await stockOf(tomorrow, 'LAMP-OAK'))?.quantity, 3);
});
