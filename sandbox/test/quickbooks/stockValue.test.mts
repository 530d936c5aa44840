import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, line, sale, type Bench, type Json } from './bench.mts';

async function made(where: Bench, path: string, body: Json): Promise<Json> {
	const answer = await where.post(path, body);
	assert.equal(answer.status, 200, JSON.stringify(answer.body));
	return Object.values(answer.body)[0] as Json;
}

/** An item of its own, of which so many came in at these costs. */
async function stocked(
	where: Bench,
	...lots: readonly (readonly [quantity: number, unitCost: number])[]
): Promise<string> {
	const { Id } = await where.control('POST', 'item', { Name: 'Kettle', Sku: 'KETTLE', PurchaseCost: 5 });
	for (const [by, unitCost] of lots) await where.control('POST', 'stock', { itemId: Id, by, unitCost });
	return Id;
}

/** The accounts that goods are worth something in, by name, and that every transaction balances. */
async function values(where: Bench): Promise<Json> {
	for (const { entries, ...about } of await where.control('GET', 'ledger/transactions')) {
		const home = entries.reduce((sum: number, entry: Json) => sum + Math.round(Number(entry['home']) * 100), 0);
		assert.equal(home, 0, JSON.stringify(about));
	}
	const rows: readonly Json[] = await where.control('GET', 'ledger');
	const about = ['Cost of Goods Sold', 'Inventory Asset', 'Inventory Shrinkage', 'Opening Balance Equity'];
	return Object.fromEntries(
		rows
			.filter(({ name, balance }) => about.includes(String(name)) && balance !== 0)
			.map(({ name, balance }) => [name, balance]),
	);
}

test('the goods of a fresh company cost nothing, unless it is founded with a cost', async () => {
	const where = bench();
	assert.deepEqual(await values(where), {});
	await where.control('POST', 'company', { country: 'US', costPercent: 40 });
	const stock: readonly Json[] = await where.control('GET', 'stock');
	const mug = stock.find(({ sku }) => sku === 'MUG-BLUE');
	assert.equal(mug?.['purchaseCost'], 5);
	const worth = stock.reduce(
		(sum, { purchaseCost, quantity }) => sum + Math.round(Number(purchaseCost) * 100) * Number(quantity ?? 0),
		0,
	);
	assert.deepEqual(await values(where), {
		'Inventory Asset': worth / 100,
		'Opening Balance Equity': -worth / 100,
	});
});

test('what was bought first is sold first, and costs what it cost', async () => {
	const where = bench();
	const id = await stocked(where, [2, 3], [5, 4]);
	await made(where, 'invoice', sale([line(id, 3, 10)]));
	assert.deepEqual(await values(where), {
		'Cost of Goods Sold': 10,
		'Inventory Asset': 16,
		'Inventory Shrinkage': -26,
	});
	await made(where, 'salesreceipt', sale([line(id, 4, 10)]));
	assert.deepEqual(await values(where), { 'Cost of Goods Sold': 26, 'Inventory Shrinkage': -26 });
});

test('a transaction shows what it did to every account', async () => {
	const where = bench();
	const id = await stocked(where, [2, 3]);
	const { Id } = await made(where, 'invoice', sale([line(id, 1, 10)], { DocNumber: 'A-1', TxnDate: '2026-11-20' }));
	const rows: readonly Json[] = await where.control('GET', 'ledger/transactions');
	assert.deepEqual(rows.at(-1), {
		type: 'Invoice',
		id: Id,
		docNumber: 'A-1',
		txnDate: '2026-11-20',
		currency: 'USD',
		entries: [
			{
				accountId: '84',
				account: 'Accounts Receivable (A/R)',
				accountType: 'Accounts Receivable',
				amount: 10,
				home: 10,
			},
			{ accountId: '79', account: 'Sales of Product Income', accountType: 'Income', amount: -10, home: -10 },
			{ accountId: '80', account: 'Cost of Goods Sold', accountType: 'Cost of Goods Sold', amount: 0, home: 3 },
			{ accountId: '81', account: 'Inventory Asset', accountType: 'Other Current Asset', amount: 0, home: -3 },
		],
	});
});

test('goods come back at what the last ones cost that left, and a wholly reversed sale leaves nothing', async () => {
	const where = bench();
	const id = await stocked(where, [1, 3], [5, 4]);
	const before = await values(where);
	await made(where, 'salesreceipt', sale([line(id, 3, 10)]));
	await made(where, 'refundreceipt', sale([line(id, 1, 10)], { DepositToAccountRef: { value: '4' } }));
	await made(where, 'creditmemo', sale([line(id, 2, 10)]));
	assert.deepEqual(await values(where), before);
});

test('void, deletion and an edit take what goods cost back', async () => {
	const where = bench();
	const id = await stocked(where, [3, 3]);
	const before = await values(where);
	const lost = await made(where, 'invoice', sale([line(id, 2, 10)]));
	await made(where, 'invoice?operation=void', { Id: lost['Id'], SyncToken: '0' });
	assert.deepEqual(await values(where), before);
	const gone = await made(where, 'invoice', sale([line(id, 2, 10)]));
	await made(where, 'invoice?operation=delete', { Id: gone['Id'], SyncToken: '0' });
	assert.deepEqual(await values(where), before);
	const edited = await made(where, 'invoice', sale([line(id, 2, 10)]));
	await made(where, 'invoice', { ...sale([line(id, 1, 10)]), Id: edited['Id'], SyncToken: '0', sparse: true });
	assert.equal((await values(where))['Cost of Goods Sold'], 3);
});

test('a sale of an earlier day takes the older goods, also when it is written later', async () => {
	const where = bench();
	const id = await stocked(where, [1, 3], [1, 4]);
	const costIn = async (documentId: string): Promise<number> => {
		const rows: readonly Json[] = await where.control('GET', 'ledger/transactions');
		const entries: readonly Json[] = rows.find((row) => row['id'] === documentId && row['type'] === 'Invoice')?.[
			'entries'
		];
		return Number(entries.find(({ account }) => account === 'Cost of Goods Sold')?.['home']);
	};
	const late = await made(where, 'invoice', sale([line(id, 1, 10)], { TxnDate: '2026-11-23' }));
	assert.equal(await costIn(late['Id']), 3);
	const early = await made(where, 'invoice', sale([line(id, 1, 10)], { TxnDate: '2026-11-22' }));
	assert.deepEqual([await costIn(early['Id']), await costIn(late['Id'])], [3, 4]);
});

test('what is sold below zero costs what the item says, until it comes in and says better', async () => {
	const where = bench();
	const id = await stocked(where, [1, 3]);
	await made(where, 'invoice', sale([line(id, 3, 10)]));
	assert.deepEqual(await values(where), {
		'Cost of Goods Sold': 13,
		'Inventory Asset': -10,
		'Inventory Shrinkage': -3,
	});
	where.pass(86_400);
	await where.control('POST', 'stock', { itemId: id, by: 5, unitCost: 6 });
	assert.deepEqual(await values(where), {
		'Cost of Goods Sold': 15,
		'Inventory Asset': 18,
		'Inventory Shrinkage': -33,
	});
});

test('an item that is made with a quantity opens with its value, and a count by hand goes to the shrinkage', async () => {
	const where = bench();
	const { Id } = await where.control('POST', 'item', {
		Name: 'Kettle',
		Sku: 'KETTLE',
		QtyOnHand: 4,
		PurchaseCost: 2.5,
	});
	assert.deepEqual(await values(where), { 'Inventory Asset': 10, 'Opening Balance Equity': -10 });
	await where.control('POST', 'stock', { itemId: Id, by: -1 });
	assert.deepEqual(await values(where), {
		'Inventory Asset': 7.5,
		'Inventory Shrinkage': 2.5,
		'Opening Balance Equity': -10,
	});
	await where.control('POST', 'item', { id: Id, QtyOnHand: 5 });
	assert.deepEqual(await values(where), {
		'Inventory Asset': 12.5,
		'Inventory Shrinkage': 2.5,
		'Opening Balance Equity': -15,
	});
});

const ACTS = ['invoice', 'salesreceipt', 'creditmemo', 'count', 'void'] as const;

test('whatever happens, debit is credit, and a shelf that is empty is worth nothing', async () => {
	for (let run = 1; run <= 40; run++) {
		const draw = draws(run);
		const where = bench();
		const id = await stocked(where, [3, 3.33]);
		for (let act = draw(1, 8); act > 0; act--) {
			const [what, units, price] = [ACTS[draw(0, ACTS.length - 1)] ?? 'void', draw(1, 7), draw(1, 999) / 100];
			const body = sale([line(id, units, price)], { TxnDate: `2026-11-${draw(10, 28)}` });
			if (what === 'count') await where.control('POST', 'stock', { itemId: id, by: units, unitCost: price });
			else if (what === 'void') await voidFirst(where);
			else await made(where, what, body);
			await values(where);
		}
		const left = (await where.control('GET', 'stock')).find((row: Json) => row['sku'] === 'KETTLE').quantity;
		if (left < 0) continue;
		await made(where, 'invoice', sale([line(id, left, 1)], { TxnDate: '2026-11-30' }));
		assert.equal((await values(where))['Inventory Asset'] ?? 0, 0, `run ${run}`);
	}
});

/** Whole numbers, both ends included; the same for the same seed (Lehmer). */
function draws(seed: number): (from: number, to: number) => number {
	let state = seed;
	return (from, to) => {
		state = (state * 48_271) % 2_147_483_647;
		return from + (state % (to - from + 1));
	};
}

async function voidFirst(where: Bench): Promise<void> {
	const documents: readonly Json[] = await where.control('GET', 'documents');
	const first = documents.find(({ type, voided }) => type === 'Invoice' && voided === false);
	if (first !== undefined)
		await where.control('POST', 'edit-document', { type: 'Invoice', id: first['id'], voided: true });
}
