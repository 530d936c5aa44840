import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, line, sale } from './bench.mts';

test('customers are merged: their transactions and balances move, and the one is inactive', async () => {
	const { post, item, control, rows } = bench();
	const mug = (await item('MUG-BLUE'))['Id'];
	const [invoice, memo] = [
		(await post('invoice', sale([line(mug, 2, 10)]))).body['Invoice'],
		(await post('creditmemo', sale([line(mug, 1, 5)]))).body['CreditMemo'],
	];
	const left = await control('POST', 'merge-customers', { from: '1', into: '2' });
	assert.deepEqual([left['Id'], left['Balance']], ['2', 15]);
	const [moved] = await rows(`SELECT * FROM Invoice WHERE Id = '${invoice['Id']}'`);
	assert.deepEqual([moved?.['CustomerRef'].value, moved?.['SyncToken']], ['2', '1']);
	const [credit] = await rows(`SELECT * FROM CreditMemo WHERE Id = '${memo['Id']}'`);
	assert.equal(credit?.['CustomerRef'].value, '2');
	const [gone] = await rows("SELECT * FROM Customer WHERE Id = '1' AND Active = false");
	assert.match(gone?.['DisplayName'], / \(deleted\)$/);
	assert.equal(gone?.['Balance'], 0);
});

test('customers of two currencies are not merged, nor one with itself', async () => {
	const { service, post, settings } = bench();
	await settings({ multiCurrency: true });
	const euro = (await post('customer', { DisplayName: 'Bea', CurrencyRef: { value: 'EUR' } })).body['Customer'];
	for (const body of [
		{ from: euro['Id'], into: '2' },
		{ from: '2', into: '2' },
	]) {
		const { statusCode } = await service
			.app()
			.inject({ method: 'POST', url: '/control/merge-customers', payload: body });
		assert.equal(statusCode, 400);
	}
});
