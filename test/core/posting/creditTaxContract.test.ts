import { describe, expect, test } from '@jest/globals';
import type { Refund, RefundLine, SalesOrder } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import { charge, order, orderLine } from '../../support/orders';
import { postOne, untouchedDraft } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';

const LATER = '2026-11-20T11:00:00.000Z';

const refundOf = (total: number, line: Partial<RefundLine>): Refund => ({
	refundId: '9',
	refundedAt: LATER,
	total,
	reason: null,
	tender: [],
	lines: [{ lineId: '1', quantity: 0, net: 0, tax: 0, restocked: 0, ...line }],
});

interface Company {
	readonly country: string;
	readonly taxedCodeId: string | null;
	readonly untaxedCodeId: string | null;
	/** How QuickBooks rounds tax; per line where it is not said. */
	readonly taxRoundedPer?: 'document';
}

/** Posts a sale and then refunds of it; the credits as they stand in the books. */
async function creditsIn(company: Company, sale: Partial<SalesOrder>, refunds: readonly Refund[]) {
	const { country, taxedCodeId, untaxedCodeId, taxRoundedPer = 'line' } = company;
	const books = await openQuickBooks({ taxRoundedPer, taxRounding: 'halfUp' }, country);
	const item = async (name: string, account = {}) => await books.item(name, { Type: 'Service', ...account });
	const items = { roundingItemId: await item('Rounding'), refundItemId: await item('Refunds') };
	const storeCreditItemId = await item('Store credit', { IncomeAccountRef: { value: await liabilityIn(books) } });
	const draft = { ...untouchedDraft, ...items, taxedCodeId, untaxedCodeId, storeCreditItemId };
	await postOne(books.client, order(sale), { draft });
	const outcome = await postOne(books.client, order({ ...sale, modifiedAt: LATER, refunds }), { draft });
	const rows = (await books.control('/ledger')) as ReadonlyArray<{ readonly name: string; readonly balance: number }>;
	return {
		outcome,
		credits: (await books.standing()).filter(({ type }) => type === 'CreditMemo'),
		accounts: Object.fromEntries(rows.map(({ name, balance }) => [name, balance])),
	};
}

async function liabilityIn(books: Awaited<ReturnType<typeof openQuickBooks>>): Promise<string> {
	const query = encodeURIComponent("SELECT * FROM Account WHERE Name = 'Store Credit Outstanding'");
	const { QueryResponse } = await books.api(`query?query=${query}`);
	return (QueryResponse as { readonly Account: ReadonlyArray<{ readonly Id: string }> }).Account[0]?.Id ?? '';
}

async function creditIn(company: Company, sale: Partial<SalesOrder>, refund: Refund) {
	const { outcome, credits } = await creditsIn(company, sale, [refund]);
	return { outcome, credit: credits[0] };
}

const GB: Company = { country: 'GB', taxedCodeId: '2', untaxedCodeId: '5' };
const CA: Company = { country: 'CA', taxedCodeId: '7', untaxedCodeId: '2' };
const JP: Company = { country: 'JP', taxedCodeId: '2', untaxedCodeId: '4' };
const US: Company = { country: 'US', taxedCodeId: null, untaxedCodeId: null };

/** rules.md G6 */
describe('The tax of a credit', () => {
	test.each([
		['GB, prices with tax', GB, 'GBP', true],
		['GB, prices without tax', GB, 'GBP', false],
		['Canada', CA, 'CAD', false],
		['US', US, 'USD', false],
	] as const)('alone, %s: a base with it, less the same base without', async (_, company, currency, taxIncluded) => {
		const tax = { GBP: 200, CAD: 130, USD: 88 }[currency];
		const lines = [orderLine({ quantity: 1, net: 1000, tax, taxRates: ['Tax'] })];
		const { outcome, credit } = await creditIn(company, { currency, taxIncluded, lines }, refundOf(tax, { tax }));
		expect(outcome).toMatchObject({ outcome: 'credited', following: [{ total: tax, taxDifference: 0 }] });
		expect(credit).toMatchObject({ total: tax / 100, totalTax: tax / 100 });
		expect(credit?.lines.map(({ amount }) => amount)).toEqual([10, -10]);
	});

	test('of more than its line cost is worked out by the code', async () => {
		const lines = [orderLine({ quantity: 1, net: 1997, tax: 260, taxRates: ['Sales tax'] })];
		const { outcome, credit } = await creditIn(
			CA,
			{ currency: 'CAD', lines },
			refundOf(14_136, { net: 14_136, tax: null }),
		);
		// The sale is of 22.57 only.
		expect(outcome.reason).toContain('141.36 CAD went back');
		expect(credit).toBeUndefined();
		const more = [...lines, orderLine({ lineId: '2', quantity: 1, net: 20_000, tax: 2600, taxRates: ['Sales tax'] })];
		const whole = await creditIn(CA, { currency: 'CAD', lines: more }, refundOf(14_136, { net: 14_136, tax: null }));
		expect(whole.outcome).toMatchObject({ outcome: 'credited', following: [{ total: 14_136, taxDifference: 0 }] });
		expect(whole.credit).toMatchObject({ total: 141.36, totalTax: 16.26 });
	});

	test('of an amount that the shop gave back with less tax: the rest of it goes back without', async () => {
		const lines = [orderLine({ quantity: 1, net: 10_000, tax: 2000, taxRates: ['VAT'] })];
		const { outcome, credit } = await creditIn(GB, { currency: 'GBP', lines }, refundOf(5500, { net: 5000, tax: 500 }));
		expect(outcome).toMatchObject({ outcome: 'credited', following: [{ total: 5500, taxDifference: 0 }] });
		expect(credit).toMatchObject({ total: 55, totalTax: 5 });
	});

	describe('of a line that an edit took out of the order', () => {
		const taxed = orderLine({ quantity: 1, net: 5000, tax: 1000, taxRates: ['VAT'] });
		const untaxed = orderLine({ lineId: '2', quantity: 1, net: 9000, tax: 0, taxRates: [] });
		const gone = { lineId: '7', quantity: 1, net: 2000, tax: 400 };

		test.each([
			['GB, by the code of that percentage', GB, 'GBP', [untaxed], gone, 400],
			['GB, untaxed beside taxed lines', GB, 'GBP', [taxed, untaxed], { ...gone, tax: 0 }, 0],
			['US, as the shop says', US, 'USD', [untaxed], { ...gone, tax: 175 }, 175],
		] as const)('%s', async (_, company, currency, lines, line, tax) => {
			const total = line.net + line.tax;
			const { outcome, credit } = await creditIn(company, { currency, lines }, refundOf(total, line));
			expect(outcome).toMatchObject({ outcome: 'credited', following: [{ total, taxDifference: 0 }] });
			expect(credit).toMatchObject({ total: total / 100, totalTax: tax / 100 });
		});

		test('GB, where the document still has the line: by that', async () => {
			const { client, standing, item } = await openQuickBooks({}, 'GB');
			const refundItemId = await item('Refunds', { Type: 'Service' });
			const draft = { ...untouchedDraft, refundItemId, taxedCodeId: '2', untaxedCodeId: '5' };
			const before = { currency: 'GBP', lines: [untaxed, { ...taxed, lineId: '7', net: 4000, tax: 800 }] };
			await postOne(client, order(before), { draft });
			const refunds = [refundOf(2400, gone)];
			const edited = { currency: 'GBP', lines: [untaxed], state: 'cancelled', modifiedAt: LATER, refunds } as const;
			await postOne(client, order(edited), { draft });
			const credits = (await standing()).filter(({ type }) => type === 'CreditMemo');
			expect(credits[0]).toMatchObject({ total: 24, totalTax: 4, lines: [{ description: 'Blue mug', taxCode: '2' }] });
		});

		test.each([
			['with the tax of each part', 'spread', 400],
			['without tax', 'untaxed', 0],
		] as const)(
			'a mere amount is shared out over what the document has of it, %s',
			async (_, amountOnlyRefunds, tax) => {
				const { client, standing, item } = await openQuickBooks({}, 'GB');
				const refundItemId = await item('Refunds', { Type: 'Service' });
				const byRates = {
					taxRules: [{ rates: 'VAT', country: null, marketplace: false, codeId: '2' }],
					taxedCodeId: null,
				};
				const draft = { ...untouchedDraft, ...byRates, refundItemId, amountOnlyRefunds, untaxedCodeId: '5' };
				const before = { currency: 'GBP', lines: [taxed, { ...taxed, lineId: '7', net: 4000, tax: 800 }] };
				await postOne(client, order(before), { draft });
				const refunds = [{ ...refundOf(2400, gone), lines: [] }];
				const edited = { currency: 'GBP', lines: [taxed], state: 'cancelled', modifiedAt: LATER, refunds } as const;
				const outcome = await postOne(client, order(edited), { draft });
				expect(outcome).toMatchObject({ outcome: 'credited', reason: null });
				const credits = (await standing()).filter(({ type }) => type === 'CreditMemo');
				expect(credits[0]).toMatchObject({ total: 24, totalTax: tax / 100 });
			},
		);

		test.each([
			['that no chosen code has the percentage of', { ...gone, tax: 137 }],
			['that the channel does not say', { ...gone, tax: null }],
		])('%s: a person is asked', async (_, line) => {
			const refund = refundOf(line.net + (line.tax ?? 0), line);
			const { outcome, credit } = await creditIn(GB, { currency: 'GBP', lines: [taxed, untaxed] }, refund);
			expect(outcome).toMatchObject({
				outcome: 'needsAttention',
				reason: expect.stringContaining('names something that the order has no more'),
			});
			expect(credit).toBeUndefined();
		});
	});

	test('of yen whose line was too small to be taxed', async () => {
		const lines = [
			orderLine({ quantity: 1, net: 4, tax: 0, taxRates: ['JCT (10%)'] }),
			orderLine({ lineId: '2', quantity: 1, net: 5000, tax: 500, taxRates: ['JCT (10%)'] }),
		];
		const { outcome, credit } = await creditIn(JP, { currency: 'JPY', lines }, refundOf(900, { net: 900, tax: 0 }));
		expect(outcome).toMatchObject({ outcome: 'credited', following: [{ total: 900, taxDifference: 0 }] });
		expect(credit).toMatchObject({ total: 900, totalTax: 0 });
	});

	test('of shipping that the shop gave back with another tax leaves what was earned for shipping where it was', async () => {
		const lines = [orderLine({ quantity: 1, net: 1000, tax: 200, taxRates: ['VAT'] })];
		const shipping = [charge({ chargeId: 's1', net: 500, tax: 100, taxRates: ['VAT'] })];
		const refund = refundOf(250, { lineId: 's1', net: 200, tax: 50 });
		const { outcome, credits, accounts } = await creditsIn(GB, { currency: 'GBP', lines, shipping }, [refund]);
		expect(outcome).toMatchObject({ outcome: 'credited', following: [{ total: 250, taxDifference: 0 }] });
		expect(credits).toMatchObject([{ total: 2.5, totalTax: 0.5 }]);
		expect(accounts).toMatchObject({ 'Shipping Income': -3, 'Sales Tax Payable': -2.5 });
	});

	test('of all that was sold is the one of the sale, by which line QuickBooks rounds it', async () => {
		const lines = Array.from({ length: 12 }, (_, place) =>
			orderLine({ lineId: String(place + 1), quantity: 1, net: 1010, tax: 50, taxRates: ['GST'] }),
		);
		const company = { country: 'CA', taxedCodeId: '5', untaxedCodeId: '2', taxRoundedPer: 'document' } as const;
		const sold = { currency: 'CAD', taxIncluded: true, lines };
		const { outcome, accounts } = await creditsIn(company, sold, [{ ...refundOf(12_720, {}), lines: [] }]);
		expect(outcome).toMatchObject({ outcome: 'credited', following: [{ total: 12_720 }] });
		expect(accounts).toMatchObject({ 'Sales Tax Payable': 0, 'Sales of Product Income': 0 });
	});

	test('of what goes back as store credit is certain: no document falls below nothing', async () => {
		const line = (lineId: string, tax: number) => orderLine({ lineId, quantity: 1, net: 102, tax, taxRates: ['VAT'] });
		const sold = { currency: 'GBP', lines: [line('1', 20), line('2', 20), line('3', 21), line('4', 20)] };
		const refund: Refund = {
			...refundOf(367, {}),
			tender: [{ kind: 'storeCredit', amount: 367 }],
			lines: ['1', '2', '3'].map((lineId) => ({
				lineId,
				quantity: 1,
				net: 102,
				tax: lineId === '3' ? 21 : 20,
				restocked: 0,
			})),
		};
		const { outcome, credits, accounts } = await creditsIn(GB, sold, [refund]);
		expect(outcome).toMatchObject({ outcome: 'credited', following: [{ total: 0, taxDifference: 0 }] });
		expect(credits).toMatchObject([{ total: 0, totalTax: 0.61 }]);
		expect(accounts).toMatchObject({ 'Store Credit Outstanding': -3.67 });
	});

	test('of a bundle that was written as its parts leaves shipping alone', async () => {
		const taxRates = ['VAT'];
		const lines = [
			orderLine({ quantity: 1, net: 3826, tax: 765, taxRates, sku: toSku('NOT-AN-ITEM') }),
			orderLine({ lineId: '2', bundleLineId: '1', quantity: 3, net: 275, tax: 55, taxRates }),
		];
		const shipping = [charge({ chargeId: 's1', net: 1077, tax: 215, taxRates })];
		const refund = refundOf(4591, { quantity: 1, net: 3826, tax: 765 });
		const { outcome, accounts } = await creditsIn(GB, { currency: 'GBP', lines, shipping }, [refund]);
		expect(outcome).toMatchObject({ outcome: 'credited', following: [{ total: 4591 }] });
		expect(accounts).toMatchObject({ 'Shipping Income': -10.77, 'Sales of Product Income': -2.75 });
		const last = { ...refundOf(1622, { lineId: 's1', net: 1077, tax: 215 }), refundId: '10' };
		const whole = await creditsIn(GB, { currency: 'GBP', lines, shipping }, [refund, last]);
		expect(whole.accounts).toMatchObject({ 'Shipping Income': 0, 'Sales of Product Income': 0 });
	});

	test('of a second in which there were several refunds: the last, which takes what is left, has the highest id', async () => {
		const lines = [
			orderLine({ quantity: 2, net: 1280, tax: 256, taxRates: ['VAT'] }),
			orderLine({ lineId: '2', quantity: 1, net: 1242, tax: 0, taxRates: [] }),
		];
		const goods = { quantity: 1, net: 640, tax: 128 };
		const newestFirst = [
			{ ...refundOf(1001, { lineId: '2', net: 1242 }), refundId: '11' },
			{ ...refundOf(768, goods), refundId: '10' },
			{ ...refundOf(768, goods), refundId: '9' },
			{ ...refundOf(241, { tax: 241 }), refundId: '8' },
		];
		const { credits } = await creditsIn(GB, { currency: 'GBP', lines }, newestFirst);
		const taxes = credits.map(({ total, totalTax }) => [total, totalTax]);
		expect(taxes).toEqual([
			[2.41, 2.41],
			[7.68, 1.28],
			[7.68, 1.28],
			[10.01, -2.41],
		]);
	});

	test('is not bent to a code of another percentage', async () => {
		const lines = [orderLine({ quantity: 1, net: 10_000, tax: 500, taxRates: ['VAT'] })];
		const { outcome, credit } = await creditIn(GB, { currency: 'GBP', lines }, refundOf(500, { tax: 500 }));
		expect(outcome.reason).toContain('choose the right code');
		expect(credit).toBeUndefined();
	});
});
