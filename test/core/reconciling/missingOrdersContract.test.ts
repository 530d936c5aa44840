import { describe, expect, test } from '@jest/globals';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import { findMissingOrders } from '../../../core/reconciling/missingOrders';
import type { QueryPage, QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { openBooks } from '../../support/strictBooks';
import { order, orderLine } from '../../support/orders';
import { post, postOne, untouchedForm } from '../../support/posting';

const later = '2026-11-20T11:00:00.000Z';
const numbered = (id: string, changes: Partial<SalesOrder> = {}) => order({ orderId: id, orderNumber: id, ...changes });

async function missing(
	client: QuickBooksClient,
	orders: readonly SalesOrder[],
	{ goLive = null as string | null, recordPayments = false } = {},
): Promise<string[]> {
	const found = await findMissingOrders(client, orders, {
		choices: () => ({ prefix: 'WC-', goLive }),
		recordPayments,
		now: untouchedForm.now,
	});
	return found.map(({ orderId }) => orderId);
}

const refundOf = (refundId: string, total: number) => ({
	refundId,
	refundedAt: later,
	total,
	reason: null,
	tender: [],
	lines: [],
});

/** The same rows, their totals a cent too high. */
function onePenny({ rows, asOf }: QueryPage): QueryPage {
	return { asOf, rows: rows.map((row) => ({ ...row, TotalAmt: Number(row.TotalAmt) + 0.01 })) };
}

/** rules.md H */
describe('What QuickBooks does not have yet', () => {
	test('is what was not posted, in the sequence given; what is there already is not', async () => {
		const books = await openBooks();
		await post(books.client, [numbered('2'), numbered('4')]);
		expect(
			await missing(
				books.client,
				['5', '4', '3', '2', '1'].map((id) => numbered(id)),
			),
		).toEqual(['5', '3', '1']);
	});

	test('is an order that needed attention, until its cause is mended and it is posted', async () => {
		const soap = order({ lines: [orderLine({ sku: toSku('SOAP-NEW') })] });
		const books = await openBooks();
		expect((await postOne(books.client, soap)).outcome).toBe('needsAttention');
		expect(await missing(books.client, [soap])).toEqual(['812']);
		await books.item('Soap', { Sku: 'SOAP-NEW' });
		expect((await postOne(books.client, soap)).outcome).toBe('created');
		expect(await missing(books.client, [soap])).toEqual([]);
	});

	test.each(['open', 'reserving', 'cancelled'] as const)(
		'is not an order that was never posted and is %s now',
		async (state) => {
			expect(await missing((await openBooks()).client, [order({ state })])).toEqual([]);
		},
	);

	test.each<[string, Partial<SalesOrder>]>([
		['cancelled', { state: 'cancelled' }],
		['refunded in part', { refunds: [refundOf('5', 500)] }],
		['refunded by parts, and cancelled then', { state: 'cancelled', refunds: [refundOf('5', 500)] }],
		['refunded in full', { state: 'refunded', refunds: [refundOf('5', 1500), refundOf('6', 1000)] }],
	])('is an order that was %s after it was posted, until that is in the books too', async (_what, changes) => {
		const books = await openBooks();
		await postOne(books.client, order());
		const now = order({ modifiedAt: later, ...changes });
		expect(await missing(books.client, [now])).toEqual(['812']);
		expect((await postOne(books.client, now, await books.chosen())).outcome).not.toBe('needsAttention');
		expect(await missing(books.client, [now])).toEqual([]);
	});

	test('is an order that was paid and cancelled without a refund: a person has to see it', async () => {
		const books = await openBooks();
		const payment = {
			kind: 'money',
			amount: 2500,
			method: 'card',
			reference: null,
			paidAt: later,
			paid: true,
		} as const;
		await postOne(books.client, order({ payments: [payment] }));
		expect(
			await missing(books.client, [order({ payments: [payment], state: 'cancelled', modifiedAt: later })]),
		).toEqual(['812']);
	});

	test('is a paid order whose invoice is open, where payments are recorded', async () => {
		const books = await openBooks();
		const paid = order({
			payments: [{ kind: 'money', amount: 2500, method: null, reference: null, paidAt: later, paid: true }],
		});
		await postOne(books.client, paid);
		expect(await missing(books.client, [paid])).toEqual([]);
		expect(await missing(books.client, [paid], { recordPayments: true })).toEqual(['812']);
		await postOne(books.client, paid, { recordPayments: true });
		expect(await missing(books.client, [paid], { recordPayments: true })).toEqual([]);
	});

	test('is an order whose total QuickBooks has otherwise', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		const skewed = {
			...books.client,
			query: async (...asked: Parameters<QuickBooksClient['query']>) => onePenny(await books.client.query(...asked)),
		};
		expect(await missing(skewed, [order()])).toEqual(['812']);
	});

	test('is an order that was edited since it was posted', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		expect(
			await missing(books.client, [order({ modifiedAt: later, lines: [orderLine({ quantity: 3, net: 3750 })] })]),
		).toEqual(['812']);
	});

	test("is an order whose number only a stranger's document bears", async () => {
		const books = await openBooks();
		await postOne(books.client, order({ account: 'another.example' }));
		expect(await missing(books.client, [order()])).toEqual(['812']);
	});

	test('is an order that stands there twice', async () => {
		const books = await openBooks({ duplicateDocNumbers: 'accepted' });
		await postOne(books.client, order());
		const entries = Object.entries(await books.onlyDocument()).filter(
			([name]) => !['Id', 'SyncToken', 'type'].includes(name),
		);
		await books.byHand('Invoice', Object.fromEntries(entries));
		expect(await missing(books.client, [order()])).toEqual(['812']);
	});

	test('is never an order from before the start of the sync, or one that another app copied: QuickBooks is not even asked', async () => {
		const books = await openBooks();
		expect(
			await missing(books.client, [numbered('1'), numbered('2', { copiedFrom: 'ebay' })], {
				goLive: '2026-12-01T00:00:00.000Z',
			}),
		).toEqual([]);
		expect(books.calls).toEqual([]);
	});

	test('costs one query for each type of document and one of what was deleted, however many orders there are, and writes nothing', async () => {
		const books = await openBooks();
		const orders = Array.from({ length: 101 }, (_, place) => numbered(String(place + 1)));
		await books.client.company();
		const { reads } = books.client.requestsMade();
		expect(await missing(books.client, orders)).toHaveLength(101);
		expect(books.client.requestsMade()).toEqual({ reads: reads + 4 + 1, writes: 0 });
	});

	test('is not known when QuickBooks does not answer', async () => {
		const down = {
			...(await openBooks()).client,
			query: () => {
				throw new Error('boom');
			},
		};
		await expect(missing(down, [order()])).rejects.toThrow('boom');
	});
});
