import { describe, expect, test } from '@jest/globals';
import {
	toOpenOrder,
	toUnreadableOpenOrder,
	type OpenOrder,
	type OpenOrders,
} from '../../../core/availability/openOrders';
import { findSaleDocuments } from '../../../core/availability/postedSales';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { toStockOrder } from '../../../core/model/stockOrder';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { sale, soldAgain } from '../../support/afterSale';
import { postOne } from '../../support/posting';
import type { Fields } from '../../../core/reading/readUnknown';
import { lineByHand, openBooks, type StrictBooks } from '../../support/strictBooks';

async function isInBooks(client: QuickBooksClient, order: SalesOrder): Promise<boolean> {
	const open = toOpenOrder(order, []) as OpenOrder;
	const { channel } = order;
	const orders: OpenOrders = {
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

/** rules.md A2: what a person booked is booked. */
describe('An order of which only the units can be read', () => {
	const stock = { ...toStockOrder(sale()), state: 'sold' as const };
	const open = toUnreadableOpenOrder(stock, []) as OpenOrder;

	/** The units of the mug that a document is known to hold of it; null where it has none. */
	async function unitsInBooks({ client, itemId }: StrictBooks): Promise<number | null> {
		const orders = { kind: 'openOrders' as const, channel: 'woocommerce', readAt: '', trouble: null, orders: [open] };
		const document = (await findSaleDocuments(client, [orders])).documentOf('woocommerce', open);
		const lines = document?.lines?.filter((line) => line.itemId === itemId);
		return lines?.reduce((sum, { quantity }) => sum + (quantity ?? 0), 0) ?? null;
	}

	const invoice = ({ itemId }: StrictBooks, DocNumber: string): Fields => ({
		DocNumber,
		TxnDate: '2026-11-20',
		CustomerRef: { value: '1' },
		Line: [1, 2].map(() => lineByHand(itemId)),
	});

	test('is no other than one whose money nothing explains, which is not posted either; all others wait for their posting', () => {
		expect(toOpenOrder(sale({ moneyTrouble: 'its parts come to 99.00' }), [])).toMatchObject({ unreadable: true });
		expect(toOpenOrder(sale(), [])).not.toHaveProperty('unreadable');
	});

	test.each(['812', 'WC-812', 'wc-812', 'Shop 812'])(
		'is let go by the units of the sale that a person booked by hand as %s',
		async (number) => {
			const books = await openBooks();
			await books.byHand('Invoice', invoice(books, number));
			expect(await unitsInBooks(books)).toBe(2);
		},
	);

	test.each(['8812', 'WC812-1', '81', 'WC-1812'])('is not let go by one that is called %s', async (number) => {
		const books = await openBooks();
		await books.byHand('Invoice', invoice(books, number));
		expect(await unitsInBooks(books)).toBeNull();
	});

	test('is let go neither by one of two, nor by one that is void, of another order, or a credit', async () => {
		const books = await openBooks();
		await books.voidByHand('Invoice', await books.byHand('Invoice', invoice(books, 'A-812')));
		await books.byHand('CreditMemo', invoice(books, 'B-812'));
		await postOne(books.another(), sale({ channel: 'bigcommerce', account: 'abc' }));
		expect(await unitsInBooks(books)).toBeNull();
		await books.byHand('Invoice', invoice(books, 'C-812'));
		expect(await unitsInBooks(books)).toBe(2);
		await books.byHand('Invoice', invoice(books, 'D-812'));
		expect(await unitsInBooks(books)).toBeNull();
	});
});
