import { describe, expect, test } from '@jest/globals';
import type { SalesOrder } from '../../../core/model/salesOrder';
import type { DocumentType } from '../../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, evenLater, later, refund } from '../../support/afterSale';
import { buyer, order, orderLine } from '../../support/orders';
import { post, postOne } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const FORGETFUL = { requestIds: 'forgotten', duplicateDocNumbers: 'accepted' } as const;
const MEMO = { PrivateNote: 'Paid by Ana in cash' };
const marking = { overwrittenMemos: 'markAgain' } as const;
const bob = { ...buyer, email: 'bob@example.com', shipping: null };

const lines = [orderLine({ quantity: 3, net: 6000, restocked: 1 })];
const first = (changes: Partial<SalesOrder> = {}) => order({ lines, ...changes });
const second = (changes: Partial<SalesOrder> = {}) => order({ orderId: '900', orderNumber: '900', lines, ...changes });
const money = (refundId: string) => refund(refundId, 2000, [back(1, 2000, 1)]);

/** What a person changes of the document with this number. */
async function edit(books: StrictBooks, type: DocumentType, number: string, fields: Fields): Promise<void> {
	const row = (await books.rows(type)).find(({ DocNumber }) => DocNumber === number);
	await books.control('/edit-document', { type, id: row?.Id, ...fields });
}

/** rules.md C2: its memo was written over, and a process that began later knows no more than what it says. */
describe('A credit of another order', () => {
	/** Both were sold before one of them was credited, and all buyers of the shop are one customer. */
	const credited = async (others: Partial<SalesOrder>, refunds = [money('5')]) => {
		const books = await openBooks(FORGETFUL);
		await post(books.client, [first(), second(others)]);
		await postOne(books.client, first({ modifiedAt: later, refunds }));
		return books;
	};
	const refunded = (others: Partial<SalesOrder> = {}) =>
		second({ modifiedAt: later, refunds: [money('9')], ...others });

	test('is not taken for one that says the same and is of another buyer', async () => {
		const books = await credited({ customer: bob });
		await edit(books, 'CreditMemo', 'WC-812-R5', { ...MEMO, DocNumber: '2026-0093' });
		const outcome = await postOne(books.another(), refunded({ customer: bob }), marking);
		expect(outcome).toMatchObject({ outcome: 'credited', reason: null });
		expect(await books.rows('CreditMemo')).toHaveLength(2);
	});

	test.each([
		['its sale', [money('5')], null],
		['another credit of its sale, whose number was changed', [money('5'), money('6')], { DocNumber: 'Sal-26-0113' }],
		['its sale, whose memo was written over as well', [money('5')], MEMO],
	])('is not taken for one of the same buyer where %s tells whose it is', async (_what, refunds, ofSale) => {
		const books = await credited({}, refunds);
		await edit(books, 'CreditMemo', 'WC-812-R5', MEMO);
		if (ofSale !== null) await edit(books, 'Invoice', 'WC-812', ofSale);
		const outcome = await postOne(books.another(), refunded(), marking);
		expect(outcome).toMatchObject({ outcome: 'credited', reason: null });
		expect(await books.rows('CreditMemo')).toHaveLength(refunds.length + 1);
	});

	test('is not taken for one whose sale was made after it', async () => {
		const books = await openBooks(FORGETFUL);
		await postOne(books.client, first());
		await postOne(books.client, first({ modifiedAt: later, refunds: [money('5')] }));
		await edit(books, 'CreditMemo', 'WC-812-R5', { ...MEMO, DocNumber: '2026-0093' });
		await books.control('/clock', { advance: 130_000 });
		const another = books.another();
		await postOne(another, second(), { letThroughUntil: '2026-11-20T21:00:00.000Z' });
		expect(await postOne(another, refunded(), marking)).toMatchObject({ outcome: 'credited', reason: null });
		expect(await books.rows('CreditMemo')).toHaveLength(2);
	});

	test.each([
		['of another total', [orderLine({ quantity: 1, net: 4500 })]],
		['of the same total', lines],
	])('is not called lost where a sale is marked again beside that of the credit, %s', async (_which, others) => {
		const books = await credited({ lines: others });
		for (const number of ['WC-812', 'WC-900']) await edit(books, 'Invoice', number, MEMO);
		await edit(books, 'CreditMemo', 'WC-812-R5', MEMO);
		const outcome = await postOne(books.another(), second({ lines: others, modifiedAt: evenLater }), marking);
		expect(outcome).toMatchObject({ outcome: 'alreadyThere', reason: 'Invoice WC-900 was marked again' });
	});
});

/** rules.md C2 */
describe('A refund', () => {
	test('is credited once, though both memos were written over and both numbers changed', async () => {
		const books = await openBooks(FORGETFUL);
		const refunded = first({ modifiedAt: later, refunds: [money('5')] });
		await postOne(books.client, first());
		await postOne(books.client, refunded);
		await edit(books, 'Invoice', 'WC-812', { ...MEMO, DocNumber: '2026-0093' });
		await edit(books, 'CreditMemo', 'WC-812-R5', { ...MEMO, DocNumber: '2026-0094' });
		const another = books.another();
		for (const modifiedAt of [later, evenLater]) await postOne(another, { ...refunded, modifiedAt }, marking);
		expect(await books.rows('Invoice')).toHaveLength(1);
		expect(await books.rows('CreditMemo')).toHaveLength(1);
	});
});

/** rules.md C2 */
test('A sale that says the same is not taken for that of another buyer of the shop', async () => {
	const books = await openBooks(FORGETFUL);
	await postOne(books.client, first());
	await edit(books, 'Invoice', 'WC-812', MEMO);
	expect((await postOne(books.another(), second({ customer: bob }), marking)).outcome).toBe('created');
	expect((await postOne(books.another(), first({ modifiedAt: later }), marking)).outcome).toBe('alreadyThere');
	expect(await books.rows('Invoice')).toHaveLength(2);
});
