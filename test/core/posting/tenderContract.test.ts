import { describe, expect, test } from '@jest/globals';
import type { Payment, SalesOrder, Tender } from '../../../core/model/salesOrder';
import { back, evenLater, later, payment, refund, soldAgain, sale } from '../../support/afterSale';
import { order, orderLine } from '../../support/orders';
import { postOne, untouchedDraft, type PostingForm } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';

type Books = Awaited<ReturnType<typeof openQuickBooks>>;

const credit = (kind: Payment['kind'], amount: number): Payment => ({
	kind,
	amount,
	method: kind,
	reference: null,
	paidAt: null,
	paid: true,
});
const card: Payment = { ...payment, amount: 700 };
/** 20.00: 8.00 by store credit, 5.00 by gift certificate, 7.00 by card. */
const mixed = (changes: Partial<SalesOrder> = {}) =>
	order({
		lines: [orderLine({ net: 2000 })],
		payments: [credit('storeCredit', 800), credit('giftCertificate', 500), card],
		...changes,
	});

/** Items whose accounts are liabilities, as a bookkeeper sets them up. */
async function withLiabilities(books: Books): Promise<Partial<PostingForm>> {
	const { QueryResponse } = await books.api('query?query=SELECT * FROM Account MAXRESULTS 100');
	const accounts = (QueryResponse as { Account: Array<{ Id: string; Name: string }> }).Account;
	const item = async (name: string) =>
		await books.item(name, {
			Type: 'Service',
			IncomeAccountRef: { value: accounts.find((account) => account.Name === `${name} Outstanding`)?.Id },
		});
	return {
		recordPayments: true,
		draft: {
			...untouchedDraft,
			storeCreditItemId: await item('Store Credit'),
			giftCertificateItemId: await item('Gift Certificates'),
			refundItemId: await books.item('Refunds without goods', { Type: 'Service' }),
		},
	};
}

/** What accounts come to that are about the sale: assets as what is there, income and liabilities as what was earned and is owed. */
async function accounts(books: Books): Promise<Record<string, number>> {
	const rows = (await books.control('/ledger')) as Array<{ name: string; balance: number }>;
	const named = ['Income', 'Outstanding', 'Receivable', 'Undeposited'];
	return Object.fromEntries(
		rows
			.filter(({ name, balance }) => balance !== 0 && named.some((word) => name.includes(word)))
			.map(({ name, balance }) => [name, /Income|Outstanding/.test(name) ? -balance : balance]),
	);
}

describe('A sale of 20.00 that is paid by store credit, a certificate and a card', () => {
	test.each(['Invoice', 'SalesReceipt', 'byPayment'] as const)(
		'as %s is income of 20.00, lowers both liabilities, and brings 7.00 in',
		async (documentType) => {
			const books = await openQuickBooks();
			const options = await withLiabilities(books);
			const given = { ...options, draft: { ...untouchedDraft, ...options.draft, documentType } };
			expect(await postOne(books.client, mixed(), given)).toMatchObject({ outcome: 'created', difference: 0 });
			expect((await books.standing()).map(({ total }) => total)).toEqual([7]);
			const after = await accounts(books);
			expect(Object.values(after)).toHaveLength(4);
			expect(after['Undeposited Funds']).toBe(7);
			expect(after['Store Credit Outstanding']).toBe(-8);
			expect(after['Gift Certificates Outstanding']).toBe(-5);
			expect(after['Sales of Product Income']).toBe(20);
			expect(await postOne(books.client, mixed(), given)).toMatchObject({ outcome: 'alreadyThere' });
		},
	);

	test('needs attention that names the field while no item is chosen', async () => {
		const books = await openQuickBooks();
		expect(await postOne(books.client, mixed())).toMatchObject({
			outcome: 'needsAttention',
			reason:
				'5.00 USD is gift certificates, not money: choose a Gift Certificate Item in this node, a service item whose income account is a liability',
		});
		expect(await postOne(books.client, mixed({ payments: [credit('storeCredit', 2000)] }))).toMatchObject({
			reason: expect.stringContaining('20.00 USD is store credit'),
		});
	});

	test('books store credit on the item of gift certificates while it has none of its own', async () => {
		const books = await openQuickBooks();
		const options = await withLiabilities(books);
		const draft = { ...untouchedDraft, ...options.draft, storeCreditItemId: null };
		await postOne(books.client, mixed(), { ...options, draft });
		expect(await accounts(books)).toMatchObject({ 'Gift Certificates Outstanding': -13 });
	});

	test('is nothing in any account once it is cancelled, by a void and by a closing credit', async () => {
		for (const now of ['2026-11-20T20:00:00.000Z', '2026-12-20T20:00:00.000Z']) {
			const books = await openQuickBooks();
			const options = { ...(await withLiabilities(books)), now, recordPayments: false };
			const unpaid = { ...card, paid: false, paidAt: null };
			const payments = [credit('storeCredit', 800), credit('giftCertificate', 500), unpaid].map((one) => ({
				...one,
				paid: false,
			}));
			await postOne(books.client, mixed({ payments }), options);
			await postOne(books.client, mixed({ payments, state: 'cancelled', modifiedAt: later }), options);
			expect(await accounts(books)).toEqual({});
		}
	});

	test('is paid to the last cent by store credit alone', async () => {
		const books = await openQuickBooks();
		const options = await withLiabilities(books);
		const all = mixed({ payments: [credit('storeCredit', 2000)] });
		expect(await postOne(books.client, all, options)).toMatchObject({ outcome: 'created', difference: 0 });
		expect(await accounts(books)).toEqual({ 'Store Credit Outstanding': -20, 'Sales of Product Income': 20 });
		expect(await books.payments()).toEqual([]);
	});

	test('asks for a person where an edit leaves less than was paid by credit', async () => {
		const books = await openQuickBooks();
		const options = await withLiabilities(books);
		const less = mixed({ lines: [orderLine({ net: 1000 })] });
		expect((await postOne(books.client, less, options)).reason).toContain(
			'13.00 USD of store credit and gift certificates paid for it',
		);
	});
});

describe('A refund', () => {
	const given = (tender: readonly Tender[], total = 2000): SalesOrder =>
		mixed({
			modifiedAt: later,
			refunds: [{ ...refund('5', total, [back(2, total, 0)]), tender }],
		});

	test.each<[string, readonly Tender[], Record<string, number>]>([
		[
			'in the way it was paid',
			[
				{ kind: 'storeCredit', amount: 800 },
				{ kind: 'giftCertificate', amount: 500 },
			],
			{},
		],
		[
			'to store credit raises what is owed',
			[{ kind: 'storeCredit', amount: 2000 }],
			{ 'Undeposited Funds': 7, 'Store Credit Outstanding': 12, 'Gift Certificates Outstanding': -5 },
		],
		[
			'in cash leaves the credits used up',
			[],
			{ 'Undeposited Funds': -13, 'Store Credit Outstanding': -8, 'Gift Certificates Outstanding': -5 },
		],
	])('%s', async (_name, tender, left) => {
		for (const documentType of ['Invoice', 'SalesReceipt'] as const) {
			const books = await openQuickBooks();
			const options = await withLiabilities(books);
			const draft = { ...untouchedDraft, ...options.draft, documentType };
			await postOne(books.client, mixed(), { ...options, draft });
			expect(await postOne(books.client, given(tender), { ...options, draft })).toMatchObject({ outcome: 'credited' });
			const { 'Sales of Product Income': income = 0, ...others } = await accounts(books);
			expect(income).toBe(0);
			expect(others).toEqual(left);
			expect(await postOne(books.client, given(tender), { ...options, draft })).toMatchObject({
				outcome: 'alreadyThere',
			});
		}
	});

	test('of a part to store credit and the rest by a closing credit comes to nothing', async () => {
		const books = await openQuickBooks();
		const options = { ...(await withLiabilities(books)), now: '2026-12-20T20:00:00.000Z' };
		await postOne(books.client, mixed(), options);
		const part = { ...refund('5', 700, [back(0, 700, 0)]), tender: [{ kind: 'storeCredit', amount: 700 } as const] };
		await postOne(books.client, mixed({ modifiedAt: later, refunds: [part] }), options);
		await postOne(books.client, mixed({ modifiedAt: evenLater, refunds: [part], state: 'refunded' }), options);
		const { 'Sales of Product Income': income = 0, ...others } = await accounts(books);
		expect(income).toBe(0);
		expect(others).toEqual({});
	});
});

describe('What was paid before an edit', () => {
	const recording = { recordPayments: true };
	const dearer = soldAgain({
		payments: [{ ...payment, amount: 12_000 }],
		lines: [orderLine({ quantity: 3, net: 12_000 })],
	});

	test('is not the new total: the invoice is open for the rest', async () => {
		const books = await openQuickBooks();
		await postOne(books.client, sale({ payments: [payment] }), recording);
		await postOne(books.client, dearer, recording);
		expect((await books.payments()).map(({ total }) => total)).toEqual([100]);
		const { QueryResponse } = await books.api("query?query=SELECT * FROM Invoice WHERE DocNumber = 'WC-812'");
		expect((QueryResponse as { Invoice: unknown[] }).Invoice).toMatchObject([{ TotalAmt: 120, Balance: 20 }]);
	});

	test('of a sale that came to nothing is nothing: the invoice is open for all of it, with every later look too', async () => {
		const books = await openQuickBooks();
		const free = { lines: [orderLine({ quantity: 3, net: 0 })], payments: [{ ...payment, amount: 0 }] };
		await postOne(books.client, sale(free), recording);
		const unnamed = { ...dearer, payments: [{ ...payment, amount: 12_000, paidAt: null }] };
		expect((await postOne(books.client, unnamed, recording)).outcome).toBe('updated');
		expect(await postOne(books.client, { ...unnamed, modifiedAt: evenLater }, recording)).toMatchObject({
			outcome: 'alreadyThere',
			reason: null,
		});
		expect(await books.payments()).toEqual([]);
		const paid = { ...payment, amount: 12_000, paidAt: '2026-11-20T13:00:00.000Z' };
		await postOne(books.client, { ...dearer, payments: [paid], modifiedAt: '2026-11-20T13:00:00.000Z' }, recording);
		expect((await books.payments()).map(({ total }) => total)).toEqual([120]);
	});

	test('a payment of its own closes the rest', async () => {
		const books = await openQuickBooks();
		await postOne(books.client, sale({ payments: [payment] }), recording);
		const second: Payment = { ...payment, reference: 'ch_2', amount: 2000, paidAt: evenLater };
		await postOne(books.client, { ...dearer, payments: [payment, second] }, recording);
		expect((await books.payments()).map(({ total, paymentRefNum }) => [total, paymentRefNum])).toEqual([
			[100, 'ch_1'],
			[20, 'ch_2'],
		]);
		expect((await postOne(books.client, { ...dearer, payments: [payment, second] }, recording)).outcome).toBe(
			'alreadyThere',
		);
	});

	test('a receipt is not raised by it', async () => {
		const books = await openQuickBooks();
		const receipts = { draft: { ...untouchedDraft, documentType: 'SalesReceipt' as const } };
		await postOne(books.client, sale({ payments: [payment] }), receipts);
		expect(await postOne(books.client, dearer, receipts)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('went up to 120.00 USD after Sales Receipt WC-812 had booked 100.00 USD as paid'),
		});
	});

	test('a deposit is recorded, and the rest once it comes', async () => {
		const books = await openQuickBooks();
		const deposit: Payment = { ...payment, amount: 3000, reference: null, paidAt: null };
		const rest: Payment = { ...payment, amount: 7000, paid: false, paidAt: null };
		const byPayment = { ...recording, draft: { ...untouchedDraft, documentType: 'byPayment' as const } };
		expect((await postOne(books.client, sale({ payments: [deposit, rest] }), byPayment)).document?.type).toBe(
			'Invoice',
		);
		await postOne(books.client, soldAgain({ payments: [deposit, { ...rest, paid: true, paidAt: later }] }), byPayment);
		expect((await books.payments()).map(({ total }) => total)).toEqual([30, 70]);
	});
});

describe('A payment method', () => {
	const rule = { channel: null, method: null, methodId: null, accountId: null, documentType: null };
	const rows = [
		{ ...rule, accountId: '4' },
		{ ...rule, method: ' visa ', accountId: '35', documentType: 'SalesReceipt' as const },
		{ ...rule, channel: 'ebay', method: 'Visa', accountId: '4' },
	];

	test('decides type and account of a new document, and where its refund is paid from', async () => {
		const books = await openQuickBooks();
		const draft = {
			...untouchedDraft,
			paymentRules: rows,
			refundItemId: await books.item('Refunds without goods', { Type: 'Service' }),
		};
		await postOne(books.client, sale({ payments: [payment], refunds: [refund('5', 2000, [back(1, 2000, 0)])] }), {
			draft,
		});
		expect((await books.standing()).map(({ type }) => type).sort()).toEqual(['RefundReceipt', 'SalesReceipt']);
		const ledger = (await books.control('/ledger')) as Array<{ name: string; balance: number }>;
		expect(ledger.find(({ name }) => name === 'Checking')?.balance).toBe(80);
	});

	test('that no row names takes the row for all others', async () => {
		const books = await openQuickBooks();
		const draft = {
			...untouchedDraft,
			paymentRules: [
				{ ...rule, accountId: '35' },
				{ ...rule, method: 'Cash' },
			],
		};
		await postOne(books.client, sale({ payments: [payment] }), { draft, recordPayments: true });
		expect(await books.payments()).toMatchObject([{ depositAccountId: '35' }]);
	});
});

describe('A reference that is longer than QuickBooks takes', () => {
	const reference = 'pi_3Nabcdefghijklmnopqrstuv';

	test.each(['Invoice', 'SalesReceipt'] as const)('stands whole in the note, for %s', async (documentType) => {
		const books = await openQuickBooks();
		const options = { recordPayments: true, draft: { ...untouchedDraft, documentType } };
		await postOne(books.client, sale({ payments: [{ ...payment, reference }] }), options);
		const [kept] = documentType === 'Invoice' ? await books.payments() : await books.standing();
		expect(kept).toMatchObject({
			paymentRefNum: reference.slice(-21),
			privateNote: expect.stringContaining(`Visa ${reference}`),
		});
	});
});
