import { describe, expect, test } from '@jest/globals';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import type { PostingChoices } from '../../../core/posting/plan/postingOptions';
import type { Fields } from '../../../core/reading/readUnknown';
import { buyer, order, orderLine } from '../../support/orders';
import { postOne, untouchedDraft } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const FORGETFUL = { requestIds: 'forgotten', duplicateDocNumbers: 'accepted' } as const;
const later = '2026-11-20T11:00:00.000Z';
const evenLater = '2026-11-20T12:00:00.000Z';
const muchLater = '2026-11-20T13:00:00.000Z';
const off = (changes: Partial<SalesOrder> = {}) => order({ state: 'cancelled', modifiedAt: later, ...changes });
const edited = { lines: [orderLine({ quantity: 3, net: 3750 })] };
const released = { letThroughUntil: '2026-11-20T21:00:00.000Z' };
const markAgain = { overwrittenMemos: 'markAgain' } as const;

/** A sale of which somebody wrote over the memo and changed the number. */
async function lost(changes: Partial<SalesOrder> = {}, choices: Partial<PostingChoices> = {}): Promise<StrictBooks> {
	const books = await openBooks(FORGETFUL);
	await postOne(books.client, order(changes), choices);
	await loseMark(books, await books.onlyDocument());
	return books;
}

async function lostSecond(): Promise<StrictBooks> {
	const books = await openBooks(FORGETFUL);
	await postOne(books.client, order());
	await postOne(books.client, off());
	await postOne(books.client, order({ modifiedAt: evenLater }));
	const [second] = (await books.standing()) as [Fields];
	await loseMark(books, second);
	return books;
}

async function loseMark({ control }: StrictBooks, { type, Id }: Fields): Promise<void> {
	await control('/edit-document', { type, id: Id, PrivateNote: 'Paid by Ana in cash', DocNumber: '2026-0093' });
}

const mayBe = {
	outcome: 'needsAttention',
	reason: expect.stringMatching(
		/Invoice 2026-0093 may be this order, which was edited since.* The order is cancelled.* void it.* Let Through Until/,
	),
};

/** rules.md C2, D1 */
describe('A sale that lost its mark and its number, of an order that is called off', () => {
	test('is known by what it says, marked again and ended', async () => {
		const books = await lost();
		expect((await postOne(books.another(), off())).reason).toContain('Overwritten Memos: Mark Again');
		expect((await postOne(books.another(), off(), markAgain)).outcome).toBe('voided');
		expect(await books.standing()).toEqual([]);
	});

	test('is known by what it says in closed books, where a new one could not be written', async () => {
		const books = await lost();
		await books.control('/settings', { bookCloseDate: '2026-11-20' });
		expect((await postOne(books.another(), off())).reason).toContain('Invoice 2026-0093 is this order');
	});

	test('is known by what it says where its prices contain a tax that nobody names, whatever other orders the run has', async () => {
		const books = await openBooks(FORGETFUL, 'GB');
		const rule = { rates: 'tax included, not named', country: null, marketplace: false, codeId: '2' };
		const draft = { ...untouchedDraft, taxRules: [rule] };
		const sold = { currency: 'GBP', taxIncluded: true, lines: [orderLine({ net: 2400, tax: null })], total: 2400 };
		await postOne(books.client, order(sold), { draft });
		await loseMark(books, await books.onlyDocument());
		expect((await postOne(books.another(), off(sold), { draft })).reason).toContain('Invoice 2026-0093 is this order');
	});

	test('is for a person where the order was edited before', async () => {
		const books = await lost();
		expect(await postOne(books.another(), off(edited))).toMatchObject(mayBe);
	});

	test('is for a person where it was changed by hand as well', async () => {
		const books = await lost();
		await books.control('/edit-document', { ...(await idOf(books)), TxnDate: '2026-11-19' });
		expect(await postOne(books.another(), off())).toMatchObject(mayBe);
	});

	test('is let go by a person who says that it is another one', async () => {
		const books = await lost();
		expect(await postOne(books.another(), off(edited), released)).toMatchObject({
			outcome: 'nothingToPost',
			reason: 'The order was cancelled before it was posted',
		});
	});

	test('is not asked about where a person voided it', async () => {
		const books = await lost();
		await books.control('/edit-document', { ...(await idOf(books)), voided: true });
		expect((await postOne(books.another(), off(edited))).outcome).toBe('nothingToPost');
	});

	test.each([
		['of another buyer', { customer: { ...buyer, email: 'bob@example.com', shipping: null } }],
		['of other goods', { lines: [orderLine({ sku: toSku('TEE-RED-M'), net: 1999, quantity: 1 })] }],
		['of another day', { placedAt: '2026-11-17T10:00:00.000Z' }],
	])('asks about no order %s', async (_which, changes) => {
		const books = await lost();
		const other = off({ orderId: '900', orderNumber: '900', lines: edited.lines, ...changes });
		expect((await postOne(books.another(), other)).outcome).toBe('nothingToPost');
	});

	test('asks about no other order in the process that knows whose it is', async () => {
		const books = await lost();
		const other = off({ orderId: '900', orderNumber: '900', lines: edited.lines });
		expect((await postOne(books.client, other)).outcome).toBe('nothingToPost');
	});

	test('is known by what it says, marked again and ended, if it was written when the order was taken up again', async () => {
		const books = await lostSecond();
		const again = off({ modifiedAt: muchLater });
		expect((await postOne(books.another(), again)).reason).toContain('Invoice 2026-0093 is this order');
		expect((await postOne(books.another(), again, markAgain)).outcome).toBe('voided');
		expect(await books.standing()).toEqual([]);
	});

	test('is for a person where the order was edited, if it was written when the order was taken up again', async () => {
		const books = await lostSecond();
		expect(await postOne(books.another(), off({ modifiedAt: muchLater, ...edited }))).toMatchObject(mayBe);
	});
});

async function idOf({ onlyDocument }: StrictBooks): Promise<Fields> {
	const { type, Id } = await onlyDocument();
	return { type, id: Id };
}
