import { describe, expect, test } from '@jest/globals';
import { fingerprintOf } from '../../core/model/orderFingerprint';
import { identityKey, identityOf } from '../../core/model/orderIdentity';
import { toOpenOrder, type OpenOrders } from '../../core/availability/openOrders';
import { noteWithMarker } from '../../core/quickbooks/documentMarker';
import { momentFromMillis, addSeconds } from '../../core/model/moment';
import type { SalesOrder } from '../../core/model/salesOrder';
import { IntegrationError } from '../../core/http/integrationError';
import { reserveOpenOrders } from '../../core/availability/reserveOpenOrders';
import { HoldBackOpenSales } from '../../nodes/HoldBackOpenSales/HoldBackOpenSales.node';
import { executeQuickBooksNode } from '../support/executeQuickBooksNode';
import { sku, stockLevel } from '../support/levels';
import { order, orderLine } from '../support/orders';
import { localRealmId } from '../support/quickBooksBench';
import { lineByHand, openBooks, type StrictBooks } from '../support/strictBooks';

/** Later than whatever these tests write. */
const asOf = momentFromMillis(Date.now() + 3_600_000);
const level = stockLevel({ itemId: '5', quantityOnHand: 10, asOf, realmId: localRealmId });
const sale = (orderNumber: string, quantity: number) =>
	order({ orderId: orderNumber, orderNumber, lines: [orderLine({ sku: sku('MUG'), quantity })] });

function openOrders(sales: readonly SalesOrder[], changes: Partial<OpenOrders> = {}): OpenOrders {
	const orders = sales.flatMap((one) => toOpenOrder(one, []) ?? []);
	return {
		kind: 'openOrders',
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

async function run(input: readonly unknown[], known?: StrictBooks) {
	const books = known ?? (await openBooks());
	const [levels = [], oversold = []] = await executeQuickBooksNode(new HoldBackOpenSales(), {
		client: books.client,
		input,
	});
	return {
		levels: levels.map(({ json }) => json),
		paired: levels.map(({ pairedItem }) => pairedItem),
		oversold: oversold.map(({ json }) => json),
		books,
	};
}

describe('Hold Back Open Sales', () => {
	test('takes off what is sold and has no document, and says what each channel may show', async () => {
		const posted = sale('1', 4);
		const books = await openBooks();
		await books.byHand('Invoice', invoiceOf(books, posted));
		const { levels } = await run([level, openOrders([posted, sale('2', 3)])], books);
		expect(levels).toMatchObject([
			{
				sku: 'MUG',
				reservations: [{ orderNumber: '2', quantity: 3, why: 'sold' }],
				available: { woocommerce: 7, bigcommerce: 7, ebay: 7 },
			},
		]);
	});

	test('asks QuickBooks with two queries for the documents of all orders, and with none where there are no orders', async () => {
		const sales = ['1', '2', '3'].map((number) => sale(number, 1));
		const posted = await openBooks();
		for (const one of sales) await posted.byHand('Invoice', invoiceOf(posted, one));
		const { books } = await run([level, openOrders(sales.slice(0, 2)), openOrders(sales.slice(2))], posted);
		expect(books.calls).toEqual([
			expect.stringMatching(/^read Invoice by .* MetaData.CreateTime >= '2026-11-12/),
			expect.stringMatching(/^read SalesReceipt by .* MetaData.CreateTime >= /),
		]);
		expect((await run([level, openOrders([])])).books.calls).toEqual([]);
	});

	test('C2: finds a document by its marker where it bears the number of another prefix', async () => {
		const books = await openBooks();
		await books.byHand('Invoice', invoiceOf(books, sale('1', 4), { number: 'SHOP-1' }));
		const { levels } = await run([level, openOrders([sale('1', 4), sale('2', 3)])], books);
		expect(levels).toMatchObject([{ reservations: [{ orderNumber: '2', quantity: 3 }] }]);
	});

	test('rules.md I: very many orders cost as much, and the next run only asks what changed', async () => {
		const books = await openBooks();
		const many = openOrders(Array.from({ length: 101 }, (_, place) => sale(String(place), 1)));
		await run([level, many], books);
		expect(books.calls).toHaveLength(2);
		await run([level, many], books);
		expect(books.calls.slice(2)).toEqual([
			expect.stringMatching(/^read Invoice by .* MetaData.LastUpdatedTime >= /),
			expect.stringMatching(/^read SalesReceipt by .* MetaData.LastUpdatedTime >= /),
		]);
	});

	test('C5: an order that is sold again is held until its second document is there', async () => {
		const again = sale('1', 4);
		const books = await openBooks();
		await books.byHand('Invoice', invoiceOf(books, again, { voidReason: 'cancelled' }));
		expect((await run([level, openOrders([again])], books)).levels).toMatchObject([
			{ reservations: [{ quantity: 4 }] },
		]);
		await books.byHand('Invoice', invoiceOf(books, again, { generation: 2, number: 'WC-1-2' }));
		expect((await run([level, openOrders([again])], books)).levels).toMatchObject([{ reservations: [] }]);
	});

	test("takes a stranger's document with our number for none of ours", async () => {
		const books = await openBooks();
		await books.byHand('Invoice', { ...invoiceOf(books, sale('1', 4)), PrivateNote: 'typed in by hand' });
		expect((await run([level, openOrders([sale('1', 4)])], books)).levels).toMatchObject([
			{ reservations: [{ quantity: 4 }] },
		]);
	});

	test('F5: with QuickBooks out of reach takes off only what was sold since the level was read, and lets nothing go up', async () => {
		const young = { ...sale('2', 1), placedAt: addSeconds(asOf, 1) };
		const connect = async () => await Promise.reject(new IntegrationError('unavailable', 'QuickBooks is down'));
		const levels = await reserveOpenOrders([level], [openOrders([sale('1', 4), young])], {
			connect,
			now: 0,
			sleep: async () => await Promise.resolve(),
			ignoreCase: false,
			reserveUnpaid: false,
		});
		expect(levels).toMatchObject([
			{
				reservations: [{ orderNumber: '2', quantity: 1 }],
				openOrders: { trouble: { passing: true, reason: expect.stringContaining('QuickBooks could not be asked') } },
			},
		]);
	});

	test('says of which channels the orders were read, since when, and what could not be read', async () => {
		const ebay = openOrders([], {
			channel: 'ebay',
			readAt: '2026-11-23T09:59:00.000Z',
			trouble: { reason: 'eBay: down', passing: true },
		});
		expect((await run([level, openOrders([]), ebay])).levels[0]?.openOrders).toEqual({
			channels: ['woocommerce', 'ebay'],
			readAt: '2026-11-23T09:59:00.000Z',
			trouble: { reason: 'eBay: down', passing: true },
		});
	});

	test('passes each level on paired with its own item', async () => {
		const { paired } = await run([openOrders([]), level, { ...level, itemId: '6', sku: 'CAP' }]);
		expect(paired).toEqual([{ item: 1 }, { item: 2 }]);
	});

	test('E5: raises Oversold once, again when it gets worse, and again after it was mended', async () => {
		const short = stockLevel({ itemId: 'short', quantityOnHand: 1, asOf: level.asOf, realmId: localRealmId });
		const told = async (...quantities: number[]) =>
			(await run([short, openOrders(quantities.map((quantity, place) => sale(`s${place}`, quantity)))])).oversold.map(
				({ shortage }) => shortage,
			);
		expect(await told(1, 1)).toEqual([1]);
		expect(await told(1, 1)).toEqual([]);
		expect(await told(1, 2)).toEqual([2]);
		expect(await told(1)).toEqual([]);
		expect(await told(1, 1)).toEqual([1]);
	});

	test('E5: a person who runs it in the editor does not keep Oversold from the others', async () => {
		const short = stockLevel({ itemId: 'by hand', quantityOnHand: 1, asOf: level.asOf, realmId: localRealmId });
		const told = async (mode: 'manual' | 'trigger') => {
			const input = [short, openOrders([sale('h1', 1), sale('h2', 1)])];
			const [, oversold = []] = await executeQuickBooksNode(new HoldBackOpenSales(), {
				client: (await openBooks()).client,
				input,
				mode,
			});
			return oversold.length;
		};
		expect([await told('manual'), await told('manual'), await told('trigger'), await told('trigger')]).toEqual([
			1, 1, 1, 0,
		]);
	});
});
