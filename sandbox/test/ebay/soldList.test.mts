import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectedSeller, type Seller } from './seller.mts';

const awaiting = (perPage = 200, number = 1): string =>
	`<SoldList><Include>true</Include><DurationInDays>60</DurationInDays><OrderStatusFilter>AwaitingPayment</OrderStatusFilter>` +
	`<Pagination><EntriesPerPage>${perPage}</EntriesPerPage><PageNumber>${number}</PageNumber></Pagination></SoldList>`;

const asList = (value: unknown): { Order?: { OrderID: string }; Transaction?: Record<string, unknown> }[] =>
	value === undefined ? [] : Array.isArray(value) ? value : [value as object];

async function sold(seller: Seller, list = awaiting()) {
	const { body } = await seller.trading('GetMyeBaySelling', list);
	return asList(body.SoldList?.OrderTransactionArray?.OrderTransaction);
}

test('what awaits payment is in the list of sales and nowhere among the orders, until it is paid or cancelled', async () => {
	const seller = await connectedSeller();
	const { orderId } = (
		await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE', quantity: 3 }], payment: { paid: false } })
	).body;
	await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }] });
	const [row, ...others] = await sold(seller);
	assert.deepEqual(others, []);
	const { QuantityPurchased, TransactionID, OrderLineItemID, Item } = row?.Transaction as Record<string, unknown> & {
		Item: [{ ItemID: string; SKU: string }];
	};
	assert.deepEqual(
		[QuantityPurchased, Item[0].SKU, OrderLineItemID],
		['3', 'MUG-BLUE', `${Item[0].ItemID}-${String(TransactionID)}`],
	);
	assert.equal((await seller.get('/sell/fulfillment/v1/order')).body.total, 1);
	await seller.control('/pay', { orderId });
	assert.deepEqual(await sold(seller), []);
});

test('several things are an order, a variation bears its own SKU, and a payment under way is not through', async () => {
	const seller = await connectedSeller();
	const two = (
		await seller.control('/sell', { lines: [{ sku: 'POSTER-A2' }, { sku: 'MUG-BLUE' }], payment: { paid: false } })
	).body;
	const pending = (await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }], payment: { paid: 'pending' } })).body;
	assert.deepEqual(
		(await sold(seller)).map(({ Order }) => Order?.OrderID),
		[two.orderId, pending.orderId],
	);
	await seller.control('/cancel', { orderId: two.orderId });
	assert.deepEqual(
		(await sold(seller)).map(({ Order }) => Order?.OrderID),
		[pending.orderId],
	);
});

test('the list goes back sixty days, in pages', async () => {
	const seller = await connectedSeller();
	const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString();
	for (const days of [70, 50, 1])
		await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }], payment: { paid: false }, placedAt: daysAgo(days) });
	assert.equal((await sold(seller)).length, 2);
	assert.equal((await sold(seller, awaiting(1, 2))).length, 1);
	assert.equal((await sold(seller, '<SoldList><DurationInDays>7</DurationInDays></SoldList>')).length, 1);
});

for (const wrong of [
	'<DurationInDays>61</DurationInDays>',
	'<OrderStatusFilter>Unpaid</OrderStatusFilter>',
	'<Pagination><EntriesPerPage>201</EntriesPerPage></Pagination>',
]) {
	test(`refuses ${wrong}`, async () => {
		const { body } = await (await connectedSeller()).trading('GetMyeBaySelling', `<SoldList>${wrong}</SoldList>`);
		assert.deepEqual([body.Ack, body.Errors[0].ErrorCode], ['Failure', '37']);
	});
}
