import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bench, faultCode, line, sale, type Bench, type Json } from './bench.mts';

async function companyIn(country: string, more: Json = {}, seed = 0): Promise<Bench> {
	const where = bench(seed);
	await where.control('POST', 'company', { country, ...more });
	return where;
}

async function invoice(where: Bench, lines: readonly Json[], more: Json = {}): Promise<Json> {
	const { status, body } = await where.post('invoice', sale(lines, more));
	assert.equal(status, 200, JSON.stringify(body));
	return body['Invoice'];
}

/** A line of which only the gross amount is known: net as a careless client would send it. */
const gross = (item: string, amount: number, code: string, more: Json = {}): Json =>
	line(item, 1, amount, { TaxCodeRef: { value: code }, TaxInclusiveAmt: amount, ...more });
const net = (item: string, quantity: number, price: number, code: string): Json =>
	line(item, quantity, price, { TaxCodeRef: { value: code } });

const inclusive = { GlobalTaxCalculation: 'TaxInclusive' };

/** Net amounts, discount and tax have to make the total, whichever way the tax was rounded. */
function addsUp({ Line, TxnTaxDetail, TotalAmt }: Json): void {
	const sum = Line.filter((row: Json) => row['DetailType'] === 'SalesItemLineDetail').reduce(
		(total: number, row: Json) => total + Number(row['Amount']),
		TxnTaxDetail.TotalTax,
	);
	assert.equal(Number(sum.toFixed(2)), TotalAmt);
}

test('a company is founded in a country with its currency, its time zone and its tax codes', async () => {
	const expected: Readonly<Record<string, readonly [string, string, readonly string[]]>> = {
		US: ['USD', 'America/Los_Angeles', ['TAX 7.25', 'NON', 'California 7.25']],
		CA: ['CAD', 'America/Toronto', ['Exempt', 'Zero-rated 0', 'GST 5', 'GST/PST BC 5+7', 'HST ON 13']],
		GB: ['GBP', 'Europe/London', ['20.0% S 20', '5.0% R 5', '0.0% Z 0', 'Exempt']],
		DE: ['EUR', 'Europe/Berlin', ['19% USt 19', '7% USt 7', '0% USt 0', 'Exempt']],
		JP: ['JPY', 'Asia/Tokyo', ['10% Standard 10', '8% Reduced 8', 'Exempt']],
		AU: ['AUD', 'Australia/Sydney', ['20.0% S 20', '5.0% R 5', '0.0% Z 0', 'Exempt']],
	};
	for (const [country, [currency, zone, codes]] of Object.entries(expected)) {
		const where = await companyIn(country);
		const [prefs] = await where.rows('SELECT * FROM Preferences');
		const [info] = await where.rows('SELECT * FROM CompanyInfo');
		assert.deepEqual(
			[prefs?.['CurrencyPrefs'].HomeCurrency.value, info?.['Country'], info?.['DefaultTimeZone']],
			[currency, country, zone],
		);
		const rates = new Map((await where.rows('SELECT * FROM TaxRate')).map((rate) => [rate['Id'], rate['RateValue']]));
		const named = (await where.rows('SELECT * FROM TaxCode')).map((code) => {
			const percents = code['SalesTaxRateList'].TaxRateDetail.map((detail: Json) =>
				rates.get(detail['TaxRateRef'].value),
			);
			return [code['Name'], percents.join('+')].join(' ').trim();
		});
		assert.deepEqual(named, codes, country);
		for (const entity of ['Account', 'Customer']) {
			for (const row of await where.rows(`SELECT * FROM ${entity}`)) assert.equal(row['CurrencyRef'].value, currency);
		}
	}
});

test('founding empties the books and forgets request ids; a reset brings the first company back', async () => {
	const where = bench();
	const { Id } = await where.item('WRAP');
	const body = sale([line(Id, 1, 3)]);
	assert.equal((await where.post('invoice?requestid=once', body)).status, 200);
	await where.control('POST', 'company', { country: 'GB', multiCurrency: true });
	assert.deepEqual(await where.rows('SELECT * FROM Invoice'), []);
	assert.equal((await where.control('GET', 'settings')).multiCurrency, true);
	assert.equal(faultCode(await where.post('invoice?requestid=once', body)), '2020');
	await where.control('POST', 'reset', {});
	assert.equal((await where.control('GET', 'settings')).homeCurrency, 'USD');
	const refused = await where.service
		.app()
		.inject({ method: 'POST', url: '/control/company', payload: { country: 'ZZ' } });
	assert.equal(refused.statusCode, 400);
});

test('yen have no decimals: amounts, discounts and tax are whole, in each of the four ways', async () => {
	const taxes: Json = {};
	for (const seed of [0, 1, 2, 3]) {
		const where = await companyIn('JP', {}, seed);
		const { taxRoundedPer, taxRounding } = await where.control('GET', 'settings');
		const { Id } = await where.item('MUG-BLUE');
		// 10 % of 125 is 12.5 yen a line, 37.5 together.
		const made = await invoice(where, [net(Id, 1, 125, '2'), net(Id, 1, 125, '2'), net(Id, 1, 125, '2')]);
		addsUp(made);
		taxes[`${taxRoundedPer} ${taxRounding}`] = made['TxnTaxDetail'].TotalTax;
	}
	assert.deepEqual(taxes, { 'line halfUp': 39, 'line halfEven': 36, 'document halfUp': 38, 'document halfEven': 38 });
	const where = await companyIn('JP');
	const { Id, UnitPrice } = await where.item('MUG-BLUE');
	assert.equal(UnitPrice, 1250);
	const third = await invoice(where, [
		{ ...net(Id, 3, 33.5, '4'), Amount: 101 },
		{ DetailType: 'DiscountLineDetail', DiscountLineDetail: { PercentBased: true, DiscountPercent: 10 } },
	]);
	assert.deepEqual(
		third['Line'].map((row: Json) => row['Amount']),
		[101, 101, 10],
	);
	assert.equal(third['TotalAmt'], 91);
});

test('several rates in one TaxInclusive document are rounded each for itself, and net and tax make the total', async () => {
	const totals: Json = {};
	for (const seed of [0, 1, 2, 3]) {
		const where = await companyIn('DE', {}, seed);
		const { taxRoundedPer, taxRounding } = await where.control('GET', 'settings');
		const { Id } = await where.item('MUG-BLUE');
		const lines = [
			gross(Id, 9.99, '2'),
			gross(Id, 9.99, '2'),
			gross(Id, 4.99, '3'),
			gross(Id, 4.99, '3'),
			gross(Id, 3, '4'),
			gross(Id, 2, '5'),
		];
		const made = await invoice(where, lines, inclusive);
		assert.equal(made['TotalAmt'], 34.96);
		addsUp(made);
		totals[`${taxRoundedPer} ${taxRounding}`] = made['TxnTaxDetail'].TaxLine.map((row: Json) => row['Amount']);
	}
	assert.deepEqual(totals, {
		'line halfUp': [3.2, 0.66, 0],
		'line halfEven': [3.2, 0.66, 0],
		'document halfUp': [3.19, 0.65, 0],
		'document halfEven': [3.19, 0.65, 0],
	});
});

test('negative lines, zero lines and shipping have gross amounts too', async () => {
	const where = await companyIn('GB');
	const { Id } = await where.item('WRAP');
	const shipping = {
		DetailType: 'SalesItemLineDetail',
		Amount: 4.95,
		SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' }, TaxCodeRef: { value: '2' }, TaxInclusiveAmt: 4.95 },
	};
	const lines = [
		gross(Id, 12, '2'),
		gross(Id, -2.99, '2'),
		line(Id, 0, 0, { TaxCodeRef: { value: '2' }, TaxInclusiveAmt: 0 }),
		shipping,
	];
	const made = await invoice(where, lines, inclusive);
	assert.equal(made['TotalAmt'], 13.96);
	assert.deepEqual(
		made['Line'].slice(0, 4).map((row: Json) => [row['Amount'], row['SalesItemLineDetail'].TaxInclusiveAmt]),
		[
			[10, 12],
			[-2.49, -2.99],
			[0, 0],
			[4.12, 4.95],
		],
	);
	addsUp(made);
});

test('the price follows a net amount that QuickBooks calculated, so that an edit of the head alone passes', async () => {
	const where = await companyIn('GB');
	const { Id: item } = await where.item('MUG-BLUE');
	const made = await invoice(
		where,
		[line(item, 3, 8.33, { TaxCodeRef: { value: '2' }, TaxInclusiveAmt: 29.97 })],
		inclusive,
	);
	const [row] = made['Line'];
	assert.deepEqual([row.Amount, row.SalesItemLineDetail.UnitPrice], [24.97, 8.3233333]);
	const noted = (await where.post('invoice', { Id: made['Id'], SyncToken: '0', sparse: true, PrivateNote: 'x' })).body;
	assert.deepEqual([noted['Invoice']?.TotalAmt, noted['Invoice']?.Line], [29.97, made['Line']]);
});

test('a discount of a TaxInclusive document is gross as well', async () => {
	const where = await companyIn('GB');
	const { Id } = await where.item('WRAP');
	const discount = {
		DetailType: 'DiscountLineDetail',
		DiscountLineDetail: { PercentBased: true, DiscountPercent: 50 },
	};
	const made = await invoice(where, [gross(Id, 120, '2'), discount], inclusive);
	assert.deepEqual([made['TotalAmt'], made['TxnTaxDetail'].TotalTax], [60, 10]);
});

test('outside the US shipping needs a tax code like every line, and items an income and an expense account', async () => {
	const where = await companyIn('CA');
	const { Id, Taxable } = await where.item('WRAP');
	assert.equal(Taxable, undefined);
	const shipping = {
		DetailType: 'SalesItemLineDetail',
		Amount: 5,
		SalesItemLineDetail: { ItemRef: { value: 'SHIPPING_ITEM_ID' } },
	};
	assert.equal(faultCode(await where.post('invoice', sale([net(Id, 1, 3, '5'), shipping]))), '6000');
	assert.equal(
		faultCode(await where.post('item', { Name: 'Carving', Type: 'Service', IncomeAccountRef: { value: '79' } })),
		'2020',
	);
	assert.equal(
		faultCode(await where.post('item', { Name: 'File', Type: 'NonInventory', ExpenseAccountRef: { value: '80' } })),
		'2020',
	);
});
