import { describe, expect, test } from '@jest/globals';
import { toSku } from '../../../core/model/sku';
import { back, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { inBooks, openBooks } from '../../support/strictBooks';
import { order, orderLine } from '../../support/orders';
import { moneyInto, postOne } from '../../support/posting';

describe('A preview', () => {
	test('says what would follow a sale that stands, and writes none of it', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const looking = { ...chosen, writes: false };
		await postOne(books.client, sale(), chosen);
		const before = books.client.requestsMade().writes;
		const refunded = soldAgain({ payments: [payment], refunds: [refund('5', 2000, [back(1, 2000, 1)])] });
		expect(await postOne(books.client, refunded, { ...looking, recordPayments: true })).toMatchObject({
			outcome: 'preview',
			reason: 'It is there, and its payment would be recorded, its refund would be credited as WC-812-R5',
			following: [{ number: 'WC-812-R5', id: null, total: 2000 }],
		});
		expect((await postOne(books.client, soldAgain({ state: 'cancelled' }), looking)).reason).toContain(
			'it would be voided',
		);
		expect(
			(await postOne(books.client, soldAgain({ state: 'cancelled' }), { ...looking, now: '2026-12-02T12:00:00.000Z' }))
				.reason,
		).toContain('what is left of it would be credited');
		expect(books.client.requestsMade().writes).toBe(before);
	});

	test('says so where a refund could not be credited', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		expect(await postOne(books.client, soldAgain({ refunds: [refund('5', 20_000)] }), { writes: false })).toMatchObject(
			{
				outcome: 'needsAttention',
				reason: expect.stringContaining('only 100.00 USD'),
			},
		);
	});
});

describe('Refunds', () => {
	test('are credited in the sequence in which the money went back, however the shop lists them', async () => {
		const books = await openBooks();
		await postOne(books.client, sale());
		const late = { ...refund('6', 3000, [back(1, 3000, 1)]), refundedAt: '2026-11-20T10:59:00.000Z' };
		const early = { ...refund('5', 8000, [back(2, 8000, 2)]), refundedAt: '2026-11-20T10:30:00.000Z' };
		expect((await postOne(books.client, soldAgain({ refunds: [late, early] }))).following).toMatchObject([
			{ number: 'WC-812-R5' },
		]);
		expect(await inBooks(books)).toEqual({ money: 20, units: 1 });
	});
});

describe('What is looked up', () => {
	test('the account for paying back is looked for where none was chosen only', async () => {
		const books = await openBooks();
		const chosen = await books.chosen();
		const given = { draft: { ...chosen.draft, ...moneyInto('35') } };
		await postOne(books.client, sale(), given);
		await postOne(books.client, soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] }), given);
		expect(books.calls.filter((call) => call.startsWith('read Account'))).toEqual([]);
	});

	test('a gift certificate is never booked on the item for goods that are not known', async () => {
		const certificate = order({ lines: [orderLine({ kind: 'giftCertificate', sku: toSku('GIFT'), quantity: 1 })] });
		expect(
			(await postOne((await openBooks()).client, certificate, { missingItems: { kind: 'fallback', itemId: '5' } }))
				.reason,
		).toContain('Gift Certificate Item');
	});
});
