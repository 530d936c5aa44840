import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, faultCode, line, sale, type Bench, type Json } from './bench.mts';

async function made(where: Bench, path: string, body: Json): Promise<Json> {
	const answer = await where.post(path, body);
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return Object.values(answer.body)[0] as Json;
}

const online = { ClassRef: { value: '1' } };
const warehouse = { DepartmentRef: { value: '2' } };

test('classes, locations, payment methods and accounts can be asked for, accounts by kind', async () => {
	const { rows } = bench();
	assert.deepEqual(
		(await rows("SELECT * FROM Class WHERE Active = true AND Name IN ('online', 'Wholesale')")).map(
			(row) => row['Name'],
		),
		['Online', 'Wholesale'],
	);
	assert.deepEqual(
		(await rows("SELECT * FROM Department WHERE Name = 'Warehouse'")).map((row) => row['Id']),
		['2'],
	);
	assert.deepEqual(
		(await rows("SELECT * FROM PaymentMethod WHERE Name = 'Visa' AND Active = true")).map((row) => row['Id']),
		['3'],
	);
	assert.deepEqual(
		(
			await rows("SELECT * FROM Account WHERE AccountType = 'Other Current Asset' AND AccountSubType = 'Inventory'")
		).map((row) => row['Name']),
		['Inventory Asset'],
	);
	assert.deepEqual(
		(await rows("SELECT * FROM Account WHERE Id IN ('35', '79') AND Active IN (true, false) ORDERBY Name")).map(
			(row) => row['Name'],
		),
		['Checking', 'Sales of Product Income'],
	);
});

test('a class or a location is refused while the company does not track it', async () => {
	const where = bench();
	const { Id } = await where.item('WRAP');
	for (const body of [
		sale([line(Id, 1, 3)], online),
		sale([line(Id, 1, 3)], warehouse),
		sale([line(Id, 1, 3, online)]),
	]) {
		assert.equal(faultCode(await where.post('invoice', body)), '6000');
	}
	await where.settings({ classTrackingPerTxn: true, trackDepartments: true });
	assert.equal(faultCode(await where.post('invoice', sale([line(Id, 1, 3, online)]))), '6000');
	const [prefs] = await where.rows('SELECT * FROM Preferences');
	const { ClassTrackingPerTxn, ClassTrackingPerTxnLine, TrackDepartments } = prefs?.['AccountingInfoPrefs'] ?? {};
	assert.deepEqual([ClassTrackingPerTxn, ClassTrackingPerTxnLine, TrackDepartments], [true, false, true]);
});

test('where it does, they are kept with their names and have to exist', async () => {
	const where = bench();
	const { Id } = await where.item('WRAP');
	await where.settings({ classTrackingPerTxn: true, classTrackingPerTxnLine: true, trackDepartments: true });
	const invoice = await made(
		where,
		'invoice',
		sale([line(Id, 1, 3, { ClassRef: { value: '2' } })], { ...online, ...warehouse }),
	);
	assert.deepEqual(
		[invoice['ClassRef'], invoice['DepartmentRef'], invoice['Line'][0].SalesItemLineDetail.ClassRef],
		[
			{ value: '1', name: 'Online' },
			{ value: '2', name: 'Warehouse' },
			{ value: '2', name: 'Wholesale' },
		],
	);
	assert.equal(faultCode(await where.post('invoice', sale([line(Id, 1, 3)], { ClassRef: { value: '9' } }))), '2500');
	const [summary] = await where.control('GET', 'documents');
	assert.deepEqual([summary.classId, summary.departmentId, summary.lines[0].classId], ['1', '2', '2']);
});

async function abroad(where: Bench, currency: string): Promise<Json> {
	await where.settings({ multiCurrency: true });
	const { Id } = await made(where, 'customer', {
		DisplayName: `Buyer in ${currency}`,
		CurrencyRef: { value: currency },
	});
	return { CustomerRef: { value: Id }, CurrencyRef: { value: currency } };
}

test('a document in another currency carries its rate and what it is at home', async () => {
	const where = bench();
	const euro = await abroad(where, 'EUR');
	const { Id } = await where.item('WRAP');
	const sent = await made(where, 'invoice', sale([line(Id, 3, 3.33)], { ...euro, ExchangeRate: 1.0837 }));
	assert.deepEqual(
		[sent['ExchangeRate'], sent['TotalAmt'], sent['HomeTotalAmt'], sent['HomeBalance']],
		[1.0837, 9.99, 10.83, 10.83],
	);
	const ofTheDay = await made(where, 'salesreceipt', sale([line(Id, 1, 10)], euro));
	assert.deepEqual([ofTheDay['ExchangeRate'], ofTheDay['HomeTotalAmt']], [1.1, 11]);
	const kept = await made(where, 'invoice', { Id: sent['Id'], SyncToken: '0', sparse: true, Line: [line(Id, 1, 100)] });
	assert.deepEqual([kept['ExchangeRate'], kept['HomeTotalAmt']], [1.0837, 108.37]);
	assert.equal(faultCode(await where.post('invoice', sale([line(Id, 1, 3)], { ...euro, ExchangeRate: 0 }))), '2090');
	const swiss = await abroad(where, 'CHF');
	assert.equal(faultCode(await where.post('invoice', sale([line(Id, 1, 3)], swiss))), '2020');
});

test('a document in yen has no decimals, also where the company has them at home', async () => {
	const where = bench();
	const yen = await abroad(where, 'JPY');
	const { Id } = await where.item('WRAP');
	const made_ = await made(
		where,
		'invoice',
		sale([line(Id, 1, 333, { TaxCodeRef: { value: 'TAX' } })], {
			...yen,
			ExchangeRate: 0.0065,
			TxnTaxDetail: { TotalTax: 24.4 },
		}),
	);
	assert.deepEqual([made_['TotalAmt'], made_['TxnTaxDetail'].TotalTax, made_['HomeTotalAmt']], [357, 24, 2.32]);
});

test('with one currency there is no rate, and the home currency is worth one', async () => {
	const where = bench();
	const { Id } = await where.item('WRAP');
	assert.equal((await made(where, 'invoice', sale([line(Id, 1, 3)], { ExchangeRate: 2 })))['ExchangeRate'], undefined);
	await where.settings({ multiCurrency: true });
	const own = await made(where, 'invoice', sale([line(Id, 1, 3)], { CurrencyRef: { value: 'USD' }, ExchangeRate: 2 }));
	assert.deepEqual([own['ExchangeRate'], own['HomeTotalAmt']], [1, 3]);
});
