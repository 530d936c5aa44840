import { describe, expect, test } from '@jest/globals';
import { contentHash } from '../../../core/quickbooks/booksDocument';
import { readBundles } from '../../../core/quickbooks/bundles';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { readTaxCodes } from '../../../core/quickbooks/taxCodes';
import type { Fields } from '../../../core/reading/readUnknown';
import { anItem } from '../../support/aCompany';
import { unaskedQuickBooks } from '../../support/unaskedQuickBooks';

/** A company of which only these lists can be asked, whole or by ids. */
function companyWith(lists: Readonly<Record<string, readonly Fields[]>>): QuickBooksClient {
	return {
		...unaskedQuickBooks().client,
		async *pages(entity, where) {
			const ids = /^Id IN \((.+?)\)/.exec(where)?.[1]?.split(', ');
			const rows = (lists[entity] ?? []).filter(({ Id }) => ids?.includes(`'${String(Id)}'`) ?? true);
			yield await Promise.resolve({ rows, asOf: '2026-11-22T00:00:00.000Z' });
		},
	};
}

describe('What a document says', () => {
	const line = (changes: object, detail: object = {}): Fields => ({
		DetailType: 'SalesItemLineDetail',
		Amount: 10,
		...changes,
		SalesItemLineDetail: { ItemRef: { value: '5' }, Qty: 1, ...detail },
	});
	const saying = (...lines: Fields[]) =>
		contentHash({ DocNumber: '1', TxnDate: '2026-11-20', CustomerRef: { value: '1' }, Line: lines });

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
		const client = companyWith({
			TaxRate: [{ Id: '1', RateValue: 5 }, { Id: '2', RateValue: 7 }, { Id: '3' }],
			TaxCode: [{ Id: '9', Name: 'Code', SalesTaxRateList: { TaxRateDetail: details } }],
		});
		return (await readTaxCodes(client)).map(({ percent }) => percent);
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
		const client = companyWith({
			Item: [anItem, { ...anItem, Id: '6', InvStartDate: '2026-03-01' }, set('8', '6', '5'), set('9', '5', '77')],
		});
		const bundles = await readBundles(client, ['8', '9']);
		expect([...bundles.values()]).toMatchObject([
			{ itemId: '8', startsOn: '2026-03-01', components: [{ itemId: '6' }, { itemId: '5' }] },
		]);
	});
});
