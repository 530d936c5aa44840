import { describe, expect, test } from '@jest/globals';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import type { PostingChoices } from '../../../core/posting/plan/postingOptions';
import type { DocumentType } from '../../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { buyer, order, orderLine } from '../../support/orders';
import { post, postOne, untouchedDraft } from '../../support/posting';
import { lineByHand, openBooks, type StrictBooks } from '../../support/strictBooks';

const FORGETFUL = { requestIds: 'forgotten', duplicateDocNumbers: 'accepted' } as const;
const CHANNEL = { kind: 'channel', name: null } as const;
const nobody = { ...buyer, email: null, shipping: null };
const later = '2026-11-20T11:00:00.000Z';
const evenLater = '2026-11-20T12:00:00.000Z';
const muchLater = '2026-11-20T13:00:00.000Z';
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

	test.each([{ kind: 'channel', name: null } as const, { kind: 'buyer' } as const])(
		'in the shop, after its customer was merged into another (%j): what the document says of the buyer tells',
		async (customer) => {
			const books = await openBooks(FORGETFUL);
			await postOne(books.client, order(), { customer });
			await inShop(books, 'Invoice');
			const { CustomerRef } = await books.onlyDocument();
			await books.control('/merge-customers', { from: (CustomerRef as Fields).value, into: '1' });
			const marking = { customer, overwrittenMemos: 'markAgain' } as const;
			expect(await postOne(books.another(), renamed(), { customer })).toMatchObject({
				outcome: 'needsAttention',
				reason: expect.stringContaining('Overwritten Memos: Mark Again'),
			});
			expect((await postOne(books.another(), renamed(), marking)).outcome).toBe('alreadyThere');
			expect(await books.documents()).toHaveLength(1);
		},
	);

	test('a mark that was cut still says whose it is, whatever else has changed', async () => {
		const books = await openBooks(FORGETFUL);
		await postOne(books.client, order());
		const { PrivateNote } = await books.onlyDocument();
		const cut = String(PrivateNote).replace(/ c=.*/s, ' see folder 12');
		await edit(books, 'Invoice', { PrivateNote: cut, DocNumber: '2026-0093' });
		const dearer = renamed({ lines: [orderLine({ quantity: 3, net: 3750 })] });
		expect(await postOne(books.another(), dearer)).toMatchObject({
			outcome: 'needsAttention',
			document: { number: '2026-0093' },
			reason: expect.stringContaining('was posted for this order'),
		});
		expect((await postOne(books.another(), renamed(), { overwrittenMemos: 'markAgain' })).outcome).toBe('alreadyThere');
		expect((await postOne(books.another(), renamed())).outcome).toBe('alreadyThere');
		expect(await books.documents()).toHaveLength(1);
	});

	test('of an order that was edited as well: the credits of its sale say that there was one', async () => {
		const books = await openBooks(FORGETFUL);
		const chosen = await books.chosen();
		const refunds = [refund('5', 2000, [back(1, 2000, 1)])];
		await postOne(books.client, sale(), chosen);
		await postOne(books.client, soldAgain({ refunds }), chosen);
		await inQuickBooks(books, 'Invoice');
		const edited = renamed({ lines: [orderLine({ quantity: 4, net: 13_000 })], refunds, modifiedAt: muchLater });
		expect(await postOne(books.another(), edited, chosen)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/Credit Memo WC-812-R5 credits a sale of this order/),
		});
		expect(await books.rows('Invoice')).toHaveLength(1);
	});

	test('of an order that is cancelled next: the credits of its sale say that there is one to end', async () => {
		const books = await openBooks(FORGETFUL);
		const chosen = await books.chosen();
		const refunds = [refund('5', 2000, [back(1, 2000, 1)])];
		await postOne(books.client, sale(), chosen);
		await postOne(books.client, soldAgain({ refunds }), chosen);
		await edit(books, 'Invoice', { PrivateNote: 'Paid by Ana in cash', TxnDate: '2026-11-19' });
		const cancelled = soldAgain({ refunds, state: 'cancelled', modifiedAt: muchLater });
		expect(await postOne(books.another(), cancelled, chosen)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/Credit Memo WC-812-R5 credits a sale of this order/),
		});
	});

	test('of an order that is cancelled next: its number says that it may be in the books, whatever else was changed', async () => {
		const books = await openBooks(FORGETFUL);
		await postOne(books.client, order());
		await edit(books, 'Invoice', { PrivateNote: 'Paid by Ana in cash', TxnDate: '2026-11-19' });
		const cancelled = order({ state: 'cancelled', modifiedAt: later });
		expect(await postOne(books.another(), cancelled)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/The order was cancelled, and Invoice WC-812 has the number/),
		});
		await edit(books, 'Invoice', { voided: true });
		expect((await postOne(books.another(), cancelled)).outcome).toBe('nothingToPost');
	});

	test('of an order that was edited as well: a copy that was voided is not taken for that of another order', async () => {
		const books = await openBooks(FORGETFUL);
		const [one, other] = [books.another(), books.another()];
		await Promise.all([postOne(one, order()), postOne(other, order())]);
		const standing = await books.standing();
		expect([standing.length, (await books.documents()).length]).toEqual([1, 2]);
		const Id = standing[0]?.Id;
		await books.control('/edit-document', { type: 'Invoice', id: Id, PrivateNote: 'Paid by Ana in cash' });
		const edited = order({ modifiedAt: later, lines: [orderLine({ quantity: 3, net: 3750 })] });
		const { reason } = await postOne(books.another(), edited);
		expect(reason).toMatch(/WC-812 is a copy of a sale of this order/);
		expect(await books.standing()).toHaveLength(1);
	});

	test('a number that another order of the shop had the year before stays its own: no order is taken for the other', async () => {
		const books = await openBooks(FORGETFUL);
		await postOne(books.client, order());
		await inShop(books, 'Invoice');
		const before = order({
			orderId: '11',
			placedAt: '2025-11-20T10:00:00.000Z',
			modifiedAt: later,
			lines: [orderLine({ quantity: 1, net: 1250 })],
		});
		for (const client of [books.client, books.another()])
			expect(await postOne(client, before)).toMatchObject({
				reason: null,
				document: { number: 'WC-2025-812' },
			});
		expect(await books.documents()).toHaveLength(2);
	});

	test('an order that says something else gets its own, though it comes to the same', async () => {
		const books = await openBooks(FORGETFUL);
		await postOne(books.client, order());
		await inQuickBooks(books, 'Invoice');
		const other = order({
			orderId: '900',
			orderNumber: '900',
			lines: [orderLine({ quantity: 1, net: order().total, name: 'Something else', sku: toSku('TEE-RED-M') })],
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

	test('of a credit whose lines would be others by now: buyer, day and total tell', async () => {
		const books = await openBooks(FORGETFUL);
		const chosen = await books.chosen();
		const first = refund('5', 2000, [back(1, 2000, 1)]);
		const rest = { ...refund('6', 8000), refundedAt: '2026-11-20T12:00:00.000Z' };
		await postOne(books.client, sale(), chosen);
		await postOne(books.client, soldAgain({ refunds: [first] }), chosen);
		await postOne(
			books.client,
			soldAgain({ refunds: [first, rest], state: 'refunded', modifiedAt: evenLater }),
			chosen,
		);
		const rows = await books.rows('CreditMemo');
		const last = rows.find(({ TotalAmt }) => TotalAmt === 80);
		await books.control('/edit-document', {
			type: 'CreditMemo',
			id: last?.Id,
			PrivateNote: 'Paid by Ana in cash',
			lines: [{ itemId: books.itemId, quantity: 1, unitPrice: 80 }],
		});
		const again = renamed({
			lines: sale().lines,
			refunds: [first, rest],
			state: 'refunded',
			modifiedAt: muchLater,
		});
		const plain = { ...again, orderNumber: '812' };
		expect((await postOne(books.another(), plain, chosen)).reason).toContain('has the number of this credit');
		expect((await postOne(books.another(), again, chosen)).reason).toContain('has a number of this credit');
		await books.control('/edit-document', { type: 'CreditMemo', id: last?.Id, DocNumber: '2026-0093' });
		expect((await postOne(books.another(), again, chosen)).reason).toContain('may be this credit');
		expect(await books.rows('CreditMemo')).toHaveLength(2);
	});

	test('of a credit whose refund the shop has deleted since: its process still tells', async () => {
		const books = await openBooks(FORGETFUL);
		const chosen = await books.chosen();
		await postOne(books.client, sale(), chosen);
		await postOne(books.client, soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] }), chosen);
		await inQuickBooks(books, 'CreditMemo');
		const without = soldAgain({ modifiedAt: new Date(Date.now() + 60_000).toISOString() });
		expect(await postOne(books.client, without, chosen)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('The shop has no refund any more for Credit Memo 2026-0093'),
		});
	});

	/** A credit of 20.00 whose memo was written over; the shop deletes its refund, which moves no date. */
	const lostCredit = async (documentType: 'Invoice' | 'SalesReceipt') => {
		const books = await openBooks(FORGETFUL);
		const { draft } = await books.chosen();
		const form = { draft: { ...draft, documentType } };
		const paid = { payments: [payment] };
		await postOne(books.client, sale(paid), form);
		await postOne(books.client, soldAgain({ ...paid, refunds: [refund('5', 2000, [back(1, 2000, 1)])] }), form);
		const type = documentType === 'Invoice' ? 'CreditMemo' : 'RefundReceipt';
		await inShop(books, type);
		return { books, form, type, paid } as const;
	};

	test.each([
		['Invoice', 'stands', {}],
		['SalesReceipt', 'stands', {}],
		['SalesReceipt', 'was changed by a plugin', { orderNumber: 'W2026-0812' }],
	] as const)(
		'of a credit whose refund the shop has deleted since (%s, its number %s): another process tells by its number',
		async (documentType, _how, changes) => {
			const { books, form, type, paid } = await lostCredit(documentType);
			const without = soldAgain({ ...paid, ...changes, channelState: 'completed' });
			expect(await postOne(books.another(), without, form)).toMatchObject({
				outcome: 'needsAttention',
				reason: expect.stringMatching(
					/The shop has no refund any more for \w+ \w+ WC-812-R5.*look into the shop first/s,
				),
			});
			expect(await books.rows(type)).toHaveLength(1);
		},
	);

	test('of a credit whose refund the shop has deleted since: what it took of the sale is not credited again', async () => {
		const { books, form, type, paid } = await lostCredit('SalesReceipt');
		const of = (total: number) => soldAgain({ ...paid, refunds: [refund('6', total)], modifiedAt: evenLater });
		const { reason } = await postOne(books.another(), of(9000), form);
		expect(reason).toContain('Refund Receipt WC-812-R5 credits this sale as well');
		expect(await books.rows(type)).toHaveLength(1);
		expect((await postOne(books.another(), of(3000), form)).outcome).toBe('needsAttention');
		expect(await books.rows(type)).toHaveLength(2);
	});

	test('of a credit whose refund is there, and that says something else by now under a number of before: it is not credited again', async () => {
		const { books, form, type, paid } = await lostCredit('SalesReceipt');
		await edit(books, type, { lines: [{ itemId: books.itemId, quantity: 1, unitPrice: 21 }] });
		const refunds = [refund('5', 2000, [back(1, 2000, 1)])];
		const again = soldAgain({ ...paid, refunds, orderNumber: 'W2026-0812', modifiedAt: evenLater });
		expect(await postOne(books.another(), again, form)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Refund Receipt WC-812-R5 has a number of this credit'),
		});
		expect(await books.rows(type)).toHaveLength(1);
	});

	test('of a closing credit, after the number of its order was changed: the sale is not closed again', async () => {
		const books = await openBooks(FORGETFUL);
		const chosen = await books.chosen();
		const refunds = [refund('5', 2000, [back(1, 2000, 1)])];
		await postOne(books.client, sale(), chosen);
		const cancelled = soldAgain({ refunds, state: 'cancelled', modifiedAt: evenLater });
		await postOne(books.client, cancelled, chosen);
		const closing = (await books.rows('CreditMemo')).find(({ DocNumber }) => DocNumber === 'WC-812-C');
		await books.control('/edit-document', {
			type: 'CreditMemo',
			id: closing?.Id,
			PrivateNote: 'Paid by Ana in cash',
			TxnDate: '2026-11-21',
		});
		const again = { ...cancelled, orderNumber: 'W2026-0812', modifiedAt: muchLater };
		expect((await postOne(books.another(), again, chosen)).reason).toContain(
			'Credit Memo WC-812-C has a number of this credit',
		);
		expect(await books.rows('CreditMemo')).toHaveLength(2);
	});

	test.each([
		['which its sale has', null, 'has the number of this credit'],
		['which its sale had before a person changed it', { DocNumber: '2026-0093' }, 'was changed in QuickBooks'],
	])(
		'of a credit whose refund is gone: orders of a similar number, and of the same number in another year, %s, are not asked about',
		async (_which, ofSale, reason) => {
			const books = await openBooks(FORGETFUL);
			const { draft } = await books.chosen();
			const form = { draft: { ...draft, documentType: 'SalesReceipt' as const } };
			const paid = { payments: [payment], lines: sale().lines };
			const twin = order({ ...paid, orderId: '11', placedAt: '2025-11-20T10:00:00.000Z' });
			const similar = order({ ...paid, orderId: '81', orderNumber: '81' });
			const own = soldAgain({ ...paid, refunds: [refund('5', 2000, [back(1, 2000, 1)])] });
			await postOne(books.client, sale(paid), form);
			const numbers = (await post(books.client, [twin, similar], form)).map(({ document }) => document?.number);
			expect(numbers).toEqual(['WC-2025-812', 'WC-81']);
			await postOne(books.client, own, form);
			await edit(books, 'RefundReceipt', { PrivateNote: 'Paid by Ana in cash', TxnDate: '2026-11-21' });
			if (ofSale !== null) await edit(books, 'SalesReceipt', ofSale);
			const changed = [twin, similar].map((one) => ({ ...one, modifiedAt: muchLater }));
			expect((await post(books.another(), changed, form)).map(({ reason }) => reason)).toEqual([null, null]);
			expect((await postOne(books.another(), own, form)).reason).toContain(reason);
		},
	);

	test('of a credit of an order whose number another one has in another year: it says the year, and that one is not asked about it', async () => {
		const books = await openBooks(FORGETFUL);
		const { draft } = await books.chosen();
		const form = { draft: { ...draft, documentType: 'SalesReceipt' as const } };
		const paid = { payments: [payment], lines: sale().lines };
		const refunds = [refund('5', 2000, [back(1, 2000, 1)])];
		const twin = order({ ...paid, orderId: '11', placedAt: '2025-11-20T10:00:00.000Z', refunds });
		await post(books.client, [order(paid), twin], form);
		expect(await books.rows('RefundReceipt')).toMatchObject([{ DocNumber: 'WC-2025-812-R5' }]);
		await inShop(books, 'RefundReceipt');
		const touched = order({ ...paid, modifiedAt: muchLater });
		expect((await postOne(books.another(), touched, form)).reason).toBeNull();
		expect((await postOne(books.another(), twin, form)).reason).toContain('Overwritten Memos: Mark Again');
	});

	test('of a credit of mere money, on an item that is made for it: it is compared with that item', async () => {
		const books = await openBooks(FORGETFUL);
		const refunded = soldAgain({ refunds: [refund('5', 2000)] });
		await postOne(books.client, sale());
		await postOne(books.client, refunded);
		await inShop(books, 'CreditMemo');
		const marking = { overwrittenMemos: 'markAgain' } as const;
		expect((await postOne(books.another(), refunded)).reason).toContain('Overwritten Memos: Mark Again');
		expect(await postOne(books.another(), refunded, marking)).toMatchObject({ outcome: 'credited', reason: null });
		expect(await books.rows('CreditMemo')).toHaveLength(1);
	});

	test('of a credit, marked again while another refund is credited: what that one takes is left by the first', async () => {
		const books = await openBooks(FORGETFUL);
		await books.item('Pallet', { Sku: 'PALLET', QtyOnHand: 9 });
		const lines = [...sale().lines, orderLine({ lineId: '2', sku: toSku('PALLET'), name: 'Pallet', net: 5000 })];
		const payments = [{ ...payment, amount: 15_000 }];
		const draft = { ...untouchedDraft, documentType: 'SalesReceipt' } as const;
		const first = refund('5', 10_000, [back(3, 10_000, 3)]);
		await postOne(books.client, sale({ lines, payments }), { draft });
		await postOne(books.client, soldAgain({ lines, payments, refunds: [first] }), { draft });
		await inShop(books, 'RefundReceipt');
		const refunds = [first, { ...refund('6', 1000), refundedAt: evenLater }];
		const again = soldAgain({ lines, payments, refunds, modifiedAt: muchLater });
		const outcome = await postOne(books.another(), again, { draft, overwrittenMemos: 'markAgain' });
		expect(outcome).toMatchObject({ outcome: 'credited', reason: null });
		const rows = await books.rows('RefundReceipt');
		expect(rows.map(({ TotalAmt }) => TotalAmt).sort()).toEqual([10, 100]);
	});

	test('of a credit, marked again by two runs side by side', async () => {
		const books = await openBooks(FORGETFUL);
		const chosen = { ...(await books.chosen()), overwrittenMemos: 'markAgain' } as const;
		const refunded = soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] });
		await postOne(books.client, sale(), chosen);
		await postOne(books.client, refunded, chosen);
		await inQuickBooks(books, 'CreditMemo');
		const another = books.another();
		const outcomes = await Promise.all([postOne(another, refunded, chosen), postOne(another, refunded, chosen)]);
		expect(outcomes.map(({ outcome }) => outcome)).not.toContain('needsAttention');
		expect(await books.rows('CreditMemo')).toHaveLength(1);
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

/** rules.md C2: nothing of it is what the order says now, but its buyer, its day and some of its goods. */
describe('A memo that a person wrote over, of an order that was edited and renumbered since', () => {
	const dearer = renamed({ lines: [orderLine({ quantity: 3, net: 3750 })] });
	const lost = async (changes: Partial<SalesOrder> = {}, customer: PostingChoices['customer'] = CHANNEL) => {
		const books = await openBooks(FORGETFUL);
		await postOne(books.client, order(changes), { customer });
		await edit(books, 'Invoice', { PrivateNote: 'Paid by Ana in cash', DocNumber: '2026-0093' });
		return books;
	};
	const mayBe = { outcome: 'needsAttention', reason: expect.stringContaining('Invoice 2026-0093 may be this order') };

	test.each([
		['by the e-mail', { ...buyer, shipping: null }, buyer],
		['by the address', buyer, { ...buyer, email: 'lee@example.com' }],
		['by the customer, where neither says who bought', nobody, nobody],
	])('is not posted twice by another process, which knows the buyer %s', async (_how, before, now) => {
		const books = await lost({ customer: before });
		expect(await postOne(books.another(), { ...dearer, customer: now })).toMatchObject(mayBe);
		expect(await books.documents()).toHaveLength(1);
	});

	test('is not posted twice where its day was changed as well, or its customer merged into another', async () => {
		const books = await lost({}, { kind: 'buyer' });
		const { CustomerRef } = await books.onlyDocument();
		await books.control('/merge-customers', { from: (CustomerRef as Fields).value, into: '1' });
		await edit(books, 'Invoice', { TxnDate: '2026-11-19' });
		expect(await postOne(books.another(), dearer, { customer: { kind: 'buyer' } })).toMatchObject(mayBe);
	});

	test('is not posted twice where only a person changed it: the order comes to what it came to', async () => {
		const books = await lost();
		await edit(books, 'Invoice', { TxnDate: '2026-11-19' });
		expect(await postOne(books.another(), renamed())).toMatchObject(mayBe);
	});

	test('is let through by a person, and marked again once it says what the order says', async () => {
		const books = await lost();
		const { Line } = await books.onlyDocument();
		const [line] = Line as [Fields];
		expect((await postOne(books.another(), dearer, { overwrittenMemos: 'markAgain' })).outcome).toBe('needsAttention');
		const released = { letThroughUntil: '2026-11-20T21:00:00.000Z' };
		expect((await postOne(books.another(), dearer, { ...released, writes: false })).outcome).toBe('preview');
		const detail = { ...(line.SalesItemLineDetail as Fields), Qty: 3 };
		await edit(books, 'Invoice', { Line: [{ ...line, Amount: 37.5, SalesItemLineDetail: detail }] });
		expect((await postOne(books.another(), dearer, { overwrittenMemos: 'markAgain' })).outcome).toBe('alreadyThere');
		expect(await books.documents()).toHaveLength(1);
	});

	test('is not posted again by itself where a person voided its document as well', async () => {
		const books = await lost();
		await edit(books, 'Invoice', { voided: true });
		const isVoid = expect.stringMatching(/Invoice 2026-0093 is void and may have been this order.* Let Through Until/);
		for (const version of [dearer, renamed()])
			expect(await postOne(books.another(), version)).toMatchObject({ outcome: 'needsAttention', reason: isVoid });
		expect(await books.documents()).toHaveLength(1);
		const released = { letThroughUntil: '2026-11-20T21:00:00.000Z' };
		expect((await postOne(books.another(), dearer, released)).outcome).toBe('created');
	});

	test.each([
		['of another buyer', { customer: { ...buyer, email: 'bob@example.com', shipping: null } }],
		['of other goods', { lines: [orderLine({ sku: toSku('TEE-RED-M'), net: 1999, quantity: 1 })] }],
		['of another day', { placedAt: '2026-11-17T10:00:00.000Z' }],
		['of a later day', { placedAt: '2026-11-23T10:00:00.000Z' }],
	])('keeps no order back %s', async (_which, changes) => {
		const books = await lost();
		const other = order({ orderId: '900', orderNumber: '900', lines: dearer.lines, ...changes });
		expect((await postOne(books.another(), other)).outcome).toBe('created');
	});

	test('keeps no order of its buyer back in the process that knows whose it is', async () => {
		const books = await lost();
		const other = order({ orderId: '900', orderNumber: '900', lines: dearer.lines });
		expect((await postOne(books.client, other)).outcome).toBe('created');
	});

	test.each(['the same process', 'one that began later'])(
		'that was taken up again, and is called off once more: a person hears of its second sale from %s',
		async (which) => {
			const books = await openBooks(FORGETFUL);
			await postOne(books.client, order());
			await postOne(books.client, order({ state: 'cancelled', modifiedAt: later }));
			await postOne(books.client, order({ modifiedAt: evenLater }));
			const second = (await books.rows('Invoice')).find(
				({ PrivateNote }) => !String(PrivateNote).includes('cancelled'),
			);
			await books.control('/edit-document', { type: 'Invoice', id: second?.Id, PrivateNote: 'Paid by Ana in cash' });
			const client = which === 'the same process' ? books.client : books.another();
			expect(await postOne(client, order({ state: 'cancelled', modifiedAt: muchLater }))).toMatchObject({
				outcome: 'needsAttention',
				reason: expect.stringMatching(/Invoice .* was posted for this order when it was taken up again.* void it/),
			});
		},
	);

	test('is not written again where somebody deleted it after a process had seen it without its mark', async () => {
		const books = await lost();
		const another = books.another();
		await post(another, [order({ orderId: '1', orderNumber: '1', state: 'open' })]);
		await books.deleteByHand('Invoice', await books.onlyDocument());
		await books.control('/clock', { advance: 130_000 });
		expect(await postOne(another, dearer)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/Somebody deleted Invoice .* Let Through Until/),
		});
	});
});

/** rules.md C2 */
describe('A document that people or other apps made, and changed since', () => {
	const byHand = { DocNumber: '2026-0093', BillEmail: { Address: buyer.email }, TxnDate: '2026-11-20' };
	const typedIn = async () => {
		const books = await openBooks(FORGETFUL);
		await books.byHand('Invoice', { ...byHand, CustomerRef: { value: '1' }, Line: [lineByHand(books.itemId)] });
		return books;
	};

	test('keeps no order of the same buyer back while nobody changed it: what this sync writes had a mark at first', async () => {
		const books = await typedIn();
		expect((await postOne(books.client, order())).outcome).toBe('created');
	});

	test('keeps none back in a process that saw it before it was changed', async () => {
		const books = await typedIn();
		await post(books.client, [order({ state: 'open' })]);
		await edit(books, 'Invoice', { PrivateNote: 'Paid by Ana in cash' });
		await books.control('/clock', { advance: 130_000 });
		expect((await postOne(books.client, order())).outcome).toBe('created');
		expect((await postOne(books.another(), renamed({ orderId: '900' }))).outcome).toBe('needsAttention');
	});

	test('costs no read where it is not of the buyer', async () => {
		const books = await typedIn();
		await edit(books, 'Invoice', { PrivateNote: 'Paid by Ana in cash' });
		const another = books.another();
		await post(another, [order({ state: 'open' })]);
		const { length } = books.calls;
		await post(another, [order({ customer: { ...buyer, email: 'bob@example.com' } })], { writes: false });
		const whole = books.calls.slice(length).filter((call) => call.includes('Id IN'));
		expect(whole).toEqual([]);
	});
});

/** rules.md C4 */
describe('An update that QuickBooks refuses, under a request id that it keeps', () => {
	test.each(['kept', 'error'])(
		'is refused for the same reason in runs side by side (request ids %s)',
		async (requestIds) => {
			const books = await openBooks({ requestIds, requestIdFailures: 'kept' });
			const chosen = { draft: { ...(await books.chosen()).draft, documentType: 'SalesReceipt' as const } };
			await postOne(books.client, sale({ payments: [payment] }), chosen);
			const { Id } = await books.onlyDocument();
			await books.control('/edit-document', { type: 'SalesReceipt', id: Id, deposited: true });
			const cheaper = soldAgain({ payments: [payment], lines: [orderLine({ quantity: 3, net: 9000 })] });
			const outcomes = await Promise.all([1, 2].map(async () => await postOne(books.client, cheaper, chosen)));
			for (const { reason } of outcomes) expect(reason).toContain('part of a bank deposit');
		},
	);
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

	test.each([
		['its number', 'edited', { PrivateNote: 'Paid by Ana in cash' }],
		['its total', 'renumbered', { PrivateNote: 'Paid by Ana in cash', DocNumber: '2026-0093' }],
	])('is not written again where it had lost its mark before: %s tells', async (_what, how, fields) => {
		const books = await openBooks(FORGETFUL);
		await postOne(books.client, order());
		await edit(books, 'Invoice', fields);
		const another = books.another();
		await post(another, [order({ orderId: '1', orderNumber: '1', placedAt: order().placedAt, state: 'open' })]);
		await books.deleteByHand('Invoice', await books.onlyDocument());
		await books.control('/clock', { advance: 130_000 });
		const version =
			how === 'edited'
				? order({ modifiedAt: later, lines: [orderLine({ quantity: 3, net: 3750 })] })
				: order({ modifiedAt: later });
		expect(await postOne(another, version)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringMatching(/Somebody deleted Invoice .* Let Through Until/),
		});
		const other = order({
			orderId: '900',
			orderNumber: '900',
			lines: [orderLine({ quantity: 1, net: 777 })],
			customer: { ...buyer, email: 'bob@example.com', shipping: null },
		});
		expect((await postOne(another, other)).outcome).toBe('created');
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
