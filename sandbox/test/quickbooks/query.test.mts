import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, faultCode, line, sale, type Json } from './bench.mts';

test('answers a page with its position, its size and the clock in Pacific time', async () => {
	const { query } = bench();
	const { status, body, headers } = await query(
		"select * from item where Type = 'Inventory' orderby Id startposition 2 maxresults 3",
	);
	assert.equal(status, 200);
	assert.deepEqual(
		body['QueryResponse']['Item'].map((item: Json) => item['Id']),
		['2', '3', '4'],
	);
	assert.equal(body['QueryResponse']['startPosition'], 2);
	assert.equal(body['QueryResponse']['maxResults'], 3);
	assert.equal(body['time'], '2026-11-20T12:00:00.000-08:00');
	assert.match(String(headers['intuit_tid']), /^1-/);
});

test('gives 100 rows unless asked, 1,000 at most, and nothing at all as an empty QueryResponse', async () => {
	const { query, control } = bench();
	for (let n = 0; n < 101; n += 1) await control('POST', 'item', { Name: `Shell ${n}`, Sku: `SHELL-${n}` });
	assert.equal((await query("SELECT * FROM Item WHERE Sku LIKE 'shell%'")).body['QueryResponse']['Item'].length, 100);
	assert.equal(
		(await query("SELECT * FROM Item WHERE Sku LIKE 'shell%' MAXRESULTS 1000")).body['QueryResponse']['Item'].length,
		101,
	);
	assert.equal(faultCode(await query('SELECT * FROM Item MAXRESULTS 1001')), '4001');
	assert.deepEqual((await query("SELECT * FROM Item WHERE Sku = 'nowhere'")).body['QueryResponse'], {});
	assert.deepEqual((await query("SELECT COUNT(*) FROM Item WHERE Sku LIKE 'SHELL%'")).body['QueryResponse'], {
		totalCount: 101,
	});
});

test('takes a statement as posted text', async () => {
	const { ask, service } = bench();
	const authorization = `Bearer ${service.credentials().accessToken}`;
	for (const type of ['application/text', 'text/plain']) {
		const headers = { 'content-type': type, accept: 'application/json', authorization };
		const { body } = await ask('POST', 'query', "SELECT * FROM Item WHERE Sku = 'WRAP'", { headers });
		assert.equal(body['QueryResponse'].Item[0].Name, 'Gift wrapping');
	}
});

test('compares text without case, so the answer can hold another SKU than was asked for', async () => {
	const { rows } = bench();
	assert.deepEqual(
		(await rows("SELECT * FROM Item WHERE Sku = 'CAP-GREEN'")).map((item) => item['Sku']),
		['cap-green'],
	);
	assert.deepEqual(
		(await rows("SELECT * FROM Item WHERE sku IN ('mug-blue', 'Bowl-Oak') ORDER BY Name DESC")).map(
			(item) => item['Sku'],
		),
		['BOWL-OAK', 'MUG-BLUE'],
	);
});

test("undoes \\' and \\\\ in strings and refuses every other escape", async () => {
	const { rows, query } = bench();
	assert.equal((await rows(String.raw`SELECT * FROM Item WHERE Sku = 'O\'RING 3%'`)).length, 1);
	assert.equal((await rows(String.raw`SELECT * FROM Item WHERE Sku IN ('NUT,BOLT\\5')`)).length, 1);
	assert.equal(faultCode(await query(String.raw`SELECT * FROM Item WHERE Sku = 'NUT,BOLT\5'`)), '4000');
	assert.equal(faultCode(await query("SELECT * FROM Item WHERE Sku = 'O''RING 3%'")), '4000');
	assert.equal(faultCode(await query("SELECT * FROM Item WHERE Sku = 'O'RING 3%'")), '4000');
});

test('knows AND only', async () => {
	const { rows, query } = bench();
	assert.equal((await rows("SELECT * FROM Item WHERE Sku = 'WRAP' AND Type = 'Service' AND Active = true")).length, 1);
	for (const statement of [
		"SELECT * FROM Item WHERE Sku = 'WRAP' OR Sku = 'ROPE-10M'",
		"SELECT * FROM Item WHERE NOT Sku = 'WRAP'",
		"SELECT * FROM Item WHERE (Sku = 'WRAP')",
		'SELECT Id, Sku FROM Item',
		'SELECT * FROM Item WHERE',
		"SELECT * FROM Item WHERE Sku != 'WRAP'",
		'SELECT * FROM Item WHERE Sku IN ()',
		'SELECT * FROM Item GROUP BY Sku',
		'SELECT * FROM Item MAXRESULTS 10 STARTPOSITION 1',
		'SELECT * FROM Item MAXRESULTS 1.5',
		'DELETE FROM Item',
		"SELECT * FROM Item WHERE Sku = 'WRAP' extra",
	]) {
		assert.equal(faultCode(await query(statement)), '4000', statement);
	}
});

test('refuses fields that cannot be filtered, and values and operators that do not fit a field', async () => {
	const { query } = bench();
	for (const statement of [
		"SELECT * FROM Item WHERE QtyOnHand > '0'",
		"SELECT * FROM Item WHERE UnitPrice = '1'",
		"SELECT * FROM Item WHERE Colour = 'blue'",
		"SELECT * FROM Invoice WHERE PrivateNote LIKE '%WC%'",
		"SELECT * FROM Item WHERE Active = 'true'",
		'SELECT * FROM Item WHERE Sku = 5',
		"SELECT * FROM Item WHERE Id > '5'",
		"SELECT * FROM Item WHERE Id LIKE '5%'",
		'SELECT * FROM Item WHERE Active > false',
		"SELECT * FROM Item WHERE MetaData.LastUpdatedTime > 'yesterday'",
		"SELECT * FROM Invoice WHERE Balance > 'much'",
		'SELECT * FROM Item ORDERBY PurchaseCost',
		'SELECT * FROM Item STARTPOSITION 0',
		'SELECT * FROM Spaceship',
	]) {
		assert.equal(faultCode(await query(statement)), '4001', statement);
	}
});

test('sorts by fields that it does not filter by, and by Id as a number', async () => {
	const { rows } = bench();
	const quantities = (await rows("SELECT * FROM Item WHERE Type = 'Inventory' ORDERBY QtyOnHand DESC")).map(
		(item) => item['QtyOnHand'],
	);
	assert.deepEqual(
		quantities,
		quantities.toSorted((one, other) => other - one),
	);
	const ids = (await rows('SELECT * FROM Item ORDERBY Id')).map((item) => Number(item['Id']));
	assert.deepEqual(
		ids,
		ids.toSorted((one, other) => one - other),
	);
	assert.ok(ids.length > 10);
});

test('hides inactive entries unless the statement speaks of Active', async () => {
	const { rows, control, item } = bench();
	const rope = await item('ROPE-10M');
	await control('POST', 'item', { id: rope['Id'], Active: false });
	assert.deepEqual(await rows("SELECT * FROM Item WHERE Sku = 'ROPE-10M'"), []);
	const [hidden] = await rows("SELECT * FROM Item WHERE Sku = 'ROPE-10M' AND Active IN (true, false)");
	assert.equal(hidden?.['Name'], 'Rope, 10 m (deleted)');
	assert.equal((await rows('SELECT * FROM Item WHERE Active = false')).length, 1);
});

test('compares times as instants, in whole seconds, in any offset', async () => {
	const { rows, control, pass } = bench();
	pass(90.7);
	await control('POST', 'stock', { sku: 'MUG-BLUE', quantity: 4 });
	const [mug] = await rows("SELECT * FROM Item WHERE MetaData.LastUpdatedTime >= '2026-11-20T20:01:30Z'");
	assert.equal(mug?.['Sku'], 'MUG-BLUE');
	assert.equal(mug['MetaData'].LastUpdatedTime, '2026-11-20T12:01:30-08:00');
	assert.equal(
		(await rows("SELECT * FROM Item WHERE MetaData.LastUpdatedTime > '2026-11-20T12:01:30-08:00'")).length,
		0,
	);
	assert.equal(
		(await rows("SELECT * FROM Item WHERE MetaData.LastUpdatedTime >= '2026-11-20T12:01:30.500-08:00'")).length,
		0,
	);
});

test('an accountant counts a quantity, or changes it by so many units', async () => {
	const { rows, control } = bench();
	const onHand = async (): Promise<unknown> =>
		(await rows("SELECT * FROM Item WHERE Sku = 'MUG-BLUE'"))[0]?.['QtyOnHand'];
	await control('POST', 'stock', { sku: 'MUG-BLUE', quantity: 4 });
	await control('POST', 'stock', { sku: 'MUG-BLUE', by: -3 });
	assert.equal(await onHand(), 1);
	await control('POST', 'stock', { sku: 'MUG-BLUE', by: 0 });
	assert.equal(await onHand(), 1);
});

test('finds customers by name and by the address of their mail', async () => {
	const { rows } = bench();
	assert.equal((await rows(String.raw`SELECT * FROM Customer WHERE DisplayName = 'geeta\'s teahouse'`)).length, 1);
	assert.equal(
		(await rows("SELECT * FROM Customer WHERE PrimaryEmailAddr = 'Amy.Lauterbach@harbour.example'"))[0]?.['Id'],
		'1',
	);
	assert.equal((await rows("SELECT * FROM Customer WHERE PrimaryEmailAddr LIKE '%@harbour.example'")).length, 1);
});

test('finds documents by number, date, customer and amount', async () => {
	const { rows, post, item } = bench();
	const mug = await item('MUG-BLUE');
	await post('invoice', sale([line(mug['Id'], 2, 12.5)], { DocNumber: 'WC-1' }));
	await post('invoice', sale([line(mug['Id'], 1, 12.5)], { DocNumber: 'WC-2', TxnDate: '2026-11-01' }));
	const numbers = async (where: string): Promise<unknown> =>
		(await rows(`SELECT * FROM Invoice WHERE ${where} ORDERBY DocNumber`)).map((row) => row['DocNumber']);
	assert.deepEqual(await numbers("DocNumber IN ('wc-1', 'WC-3')"), ['WC-1']);
	assert.deepEqual(await numbers("TxnDate < '2026-11-20'"), ['WC-2']);
	assert.deepEqual(await numbers("CustomerRef = '1' AND TotalAmt > '20'"), ['WC-1']);
	assert.deepEqual(await numbers('Balance <= 12.5'), ['WC-2']);
	assert.deepEqual(await rows("SELECT * FROM SalesReceipt WHERE DocNumber = 'WC-1'"), []);
});

test('answers preferences, company and accounts by query and by address', async () => {
	const { query, ask, rows } = bench();
	const { body } = await query('SELECT * FROM Preferences');
	assert.deepEqual(body['QueryResponse'].Preferences[0], (await ask('GET', 'preferences')).body['Preferences']);
	assert.equal(body['QueryResponse'].Preferences[0].SalesFormsPrefs.CustomTxnNumbers, true);
	const { CompanyInfo } = (await ask('GET', 'companyinfo/9341450000000001')).body;
	assert.deepEqual([CompanyInfo.Country, CompanyInfo.DefaultTimeZone], ['US', 'America/Los_Angeles']);
	assert.equal((await rows("SELECT * FROM Account WHERE AccountSubType = 'UndepositedFunds'")).length, 1);
});

test('a page can come with one row more than asked for', async () => {
	const { rows, settings } = bench();
	await settings({ pagesHaveOneMore: true });
	assert.equal((await rows('SELECT * FROM Item ORDERBY Id MAXRESULTS 5')).length, 6);
});

test('marks the second page of a query in the journal', async () => {
	const { service, query } = bench();
	await query('SELECT * FROM Item STARTPOSITION 1 MAXRESULTS 5');
	await query('SELECT * FROM Item STARTPOSITION 6 MAXRESULTS 5');
	assert.deepEqual(
		service.journal.since(0).map(({ paths, kind }) => ({ paths, kind })),
		[
			{ paths: [], kind: 'read' },
			{ paths: ['query page 2'], kind: 'read' },
		],
	);
});
