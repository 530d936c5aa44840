import { describe, expect, test } from '@jest/globals';
import type { SalesOrder } from '../../../core/model/salesOrder';
import type { DocumentType } from '../../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { order, orderLine } from '../../support/orders';
import { post, postOne } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const FORGETFUL = { requestIds: 'forgotten', duplicateDocNumbers: 'accepted' } as const;
const later = '2026-11-20T11:00:00.000Z';
const renamed = (changes: Partial<SalesOrder> = {}) =>
	order({ orderNumber: 'W2026-0812', modifiedAt: later, channelState: 'completed', ...changes });

/** rules.md C2 */
describe('A memo that a person wrote over, and a number that changed since', () => {
	const inQuickBooks = async (books: StrictBooks, type: DocumentType) =>
		await edit(books, type, { PrivateNote: 'Paid by Ana in cash', DocNumber: '2026-0093' });
	const inShop = async (books: StrictBooks, type: DocumentType) =>
		await edit(books, type, { PrivateNote: 'Paid by Ana in cash' });

	test.each([
		['in the shop', inShop, renamed()],
		['in QuickBooks', inQuickBooks, order({ modifiedAt: later, channelState: 'completed' })],
		['on both sides', inQuickBooks, renamed()],
	])('%s: another process knows the sale by what it says, and creates nothing', async (_where, change, version) => {
		const books = await openBooks(FORGETFUL);
		await postOne(books.client, order());
		await change(books, 'Invoice');
		const outcome = await postOne(books.another(), version);
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Overwritten Memos: Mark Again'),
		});
		const another = books.another();
		const marked = await postOne(another, version, { overwrittenMemos: 'markAgain' });
		expect(marked).toMatchObject({ outcome: 'alreadyThere', reason: expect.stringContaining('was marked again') });
		expect((await postOne(books.another(), version)).outcome).toBe('alreadyThere');
		expect(await books.documents()).toHaveLength(1);
	});

	test('an order that says something else gets its own, though it comes to the same', async () => {
		const books = await openBooks(FORGETFUL);
		await postOne(books.client, order());
		await inQuickBooks(books, 'Invoice');
		const other = order({
			orderId: '900',
			orderNumber: '900',
			lines: [orderLine({ quantity: 1, net: order().total, name: 'Something else' })],
		});
		expect((await postOne(books.another(), other)).outcome).toBe('created');
		expect(await books.documents()).toHaveLength(2);
	});

	test('of two orders that say the same, each gets one mark', async () => {
		const books = await openBooks(FORGETFUL);
		const twin = order({ orderId: '900', orderNumber: '900' });
		await postOne(books.client, order());
		await inQuickBooks(books, 'Invoice');
		const another = books.another();
		const outcomes = await post(another, [order(), twin], { overwrittenMemos: 'markAgain' });
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['alreadyThere', 'created']);
		expect(await books.documents()).toHaveLength(2);
	});

	test('of a credit: it is not credited again', async () => {
		const books = await openBooks(FORGETFUL);
		const chosen = await books.chosen();
		const refunded = soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] });
		await postOne(books.client, sale(), chosen);
		await postOne(books.client, refunded, chosen);
		await inQuickBooks(books, 'CreditMemo');
		const once = { ...refunded, modifiedAt: '2026-11-20T13:00:00.000Z' };
		expect((await postOne(books.another(), once, chosen)).reason).toContain('Overwritten Memos: Mark Again');
		const marking = { ...chosen, overwrittenMemos: 'markAgain' } as const;
		expect((await postOne(books.another(), once, marking)).outcome).toBe('credited');
		expect((await postOne(books.another(), once, chosen)).outcome).toBe('alreadyThere');
		expect(await books.rows('CreditMemo')).toHaveLength(1);
	});
});

/** rules.md A2, C2 */
describe('A document that was deleted before the process began', () => {
	const deleted = async () => {
		const books = await openBooks(FORGETFUL);
		await postOne(books.client, order());
		await books.deleteByHand('Invoice', await books.onlyDocument());
		return books;
	};

	test('is not written again: its order is older, and a person lets it through', async () => {
		const books = await deleted();
		const another = books.another();
		expect(await postOne(another, renamed())).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/Somebody deleted Invoice .* Let Through Until/),
		});
		expect(await books.documents()).toEqual([]);
		const released = { letThroughUntil: '2026-11-20T21:00:00.000Z' };
		expect((await postOne(another, renamed(), released)).outcome).toBe('created');
	});

	test('holds no order back that was placed after it was made, nor one of another type', async () => {
		const books = await deleted();
		const placedAt = new Date(Date.now() + 60_000).toISOString();
		const fresh = order({ orderId: '900', orderNumber: '900', placedAt, modifiedAt: placedAt });
		expect((await postOne(books.another(), fresh)).outcome).toBe('created');
		const receipt = { draft: { ...(await books.chosen()).draft, documentType: 'SalesReceipt' as const } };
		expect((await postOne(books.another(), renamed(), receipt)).outcome).toBe('created');
	});

	test('costs one read more for a process that begins, and one an hour', async () => {
		const books = await deleted();
		const { length } = books.calls;
		await post(books.client, [order({ state: 'open' })]);
		await post(books.client, [order({ state: 'open' })]);
		expect(books.calls.slice(length).filter((call) => call === 'read changes')).toEqual([]);
	});

	test('is not written again if it was a credit', async () => {
		const books = await openBooks(FORGETFUL);
		const { draft } = await books.chosen();
		const chosen = { draft: { ...draft, documentType: 'SalesReceipt' as const } };
		const refunded = soldAgain({ payments: [payment], refunds: [refund('5', 2000, [back(1, 2000, 1)])] });
		await postOne(books.client, sale({ payments: [payment] }), chosen);
		await postOne(books.client, refunded, chosen);
		const [credit] = (await books.rows('RefundReceipt')) as [Fields];
		await books.deleteByHand('RefundReceipt', credit);
		const outcome = await postOne(books.another(), { ...refunded, modifiedAt: '2026-11-20T13:00:00.000Z' }, chosen);
		expect(outcome.reason).toMatch(/Somebody deleted Refund Receipt .* It may have been this credit/);
		expect(await books.rows('RefundReceipt')).toEqual([]);
	});
});

async function edit(books: StrictBooks, type: DocumentType, fields: Fields): Promise<void> {
	const [row] = (await books.rows(type)) as [Fields];
	await books.control('/edit-document', { type, id: row.Id, ...fields });
}
