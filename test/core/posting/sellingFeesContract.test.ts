import { describe, expect, test } from '@jest/globals';
import { runPosting } from '../../../core/posting/runPosting';
import type { SalesOrder, SellingFee } from '../../../core/model/salesOrder';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../../core/reading/readUnknown';
import { order, orderLine } from '../../support/orders';
import { moneyInto, untouchedDraft, untouchedForm, type PostingForm, toPost } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const CLEARING = '36';
const FEES = '96';

const booking: Partial<PostingForm> = {
	sellingFees: { expenseAccountId: FEES, payFromAccountId: null, payee: null },
	draft: { ...untouchedDraft, documentType: 'SalesReceipt', ...moneyInto(CLEARING) },
};

const fee = (amount: number, changes: Partial<SellingFee> = {}): SellingFee => ({
	feeId: '_stripe_fee',
	name: 'Stripe fee',
	chargedBy: 'Stripe',
	amount,
	currency: 'USD',
	chargedAt: null,
	...changes,
});

const sale = (changes: Partial<SalesOrder> = {}) =>
	order({ lines: [orderLine({ quantity: 1, net: 2500 })], sellingFees: [fee(103)], ...changes });

async function run(client: QuickBooksClient, orders: readonly SalesOrder[], changes: Partial<PostingForm> = {}) {
	const options = { ...untouchedForm, ...booking, ...changes };
	const report = await runPosting(client, toPost(orders, options), options);
	return report.postedOrders.map(({ outcome }) => outcome);
}

const expenses = async (books: StrictBooks) => await books.rows('Purchase');

const later = (one: SalesOrder, minutes: number, changes: Partial<SalesOrder>): SalesOrder => ({
	...one,
	modifiedAt: new Date(Date.parse(one.modifiedAt) + minutes * 60_000).toISOString(),
	...changes,
});

async function balanceOf(books: StrictBooks, account: string): Promise<number> {
	const rows = (await books.control('/ledger')) as ReadonlyArray<{ readonly id: string; readonly balance: number }>;
	return rows.find(({ id }) => id === account)?.balance ?? Number.NaN;
}

describe('what selling cost', () => {
	test('becomes an expense of its order, out of the account that the money went to', async () => {
		const books = await openBooks();
		const [outcome] = await run(books.client, [sale()]);
		expect(outcome).toMatchObject({
			outcome: 'created',
			following: [{ type: 'Purchase', number: 'WC-812-F', total: 103, currency: 'USD' }],
		});
		expect(await expenses(books)).toMatchObject([
			{
				PaymentType: 'Cash',
				DocNumber: 'WC-812-F',
				TxnDate: '2026-11-20',
				TotalAmt: 1.03,
				AccountRef: { value: CLEARING },
				EntityRef: { name: 'Stripe', type: 'Vendor' },
				Line: [
					{ Amount: 1.03, Description: 'Stripe fee', AccountBasedExpenseLineDetail: { AccountRef: { value: FEES } } },
				],
			},
		]);
		expect(await balanceOf(books, CLEARING)).toBe(23.97);
		expect(await balanceOf(books, FEES)).toBe(1.03);
	});

	test('is not booked unless the user chose it, and then costs no read', async () => {
		const books = await openBooks();
		await run(books.client, [sale()], { sellingFees: null });
		expect(await expenses(books)).toEqual([]);
	});

	test('is booked once, however often the order comes, and whatever number and day people gave the expense', async () => {
		const books = await openBooks();
		await run(books.client, [sale()]);
		const [first] = await expenses(books);
		await books.byHand('Purchase', { ...(first as Fields), DocNumber: '2026-17', TxnDate: '2026-11-21' });
		for (const client of [books.client, books.another()])
			expect(await run(client, [sale()])).toMatchObject([{ outcome: 'alreadyThere', following: [] }]);
		expect(await expenses(books)).toHaveLength(1);
	});

	test('is one expense where two runs book side by side', async () => {
		const books = await openBooks({ requestIds: 'forgotten' });
		await run(books.client, [sale(), sale({ orderId: '813', orderNumber: '813' })], { sellingFees: null });
		const orders = [sale(), sale({ orderId: '813', orderNumber: '813' })];
		await Promise.all([run(books.client, orders), run(books.another(), orders)]);
		await run(books.another(), orders);
		expect((await expenses(books)).map(({ DocNumber }) => DocNumber).sort()).toEqual(['WC-812-F', 'WC-813-F']);
	});

	test('follows the fee: what is given back lowers the expense, and all of it takes it away', async () => {
		const books = await openBooks();
		await run(books.client, [sale()]);
		const partly = later(sale(), 1, {
			sellingFees: [fee(103), fee(-40, { feeId: 'r1', name: 'Stripe fee given back' })],
		});
		expect(await run(books.client, [partly])).toMatchObject([
			{ outcome: 'updated', following: [{ type: 'Purchase', total: 63 }] },
		]);
		expect(await expenses(books)).toMatchObject([
			{ TotalAmt: 0.63, DocNumber: 'WC-812-F', Line: [{}, { Amount: -0.4 }] },
		]);
		expect(await run(books.client, [partly])).toMatchObject([{ outcome: 'alreadyThere' }]);
		// An older version that comes late changes nothing.
		expect(await run(books.client, [sale()])).toMatchObject([{ following: [] }]);
		const wholly = later(sale(), 2, { sellingFees: [fee(0)] });
		await run(books.client, [wholly]);
		expect(await expenses(books)).toEqual([]);
		expect(await balanceOf(books, CLEARING)).toBe(25);
	});

	test.each(['deleted', 'overwritten'])('is not booked again once a person has it %s', async (what) => {
		const books = await openBooks();
		const chosen = later(sale(), 5, { sellingFees: [fee(103), fee(-3)] });
		await run(books.client, [sale()]);
		await run(books.client, [later(sale(), 1, {})]);
		const [expense] = (await expenses(books)) as [Fields];
		if (what === 'overwritten') await books.byHand('Purchase', { ...expense, PrivateNote: 'Paid by Ana' });
		else await books.another().delete('Purchase', String(expense.Id), String(expense.SyncToken), 'by-hand');
		const before = await expenses(books);
		const [outcome] = await run(books.client, [chosen]);
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/was deleted in QuickBooks by someone, or its memo was written over/),
		});
		expect(await expenses(books)).toEqual(before);
	});

	test('that people changed is theirs', async () => {
		const books = await openBooks();
		await run(books.client, [sale()]);
		const [first] = await expenses(books);
		await books.byHand('Purchase', { ...(first as Fields), TxnDate: '2026-11-19' });
		const [outcome] = await run(books.client, [later(sale(), 1, { sellingFees: [fee(120)] })]);
		expect(outcome).toMatchObject({ outcome: 'needsAttention' });
		expect(outcome?.reason).toContain('WC-812-F was changed in QuickBooks');
		expect(await expenses(books)).toMatchObject([{ TotalAmt: 1.03 }]);
	});

	test.each([
		[
			'in another currency than the order',
			{ sellingFees: [fee(103, { currency: 'EUR' })] },
			/are in EUR.*order is in USD/,
		],
		['given back beyond what was charged', { sellingFees: [fee(-5)] }, /given back than was charged/],
	])('%s is said, and not booked', async (_what, changes, words) => {
		const books = await openBooks();
		const [outcome] = await run(books.client, [sale(changes)]);
		expect(outcome?.outcome).toBe('needsAttention');
		expect(outcome?.reason).toMatch(words);
		expect(await expenses(books)).toEqual([]);
	});

	test('needs an account that it comes from: Undeposited Funds is none', async () => {
		const books = await openBooks();
		const draft = { ...untouchedDraft, documentType: 'SalesReceipt' as const };
		const [outcome] = await run(books.client, [sale()], { draft });
		expect(outcome?.reason).toContain('Fees Paid From Account');
		expect(await expenses(books)).toEqual([]);
	});

	test('of a closed period waits for a person', async () => {
		const books = await openBooks();
		await run(books.client, [sale()], { sellingFees: null });
		await books.control('/settings', { bookCloseDate: '2026-11-20' });
		const [outcome] = await run(books.another(), [sale()]);
		expect(outcome?.reason).toContain('the books are closed up to 2026-11-20');
	});

	test('is only said in a preview', async () => {
		const books = await openBooks();
		await run(books.client, [sale()], { sellingFees: null });
		expect(await run(books.client, [sale()], { writes: false })).toMatchObject([
			{ outcome: 'preview', reason: 'It is there, and its selling fees of 1.03 USD would be booked' },
		]);
		expect(await expenses(books)).toEqual([]);
	});

	test('goes to the vendor whom the user names, made once; a name that a customer has is said', async () => {
		const books = await openBooks();
		const paidTo = (payee: string) => ({
			sellingFees: { expenseAccountId: FEES, payFromAccountId: CLEARING, payee },
		});
		const second = sale({ orderId: '813', orderNumber: '813' });
		await run(books.client, [sale(), second], paidTo('eBay Inc.'));
		const vendors = await books.rows('Vendor');
		expect(vendors.filter(({ DisplayName }) => DisplayName === 'eBay Inc.')).toHaveLength(1);
		const [outcome] = await run(books.client, [sale({ orderId: '814', orderNumber: '814' })], paidTo('Amy Lauterbach'));
		expect(outcome?.reason).toContain('choose another Fee Vendor Name');
	});

	test('is in the currency of a foreign order, from an account that takes it, to a vendor of that currency', async () => {
		const books = await openBooks({ multiCurrency: true });
		const foreign = sale({
			currency: 'EUR',
			sellingFees: [fee(103, { currency: 'EUR' })],
			exchangeRate: { currency: 'USD', rate: '1.1' },
		});
		expect(await run(books.client, [foreign])).toMatchObject([{ outcome: 'created' }]);
		expect(await expenses(books)).toMatchObject([
			{ CurrencyRef: { value: 'EUR' }, ExchangeRate: 1.1, EntityRef: { name: 'Stripe (EUR)' }, TotalAmt: 1.03 },
		]);
	});

	test('stands outside of tax where the company has tax codes', async () => {
		const books = await openBooks();
		await books.control('/company', { country: 'GB' });
		const draft = { ...untouchedDraft, ...moneyInto(CLEARING), untaxedCodeId: '5' };
		const pounds = sale({ currency: 'GBP', sellingFees: [fee(103, { currency: 'GBP' })] });
		await run(books.client, [pounds], { draft });
		expect(await expenses(books)).toMatchObject([{ GlobalTaxCalculation: 'NotApplicable', TotalAmt: 1.03 }]);
	});
});
