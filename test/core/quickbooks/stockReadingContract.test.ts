import { describe, expect, test } from '@jest/globals';
import { toSku, type Sku } from '../../../core/model/sku';
import { readItemsById, readItemsBySku } from '../../../core/quickbooks/stockReading';
import { openBooks } from '../../support/strictBooks';

describe('Items', () => {
	test('are found by SKU, active ones only, 50 SKUs to a question', async () => {
		const books = await openBooks();
		const old = await books.item('Blue mug, old', { Sku: 'MUG-BLUE' });
		await books.control('/item', { id: old, Active: false });
		const skus = ['MUG-BLUE', ...Array.from({ length: 60 }, (_, place) => `X${place}`)].map(
			(text) => toSku(text) as Sku,
		);
		expect((await readItemsBySku(books.client, skus)).map(({ itemId }) => itemId)).toEqual([books.itemId]);
		expect(books.calls).toHaveLength(2);
	});

	test('are found by id whether active or not; nothing asked is nothing sent', async () => {
		const books = await openBooks();
		const old = await books.item('Blue mug, old', { Sku: 'MUG-OLD' });
		await books.control('/item', { id: old, Active: false });
		expect(await readItemsById(books.client, [old])).toMatchObject({
			items: [{ itemId: old, active: false }],
			asOf: expect.any(String),
		});
		expect(await readItemsById(books.client, [])).toEqual({ items: [], asOf: null });
		expect(books.calls).toHaveLength(1);
	});

	/** What QuickBooks' query parser is said to refuse: characters beyond Latin-1, or any value at all. */
	const refusals = [
		['takes every character', null],
		['refuses characters beyond Latin-1', '/query\\?.*%(C[4-9A-F]|[DEF])'],
		['refuses what a question for one SKU is made of', '/query\\?.*(OAK)'],
	] as const;

	test.each(refusals)('are found by a SKU with an en dash where QuickBooks %s', async (_what, path) => {
		const books = await openBooks();
		const odd = await books.item('Oak bowl, odd', { Sku: 'BOWL\u2013OAK' });
		await books.item('Oak bowl, near', { Sku: 'BOWL\u2014OAK' });
		if (path !== null)
			await books.control('/faults', {
				path,
				status: 400,
				body: { Fault: { Error: [{ Message: 'Error parsing query', Detail: 'Lexical error', code: '4000' }] } },
			});
		const skus = ['MUG-BLUE', 'BOWL\u2013OAK'].map((text) => toSku(text) as Sku);
		const found = await readItemsBySku(books.client, skus);
		expect(
			found
				.filter(({ sku }) => sku !== null && skus.includes(sku))
				.map(({ itemId }) => itemId)
				.sort(),
		).toEqual([books.itemId, odd].sort());
	});
});
