import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, faultCode, line, sale, type Bench, type Json } from './bench.mts';

async function invoice(where: Bench, lines: readonly Json[], more: Json = {}): Promise<Json> {
	const { status, body } = await where.post('invoice', sale(lines, more));
	assert.equal(status, 200, JSON.stringify(body));
	return body['Invoice'];
}

const taxed = (item: string, quantity: number, price: number, code = 'TAX'): Json =>
	line(item, quantity, price, { TaxCodeRef: { value: code } });

test('US: the tax that is sent stands and is spread over the taxable lines', async () => {
	const where = bench();
	const { Id } = await where.item('MUG-BLUE');
	const sent = await invoice(where, [taxed(Id, 1, 20), taxed(Id, 1, 10, 'NON')], { TxnTaxDetail: { TotalTax: 1.83 } });
	assert.deepEqual([sent['TxnTaxDetail'].TotalTax, sent['TotalAmt']], [1.83, 31.83]);
	assert.equal(sent['TxnTaxDetail'].TaxLine[0].TaxLineDetail.NetAmountTaxable, 20);
	const untaxable = await invoice(where, [taxed(Id, 1, 10, 'NON')], { TxnTaxDetail: { TotalTax: 1.83 } });
	assert.equal(untaxable['TotalAmt'], 10);
});

test('US: without a tax of its own the ship-to state decides, and without an address the company’s', async () => {
	const where = bench();
	const { Id } = await where.item('MUG-BLUE');
	const shippedTo = (state: string): Json => ({ ShipAddr: { Line1: '1 Main St', CountrySubDivisionCode: state } });
	assert.equal((await invoice(where, [taxed(Id, 1, 100)], shippedTo('NY')))['TxnTaxDetail'].TotalTax, 8.88);
	assert.equal((await invoice(where, [taxed(Id, 1, 100)], shippedTo('OR')))['TxnTaxDetail'].TotalTax, 0);
	assert.equal((await invoice(where, [taxed(Id, 1, 100)]))['TotalAmt'], 107.25);
});

test('US: 6100 on every code but TAX and NON, and NON where none is sent', async () => {
	const where = bench();
	const { Id } = await where.item('MUG-BLUE');
	assert.equal(faultCode(await where.post('invoice', sale([taxed(Id, 1, 10, '5')]))), '6100');
	assert.equal((await invoice(where, [line(Id, 1, 10)]))['Line'][0].SalesItemLineDetail.TaxCodeRef.value, 'NON');
});

test('US: new lines without a tax are taxed anew, a header edit leaves the tax as it was sent', async () => {
	const where = bench();
	const { Id: item } = await where.item('MUG-BLUE');
	const { Id } = await invoice(where, [taxed(item, 1, 100)], { TxnTaxDetail: { TotalTax: 1 } });
	const noted = (await where.post('invoice', { Id, SyncToken: '0', sparse: true, PrivateNote: 'x' })).body['Invoice'];
	assert.equal(noted.TotalAmt, 101);
	const changed = (await where.post('invoice', { Id, SyncToken: '1', sparse: true, Line: [taxed(item, 2, 100)] })).body[
		'Invoice'
	];
	assert.equal(changed.TotalAmt, 214.5);
});

test('US: tax comes before the discount unless the document says after it', async () => {
	const where = bench();
	const { Id } = await where.item('MUG-BLUE');
	const lines = [
		taxed(Id, 1, 100),
		{ DetailType: 'DiscountLineDetail', Amount: 50, DiscountLineDetail: { PercentBased: false } },
	];
	assert.equal((await invoice(where, lines))['TotalAmt'], 57.25);
	assert.equal((await invoice(where, lines, { ApplyTaxAfterDiscount: true }))['TotalAmt'], 53.63);
});

test('US: GlobalTaxCalculation means nothing', async () => {
	const where = bench();
	const { Id } = await where.item('MUG-BLUE');
	const made = await invoice(where, [taxed(Id, 1, 100)], { GlobalTaxCalculation: 'NotApplicable' });
	assert.deepEqual([made['TotalAmt'], made['GlobalTaxCalculation']], [107.25, undefined]);
});

test('elsewhere every line needs one of the company’s codes', async () => {
	const where = bench();
	await where.settings({ country: 'CA' });
	const { Id } = await where.item('MUG-BLUE');
	assert.equal(faultCode(await where.post('invoice', sale([line(Id, 1, 10)]))), '6000');
	assert.equal(faultCode(await where.post('invoice', sale([taxed(Id, 1, 10, 'TAX')]))), '2500');
	assert.equal((await invoice(where, [line(Id, 1, 10)], { GlobalTaxCalculation: 'NotApplicable' }))['TotalAmt'], 10);
	const codes = await where.rows('SELECT * FROM TaxCode');
	assert.ok(codes.some((code) => code['Name'] === 'GST/PST BC'));
});

test('elsewhere one code can stand for two rates', async () => {
	const where = bench();
	await where.settings({ country: 'CA' });
	const { Id } = await where.item('MUG-BLUE');
	const { TxnTaxDetail, TotalAmt } = await invoice(where, [taxed(Id, 1, 100, '6'), taxed(Id, 1, 10, '2')]);
	assert.deepEqual([TotalAmt, TxnTaxDetail.TotalTax], [122, 12]);
	assert.deepEqual(
		TxnTaxDetail.TaxLine.map((row: Json) => [row['TaxLineDetail'].TaxPercent, row['Amount']]),
		[
			[5, 5],
			[7, 7],
		],
	);
});

test('TaxInclusive: the gross amounts make the total, the net ones follow', async () => {
	const where = bench();
	await where.settings({ country: 'GB' });
	const { Id } = await where.item('MUG-BLUE');
	const gross = { ...line(Id, 1, 8.33, { TaxCodeRef: { value: '2' }, TaxInclusiveAmt: 9.99 }) };
	const { Line, TotalAmt, TxnTaxDetail } = await invoice(where, [gross], { GlobalTaxCalculation: 'TaxInclusive' });
	assert.deepEqual(
		[TotalAmt, TxnTaxDetail.TotalTax, Line[0].Amount, Line[0].SalesItemLineDetail.TaxInclusiveAmt],
		[9.99, 1.67, 8.32, 9.99],
	);
	const net = await invoice(where, [taxed(Id, 1, 8.33, '2')], { GlobalTaxCalculation: 'TaxInclusive' });
	assert.deepEqual([net['TotalAmt'], net['Line'][0].SalesItemLineDetail.TaxInclusiveAmt], [10, 10]);
});

test('rounds in four ways, by setting and by seed', async () => {
	const totals: Json = {};
	for (const seed of [0, 1, 2, 3]) {
		const where = bench(seed);
		await where.settings({ stateTaxPercent: { CA: 5 } });
		const { taxRoundedPer, taxRounding } = await where.control('GET', 'settings');
		const { Id } = await where.item('MUG-BLUE');
		// 0.025 of tax on each line: 2.5 cents; 7.5 cents together.
		const { TxnTaxDetail } = await invoice(where, [taxed(Id, 1, 0.5), taxed(Id, 1, 0.5), taxed(Id, 1, 0.5)]);
		totals[`${taxRoundedPer} ${taxRounding}`] = TxnTaxDetail.TotalTax;
	}
	assert.deepEqual(totals, {
		'line halfUp': 0.09,
		'line halfEven': 0.06,
		'document halfUp': 0.08,
		'document halfEven': 0.08,
	});
});
