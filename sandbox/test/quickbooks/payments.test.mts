import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, faultCode, line, sale, type Bench, type Json } from './bench.mts';

async function made(where: Bench, path: string, body: Json): Promise<Json> {
	const answer = await where.post(path, body);
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return Object.values(answer.body)[0] as Json;
}

/** A document over so many dollars, of gift wrapping. */
async function worth(where: Bench, path: string, dollars: number, more: Json = {}): Promise<Json> {
	return await made(where, path, sale([line((await where.item('WRAP'))['Id'], 1, dollars)], more));
}

const link = (type: 'Invoice' | 'CreditMemo', { Id }: Json, amount: number): Json => ({
	Amount: amount,
	LinkedTxn: [{ TxnId: Id, TxnType: type }],
});
const payment = (total: number, lines: readonly Json[], more: Json = {}): Json => ({
	CustomerRef: { value: '1' },
	TotalAmt: total,
	Line: lines,
	...more,
});

async function read(where: Bench, entity: 'Invoice' | 'CreditMemo' | 'Payment', { Id }: Json): Promise<Json> {
	return (await where.ask('GET', `${entity.toLowerCase()}/${Id}`)).body[entity];
}

test('a payment over nothing spends a credit on an invoice, in parts too', async () => {
	const where = bench();
	const [invoice, credit] = [await worth(where, 'invoice', 30), await worth(where, 'creditmemo', 20)];
	assert.deepEqual([credit['RemainingCredit'], credit['Balance']], [20, 20]);
	const spent = await made(where, 'payment', payment(0, [link('Invoice', invoice, 8), link('CreditMemo', credit, 8)]));
	assert.equal(spent['UnappliedAmt'], 0);
	assert.deepEqual(
		[(await read(where, 'Invoice', invoice))['Balance'], (await read(where, 'CreditMemo', credit))['RemainingCredit']],
		[22, 12],
	);
	assert.deepEqual((await read(where, 'CreditMemo', credit))['LinkedTxn'], [
		{ TxnId: spent['Id'], TxnType: 'Payment' },
	]);
	assert.equal(
		faultCode(await where.post('payment', payment(0, [link('Invoice', invoice, 13), link('CreditMemo', credit, 13)]))),
		'6000',
	);
	assert.equal(
		faultCode(await where.post('payment', payment(0, [link('Invoice', invoice, 9), link('CreditMemo', credit, 8)]))),
		'6000',
	);
});

test('refuses to settle one invoice twice over in one payment, and amounts that are missing or negative', async () => {
	const where = bench();
	const invoice = await worth(where, 'invoice', 30);
	assert.equal(
		faultCode(await where.post('payment', payment(60, [link('Invoice', invoice, 20), link('Invoice', invoice, 20)]))),
		'6000',
	);
	assert.equal(faultCode(await where.post('payment', payment(60, [link('Invoice', invoice, -5)]))), '6000');
	assert.equal(faultCode(await where.post('payment', payment(-5, []))), '6000');
	assert.equal(
		faultCode(await where.post('payment', payment(60, [{ LinkedTxn: link('Invoice', invoice, 1)['LinkedTxn'] }]))),
		'2020',
	);
	assert.equal(faultCode(await where.post('payment', payment(60, [link('Invoice', { Id: '999' }, 5)]))), '2500');
	assert.equal((await read(where, 'Invoice', invoice))['Balance'], 30);
});

test('what is paid can not be edited below what was paid, nor given to another customer', async () => {
	const where = bench();
	const invoice = await worth(where, 'invoice', 30);
	await made(where, 'payment', payment(25, [link('Invoice', invoice, 25)]));
	const cheaper = {
		Id: invoice['Id'],
		SyncToken: '1',
		sparse: true,
		Line: [line((await where.item('WRAP'))['Id'], 1, 24)],
	};
	assert.equal(faultCode(await where.post('invoice', cheaper)), '6000');
	assert.equal(
		faultCode(
			await where.post('invoice', { Id: invoice['Id'], SyncToken: '1', sparse: true, CustomerRef: { value: '2' } }),
		),
		'6000',
	);
	assert.equal(
		(await made(where, 'invoice', { ...cheaper, Line: [line((await where.item('WRAP'))['Id'], 1, 25)] }))['Balance'],
		0,
	);
});

test('payments are found by id and by customer', async () => {
	const where = bench();
	const [first, second] = [await made(where, 'payment', payment(1, [])), await made(where, 'payment', payment(2, []))];
	await made(where, 'payment', { ...payment(3, []), CustomerRef: { value: '2' } });
	assert.deepEqual(
		(await where.rows(`SELECT * FROM Payment WHERE Id IN ('${first['Id']}', '${second['Id']}')`)).map(
			(row) => row['TotalAmt'],
		),
		[1, 2],
	);
	assert.deepEqual(
		(await where.rows("SELECT * FROM Payment WHERE CustomerRef = '2'")).map((row) => row['TotalAmt']),
		[3],
	);
});

test('6540 on a payment that lies in a bank deposit, and on a void of what it paid', async () => {
	const where = bench();
	const invoice = await worth(where, 'invoice', 30);
	const { Id } = await made(where, 'payment', payment(30, [link('Invoice', invoice, 30)]));
	await where.control('POST', 'edit-payment', { id: Id, deposited: true });
	for (const path of ['payment?operation=update&include=void', 'payment?operation=delete'])
		assert.equal(faultCode(await where.post(path, { Id, SyncToken: '0', sparse: true })), '6540');
	assert.equal(faultCode(await where.post('payment', { Id, SyncToken: '0', sparse: true, PrivateNote: 'x' })), '6540');
	assert.equal(faultCode(await where.post('invoice?operation=void', { Id: invoice['Id'], SyncToken: '1' })), '6540');
	assert.equal((await where.control('GET', 'documents'))[0].voided, false);
	await where.control('POST', 'edit-payment', { id: Id, deposited: false });
	assert.equal(
		(await made(where, 'payment?operation=update&include=void', { Id, SyncToken: '0', sparse: true }))['TotalAmt'],
		0,
	);
});

test('a void settles nothing any more, once, and stays void', async () => {
	const where = bench();
	const invoice = await worth(where, 'invoice', 30);
	const { Id } = await made(where, 'payment', payment(30, [link('Invoice', invoice, 30)], { PrivateNote: 'cash' }));
	await made(where, 'payment?operation=update&include=void', { Id, SyncToken: '0', sparse: true });
	assert.equal((await read(where, 'Invoice', invoice))['Balance'], 30);
	const again = await made(where, 'payment?operation=update&include=void', { Id, SyncToken: '1', sparse: true });
	assert.deepEqual([again['SyncToken'], again['PrivateNote']], ['1', 'Voided - cash']);
	assert.equal(faultCode(await where.post('payment', { Id, SyncToken: '1', sparse: true, TotalAmt: 30 })), '6000');
});

test('an invoice has a void of its own, and a payment and a receipt a sparse update that includes it; each refuses the other form', async () => {
	const where = bench();
	const invoice = await worth(where, 'invoice', 30);
	const receipt = await worth(where, 'salesreceipt', 30);
	const { Id } = await made(where, 'payment', payment(30, [link('Invoice', invoice, 30)]));
	for (const [path, row] of [
		['payment?operation=void', Id],
		['salesreceipt?operation=void', receipt['Id']],
		['invoice?operation=update&include=void', invoice['Id']],
	])
		assert.equal(faultCode(await where.post(path, { Id: row, SyncToken: '0', sparse: true })), '500');
	for (const path of ['payment', 'salesreceipt'])
		assert.equal(faultCode(await where.post(`${path}?operation=update&include=void`, { Id, SyncToken: '0' })), '2020');
});

test('a full update has to bring what a new one needs', async () => {
	const where = bench();
	const invoice = await worth(where, 'invoice', 30);
	const { Id } = await made(where, 'payment', payment(30, [link('Invoice', invoice, 30)]));
	const customer = { CustomerRef: { value: '1' } };
	assert.equal(faultCode(await where.post('payment', { Id, SyncToken: '0', PrivateNote: 'x' })), '2020');
	assert.equal(faultCode(await where.post('payment', { Id, SyncToken: '0', ...customer })), '2020');
	const { Id: invoiceId, SyncToken } = await read(where, 'Invoice', invoice);
	assert.equal(faultCode(await where.post('invoice', { Id: invoiceId, SyncToken, PrivateNote: 'x' })), '2020');
	assert.equal(faultCode(await where.post('invoice', { Id: invoiceId, SyncToken, ...customer })), '2020');
});

test('voiding an invoice that a credit paid opens the credit again', async () => {
	const where = bench();
	const [invoice, other, credit] = [
		await worth(where, 'invoice', 30),
		await worth(where, 'invoice', 5),
		await worth(where, 'creditmemo', 35),
	];
	const { Id } = await made(
		where,
		'payment',
		payment(0, [link('Invoice', invoice, 30), link('Invoice', other, 5), link('CreditMemo', credit, 35)]),
	);
	await made(where, 'invoice?operation=void', { Id: invoice['Id'], SyncToken: '1' });
	assert.equal((await read(where, 'CreditMemo', credit))['RemainingCredit'], 30);
	const left = await read(where, 'Payment', { Id });
	assert.deepEqual([left['UnappliedAmt'], left['Line'].map((row: Json) => row['Amount'])], [0, [5, 5]]);
});

test('credits and refunds can be deleted, but not a credit that is spent', async () => {
	const where = bench();
	const [invoice, credit] = [await worth(where, 'invoice', 30), await worth(where, 'creditmemo', 20)];
	const { Id } = await made(
		where,
		'payment',
		payment(0, [link('Invoice', invoice, 20), link('CreditMemo', credit, 20)]),
	);
	assert.equal(
		faultCode(await where.post('creditmemo?operation=delete', { Id: credit['Id'], SyncToken: '1' })),
		'6000',
	);
	await made(where, 'payment?operation=delete', { Id, SyncToken: '0' });
	await made(where, 'creditmemo?operation=delete', { Id: credit['Id'], SyncToken: '2' });
	assert.equal((await read(where, 'Invoice', invoice))['Balance'], 30);
});

test('where credits apply themselves, one pays the oldest open invoices of its customer at once, whoever they belong to', async () => {
	const where = bench();
	await where.settings({ autoApplyCredit: true });
	const younger = await worth(where, 'invoice', 50, { TxnDate: '2026-11-10' });
	const older = await worth(where, 'invoice', 12, { TxnDate: '2026-11-01' });
	const stranger = await worth(where, 'invoice', 9, { TxnDate: '2026-10-01', CustomerRef: { value: '2' } });
	const credit = await worth(where, 'creditmemo', 20);
	assert.deepEqual([credit['Balance'], credit['RemainingCredit'], credit['LinkedTxn'].length], [0, 0, 1]);
	const balances = await Promise.all(
		[younger, older, stranger].map(async (invoice) => (await read(where, 'Invoice', invoice))['Balance']),
	);
	assert.deepEqual(balances, [42, 0, 9]);
	const [own] = await where.control('GET', 'payments');
	assert.deepEqual(
		[own.total, own.unapplied, own.txnDate, own.links.map((one: Json) => [one['type'], one['amount']])],
		[
			0,
			0,
			'2026-11-20',
			[
				['Invoice', 12],
				['Invoice', 8],
				['CreditMemo', 20],
			],
		],
	);
	assert.match(own.privateNote, /^Created by QB Online/);
});

test('a credit that found nothing to pay is spent on the next invoice', async () => {
	const where = bench();
	await where.settings({ autoApplyCredit: true });
	const credit = await worth(where, 'creditmemo', 20);
	assert.deepEqual([credit['Balance'], (await where.control('GET', 'payments')).length], [20, 0]);
	assert.equal((await worth(where, 'invoice', 50))['Balance'], 30);
	assert.equal((await read(where, 'CreditMemo', credit))['Balance'], 0);
});

test('where payments apply themselves, what one leaves over settles the oldest invoices; else it stays with the customer', async () => {
	const where = bench();
	const [first, second] = [await worth(where, 'invoice', 10), await worth(where, 'invoice', 10)];
	assert.equal((await made(where, 'payment', payment(4, [])))['UnappliedAmt'], 4);
	await where.settings({ autoApplyPayments: true });
	const spent = await made(where, 'payment', payment(15, [link('Invoice', second, 2)]));
	assert.deepEqual(
		[spent['UnappliedAmt'], spent['Line'].map((row: Json) => [row['LinkedTxn'][0].TxnId, row['Amount']])],
		[
			3,
			[
				[second['Id'], 2],
				[first['Id'], 10],
			],
		],
	);
});

test('refunds and credits are bound by closed books and by the start of their items', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	await where.settings({ bookCloseDate: '2026-10-31' });
	for (const [path, more] of [
		['creditmemo', {}],
		['refundreceipt', { DepositToAccountRef: { value: '35' } }],
	] as const) {
		const dated = (TxnDate: string): Json => sale([line(mug['Id'], 1, 12.5)], { ...more, TxnDate });
		assert.equal(faultCode(await where.post(path, dated('2026-10-31'))), '6200');
		await where.settings({ bookCloseDate: null });
		assert.equal(faultCode(await where.post(path, dated('2025-01-01'))), '6270');
		await where.settings({ bookCloseDate: '2026-10-31' });
	}
	const refund = sale([line(mug['Id'], 1, 12.5)]);
	for (const account of ['84', '41', '89'])
		assert.equal(
			faultCode(await where.post('refundreceipt', { ...refund, DepositToAccountRef: { value: account } })),
			'6430',
		);
	assert.equal((await where.item('MUG-BLUE'))['QtyOnHand'], 40);
});
