import { describe, expect, test } from '@jest/globals';
import { toOpenOrder, type OpenOrder, type OpenOrders } from '../../../core/availability/openOrders';
import { findSaleDocuments } from '../../../core/availability/postedSales';
import type { SalesOrder } from '../../../core/model/salesOrder';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { sale, soldAgain } from '../../support/afterSale';
import { postOne } from '../../support/posting';
import { openBooks } from '../../support/strictBooks';

async function isInBooks(client: QuickBooksClient, order: SalesOrder): Promise<boolean> {
	const open = toOpenOrder(order, []) as OpenOrder;
	const { channel } = order;
	const orders: OpenOrders = {
		kind: 'openOrders',
		channel,
		readAt: order.modifiedAt,
		trouble: null,
		orders: [open],
	};
	return (await findSaleDocuments(client, [orders])).documentOf(channel, open) !== null;
}

/** rules.md E1: an order is held back until its document holds it. */
describe('The sale of an order that was taken up again', () => {
	const again = soldAgain({ modifiedAt: '2026-11-26T12:00:00.000Z' });

	test.each([
		['of an open period', null],
		['of closed books, which only its closing credit ended', '2026-11-20'],
	])('holds nothing where it was ended, %s, until the second document is there', async (_which, bookCloseDate) => {
		const books = await openBooks();
		await postOne(books.client, sale());
		expect(await isInBooks(books.another(), again)).toBe(true);
		if (bookCloseDate !== null) await books.control('/settings', { bookCloseDate });
		const run = { now: '2026-11-26T20:00:00.000Z' };
		const off = soldAgain({ state: 'cancelled', modifiedAt: '2026-11-25T12:00:00.000Z' });
		expect(['voided', 'credited']).toContain((await postOne(books.another(), off, run)).outcome);
		expect(await isInBooks(books.another(), again)).toBe(false);
	});
});
