import { describe, expect, test } from '@jest/globals';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, evenLater, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { inBooks, openBooks } from '../../support/strictBooks';
import { charge, orderLine } from '../../support/orders';
import { postOne, untouchedDraft } from '../../support/posting';

describe('D1: an order is cancelled after it was posted', () => {
	test('untouched, unpaid and of this month, its document is voided, with our mark', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const outcome = await postOne(books.client, soldAgain({ state: 'cancelled' }));
		expect(outcome).toMatchObject({ outcome: 'voided', document: { number: 'WC-812' } });
		expect(await books.onlyDocument()).toMatchObject({
			TotalAmt: 0,
			PrivateNote: expect.stringContaining('x=cancelled'),
		});
	});

	test('cancelled twice it is voided once', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ state: 'cancelled' }));
		const calls = books.calls.length;
		expect((await postOne(books.client, soldAgain({ state: 'cancelled' }))).outcome).toBe('nothingToPost');
		expect(books.calls.slice(calls).every((call) => call.startsWith('read'))).toBe(true);
	});

	test('the version from before the cancellation, delivered once more, makes no new document', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ state: 'cancelled' }));
		expect((await postOne(books.client, sale())).outcome).toBe('alreadyThere');
		expect(await books.documents()).toHaveLength(1);
	});

	test('of an earlier month it is closed by a credit of the day of the cancellation', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const outcome = await postOne(
			books.client,
			soldAgain({ state: 'cancelled', modifiedAt: '2026-12-02T12:00:00.000Z' }),
			{ now: '2026-12-02T12:05:00.000Z' },
		);
		expect(outcome).toMatchObject({
			outcome: 'credited',
			following: [{ type: 'CreditMemo', number: 'WC-812-C', total: 10_000 }],
		});
		expect((await books.rows('CreditMemo'))[0]).toMatchObject({ TxnDate: '2026-12-02', Balance: 0 });
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('sale 100 for 3 units, refunded 20 with one unit back and 30 of money only, then cancelled: credit 50 and 2 units', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		await postOne(books.client, sale(), chosen);
		const refunds = [refund('1', 2000, [back(1, 2000, 1)]), refund('2', 3000)];
		await postOne(books.client, soldAgain({ refunds }), chosen);
		expect(await inBooks(books)).toEqual({ money: 50, units: 2 });
		const outcome = await postOne(
			books.client,
			soldAgain({ refunds, state: 'cancelled', modifiedAt: evenLater }),
			chosen,
		);
		expect(outcome).toMatchObject({ outcome: 'credited', following: [{ number: 'WC-812-C', total: 5000 }] });
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
		expect((await books.documents()).filter(({ TotalAmt }) => TotalAmt === 0)).toEqual([]);
	});

	test('cancelled a second time after that, nothing more is credited', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		await postOne(books.client, sale(), chosen);
		const cancelled = soldAgain({ refunds: [refund('1', 2000, [back(1, 2000, 1)])], state: 'cancelled' });
		await postOne(books.client, cancelled, chosen);
		expect((await postOne(books.client, { ...cancelled, modifiedAt: evenLater }, chosen)).outcome).toBe('alreadyThere');
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('closed by a credit and sold again, it comes back as a second document', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		await postOne(books.client, sale(), chosen);
		await postOne(books.client, soldAgain({ state: 'cancelled' }), { ...chosen, now: '2026-12-02T12:00:00.000Z' });
		const again = await postOne(books.client, soldAgain({ modifiedAt: evenLater }), chosen);
		expect(again).toMatchObject({ outcome: 'created', document: { number: 'WC-812-2' } });
		expect(await inBooks(books)).toEqual({ money: 100, units: 3 });
		expect((await postOne(books.client, soldAgain({ modifiedAt: evenLater }), chosen)).outcome).toBe('alreadyThere');
	});

	test('D2: paid and cancelled without a refund, a person has to say what became of the money', async () => {
		const books = await openBooks();
		await postOne(books.client, sale({ payments: [payment] }));
		const outcome = await postOne(books.client, soldAgain({ payments: [payment], state: 'cancelled' }));
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('cancelled without a refund'),
		});
		expect(await inBooks(books)).toEqual({ money: 100, units: 3 });
	});

	test('A2: where people changed the document, it is theirs to end', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const document = await books.onlyDocument();
		const changed = await books.byHand('Invoice', { ...document, TxnDate: '2026-11-19' });
		const outcome = await postOne(books.client, soldAgain({ state: 'cancelled' }));
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('was changed in QuickBooks'),
		});
		expect(await books.onlyDocument()).toMatchObject({ ...changed });
	});
});

describe('D2 to D4: refunds', () => {
	test('a refund of an unpaid invoice is a credit memo, used for it at once', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const outcome = await postOne(books.client, soldAgain({ refunds: [refund('5', 3333, [back(1, 3333, 1)])] }));
		expect(outcome).toMatchObject({
			outcome: 'credited',
			following: [{ type: 'CreditMemo', number: 'WC-812-R5', total: 3333 }],
		});
		expect((await books.rows('CreditMemo'))[0]).toMatchObject({ Balance: 0, TxnDate: '2026-11-20' });
		expect((await books.rows('Invoice'))[0]).toMatchObject({ Balance: 66.67 });
		expect(await inBooks(books)).toEqual({ money: 66.67, units: 2 });
	});

	test('a refund of a sales receipt is a refund receipt, paid from where its money went', async () => {
		const books = await openBooks();
		const receipts = { draft: { ...untouchedDraft, documentType: 'SalesReceipt' as const } };
		await postOne(books.client, sale(), receipts);
		await postOne(books.client, soldAgain({ refunds: [refund('5', 3333, [back(1, 3333, 1)])] }), receipts);
		expect((await books.rows('RefundReceipt'))[0]).toMatchObject({
			DocNumber: 'WC-812-R5',
			DepositToAccountRef: { value: '4' },
			TotalAmt: 33.33,
		});
	});

	test('the same refunds again write nothing', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const refunded = soldAgain({ refunds: [refund('5', 3333, [back(1, 3333, 1)])] });
		await postOne(books.client, refunded);
		const before = books.client.requestsMade().writes;
		expect((await postOne(books.client, refunded)).outcome).toBe('alreadyThere');
		expect((await postOne(books.client, { ...refunded, modifiedAt: evenLater })).outcome).toBe('alreadyThere');
		expect(books.client.requestsMade().writes).toBe(before);
	});

	test('several refunds that arrive together are credited one by one', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const refunds = [refund('5', 2000, [back(1, 2000, 1)]), refund('6', 1000, [back(1, 1000, 1)])];
		const outcome = await postOne(books.client, soldAgain({ refunds }));
		expect(outcome.following.map(({ number }) => number)).toEqual(['WC-812-R5', 'WC-812-R6']);
		expect(await inBooks(books)).toEqual({ money: 70, units: 1 });
		expect(books.calls.filter((call) => call === 'batch 2')).toHaveLength(1);
	});

	test('money goes back and the goods stay away: an item without stock takes it', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		await postOne(books.client, sale(), chosen);
		const none = [refund('5', 3333, [back(1, 3333, 0)])];
		await postOne(books.client, soldAgain({ refunds: none }), chosen);
		expect(await inBooks(books)).toEqual({ money: 66.67, units: 3 });
	});

	test.each([
		['stayAway', 3],
		['comeBack', 2],
	] as const)('D4: where the channel does not say it, the user does: %s', async (unstatedGoods, units) => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const options = { draft: { ...chosen.draft, unstatedGoods } };
		await postOne(books.client, sale(), options);
		await postOne(books.client, soldAgain({ refunds: [refund('5', 3333, [back(1, 3333, null)])] }), options);
		expect(await inBooks(books)).toEqual({ money: 66.67, units });
		expect((await books.documents())[1]?.PrivateNote).toContain(
			`${3 - units} of 1 back in stock, by this workflow's setting`,
		);
	});

	test('D4: where the shop keeps one count for all refunds of a line, what earlier credits took of it is gone', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const counted = (restocked: number) => [orderLine({ quantity: 3, net: 10_000, restocked })];
		await postOne(books.client, sale({ lines: counted(0) }), chosen);
		await postOne(
			books.client,
			soldAgain({ lines: counted(1), refunds: [refund('5', 3333, [back(1, 3333, 1)])] }),
			chosen,
		);
		const both = [refund('5', 3333, [back(1, 3333, null)]), refund('6', 3333, [back(1, 3333, null)])];
		await postOne(books.client, soldAgain({ modifiedAt: evenLater, lines: counted(1), refunds: both }), chosen);
		expect(await inBooks(books)).toEqual({ money: 33.34, units: 2 });
	});

	test('D2: no more is credited than the document has', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const outcome = await postOne(
			books.client,
			soldAgain({ refunds: [refund('5', 8000, [back(2, 8000, 2)]), refund('6', 3000, [back(1, 3000, 1)])] }),
		);
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('only 20.00 USD of Invoice WC-812 is not credited yet'),
			following: [{ total: 8000 }],
		});
		expect(await inBooks(books)).toEqual({ money: 20, units: 1 });
	});

	test('shipping and fees go back where they were booked', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const charged = {
			shipping: [charge({ chargeId: 's1', net: 500 })],
			fees: [charge({ chargeId: 'f1', name: 'Gift wrap', net: 200 })],
		};
		await postOne(books.client, sale(charged), chosen);
		await postOne(
			books.client,
			soldAgain({
				...charged,
				refunds: [refund('5', 700, [back(0, 500, null, { lineId: 's1' }), back(0, 200, null, { lineId: 'f1' })])],
			}),
			chosen,
		);
		const lines = ((await books.rows('CreditMemo'))[0]?.Line as Fields[]).map(({ Amount, SalesItemLineDetail }) => [
			Amount,
			((SalesItemLineDetail as Fields | undefined)?.ItemRef as Fields | undefined)?.value,
		]);
		expect(lines).toEqual([
			[2, chosen.draft.feeItemId],
			[5, 'SHIPPING_ITEM_ID'],
			[2, undefined],
		]);
	});

	test('G6: a mere amount contains tax as the order does, or none by choice', async () => {
		const taxed = { lines: [orderLine({ quantity: 3, net: 10_000, tax: 1000 })] };
		const books = await openBooks();
		const chosen = await books.chosen();
		await postOne(books.client, sale(taxed), chosen);
		await postOne(books.client, soldAgain({ ...taxed, refunds: [refund('5', 1100)] }), chosen);
		expect((await books.rows('CreditMemo'))[0]).toMatchObject({ TxnTaxDetail: { TotalTax: 1 }, TotalAmt: 11 });
		const others = await openBooks();
		const { draft } = await others.chosen();
		const untaxed = { draft: { ...draft, amountOnlyRefunds: 'untaxed' as const } };
		await postOne(others.client, sale(taxed), untaxed);
		await postOne(others.client, soldAgain({ ...taxed, refunds: [refund('5', 1100)] }), untaxed);
		expect((await others.rows('CreditMemo'))[0]).toMatchObject({ TxnTaxDetail: { TotalTax: 0 }, TotalAmt: 11 });
	});

	test('a run that ended between the credit and its use is finished by the next', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const refunded = soldAgain({ refunds: [refund('5', 3333, [back(1, 3333, 1)])] });
		books.interrupt({ call: 'batch', when: 'before' });
		books.interrupt({ call: 'batch', when: 'before' });
		books.interrupt({ call: 'batch', when: 'before' });
		await expect(postOne(books.client, refunded)).rejects.toThrow('connection was cut');
		expect((await books.rows('CreditMemo'))[0]).toMatchObject({ Balance: 33.33 });
		await postOne(books.client, refunded);
		expect(await books.rows('CreditMemo')).toMatchObject([{ Balance: 0 }]);
		expect((await books.rows('Invoice'))[0]).toMatchObject({ Balance: 66.67 });
	});

	test("D3: credits that QuickBooks would use for other people's invoices are not written", async () => {
		const books = await openBooks({ autoApplyCredit: true });
		await postOne(books.client, sale());
		const outcome = await postOne(books.client, soldAgain({ refunds: [refund('5', 3333, [back(1, 3333, 1)])] }));
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('switch that off, or choose One per Buyer'),
		});
		expect(await books.rows('CreditMemo')).toEqual([]);
	});
});

describe('Payments', () => {
	const recording = { recordPayments: true };

	test('the invoice of a paid order gets its payment, once', async () => {
		const books = await openBooks();
		const outcome = await postOne(books.client, sale({ payments: [payment] }), recording);
		expect(outcome).toMatchObject({ outcome: 'created', following: [{ type: 'Payment', total: 10_000 }] });
		expect(await books.rows('Payment')).toMatchObject([
			{ TotalAmt: 100, PaymentMethodRef: { value: '3' }, PaymentRefNum: 'ch_1', TxnDate: '2026-11-20' },
		]);
		expect((await books.rows('Invoice'))[0]).toMatchObject({ Balance: 0 });
		expect((await postOne(books.client, soldAgain({ payments: [payment] }), recording)).outcome).toBe('alreadyThere');
		expect(await books.rows('Payment')).toHaveLength(1);
	});

	test('an invoice that is paid later gets a payment and stays an invoice (C2)', async () => {
		const books = await openBooks();
		const byPayment = { ...recording, draft: { ...untouchedDraft, documentType: 'byPayment' as const } };
		expect((await postOne(books.client, sale(), byPayment)).document).toMatchObject({ type: 'Invoice' });
		expect(await postOne(books.client, soldAgain({ payments: [payment] }), byPayment)).toMatchObject({
			outcome: 'updated',
			document: { type: 'Invoice' },
		});
		expect((await books.rows('Invoice'))[0]).toMatchObject({ Balance: 0 });
	});

	test('by payment state, a paid order is a sales receipt', async () => {
		const books = await openBooks();
		const byPayment = { draft: { ...untouchedDraft, documentType: 'byPayment' as const } };
		expect((await postOne(books.client, sale({ payments: [payment] }), byPayment)).document).toMatchObject({
			type: 'SalesReceipt',
		});
	});

	test('a payment whose answer was lost is not made again', async () => {
		const books = await openBooks();
		books.interrupt({ call: 'batch', when: 'after' });
		await postOne(books.client, sale({ payments: [payment] }), recording);
		expect(await books.rows('Payment')).toHaveLength(1);
		expect(books.calls.filter((call) => call.startsWith('batch'))).toEqual(['batch 1']);
		expect((await books.rows('Invoice'))[0]).toMatchObject({ Balance: 0 });
	});

	test('what is paid is refunded by a refund receipt', async () => {
		const books = await openBooks();
		await postOne(books.client, sale({ payments: [payment] }), recording);
		await postOne(
			books.client,
			soldAgain({ payments: [payment], refunds: [refund('5', 3333, [back(1, 3333, 1)])] }),
			recording,
		);
		expect(await books.rows('RefundReceipt')).toMatchObject([{ TotalAmt: 33.33 }]);
		expect(await books.rows('CreditMemo')).toEqual([]);
	});
});
