import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, line, sale, type Bench, type Json } from './bench.mts';

async function made(where: Bench, path: string, body: Json): Promise<Json> {
	const answer = await where.post(path, body);
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return Object.values(answer.body)[0] as Json;
}

/** The accounts that something happened to, by name; together they are nothing. */
async function balances(where: Bench): Promise<Json> {
	const rows: readonly Json[] = await where.control('GET', 'ledger');
	assert.ok(Math.abs(rows.reduce((sum, row) => sum + Number(row['balance']), 0)) < 0.001);
	return Object.fromEntries(rows.filter((row) => row['balance'] !== 0).map((row) => [row['name'], row['balance']]));
}

const taxed = (item: string, quantity: number, price: number, code = 'TAX'): Json =>
	line(item, quantity, price, { TaxCodeRef: { value: code } });
const shipping = {
	DetailType: 'SalesItemLineDetail',
	Amount: 5,
	SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' } },
};
const discount = (amount: number): Json => ({
	DetailType: 'DiscountLineDetail',
	Amount: amount,
	DiscountLineDetail: { PercentBased: false },
});

test('an invoice is owed, and credits income, shipping, discount and tax; every account is listed', async () => {
	const where = bench();
	const { Id } = await where.item('MUG-BLUE');
	const carved = await made(where, 'item', { Name: 'Carving', Type: 'Service', IncomeAccountRef: { value: '1' } });
	await made(
		where,
		'invoice',
		sale([taxed(Id, 2, 20), line(carved['Id'], 1, 7), shipping, discount(4)], { TxnTaxDetail: { TotalTax: 2.9 } }),
	);
	assert.deepEqual(await balances(where), {
		'Sales of Product Income': -40,
		Services: -7,
		'Accounts Receivable (A/R)': 50.9,
		'Sales Tax Payable': -2.9,
		'Discounts given': 4,
		'Shipping Income': -5,
	});
	const rows = await where.control('GET', 'ledger');
	assert.equal(rows.length, (await where.rows('SELECT * FROM Account')).length);
	const bank = rows.find((row: Json) => row['id'] === '35');
	assert.deepEqual(bank, { id: '35', name: 'Checking', type: 'Bank', subType: 'Checking', balance: 0, byCurrency: {} });
});

test('payments move what is owed to where the money lies; receipts go there at once, refunds come from there, voids leave nothing', async () => {
	const where = bench();
	const { Id } = await where.item('MUG-BLUE');
	const invoice = await made(where, 'invoice', sale([line(Id, 1, 30)]));
	const paid = {
		CustomerRef: { value: '1' },
		TotalAmt: 35,
		DepositToAccountRef: { value: '36' },
		Line: [{ Amount: 30, LinkedTxn: [{ TxnId: invoice['Id'], TxnType: 'Invoice' }] }],
	};
	await made(where, 'payment', paid);
	assert.deepEqual(await balances(where), {
		'Sales of Product Income': -30,
		'Marketplace Clearing': 35,
		'Accounts Receivable (A/R)': -5,
	});
	await made(where, 'salesreceipt', sale([line(Id, 1, 10)]));
	await made(where, 'refundreceipt', sale([line(Id, 1, 4)], { DepositToAccountRef: { value: '35' } }));
	const credit = await made(where, 'creditmemo', sale([line(Id, 1, 6)]));
	const lost = await made(where, 'invoice', sale([line(Id, 1, 500)]));
	await made(where, 'invoice?operation=void', { Id: lost['Id'], SyncToken: '0' });
	assert.deepEqual(await balances(where), {
		'Sales of Product Income': -30,
		'Undeposited Funds': 10,
		Checking: -4,
		'Marketplace Clearing': 35,
		'Accounts Receivable (A/R)': -11,
	});
	await made(where, 'creditmemo?operation=delete', { Id: credit['Id'], SyncToken: '0' });
	assert.equal((await balances(where))['Accounts Receivable (A/R)'], -5);
});

test('a deposit taken with an invoice is money, the rest is owed', async () => {
	const where = bench();
	const { Id } = await where.item('MUG-BLUE');
	await made(where, 'invoice', sale([line(Id, 1, 30)], { Deposit: 12, DepositToAccountRef: { value: '35' } }));
	assert.deepEqual(await balances(where), {
		'Sales of Product Income': -30,
		Checking: 12,
		'Accounts Receivable (A/R)': 18,
	});
});

test('gross documents balance in every way of rounding, with bundles and discounts', async () => {
	for (const seed of [0, 1, 2, 3]) {
		const where = bench(seed);
		await where.control('POST', 'company', { country: 'DE' });
		const { Id } = await where.item('MUG-BLUE');
		const gross = (amount: number, code: string): Json =>
			line(Id, 1, amount, { TaxCodeRef: { value: code }, TaxInclusiveAmt: amount });
		const lines = [gross(9.99, '2'), gross(9.99, '2'), gross(4.99, '3'), gross(4.99, '3')];
		const set = {
			DetailType: 'GroupLineDetail',
			Amount: 0,
			GroupLineDetail: {
				GroupItemRef: { value: (await where.item('SET-BREAKFAST'))['Id'] },
				Quantity: 1,
				Line: [gross(19.98, '2')],
			},
		};
		await made(where, 'invoice', sale(lines, { GlobalTaxCalculation: 'TaxInclusive' }));
		assert.equal((await balances(where))['Accounts Receivable (A/R)'], 29.96);
		await made(where, 'salesreceipt', sale([...lines, set, discount(3.33)], { GlobalTaxCalculation: 'TaxInclusive' }));
		assert.equal((await balances(where))['Undeposited Funds'], 46.61);
	}
});

test('what rates change between invoice and payment is a gain or a loss from exchange', async () => {
	const where = bench();
	await where.settings({ multiCurrency: true });
	const { Id: buyer } = await made(where, 'customer', { DisplayName: 'Otto', CurrencyRef: { value: 'EUR' } });
	const euro = { CustomerRef: { value: buyer }, CurrencyRef: { value: 'EUR' } };
	const { Id } = await where.item('MUG-BLUE');
	const invoice = await made(where, 'invoice', sale([line(Id, 1, 100)], { ...euro, ExchangeRate: 1.1 }));
	await made(where, 'payment', {
		...euro,
		ExchangeRate: 1.2,
		TotalAmt: 100,
		Line: [{ Amount: 100, LinkedTxn: [{ TxnId: invoice['Id'], TxnType: 'Invoice' }] }],
	});
	assert.deepEqual(await balances(where), {
		'Sales of Product Income': -110,
		'Undeposited Funds': 120,
		'Exchange Gain or Loss': -10,
	});
	const receivable = (await where.control('GET', 'ledger')).find((row: Json) => row['id'] === '84');
	assert.deepEqual([receivable.balance, receivable.byCurrency], [0, { EUR: 0 }]);
});

test('the summaries show what a judge of the books needs', async () => {
	const where = bench();
	const { Id } = await where.item('MUG-BLUE');
	const invoice = await made(
		where,
		'invoice',
		sale([taxed(Id, 1, 30)], {
			ShipAddr: { Line1: '1 Main St', CountrySubDivisionCode: 'NY' },
			BillEmail: { Address: 'a@b.example' },
			CustomerMemo: { value: 'thanks' },
			TxnTaxDetail: { TotalTax: 0 },
		}),
	);
	const credit = await made(where, 'creditmemo', sale([line(Id, 1, 6)]));
	const links = [
		['Invoice', invoice['Id']],
		['CreditMemo', credit['Id']],
	].map(([TxnType, TxnId]) => ({ Amount: 6, LinkedTxn: [{ TxnType, TxnId }] }));
	const { Id: payment } = await made(where, 'payment', { CustomerRef: { value: '1' }, TotalAmt: 0, Line: links });
	await made(
		where,
		'salesreceipt',
		sale([line(Id, 1, 3)], {
			PaymentMethodRef: { value: '3' },
			PaymentRefNum: 'ch_1',
			DepositToAccountRef: { value: '36' },
		}),
	);
	const [first, , receipt] = await where.control('GET', 'documents');
	assert.deepEqual(
		[first.shipState, first.billEmail, first.customerMemo, first.balance, first.homeTotal, first.exchangeRate],
		['NY', 'a@b.example', 'thanks', 24, 30, null],
	);
	assert.deepEqual(first.payments, [
		{
			id: payment,
			total: 0,
			links: [
				{ type: 'Invoice', id: invoice['Id'], amount: 6 },
				{ type: 'CreditMemo', id: credit['Id'], amount: 6 },
			],
		},
	]);
	assert.deepEqual(
		[receipt.paymentMethodId, receipt.paymentRefNum, receipt.depositAccountId, receipt.deposited],
		['3', 'ch_1', '36', false],
	);
	await where.control('POST', 'company', { country: 'GB' });
	await made(
		where,
		'invoice',
		sale([line(Id, 1, 10, { TaxCodeRef: { value: '2' }, TaxInclusiveAmt: 12 })], {
			GlobalTaxCalculation: 'TaxInclusive',
		}),
	);
	const [british] = await where.control('GET', 'documents');
	assert.deepEqual(
		[british.taxCalculation, british.lines[0].gross, british.lines[0].amount, british.lines[0].unitPrice],
		['TaxInclusive', 12, 10, 10],
	);
});
