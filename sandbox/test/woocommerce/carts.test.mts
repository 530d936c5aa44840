import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openShop } from './client.mts';

const vat = [{ name: 'VAT', percent: '19' }];
const mug = (unitPrice: string, quantity: number, more: object = {}): object => ({
	sku: 'MUG-BLUE',
	quantity,
	unitPrice,
	...more,
});

test('a cart with two rates, a line by hand, several shipping lines and a negative fee', async () => {
	const shop = openShop();
	const sold = (
		await shop.control('/sell', {
			lines: [
				mug('4.3333', 3),
				{ name: 'Engraving', quantity: 1, unitPrice: '2.00', taxRates: [{ name: 'VAT', percent: '7' }] },
				{ ...mug('1.00', 1), taxRates: [] },
			],
			taxRates: vat,
			shipping: [
				{ amount: '4.95', name: 'DHL' },
				{ amount: '1.00', name: 'Island', taxRates: [] },
			],
			fees: [{ name: 'Loyalty', amount: '-1.15' }],
		})
	).body;
	const rows = [...sold.lines, ...sold.charges].map(({ net, tax }: Record<string, string>) => `${net} ${tax}`);
	assert.deepEqual(rows, ['13.00 2.47', '2.00 0.14', '1.00 0.00', '4.95 0.94', '1.00 0.00', '-1.15 -0.22']);
	assert.deepEqual([sold.total, sold.taxTotal], ['24.13', '3.33']);
	const order = (await shop.get(`/orders/${sold.orderId}`)).body;
	assert.deepEqual(
		[order.total, order.total_tax, order.line_items[1].product_id, order.line_items[1].name],
		['24.13', '3.33', 0, 'Engraving'],
	);
});

test('taxes rounded at the order differ from taxes rounded by line', async () => {
	const shop = openShop();
	const lines = [mug('0.13', 1), mug('0.13', 1), mug('0.13', 1)];
	const totals = [];
	for (const roundTaxAt of ['line', 'order'])
		totals.push((await shop.control('/sell', { lines, taxRates: vat, roundTaxAt })).body.total);
	// 3 x 0.02 against 0.0741.
	assert.deepEqual(totals, ['0.45', '0.46']);
});

test('a compound rate is reckoned on price and tax, and taken out of a price first', async () => {
	const shop = openShop();
	const taxRates = [
		{ name: 'GST', percent: '5' },
		{ name: 'QST', percent: '9.975', compound: true },
	];
	const sale = { lines: [mug('100.00', 1)], taxRates };
	const [onTop, inside] = [
		(await shop.control('/sell', sale)).body,
		(await shop.control('/sell', { ...sale, pricesIncludeTax: true, lines: [mug('115.47', 1)] })).body,
	];
	assert.deepEqual([onTop.total, onTop.taxTotal], ['115.47', '15.47']);
	assert.deepEqual([inside.total, inside.taxTotal, inside.lines[0].net], ['115.47', '15.47', '100.00']);
	const { tax_lines: rows } = (await shop.get(`/orders/${onTop.orderId}`)).body;
	assert.deepEqual(
		rows.map(({ tax_total: total, compound }: Record<string, unknown>) => [total, compound]),
		[
			['5.00', false],
			['10.47', true],
		],
	);
});

test('several coupons: percentages of the full price first, then amounts off what is left', async () => {
	const shop = openShop();
	const coupons = [
		{ code: 'FIVE', type: 'fixed_cart', amount: '5' },
		{ code: 'TEN', type: 'percent', amount: '10' },
		{ code: 'THIRD', type: 'percent', amount: '33.33' },
	];
	const { orderId, total } = (await shop.control('/sell', { lines: [mug('9.99', 3)], coupons })).body;
	const order = (await shop.get(`/orders/${orderId}`)).body;
	// 29.97 less 10 % (2.99 and a cent), 33.33 % (9.98 and a cent), 5.00.
	assert.deepEqual(
		order.coupon_lines.map(({ discount }: { discount: string }) => discount),
		['5.00', '3.00', '9.99'],
	);
	assert.deepEqual([total, order.discount_total], ['11.98', '17.99']);
	const half = [
		{ code: 'BIG', type: 'fixed_cart', amount: '25' },
		{ code: 'HALF', type: 'percent', amount: '50' },
	];
	const { orderId: second } = (await shop.control('/sell', { lines: [mug('9.99', 3)], coupons: half })).body;
	const shown = (await shop.get(`/orders/${second}`)).body;
	assert.deepEqual(
		[shown.total, shown.coupon_lines.map(({ discount }: { discount: string }) => discount)],
		['0.00', ['14.99', '14.98']],
	);
});

test('yen have no decimals and dinars three', async () => {
	const shop = openShop();
	const yen = (
		await shop.control('/sell', { lines: [mug('333', 3)], currency: 'JPY', taxRates: [{ name: 'Tax', percent: '10' }] })
	).body;
	const dinar = (
		await shop.control('/sell', {
			lines: [mug('1.2345', 3)],
			currency: 'KWD',
			taxRates: [{ name: 'Tax', percent: '5' }],
		})
	).body;
	assert.deepEqual([yen.total, yen.taxTotal], ['1099', '100']);
	assert.deepEqual([dinar.total, dinar.taxTotal, dinar.lines[0].net], ['3.889', '0.185', '3.704']);
	assert.equal((await shop.get(`/orders/${yen.orderId}`)).body.total, '1099');
});

test('the buyer, the payment and the day are as the sale says', async () => {
	const shop = openShop();
	const sale = {
		lines: [mug('1.00', 1)],
		customer: {
			customerId: 7,
			name: 'Zoë: 🧵 Ruiz',
			email: '',
			billing: { line1: '1 Rue', city: 'Lyon', country: 'FR' },
			shipping: null,
		},
		payment: { paid: false, method: 'cod', reference: 'TX-1' },
		placedAt: '2026-01-02T10:00:00Z',
	};
	const sold = (await shop.control('/sell', sale)).body;
	const order = (await shop.get(`/orders/${sold.orderId}`)).body;
	assert.deepEqual(
		[sold.paid, sold.placedAt, order.date_paid, order.transaction_id, order.customer_id],
		[false, '2026-01-02T10:00:00.000Z', null, 'TX-1', 7],
	);
	assert.deepEqual(
		[order.billing.first_name, order.billing.last_name, order.billing.country, order.shipping.city],
		['Zoë:', '🧵 Ruiz', 'FR', ''],
	);
	const paid = (
		await shop.control('/sell', { ...sale, status: 'on-hold', payment: { paid: true, paidAt: '2026-01-03T10:00:00Z' } })
	).body;
	assert.deepEqual(
		[paid.paid, (await shop.get(`/orders/${paid.orderId}`)).body.date_paid_gmt],
		[true, '2026-01-03T10:00:00'],
	);
});

test('parts of a bundle name the line that holds them', async () => {
	const shop = openShop();
	const { orderId } = (
		await shop.control('/sell', {
			lines: [mug('10.00', 1), { sku: 'BOWL-OAK', quantity: 2, unitPrice: '0.00', bundledBy: 0 }],
		})
	).body;
	const [holder, part] = (await shop.get(`/orders/${orderId}`)).body.line_items;
	assert.equal(part.bundled_by, String(holder.id));
	const metaOf = (line: { meta_data: { key: string; value: string }[] }, key: string): string | undefined =>
		line.meta_data.find((meta) => meta.key === key)?.value;
	assert.equal(metaOf(part, '_bundled_by'), metaOf(holder, '_bundle_cart_key'));
});

test('refunds one after the other: units and shelf, shipping and fee, an amount, the rest', async () => {
	const shop = openShop();
	const sale = {
		lines: [mug('10.00', 3), { sku: 'BOWL-OAK', quantity: 2, unitPrice: '5.00' }],
		taxRates: vat,
		shipping: '4.00',
		fees: [{ name: 'Wrap', amount: '2.00' }],
	};
	const { orderId, total, charges } = (await shop.control('/sell', sale)).body;
	const [shelf, before] = [await shop.stock('MUG-BLUE'), await shop.stock('BOWL-OAK')];
	const first = await shop.control('/refund', {
		orderId,
		lines: [
			{ sku: 'MUG-BLUE', quantity: 1, restock: true },
			{ sku: 'BOWL-OAK', quantity: 1, amount: '3.00' },
		],
	});
	const second = await shop.control('/refund', {
		orderId,
		shipping: '1.00',
		fees: [{ chargeId: charges[1].chargeId }],
		at: '2026-01-05T10:00:00Z',
	});
	const third = await shop.control('/refund', { orderId, amount: '0.50' });
	assert.deepEqual(
		[first, second, third].map(({ body }) => [body.amount, body.status]),
		[
			['15.47', 'processing'],
			['3.57', 'processing'],
			['0.50', 'processing'],
		],
	);
	const last = (await shop.control('/refund', { orderId })).body;
	assert.deepEqual([total, last.refunded, last.status], ['54.74', '54.74', 'refunded']);
	assert.deepEqual([await shop.stock('MUG-BLUE'), await shop.stock('BOWL-OAK')], [Number(shelf) + 1, before]);
	const rows = [...last.refunds].reverse();
	assert.deepEqual(
		rows.map(({ lines }: { lines: unknown[] }) => lines.length),
		[2, 2, 0, 3],
	);
	assert.deepEqual(
		rows[0].lines.map(({ quantity, restocked, total: part }: Record<string, unknown>) => [quantity, restocked, part]),
		[
			[1, 1, '11.90'],
			[1, 0, '3.57'],
		],
	);
	assert.deepEqual(
		rows[3].lines.map(({ quantity }: { quantity: number }) => quantity),
		[2, 1, 0],
	);
	assert.equal(rows[1].refundedAt, '2026-01-05T10:00:00.000Z');
	const refunds = (await shop.get(`/orders/${orderId}/refunds`)).body;
	assert.deepEqual(
		[refunds[2].fee_lines[0].total, refunds[2].fee_lines[0].meta_data[0].value],
		['-2.00', charges[1].chargeId],
	);
});

test('goods whose stock nobody took do not come back', async () => {
	const shop = openShop();
	const { orderId } = (await shop.control('/sell', { lines: [mug('10.00', 2)], status: 'failed' })).body;
	const shelf = await shop.stock('MUG-BLUE');
	const { refunds } = (
		await shop.control('/refund', { orderId, lines: [{ sku: 'MUG-BLUE', quantity: 1 }], restock: true })
	).body;
	assert.deepEqual([refunds[0].lines[0].restocked, await shop.stock('MUG-BLUE')], [0, shelf]);
});

test("an edit keeps a unit's price and discount, replaces charges, and leaves what it does not name", async () => {
	const shop = openShop();
	const sold = (
		await shop.control('/sell', {
			lines: [
				mug('10.00', 4),
				{ sku: 'BOWL-OAK', quantity: 1, unitPrice: '5.00', taxRates: [{ name: 'VAT', percent: '7' }] },
			],
			taxRates: vat,
			shipping: '4.00',
			coupons: [{ code: 'TEN', type: 'percent', amount: '10' }],
		})
	).body;
	const [cups, bowl] = sold.lines;
	const edited = (
		await shop.control('/edit-order', {
			orderId: sold.orderId,
			lines: [
				{ lineId: cups.lineId, quantity: 3 },
				{ sku: 'BOWL-OAK', quantity: 2, unitPrice: '6.00' },
				{ name: 'Card', quantity: 1, unitPrice: '1.00' },
			],
			shipping: '2.00',
			fees: [{ name: 'Rush', amount: '3.00', taxRates: [] }],
		})
	).body;
	assert.deepEqual(
		edited.lines.map(({ net, tax }: Record<string, string>) => [net, tax]),
		[
			['27.00', '5.13'],
			['12.00', '0.84'],
			['1.00', '0.19'],
		],
	);
	assert.deepEqual(
		[edited.lines[0].lineId, edited.lines[1].lineId, edited.charges[0].chargeId],
		[cups.lineId, bowl.lineId, sold.charges[0].chargeId],
	);
	assert.deepEqual([edited.charges.map(({ net }: { net: string }) => net), edited.total], [['2.00', '3.00'], '51.54']);
	const same = (await shop.control('/edit-order', { orderId: sold.orderId, fees: [] })).body;
	assert.deepEqual([same.lines.length, same.charges.length, same.total], [3, 1, '48.54']);
});

test('a plugin numbers orders anew: ids and modification dates stay, and the prefix is that of orders to come', async () => {
	const shop = openShop();
	const sold = (await shop.control('/sell', { lines: [mug('1.00', 1)] })).body;
	const renumbered = (await shop.control('/renumber', { orderId: sold.orderId, orderNumber: '2026-7' })).body;
	assert.equal(renumbered.orderNumber, '2026-7');
	await shop.control('/renumber', { prefix: 'W' });
	const order = (await shop.get(`/orders/${sold.orderId}`)).body;
	assert.deepEqual(
		[String(order.id), order.number, order.date_modified_gmt],
		[sold.orderId, 'W2026-7', sold.modifiedAt.slice(0, 19)],
	);
	const next = (await shop.control('/sell', { lines: [mug('1.00', 1)] })).body;
	assert.equal(next.orderNumber, `W${next.orderId}`);
});

test('gift cards pay a part: the API names them and shows the total without them, and refunds stay below it', async () => {
	const shop = openShop();
	const giftCards = [{ code: 'GIFT-1234', amount: '6.00' }];
	const sold = (await shop.control('/sell', { lines: [mug('10.00', 1)], giftCards })).body;
	assert.equal(sold.total, '10.00');
	assert.deepEqual(sold.payments, [
		{ kind: 'giftCertificate', amount: '6.00', paid: true },
		{ kind: 'money', amount: '4.00', method: 'Direct bank transfer', paid: true },
	]);
	const order = (await shop.get(`/orders/${sold.orderId}`)).body;
	assert.deepEqual([order.total, order.gift_cards[0].amount], ['4.00', '6.00']);
	assert.equal((await shop.control('/refund', { orderId: sold.orderId, amount: '4.01' })).status, 500);
	assert.equal((await shop.control('/sell', { lines: [mug('5.00', 1)], giftCards })).status, 400);
});

test('what the merchant pays back is whole cents, whatever decimals its lines have', async () => {
	const shop = openShop();
	const sold = (await shop.control('/sell', { lines: [mug('10.00', 3)] })).body;
	const [{ lineId }] = sold.lines;
	const refund = async (amount: string) => {
		const lines = [{ lineId, quantity: 1, amount }];
		return (await shop.control('/refund', { orderId: sold.orderId, lines })).body;
	};
	await refund('3.334');
	assert.equal((await refund('3.334')).refunded, '6.66');
	const [row] = (await shop.get(`/orders/${sold.orderId}/refunds?dp=4`)).body;
	assert.deepEqual([row.amount, row.line_items[0].total], ['3.3300', '-3.3340']);
});

test('gift cards go back by themselves, without money, and only with them an order is refunded', async () => {
	const shop = openShop();
	const sale = { lines: [mug('10.00', 1)], giftCards: [{ code: 'GIFT-1234', amount: '6.00' }] };
	const money = (await shop.control('/sell', sale)).body;
	const afterMoney = (await shop.control('/refund', { orderId: money.orderId, amount: '4.00' })).body;
	assert.deepEqual([afterMoney.status, afterMoney.refunded], ['processing', '4.00']);
	const whole = (await shop.control('/status', { orderId: money.orderId, status: 'refunded' })).body;
	const byHand = (await shop.control('/sell', sale)).body;
	await shop.control('/status', { orderId: byHand.orderId, status: 'refunded' });
	const asked = (await shop.control('/refund', { orderId: (await shop.control('/sell', sale)).body.orderId })).body;
	assert.deepEqual([whole.refunded, asked.status, asked.refunded], ['10.00', 'refunded', '10.00']);
	const rows = (await shop.get(`/orders/${byHand.orderId}/refunds`)).body;
	assert.deepEqual(
		rows.map((row: { amount: string; meta_data: { key: string }[] }) => [row.amount, row.meta_data.at(-1)?.key]),
		[
			['4.00', '_refund_type'],
			['0.00', '_wc_gc_refund_activities'],
		],
	);
});

test('the tax of a line is refunded alone', async () => {
	const shop = openShop();
	const sold = (await shop.control('/sell', { lines: [mug('10.00', 2)], taxRates: vat })).body;
	const [{ lineId }] = sold.lines;
	const lines = [{ lineId, quantity: 0, amount: '0', tax: '1.20' }];
	const refunded = (await shop.control('/refund', { orderId: sold.orderId, lines })).body;
	assert.deepEqual(
		[refunded.amount, refunded.refunds[0].tax, refunded.refunds[0].lines[0].quantity],
		['1.20', '1.20', 0],
	);
	const [refund] = (await shop.get(`/orders/${sold.orderId}/refunds`)).body;
	assert.deepEqual([refund.line_items[0].total, refund.line_items[0].total_tax], ['0.00', '-1.20']);
});

test('an edit takes what the line lacks, and leaves in the shop what refunds put back', async () => {
	const shop = openShop();
	const shelf = Number(await shop.stock('MUG-BLUE'));
	const { orderId, lines } = (await shop.control('/sell', { lines: [mug('10.00', 3)] })).body;
	await shop.control('/refund', { orderId, lines: [{ sku: 'MUG-BLUE', quantity: 1, restock: true }] });
	const { body } = await shop.control('/edit-order', { orderId, lines: [{ lineId: lines[0].lineId, quantity: 5 }] });
	const [line] = body.lines;
	assert.deepEqual([line.quantity, line.stockTaken, line.restocked], [5, 4, 1]);
	assert.equal(Number(await shop.stock('MUG-BLUE')), shelf - 4);
});
