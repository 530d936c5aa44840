import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectedSeller } from './seller.mts';

const mug = (unitPrice: string, quantity: number, more: object = {}): object => ({
	sku: 'MUG-BLUE',
	quantity,
	unitPrice,
	...more,
});

test('a cart with discounts on lines and delivery, own and collected taxes, and an adjustment', async () => {
	const seller = await connectedSeller();
	const sold = (
		await seller.control('/sell', {
			lines: [
				mug('10.00', 3, { discount: '2.00' }),
				{ sku: 'BOWL-OAK', unitPrice: '12.00', taxRates: [{ name: 'GST', percent: '5' }] },
			],
			taxRates: [{ percent: '8.25', collected: true }],
			shipping: { amount: '4.20', discount: '0.42' },
			fees: [{ amount: '-1.00' }],
		})
	).body;
	assert.deepEqual(
		sold.lines.map(({ net, tax }: Record<string, string>) => [net, tax]),
		[
			['28.00', '0.00'],
			['12.00', '0.65'],
		],
	);
	assert.deepEqual([sold.total, sold.taxTotal, sold.marketplaceTax], ['43.43', '0.65', '2.53']);
	assert.deepEqual(
		sold.charges.map(({ chargeId, net }: Record<string, string>) => [chargeId, net]),
		[
			['delivery', '3.78'],
			['adjustment', '-1.00'],
		],
	);
	const order = (await seller.get(`/sell/fulfillment/v1/order/${sold.orderId}`)).body;
	assert.deepEqual(
		[
			order.pricingSummary.total.value,
			order.pricingSummary.deliveryDiscount.value,
			order.pricingSummary.adjustment.value,
		],
		['43.43', '-0.42', '-1.00'],
	);
	assert.deepEqual(
		[order.lineItems[1].taxes[0], order.lineItems[0].ebayCollectAndRemitTaxes[0].amount.value],
		[{ taxType: 'GST', amount: { value: '0.65', currency: 'USD' } }, '2.53'],
	);
});

test('half a cent of tax is a cent', async () => {
	const seller = await connectedSeller();
	const { taxTotal } = (await seller.control('/sell', { lines: [mug('10.00', 1)], taxRates: [{ percent: '8.25' }] }))
		.body;
	assert.equal(taxTotal, '0.83');
});

test('a sale on another site is in its currency, to a buyer as given, paid as given', async () => {
	const seller = await connectedSeller();
	const { orderId, currency } = (
		await seller.control('/sell', {
			lines: [mug('10.00', 1)],
			marketplace: 'EBAY_GB',
			customer: { username: 'zoe', name: 'Zoë: 🧵', email: '', phone: '', shipping: null },
			payment: { method: 'CREDIT_CARD', reference: 'P-1' },
		})
	).body;
	const order = (await seller.get(`/sell/fulfillment/v1/order/${orderId}`)).body;
	assert.deepEqual(
		[currency, order.lineItems[0].listingMarketplaceId, order.pricingSummary.total.currency],
		['GBP', 'EBAY_GB', 'GBP'],
	);
	assert.deepEqual(order.fulfillmentStartInstructions[0].shippingStep.shipTo, {
		fullName: 'Zoë: 🧵',
		contactAddress: {},
	});
	assert.deepEqual(
		[order.paymentSummary.payments[0].paymentMethod, order.paymentSummary.payments[0].paymentReferenceId],
		['CREDIT_CARD', 'P-1'],
	);
});

test('refunds of lines, one that failed, and the rest', async () => {
	const seller = await connectedSeller();
	const { orderId, lines, total } = (
		await seller.control('/sell', {
			lines: [mug('10.00', 4), { sku: 'BOWL-OAK', unitPrice: '5.00' }],
			shipping: '4.50',
		})
	).body;
	const shelf = async (): Promise<number> =>
		(await seller.control('/stock')).body.find(({ sku }: { sku: string }) => sku === 'MUG-BLUE').quantity;
	const before = await shelf();
	const part = (
		await seller.control('/refund', {
			orderId,
			lines: [
				{ lineId: lines[0].lineId, quantity: 1, restock: true },
				{ sku: 'BOWL-OAK', amount: '1.00' },
			],
		})
	).body;
	assert.deepEqual(
		[part.amount, part.refunds[0].lines.map(({ restocked }: { restocked: number }) => restocked), await shelf()],
		['12.00', [1, 0], before + 1],
	);
	assert.equal((await seller.control('/refund', { orderId, amount: '3.00', status: 'FAILED' })).body.refunded, '12.00');
	const order = (await seller.get(`/sell/fulfillment/v1/order/${orderId}`)).body;
	assert.deepEqual(
		order.paymentSummary.refunds.map(({ refundStatus }: { refundStatus: string }) => refundStatus),
		['REFUNDED', 'FAILED'],
	);
	assert.deepEqual(
		[order.lineItems[0].refunds[0].amount.value, order.lineItems[1].refunds[0].amount.value],
		['11.00', '1.00'],
	);
	const last = (await seller.control('/refund', { orderId, at: '2026-01-05T10:00:00Z' })).body;
	assert.deepEqual(
		[last.refunded, last.status, last.refunds[1].refundedAt],
		[total, 'FULLY_REFUNDED', '2026-01-05T10:00:00.000Z'],
	);
});

test('an order is edited only by its adjustment, and its states go back and forth', async () => {
	const seller = await connectedSeller();
	const { orderId } = (await seller.control('/sell', { lines: [mug('10.00', 1)] })).body;
	assert.equal((await seller.control('/edit-order', { orderId, lines: [] })).status, 409);
	assert.equal((await seller.control('/edit-order', { orderId, adjustment: '-2.50' })).body.total, '7.50');
	const states = [];
	for (const status of ['PENDING', 'FAILED', 'PAID'])
		states.push((await seller.control('/status', { orderId, status })).body.status);
	await seller.control('/cancel', { orderId, requested: true });
	const refused = (await seller.control('/status', { orderId, status: 'NONE_REQUESTED' })).body;
	assert.deepEqual(
		[states, refused.cancelState, (await seller.control('/status', { orderId, status: 'LOST' })).status],
		[['PENDING', 'FAILED', 'PAID'], 'NONE_REQUESTED', 409],
	);
});
