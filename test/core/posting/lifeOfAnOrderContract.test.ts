import { describe, expect, test } from '@jest/globals';
import { toSku } from '../../../core/model/sku';
import { back, evenLater, later, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { charge, order, orderLine } from '../../support/orders';
import { post, postOne, untouchedDraft } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';

type Books = Awaited<ReturnType<typeof openQuickBooks>>;

async function balances(books: Books): Promise<Record<string, number>> {
	const rows = (await books.control('/ledger')) as Array<{ name: string; balance: number }>;
	return Object.fromEntries(rows.filter(({ balance }) => balance !== 0).map(({ name, balance }) => [name, balance]));
}

describe('The life of an order, in a strict QuickBooks', () => {
	test('a fee alone, and shipping alone on an item of its own, are sales', async () => {
		const books = await openQuickBooks();
		const itemId = await books.item('Services', { Type: 'Service' });
		const draft = { ...untouchedDraft, feeItemId: itemId, shippingItemId: itemId };
		const orders = [
			order({ lines: [], fees: [charge({ chargeId: 'f1', name: 'Repair', net: 4000 })] }),
			order({ orderId: '2', orderNumber: '2', lines: [], shipping: [charge()] }),
		];
		expect(
			(await post(books.client, orders, { draft })).map(({ outcome, difference }) => [outcome, difference]),
		).toEqual([
			['created', 0],
			['created', 0],
		]);
	});

	test('cancelled, sold again, refunded and cancelled again: nothing is left in the accounts and on the shelf', async () => {
		const books = await openQuickBooks();
		const before = (await books.stock('MUG-BLUE'))?.quantity;
		const refunds = [refund('5', 2000, [back(1, 2000, 1)])];
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ state: 'cancelled' }));
		await postOne(books.client, soldAgain({ modifiedAt: '2026-11-20T11:30:00.000Z', refunds }));
		expect((await books.stock('MUG-BLUE'))?.quantity).toBe(Number(before) - 2);
		expect(
			(await postOne(books.client, soldAgain({ modifiedAt: evenLater, refunds, state: 'cancelled' }))).outcome,
		).toBe('credited');
		expect(await balances(books)).toEqual({});
		expect((await books.stock('MUG-BLUE'))?.quantity).toBe(before);
	});

	test('a refund of a sale that was booked on a later day is booked on that day at the earliest', async () => {
		const books = await openQuickBooks();
		const options = { draft: { ...untouchedDraft, beforeStart: 'onStartDate' as const } };
		const early = { placedAt: '2024-12-30T20:00:00.000Z' };
		await postOne(books.client, sale(early), options);
		const refunds = [{ ...refund('5', 2000, [back(1, 2000, 1)]), refundedAt: '2024-12-31T20:00:00.000Z' }];
		expect((await postOne(books.client, soldAgain({ ...early, refunds }), options)).outcome).toBe('credited');
		expect((await books.standing()).map(({ txnDate }) => txnDate)).toEqual(['2025-01-02', '2025-01-02']);
	});

	test('G7: an edit that takes the late item out moves the sale to no earlier day', async () => {
		const books = await openQuickBooks();
		const options = { draft: { ...untouchedDraft, beforeStart: 'onStartDate' as const } };
		const early = { placedAt: '2024-12-30T20:00:00.000Z' };
		await books.item('Repair', { Type: 'Service', Sku: 'REPAIR' });
		const repair = orderLine({ lineId: '2', sku: toSku('REPAIR'), quantity: 1, net: 1500 });
		const mugs = orderLine({ quantity: 3, net: 10_000 });
		await postOne(books.client, sale({ ...early, lines: [mugs, repair] }), options);
		expect((await postOne(books.client, soldAgain({ ...early, lines: [repair] }), options)).outcome).toBe('updated');
		expect((await books.standing()).map(({ txnDate, total }) => [txnDate, total])).toEqual([['2025-01-02', 15]]);
	});

	test('two runs that record one payment make one, and trouble nobody', async () => {
		const books = await openQuickBooks();
		await postOne(books.client, sale());
		const paid = soldAgain({ payments: [payment] });
		const outcomes = await Promise.all(
			[books.client, books.another()].map(async (client) => await postOne(client, paid, { recordPayments: true })),
		);
		expect(outcomes.map(({ reason }) => reason)).toEqual([null, null]);
		expect((await books.payments()).map(({ total }) => total)).toEqual([100]);
	});

	test('D1: a refund that the shop has deleted leaves a credit, beside which nothing is voided', async () => {
		const books = await openQuickBooks();
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] }));
		expect(await postOne(books.client, soldAgain({ modifiedAt: evenLater, state: 'cancelled' }))).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('The shop has no refund any more for Credit Memo WC-812-R5'),
		});
		expect((await books.standing()).map(({ total }) => total)).toEqual([100, 20]);
	});
});

describe('Rounding, where QuickBooks rounds per document', () => {
	const lines = [1, 2, 3, 4, 5].map((id) =>
		orderLine({ lineId: String(id), quantity: 1, net: 112, tax: 23, taxRates: ['Standard (20%)'] }),
	);
	const all = lines.map(({ lineId }) => back(1, 112, 1, { lineId, tax: 23 }));
	const british = async () => {
		const books = await openQuickBooks({ taxRoundedPer: 'document', taxRounding: 'halfUp' }, 'GB');
		return { books, roundingItemId: await books.item('Rounding differences', { Type: 'Service' }) };
	};

	test('a rounding item without a code for untaxed lines is asked about, and its neighbours are posted', async () => {
		const { books, roundingItemId } = await british();
		const orders = [
			order({ currency: 'GBP', lines }),
			order({
				currency: 'GBP',
				orderId: '2',
				orderNumber: '2',
				lines: [orderLine({ net: 1000, tax: 200, taxRates: ['Standard (20%)'] })],
			}),
		];
		const [first, second] = await post(books.client, orders, {
			draft: { ...untouchedDraft, taxedCodeId: '2', roundingItemId },
		});
		expect(first).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Tax Code for Untaxed Lines'),
		});
		expect(second?.outcome).toBe('created');
	});

	test('a credit that was written before there was a rounding item is put right, and used up to the cent', async () => {
		const { books, roundingItemId } = await british();
		const taxed = { ...untouchedDraft, taxedCodeId: '2', untaxedCodeId: '5' };
		const rounded = { draft: { ...taxed, roundingItemId } };
		await postOne(books.client, order({ currency: 'GBP', lines }), rounded);
		const refunded = order({ currency: 'GBP', lines, modifiedAt: later, refunds: [refund('5', 675, all)] });
		const first = await postOne(books.client, refunded, { draft: taxed });
		expect(first).toMatchObject({ outcome: 'needsAttention', reason: expect.stringContaining('Rounding Item') });
		expect(await postOne(books.client, { ...refunded, modifiedAt: evenLater }, rounded)).toMatchObject({
			outcome: 'updated',
			reason: "Invoice WC-812: QuickBooks makes its tax 1.12 GBP, the channel's is 1.15 GBP.",
		});
		expect((await books.standing()).map(({ total, balance }) => [total, balance])).toEqual([
			[6.75, 0],
			[6.75, 0],
		]);
		expect((await postOne(books.client, { ...refunded, modifiedAt: evenLater }, rounded)).outcome).toBe('alreadyThere');
	});
});
