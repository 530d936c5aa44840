import { describe, expect, test } from '@jest/globals';
import type { Fields } from '../../core/reading/readUnknown';
import { GetChannelOrders } from '../../nodes/GetChannelOrders/GetChannelOrders.node';
import { executeQuickBooksNode, type NodeRun } from '../support/executeQuickBooksNode';
import { lineByHand, openBooks, type StrictBooks } from '../support/strictBooks';
import { placed, shopWith } from '../support/wooShop';

async function run(books: StrictBooks, parameters: Fields, rest: Partial<NodeRun>) {
	const outputs = await executeQuickBooksNode(new GetChannelOrders(), {
		client: books.client,
		input: [{}],
		parameters,
		...rest,
		shopSettings: { placedFrom: '2020-01-01', ...rest.shopSettings },
	});
	return { outputs, ids: (outputs[0] ?? []).map(({ json }) => json.orderId) };
}

describe('Not Yet in QuickBooks', () => {
	const notYet = { notYetInQuickBooks: true };

	test('passes on only what QuickBooks does not have', async () => {
		const { shop } = shopWith(placed(1, 3), placed(2, 2, { status: 'cancelled' }), placed(3, 1));
		const books = await openBooks();
		const { ids } = await run(books, notYet, { shop, shopSettings: { numberPrefix: 'SHOP-' } });
		expect(ids).toEqual(['1', '3']);
		expect(books.calls[0]).toMatch(/^read Invoice by .* MetaData.CreateTime >= /);
		expect(books.calls.every((call) => call.startsWith('read'))).toBe(true);
	});

	test('counts its limit in orders that are missing', async () => {
		const { shop } = shopWith(placed(1, 4, { status: 'cancelled' }), placed(2, 3), placed(3, 2), placed(4, 1));
		expect((await run(await openBooks(), { ...notYet, returnAll: false, limit: 2 }, { shop })).ids).toEqual(['2', '3']);
	});

	test('passes an order on whose number a stranger bears: Create QBO Invoice says what to do about it', async () => {
		const { shop } = shopWith(placed(1, 3));
		const books = await openBooks();
		await books.byHand('Invoice', {
			DocNumber: 'WC-1',
			TxnDate: '2026-11-20',
			CustomerRef: { value: '1' },
			Line: [lineByHand(books.itemId)],
		});
		expect((await run(books, { ...notYet, operation: 'getOne', order: '1' }, { shop })).ids).toEqual(['1']);
	});

	test('calls nothing missing when QuickBooks cannot be asked', async () => {
		const { shop } = shopWith(placed(1, 3));
		const books = await openBooks();
		const down = {
			...books.client,
			query: () => {
				throw new Error('boom');
			},
		};
		await expect(run(books, notYet, { shop, client: down })).rejects.toThrow();
		const { outputs } = await run(books, notYet, { shop, client: down, continueOnFail: true });
		expect(outputs[0]).toEqual([]);
		expect(outputs[1]).toMatchObject([{ json: { outcome: 'failed', reason: expect.any(String) } }]);
	});
});
