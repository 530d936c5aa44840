import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connectedAgain, connectedSeller, filtered, firstError, type Seller } from './seller.mts';

const PATH = '/sell/fulfillment/v1/order';
const HOUR = 3600 * 1000;

const ago = (milliseconds: number): string => new Date(Date.now() - milliseconds).toISOString();

async function sale(seller: Seller, more: object = {}): Promise<string> {
	const { body } = await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }], ...more });
	return body.orderId;
}

async function idsOf(seller: Seller, path: string): Promise<string[]> {
	const { status, body } = await seller.get(path);
	assert.equal(status, 200, JSON.stringify(body));
	return body.orders.map((order: { orderId: string }) => order.orderId);
}

test('an order carries seller, amounts as strings, lines with SKU and address', async () => {
	const seller = await connectedSeller();
	const { body: sold } = await seller.control('/sell', {
		lines: [{ sku: 'MUG-BLUE', quantity: 2 }, { sku: 'BOWL-OAK' }],
		shipping: '4.99',
	});
	const { body: order } = await seller.get(`${PATH}/${sold.orderId}`);
	assert.deepEqual(
		[order.sellerId, order.orderPaymentStatus, order.cancelStatus.cancelState],
		['harbour-goods', 'PAID', 'NONE_REQUESTED'],
	);
	assert.deepEqual(order.pricingSummary.total, { value: '63.99', currency: 'USD' });
	assert.equal(sold.total, '63.99');
	const [mug, bowl] = order.lineItems;
	assert.deepEqual(
		[mug.sku, mug.quantity, mug.lineItemCost.value, bowl.lineItemCost.value],
		['MUG-BLUE', 2, '25.00', '34.00'],
	);
	const shipped = Number(mug.deliveryCost.shippingCost.value) + Number(bowl.deliveryCost.shippingCost.value);
	assert.equal(shipped.toFixed(2), '4.99');
	assert.equal(order.fulfillmentStartInstructions[0].shippingStep.shipTo.contactAddress.countryCode, 'US');
});

test('a discount lowers the lines to the cent and stands negative in the summary', async () => {
	const seller = await connectedSeller();
	const lines = [{ sku: 'TEE-RED-M' }, { sku: 'TEE-RED-L' }, { sku: 'TEE-NAVY-M' }];
	const { body: sold } = await seller.control('/sell', { lines, discount: '10.00' });
	const { body: order } = await seller.get(`${PATH}/${sold.orderId}`);
	assert.deepEqual(
		[order.pricingSummary.priceDiscount.value, order.pricingSummary.total.value, sold.total],
		['-10.00', '51.47', '51.47'],
	);
	const nets = order.lineItems.map((line: { discountedLineItemCost: { value: string } }) =>
		Number(line.discountedLineItemCost.value),
	);
	assert.equal(nets.reduce((all: number, net: number) => all + net, 0).toFixed(2), '51.47');
});

test('tax that eBay collects is outside the total, unless the breakdown is asked for', async () => {
	const seller = await connectedSeller();
	const { body: sold } = await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }], marketplaceTax: '1.28' });
	assert.deepEqual([sold.total, sold.marketplaceTax], ['12.50', '1.28']);
	const { body: plain } = await seller.get(`${PATH}/${sold.orderId}`);
	assert.deepEqual(
		[plain.pricingSummary.total.value, plain.ebayCollectAndRemitTax, plain.lineItems[0].taxes],
		['12.50', true, []],
	);
	assert.deepEqual(plain.lineItems[0].ebayCollectAndRemitTaxes, [
		{ taxType: 'STATE_SALES_TAX', amount: { value: '1.28', currency: 'USD' }, collectionMethod: 'NET' },
	]);
	const { body: broken } = await seller.get(`${PATH}/${sold.orderId}?fieldGroups=TAX_BREAKDOWN`);
	assert.deepEqual(
		[broken.pricingSummary.total.value, broken.pricingSummary.tax.value, broken.lineItems[0].taxes[0].amount.value],
		['13.78', '1.28', '1.28'],
	);
	await seller.control('/settings', { collectedTax: 'mirrored' });
	const { body: mirrored } = await seller.get(`${PATH}/${sold.orderId}`);
	assert.deepEqual([mirrored.pricingSummary.total.value, mirrored.lineItems[0].taxes.length], ['13.78', 1]);
	assert.deepEqual(
		[plain, broken, mirrored].map((order) => order.lineItems[0].total.value),
		['12.50', '13.78', '13.78'],
	);
});

test("the seller's own tax is in the total", async () => {
	const seller = await connectedSeller();
	const { body: sold } = await seller.control('/sell', { lines: [{ sku: 'MUG-BLUE' }], tax: '1.00' });
	const { body: order } = await seller.get(`${PATH}/${sold.orderId}`);
	assert.deepEqual(
		[sold.total, order.pricingSummary.total.value, order.pricingSummary.tax.value],
		['13.50', '13.50', '1.00'],
	);
});

test('a purchase that awaits payment takes the unit and is not listed before it is paid', async () => {
	const seller = await connectedSeller();
	const orderId = await sale(seller, { paid: false });
	assert.deepEqual(await idsOf(seller, PATH), []);
	const refused = await seller.get(`${PATH}/${orderId}`);
	assert.deepEqual([refused.status, firstError(refused)], [404, 32100]);
	const { body: stock } = await seller.control('/stock');
	assert.equal(stock.find(({ sku }: { sku: string }) => sku === 'MUG-BLUE').quantity, 39);
	await seller.control('/pay', { orderId });
	assert.deepEqual(await idsOf(seller, PATH), [orderId]);
});

test('an order whose payment is being processed is listed as PENDING', async () => {
	const seller = await connectedSeller();
	const orderId = await sale(seller, { paid: 'pending' });
	assert.equal((await seller.get(`${PATH}/${orderId}`)).body.orderPaymentStatus, 'PENDING');
	await seller.control('/pay', { orderId });
	assert.equal((await seller.get(`${PATH}/${orderId}`)).body.orderPaymentStatus, 'PAID');
});

test('lastmodifieddate finds what changed, both bounds included', async () => {
	const seller = await connectedSeller();
	const placedAt = ago(5 * HOUR);
	const old = await sale(seller, { placedAt });
	const recent = await sale(seller, { placedAt: ago(HOUR) });
	assert.deepEqual(await idsOf(seller, filtered(`lastmodifieddate:[${ago(2 * HOUR)}..]`)), [recent]);
	assert.deepEqual(await idsOf(seller, filtered(`lastmodifieddate:[${placedAt}..${placedAt}]`)), [old]);
	await seller.control('/touch', { orderId: old });
	assert.deepEqual(await idsOf(seller, filtered(`lastmodifieddate:[${ago(60_000)}..]`)), [old]);
});

const changes: ReadonlyArray<readonly [string, object]> = [
	['/cancel', {}],
	['/cancel', { requested: true }],
	['/refund', { amount: '1.00' }],
	['/pay', {}],
	['/corrupt', {}],
	['/touch', {}],
];
for (const [path, more] of changes) {
	test(`an old order comes back by lastmodifieddate after ${path} ${JSON.stringify(more)}`, async () => {
		const seller = await connectedSeller();
		const orderId = await sale(seller, { placedAt: ago(5 * HOUR) });
		const recent = filtered(`lastmodifieddate:[${ago(HOUR)}..]`);
		assert.deepEqual(await idsOf(seller, recent), []);
		assert.equal((await seller.control(path, { orderId, ...more })).status, 200);
		assert.deepEqual(await idsOf(seller, recent), [orderId]);
		assert.deepEqual(await idsOf(seller, filtered(`creationdate:[${ago(HOUR)}..]`)), []);
	});
}

test('a purchase becomes an order at the time of its payment', async () => {
	const seller = await connectedSeller();
	const orderId = await sale(seller, { paid: false, placedAt: ago(5 * HOUR) });
	await seller.control('/pay', { orderId });
	assert.deepEqual(await idsOf(seller, filtered(`creationdate:[${ago(HOUR)}..]`)), [orderId]);
});

test('a cancellation that was only asked for refunds nothing', async () => {
	const seller = await connectedSeller();
	const orderId = await sale(seller);
	await seller.control('/cancel', { orderId, requested: true });
	const { body: order } = await seller.get(`${PATH}/${orderId}`);
	assert.deepEqual([order.cancelStatus.cancelState, order.orderPaymentStatus], ['IN_PROGRESS', 'PAID']);
	assert.equal(order.cancelStatus.cancelRequests[0].cancelRequestState, 'REQUESTED');
});

test('with both dates only creationdate counts', async () => {
	const seller = await connectedSeller();
	const old = await sale(seller, { placedAt: ago(5 * HOUR) });
	const both = `lastmodifieddate:[${ago(HOUR)}..],creationdate:[${ago(6 * HOUR)}..]`;
	assert.deepEqual(await idsOf(seller, filtered(both)), [old]);
});

test('without a filter the last 90 days are listed', async () => {
	const seller = await connectedSeller();
	await sale(seller, { placedAt: ago(91 * 24 * HOUR) });
	const recent = await sale(seller, { placedAt: ago(89 * 24 * HOUR) });
	assert.deepEqual(await idsOf(seller, PATH), [recent]);
});

test('the fulfillment status filters in the two combinations that exist', async () => {
	const seller = await connectedSeller();
	const orderId = await sale(seller);
	assert.deepEqual(await idsOf(seller, filtered('orderfulfillmentstatus:{NOT_STARTED|IN_PROGRESS}')), [orderId]);
	assert.deepEqual(await idsOf(seller, filtered('orderfulfillmentstatus:{FULFILLED|IN_PROGRESS}')), []);
});

const refusedFilters: ReadonlyArray<readonly [string, string, number]> = [
	['a range that ends in the future', `lastmodifieddate:[${ago(HOUR)}..${ago(-HOUR)}]`, 30850],
	['a range that starts in the future', `creationdate:[${ago(-HOUR)}..]`, 30850],
	['a range without a start', `lastmodifieddate:[..${ago(HOUR)}]`, 30820],
	['a time with an offset', 'lastmodifieddate:[2026-01-01T00:00:00+01:00..]', 30810],
	['a day without a time', 'lastmodifieddate:[2026-01-01..]', 30810],
	['an end before the start', `creationdate:[${ago(HOUR)}..${ago(2 * HOUR)}]`, 30840],
	['more than two years', `creationdate:[${ago(800 * 24 * HOUR)}..]`, 30830],
	['one time in place of a range', `creationdate:[${ago(HOUR)}]`, 30800],
	['a range without brackets', `lastmodifieddate:${ago(HOUR)}..`, 30800],
	['an unknown filter', `modifieddate:[${ago(HOUR)}..]`, 30700],
	['one fulfillment status alone', 'orderfulfillmentstatus:{NOT_STARTED}', 30800],
];
for (const [name, filter, errorId] of refusedFilters) {
	test(`getOrders refuses ${name}`, async () => {
		const answer = await (await connectedSeller()).get(filtered(filter));
		assert.deepEqual(
			[answer.status, firstError(answer), answer.body.errors[0].domain],
			[400, errorId, 'API_FULFILLMENT'],
		);
	});
}

const refusedQueries: ReadonlyArray<readonly [string, string, number]> = [
	['a limit above 200', 'limit=201', 31100],
	['a limit of zero', 'limit=0', 31100],
	['a limit that is no number', 'limit=all', 31100],
	['a negative offset', 'offset=-1', 31000],
	['an unknown field group', 'fieldGroups=EVERYTHING', 32800],
	['more than 50 order ids', `orderIds=${Array.from({ length: 51 }, (_none, n) => `12-1-${n}`).join(',')}`, 30900],
	['brackets that are not encoded', `filter=creationdate:[${ago(HOUR)}..]`, 30800],
];
for (const [name, query, errorId] of refusedQueries) {
	test(`getOrders refuses ${name}`, async () => {
		const answer = await (await connectedSeller()).get(`${PATH}?${query}`);
		assert.deepEqual([answer.status, firstError(answer)], [400, errorId]);
	});
}

test('a line of a variation names it, and a promotion names its discount', async () => {
	const seller = await connectedSeller();
	const { body: sold } = await seller.control('/sell', {
		lines: [{ sku: 'POSTER-A2' }, { sku: 'MUG-BLUE' }],
		discount: '3.65',
	});
	const { body: order } = await seller.get(`${PATH}/${sold.orderId}`);
	const [poster, mug] = order.lineItems;
	assert.deepEqual(poster.variationAspects, [{ name: 'Option', value: 'A2' }]);
	assert.equal('variationAspects' in mug, false);
	assert.equal(poster.appliedPromotions[0].discountAmount.value, '2.40');
	const { body: plain } = await seller.control('/sell', { lines: [{ sku: 'TEE-RED-M' }] });
	const [tee] = (await seller.get(`${PATH}/${plain.orderId}`)).body.lineItems;
	assert.deepEqual([tee.variationAspects[0].value, tee.appliedPromotions], ['TEE-RED-M', []]);
});

test('offset counts orders, next leads on, and the last page has none', async () => {
	const seller = await connectedSeller();
	for (const hours of [1, 2, 3, 4, 5]) await sale(seller, { placedAt: ago(hours * HOUR) });
	const all = await idsOf(seller, PATH);
	assert.deepEqual(await idsOf(seller, `${PATH}?limit=2&offset=1`), all.slice(1, 3));
	const { body: first } = await seller.get(filtered(`creationdate:[${ago(6 * HOUR)}..]`, '&limit=3'));
	assert.deepEqual([first.total, first.limit, first.offset], [5, 3, 0]);
	const next = new URL(first.next);
	assert.equal(next.searchParams.get('offset'), '3');
	const { body: last } = await seller.get(`${next.pathname}${next.search}`);
	assert.deepEqual([last.orders.length, last.next, first.prev], [2, undefined, undefined]);
	assert.equal(new URL(last.prev).searchParams.get('offset'), '0');
	assert.deepEqual(seller.journal().at(-1)?.paths, ['orders page 2']);
});

test('50 orders make a page unless said', async () => {
	const seller = await connectedSeller();
	await seller.control('/bulk-sell', { count: 51 });
	const { body } = await seller.get(PATH);
	assert.deepEqual([body.orders.length, body.total, body.limit], [50, 51, 50]);
});

test('newest creation comes first, or last when set so', async () => {
	const seller = await connectedSeller();
	const newer = await sale(seller, { placedAt: ago(HOUR) });
	const oldest = await sale(seller, { placedAt: ago(3 * HOUR) });
	const older = await sale(seller, { placedAt: ago(2 * HOUR) });
	await seller.control('/touch', { orderId: older });
	assert.deepEqual(await idsOf(seller, PATH), [newer, older, oldest]);
	await seller.control('/settings', { ordersFirst: 'oldest' });
	assert.deepEqual(await idsOf(seller, PATH), [oldest, older, newer]);
});

test('orderIds overrides everything else and leaves out what does not exist', async () => {
	const seller = await connectedSeller();
	const orderId = await sale(seller, { placedAt: ago(100 * 24 * HOUR) });
	await sale(seller);
	assert.deepEqual(await idsOf(seller, `${PATH}?orderIds=${orderId},12-0-0&limit=999`), [orderId]);
});

test('a cancellation refunds, and its requests are in getOrder alone', async () => {
	const seller = await connectedSeller();
	const orderId = await sale(seller);
	await seller.control('/cancel', { orderId });
	const { body: order } = await seller.get(`${PATH}/${orderId}`);
	assert.deepEqual(
		[order.cancelStatus.cancelState, order.orderPaymentStatus, order.cancelStatus.cancelRequests.length],
		['CANCELED', 'FULLY_REFUNDED', 1],
	);
	const { body: list } = await seller.get(PATH);
	assert.deepEqual(list.orders[0].cancelStatus, { cancelState: 'CANCELED', cancelRequests: [] });
	const { body: stock } = await seller.control('/stock');
	assert.equal(stock[0].quantity, 39, 'units come back only when the seller says so');
});

test('a cancelled order gives its units back when asked to', async () => {
	const seller = await connectedSeller();
	await seller.control('/cancel', { orderId: await sale(seller), restock: true, refund: false });
	const { body: stock } = await seller.control('/stock');
	assert.equal(stock[0].quantity, 40);
});

test('refunds add up to partly and fully refunded, on the order and on the line', async () => {
	const seller = await connectedSeller();
	const { body: sold } = await seller.control('/sell', { lines: [{ sku: 'BOWL-OAK' }] });
	const { orderId } = sold;
	await seller.control('/refund', { orderId, amount: '10.00', lineItemId: sold.lines[0].lineItemId });
	const { body: partly } = await seller.get(`${PATH}/${orderId}`);
	assert.deepEqual(
		[partly.orderPaymentStatus, partly.paymentSummary.refunds[0].amount.value],
		['PARTIALLY_REFUNDED', '10.00'],
	);
	assert.equal(partly.lineItems[0].refunds[0].amount.value, '10.00');
	await seller.control('/refund', { orderId });
	const { body: fully } = await seller.get(`${PATH}/${orderId}`);
	assert.deepEqual(
		[fully.orderPaymentStatus, fully.paymentSummary.refunds[1].amount.value],
		['FULLY_REFUNDED', '24.00'],
	);
	assert.equal((await seller.control('/refund', { orderId })).status, 409);
});

test('eBay forgets the buyer: first the e-mail, then name, phone and street', async () => {
	const seller = await connectedSeller();
	const shipTo = async (days: number): Promise<Record<string, unknown>> => {
		const { body } = await seller.get(`${PATH}/${await sale(seller, { placedAt: ago(days * 24 * HOUR) })}`);
		return body.fulfillmentStartInstructions[0].shippingStep.shipTo;
	};
	assert.deepEqual(Object.keys(await shipTo(13)), ['fullName', 'contactAddress', 'primaryPhone', 'email']);
	assert.deepEqual(Object.keys(await shipTo(15)), ['fullName', 'contactAddress', 'primaryPhone']);
	assert.deepEqual(await shipTo(91), {
		contactAddress: { city: 'Seattle', stateOrProvince: 'WA', postalCode: '98104', countryCode: 'US' },
	});
});

test('a corrupt order has no prices and no lines to read', async () => {
	const seller = await connectedSeller();
	const orderId = await sale(seller);
	await seller.control('/corrupt', { orderId });
	const { body } = await seller.get(PATH);
	assert.deepEqual(
		[body.orders[0].orderId, body.orders[0].pricingSummary, body.orders[0].lineItems],
		[orderId, undefined, 'lineItems'],
	);
});

test('a sale of a listing without SKU makes a line without SKU', async () => {
	const seller = await connectedSeller();
	const { body: sold } = await seller.control('/sell', { lines: [{ title: 'Mystery sticker' }] });
	const { body: order } = await seller.get(`${PATH}/${sold.orderId}`);
	assert.equal('sku' in order.lineItems[0], false);
});

test("eBay forgets the buyer of one order as the service's clock moves on", async () => {
	const seller = await connectedSeller();
	const orderId = await sale(seller, {});
	const shipTo = async (): Promise<string[]> => {
		const { body } = await (await connectedAgain(seller)).get(`${PATH}/${orderId}`);
		return Object.keys(body.fulfillmentStartInstructions[0].shippingStep.shipTo);
	};
	assert.deepEqual(await shipTo(), ['fullName', 'contactAddress', 'primaryPhone', 'email']);
	await seller.control('/clock', { advance: 15 * 24 * HOUR });
	assert.deepEqual(await shipTo(), ['fullName', 'contactAddress', 'primaryPhone']);
	await seller.control('/clock', { advance: 76 * 24 * HOUR });
	assert.deepEqual(await shipTo(), ['contactAddress']);
});
