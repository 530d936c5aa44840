import { expect, test } from '@jest/globals';
import { toSku } from '../../../core/model/sku';
import type { DocumentType } from '../../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, evenLater, later, refund } from '../../support/afterSale';
import { order, orderLine } from '../../support/orders';
import { hoursLater } from '../../support/interceptedClient';
import { post, postOne } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const FORGETFUL = { requestIds: 'forgotten', duplicateDocNumbers: 'accepted' } as const;
const mugs = orderLine({ lineId: '1', quantity: 5, net: 6000, restocked: 1 });
const tee = orderLine({ lineId: '2', sku: toSku('TEE-RED-M'), name: 'Red tee', quantity: 1, net: 1999, restocked: 1 });
const marking = { overwrittenMemos: 'markAgain' } as const;

/** What the mark says the lines of a document stand for, in their sequence. */
async function keysOf(books: StrictBooks, type: DocumentType): Promise<string | undefined> {
	const [row] = (await books.rows(type)) as [Fields];
	return / l=([^\]]*)/.exec(String(row.PrivateNote))?.[1];
}

async function loseMark(books: StrictBooks, type: DocumentType): Promise<void> {
	const [row] = (await books.rows(type)) as [Fields];
	await books.control('/edit-document', { type, id: row.Id, PrivateNote: 'Paid by Ana in cash' });
}

/** rules.md C2 */
test('the mark of a sale says again which line stands for what, though the order names its lines in another sequence', async () => {
	const books = await openBooks(FORGETFUL);
	await postOne(books.client, order({ lines: [mugs, tee] }));
	const before = await keysOf(books, 'Invoice');
	await loseMark(books, 'Invoice');
	const outcome = await postOne(books.another(), order({ lines: [tee, mugs] }), marking);
	expect(outcome.reason).toContain('was marked again');
	expect(before).toMatch(/\w+\.\w+/);
	expect(await keysOf(books, 'Invoice')).toBe(before);
});

test('the mark of a credit does so too, though its refund names them in another sequence', async () => {
	const books = await openBooks(FORGETFUL);
	const named = [back(1, 1200, 1), back(1, 1999, 1, { lineId: '2' })];
	const sold = (lines: typeof named) =>
		order({ lines: [mugs, tee], modifiedAt: later, refunds: [refund('5', 3199, lines)] });
	await postOne(books.client, order({ lines: [mugs, tee] }));
	await postOne(books.client, sold(named));
	const before = await keysOf(books, 'CreditMemo');
	await loseMark(books, 'CreditMemo');
	const outcome = await postOne(books.another(), sold([...named].reverse()), marking);
	expect(outcome).toMatchObject({ outcome: 'credited', reason: null });
	expect(before).toMatch(/\w+\.\w+/);
	expect(await keysOf(books, 'CreditMemo')).toBe(before);
});

test('a credit memo of more than it left open of its invoice is known again, and nothing is paid back beside it', async () => {
	const books = await openBooks(FORGETFUL);
	const lines = [orderLine({ lineId: '1', quantity: 2, net: 2400, restocked: 2 })];
	const refunded = order({ lines, modifiedAt: later, refunds: [refund('5', 1800, [back(2, 1800, 2)])] });
	await postOne(books.client, order({ lines }));
	await postOne(books.client, refunded);
	await loseMark(books, 'CreditMemo');
	expect(await postOne(books.another(), refunded, marking)).toMatchObject({ outcome: 'credited', reason: null });
	expect((await books.documents()).map(({ type }) => type)).toEqual(['Invoice', 'CreditMemo']);
});

test('a credit is marked again while the last refund of its sale is credited', async () => {
	const books = await openBooks(FORGETFUL);
	const lines = [orderLine({ lineId: '1', quantity: 2, net: 2400, restocked: 2 })];
	const [first, last] = [refund('5', 1200, [back(1, 1200, 1)]), refund('6', 1200, [back(1, 1200, 1)])];
	await postOne(books.client, order({ lines }));
	await postOne(books.client, order({ lines, modifiedAt: later, refunds: [first] }));
	const [credit] = (await books.rows('CreditMemo')) as [Fields];
	const cut = String(credit.PrivateNote).replace(/ c=.*/s, ' see folder 12');
	await books.control('/edit-document', { type: 'CreditMemo', id: credit.Id, PrivateNote: cut });
	const refunded = order({ lines, modifiedAt: evenLater, refunds: [first, { ...last, refundedAt: evenLater }] });
	expect(await postOne(books.another(), refunded, marking)).toMatchObject({ outcome: 'credited', reason: null });
	expect((await books.documents()).map(({ type, TotalAmt }) => [type, TotalAmt])).toEqual([
		['Invoice', 24],
		['CreditMemo', 12],
		['CreditMemo', 12],
	]);
});

/** rules.md C2: the number of the credit follows that of its sale, and the shop gives the order another one. */
test.each(['the same', 'another'])(
	'a refund is credited once, though both memos were written over and the order was renumbered (%s process)',
	async (process) => {
		const books = await openBooks(FORGETFUL);
		const refunds = [refund('5', 2999, [back(1, 2000, 1)])];
		const refunded = order({ lines: [mugs, tee], modifiedAt: later, refunds });
		await postOne(books.client, order({ lines: [mugs, tee] }));
		await postOne(books.client, refunded);
		await loseMark(books, 'Invoice');
		await loseMark(books, 'CreditMemo');
		const client = process === 'the same' ? books.client : books.another();
		const renumbered = { ...refunded, orderNumber: `SHOP-${refunded.orderNumber}`, modifiedAt: evenLater };
		await postOne(client, renumbered, marking);
		await postOne(client, { ...renumbered, modifiedAt: evenLater }, marking);
		expect(await books.rows('CreditMemo')).toHaveLength(1);
		expect(await books.rows('RefundReceipt')).toHaveLength(0);
		expect(await books.rows('Invoice')).toHaveLength(1);
	},
);

/** rules.md A2, C2: it is old, and only what was created is looked for once more. */
test('a credit that is marked again beside a new one is not taken for one that somebody deleted', async () => {
	const books = await openBooks(FORGETFUL);
	const refunds = [refund('5', 1200, [back(1, 1200, 1)])];
	const refunded = order({ lines: [mugs], modifiedAt: later, refunds });
	const other = order({ orderId: '900', orderNumber: '900', lines: [mugs], modifiedAt: later });
	await post(books.client, [order({ lines: [mugs] }), { ...other, modifiedAt: refunded.placedAt }]);
	await postOne(books.client, refunded);
	await loseMark(books, 'CreditMemo');
	await books.control('/clock', { advance: 600_000 });
	const both = [
		{ ...refunded, modifiedAt: evenLater },
		{ ...other, refunds: [refund('6', 1200, [back(1, 1200, 1)])] },
	];
	expect(await post(hoursLater(books.client), both, marking)).toMatchObject([
		{ outcome: 'credited', reason: null },
		{ outcome: 'credited', reason: null },
	]);
	expect(await books.rows('CreditMemo')).toHaveLength(2);
});
