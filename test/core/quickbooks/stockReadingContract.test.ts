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
});
