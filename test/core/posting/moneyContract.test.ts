import { describe, expect, test } from '@jest/globals';
import type { OrderLine } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import { buyer, charge, order, orderLine } from '../../support/orders';
import { post, postOne, untouchedDraft, type PostingForm } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';

type Draft = Partial<PostingForm['draft']>;

const ROUNDINGS = [
	{ taxRoundedPer: 'line', taxRounding: 'halfUp' },
	{ taxRoundedPer: 'line', taxRounding: 'halfEven' },
	{ taxRoundedPer: 'document', taxRounding: 'halfUp' },
	{ taxRoundedPer: 'document', taxRounding: 'halfEven' },
];

/** A company abroad with the rounding item that its owner has made. */
async function companyIn(country: string, rounding: object) {
	const books = await openQuickBooks(rounding, country);
	const roundingItemId = await books.item('Rounding differences', { Type: 'Service' });
	return { books, roundingItemId };
}

function line(
	lineId: string,
	net: number,
	tax: number | null,
	taxRates: readonly string[],
	changes: Partial<OrderLine> = {},
): OrderLine {
	return orderLine({ lineId, quantity: 1, net, tax, taxRates, sku: toSku('MUG-BLUE'), ...changes });
}

const options = (draft: Draft): Partial<PostingForm> => ({ draft: { ...untouchedDraft, ...draft } });
const rule = (rates: string, codeId: string, changes: object = {}) => ({
	rates,
	codeId,
	country: null,
	marketplace: false,
	...changes,
});

/** rules.md G */
describe.each(ROUNDINGS)('Money, where QuickBooks rounds per $taxRoundedPer, $taxRounding', (rounding) => {
	test('Britain: a basket at 20 and 5 %, each line rounded by the shop, comes to the cent', async () => {
		const { books, roundingItemId } = await companyIn('GB', rounding);
		const rules = [rule('Standard (20%)', '2'), rule('Reduced (5%)', '3')];
		const lines = [
			line('1', 333, 67, ['Standard (20%)']),
			line('2', 333, 67, ['Standard (20%)']),
			line('3', 333, 67, ['Standard (20%)']),
			line('4', 1010, 51, ['Reduced (5%)']),
		];
		const sale = order({
			currency: 'GBP',
			lines,
			shipping: [charge({ net: 499, tax: 100, taxRates: ['Standard (20%)'] })],
		});
		const outcome = await postOne(books.client, sale, options({ taxRules: rules, untaxedCodeId: '5', roundingItemId }));
		expect(outcome).toMatchObject({ outcome: 'created', difference: 0 });
		expect((await books.standing()).map(({ total }) => total)).toEqual([28.6]);
	});

	test('a shop whose prices contain the tax needs no rounding line', async () => {
		const { books } = await companyIn('DE', rounding);
		const rules = [rule('MwSt (19%)', await codeOf(books, '19')), rule('MwSt (7%)', await codeOf(books, '7'))];
		const lines = [
			line('1', 840, 160, ['MwSt (19%)']),
			line('2', 841, 159, ['MwSt (19%)']),
			line('3', 935, 65, ['MwSt (7%)']),
		];
		const outcome = await postOne(
			books.client,
			order({ currency: 'EUR', taxIncluded: true, lines }),
			options({ taxRules: rules }),
		);
		expect(outcome).toMatchObject({ outcome: 'created', difference: 0, document: { total: 3000 } });
		expect((await books.standing())[0]?.lines).toHaveLength(3);
	});

	test('Canada: GST and PST on one line are one code for the pair', async () => {
		const { books, roundingItemId } = await companyIn('CA', rounding);
		const sale = order({ currency: 'CAD', lines: [line('1', 10_005, 1201, ['GST (5%)', 'PST (7%)'])] });
		const outcome = await postOne(
			books.client,
			sale,
			options({ taxRules: [rule('PST (7%) + GST (5%)', '6')], untaxedCodeId: '2', roundingItemId }),
		);
		expect(outcome).toMatchObject({ outcome: 'created', difference: 0, document: { total: 11_206 } });
	});

	test('Japan: whole yen', async () => {
		const { books, roundingItemId } = await companyIn('JP', rounding);
		const rules = [rule('JCT (10%)', await codeOf(books, '10')), rule('JCT (8%)', await codeOf(books, '8'))];
		const sale = order({
			currency: 'JPY',
			lines: [line('1', 105, 11, ['JCT (10%)']), line('2', 333, 27, ['JCT (8%)'])],
		});
		const outcome = await postOne(
			books.client,
			sale,
			options({ taxRules: rules, untaxedCodeId: await codeOf(books, 'exempt'), roundingItemId }),
		);
		expect(outcome).toMatchObject({ outcome: 'created', difference: 0, document: { total: 476 } });
	});

	test('an edited order, and one that comes again, keep the total', async () => {
		const { books, roundingItemId } = await companyIn('GB', rounding);
		const draft = options({ taxedCodeId: '2', untaxedCodeId: '5', roundingItemId });
		const lines = [1, 2, 3].map((id) => line(String(id), 333, 67, ['Standard (20%)']));
		const sale = order({ currency: 'GBP', lines });
		await postOne(books.client, sale, draft);
		expect((await postOne(books.client, sale, draft)).outcome).toBe('alreadyThere');
		const edited = order({
			currency: 'GBP',
			modifiedAt: '2026-11-20T11:00:00.000Z',
			lines: [...lines, line('4', 333, 67, ['Standard (20%)'])],
		});
		expect(await postOne(books.client, edited, draft)).toMatchObject({
			outcome: 'updated',
			difference: 0,
			document: { total: 1600 },
		});
		expect(await books.standing()).toHaveLength(1);
	});

	test('a refund comes to the cent as well', async () => {
		const { books, roundingItemId } = await companyIn('GB', rounding);
		const draft = options({ taxedCodeId: '2', untaxedCodeId: '5', roundingItemId });
		const lines = [1, 2, 3].map((id) => line(String(id), 333, 67, ['Standard (20%)']));
		await postOne(books.client, order({ currency: 'GBP', lines }), draft);
		const back = lines.map(({ lineId }) => ({ lineId, quantity: 1, net: 333, tax: 67, restocked: 1 }));
		const refunds = [
			{ refundId: '9', refundedAt: '2026-11-20T11:00:00.000Z', total: 1200, reason: null, tender: [], lines: back },
		];
		const outcome = await postOne(
			books.client,
			order({ currency: 'GBP', lines, refunds, modifiedAt: '2026-11-20T11:00:00.000Z' }),
			draft,
		);
		expect(outcome).toMatchObject({ outcome: 'credited', following: [{ total: 1200 }] });
		expect((await books.standing()).find(({ type }) => type === 'Invoice')?.balance).toBe(0);
	});
});

describe('G3: a coupon on a basket at two rates', () => {
	test("goes into the net of each line, each at its own rate, and the total is the buyer's", async () => {
		const { books, roundingItemId } = await companyIn('DE', {});
		const rules = [rule('MwSt (19%)', await codeOf(books, '19')), rule('MwSt (7%)', await codeOf(books, '7'))];
		// 100.00 at 19 % and 50.00 at 7 %, a coupon of 15.00 shared out by price.
		const lines = [
			line('1', 9000, 1710, ['MwSt (19%)'], { unitPrice: '100.00' }),
			line('2', 4500, 315, ['MwSt (7%)'], { unitPrice: '50.00' }),
		];
		const outcome = await postOne(
			books.client,
			order({ currency: 'EUR', lines, discounts: [{ name: 'SUMMER', amount: 1500 }] }),
			options({ taxRules: rules, untaxedCodeId: await codeOf(books, 'exempt'), roundingItemId }),
		);
		expect(outcome).toMatchObject({ outcome: 'created', difference: 0 });
		const [document] = await books.standing();
		expect(document).toMatchObject({ total: 155.25, totalTax: 20.25 });
		expect(document?.lines.map(({ amount }) => amount)).toEqual([90, 45]);
	});

	test.each(['DE', 'GB'])(
		'comes to the same as a line of a discount item for each rate, in %s, with prices with and without tax',
		async (country) => {
			const currency = country === 'DE' ? 'EUR' : 'GBP';
			for (const taxIncluded of [false, true]) {
				const { books, roundingItemId } = await companyIn(country, {});
				const discountItemId = await books.item('Discounts given', { Type: 'Service' });
				const [high, low] = country === 'DE' ? ['19', '7'] : ['20', '5'];
				const rules = [rule('High', await codeOf(books, high)), rule('Low', await codeOf(books, low))];
				const lines = [
					line('1', 9000, 90 * Number(high), ['High'], { discount: 1000 }),
					line('2', 4500, 45 * Number(low), ['Low'], { discount: 500 }),
				];
				const untaxedCodeId = await codeOf(books, 'exempt').catch(() => null);
				const outcome = await postOne(
					books.client,
					order({ currency, taxIncluded, lines, discounts: [{ name: 'SUMMER', amount: 1500 }] }),
					options({ taxRules: rules, untaxedCodeId, roundingItemId, discountItemId }),
				);
				expect(outcome).toMatchObject({ outcome: 'created', difference: 0 });
				const [document] = await books.standing();
				expect(document?.totalTax).toBe((90 * Number(high) + 45 * Number(low)) / 100);
				expect(document?.lines.map(({ amount }) => amount)).toEqual([100, 50, -10, -5]);
			}
		},
	);
});

describe('Tax codes', () => {
	test('a set of rates without a code is named, before anything is written', async () => {
		const { books } = await companyIn('CA', {});
		const sale = order({ currency: 'CAD', lines: [line('1', 10_000, 1200, ['GST (5%)', 'PST (7%)'])] });
		expect(await postOne(books.client, sale, options({ untaxedCodeId: '2' }))).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('"GST (5%) + PST (7%)"'),
		});
		expect(await books.standing()).toEqual([]);
	});

	test('a code of another percentage is refused before anything is written, also where a single code is meant for all', async () => {
		const { books } = await companyIn('GB', {});
		const sale = order({ currency: 'GBP', lines: [line('1', 10_000, 500, ['Reduced (5%)'])] });
		expect(await postOne(books.client, sale, options({ taxedCodeId: '2' }))).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('"20.0% S" would make it 20.00'),
		});
		expect(await books.standing()).toEqual([]);
	});

	test('the ship-to country decides where a rule names one', async () => {
		const { books } = await companyIn('GB', {});
		const rules = [rule('VAT (20%)', '2'), rule('VAT (20%)', '4', { country: 'IE' })];
		const sale = order({ currency: 'GBP', lines: [line('1', 10_000, 2000, ['VAT (20%)'])] });
		expect((await postOne(books.client, sale, options({ taxRules: rules }))).outcome).toBe('created');
		const abroad = order({
			...sale,
			orderId: '9',
			orderNumber: '9',
			customer: { ...buyer, shipping: { ...buyer.shipping!, country: 'IE' } },
		});
		expect((await postOne(books.client, abroad, options({ taxRules: rules }))).reason).toContain('"0.0% Z"');
	});

	test('a marketplace that names no tax in its prices: the tax is taken out by the percentage of the code', async () => {
		const { books } = await companyIn('GB', {});
		const sale = order({ channel: 'ebay', currency: 'GBP', taxIncluded: true, lines: [line('1', 1200, null, [])] });
		expect(await postOne(books.client, sale, options({ taxedCodeId: '2' }))).toMatchObject({
			outcome: 'created',
			difference: 0,
		});
		expect(await books.documents()).toMatchObject([{ total: 12, totalTax: 2 }]);
	});

	test('G2: sales tax without any address needs attention, since QuickBooks would take its own', async () => {
		const books = await openQuickBooks();
		const sale = order({
			customer: { ...buyer, shipping: null, billing: null },
			lines: [line('1', 1000, 73, ['CA (7.25%)'])],
		});
		expect(await postOne(books.client, sale)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('no address'),
		});
	});

	test('G5: a difference of tax that has no rounding item yet is reported, and put right once there is one', async () => {
		const { books, roundingItemId } = await companyIn('GB', { taxRoundedPer: 'document', taxRounding: 'halfUp' });
		const lines = [1, 2, 3, 4, 5].map((id) => line(String(id), 112, 23, ['Standard (20%)']));
		const sale = order({ currency: 'GBP', lines });
		expect(await postOne(books.client, sale, options({ taxedCodeId: '2', untaxedCodeId: '5' }))).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Rounding Item'),
			difference: -3,
		});
		expect(
			await postOne(books.client, sale, options({ taxedCodeId: '2', untaxedCodeId: '5', roundingItemId })),
		).toMatchObject({ outcome: 'updated', difference: 0 });
		expect(await books.standing()).toMatchObject([{ total: 6.75 }]);
	});
});

describe('A refund that keeps the tax', () => {
	test('is booked untaxed: the shop paid back an amount and none of its tax', async () => {
		const { books, roundingItemId } = await companyIn('GB', {});
		const refundItemId = await books.item('Refunds without return', { Type: 'Service' });
		const draft = options({ taxedCodeId: '2', untaxedCodeId: '5', roundingItemId, refundItemId });
		const sold = { currency: 'GBP', lines: [line('1', 10_000, 2000, ['Standard (20%)'])] };
		await postOne(books.client, order(sold), draft);
		const refunds = [
			{
				refundId: '9',
				refundedAt: '2026-11-20T11:00:00.000Z',
				total: 1000,
				reason: null,
				tender: [],
				lines: [{ lineId: '1', quantity: 0, net: 1000, tax: 0, restocked: 0 }],
			},
		];
		expect(
			await postOne(books.client, order({ ...sold, refunds, modifiedAt: '2026-11-20T11:00:00.000Z' }), draft),
		).toMatchObject({ outcome: 'credited', following: [{ total: 1000 }] });
	});
});

describe('G7: a sale from before an item was counted', () => {
	test('needs attention, or is booked on the start date and says so', async () => {
		const books = await openQuickBooks();
		const early = order({ placedAt: '2024-12-30T20:00:00.000Z' });
		expect(await postOne(books.client, early)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('counted in QuickBooks from 2025-01-02 on only'),
		});
		expect(await postOne(books.client, early, options({ beforeStart: 'onStartDate' }))).toMatchObject({
			outcome: 'created',
			reason: expect.stringContaining('Booked on 2025-01-02'),
		});
		expect((await books.standing())[0]).toMatchObject({ txnDate: '2025-01-02' });
	});
});

describe('Several currencies', () => {
	test('one customer for each, and the rate that the channel gives', async () => {
		const books = await openQuickBooks({ multiCurrency: true });
		const euros = order({ currency: 'EUR', exchangeRate: { currency: 'USD', rate: '1.09' } });
		const dollars = order({ orderId: '2', orderNumber: '2' });
		expect((await post(books.client, [euros, dollars])).map(({ outcome }) => outcome)).toEqual(['created', 'created']);
		const documents = (await books.control('/documents')) as Array<{
			currency: string;
			exchangeRate: number;
			customerId: string;
		}>;
		expect(documents.map(({ currency, exchangeRate }) => [currency, exchangeRate])).toEqual([
			['EUR', 1.09],
			['USD', 1],
		]);
		expect(new Set(documents.map(({ customerId }) => customerId)).size).toBe(2);
	});
});

async function codeOf(books: Awaited<ReturnType<typeof openQuickBooks>>, percent: string): Promise<string> {
	for await (const { rows } of books.client.pages('TaxCode', '')) {
		const found = rows.find(({ Name }) => String(Name).toLowerCase().includes(percent));
		if (found !== undefined) return String(found.Id);
	}
	throw new Error(`There is no tax code of ${percent}`);
}
