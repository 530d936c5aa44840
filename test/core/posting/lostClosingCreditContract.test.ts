import { describe, expect, test } from '@jest/globals';
import { evenLater, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { hoursLater } from '../../support/interceptedClient';
import { orderLine } from '../../support/orders';
import { postOne, untouchedDraft } from '../../support/posting';
import { openBooks } from '../../support/strictBooks';

const FORGETFUL = { requestIds: 'forgotten', duplicateDocNumbers: 'accepted' } as const;
/** In the month after the sale, so that it is closed by a credit and not voided. */
const december = { now: '2026-12-02T12:00:00.000Z' };
const muchLater = '2026-11-20T13:00:00.000Z';
const off = soldAgain({ state: 'cancelled' });

/** A sale that was called off, over the memo of whose closing credit a person has written. */
async function overwritten() {
	const books = await openBooks(FORGETFUL);
	await postOne(books.client, sale(), december);
	await postOne(books.client, off, december);
	const [memo] = await books.rows('CreditMemo');
	await books.byHand('CreditMemo', { ...memo, PrivateNote: 'see folder 12' });
	return books;
}

/** rules.md A2, C5 */
test.each(['the same', 'another'])(
	'A sale whose closing credit somebody deleted, after the order was taken up again, is told of (%s process)',
	async (process) => {
		const books = await openBooks(FORGETFUL);
		const receipts = { ...december, draft: { ...untouchedDraft, documentType: 'SalesReceipt' as const } };
		await postOne(books.client, sale(), receipts);
		await postOne(books.client, off, receipts);
		const resumed = soldAgain({ modifiedAt: evenLater });
		expect((await postOne(books.client, resumed, receipts)).outcome).toBe('created');
		expect((await postOne(books.client, resumed, receipts)).outcome).toBe('alreadyThere');
		const [memo] = await books.rows('RefundReceipt');
		await books.deleteByHand('RefundReceipt', memo ?? {});
		const client = process === 'the same' ? hoursLater(books.client) : books.another();
		expect(await postOne(client, { ...resumed, modifiedAt: muchLater }, receipts)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining(
				'Sales Receipt WC-812 was ended when the order was called off, and is open again',
			),
		});
		expect(await books.standing()).toHaveLength(2);
	},
);

/** rules.md A2, C5 */
test('A sale that somebody raised after it was closed is told of with what is open of it', async () => {
	const books = await openBooks(FORGETFUL);
	await postOne(books.client, sale(), december);
	await postOne(books.client, off, december);
	const [invoice = {}] = await books.rows('Invoice');
	const [line] = invoice.Line as { SalesItemLineDetail: { UnitPrice: number; Qty: number } }[];
	const detail = { ...line?.SalesItemLineDetail, Qty: 4, UnitPrice: 33.33 };
	await books.byHand('Invoice', { ...invoice, Line: [{ ...line, Amount: 133.32, SalesItemLineDetail: detail }] });
	const resumed = soldAgain({ modifiedAt: evenLater });
	await postOne(books.client, resumed, december);
	const { outcome, reason } = await postOne(books.client, { ...resumed, modifiedAt: muchLater }, december);
	expect(outcome).toBe('needsAttention');
	expect(reason).toContain(
		'Invoice WC-812 was ended when the order was called off, and 33.32 USD of it are open again',
	);
	expect(reason).toContain('was changed in QuickBooks by someone since');
});

/** rules.md C2, G5: what a credit that closed a sale took is what the others had left of it by then. */
test.each([
	['overwritten', 'the same'],
	['overwritten', 'another'],
	['deleted', 'the same'],
	['deleted', 'another'],
])(
	'A credit that closed a sale is right as it was written, though a refund before it is %s by now (%s process)',
	async (fate, process) => {
		const books = await openBooks(FORGETFUL);
		const paid = { ...december, recordPayments: true, ...(await books.chosen()) };
		await postOne(books.client, sale({ payments: [payment] }), paid);
		const ended = soldAgain({
			state: 'cancelled',
			lines: [orderLine({ quantity: 3, net: 9991 })],
			payments: [{ ...payment, amount: 9991 }],
			refunds: [refund('5', 9991)],
		});
		await postOne(books.client, ended, paid);
		const rows = async () => (await books.rows('RefundReceipt')).map(({ TotalAmt }) => TotalAmt);
		expect(await rows()).toEqual([99.91, 0.09]);
		const [receipt = {}] = await books.rows('RefundReceipt');
		if (fate === 'deleted') await books.deleteByHand('RefundReceipt', receipt);
		else await books.byHand('RefundReceipt', { ...receipt, PrivateNote: 'see folder 12' });
		const client = process === 'the same' ? books.client : books.another();
		const outcome = await postOne(client, { ...ended, modifiedAt: evenLater }, paid);
		expect(outcome).toMatchObject({ outcome: 'alreadyThere', reason: null });
		expect(await rows()).toEqual(fate === 'deleted' ? [0.09] : [99.91, 0.09]);
	},
);

/** rules.md C2, D1 */
describe('A credit that closed a sale, and over whose memo a person has written', () => {
	test.each(['the same', 'another'])('is said to be that, and is marked again (%s process)', async (process) => {
		const books = await overwritten();
		const client = process === 'the same' ? books.client : books.another();
		const again = { ...off, modifiedAt: evenLater };
		expect(await postOne(client, again, december)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('is this very credit'),
		});
		const marked = await postOne(client, again, { ...december, overwrittenMemos: 'markAgain' });
		expect(marked).toMatchObject({ outcome: 'credited', reason: null });
		expect((await postOne(client, again, december)).outcome).toBe('alreadyThere');
		expect(await books.rows('CreditMemo')).toHaveLength(1);
	});

	test('keeps the sale from being voided, in words that name what happened', async () => {
		const books = await overwritten();
		const { reason } = await postOne(books.client, { ...off, modifiedAt: evenLater });
		expect(reason).toContain('was not made by this sync, or a person has written over its memo');
		expect(await books.standing()).toHaveLength(2);
	});
});
