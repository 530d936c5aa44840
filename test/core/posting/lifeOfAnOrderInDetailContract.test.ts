import { describe, expect, test } from '@jest/globals';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, evenLater, later, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { inBooks, openBooks } from '../../support/strictBooks';
import { hoursLater } from '../../support/interceptedClient';
import { charge, order, orderLine } from '../../support/orders';
import { post, postOne, untouchedDraft } from '../../support/posting';

const nextMonth = { now: '2026-12-02T12:00:00.000Z' };
const wayLater = '2026-11-20T13:00:00.000Z';

describe('Edits', () => {
	test('an old document is updated in the run that creates another one', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const outcomes = await post(books.client, [
			soldAgain({ lines: [orderLine({ quantity: 4, net: 12_000 })] }),
			order({ orderId: '2', orderNumber: '2' }),
		]);
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['updated', 'created']);
		expect(await inBooks(books)).toEqual({ money: 145, units: 6 });
	});

	test('D2: goods that came back already are not edited away', async () => {
		const books = await openBooks();
		const second = orderLine({ lineId: '2', quantity: 1, net: 5000 });
		await postOne(books.client, sale({ lines: [orderLine({ quantity: 3, net: 10_000 }), second] }));
		const refunds = [refund('5', 3333, [back(1, 3333, 1)])];
		await postOne(books.client, soldAgain({ lines: [orderLine({ quantity: 3, net: 10_000 }), second], refunds }));
		const outcome = await postOne(books.client, soldAgain({ modifiedAt: evenLater, lines: [second], refunds }));
		expect(outcome).toMatchObject({ outcome: 'needsAttention', reason: expect.stringContaining('came back') });
		expect(await inBooks(books)).toEqual({ money: 116.67, units: 3 });
	});

	test('a refund of a line that an edit has taken out is money alone', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const second = orderLine({ lineId: '2', quantity: 1, net: 5000 });
		await postOne(books.client, sale({ lines: [orderLine({ quantity: 3, net: 10_000 }), second] }), chosen);
		const outcome = await postOne(
			books.client,
			soldAgain({ refunds: [refund('5', 1000, [back(1, 1000, 1, { lineId: '2' })])] }),
			chosen,
		);
		expect(outcome).toMatchObject({ outcome: 'credited' });
		expect(await inBooks(books)).toEqual({ money: 90, units: 3 });
	});

	test('D4: a refund of an order that was edited to a half while it waits brings back the units that came back, and the edit follows', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const refunds = [refund('5', 5000, [back(1, 5000, 1)])];
		const lines = [orderLine({ quantity: 1, net: 5000 })];
		await postOne(books.client, sale({ lines: [orderLine({ quantity: 2, net: 10_000 })] }), chosen);
		const waiting = soldAgain({ lines, refunds, state: 'reserving', channelState: 'on-hold' });
		expect((await postOne(books.client, waiting, chosen)).outcome).toBe('credited');
		expect(await inBooks(books)).toEqual({ money: 50, units: 1 });
		const outcome = await postOne(books.client, soldAgain({ lines, refunds, modifiedAt: evenLater }), chosen);
		expect(outcome).toMatchObject({ outcome: 'updated', reason: null });
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('a product that was deleted in the shop since keeps the item that it was sold as', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const gone = [orderLine({ quantity: 3, net: 10_000, sku: null, listingRef: null })];
		const outcome = await postOne(
			books.client,
			soldAgain({ lines: gone, refunds: [refund('5', 3333, [back(1, 3333, 1)])] }),
		);
		expect(outcome).toMatchObject({ outcome: 'credited' });
		expect(await inBooks(books)).toEqual({ money: 66.67, units: 2 });
	});
});

describe('Orders without goods', () => {
	test('a fee alone is a sale', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const fees = [charge({ chargeId: 'f1', name: 'Repair', net: 4000 })];
		expect(await postOne(books.client, order({ lines: [], fees }), chosen)).toMatchObject({
			outcome: 'created',
			document: { total: 4000 },
		});
	});

	test('so is shipping alone, on an item of its own', async () => {
		const books = await openBooks();
		const shippingItemId = await books.item('Delivery', { Type: 'Service' });
		const alone = order({ lines: [], shipping: [charge()] });
		expect(await postOne(books.client, alone)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Shipping Item'),
		});
		expect(await postOne(books.client, alone, { draft: { ...untouchedDraft, shippingItemId } })).toMatchObject({
			outcome: 'created',
			document: { total: 500 },
		});
	});

	test('a refund of money that was never charged holds up its own order only', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const gift = order({ orderId: '1', orderNumber: '1', lines: [orderLine({ net: 0 })], refunds: [refund('5', 100)] });
		const [first, second] = await post(books.client, [gift, sale()], chosen);
		expect(first).toMatchObject({ outcome: 'needsAttention', reason: expect.stringContaining('only 0.00 USD') });
		expect(second?.outcome).toBe('created');
	});

	test('a free order that is cancelled in a later month brings its goods back', async () => {
		const books = await openBooks();
		const gift = { lines: [orderLine({ quantity: 2, net: 0 })] };
		await postOne(books.client, order(gift));
		expect(
			await postOne(books.client, order({ ...gift, modifiedAt: later, state: 'cancelled' }), nextMonth),
		).toMatchObject({ outcome: 'credited' });
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});
});

describe('Cancelled, and more', () => {
	test('C5: cancelled, sold again and cancelled again, nothing is left', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ state: 'cancelled' }));
		await postOne(books.client, soldAgain({ modifiedAt: evenLater }));
		const outcome = await postOne(books.client, soldAgain({ modifiedAt: wayLater, state: 'cancelled' }));
		expect(outcome).toMatchObject({ outcome: 'voided', document: { number: 'WC-812-2' } });
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('C5: a refund of the second life is credited against the second document', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		await postOne(books.client, sale(), chosen);
		await postOne(books.client, soldAgain({ state: 'cancelled' }), chosen);
		await postOne(books.client, soldAgain({ modifiedAt: evenLater }), chosen);
		const refunded = soldAgain({
			modifiedAt: wayLater,
			state: 'refunded',
			refunds: [refund('5', 10_000, [back(3, 10_000, 3)])],
		});
		expect(await postOne(books.client, refunded, chosen)).toMatchObject({
			outcome: 'credited',
			following: [{ number: 'WC-812-R5-2' }],
		});
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test.each([
		['voided', {}],
		['closed by a credit', nextMonth],
	])(
		'C5: %s, sold again and refunded with the goods away, all between two looks: a second document and its credit',
		async (_how, when) => {
			const books = await openBooks();
			const { draft } = await books.chosen();
			await postOne(books.client, sale(), { ...when, draft });
			await postOne(books.client, soldAgain({ state: 'cancelled' }), { ...when, draft });
			const line = orderLine({ quantity: 3, net: 10_000, stockTaken: 3, restocked: 0 });
			const refunds = [refund('5', 10_000)];
			const again = soldAgain({ modifiedAt: evenLater, state: 'refunded', lines: [line], refunds });
			expect(await postOne(books.client, again, { ...when, draft })).toMatchObject({
				outcome: 'credited',
				document: { number: 'WC-812-2' },
				following: [{ number: 'WC-812-R5-2' }],
			});
			expect(await inBooks(books)).toEqual({ money: 0, units: 3 });
			expect((await postOne(books.client, { ...again, modifiedAt: wayLater }, { ...when, draft })).outcome).toBe(
				'alreadyThere',
			);
		},
	);

	test('C5: cancelled and then called refunded, with nothing taken up again, nothing more is booked', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ state: 'cancelled' }));
		const lines = [orderLine({ quantity: 3, net: 10_000, stockTaken: null, restocked: 0 })];
		const refunded = soldAgain({ modifiedAt: evenLater, state: 'refunded', lines, refunds: [refund('5', 10_000)] });
		expect((await postOne(books.client, refunded)).outcome).toBe('nothingToPost');
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('closed by a credit, and waiting for the buyer again: there is nothing to void', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ state: 'cancelled' }), nextMonth);
		expect(
			(await postOne(books.client, soldAgain({ modifiedAt: evenLater, state: 'open', channelState: 'pending' })))
				.outcome,
		).toBe('nothingToPost');
		expect(
			(await postOne(books.client, soldAgain({ modifiedAt: evenLater, state: 'reserving', channelState: 'on-hold' })))
				.outcome,
		).toBe('nothingToPost');
	});

	test('closed by a credit and sold again in the same second, a person decides', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ state: 'cancelled' }), nextMonth);
		expect(await postOne(books.client, soldAgain())).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('in the same second'),
		});
		expect((await postOne(books.client, soldAgain({ modifiedAt: evenLater }))).document).toMatchObject({
			number: 'WC-812-2',
		});
	});

	test('D7: paid, refunded in part and cancelled: the rest of the money is asked for, and ends the sale once it went back', async () => {
		const books = await openBooks();
		const payments = [{ ...payment, amount: 10_000 }];
		await postOne(books.client, sale({ payments }));
		const first = refund('5', 2000, [back(1, 2000, 1)]);
		expect(await postOne(books.client, soldAgain({ payments, refunds: [first], state: 'cancelled' }))).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('cancelled after 20.00 USD of 100.00 USD went back'),
		});
		expect(await inBooks(books)).toEqual({ money: 80, units: 2 });
		const refunds = [first, refund('6', 8000)];
		const off = soldAgain({ modifiedAt: evenLater, payments, refunds, state: 'cancelled' });
		expect((await postOne(books.client, off)).outcome).toBe('credited');
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('what the shop pays back after the closing credit is in it already', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		await postOne(books.client, sale(), chosen);
		const first = refund('5', 2000, [back(1, 2000, 1)]);
		await postOne(books.client, soldAgain({ refunds: [first], state: 'cancelled' }), chosen);
		const outcome = await postOne(
			books.client,
			soldAgain({
				modifiedAt: evenLater,
				payments: [payment],
				refunds: [first, refund('6', 8000)],
				state: 'cancelled',
			}),
			chosen,
		);
		expect(outcome).toMatchObject({ outcome: 'alreadyThere', reason: null });
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('a refund that could not be credited keeps the sale from being ended', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const id = await books.item('Refunds', { Type: 'Service', Sku: 'QBOSYNC-REFUND-79' });
		await books.control('/item', { id, Active: false });
		await postOne(books.client, sale({ payments: [payment] }), { recordPayments: true });
		const off = soldAgain({
			payments: [payment],
			state: 'cancelled',
			refunds: [refund('5', 4000, [back(3, 4000, 0)]), refund('6', 6000)],
		});
		expect(await postOne(books.client, off)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Money-Only Refund Item'),
		});
		expect(await inBooks(books)).toEqual({ money: 100, units: 3 });
		expect((await postOne(books.client, off, chosen)).outcome).toBe('credited');
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('D2: paid, restocked for nothing and cancelled: the money is still to be asked for', async () => {
		const books = await openBooks();
		await postOne(books.client, sale({ payments: [payment] }));
		const off = soldAgain({ payments: [payment], state: 'cancelled', refunds: [refund('5', 0, [back(1, 0, 1)])] });
		expect(await postOne(books.client, off)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('cancelled without a refund'),
		});
	});

	test('edited and cancelled at once, in a later month: a line that the order has no more is not forgotten', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const off = soldAgain({ state: 'cancelled', lines: [] });
		expect((await postOne(books.client, off, nextMonth)).outcome).toBe('credited');
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test('a total that a rounding is still missing from does not keep a cancelled order in the books', async () => {
		const books = await openBooks();
		const odd = { total: 2501, lines: [orderLine({ net: 2500, tax: 1 })] };
		await postOne(books.client, order(odd));
		const document = await books.onlyDocument();
		books.show('Invoice', { ...document, TotalAmt: 25 });
		expect(await postOne(books.client, order({ ...odd, modifiedAt: later, state: 'cancelled' }))).toMatchObject({
			outcome: 'voided',
		});
	});

	test('D1: a payment that people booked keeps the sale from being closed as if its money went back', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const { Id, CustomerRef } = await books.onlyDocument();
		await books.byHand('Payment', {
			CustomerRef,
			TotalAmt: 100,
			Line: [{ Amount: 100, LinkedTxn: [{ TxnId: Id, TxnType: 'Invoice' }] }],
		});
		const outcome = await postOne(
			books.client,
			soldAgain({ state: 'cancelled', modifiedAt: '2026-12-02T11:00:00.000Z' }),
			nextMonth,
		);
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('somebody booked a payment'),
		});
		expect(await books.rows('RefundReceipt')).toEqual([]);
	});

	test('D6: a credit whose refund the shop has deleted is for a person, each time the order is looked at', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] }));
		expect(await postOne(books.client, soldAgain())).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('The shop has no refund any more for Credit Memo WC-812-R5'),
		});
		expect((await postOne(books.client, sale())).outcome).toBe('alreadyThere');
	});

	test('D1: no void beside a credit, also where the shop has deleted its refund', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		await postOne(books.client, soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] }));
		const outcome = await postOne(books.client, soldAgain({ modifiedAt: evenLater, state: 'cancelled' }));
		expect(outcome.outcome).toBe('needsAttention');
		expect(await inBooks(books)).toEqual({ money: 80, units: 2 });
	});
});

describe('Refunds that are odd', () => {
	test('a refund of nothing asks nobody for anything', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		expect(await postOne(books.client, soldAgain({ refunds: [refund('5', 0)] }))).toMatchObject({
			outcome: 'alreadyThere',
			reason: null,
		});
	});

	test('half of a unit and a half comes back', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const cloth = { lines: [orderLine({ quantity: 2.5, net: 2500 })] };
		await postOne(books.client, order(cloth), chosen);
		const outcome = await postOne(
			books.client,
			order({ ...cloth, modifiedAt: later, refunds: [refund('5', 1500, [back(1.5, 1500, 0.5)])] }),
			chosen,
		);
		expect(outcome).toMatchObject({ outcome: 'credited' });
		expect(await inBooks(books)).toEqual({ money: 10, units: 2 });
	});

	test('a negative fee goes back as it was charged', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const fees = [charge({ chargeId: 'f1', name: 'Loyalty', net: -1000 })];
		await postOne(books.client, sale({ fees }), chosen);
		await postOne(
			books.client,
			soldAgain({ fees, refunds: [refund('5', 9000, [back(3, 10_000, 3), back(0, -1000, null, { lineId: 'f1' })])] }),
			chosen,
		);
		const lines = (await books.rows('CreditMemo'))[0]?.Line as Fields[];
		expect(lines.map(({ Amount }) => Amount)).toEqual([100, -10, 90]);
		expect(await inBooks(books)).toEqual({ money: 0, units: 0 });
	});

	test.each([
		['deleted', later],
		['voided', evenLater],
	] as const)('A2: a credit that people %s is not written again', async (what, modifiedAt) => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const refunded = soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] });
		await postOne(books.client, refunded);
		const [memo] = (await books.rows('CreditMemo')) as [Fields];
		for (const { Id } of await books.rows('Payment')) await books.control('/edit-payment', { id: Id, deleted: true });
		if (what === 'deleted') await books.deleteByHand('CreditMemo', memo);
		else await books.byHand('CreditMemo', { ...(await books.rows('CreditMemo'))[0], ...emptied(memo) });
		expect(await postOne(hoursLater(books.client), { ...refunded, modifiedAt })).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(new RegExp(`${what} in QuickBooks by someone`)),
		});
		expect((await books.documents()).filter(({ type, TotalAmt }) => type !== 'Invoice' && TotalAmt !== 0)).toEqual([]);
	});
});

/** What QuickBooks' own pages make of a credit memo that is voided there; the API has no void of it. */
function emptied({ Line, PrivateNote }: Fields): Fields {
	const lines = (Line as Fields[]).filter(({ SalesItemLineDetail }) => SalesItemLineDetail !== undefined);
	return {
		Line: lines.map((line) => ({
			...line,
			Amount: 0,
			SalesItemLineDetail: { ...(line.SalesItemLineDetail as Fields), Qty: 0, UnitPrice: 0 },
		})),
		PrivateNote: `Voided - ${String(PrivateNote)}`,
	};
}
