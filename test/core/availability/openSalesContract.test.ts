import { describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../../core/model/orderFingerprint';
import { identityKey, identityOf } from '../../../core/model/orderIdentity';
import { toOpenOrder, type OpenOrders } from '../../../core/availability/openOrders';
import { noteWithMarker } from '../../../core/quickbooks/documentMarker';
import { momentFromMillis, addSeconds } from '../../../core/model/moment';
import type { StockLevel } from '../../../core/model/stockLevel';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { IntegrationError } from '../../../core/http/integrationError';
import { availableOn } from '../../../core/availability/available';
import { findOpenSales, withOpenSales } from '../../../core/availability/openSales';
import { sku, stockLevel } from '../../support/levels';
import { order, orderLine } from '../../support/orders';
import { localRealmId } from '../../support/quickBooksBench';
import { lineByHand, openBooks, type StrictBooks } from '../../support/strictBooks';

/** Later than whatever these tests write. */
const asOf = momentFromMillis(Date.now() + 3_600_000);
const level = stockLevel({ itemId: '5', quantityOnHand: 10, asOf, realmId: localRealmId });
const sale = (orderNumber: string, quantity: number) =>
	order({ orderId: orderNumber, orderNumber, lines: [orderLine({ sku: sku('MUG'), quantity })] });

function openOrders(sales: readonly SalesOrder[], changes: Partial<OpenOrders> = {}): OpenOrders {
	const orders = sales.flatMap((one) => toOpenOrder(one, []) ?? []);
	return {
		channel: 'woocommerce',
		readAt: '2026-11-23T10:00:00.000Z',
		trouble: null,
		orders,
		...changes,
	};
}

/** An invoice of ours for a sale. */
function invoiceOf(
	{ itemId }: StrictBooks,
	sold: SalesOrder,
	more: { voidReason?: 'cancelled'; generation?: number; number?: string } = {},
) {
	const { voidReason = null, generation = 1, number = `WC-${sold.orderNumber}` } = more;
	const marker = {
		identity: identityKey(identityOf(sold)),
		version: sold.modifiedAt,
		fingerprint: fingerprintOf(sold),
		generation,
		content: 'c',
		tax: null,
		lineKeys: [],
		voidReason,
	};
	return {
		DocNumber: number,
		TxnDate: '2026-11-20',
		CustomerRef: { value: '1' },
		Line: [lineByHand(itemId)],
		PrivateNote: noteWithMarker('', marker),
	};
}

/** The levels without what these open orders hold back, as a run of one process finds them that may have asked the books before. */
async function run(levels: readonly StockLevel[], all: readonly OpenOrders[], known?: StrictBooks) {
	const books = known ?? (await openBooks());
	const sales = await findOpenSales(all, async () => await Promise.resolve(books.client));
	return { levels: withOpenSales(levels, sales, { ignoreCase: false, now: Date.now() }), books };
}

describe('E1: what is sold and not in QuickBooks yet', () => {
	test('is taken off where it has no document, for each channel alike', async () => {
		const posted = sale('1', 4);
		const books = await openBooks();
		await books.byHand('Invoice', invoiceOf(books, posted));
		const { levels } = await run([level], [openOrders([posted, sale('2', 3)])], books);
		expect(levels).toMatchObject([
			{ sku: 'MUG', reservations: [{ orderNumber: '2', quantity: 3, why: 'sold' }], quantityOnHand: 10 },
		]);
		const shownOn = (channel: string) => levels.map((one) => availableOn(channel, one).units);
		expect(['woocommerce', 'bigcommerce', 'ebay'].map(shownOn)).toEqual([[7], [7], [7]]);
	});

	test('costs two queries for the documents of all orders, and none where there are no orders', async () => {
		const sales = ['1', '2', '3'].map((number) => sale(number, 1));
		const posted = await openBooks();
		for (const one of sales) await posted.byHand('Invoice', invoiceOf(posted, one));
		const { books } = await run([level], [openOrders(sales.slice(0, 2)), openOrders(sales.slice(2))], posted);
		expect(books.calls).toEqual([
			expect.stringMatching(/^read Invoice by .* MetaData.CreateTime >= '2026-11-12/),
			expect.stringMatching(/^read SalesReceipt by .* MetaData.CreateTime >= /),
		]);
		expect((await run([level], [openOrders([])])).books.calls).toEqual([]);
	});

	test('C2: is found by its marker where its document bears the number of another prefix', async () => {
		const books = await openBooks();
		await books.byHand('Invoice', invoiceOf(books, sale('1', 4), { number: 'SHOP-1' }));
		const { levels } = await run([level], [openOrders([sale('1', 4), sale('2', 3)])], books);
		expect(levels).toMatchObject([{ reservations: [{ orderNumber: '2', quantity: 3 }] }]);
	});

	test('rules.md I: of very many orders costs as much, and the next run only asks what changed', async () => {
		const books = await openBooks();
		const many = [openOrders(Array.from({ length: 101 }, (_, place) => sale(String(place), 1)))];
		await run([level], many, books);
		expect(books.calls).toHaveLength(2);
		await run([level], many, books);
		expect(books.calls.slice(2)).toEqual([
			expect.stringMatching(/^read Invoice by .* MetaData.LastUpdatedTime >= /),
			expect.stringMatching(/^read SalesReceipt by .* MetaData.LastUpdatedTime >= /),
		]);
	});

	test('C5: is held for an order that is sold again until its second document is there', async () => {
		const again = sale('1', 4);
		const books = await openBooks();
		await books.byHand('Invoice', invoiceOf(books, again, { voidReason: 'cancelled' }));
		expect((await run([level], [openOrders([again])], books)).levels).toMatchObject([
			{ reservations: [{ quantity: 4 }] },
		]);
		await books.byHand('Invoice', invoiceOf(books, again, { generation: 2, number: 'WC-1-2' }));
		expect((await run([level], [openOrders([again])], books)).levels).toMatchObject([{ reservations: [] }]);
	});

	test("is not in a stranger's document with our number", async () => {
		const books = await openBooks();
		await books.byHand('Invoice', { ...invoiceOf(books, sale('1', 4)), PrivateNote: 'typed in by hand' });
		expect((await run([level], [openOrders([sale('1', 4)])], books)).levels).toMatchObject([
			{ reservations: [{ quantity: 4 }] },
		]);
	});
});

describe('A1, F5: what cannot be known lets nothing go up', () => {
	const young = { ...sale('2', 1), placedAt: addSeconds(asOf, 1) };
	const rules = { ignoreCase: false, now: 0 };

	test('with QuickBooks out of reach only what was sold since the level was read is taken off', async () => {
		const connect = async () => await Promise.reject(new IntegrationError('unavailable', 'QuickBooks is down'));
		const sales = await findOpenSales([openOrders([sale('1', 4), young])], connect);
		expect(withOpenSales([level], sales, rules)).toMatchObject([
			{
				reservations: [{ orderNumber: '2', quantity: 1 }],
				openOrders: { trouble: { passing: true, reason: expect.stringContaining('QuickBooks could not be asked') } },
			},
		]);
	});

	test("another company's documents say nothing of a level: it goes down by what was sold since, and a person has to act", async () => {
		const posted = sale('1', 4);
		const books = await openBooks();
		await books.byHand('Invoice', invoiceOf(books, posted));
		const foreign = { ...level, realmId: 'other' };
		expect((await run([foreign], [openOrders([posted, sale('3', 2), young])], books)).levels).toMatchObject([
			{
				reservations: [{ orderNumber: '2', quantity: 1 }],
				openOrders: {
					trouble: {
						passing: false,
						reason: `The levels come from company other, the credential belongs to ${localRealmId}`,
					},
				},
			},
		]);
	});

	test('a level says of which channels the orders were read, since when, and what could not be read', async () => {
		const ebay = openOrders([], {
			channel: 'ebay',
			readAt: '2026-11-23T09:59:00.000Z',
			trouble: { reason: 'eBay: down', passing: true },
		});
		expect((await run([level], [openOrders([]), ebay])).levels[0]?.openOrders).toEqual({
			channels: ['woocommerce', 'ebay'],
			readAt: '2026-11-23T09:59:00.000Z',
			trouble: { reason: 'eBay: down', passing: true },
		});
	});

	test('two troubles are both named, and pass only where both do', async () => {
		const down = openOrders([], { trouble: { reason: 'WooCommerce: down', passing: true } });
		const odd = openOrders([], {
			channel: 'ebay',
			trouble: { reason: 'eBay: order 7 cannot be read', passing: false },
		});
		expect((await run([level], [down, odd])).levels[0]?.openOrders?.trouble).toEqual({
			reason: 'WooCommerce: down; eBay: order 7 cannot be read',
			passing: false,
		});
	});
});
