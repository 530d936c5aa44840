import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, faultCode, line, sale, type Bench, type Json } from './bench.mts';

const group = (bundle: string, quantity: number, components?: readonly Json[]): Json => ({
	DetailType: 'GroupLineDetail',
	Amount: 0,
	GroupLineDetail: {
		GroupItemRef: { value: bundle },
		Quantity: quantity,
		...(components === undefined ? {} : { Line: components }),
	},
});

async function made(where: Bench, path: string, body: Json): Promise<Json> {
	const answer = await where.post(path, body);
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return Object.values(answer.body)[0] as Json;
}

async function levels(where: Bench): Promise<readonly number[]> {
	return [(await where.item('MUG-BLUE'))['QtyOnHand'], (await where.item('BOWL-OAK'))['QtyOnHand']];
}

test('a bundle can be read with its components, and neither made nor changed through the API', async () => {
	const where = bench();
	const [bundle] = await where.rows("SELECT * FROM Item WHERE Type = 'Group'");
	const parts = bundle?.['ItemGroupDetail'].ItemGroupLine;
	assert.deepEqual(
		parts.map((part: Json) => [part['Qty'], part['ItemRef'].name, part['ItemRef'].type]),
		[
			[2, 'Blue mug', 'Inventory'],
			[1, 'Oak bowl', 'Inventory'],
			[1, 'Gift wrapping', 'Service'],
		],
	);
	assert.equal(parts[0].ItemRef.value, (await where.item('MUG-BLUE'))['Id']);
	assert.equal(faultCode(await where.post('item', { Name: 'Set', Type: 'Group' })), '6000');
	assert.equal(
		faultCode(await where.post('item', { Id: bundle?.['Id'], SyncToken: '0', sparse: true, Sku: 'X' })),
		'6000',
	);
});

test('a sold bundle moves its components, at their own prices where the line names none', async () => {
	const where = bench();
	const { Id } = await where.item('SET-BREAKFAST');
	const invoice = await made(where, 'invoice', sale([group(Id, 3)], { TxnTaxDetail: { TotalTax: 1.5 } }));
	assert.deepEqual(await levels(where), [34, 12]);
	const [row] = invoice['Line'];
	assert.deepEqual(
		row.GroupLineDetail.Line.map((part: Json) => [part['Id'], part['SalesItemLineDetail'].Qty, part['Amount']]),
		[
			['2', 6, 75],
			['3', 3, 102],
			['4', 3, 9],
		],
	);
	assert.deepEqual([row.Id, row.Amount, invoice['TotalAmt'], invoice['TxnTaxDetail'].TotalTax], ['1', 186, 187.5, 1.5]);
	await made(where, 'invoice?operation=void', { Id: invoice['Id'], SyncToken: '0' });
	assert.deepEqual(await levels(where), [40, 15]);
});

test('a bundle takes the lines that are sent with it, and nothing that is no part of it', async () => {
	const where = bench();
	const [set, mug, bowl, rope] = [
		await where.item('SET-BREAKFAST'),
		await where.item('MUG-BLUE'),
		await where.item('BOWL-OAK'),
		await where.item('ROPE-10M'),
	];
	const receipt = await made(
		where,
		'salesreceipt',
		sale([group(set['Id'], 1, [line(mug['Id'], 2, 10), line(bowl['Id'], 1, 30)])]),
	);
	assert.equal(receipt['TotalAmt'], 50);
	assert.deepEqual(await levels(where), [38, 14]);
	const [row] = receipt['Line'];
	const fewer = await made(where, 'salesreceipt', {
		Id: receipt['Id'],
		SyncToken: '0',
		sparse: true,
		Line: [{ ...row, GroupLineDetail: { ...row.GroupLineDetail, Line: [row.GroupLineDetail.Line[1]] } }],
	});
	assert.deepEqual([fewer['TotalAmt'], fewer['Line'][0].GroupLineDetail.Line[0].Id], [30, '3']);
	assert.deepEqual(await levels(where), [40, 14]);
	assert.equal(faultCode(await where.post('invoice', sale([group(set['Id'], 1, [line(rope['Id'], 1, 18)])]))), '6000');
	assert.equal(
		faultCode(await where.post('invoice', sale([group(set['Id'], 1, [{ ...line(mug['Id'], 2, 10), Amount: 19 }])]))),
		'6070',
	);
});

test('refuses a bundle on a line for items, an item on a line for bundles, and no quantity', async () => {
	const where = bench();
	const [set, mug] = [await where.item('SET-BREAKFAST'), await where.item('MUG-BLUE')];
	const single = await where.post('invoice', sale([line(set['Id'], 1, 62)]));
	assert.equal(faultCode(single), '6000');
	assert.match(single.body['Fault'].Error[0].Detail, /bundle/);
	assert.equal(faultCode(await where.post('invoice', sale([group(mug['Id'], 1)]))), '2500');
	const uncounted = await where.post(
		'invoice',
		sale([{ ...group(set['Id'], 1), GroupLineDetail: { GroupItemRef: { value: set['Id'] } } }]),
	);
	assert.equal(faultCode(uncounted), '2020');
	assert.equal(uncounted.body['Fault'].Error[0].element, 'Quantity');
});

test('a bundle is bound by the dates and tax codes of its components', async () => {
	const where = bench();
	const { Id } = await where.item('SET-BREAKFAST');
	assert.equal(faultCode(await where.post('invoice', sale([group(Id, 1)], { TxnDate: '2025-01-01' }))), '6270');
	await where.control('POST', 'company', { country: 'GB' });
	assert.equal(faultCode(await where.post('invoice', sale([group(Id, 1)]))), '6000');
});

test('a person can make a bundle, and the summaries show what went with it', async () => {
	const where = bench();
	const mug = await where.item('MUG-BLUE');
	await where.control('POST', 'item', {
		Type: 'Group',
		Name: 'Mug pair',
		Sku: 'PAIR',
		components: [{ itemId: mug['Id'], quantity: 2 }],
	});
	const { Id } = await where.item('PAIR');
	await made(where, 'invoice', sale([group(Id, 2)]));
	const [summary] = await where.control('GET', 'documents');
	const [row] = summary.lines;
	assert.deepEqual(
		[row.sku, row.kind, row.quantity, row.components[0].sku, row.components[0].quantity],
		['PAIR', 'GroupLineDetail', 2, 'MUG-BLUE', 4],
	);
});
