import assert from 'node:assert/strict';
import { test } from 'node:test';
import { oddities, shop } from '../../catalogue/shop.mts';
import { connectedSeller, signedOutSeller, type Seller } from './seller.mts';

interface Stock {
	readonly sku: string | null;
	readonly quantity: number;
	readonly kind: string;
}

async function stock(seller: Seller): Promise<readonly Stock[]> {
	return (await seller.control('/stock')).body;
}

async function quantityOf(seller: Seller, sku: string): Promise<number | undefined> {
	return (await stock(seller)).find((row) => row.sku === sku)?.quantity;
}

test('the account starts with the catalogue: each article under the API that lists it', async () => {
	const rows = (await stock(signedOutSeller())).map(({ sku, quantity, kind }) => [sku, quantity, kind]);
	for (const { sku, quantity, ebay } of shop) {
		const expected = ebay === null ? [] : [[sku, quantity, ebay.api]];
		assert.deepEqual(
			rows.filter(([shown]) => shown === sku),
			expected,
		);
	}
	assert.deepEqual(
		rows.filter(([sku]) => sku === null),
		[[null, oddities.withoutSku.quantity, 'trading']],
	);
	assert.ok(rows.some(([sku]) => sku === oddities.differentCase.channels));
});

test('a sale answers what belongs into the books and takes the units', async () => {
	const seller = signedOutSeller();
	const lines = [{ sku: 'MUG-BLUE', quantity: 2, price: '11.00' }, { sku: 'LAMP-OAK' }];
	const { body } = await seller.control('/sell', { lines, shipping: '5.00', discount: '1.00', marketplaceTax: '6.60' });
	assert.deepEqual([body.total, body.marketplaceTax, body.orderNumber], ['75.00', '6.60', body.orderId]);
	assert.deepEqual(
		body.lines.map(({ sku, net }: { sku: string; net: string }) => [sku, net]),
		[
			['MUG-BLUE', '21.69'],
			['LAMP-OAK', '48.31'],
		],
	);
	assert.deepEqual([await quantityOf(seller, 'MUG-BLUE'), await quantityOf(seller, 'LAMP-OAK')], [38, 11]);
});

test('a sale on one marketplace lowers what the other one shows', async () => {
	const seller = await connectedSeller();
	await seller.control('/sell', { lines: [{ sku: 'TEE-RED-M', quantity: 5 }] });
	const row = (await stock(seller)).find(({ sku }) => sku === 'TEE-RED-M');
	assert.deepEqual(row, {
		sku: 'TEE-RED-M',
		quantity: 20,
		kind: 'inventory',
		marketplaces: { EBAY_US: 20, EBAY_CA: 20 },
	});
	const { body } = await seller.get('/sell/inventory/v1/offer?sku=TEE-RED-M');
	const offers = body.offers.map((offer: { availableQuantity: number; listing: { soldQuantity: number } }) => [
		offer.availableQuantity,
		offer.listing.soldQuantity,
	]);
	assert.deepEqual(offers, [
		[20, 5],
		[25, 0],
	]);
});

const impossible: ReadonlyArray<readonly [string, string, object]> = [
	['a sale of what nobody lists', '/sell', { lines: [{ sku: 'NOWHERE' }] }],
	['a sale of more than there is', '/sell', { lines: [{ sku: 'LAMP-OAK', quantity: 13 }] }],
	['a sale without lines', '/sell', { lines: [] }],
	['a sale of no units', '/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 0 }] }],
	['a sale at no time', '/sell', { lines: [{ sku: 'MUG-BLUE' }], placedAt: 'yesterday' }],
	['a price with three decimals', '/sell', { lines: [{ sku: 'MUG-BLUE', price: '1.005' }] }],
	['a refund of an order that does not exist', '/refund', { orderId: '12-0-0' }],
	['a level for what nobody lists', '/stock', { sku: 'NOWHERE', quantity: 1 }],
	['a setting that does not exist', '/settings', { colour: 'blue' }],
];
for (const [name, path, body] of impossible) {
	test(`control says 409 to ${name}`, async () => {
		const answer = await signedOutSeller().control(path, body);
		assert.equal(answer.status, 409);
		assert.match(answer.body.error, /\w/);
	});
}

test('a refused sale takes nothing', async () => {
	const seller = signedOutSeller();
	const tooMany = [
		[{ sku: 'MUG-BLUE' }, { sku: 'LAMP-OAK', quantity: 13 }],
		[
			{ sku: 'LAMP-OAK', quantity: 7 },
			{ sku: 'LAMP-OAK', quantity: 6 },
		],
	];
	for (const lines of tooMany) assert.equal((await seller.control('/sell', { lines })).status, 409);
	assert.equal(await quantityOf(seller, 'LAMP-OAK'), 12);
	assert.deepEqual([await quantityOf(seller, 'MUG-BLUE'), (await seller.control('/orders')).body], [40, []]);
});

test('a refund of too much, of a stranger line and of an unpaid order is refused', async () => {
	const seller = signedOutSeller();
	const { body: sold } = await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }] });
	const { body: unpaid } = await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }], paid: false });
	assert.equal((await seller.control('/refund', { orderId: sold.orderId, amount: '12.51' })).status, 409);
	assert.equal((await seller.control('/refund', { orderId: sold.orderId, lineItemId: '1' })).status, 409);
	assert.equal((await seller.control('/refund', { orderId: unpaid.orderId })).status, 409);
	assert.equal((await seller.control('/orders')).body[0].refunded, '0.00');
});

test('a rush makes so many orders and restocks what runs out', async () => {
	const seller = signedOutSeller();
	const { body } = await seller.control('/bulk-sell', { count: 300 });
	assert.equal(new Set(body.map(({ orderId }: { orderId: string }) => orderId)).size, 300);
	assert.equal((await seller.control('/orders')).body.length, 300);
	assert.ok((await stock(seller)).every(({ quantity }) => quantity >= 0));
	const { body: lamps } = await seller.control('/bulk-sell', { count: 2, sku: 'LAMP-OAK' });
	assert.deepEqual(
		lamps.map(({ lines }: { lines: { sku: string }[] }) => lines[0]?.sku),
		['LAMP-OAK', 'LAMP-OAK'],
	);
});

test('the seller sets a level on every marketplace, and revives an ended listing', async () => {
	const seller = signedOutSeller();
	const { body } = await seller.control('/stock', { sku: 'TEE-RED-M', quantity: 3 });
	assert.deepEqual(body[0].marketplaces, { EBAY_US: 3, EBAY_CA: 3 });
	await seller.control('/sell', { lines: [{ sku: 'LAMP-OAK', quantity: 12 }] });
	await seller.control('/stock', { sku: 'LAMP-OAK', quantity: 4 });
	assert.equal(await quantityOf(seller, 'LAMP-OAK'), 4);
});

test('orders list what no API shows, too', async () => {
	const seller = signedOutSeller();
	await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }], paid: false });
	await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }], placedAt: '2026-03-04T05:06:07.000Z' });
	const { body } = await seller.control('/orders');
	assert.deepEqual(
		body.map(({ listed }: { listed: boolean }) => listed),
		[false, true],
	);
	assert.equal(body[1].placedAt, '2026-03-04T05:06:07.000Z');
});

test('reset goes back to the start: stock, orders, settings, consents and journal', async () => {
	const seller = await connectedSeller();
	const before = seller.ebay.credentials();
	await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }] });
	await seller.control('/settings', { collectedTax: 'mirrored' });
	await seller.control('/tokens/revoke', {});
	await seller.control('/reset', {});
	assert.deepEqual([await quantityOf(seller, 'MUG-BLUE'), (await seller.control('/orders')).body], [40, []]);
	assert.equal((await seller.control('/settings')).body.collectedTax, 'separate');
	assert.deepEqual(seller.ebay.credentials(), before);
	const renewal = await seller.token({ grant_type: 'refresh_token', refresh_token: before.refreshToken });
	assert.deepEqual([renewal.status, seller.journal().length], [200, 1]);
});

test('an outage loses nothing, and the service comes back on its port', async (context) => {
	const { ebay } = await connectedSeller();
	await ebay.start();
	context.after(async () => await ebay.stop());
	const { url } = ebay;
	const sold = await fetch(`${url}/control/sell`, {
		method: 'POST',
		body: JSON.stringify({ lines: [{ sku: 'MUG-BLUE' }] }),
	});
	assert.equal(sold.status, 200);
	await ebay.stop();
	await assert.rejects(fetch(`${url}/control/orders`));
	await ebay.start();
	assert.equal(ebay.credentials().url, url);
	const orders: unknown = await (await fetch(`${url}/control/orders`)).json();
	assert.equal(Array.isArray(orders) && orders.length, 1);
});

test('a fault laid over the service answers in place of it', async () => {
	const seller = await connectedSeller();
	await seller.control('/faults', { path: '^/sell/fulfillment', status: 503, body: 'down', times: 1 });
	assert.equal((await seller.get('/sell/fulfillment/v1/order')).status, 503);
	assert.equal((await seller.get('/sell/fulfillment/v1/order')).status, 200);
});
