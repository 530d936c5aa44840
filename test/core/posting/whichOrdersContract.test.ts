import { describe, expect, test } from '@jest/globals';
import type { OrderState } from '../../../core/model/salesOrder';
import { openBooks } from '../../support/strictBooks';
import { order } from '../../support/orders';
import { postOne } from '../../support/posting';

/** rules.md B */
describe('Which orders are posted', () => {
	test('B1: stock counted on 1 December; order 812 of 28 November, completed on 3 December, is not posted', async () => {
		const books = await openBooks();
		const late = order({ placedAt: '2026-11-28T12:00:00.000Z', modifiedAt: '2026-12-03T09:00:00.000Z' });
		const outcome = await postOne(books.client, late, { goLive: '2026-12-01T08:00:00.000Z' });
		expect(outcome).toMatchObject({ outcome: 'nothingToPost', document: null });
		expect(books.calls).toEqual([]);
	});

	test('B1: an order placed at that very moment is posted, and moving the date back posts the older one', async () => {
		const books = await openBooks();
		const first = await postOne(books.client, order({ placedAt: '2026-12-01T08:00:00.000Z' }), {
			goLive: '2026-12-01T08:00:00.000Z',
		});
		const older = await postOne(books.client, order({ orderId: '811', orderNumber: '811' }), {
			goLive: '2026-11-01T08:00:00.000Z',
		});
		expect([first.outcome, older.outcome]).toEqual(['created', 'created']);
	});

	test.each<[OrderState, string]>([
		['open', 'nothingToPost'],
		['reserving', 'nothingToPost'],
		['cancelled', 'nothingToPost'],
		['sold', 'created'],
	])('B2: an order that is %s comes to %s', async (state, outcome) => {
		const books = await openBooks();
		expect((await postOne(books.client, order({ state }))).outcome).toBe(outcome);
		expect(await books.documents()).toHaveLength(state === 'sold' ? 1 : 0);
	});

	test('an order first seen when it is refunded already is in the books as the sale that it was and the refund', async () => {
		const books = await openBooks();
		const refunds = [
			{
				refundId: '5',
				refundedAt: '2026-11-20T11:00:00.000Z',
				total: 2500,
				reason: null,
				tender: [],
				lines: [{ lineId: '1', quantity: 2, net: 2500, tax: 0, restocked: 2 }],
			},
		];
		const outcome = await postOne(books.client, order({ state: 'refunded', refunds }));
		expect(outcome).toMatchObject({
			outcome: 'credited',
			document: { number: 'WC-812', total: 2500 },
			following: [{ number: 'WC-812-R5', total: 2500 }],
		});
		expect((await books.documents()).map(({ type }) => type)).toEqual(['Invoice', 'CreditMemo']);
	});

	test('B3: an order with one unknown SKU is not posted at all, and every line in the way is named', async () => {
		const books = await openBooks();
		const { lines } = order();
		const stranger = { ...lines[0]!, lineId: '2', sku: null, name: 'Sticker' };
		const outcome = await postOne(books.client, order({ lines: [lines[0]!, stranger] }));
		expect(outcome).toMatchObject({ outcome: 'needsAttention', reason: '"Sticker" has no SKU' });
		expect(await books.documents()).toEqual([]);
	});

	test('an order whose amounts do not explain its total is not posted, nor is its document updated; people are told why', async () => {
		const books = await openBooks();
		const moneyTrouble = 'eBay states a total of 26.00 USD';
		expect(await postOne(books.client, order({ moneyTrouble }))).toMatchObject({
			outcome: 'needsAttention',
			reason: moneyTrouble,
		});
		expect(await books.documents()).toEqual([]);
		await postOne(books.client, order());
		const [line] = order().lines;
		const totalOnly = order({ moneyTrouble, modifiedAt: '2026-11-21T08:00:00.000Z' });
		expect(await postOne(books.client, totalOnly)).toMatchObject({ outcome: 'needsAttention', reason: moneyTrouble });
		const edited = order({
			moneyTrouble,
			modifiedAt: '2026-11-21T09:00:00.000Z',
			total: 3000,
			lines: [{ ...line!, net: 3000 }],
		});
		expect(await postOne(books.client, edited)).toMatchObject({ outcome: 'needsAttention', reason: moneyTrouble });
		expect((await books.documents()).map(({ TotalAmt }) => TotalAmt)).toEqual([25]);
	});

	test('B4: an eBay order that an app copied into WooCommerce is skipped, without a question to QuickBooks', async () => {
		const books = await openBooks();
		expect(await postOne(books.client, order({ copiedFrom: 'eBay' }))).toMatchObject({
			outcome: 'nothingToPost',
			reason: expect.stringContaining('eBay'),
		});
		expect(books.calls).toEqual([]);
	});
});

describe('The plan check', () => {
	test.each([
		['quantityOnHand', 'Track quantity on hand'],
		['customTxnNumbers', 'Custom transaction numbers'],
	])('names the switch that is off (%s) before anything is written', async (preference, words) => {
		const books = await openBooks({ [preference]: false });
		await expect(postOne(books.client, order())).rejects.toThrow(words);
		expect(books.calls).toEqual([]);
	});
});
