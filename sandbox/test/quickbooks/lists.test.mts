import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, faultCode, line, sale } from './bench.mts';

const accounts = { IncomeAccountRef: { value: '79' }, ExpenseAccountRef: { value: '80' } };
const shell = {
	Name: 'Shell',
	Type: 'Inventory',
	TrackQtyOnHand: true,
	QtyOnHand: 3,
	InvStartDate: '2026-01-01',
	AssetAccountRef: { value: '81' },
	...accounts,
};

test('creates items of every kind', async () => {
	const { post } = bench();
	const inventory = (await post('item', { ...shell, Sku: 'SHELL' })).body['Item'];
	assert.deepEqual(
		[
			inventory.QtyOnHand,
			inventory.Active,
			inventory.SyncToken,
			inventory.FullyQualifiedName,
			inventory.AssetAccountRef.name,
		],
		[3, true, '0', 'Shell', 'Inventory Asset'],
	);
	const file = (await post('item', { Name: 'File', Type: 'NonInventory', ...accounts })).body['Item'];
	assert.equal(file.QtyOnHand, undefined);
	assert.equal(
		(await post('item', { Name: 'Carving', Type: 'Service', IncomeAccountRef: { value: '79' } })).status,
		200,
	);
	const category = (await post('item', { Name: 'Sea', Type: 'Category' })).body['Item'];
	const nested = (await post('item', { ...shell, Name: 'Conch', SubItem: true, ParentRef: { value: category.Id } }))
		.body['Item'];
	assert.deepEqual([nested.FullyQualifiedName, nested.Level], ['Sea:Conch', 1]);
});

test('2020 on every field that a kind of item needs', async () => {
	const { post } = bench();
	for (const field of [
		'Name',
		'Type',
		'TrackQtyOnHand',
		'QtyOnHand',
		'InvStartDate',
		'IncomeAccountRef',
		'ExpenseAccountRef',
		'AssetAccountRef',
	]) {
		const answer = await post('item', { ...shell, [field]: undefined });
		assert.equal(faultCode(answer), '2020', field);
		assert.equal(answer.body['Fault'].Error[0].element, field);
	}
	assert.equal(
		faultCode(await post('item', { Name: 'File', Type: 'NonInventory', IncomeAccountRef: { value: '79' } })),
		'2020',
	);
	assert.equal(faultCode(await post('item', { Name: 'Carving', Type: 'Service' })), '2020');
});

test('6240 on a name that another item has, in any case; a SKU may come twice', async () => {
	const { post, rows } = bench();
	assert.equal(faultCode(await post('item', { ...shell, Name: 'blue MUG' })), '6240');
	assert.equal((await post('item', { ...shell, Sku: 'MUG-BLUE' })).status, 200);
	assert.equal((await rows("SELECT * FROM Item WHERE Sku = 'MUG-BLUE'")).length, 2);
});

test('refuses names with forbidden characters, too long ones, unknown fields and kinds, bundles, wrong accounts', async () => {
	const { post } = bench();
	for (const Name of ['a:b', 'a\tb', 'a\nb', 'a"b'])
		assert.equal(faultCode(await post('item', { ...shell, Name })), '2040', Name);
	assert.equal(faultCode(await post('item', { ...shell, Name: 'x'.repeat(101) })), '2050');
	assert.equal(faultCode(await post('item', { ...shell, Sku: 'x'.repeat(101) })), '2050');
	assert.equal(faultCode(await post('item', { ...shell, Colour: 'blue' })), '2010');
	assert.equal(faultCode(await post('item', { ...shell, Type: 'Gadget' })), '2170');
	assert.equal(faultCode(await post('item', { ...shell, QtyOnHand: 'many' })), '2090');
	assert.equal(faultCode(await post('item', { Name: 'Set', Type: 'Group' })), '6000');
	assert.equal(faultCode(await post('item', { ...shell, AssetAccountRef: { value: '35' } })), '6430');
	assert.equal(faultCode(await post('item', { ...shell, IncomeAccountRef: { value: '999' } })), '2500');
	assert.equal(faultCode(await post('item', { ...shell, ParentRef: { value: '1' }, SubItem: true })), '6000');
});

test('makes no stock items where the plan tracks no quantities', async () => {
	const { post, settings } = bench();
	await settings({ quantityOnHand: false });
	assert.equal(faultCode(await post('item', shell)), '6000');
});

test('a sparse update changes what it names and counts the token up; a stale token is 5010', async () => {
	const { post, item, pass } = bench();
	const mug = await item('MUG-BLUE');
	pass(60);
	const renamed = (await post('item', { Id: mug['Id'], SyncToken: '0', sparse: true, Sku: 'MUG-NAVY' })).body['Item'];
	assert.deepEqual(
		[renamed.Sku, renamed.Name, renamed.SyncToken, renamed.QtyOnHand],
		['MUG-NAVY', 'Blue mug', '1', 40],
	);
	assert.equal(renamed.MetaData.LastUpdatedTime, '2026-11-20T12:01:00-08:00');
	assert.equal(faultCode(await post('item', { Id: mug['Id'], SyncToken: '0', sparse: true, Sku: 'X' })), '5010');
});

test('an update that changes nothing leaves token and time alone', async () => {
	const { post, item, pass } = bench();
	const mug = await item('MUG-BLUE');
	pass(60);
	const { Item } = (await post('item', { Id: mug['Id'], SyncToken: '0', sparse: true, Name: 'Blue mug' })).body;
	assert.deepEqual([Item.SyncToken, Item.MetaData], ['0', mug['MetaData']]);
});

test('quantity and kind of a stock item cannot be written by an update', async () => {
	const { post, item } = bench();
	const { Id } = await item('MUG-BLUE');
	const change = { Id, SyncToken: '0', sparse: true };
	assert.equal(faultCode(await post('item', { ...change, QtyOnHand: 5 })), '-10600');
	assert.equal(faultCode(await post('item', { ...change, Type: 'Service' })), '6000');
	assert.equal(faultCode(await post('item', { ...change, TrackQtyOnHand: false })), '6000');
});

test('making an entry inactive gives its name free', async () => {
	const { post, item } = bench();
	const { Id } = await item('MUG-BLUE');
	const { Item } = (await post('item', { Id, SyncToken: '0', sparse: true, Active: false })).body;
	assert.deepEqual([Item.Name, Item.Active], ['Blue mug (deleted)', false]);
	assert.equal((await post('item', { ...shell, Name: 'Blue mug' })).status, 200);
});

test('a customer needs a name or parts of one', async () => {
	const { post } = bench();
	assert.equal(faultCode(await post('customer', { CompanyName: 'Nameless Ltd' })), '2020');
	const { Customer } = (
		await post('customer', { GivenName: 'Ida', FamilyName: 'Berg', PrimaryEmailAddr: { Address: 'ida@berg.example' } })
	).body;
	assert.deepEqual(
		[Customer.DisplayName, Customer.Balance, Customer.CurrencyRef.value, Customer.Active],
		['Ida Berg', 0, 'USD', true],
	);
});

test('6240 on a name that a customer, vendor or employee has', async () => {
	const { post } = bench();
	assert.equal(faultCode(await post('customer', { DisplayName: 'amy lauterbach' })), '6240');
	assert.equal(faultCode(await post('customer', { DisplayName: 'Oak and Clay Supplies' })), '6240');
	assert.equal(faultCode(await post('customer', { GivenName: 'NORA', FamilyName: 'Quist' })), '6240');
	assert.equal((await post('customer', { DisplayName: 'Oak and Clay Supplies (WooCommerce 7)' })).status, 200);
});

test('refuses customers with bad characters, lengths, addresses of mail, unknown fields or another currency', async () => {
	const { post } = bench();
	assert.equal(faultCode(await post('customer', { DisplayName: 'a:b' })), '2040');
	assert.equal(faultCode(await post('customer', { DisplayName: 'x'.repeat(501) })), '2050');
	assert.equal(faultCode(await post('customer', { DisplayName: 'X', GivenName: 'x'.repeat(101) })), '2050');
	assert.equal(faultCode(await post('customer', { DisplayName: 'X', Title: 'x'.repeat(17) })), '2050');
	assert.equal(
		faultCode(await post('customer', { DisplayName: 'X', PrimaryPhone: { FreeFormNumber: '1'.repeat(31) } })),
		'2050',
	);
	assert.equal(
		faultCode(await post('customer', { DisplayName: 'X', PrimaryEmailAddr: { Address: 'nobody' } })),
		'2210',
	);
	assert.equal(faultCode(await post('customer', { DisplayName: 'X', Email: 'a@b.c' })), '2010');
	assert.equal(faultCode(await post('customer', { DisplayName: 'X', CurrencyRef: { value: 'EUR' } })), '6000');
});

test('the currency of a customer is fixed', async () => {
	const { post, settings } = bench();
	await settings({ multiCurrency: true });
	const { Customer } = (await post('customer', { DisplayName: 'Otto', CurrencyRef: { value: 'EUR' } })).body;
	assert.equal(
		faultCode(await post('customer', { Id: Customer.Id, SyncToken: '0', sparse: true, CurrencyRef: { value: 'USD' } })),
		'6000',
	);
	const renamed = (await post('customer', { Id: Customer.Id, SyncToken: '0', sparse: true, DisplayName: 'Otto B' }))
		.body['Customer'];
	assert.deepEqual([renamed.DisplayName, renamed.CurrencyRef.value, renamed.SyncToken], ['Otto B', 'EUR', '1']);
});

test('accounts and tax codes cannot be written', async () => {
	const { post } = bench();
	assert.equal(faultCode(await post('account', { Name: 'Mine' })), '500');
	assert.equal(faultCode(await post('taxcode', { Name: 'Mine' })), '500');
	assert.equal(faultCode(await post('spaceship', { Name: 'Mine' })), '500');
});

test('is seeded with the catalogue and what is odd about it', async () => {
	const { rows, control } = bench();
	assert.equal((await rows("SELECT * FROM Item WHERE Sku = 'KEY-RING'")).length, 2);
	assert.equal((await rows("SELECT * FROM Item WHERE Name = 'Mystery sticker'"))[0]?.['Sku'], undefined);
	assert.equal((await rows("SELECT * FROM Item WHERE Sku = 'SOAP-NEW'")).length, 0);
	const mug = (await control('GET', 'stock')).find((row: { sku: string }) => row.sku === 'MUG-BLUE');
	assert.deepEqual([mug.type, mug.quantity], ['Inventory', 40]);
});

test('6430 on every account of a stock item that is of the wrong kind', async () => {
	const { post } = bench();
	for (const [field, account] of [
		['IncomeAccountRef', '1'],
		['IncomeAccountRef', '35'],
		['ExpenseAccountRef', '20'],
		['AssetAccountRef', '4'],
	] as const) {
		const answer = await post('item', { ...shell, [field]: { value: account } });
		assert.equal(faultCode(answer), '6430', `${field} ${account}`);
		assert.equal(answer.body['Fault'].Error[0].element, field);
	}
	assert.equal(
		(await post('item', { Name: 'Carving', Type: 'Service', IncomeAccountRef: { value: '1' } })).status,
		200,
	);
});

test('an item without an income account is bought only: no document can sell it', async () => {
	const { post } = bench();
	const { Id } = (await post('item', { Name: 'String', Type: 'NonInventory', ExpenseAccountRef: { value: '20' } }))
		.body['Item'];
	assert.equal(faultCode(await post('invoice', sale([line(Id, 1, 3)]))), '6000');
});
