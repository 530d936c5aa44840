import { beforeAll, describe, expect, test } from '@jest/globals';
import { CreateQboInvoice } from '../../nodes/CreateQboInvoice/CreateQboInvoice.node';
import { executeQuickBooksNode } from '../support/executeQuickBooksNode';
import { sourceFiles } from '../support/sourceFiles';
import { openBooks, type StrictBooks } from '../support/strictBooks';

const guide = sourceFiles(['docs/guides'], ['orders-from-anywhere.md'])[0]?.tree.text ?? '';

/** The example of the guide, as its reader copies it. */
const example = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)?.[1] ?? '') as Readonly<Record<string, unknown>>;

let books: StrictBooks;

async function post(order: object) {
	const [posted = [], attention = [], stock = []] = await executeQuickBooksNode(new CreateQboInvoice(), {
		client: books.client,
		input: [order],
		parameters: { customer: 'buyer', documentType: 'byPayment' },
	});
	return { outcome: [...posted, ...attention].map(({ json }) => json), stock: stock.map(({ json }) => json) };
}

describe('an order of a channel that the package does not know', () => {
	beforeAll(async () => {
		books = await openBooks();
	});

	test('has ten fields in the example of the guide', () => {
		const ofLines = (example.lines as object[]).flatMap((line) => Object.keys(line));
		expect(new Set([...Object.keys(example), ...ofLines]).size).toBe(10);
	});

	test('is posted once, however often it comes, and moves the stock', async () => {
		const first = await post(example);
		expect(first.outcome).toMatchObject([
			{ outcome: 'created', document: { type: 'Invoice', number: 'FARM-ST-F-1001', total: '29.50' } },
		]);
		expect(first.stock).toMatchObject([{ sku: 'MUG-BLUE' }, { sku: 'POSTER-A3' }, { sku: 'SET-BREAKFAST' }]);
		expect((await post(example)).outcome).toMatchObject([{ outcome: 'alreadyThere' }]);
		expect(await books.rows('Invoice')).toHaveLength(1);
	});

	test('is paid back and ended by newer versions', async () => {
		const refund = {
			refundId: '1',
			refundedAt: '2026-11-28T12:00:00Z',
			total: '4.50',
			lines: [{ lineId: '2', quantity: 1, net: '4.50', restocked: 1 }],
		};
		const refunded = await post({ ...example, modifiedAt: '2026-11-28T12:00:00Z', refunds: [refund] });
		expect(refunded.outcome).toMatchObject([
			{ outcome: 'credited', following: [{ type: 'CreditMemo', number: 'FARM-ST-F-1001-R1', total: '4.50' }] },
		]);
		const cancelled = { modifiedAt: '2026-11-28T13:00:00Z', state: 'cancelled', refunds: [refund] };
		expect((await post({ ...example, ...cancelled })).outcome).toMatchObject([{ outcome: 'credited' }]);
	});

	test('needs attention where it does not add up', async () => {
		expect((await post({ ...example, orderId: 'F-1002', total: '30.00' })).outcome).toMatchObject([
			{ outcome: 'needsAttention', reason: expect.stringContaining('30.00') },
		]);
		expect(await books.rows('Invoice')).toHaveLength(1);
	});
});
