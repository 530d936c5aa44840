import { describe, expect, test } from '@jest/globals';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { back, evenLater, refund, sale, soldAgain } from '../../support/afterSale';
import { orderLine } from '../../support/orders';
import { postOne, untouchedDraft } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const british = {
	currency: 'GBP',
	lines: [orderLine({ quantity: 3, net: 10_000, tax: 2000, taxRates: ['VAT 20%'] })],
};
/** QuickBooks makes 0.11 of tax of it, so that it comes to 0.64. */
const refunded = soldAgain({ ...british, refunds: [refund('5', 63, [back(0, 53, 0, { tax: 10 })])] });

/** The choices of the form with an item for roundings, and those without one. */
async function formsFor({ item }: StrictBooks) {
	const draft = {
		...untouchedDraft,
		taxedCodeId: '2',
		untaxedCodeId: '5',
		refundItemId: await item('Refunds without return', { Type: 'Service' }),
	};
	const roundingItemId = await item('Rounding differences', { Type: 'Service' });
	return { without: { draft }, rounding: { draft: { ...draft, roundingItemId } } };
}

async function openBritishBooks(): Promise<StrictBooks> {
	return await openBooks({ taxRoundedPer: 'line', taxRounding: 'halfUp' }, 'GB');
}

/** rules.md G5, D3: QuickBooks lets no document become less than what is used of it. */
describe('A credit memo that QuickBooks rounds up', () => {
	test('and whose run ended before that was put right is put right before it is used', async () => {
		const books = await openBritishBooks();
		const { rounding } = await formsFor(books);
		await postOne(books.client, sale(british), rounding);
		await expect(postOne(withoutCorrections(books.client), refunded, rounding)).rejects.toThrow('cut');
		expect(await books.rows('CreditMemo')).toMatchObject([{ TotalAmt: 0.64, Balance: 0.64 }]);
		const outcome = await postOne(books.client, { ...refunded, modifiedAt: evenLater }, rounding);
		expect(outcome).toMatchObject({ outcome: 'updated', reason: null });
		expect(await books.rows('CreditMemo')).toMatchObject([{ TotalAmt: 0.63, Balance: 0 }]);
		expect(await books.rows('Invoice')).toMatchObject([{ Balance: 119.37 }]);
	});

	test('is used for no more than went back, so that an item for roundings that is chosen later puts it right', async () => {
		const books = await openBritishBooks();
		const { without, rounding } = await formsFor(books);
		await postOne(books.client, sale(british), without);
		for (const modifiedAt of [refunded.modifiedAt, evenLater]) {
			const outcome = await postOne(books.client, { ...refunded, modifiedAt }, without);
			expect(outcome.reason).toContain('choose a Rounding Item');
			expect(await books.rows('Invoice')).toMatchObject([{ Balance: 119.37 }]);
		}
		expect(await postOne(books.client, { ...refunded, modifiedAt: evenLater }, rounding)).toMatchObject({
			outcome: 'updated',
			reason: null,
		});
		expect(await books.rows('CreditMemo')).toMatchObject([{ TotalAmt: 0.63, Balance: 0 }]);
		expect(await books.rows('Invoice')).toMatchObject([{ Balance: 119.37 }]);
	});
});

/** A QuickBooks that is gone as soon as a document is to be changed. */
function withoutCorrections(client: QuickBooksClient): QuickBooksClient {
	const write: QuickBooksClient['write'] = async (entity, body, requestId) =>
		body.Id === undefined ? await client.write(entity, body, requestId) : await Promise.reject(new Error('cut'));
	return { ...client, write };
}
