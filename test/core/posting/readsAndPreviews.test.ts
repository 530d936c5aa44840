import { describe, expect, test } from '@jest/globals';
import { contentHash } from '../../../core/quickbooks/booksDocument';
import { toSku } from '../../../core/model/sku';
import { readBundles } from '../../../core/quickbooks/bundles';
import { readTaxCodes } from '../../../core/quickbooks/taxCodes';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, chosen, inBooks, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { anItem, fakeQuickBooks } from '../../support/fakeQuickBooks';
import { order, orderLine } from '../../support/orders';
import { postOne } from '../../support/posting';

const looking = { ...chosen, writes: false };

describe('A preview', () => {
	test('says what would follow a sale that stands, and writes none of it', async () => {
		const books = fakeQuickBooks();
		await postOne(books.client, sale(), chosen);
		const before = books.client.requestsMade().writes;
		const refunded = soldAgain({ payment, refunds: [refund('5', 2000, [back(1, 2000, 1)])] });
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
		const books = fakeQuickBooks();
		await postOne(books.client, sale());
		expect(await postOne(books.client, soldAgain({ refunds: [refund('5', 2000)] }), { writes: false })).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Money-Only Refund Item'),
		});
	});
});

describe('Refunds', () => {
	test('are credited in the sequence in which the money went back, however the shop lists them', async () => {
		const books = fakeQuickBooks();
		await postOne(books.client, sale());
		const late = { ...refund('6', 3000, [back(1, 3000, 1)]), refundedAt: '2026-11-20T10:59:00.000Z' };
		const early = { ...refund('5', 8000, [back(2, 8000, 2)]), refundedAt: '2026-11-20T10:30:00.000Z' };
		expect((await postOne(books.client, soldAgain({ refunds: [late, early] }))).following).toMatchObject([
			{ number: 'WC-812-R5' },
		]);
		expect(inBooks(books)).toEqual({ money: 20, units: 1 });
	});
});

describe('What a document says', () => {
	const line = (changes: object, detail: object = {}): Fields => ({
		DetailType: 'SalesItemLineDetail',
		Amount: 10,
		...changes,
		SalesItemLineDetail: { ItemRef: { value: '5' }, Qty: 1, ...detail },
	});
	const saying = (...lines: Fields[]) =>
		contentHash({ DocNumber: '1', TxnDate: '2026-11-20', CustomerRef: { value: '1' }, Line: lines }, false);

	test('is the same in whatever sequence QuickBooks gives its lines', () => {
		expect(saying(line({}), line({ Amount: 20 }))).toBe(saying(line({ Amount: 20 }), line({})));
	});

	test('is the price with its tax where that rules, since QuickBooks works the net out anew', () => {
		expect(saying(line({ Amount: 8.33 }, { TaxInclusiveAmt: 10 }))).toBe(
			saying(line({ Amount: 8.34 }, { TaxInclusiveAmt: 10 })),
		);
		expect(saying(line({ Amount: 8.33 }, { TaxInclusiveAmt: 10 }))).not.toBe(
			saying(line({ Amount: 8.33 }, { TaxInclusiveAmt: 11 })),
		);
	});
});

describe("Reading QuickBooks' lists", () => {
	const percents = async (...details: object[]) => {
		const books = fakeQuickBooks();
		books.distort('TaxRate', { Id: '1', RateValue: 5 });
		books.distort('TaxRate', { Id: '2', RateValue: 7 });
		books.distort('TaxRate', { Id: '3' });
		books.distort('TaxCode', { Id: '9', Name: 'Code', SalesTaxRateList: { TaxRateDetail: details } });
		return (await readTaxCodes(books.client)).map(({ percent }) => percent);
	};
	const rate = (value: string, changes: object = {}) => ({ TaxRateRef: { value }, ...changes });

	test('a tax code is the sum of its rates; none where a rate lies on a rate, or has no number', async () => {
		expect(await percents(rate('1'), rate('2', { TaxTypeApplicable: 'TaxOnAmount' }))).toEqual([12]);
		expect(await percents()).toEqual([0]);
		expect(await percents(rate('1'), rate('2', { TaxTypeApplicable: 'TaxOnTax' }))).toEqual([null]);
		expect(await percents(rate('3'), rate('1'))).toEqual([null]);
	});

	test('a bundle may be sold once all that it is made of is counted; one whose parts cannot be read is left out', async () => {
		const set = (Id: string, ...parts: string[]) => ({
			...anItem,
			Id,
			Name: `Set ${Id}`,
			Type: 'Group',
			ItemGroupDetail: { ItemGroupLine: parts.map((value) => ({ ItemRef: { value }, Qty: 1 })) },
		});
		const books = fakeQuickBooks({
			items: [anItem, { ...anItem, Id: '6', InvStartDate: '2026-03-01' }, set('8', '6', '5'), set('9', '5', '77')],
		});
		const bundles = await readBundles(books.client, ['8', '9']);
		expect([...bundles.values()]).toMatchObject([
			{ itemId: '8', startsOn: '2026-03-01', components: [{ itemId: '6' }, { itemId: '5' }] },
		]);
	});

	test('the account for paying back is looked for where none was chosen only', async () => {
		const books = fakeQuickBooks();
		const given = { draft: { ...chosen.draft, depositAccountId: '35' } };
		await postOne(books.client, sale(), given);
		await postOne(books.client, soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] }), given);
		expect(books.calls.filter((call) => call.startsWith('read Account'))).toEqual([]);
	});

	test('a gift certificate is never booked on the item for goods that are not known', async () => {
		const certificate = order({ lines: [orderLine({ kind: 'giftCertificate', sku: toSku('GIFT'), quantity: 1 })] });
		expect(
			(await postOne(fakeQuickBooks().client, certificate, { missingItems: { kind: 'fallback', itemId: '5' } })).reason,
		).toContain('Gift Certificate Item');
	});
});
