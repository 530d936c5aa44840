import { describe, expect, test } from '@jest/globals';
import type { Refund, SalesOrder } from '../../../core/model/salesOrder';
import { findMissingOrders } from '../../../core/reconciling/missingOrders';
import { back, evenLater, later, payment, refund, soldAgain } from '../../support/afterSale';
import { charge, order, orderLine } from '../../support/orders';
import { moneyInto, postOne, untouchedDraft } from '../../support/posting';
import { inBooks, openBooks, type StrictBooks } from '../../support/strictBooks';

/** 100.00 for three mugs, of which the shop says that so many are back in stock. */
function mugs(restocked: number, changes: Partial<SalesOrder> = {}): SalesOrder {
	return soldAgain({ lines: [orderLine({ quantity: 3, net: 10_000, restocked })], payments: [payment], ...changes });
}

const two = (restocked: number | null): Refund[] => [refund('5', 6000, [back(2, 6000, restocked)])];

async function isMissing({ client }: StrictBooks, version: SalesOrder): Promise<boolean> {
	const choices = () => ({ prefix: 'WC-', goLive: null });
	const asked = { choices, recordPayments: false, now: '2026-11-20T20:00:00.000Z' };
	return (await findMissingOrders(client, [version], asked)).length > 0;
}

/** rules.md D6 */
describe('A credit that says other units than the shop says by now', () => {
	test.each([
		['of goods that were restocked later gets their units', 0, 2, 1],
		['of goods that were restocked in part gets these', 2, 1, 2],
		['of goods that the shop has taken anew gives their units away', 2, 0, 3],
	])('%s, and its money stays', async (_what, before, now, units) => {
		const books = await openBooks();
		await postOne(books.client, mugs(before, { refunds: two(before) }));
		expect(await inBooks(books)).toEqual({ money: 40, units: 3 - before });
		const changed = mugs(now, { modifiedAt: evenLater, refunds: two(now) });
		expect(await isMissing(books, changed)).toBe(true);
		expect(await postOne(books.client, changed)).toMatchObject({ outcome: 'updated', reason: null });
		expect(await inBooks(books)).toEqual({ money: 40, units });
		expect((await books.rows('CreditMemo'))[0]?.PrivateNote).toContain(`Blue mug: ${now} of 2 back in stock`);
		expect(await isMissing(books, changed)).toBe(false);
		expect(await postOne(books.client, changed)).toMatchObject({ outcome: 'alreadyThere', reason: null });
	});

	test('of goods without a price that the shop has taken anew gives their units away, and stands without any', async () => {
		const books = await openBooks();
		const gift = (restocked: number, changes: Partial<SalesOrder> = {}) =>
			mugs(restocked, {
				lines: [orderLine({ quantity: 3, net: 0, restocked })],
				shipping: [charge({ net: 900 })],
				payments: [{ ...payment, amount: 900 }],
				refunds: [refund('5', 0, [back(2, 0, restocked)])],
				...changes,
			});
		await postOne(books.client, gift(2));
		expect(await books.rows('CreditMemo')).toHaveLength(1);
		const changed = gift(0, { modifiedAt: evenLater });
		expect(await isMissing(books, changed)).toBe(true);
		expect(await postOne(books.client, changed)).toMatchObject({ outcome: 'updated', reason: null });
		expect(await books.rows('CreditMemo')).toHaveLength(1);
		expect(await inBooks(books)).toEqual({ money: 9, units: 3 });
		expect(await isMissing(books, changed)).toBe(false);
		expect(await postOne(books.client, changed)).toMatchObject({ outcome: 'alreadyThere', reason: null });
		await postOne(books.client, gift(1, { modifiedAt: '2026-11-20T13:00:00.000Z' }));
		expect(await inBooks(books)).toEqual({ money: 9, units: 2 });
	});

	test('a refund of no money and no goods has no credit, and nothing is missing without one', async () => {
		const books = await openBooks();
		const nothing = (restocked: number | null) =>
			mugs(0, {
				lines: [orderLine({ quantity: 3, net: 10_000, restocked })],
				refunds: [refund('5', 0, [back(2, 0, restocked)])],
			});
		expect(await postOne(books.client, nothing(0))).toMatchObject({ outcome: 'created', reason: null });
		expect(await books.rows('CreditMemo')).toHaveLength(0);
		expect(await isMissing(books, nothing(0))).toBe(false);
		expect(await isMissing(books, nothing(1))).toBe(true);
		expect(await isMissing(books, nothing(null))).toBe(true);
	});

	test('of two refunds of a line the one gets what the other leaves', async () => {
		const books = await openBooks();
		const refunds = [refund('5', 3000, [back(1, 3000, null)]), refund('6', 3000, [back(1, 3000, null)])];
		await postOne(books.client, mugs(1, { refunds }));
		expect(await inBooks(books)).toEqual({ money: 40, units: 2 });
		await postOne(books.client, mugs(2, { modifiedAt: evenLater, refunds }));
		expect(await inBooks(books)).toEqual({ money: 40, units: 1 });
		await postOne(books.client, mugs(0, { modifiedAt: '2026-11-20T13:00:00.000Z', refunds }));
		expect(await inBooks(books)).toEqual({ money: 40, units: 3 });
	});

	test('leaves mere money to another one, whose item is made in the same run', async () => {
		const books = await openBooks();
		const [first, second] = [refund('5', 3000, [back(1, 3000, null)]), refund('6', 3000, [back(1, 3000, null)])];
		await postOne(books.client, mugs(0, { refunds: [first] }));
		const version = mugs(1, { modifiedAt: evenLater, refunds: [first, second] });
		expect(await postOne(books.client, version)).toMatchObject({ outcome: 'credited', reason: null });
		expect(await inBooks(books)).toEqual({ money: 40, units: 2 });
	});

	test.each([
		['the number of its sale', 'Invoice 2026-0093', { DocNumber: '2026-0093' }],
		['the day of its sale', 'Invoice WC-812', { TxnDate: '2026-11-19' }],
	])('is for a person where people changed %s', async (_what, name, edit) => {
		const books = await openBooks();
		await postOne(books.client, mugs(2, { refunds: two(2) }));
		const [sold] = await books.rows('Invoice');
		await books.control('/edit-document', { type: 'Invoice', id: sold?.Id, ...edit });
		const taken = mugs(0, { modifiedAt: evenLater, refunds: two(0) });
		expect(await isMissing(books, taken)).toBe(true);
		expect(await postOne(books.another(), taken)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(
				new RegExp(`other units came back \\("Blue mug": 0, not 2\\).* ${name} was changed in QuickBooks`),
			),
		});
		expect(await inBooks(books)).toEqual({ money: 40, units: 1 });
		expect(await isMissing(books, mugs(2, { refunds: two(2) }))).toBe(false);
	});

	test('is for a person where people changed it', async () => {
		const books = await openBooks();
		await postOne(books.client, mugs(0, { refunds: two(0) }));
		const [credit] = await books.rows('CreditMemo');
		await books.control('/edit-document', { type: 'CreditMemo', id: credit?.Id, DocNumber: 'R-1' });
		expect(await postOne(books.another(), mugs(2, { modifiedAt: evenLater, refunds: two(2) }))).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/other units came back \("Blue mug": 2, not 0\).* changed in QuickBooks/),
		});
		expect(await inBooks(books)).toEqual({ money: 40, units: 3 });
	});
});

describe('A mere amount brings no units back', () => {
	test('and so the sale is updated after an edit, though shipping and fees of it went back on items', async () => {
		const books = await openBooks();
		const { draft } = await books.chosen();
		const shippingItemId = await books.item('Shipping', { Type: 'Service' });
		const form = { draft: { ...draft, shippingItemId, feeItemId: shippingItemId } };
		const sold = { shipping: [charge()], fees: [charge({ chargeId: 'f1', name: 'Wrapping' })] };
		await postOne(books.client, order(sold), form);
		await postOne(books.client, order({ ...sold, modifiedAt: later, refunds: [refund('5', 1000)] }), form);
		const edited = order({
			lines: [orderLine({ net: 2400 })],
			shipping: [charge()],
			modifiedAt: evenLater,
			refunds: [refund('5', 1000)],
		});
		expect(await postOne(books.client, edited, form)).toMatchObject({ outcome: 'updated', reason: null });
	});

	test('and an edit to fewer units than came back is for a person', async () => {
		const books = await openBooks();
		await postOne(books.client, mugs(2, { payments: [], refunds: two(2) }));
		const lines = [orderLine({ quantity: 1, net: 10_000, restocked: 2 })];
		expect(
			await postOne(books.client, mugs(2, { payments: [], lines, modifiedAt: evenLater, refunds: two(2) })),
		).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('fewer units of a line than came back of it'),
		});
	});
});

test('a version from before a credit is older than what the books say', async () => {
	const books = await openBooks();
	await postOne(books.client, mugs(0, { modifiedAt: later }));
	await postOne(books.client, mugs(0, { modifiedAt: '2026-11-20T13:00:00.000Z', refunds: two(0) }));
	const cancelled = mugs(0, { modifiedAt: evenLater, state: 'cancelled', payments: [] });
	expect(await postOne(books.client, cancelled)).toMatchObject({
		outcome: 'alreadyThere',
		reason: 'A newer version of the order is in the books',
	});
});

test('a credit whose refund the shop has deleted is told of, also where a person has written over its memo', async () => {
	const books = await openBooks();
	await postOne(books.client, mugs(0, { refunds: two(0) }));
	const [credit] = await books.rows('CreditMemo');
	await books.control('/edit-document', {
		type: 'CreditMemo',
		id: credit?.Id,
		PrivateNote: 'Paid by Ana',
	});
	expect(await postOne(books.client, mugs(0, { modifiedAt: '2099-01-01T00:00:00.000Z' }))).toMatchObject({
		outcome: 'needsAttention',
		reason: expect.stringContaining('The shop has no refund any more for Credit Memo WC-812-R5'),
	});
});

test('an edit of a sale with an item that is inactive by now says so, and does not wait for another run', async () => {
	const books = await openBooks();
	await postOne(books.client, order());
	await books.control('/item', { id: books.itemId, Active: false });
	const edited = order({ lines: [orderLine({ net: 2400 })], modifiedAt: later });
	expect(await postOne(books.client, edited)).toMatchObject({
		outcome: 'needsAttention',
		reason: expect.stringContaining('inactive'),
	});
});

test('where a credit was deleted by hand, that is the reason, and no item is asked for', async () => {
	const books = await openBooks();
	const form = { recordPayments: true, draft: { ...untouchedDraft, ...moneyInto('35') } };
	await postOne(books.client, mugs(0, { refunds: two(0) }), form);
	const [credit] = await books.rows('RefundReceipt');
	await books.deleteByHand('RefundReceipt', credit ?? {});
	expect(await postOne(books.another(), mugs(0, { modifiedAt: evenLater, refunds: two(0) }), form)).toMatchObject({
		outcome: 'needsAttention',
		reason: expect.stringMatching(/^A refund is not credited. Somebody deleted Refund Receipt/),
	});
});
