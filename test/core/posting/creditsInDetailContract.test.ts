import { describe, expect, test } from '@jest/globals';
import { toSku } from '../../../core/model/sku';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, evenLater, later, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { inBooks, openBooks, type StrictBooks } from '../../support/strictBooks';
import { order, orderLine } from '../../support/orders';
import { moneyInto, postOne, untouchedDraft, type PostingForm } from '../../support/posting';

const december = { now: '2026-12-02T12:00:00.000Z' };
const recording = { recordPayments: true };
const comingBack = async ({ chosen }: StrictBooks) => ({
	draft: { ...(await chosen()).draft, unstatedGoods: 'comeBack' as const },
});

function amounts(document: Fields | undefined): unknown[] {
	return (document?.Line as Fields[])
		.filter(({ DetailType }) => DetailType === 'SalesItemLineDetail')
		.map(({ Amount }) => Amount);
}

/** 120.00 for three units. */
function dearer(line: Fields): Fields {
	if (line.SalesItemLineDetail === undefined) return line;
	return {
		...line,
		Amount: 120,
		SalesItemLineDetail: { ...(line.SalesItemLineDetail as Fields), Qty: 3, UnitPrice: 40 },
	};
}

/** Another run, after somebody closed the books. */
async function closedUntil({ control, another }: StrictBooks, bookCloseDate: string): Promise<QuickBooksClient> {
	await control('/settings', { bookCloseDate });
	return another();
}

/** A company that has no account of any kind. */
function withoutAccounts(client: QuickBooksClient): QuickBooksClient {
	const nothing = async function* () {
		yield* await Promise.resolve([]);
	};
	return { ...client, pages: (entity, where) => (entity === 'Account' ? nothing() : client.pages(entity, where)) };
}

describe('Units that come back', () => {
	test('are no more than were sold, whatever the refunds add up to', async () => {
		const books = await openBooks();
		const comeBack = await comingBack(books);
		await postOne(books.client, sale(), comeBack);
		const refunds = [refund('5', 4000, [back(2, 4000, null)]), refund('6', 4000, [back(2, 4000, null)])];
		await postOne(books.client, soldAgain({ refunds }), comeBack);
		expect(await inBooks(books)).toEqual({ money: 20, units: 0 });
	});

	test('are the whole line where the channel names no units and pays all of it back', async () => {
		const books = await openBooks();
		const comeBack = await comingBack(books);
		await postOne(books.client, sale(), comeBack);
		await postOne(books.client, soldAgain({ refunds: [refund('5', 10_000, [back(0, 10_000, null)])] }), comeBack);
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('stay away where the shop says so, also when the whole order was refunded by a mere amount', async () => {
		const books = await openBooks();
		const comeBack = await comingBack(books);
		const kept = { lines: [orderLine({ quantity: 3, net: 10_000, restocked: 0 })] };
		await postOne(books.client, sale(kept), comeBack);
		await postOne(books.client, soldAgain({ ...kept, state: 'refunded', refunds: [refund('5', 10_000)] }), comeBack);
		expect(await inBooks(books)).toEqual({ money: 0, units: 3 });
	});

	test('of a bundle are those of what it is made of', async () => {
		const books = await openBooks();
		await books.item('Pair of mugs', {
			Sku: 'PAIR',
			Type: 'Group',
			components: [{ itemId: books.itemId, quantity: 2 }],
		});
		const lines = [orderLine({ sku: toSku('PAIR'), quantity: 3, net: 9000 })];
		await postOne(books.client, order({ lines }));
		expect(await inBooks(books)).toEqual({ money: 90, units: 6 });
		await postOne(books.client, order({ lines, modifiedAt: later, refunds: [refund('5', 3000, [back(1, 3000, 1)])] }));
		expect(await inBooks(books)).toEqual({ money: 60, units: 4 });
	});
});

describe('Money that goes back', () => {
	test("for a line whose refund names no tax contains the line's", async () => {
		const books = await openBooks();
		const taxed = { lines: [orderLine({ quantity: 2, net: 10_000, tax: 1000, taxRates: ['Tax'] })] };
		await postOne(books.client, order(taxed));
		await postOne(
			books.client,
			order({ ...taxed, modifiedAt: later, refunds: [refund('5', 5500, [back(1, 5500, 1, { tax: null })])] }),
		);
		expect((await books.rows('CreditMemo'))[0]).toMatchObject({ TotalAmt: 55, TxnTaxDetail: { TotalTax: 5 } });
	});

	test('when an order is called off is shared out over what was not paid back before', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const lines = [orderLine({ quantity: 1, net: 6000 }), orderLine({ lineId: '2', quantity: 1, net: 4000 })];
		const refunds = [refund('5', 6000, [back(1, 6000, 0)])];
		await postOne(books.client, order({ lines }), chosen);
		await postOne(books.client, order({ lines, modifiedAt: later, refunds, state: 'cancelled' }), chosen);
		expect(amounts((await books.rows('CreditMemo'))[1])).toEqual([0, 40]);
	});

	test('for an order of very many lines is left to a person, since nobody knows which line stands for what', async () => {
		const books = await openBooks();
		const lines = Array.from({ length: 600 }, (_, place) =>
			orderLine({ lineId: String(place + 1), quantity: 1, net: 100 }),
		);
		await postOne(books.client, order({ lines }));
		const outcome = await postOne(
			books.client,
			order({ lines, modifiedAt: later, refunds: [refund('5', 100, [back(1, 100, 1)])] }),
		);
		expect(outcome).toMatchObject({ outcome: 'needsAttention', reason: expect.stringContaining('too many lines') });
	});

	test('in a second life of the order goes back on its second document, also what went back in the first', async () => {
		const books = await openBooks();
		const refunds = [refund('5', 2000, [back(1, 2000, 1)])];
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ refunds, state: 'cancelled' }));
		const again = await postOne(books.client, soldAgain({ modifiedAt: evenLater, refunds }));
		expect(again.following.map(({ number }) => number)).toEqual(['WC-812-R5-2']);
		expect(await inBooks(books)).toEqual({ money: 80, units: 2 });
	});
});

describe('An edit of a second life', () => {
	test('reckons with the credits of that life alone', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ state: 'cancelled' }), december);
		await postOne(books.client, soldAgain({ modifiedAt: '2026-11-20T12:00:00.000Z' }), december);
		const edited = soldAgain({
			modifiedAt: '2026-11-20T13:00:00.000Z',
			lines: [orderLine({ quantity: 2, net: 8000 })],
		});
		expect(await postOne(books.client, edited, december)).toMatchObject({
			outcome: 'updated',
			document: { number: 'WC-812-2', total: 8000 },
		});
	});
});

describe('The end of a sale', () => {
	test.each(['2026-11-20', '2026-11-21'])(
		'D1: no document of a closed period is voided (closed up to %s)',
		async (closed) => {
			const books = await openBooks();
			await postOne(books.client, sale());
			const off = soldAgain({ state: 'cancelled', modifiedAt: '2026-11-25T12:00:00.000Z' });
			const [sold] = await books.rows('Invoice');
			expect((await postOne(await closedUntil(books, closed), off)).outcome).toBe('credited');
			expect((await books.rows('Invoice'))[0]).toMatchObject({ PrivateNote: sold?.PrivateNote });
			expect((await books.rows('CreditMemo'))[0]).toMatchObject({ TxnDate: '2026-11-25', TotalAmt: 100 });
		},
	);

	test('D1: closed by a credit after its period was, and sold again, it comes back as a second document', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const client = await closedUntil(books, '2026-11-20');
		await postOne(client, soldAgain({ state: 'cancelled', modifiedAt: '2026-11-25T12:00:00.000Z' }));
		expect((await postOne(client, sale())).outcome).toBe('alreadyThere');
		expect(
			(await postOne(client, soldAgain({ state: 'cancelled', modifiedAt: '2026-11-25T13:00:00.000Z' }))).outcome,
		).toBe('alreadyThere');
		await books.control('/settings', { bookCloseDate: '2026-11-19' });
		expect(await postOne(books.another(), soldAgain({ modifiedAt: '2026-11-26T12:00:00.000Z' }))).toMatchObject({
			outcome: 'created',
			document: { number: 'WC-812-2' },
		});
		expect(await inBooks(books)).toEqual({ money: 100, units: 3 });
	});

	test('a closing credit that is a rounding off makes no second one', async () => {
		const books = await openBooks();
		const off = soldAgain({ state: 'cancelled' });
		await postOne(books.client, sale());
		await postOne(books.client, off, december);
		books.show('CreditMemo', { ...(await books.rows('CreditMemo'))[0], TotalAmt: 99.98 });
		expect(await postOne(books.client, off, december)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Rounding Item'),
		});
		expect(await books.rows('CreditMemo')).toHaveLength(1);
	});

	test('a closing credit that people changed makes no second one either', async () => {
		const books = await openBooks({ duplicateDocNumbers: 'accepted' });
		const off = soldAgain({ state: 'cancelled' });
		await postOne(books.client, sale());
		await postOne(books.client, off, december);
		const [memo] = (await books.rows('CreditMemo')) as [Fields];
		await books.byHand('CreditMemo', { ...memo, Line: (memo.Line as Fields[]).map(dearer), TxnDate: '2026-11-19' });
		await postOne(books.client, { ...off, modifiedAt: evenLater }, december);
		expect((await books.documents()).map(({ type }) => type)).toEqual(['Invoice', 'CreditMemo']);
	});

	test('the mark of a closing credit that was refused is not written once more', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		books.refuse('CreditMemo', '610');
		await postOne(books.client, soldAgain({ state: 'cancelled' }), december);
		const before = books.calls.filter((call) => call === 'write Invoice').length;
		await postOne(books.client, soldAgain({ state: 'cancelled' }), december);
		expect(books.calls.filter((call) => call === 'write Invoice')).toHaveLength(before);
	});

	test('D1: what people changed while our payment was being voided is theirs', async () => {
		const books = await openBooks();
		await postOne(books.client, sale({ payments: [payment] }), recording);
		const clerk: QuickBooksClient = {
			...books.client,
			void: async (entity, ...rest) => {
				const answer = await books.client.void(entity, ...rest);
				if (entity === 'Payment')
					await books.byHand('Invoice', { ...(await books.onlyDocument()), TxnDate: '2026-11-19' });
				return answer;
			},
		};
		const outcome = await postOne(
			clerk,
			soldAgain({ state: 'cancelled', payments: [{ ...payment, paid: false }] }),
			recording,
		);
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('was changed in QuickBooks'),
		});
		expect((await inBooks(books)).money).toBe(100);
	});

	test('our own payment goes first, and its invoice is voided in the same run', async () => {
		const books = await openBooks();
		await postOne(books.client, sale({ payments: [payment] }), recording);
		expect(
			(
				await postOne(
					books.client,
					soldAgain({ state: 'cancelled', payments: [{ ...payment, paid: false }] }),
					recording,
				)
			).outcome,
		).toBe('voided');
		expect(await books.rows('Payment')).toMatchObject([{ TotalAmt: 0 }]);
		expect(books.calls.filter((call) => call === 'write Invoice')).toHaveLength(2);
	});

	test('a closing credit beside a refund of the same run finds the invoice as that left it', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const outcome = await postOne(
			books.client,
			soldAgain({ state: 'cancelled', refunds: [refund('5', 2000, [back(1, 2000, 1)])] }),
		);
		expect(outcome.following.map(({ number, total }) => [number, total])).toEqual([
			['WC-812-R5', 2000],
			['WC-812-C', 8000],
		]);
		expect((await books.rows('Invoice'))[0]).toMatchObject({ Balance: 0 });
	});
});

describe('A credit that cannot be used for its invoice', () => {
	const refunded = soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] });

	test('is reported in every run, and not written again', async () => {
		const books = await openBooks({ duplicateDocNumbers: 'accepted', requestIds: 'forgotten' });
		await postOne(books.client, sale());
		books.refuse('Payment', '610');
		for (const modifiedAt of [later, evenLater]) {
			expect(await postOne(books.client, { ...refunded, modifiedAt })).toMatchObject({
				outcome: 'needsAttention',
				reason: expect.stringContaining('could not be used'),
			});
		}
		expect(books.calls.filter((call) => call === 'write CreditMemo')).toHaveLength(1);
	});

	test('in full, since somebody booked a payment in between, is used as far as the invoice is open', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		books.refuse('Payment', '610');
		await postOne(books.client, refunded);
		books.refuse('Payment', null);
		const { Id, CustomerRef } = (await books.rows('Invoice'))[0] as Fields;
		await books.byHand('Payment', {
			CustomerRef,
			TotalAmt: 90,
			Line: [{ Amount: 90, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }],
		});
		books.interrupt({ call: 'batch', when: 'after' });
		expect(await postOne(books.client, { ...refunded, modifiedAt: evenLater })).toMatchObject({ reason: null });
		expect([(await books.rows('Invoice'))[0]?.Balance, (await books.rows('CreditMemo'))[0]?.Balance]).toEqual([0, 10]);
		expect(await books.rows('Payment')).toHaveLength(2);
	});

	test('is used for what the refunds before it left open, and a refund receipt pays back the rest', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const { Id, CustomerRef } = await books.onlyDocument();
		await books.byHand('Payment', {
			CustomerRef,
			TotalAmt: 60,
			Line: [{ Amount: 60, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }],
		});
		const outcome = await postOne(
			books.client,
			soldAgain({ refunds: [refund('5', 3000, [back(1, 3000, 1)]), refund('6', 2000, [back(1, 2000, 1)])] }),
		);
		expect(outcome.following.map(({ type, number, total }) => [type, number, total])).toEqual([
			['CreditMemo', 'WC-812-R5', 3000],
			['CreditMemo', 'WC-812-R6', 1000],
			['RefundReceipt', 'WC-812-R6M', 1000],
		]);
		expect(await books.rows('Invoice')).toMatchObject([{ Balance: 0 }]);
		expect(await inBooks(books)).toEqual({ money: 50, units: 1 });
	});

	test('of units alone pays nobody, so that it may be written where QuickBooks applies credits by itself', async () => {
		const books = await openBooks({ autoApplyCredit: true });
		await postOne(books.client, sale());
		expect((await postOne(books.client, soldAgain({ refunds: [refund('5', 0, [back(1, 0, 1)])] }))).outcome).toBe(
			'credited',
		);
		expect(await inBooks(books)).toEqual({ money: 100, units: 2 });
	});

	test.each(['2026-11-20', '2026-11-30'])('of a closed day is not even tried (closed up to %s)', async (closed) => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const outcome = await postOne(await closedUntil(books, closed), refunded);
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining(`The refund is of 2026-11-20, and the books are closed up to ${closed}`),
		});
	});
});

describe('A payment', () => {
	test('is not recorded for an order that was cancelled', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		expect(
			(await postOne(books.client, soldAgain({ payments: [payment], state: 'cancelled' }), recording)).outcome,
		).toBe('needsAttention');
		expect(await books.rows('Payment')).toEqual([]);
	});

	test('is not recorded for another total than the document has', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const other = [orderLine({ quantity: 3, net: 9000 })];
		await postOne(books.client, soldAgain({ payments: [payment], state: 'reserving', lines: other }), recording);
		await books.byHand('Invoice', {
			...(await books.onlyDocument()),
			Line: ((await books.onlyDocument()).Line as Fields[]).map(dearer),
		});
		await postOne(books.client, soldAgain({ payments: [payment] }), recording);
		expect(await books.rows('Payment')).toEqual([]);
	});

	test.each([{ DocNumber: '2026-0093' }, { TxnDate: '2026-11-19' }])(
		'is recorded for a document of which somebody changed %p: that changes nothing of what was paid',
		async (changed) => {
			const books = await openBooks();
			await postOne(books.client, sale());
			await books.byHand('Invoice', { ...(await books.onlyDocument()), ...changed });
			expect(await postOne(books.client, soldAgain({ payments: [payment] }), recording)).toMatchObject({
				outcome: 'updated',
			});
			expect(await books.rows('Invoice')).toMatchObject([{ ...changed, Balance: 0 }]);
		},
	);

	test("is of the day on which it was made, and the use of a credit of the credit's", async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		await postOne(books.client, sale());
		await postOne(
			books.client,
			soldAgain({
				payments: [{ ...payment, paidAt: '2026-11-23T20:00:00.000Z' }],
				refunds: [{ ...refund('5', 2000, [back(1, 2000, 1)]), refundedAt: '2026-11-22T20:00:00.000Z' }],
			}),
			chosen,
		);
		await postOne(
			books.client,
			soldAgain({
				modifiedAt: evenLater,
				payments: [{ ...payment, paidAt: '2026-11-23T20:00:00.000Z' }],
				refunds: [{ ...refund('5', 2000, [back(1, 2000, 1)]), refundedAt: '2026-11-22T20:00:00.000Z' }],
			}),
			recording,
		);
		expect((await books.rows('Payment')).map(({ TxnDate, TotalAmt }) => [TxnDate, TotalAmt])).toEqual([
			['2026-11-22', 0],
			['2026-11-23', 80],
		]);
	});

	test('keeps an invoice from being edited to less', async () => {
		const books = await openBooks();
		await postOne(books.client, sale({ payments: [payment] }), recording);
		const outcome = await postOne(
			books.client,
			soldAgain({ payments: [payment], lines: [orderLine({ quantity: 2, net: 8000 })] }),
			recording,
		);
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('100.00 USD of Invoice WC-812 is paid or credited already'),
		});
	});

	test('that QuickBooks refuses for a moment is made in the next round; one that it refuses for good is reported', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		books.refuse('Payment', '6430');
		expect(await postOne(books.client, soldAgain({ payments: [payment] }), recording)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('wrong type'),
		});
		books.refuse('Payment', '10000', 1);
		expect(await postOne(books.client, soldAgain({ payments: [payment] }), recording)).toMatchObject({
			outcome: 'updated',
			reason: null,
		});
		expect(await books.rows('Payment')).toHaveLength(1);
	});
});

describe('The account that money is paid back from', () => {
	test.each<[string, Partial<PostingForm['draft']>, string]>([
		['the one that was chosen', moneyInto('35'), '35'],
		['else Undeposited Funds', {}, '4'],
	])('is %s, for a closing credit too', async (_which, choice, account) => {
		const books = await openBooks();
		const receipts = { ...december, draft: { ...untouchedDraft, ...choice, documentType: 'SalesReceipt' as const } };
		await postOne(books.client, sale(), receipts);
		await postOne(books.client, soldAgain({ state: 'cancelled' }), receipts);
		expect(await books.rows('RefundReceipt')).toMatchObject([{ DepositToAccountRef: { value: account } }]);
	});

	test('is asked for where there is none', async () => {
		const books = await openBooks();
		const client = withoutAccounts(books.client);
		const receipts = { draft: { ...untouchedDraft, documentType: 'SalesReceipt' as const } };
		await postOne(client, sale(), receipts);
		expect(
			(await postOne(client, soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] }), receipts)).reason,
		).toContain('Deposit Account');
	});

	test('credits that QuickBooks applies by itself are no danger where each buyer is a customer', async () => {
		const books = await openBooks({ autoApplyCredit: true });
		const buyers = { customer: { kind: 'buyer' } as const };
		await postOne(books.client, sale(), buyers);
		expect(
			(await postOne(books.client, soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] }), buyers)).outcome,
		).toBe('credited');
	});
});
