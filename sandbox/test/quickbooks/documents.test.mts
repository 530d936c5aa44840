import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, faultCode, line, sale, type Bench, type Json } from './bench.mts';

async function made(where: Bench, path: string, body: Json): Promise<Json> {
	const answer = await where.post(path, body);
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return Object.values(answer.body)[0] as Json;
}

async function onHand(where: Bench, sku: string): Promise<number> {
	return (await where.item(sku))['QtyOnHand'];
}

test('computes the totals from the lines, adds the subtotal line and fills in what was left out', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	const invoice = await made(
		where,
		'invoice?minorversion=75',
		sale([line(mug['Id'], 3, 12.5), line((await where.item('WRAP'))['Id'], 1, 3)], {
			DocNumber: 'WC-1',
			TotalAmt: 999,
		}),
	);
	assert.equal(invoice['TotalAmt'], 40.5);
	assert.equal(invoice['Balance'], 40.5);
	assert.equal(invoice['SyncToken'], '0');
	assert.deepEqual(invoice['CustomerRef'], { value: '1', name: 'Amy Lauterbach' });
	assert.deepEqual(invoice['CurrencyRef'], { value: 'USD', name: 'USD' });
	assert.equal(invoice['ShipAddr'], undefined);
	assert.equal(invoice['BillAddr'].City, 'Bayshore');
	assert.deepEqual(
		invoice['Line'].map((row: Json) => [row['Id'], row['DetailType'], row['Amount']]),
		[
			['1', 'SalesItemLineDetail', 37.5],
			['2', 'SalesItemLineDetail', 3],
			[undefined, 'SubTotalLineDetail', 40.5],
		],
	);
	assert.deepEqual((await where.ask('GET', `invoice/${invoice['Id']}`)).body['Invoice'], invoice);
});

test('dates a document by the day in the company, not by the day of the clock', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	where.pass(10 * 3600);
	const { TxnDate, ...undated } = sale([line(mug['Id'], 1, 12.5)]);
	assert.equal((await made(where, 'salesreceipt', undated))['TxnDate'], '2026-11-20');
	await where.settings({ timeZone: 'Europe/Berlin' });
	assert.equal((await made(where, 'salesreceipt', undated))['TxnDate'], '2026-11-21');
});

test('invoices and receipts lower the stock, credits and refunds raise it; LastUpdatedTime follows, SyncToken does not', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	const wrap = await where.item('WRAP');
	const lines = [line(mug['Id'], 2, 12.5), line(wrap['Id'], 1, 3)];
	where.pass(60);
	await made(where, 'invoice', sale(lines));
	assert.equal(await onHand(where, 'MUG-BLUE'), 38);
	await made(where, 'salesreceipt', sale(lines));
	assert.equal(await onHand(where, 'MUG-BLUE'), 36);
	await made(where, 'creditmemo', sale(lines));
	await made(where, 'refundreceipt', sale(lines, { DepositToAccountRef: { value: '35' } }));
	const after = await where.item('MUG-BLUE');
	assert.equal(after['QtyOnHand'], 40);
	assert.equal(after['SyncToken'], '0');
	assert.equal(after['MetaData'].LastUpdatedTime, '2026-11-20T12:01:00-08:00');
	assert.deepEqual((await where.item('WRAP'))['MetaData'], wrap['MetaData']);
});

test('an update moves the difference, also to another item, and a header edit moves nothing', async () => {
	const where = bench();
	const [mug, bowl] = [await where.item('MUG-BLUE'), await where.item('BOWL-OAK')];
	const invoice = await made(
		where,
		'invoice',
		sale([line(mug['Id'], 2, 12.5)], { PrivateNote: 'first', DocNumber: 'N-1' }),
	);
	where.pass(60);
	const noted = await made(where, 'invoice', {
		Id: invoice['Id'],
		SyncToken: '0',
		sparse: true,
		PrivateNote: 'second',
	});
	assert.deepEqual(
		[noted['SyncToken'], noted['PrivateNote'], noted['DocNumber'], noted['TotalAmt']],
		['1', 'second', 'N-1', 25],
	);
	assert.notEqual((await where.item('MUG-BLUE'))['MetaData'].LastUpdatedTime, noted['MetaData'].LastUpdatedTime);
	await made(where, 'invoice', {
		Id: invoice['Id'],
		SyncToken: '1',
		sparse: true,
		Line: [{ ...line(mug['Id'], 5, 12.5), Id: '1' }, line(bowl['Id'], 1, 34)],
	});
	assert.deepEqual([await onHand(where, 'MUG-BLUE'), await onHand(where, 'BOWL-OAK')], [35, 14]);
	await made(where, 'invoice', {
		Id: invoice['Id'],
		SyncToken: '2',
		sparse: true,
		Line: [{ ...line(bowl['Id'], 1, 34), Id: '2' }],
	});
	assert.deepEqual([await onHand(where, 'MUG-BLUE'), await onHand(where, 'BOWL-OAK')], [40, 14]);
});

test('a full update empties what it leaves out, a sparse one keeps it; a null empties always', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	const invoice = await made(
		where,
		'invoice',
		sale([line(mug['Id'], 1, 12.5)], { PrivateNote: 'note', DocNumber: 'N-1', TrackingNum: 'T1' }),
	);
	const sparse = await made(where, 'invoice', { Id: invoice['Id'], SyncToken: '0', sparse: true, TrackingNum: null });
	assert.deepEqual([sparse['PrivateNote'], sparse['DocNumber'], sparse['TrackingNum']], ['note', 'N-1', undefined]);
	const full = await made(where, 'invoice', { ...sale([line(mug['Id'], 1, 12.5)]), Id: invoice['Id'], SyncToken: '1' });
	assert.deepEqual([full['PrivateNote'], full['DocNumber']], [undefined, undefined]);
});

test('lines keep the ids that are sent back and get new ones otherwise', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	const [first, second, third] = [1, 2, 3].map((quantity) => line(mug['Id'], quantity, 12.5)) as [Json, Json, Json];
	const invoice = await made(where, 'invoice', sale([first, second]));
	const changed = await made(where, 'invoice', {
		Id: invoice['Id'],
		SyncToken: '0',
		sparse: true,
		Line: [{ ...second, Id: '2' }, third, { ...first, Id: '77' }, { ...first, Id: '1' }],
	});
	assert.deepEqual(
		changed['Line'].map((row: Json) => row['Id']),
		['2', '3', '4', '1', undefined],
	);
});

test('5010 on a stale token, 610 on an unknown id, 2020 without a token', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	const { Id } = await made(where, 'invoice', sale([line(mug['Id'], 1, 12.5)]));
	assert.equal(faultCode(await where.post('invoice', { Id, SyncToken: '7', sparse: true, PrivateNote: 'x' })), '5010');
	assert.equal(faultCode(await where.post('invoice?operation=void', { Id, SyncToken: '7' })), '5010');
	assert.equal(faultCode(await where.post('invoice', { Id: '999', SyncToken: '0', sparse: true })), '610');
	assert.equal(faultCode(await where.post('invoice', { Id, sparse: true, PrivateNote: 'x' })), '2020');
	assert.equal(faultCode(await where.ask('GET', 'invoice/999')), '610');
});

test('a void empties amounts and quantities, marks the note and puts the stock back, once', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	const invoice = await made(
		where,
		'invoice',
		sale([line(mug['Id'], 4, 12.5)], { PrivateNote: 'order 7', DocNumber: 'V-1' }),
	);
	where.pass(60);
	const voided = await made(where, 'invoice?operation=void', { Id: invoice['Id'], SyncToken: '0' });
	assert.deepEqual(
		[voided['TotalAmt'], voided['Balance'], voided['PrivateNote'], voided['SyncToken'], voided['DocNumber']],
		[0, 0, 'Voided - order 7', '1', 'V-1'],
	);
	assert.deepEqual([voided['Line'][0].Amount, voided['Line'][0].SalesItemLineDetail.Qty], [0, 0]);
	const after = await where.item('MUG-BLUE');
	assert.deepEqual([after['QtyOnHand'], after['MetaData'].LastUpdatedTime], [40, '2026-11-20T12:01:00-08:00']);
	const again = await made(where, 'invoice?operation=void', { Id: invoice['Id'], SyncToken: '1' });
	assert.deepEqual([again['PrivateNote'], again['SyncToken']], ['Voided - order 7', '1']);
	assert.equal(await onHand(where, 'MUG-BLUE'), 40);
	const receipt = await made(where, 'salesreceipt', sale([line(mug['Id'], 1, 12.5)]));
	const gone = await made(where, 'salesreceipt?operation=update&include=void', {
		Id: receipt['Id'],
		SyncToken: '0',
		sparse: true,
	});
	assert.equal(gone['PrivateNote'], 'Voided');
	assert.equal(await onHand(where, 'MUG-BLUE'), 40);
});

test('credit memos and refund receipts cannot be voided, all four can be deleted', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	for (const path of ['creditmemo', 'refundreceipt']) {
		const { Id } = await made(
			where,
			path,
			sale([line(mug['Id'], 1, 12.5)], path === 'refundreceipt' ? { DepositToAccountRef: { value: '35' } } : {}),
		);
		assert.equal(faultCode(await where.post(`${path}?operation=void`, { Id, SyncToken: '0' })), '500');
		assert.equal(await onHand(where, 'MUG-BLUE'), 41);
		assert.deepEqual(await made(where, `${path}?operation=delete`, { Id, SyncToken: '0' }), {
			status: 'Deleted',
			domain: 'QBO',
			Id,
		});
		assert.equal(await onHand(where, 'MUG-BLUE'), 40);
		assert.equal(faultCode(await where.ask('GET', `${path}/${Id}`)), '610');
	}
});

test('6070 unless the amount is quantity times price to the cent; on the half either cent is right', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	const with_ = (Amount: number, Qty: number, UnitPrice: number): Json =>
		sale([{ ...line(mug['Id'], Qty, UnitPrice), Amount }]);
	assert.equal(faultCode(await where.post('invoice', with_(25.01, 2, 12.5))), '6070');
	assert.equal(faultCode(await where.post('invoice', with_(10, 3, 3.33))), '6070');
	await made(where, 'invoice', with_(10, 3, 3.3333333));
	await made(where, 'invoice', with_(0.3, 3, 0.1));
	await made(where, 'invoice', with_(0.12, 1, 0.125));
	await made(where, 'invoice', with_(0.13, 1, 0.125));
});

test('6520 without a quantity on goods in stock; services and shipping need none', async () => {
	const where = bench();
	const without = (item: string): Json => ({
		DetailType: 'SalesItemLineDetail',
		Amount: 5,
		SalesItemLineDetail: { ItemRef: { value: item } },
	});
	assert.equal(faultCode(await where.post('invoice', sale([without((await where.item('MUG-BLUE'))['Id'])]))), '6520');
	assert.equal(
		(await made(where, 'invoice', sale([without((await where.item('WRAP'))['Id']), without('SHIPPING_ITEM_ID')])))[
			'TotalAmt'
		],
		10,
	);
});

test('6140 on a number that a document of the same type has, naming it; not across types, not where it is allowed', async () => {
	const where = bench();
	const body = sale([line((await where.item('WRAP'))['Id'], 1, 3)], { DocNumber: 'WC-1' });
	const first = await made(where, 'invoice', body);
	const second = await where.post('invoice', body);
	assert.equal(faultCode(second), '6140');
	assert.match(
		second.body['Fault'].Error[0].Detail,
		new RegExp(`DocNumber=WC-1 is assigned to TxnType=Invoice with TxnId=${first['Id']}$`),
	);
	assert.deepEqual(where.service.journal.since(0).at(-1)?.paths, ['6140']);
	await made(where, 'salesreceipt', body);
	await made(where, 'invoice?include=allowduplicatedocnum', body);
	await where.settings({ duplicateDocNumbers: 'accepted' });
	await made(where, 'invoice', body);
	assert.equal((await where.rows("SELECT * FROM Invoice WHERE DocNumber = 'WC-1'")).length, 3);
	await made(where, 'invoice', { Id: first['Id'], SyncToken: '0', sparse: true, DocNumber: 'WC-1' });
});

test('numbers by itself where custom numbers are off, and not at all where they are on and none is sent', async () => {
	const where = bench();
	const lines = [line((await where.item('WRAP'))['Id'], 1, 3)];
	assert.equal((await made(where, 'invoice', sale(lines)))['DocNumber'], undefined);
	assert.equal((await made(where, 'invoice', sale(lines, { DocNumber: 'AUTO_GENERATE' })))['DocNumber'], '1037');
	await where.settings({ customTxnNumbers: false });
	assert.equal((await made(where, 'invoice', sale(lines, { DocNumber: 'WC-9' })))['DocNumber'], '1038');
});

test('2050 on what is too long', async () => {
	const where = bench();
	const lines = [line((await where.item('WRAP'))['Id'], 1, 3)];
	assert.equal(faultCode(await where.post('invoice', sale(lines, { DocNumber: 'x'.repeat(22) }))), '2050');
	assert.equal(faultCode(await where.post('invoice', sale(lines, { PrivateNote: 'x'.repeat(4001) }))), '2050');
	assert.equal(
		faultCode(await where.post('invoice', sale(lines, { CustomerMemo: { value: 'x'.repeat(1001) } }))),
		'2050',
	);
	assert.equal(faultCode(await where.post('salesreceipt', sale(lines, { PaymentRefNum: 'x'.repeat(22) }))), '2050');
	await made(
		where,
		'salesreceipt',
		sale(lines, { DocNumber: 'x'.repeat(21), PaymentRefNum: 'x'.repeat(21), PrivateNote: 'x'.repeat(4000) }),
	);
});

test('2010 on every field that the entity does not have, at any depth', async () => {
	const where = bench();
	const good = line((await where.item('WRAP'))['Id'], 1, 3);
	for (const body of [
		sale([good], { Colour: 'blue' }),
		sale([{ ...good, Sku: 'WRAP' }]),
		sale([line(good['SalesItemLineDetail'].ItemRef.value, 1, 3, { Discount: 1 })]),
		sale([good], { BillAddr: { Street: 'x' } }),
		sale([good], { PaymentRefNum: 'only on receipts' }),
		sale([good], { toString: 'x' }),
	]) {
		assert.equal(faultCode(await where.post('invoice', body)), '2010', JSON.stringify(body));
	}
	assert.equal(faultCode(await where.post('salesreceipt', sale([good], { DueDate: '2026-12-01' }))), '2010');
});

test('2020 without customer, lines, amount or kind of line; 2170 on a kind that is none', async () => {
	const where = bench();
	const { DetailType, Amount, ...rest } = line((await where.item('WRAP'))['Id'], 1, 3);
	assert.equal(faultCode(await where.post('invoice', { Line: [{ DetailType, Amount, ...rest }] })), '2020');
	assert.equal(faultCode(await where.post('invoice', sale([]))), '2020');
	assert.equal(faultCode(await where.post('invoice', sale([{ DetailType, ...rest }]))), '2020');
	assert.equal(faultCode(await where.post('invoice', sale([{ Amount, ...rest }]))), '2020');
	assert.equal(faultCode(await where.post('invoice', sale([{ Amount, DetailType: 'GiftLineDetail' }]))), '2170');
	assert.equal(faultCode(await where.post('refundreceipt', sale([{ DetailType, Amount, ...rest }]))), '2020');
});

test('2500 on references to nothing, 610 on what is inactive, 6430 on the wrong kind of account', async () => {
	const where = bench();
	const wrap = await where.item('WRAP');
	const lines = [line(wrap['Id'], 1, 3)];
	assert.equal(faultCode(await where.post('invoice', sale(lines, { CustomerRef: { value: '999' } }))), '2500');
	assert.equal(faultCode(await where.post('invoice', sale([line('999', 1, 3)]))), '2500');
	assert.equal(
		faultCode(await where.post('salesreceipt', sale(lines, { PaymentMethodRef: { value: '999' } }))),
		'2500',
	);
	assert.equal(
		faultCode(await where.post('refundreceipt', sale(lines, { DepositToAccountRef: { value: '999' } }))),
		'2500',
	);
	assert.equal(
		faultCode(await where.post('refundreceipt', sale(lines, { DepositToAccountRef: { value: '79' } }))),
		'6430',
	);
	await where.control('POST', 'item', { id: wrap['Id'], Active: false });
	assert.equal(faultCode(await where.post('invoice', sale(lines))), '610');
});

test('6270 on a sale before the item starts', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	assert.equal(
		faultCode(await where.post('invoice', sale([line(mug['Id'], 1, 12.5)], { TxnDate: '2025-01-01' }))),
		'6270',
	);
	await made(where, 'invoice', sale([line((await where.item('WRAP'))['Id'], 1, 3)], { TxnDate: '2025-01-01' }));
});

test('closed books: 6200 on new documents, 6210 on changes of old ones', async () => {
	const where = bench();
	const lines = [line((await where.item('WRAP'))['Id'], 1, 3)];
	const { Id } = await made(where, 'invoice', sale(lines, { TxnDate: '2026-10-31' }));
	await where.settings({ bookCloseDate: '2026-10-31' });
	assert.equal(faultCode(await where.post('invoice', sale(lines, { TxnDate: '2026-10-31' }))), '6200');
	assert.equal(faultCode(await where.post('invoice', { Id, SyncToken: '0', sparse: true, PrivateNote: 'x' })), '6210');
	assert.equal(faultCode(await where.post('invoice?operation=void', { Id, SyncToken: '0' })), '6210');
	assert.equal(faultCode(await where.post('invoice?operation=delete', { Id, SyncToken: '0' })), '6210');
	await made(where, 'invoice', sale(lines, { TxnDate: '2026-11-01' }));
});

test('shipping and discounts only where the preferences allow them, and one discount at most', async () => {
	const where = bench();
	const goods = line((await where.item('WRAP'))['Id'], 2, 3);
	const shipping = {
		DetailType: 'SalesItemLineDetail',
		Amount: 7.5,
		SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' } },
	};
	const discount = { DetailType: 'DiscountLineDetail', Amount: 1, DiscountLineDetail: { PercentBased: false } };
	const tenPercent = {
		DetailType: 'DiscountLineDetail',
		DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 },
	};
	assert.equal((await made(where, 'invoice', sale([goods, shipping, discount])))['TotalAmt'], 12.5);
	assert.equal((await made(where, 'invoice', sale([goods, shipping, tenPercent])))['TotalAmt'], 12.9);
	assert.equal(faultCode(await where.post('invoice', sale([goods, discount, tenPercent]))), '6000');
	assert.equal(faultCode(await where.post('invoice', sale([goods, { ...discount, Amount: 20 }]))), '6000');
	await where.settings({ allowShipping: false, allowDiscount: false });
	assert.equal(faultCode(await where.post('invoice', sale([goods, shipping]))), '6000');
	assert.equal(faultCode(await where.post('invoice', sale([goods, discount]))), '6000');
});

test('one currency unless there are several; then it is mandatory and the customer’s', async () => {
	const where = bench();
	const lines = [line((await where.item('WRAP'))['Id'], 1, 3)];
	assert.equal(faultCode(await where.post('invoice', sale(lines, { CurrencyRef: { value: 'EUR' } }))), '6000');
	await where.settings({ multiCurrency: true });
	assert.equal(faultCode(await where.post('invoice', sale(lines))), '2020');
	assert.equal(faultCode(await where.post('invoice', sale(lines, { CurrencyRef: { value: 'EUR' } }))), '6000');
	const { body } = await where.post('customer', { DisplayName: 'Otto', CurrencyRef: { value: 'EUR' } });
	await made(
		where,
		'invoice',
		sale(lines, { CustomerRef: { value: body['Customer'].Id }, CurrencyRef: { value: 'EUR' }, ExchangeRate: 1.08 }),
	);
});

test('stock goes below zero unless the company refuses', async () => {
	const where = bench();
	const rope = await where.item('ROPE-10M');
	await made(where, 'invoice', sale([line(rope['Id'], 10, 18)]));
	assert.equal(await onHand(where, 'ROPE-10M'), -1);
	await where.settings({ negativeStock: 'refused' });
	assert.equal(faultCode(await where.post('invoice', sale([line(rope['Id'], 1, 18)]))), '6000');
	assert.equal(await onHand(where, 'ROPE-10M'), -1);
});

test('a payment settles an invoice, a void takes it out again, and nothing settles more than is open', async () => {
	const where = bench();
	const lines = [line((await where.item('WRAP'))['Id'], 10, 3)];
	const invoice = await made(where, 'invoice', sale(lines));
	const pay = (amount: number, linked: number): Json => ({
		CustomerRef: { value: '1' },
		TotalAmt: amount,
		Line: [{ Amount: linked, LinkedTxn: [{ TxnId: invoice['Id'], TxnType: 'Invoice' }] }],
	});
	const open = async (): Promise<Json> => (await where.ask('GET', `invoice/${invoice['Id']}`)).body['Invoice'];
	const balance = async (): Promise<number> => (await open())['Balance'];
	assert.equal(faultCode(await where.post('payment', pay(10, 11))), '6000');
	assert.equal(faultCode(await where.post('payment', pay(50, 31))), '6000');
	const payment = await made(where, 'payment', pay(25, 20));
	assert.deepEqual([payment['UnappliedAmt'], await balance()], [5, 10]);
	assert.deepEqual(
		[(await open())['SyncToken'], (await open())['LinkedTxn']],
		['1', [{ TxnId: payment['Id'], TxnType: 'Payment' }]],
	);
	assert.equal((await where.rows("SELECT * FROM Customer WHERE Id = '1'"))[0]?.['Balance'], 10);
	assert.equal(faultCode(await where.post('invoice?operation=delete', { Id: invoice['Id'], SyncToken: '1' })), '6000');
	await made(where, 'payment?operation=update&include=void', { Id: payment['Id'], SyncToken: '0', sparse: true });
	assert.equal(await balance(), 30);
	const credit = await made(where, 'creditmemo', sale([line((await where.item('WRAP'))['Id'], 2, 3)]));
	const spent = {
		CustomerRef: { value: '1' },
		TotalAmt: 0,
		Line: [...pay(0, 6)['Line'], { Amount: 6, LinkedTxn: [{ TxnId: credit['Id'], TxnType: 'CreditMemo' }] }],
	};
	await made(where, 'payment', spent);
	assert.equal(await balance(), 24);
	assert.equal((await where.ask('GET', `creditmemo/${credit['Id']}`)).body['CreditMemo'].Balance, 0);
});

test('voiding a paid invoice leaves the money with the customer, unapplied', async () => {
	const where = bench();
	const invoice = await made(where, 'invoice', sale([line((await where.item('WRAP'))['Id'], 10, 3)]));
	const link = { TxnId: invoice['Id'], TxnType: 'Invoice' };
	const payment = await made(where, 'payment', {
		CustomerRef: { value: '1' },
		TotalAmt: 30,
		Line: [{ Amount: 30, LinkedTxn: [link] }],
	});
	const voided = await made(where, 'invoice?operation=void', { Id: invoice['Id'], SyncToken: '1' });
	assert.deepEqual([voided['Balance'], voided['LinkedTxn']], [0, []]);
	const { Payment } = (await where.ask('GET', `payment/${payment['Id']}`)).body;
	assert.deepEqual([Payment.UnappliedAmt, Payment.Line], [30, []]);
});

test('6540 on what lies in a bank deposit', async () => {
	const where = bench();
	const { Id } = await made(where, 'salesreceipt', sale([line((await where.item('WRAP'))['Id'], 1, 3)]));
	await where.control('POST', 'edit-document', { type: 'SalesReceipt', id: Id, deposited: true });
	assert.equal(
		faultCode(await where.post('salesreceipt?operation=update&include=void', { Id, SyncToken: '0', sparse: true })),
		'6540',
	);
});

test('a voided document takes a note, and never goods again', async () => {
	const where = bench();
	const { Id: item } = await where.item('WRAP');
	const { Id } = await made(where, 'invoice', sale([line(item, 1, 3)]));
	await made(where, 'invoice?operation=void', { Id, SyncToken: '0' });
	const noted = await made(where, 'invoice', { Id, SyncToken: '1', sparse: true, PrivateNote: 'Voided by us' });
	assert.deepEqual([noted['PrivateNote'], noted['TotalAmt']], ['Voided by us', 0]);
	assert.equal(
		faultCode(await where.post('invoice', { Id, SyncToken: '2', sparse: true, Line: [line(item, 1, 3)] })),
		'6000',
	);
});
