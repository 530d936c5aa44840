import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectedSeller } from './seller.mts';

test('a lot says its size in the offer, in My eBay and in GetItem; quantities count lots', async () => {
	const seller = await connectedSeller();
	for (const sku of ['MUG-BLUE', 'LAMP-OAK']) await seller.control('/lot', { sku, lotSize: 6 });
	const { offers } = (await seller.get('/sell/inventory/v1/offer?sku=MUG-BLUE')).body;
	assert.deepEqual([offers[0].lotSize, offers[0].availableQuantity], [6, 40]);
	const { body } = await seller.trading(
		'GetMyeBaySelling',
		'<ActiveList><Include>true</Include><Pagination><EntriesPerPage>200</EntriesPerPage></Pagination></ActiveList>',
	);
	const items: { SKU: string; LotSize?: string; ItemID: string }[] = body.ActiveList.ItemArray.Item;
	const lamp = items.find(({ SKU }) => SKU === 'LAMP-OAK');
	assert.deepEqual([lamp?.LotSize, items.find(({ SKU }) => SKU === 'BOWL-OAK')?.LotSize], ['6', undefined]);
	assert.equal((await seller.trading('GetItem', `<ItemID>${lamp?.ItemID}</ItemID>`)).body.Item[0].LotSize, '6');
	await seller.control('/sell', { lines: [{ sku: 'LAMP-OAK', quantity: 2 }] });
	assert.equal(
		(await seller.control('/stock')).body.find(({ sku }: { sku: string }) => sku === 'LAMP-OAK').quantity,
		10,
	);
	assert.equal((await seller.get('/sell/fulfillment/v1/order')).body.orders[0].lineItems[0].quantity, 2);
});

test('refuses a lot of nothing and a lot of what nobody sells', async () => {
	const seller = await connectedSeller();
	assert.equal((await seller.control('/lot', { sku: 'MUG-BLUE', lotSize: 0 })).status, 409);
	assert.equal((await seller.control('/lot', { sku: 'NOWHERE', lotSize: 6 })).status, 409);
});
