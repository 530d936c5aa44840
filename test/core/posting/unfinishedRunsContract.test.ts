import { describe, expect, test } from '@jest/globals';
import { toSku } from '../../../core/model/sku';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, evenLater, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { inBooks, lineByHand, openBooks, type StrictBooks } from '../../support/strictBooks';
import { charge, order, orderLine } from '../../support/orders';
import { post, postOne, untouchedDraft } from '../../support/posting';

const refunded = soldAgain({ refunds: [refund('5', 3333, [back(1, 3333, 1)])] });

const amountsIn = ({ Line }: Fields) =>
	(Line as Fields[]).flatMap(({ DetailType, Amount }) => (DetailType === 'SalesItemLineDetail' ? [Amount] : []));

/** The next batches are not answered, and do nothing: the run ends there. */
async function dies(books: StrictBooks, run: () => Promise<unknown>): Promise<void> {
	for (let round = 0; round < 3; round++) books.interrupt({ call: 'batch', when: 'before' });
	await expect(run()).rejects.toThrow('connection was cut');
}

describe('A run that ended in between', () => {
	test('between a credit memo and its use, before the payment came: the payment is what the memo leaves open', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await dies(books, async () => await postOne(books.client, refunded));
		await postOne(books.client, { ...refunded, modifiedAt: evenLater, payments: [payment] }, { recordPayments: true });
		expect(await books.rows('CreditMemo')).toMatchObject([{ Balance: 0 }]);
		expect(await books.rows('Invoice')).toMatchObject([{ Balance: 0 }]);
		expect((await books.rows('Payment')).map(({ TotalAmt }) => TotalAmt)).toEqual([0, 66.67]);
	});

	test('between a credit memo and its use: the next refund finds what is really open', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await dies(books, async () => await postOne(books.client, refunded));
		await postOne(books.client, {
			...refunded,
			modifiedAt: evenLater,
			refunds: [...refunded.refunds, refund('6', 6667, [back(2, 6667, 2)])],
		});
		expect((await books.rows('CreditMemo')).map(({ Balance }) => Balance)).toEqual([0, 0]);
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('between the mark and the void, and the order is sold again: the document stays, without the mark', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await expect(postOne(withoutVoids(books.client), soldAgain({ state: 'cancelled' }))).rejects.toThrow('cut');
		expect((await books.onlyDocument()).PrivateNote).toContain('x=cancelled');
		expect(await postOne(books.client, soldAgain({ modifiedAt: evenLater }))).toMatchObject({
			outcome: 'updated',
			document: { number: 'WC-812' },
		});
		expect((await books.onlyDocument()).PrivateNote).not.toContain('x=cancelled');
	});

	test('between the mark and the void, and the call that takes the mark away is lost: it is sent again', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await expect(postOne(withoutVoids(books.client), soldAgain({ state: 'cancelled' }))).rejects.toThrow('cut');
		books.interrupt({ call: 'write', when: 'before' });
		expect((await postOne(books.client, soldAgain({ modifiedAt: evenLater }))).outcome).toBe('updated');
		expect((await books.onlyDocument()).PrivateNote).not.toContain('x=cancelled');
	});

	test('between the mark and the void, and the cancellation comes again: it is voided', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await expect(postOne(withoutVoids(books.client), soldAgain({ state: 'cancelled' }))).rejects.toThrow('cut');
		expect((await postOne(books.client, soldAgain({ state: 'cancelled' }))).outcome).toBe('voided');
	});

	test('between the mark and the closing credit: the next run credits, and no more than once', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const december = { now: '2026-12-02T12:00:00.000Z' };
		books.refuse('CreditMemo', '610');
		expect((await postOne(books.client, soldAgain({ state: 'cancelled' }), december)).outcome).toBe('needsAttention');
		books.refuse('CreditMemo', null);
		expect((await postOne(books.client, soldAgain({ state: 'cancelled' }), december)).outcome).toBe('credited');
		expect((await postOne(books.client, soldAgain({ state: 'cancelled' }), december)).outcome).toBe('alreadyThere');
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test("between our payment's void and the invoice's: the invoice is voided by the next", async () => {
		const books = await openBooks();
		await postOne(books.client, sale({ payments: [payment] }), { recordPayments: true });
		const off = soldAgain({ state: 'cancelled', payments: [{ ...payment, paidAt: null, paid: false }] });
		await expect(postOne(withoutVoids(books.client, 'Invoice'), off)).rejects.toThrow('cut');
		expect((await postOne(books.client, off)).outcome).toBe('voided');
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});
});

describe('Rounding that is not put right yet', () => {
	const roundingFor = async ({ item }: StrictBooks) => ({
		draft: { ...untouchedDraft, roundingItemId: await item('Rounding differences', { Type: 'Service' }) },
	});

	test('of a credit is asked for in every run, until it is put right', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await postOne(books.client, refunded);
		const [memo] = (await books.rows('CreditMemo')) as [Fields];
		books.show('CreditMemo', { ...memo, TotalAmt: 33.32, Balance: 0 });
		expect(await postOne(books.client, { ...refunded, modifiedAt: evenLater })).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Rounding Item'),
		});
	});

	test('counts what a rounding line takes up already', async () => {
		const books = await openBooks();
		const rounding = await roundingFor(books);
		await postOne(books.client, sale());
		books.show('Invoice', { ...(await books.onlyDocument()), TotalAmt: 99.99 });
		// This company adds the line to what it should have been at first.
		expect(await postOne(books.client, sale(), rounding)).toMatchObject({
			outcome: 'needsAttention',
			document: { total: 10_001 },
		});
		expect(await postOne(books.client, sale(), rounding)).toMatchObject({
			outcome: 'updated',
			document: { total: 10_000 },
			reason: null,
		});
	});

	test('is no rounding any more where line and difference together are too much', async () => {
		const books = await openBooks();
		const rounding = await roundingFor(books);
		await postOne(books.client, sale());
		books.show('Invoice', { ...(await books.onlyDocument()), TotalAmt: 99.95 });
		await postOne(books.client, sale(), rounding);
		books.show('Invoice', { ...(await books.onlyDocument()), TotalAmt: 99.99 });
		expect((await postOne(books.client, sale(), rounding)).reason).toContain('That is no rounding');
	});

	test('of a credit is left alone where the shop says other units by now', async () => {
		const books = await openBooks();
		const rounding = await roundingFor(books);
		await postOne(books.client, sale());
		await postOne(books.client, refunded);
		const [memo] = (await books.rows('CreditMemo')) as [Fields];
		books.show('CreditMemo', { ...memo, TotalAmt: 33.32 });
		const corrected = soldAgain({ modifiedAt: evenLater, refunds: [refund('5', 3333, [back(1, 3333, 0)])] });
		expect((await postOne(books.client, corrected, rounding)).reason).toContain('other units by now');
		expect((await books.rows('CreditMemo'))[0]).toEqual(memo);
	});

	test('of a credit is put right as it was planned, though a later one took part of what was open', async () => {
		const books = await openBooks();
		const { draft } = await books.chosen();
		const rounding = { draft: { ...draft, ...(await roundingFor(books)).draft, refundItemId: draft.refundItemId } };
		const shipping = [charge()];
		const ofShipping = refund('6', 500, [{ ...back(0, 500, 0), lineId: 's1' }]);
		await postOne(books.client, sale({ shipping }), rounding);
		const version = soldAgain({ shipping, refunds: [refund('5', 2000), ofShipping] });
		await postOne(books.client, version, rounding);
		const [memo] = (await books.rows('CreditMemo')) as [Fields];
		books.show('CreditMemo', { ...memo, TotalAmt: 19.99 });
		const { reason } = await postOne(books.client, { ...version, modifiedAt: evenLater }, rounding);
		expect(reason).not.toContain('other units');
		const [corrected] = (await books.rows('CreditMemo')) as [Fields];
		expect(amountsIn(corrected)).toEqual([...amountsIn(memo), 0.01]);
	});

	test('of a sale whose item is not known any more is reported, and its neighbours are posted', async () => {
		const books = await openBooks();
		const rounding = await roundingFor(books);
		await postOne(books.client, sale());
		books.show('Invoice', { ...(await books.onlyDocument()), TotalAmt: 99.99 });
		const renamed = soldAgain({ lines: [orderLine({ quantity: 3, net: 10_000, sku: toSku('NOT-THERE') })] });
		const [first, second] = await post(books.client, [renamed, order({ orderId: '2', orderNumber: '2' })], rounding);
		expect(first?.outcome).toBe('needsAttention');
		expect(second?.outcome).toBe('created');
	});
});

describe('A document that moved on in the same moment', () => {
	const edited = soldAgain({ lines: [orderLine({ quantity: 4, net: 12_000 })] });
	/** Does something in QuickBooks just before the first update arrives. */
	const interfering = (books: StrictBooks, work: () => Promise<unknown>): QuickBooksClient => {
		let isDone = false;
		const write: QuickBooksClient['write'] = async (entity, body, requestId) => {
			if (!isDone && entity === 'Invoice' && body.Id !== undefined) await work();
			isDone = isDone || body.Id !== undefined;
			return await books.client.write(entity, body, requestId);
		};
		return { ...books.client, write };
	};

	test('by a payment is updated on top of that', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const { Id, CustomerRef } = await books.onlyDocument();
		const pay = async () =>
			await books.byHand('Payment', {
				CustomerRef,
				TotalAmt: 60,
				Line: [{ Amount: 60, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }],
			});
		expect(await postOne(interfering(books, pay), edited)).toMatchObject({
			outcome: 'updated',
			document: { total: 12_000 },
		});
	});

	test('by a person is theirs', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const redate = async () =>
			await books.byHand('Invoice', { ...(await books.onlyDocument()), TxnDate: '2026-11-19' });
		expect(await postOne(interfering(books, redate), edited)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('was changed in QuickBooks'),
		});
		expect(await books.onlyDocument()).toMatchObject({ TotalAmt: 100, TxnDate: '2026-11-19' });
	});

	test('by a person just before its void is theirs as well', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const redate = async () =>
			await books.byHand('Invoice', { ...(await books.onlyDocument()), TxnDate: '2026-11-19' });
		expect((await postOne(interfering(books, redate), soldAgain({ state: 'cancelled' }))).outcome).toBe(
			'needsAttention',
		);
		expect(await inBooks(books)).toEqual({ money: 100, units: 3 });
	});
});

describe('Two runs side by side', () => {
	const guards = [
		{ requestIds: 'forgotten', duplicateDocNumbers: 'accepted' },
		{ requestIds: 'kept', duplicateDocNumbers: 'refused' },
	] as const;

	test.each(guards)('a credit that both wrote is one in the end, and nobody is troubled (%j)', async (guard) => {
		const books = await openBooks(guard);
		await postOne(books.client, sale());
		const outcomes = await Promise.all([postOne(books.client, refunded), postOne(books.client, refunded)]);
		expect(await books.rows('CreditMemo')).toHaveLength(1);
		expect(outcomes.map(({ reason }) => reason)).toEqual([null, null]);
	});

	test('a payment that both wrote is one, and nobody is troubled', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const paid = soldAgain({ payments: [payment] });
		const outcomes = await Promise.all([
			postOne(books.client, paid, { recordPayments: true }),
			postOne(books.client, paid, { recordPayments: true }),
		]);
		expect(await books.rows('Payment')).toHaveLength(1);
		expect(outcomes.map(({ reason }) => reason)).toEqual([null, null]);
	});

	test('C6: one of them knows of the payment: an invoice and a receipt do not both stay', async () => {
		const books = await openBooks();
		const byPayment = { draft: { ...untouchedDraft, documentType: 'byPayment' as const } };
		await Promise.all([
			postOne(books.client, sale(), byPayment),
			postOne(books.client, sale({ payments: [payment] }), byPayment),
		]);
		expect(await books.standing()).toHaveLength(1);
	});

	test('a second credit that a run left behind is cleared by the next', async () => {
		const books = await openBooks({ duplicateDocNumbers: 'accepted' });
		await postOne(books.client, sale());
		await postOne(books.client, refunded);
		const [memo] = (await books.rows('CreditMemo')) as [Fields];
		await books.byHand('CreditMemo', writtenAnew(memo));
		await postOne(books.client, { ...refunded, modifiedAt: evenLater });
		expect((await books.rows('CreditMemo')).map(({ Id }) => Id)).toEqual([memo.Id]);
	});

	test('D1: a second document that somebody has paid is not voided', async () => {
		const books = await openBooks({ duplicateDocNumbers: 'accepted' });
		await postOne(books.client, order());
		const copy = await books.byHand('Invoice', writtenAnew(await books.onlyDocument()));
		await books.byHand('Payment', {
			CustomerRef: copy.CustomerRef,
			TotalAmt: 25,
			Line: [{ Amount: 25, LinkedTxn: [{ TxnId: copy.Id, TxnType: 'Invoice' }] }],
		});
		expect(await postOne(books.client, order())).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('more than once'),
		});
		expect(await books.standing()).toHaveLength(2);
	});
});

describe('New items', () => {
	const creating = {
		missingItems: {
			kind: 'create',
			accounts: { incomeId: null, expenseId: null, assetId: null },
			unstatedStock: 'needsAttention',
		},
	} as const;
	const soap = [orderLine({ sku: toSku('SOAP-NEW'), name: 'Soap' })];

	test('are not made for an order that stands in the books already, whatever its SKU says by now', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const renamed = { ...refunded, lines: [orderLine({ quantity: 3, net: 10_000, sku: toSku('SOAP-NEW') })] };
		const { length } = await books.rows('Item');
		expect((await postOne(books.client, renamed, creating)).outcome).toBe('credited');
		expect(await books.rows('Item')).toHaveLength(length);
	});

	test('are not made for an order whose number belongs to somebody else', async () => {
		const books = await openBooks();
		await books.byHand('Invoice', {
			DocNumber: 'WC-812',
			CustomerRef: { value: '1' },
			Line: [lineByHand(books.itemId)],
			PrivateNote: 'by hand',
		});
		const { length } = await books.rows('Item');
		expect((await postOne(books.client, order({ lines: soap }), creating)).outcome).toBe('needsAttention');
		expect(await books.rows('Item')).toHaveLength(length);
	});

	test('that another run has just made are taken, not made again under another name', async () => {
		const books = await openBooks({ requestIds: 'forgotten' });
		const orders = ['1', '2'].map((id) => order({ orderId: id, orderNumber: id, lines: soap }));
		const outcomes = await Promise.all(orders.map(async (one) => await postOne(books.client, one, creating)));
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'created']);
		expect((await books.rows('Item')).filter(({ Sku }) => Sku === 'SOAP-NEW')).toHaveLength(1);
	});
});

/** The body that another run would have sent for the same. */
function writtenAnew({ DocNumber, TxnDate, CustomerRef, Line, TxnTaxDetail, PrivateNote }: Fields): Fields {
	return { DocNumber, TxnDate, CustomerRef, Line, TxnTaxDetail, PrivateNote };
}

/** A QuickBooks that is gone as soon as something is to be voided. */
function withoutVoids(client: QuickBooksClient, only?: string): QuickBooksClient {
	return {
		...client,
		void: async (entity, ...rest) =>
			only === undefined || entity === only
				? await Promise.reject(new Error('cut'))
				: await client.void(entity, ...rest),
	};
}
