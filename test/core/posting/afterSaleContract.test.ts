import { describe, expect, test } from '@jest/globals';
import type { Refund, SalesOrder } from '../../../core/model/salesOrder';
import { postOrders } from '../../../core/posting/postOrders';
import { order, orderLine } from '../../support/orders';
import { moneyInto, postOne, untouchedDraft, untouchedForm, type PostingForm, toPost } from '../../support/posting';
import { openQuickBooks } from '../../support/quickBooksBench';

type Books = Awaited<ReturnType<typeof openQuickBooks>>;

const later = '2026-11-20T11:00:00.000Z';
const payment = {
	kind: 'money' as const,
	amount: 10_000,
	method: 'Visa',
	reference: 'ch_1',
	paidAt: later,
	paid: true,
};
const sale = (changes: Partial<SalesOrder> = {}) =>
	order({ lines: [orderLine({ quantity: 3, net: 10_000 })], ...changes });
const refund = (refundId: string, total: number, quantity: number, restocked: number | null): Refund => ({
	refundId,
	refundedAt: later,
	total,
	reason: 'Broken',
	tender: [],
	lines: [{ lineId: '1', quantity, net: total, tax: 0, restocked }],
});

async function withRefundItem(books: Books): Promise<Partial<PostingForm>> {
	return {
		draft: { ...untouchedDraft, refundItemId: await books.item('Refunds without return', { Type: 'Service' }) },
	};
}

/** The accounts that a judge adds up from all documents and payments, by name. */
async function balances(books: Books): Promise<Record<string, number>> {
	const rows = (await books.control('/ledger')) as Array<{ name: string; balance: number }>;
	return Object.fromEntries(rows.filter(({ balance }) => balance !== 0).map(({ name, balance }) => [name, balance]));
}

describe('After the sale, in a strict QuickBooks', () => {
	test('D1: 100 for 3 units, refunded 20 and 30 and one unit, then cancelled: nothing is left, in the accounts and on the shelf', async () => {
		const books = await openQuickBooks();
		const options = await withRefundItem(books);
		const before = (await books.stock('MUG-BLUE'))?.quantity;
		await postOne(books.client, sale(), options);
		const refunds = [refund('1', 2000, 1, 1), { ...refund('2', 3000, 0, null), lines: [] }];
		await postOne(books.client, sale({ modifiedAt: later, refunds }), options);
		expect((await books.stock('MUG-BLUE'))?.quantity).toBe(Number(before) - 2);
		await postOne(books.client, sale({ modifiedAt: '2026-11-20T12:00:00.000Z', refunds, state: 'cancelled' }), options);
		expect(await balances(books)).toEqual({});
		expect((await books.stock('MUG-BLUE'))?.quantity).toBe(before);
		expect((await books.documents()).some(({ voided }) => voided)).toBe(false);
	});

	test('D1: our own payment that is not deposited yet is voided before the invoice', async () => {
		const books = await openQuickBooks();
		const recording = { recordPayments: true };
		await postOne(books.client, sale({ payments: [payment] }), recording);
		const outcome = await postOne(
			books.client,
			sale({ modifiedAt: later, state: 'cancelled', payments: [{ ...payment, paidAt: null, paid: false }] }),
			recording,
		);
		expect(outcome).toMatchObject({ outcome: 'voided' });
		expect((await books.payments()).map(({ voided }) => voided)).toEqual([true]);
		expect(await balances(books)).toEqual({});
	});

	test('D1: a payment that lies in a bank deposit keeps the invoice', async () => {
		const books = await openQuickBooks();
		const recording = { recordPayments: true };
		await postOne(books.client, sale({ payments: [payment] }), recording);
		await books.control('/edit-payment', { id: (await books.payments())[0]?.id, deposited: true });
		const outcome = await postOne(
			books.client,
			sale({ modifiedAt: later, state: 'cancelled', payments: [{ ...payment, paidAt: null, paid: false }] }),
			recording,
		);
		expect(outcome).toMatchObject({ outcome: 'needsAttention', reason: expect.stringContaining('6540') });
		expect((await books.standing())[0]).toMatchObject({ total: 100 });
	});

	test.each(['kept', 'error'])(
		'D1: a void that was refused goes through once its cause is gone, old answers %s',
		async (requestIds) => {
			const books = await openQuickBooks({ requestIds, requestIdFailures: 'kept' });
			await postOne(books.client, sale());
			await books.control('/edit-document', { type: 'Invoice', id: (await books.standing())[0]?.id, deposited: true });
			const cancelled = sale({ modifiedAt: later, state: 'cancelled' });
			expect((await postOne(books.client, cancelled)).reason).toContain('6540');
			expect((await postOne(books.client, cancelled)).reason).toContain('6540');
			await books.control('/edit-document', { type: 'Invoice', id: (await books.standing())[0]?.id, deposited: false });
			expect((await postOne(books.client, cancelled)).outcome).toBe('voided');
		},
	);

	test('D3: a refund of a paid invoice comes out of the account that the money went to', async () => {
		const books = await openQuickBooks();
		const options = { recordPayments: true, draft: { ...untouchedDraft, ...moneyInto('35') } };
		await postOne(books.client, sale({ payments: [payment] }), options);
		await postOne(
			books.client,
			sale({ payments: [payment], modifiedAt: later, refunds: [refund('1', 4000, 1, 1)] }),
			options,
		);
		expect(await balances(books)).toEqual({ Checking: 60, 'Sales of Product Income': -60 });
	});

	test('D2: refunds of the day that they were made on, in a closed period, wait for a person', async () => {
		const books = await openQuickBooks();
		await postOne(books.client, sale());
		await books.control('/settings', { bookCloseDate: '2026-11-20' });
		const outcome = await postOne(books.client, sale({ modifiedAt: later, refunds: [refund('1', 4000, 1, 1)] }));
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('closed up to 2026-11-20'),
		});
	});

	test('60 orders with payments and refunds take two calls for each kind of document', async () => {
		const books = await openQuickBooks();
		await postOne(books.client, sale({ orderId: 'first', orderNumber: 'first' }));
		const already = (await books.journal()).length;
		const orders = Array.from({ length: 60 }, (_, place) =>
			sale({
				orderId: `${place}`,
				orderNumber: `${place}`,
				payments: [payment],
				modifiedAt: later,
				refunds: [refund(`${place}`, 4000, 1, 1)],
			}),
		);
		const choices = { ...untouchedForm, recordPayments: true };
		const posted = await postOrders(books.client, toPost(orders, choices), untouchedForm);
		expect(new Set(posted.map(({ outcome }) => outcome.outcome))).toEqual(new Set(['credited']));
		const asked = (await books.journal()).slice(already);
		expect(asked.filter(({ kind }) => kind === 'write').map(({ path }) => path.split('/').pop())).toEqual(
			Array(6).fill('batch'),
		);
		expect(asked.filter(({ kind }) => kind === 'read').length).toBeLessThanOrEqual(30);
	});

	test('D3: a payment settles its own invoice only, where QuickBooks applies payments by itself', async () => {
		const books = await openQuickBooks({ autoApplyPayments: true });
		await postOne(books.client, sale({ orderId: '1', orderNumber: '1' }));
		await postOne(books.client, sale({ orderId: '2', orderNumber: '2', payments: [payment] }), {
			recordPayments: true,
		});
		const open = (await books.standing()).map(({ docNumber, balance }) => [docNumber, balance]);
		expect(Object.fromEntries(open)).toEqual({ 'WC-1': 100, 'WC-2': 0 });
	});

	test('two runs of the same refunds side by side end in one credit each', async () => {
		const books = await openQuickBooks({ duplicateDocNumbers: 'accepted', requestIds: 'forgotten' });
		const orders = Array.from({ length: 5 }, (_, place) =>
			sale({
				orderId: `${place}`,
				orderNumber: `${place}`,
				modifiedAt: later,
				refunds: [refund(`${place}`, 4000, 1, 1)],
			}),
		);
		const run = async (client: Books['client']) => await postOrders(client, toPost(orders), untouchedForm);
		await Promise.all([run(books.client), run(books.another())]);
		await run(books.client);
		const standing = (await books.documents()).filter(({ voided }) => !voided);
		expect(standing.filter(({ type }) => type === 'Invoice')).toHaveLength(5);
		expect(standing.filter(({ type }) => type === 'CreditMemo' || type === 'RefundReceipt')).toHaveLength(5);
		expect(standing.filter(({ type }) => type === 'Invoice').map(({ balance }) => balance)).toEqual(Array(5).fill(60));
	});

	test.each(['kept', 'error', 'forgotten'])(
		'two runs that end the same orders side by side raise no alarm, request ids %s',
		async (requestIds) => {
			const books = await openQuickBooks({ requestIds });
			const orders = Array.from({ length: 6 }, (_, place) => sale({ orderId: `${place}`, orderNumber: `${place}` }));
			const run = async (client: Books['client'], changes: Partial<SalesOrder>) =>
				await postOrders(client, toPost(orders.map((one) => ({ ...one, ...changes }))), untouchedForm);
			await run(books.client, {});
			const cancelled: Partial<SalesOrder> = { state: 'cancelled', modifiedAt: later };
			const outcomes = (await Promise.all([run(books.client, cancelled), run(books.another(), cancelled)]))
				.flat()
				.map(({ outcome }) => outcome.outcome);
			expect(outcomes.filter((outcome) => outcome === 'needsAttention' || outcome === 'failed')).toEqual([]);
			expect(await books.standing()).toEqual([]);
			expect(await balances(books)).toEqual({});
		},
	);
});
