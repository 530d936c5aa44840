import { describe, expect, test } from '@jest/globals';
import { IntegrationError } from '../../../core/http/integrationError';
import type { QuickBooksClient } from '../../../core/quickbooks/quickBooksClient';
import { lineByHand, openBooks, type StrictBooks } from '../../support/strictBooks';
import { order, orderLine } from '../../support/orders';
import { post, postOne } from '../../support/posting';

const guards = [
	{ requestIds: 'kept', duplicateDocNumbers: 'refused' },
	{ requestIds: 'kept', duplicateDocNumbers: 'accepted' },
	{ requestIds: 'forgotten', duplicateDocNumbers: 'refused' },
	{ requestIds: 'forgotten', duplicateDocNumbers: 'accepted' },
	{ requestIds: 'error', duplicateDocNumbers: 'refused' },
	{ requestIds: 'error', duplicateDocNumbers: 'accepted' },
];

const orders = (count: number) =>
	Array.from({ length: count }, (_, place) => order({ orderId: String(place + 1), orderNumber: String(place + 1) }));
const writesOf = (calls: readonly string[]) =>
	calls.filter((call) => !call.startsWith('read') && call !== 'write Customer');

/** rules.md C4 and C6 */
describe.each(guards)(
	'Zero duplicates with request ids $requestIds and duplicate numbers $duplicateDocNumbers',
	(guard) => {
		test.each(['before', 'after'] as const)(
			'a single document whose answer is lost %s it was written',
			async (when) => {
				const books = await openShop(guard);
				books.interrupt({ call: 'write', when });
				const outcome = await postOne(books.client, order());
				expect(outcome).toMatchObject({ outcome: 'created', document: { number: 'WC-812', total: 2500 } });
				expect(await books.documents()).toHaveLength(1);
			},
		);

		test.each([
			['before anything was written', 'before', 0],
			['after all was written', 'after', 5],
			['after two of five were written', 'after', 2],
		] as const)(
			'a batch whose answer is lost %s is looked up, and only the missing are sent',
			async (_case, when, keeps) => {
				const books = await openShop(guard);
				books.interrupt({ call: 'batch', when, keeps });
				const outcomes = await post(books.client, orders(5));
				expect(outcomes.map(({ outcome }) => outcome)).toEqual(Array(5).fill('created'));
				expect(await books.documents()).toHaveLength(5);
				const missing = when === 'before' ? 5 : 5 - keeps;
				expect(writesOf(books.calls)).toEqual(['batch 5', ...(missing === 0 ? [] : [`batch ${missing}`])]);
			},
		);

		test('C6: two runs of one order side by side end in one document', async () => {
			const books = await openBooks(guard);
			const outcomes = await Promise.all([postOne(books.client, order()), postOne(books.client, order())]);
			expect(await books.standing()).toHaveLength(1);
			expect(
				outcomes.every(({ outcome }) => ['created', 'alreadyThere'].includes(outcome) || outcome === 'needsAttention'),
			).toBe(true);
		});

		test('C6: so do two runs in two processes, which know nothing of each other', async () => {
			const books = await openBooks(guard);
			await Promise.all([postOne(books.another(), order()), postOne(books.another(), order())]);
			expect(await books.standing()).toHaveLength(1);
			expect((await postOne(books.client, order())).outcome).toBe('alreadyThere');
		});

		test('C6: two runs side by side with two versions of one order end in one document, of the newer version', async () => {
			const books = await openBooks(guard);
			const newer = order({ modifiedAt: '2026-11-20T12:00:00.000Z', lines: [orderLine({ quantity: 4, net: 5000 })] });
			await Promise.all([postOne(books.client, order()), postOne(books.client, newer)]);
			await postOne(books.client, newer);
			expect((await books.standing()).map(({ TotalAmt }) => TotalAmt)).toEqual([50]);
		});

		test('an order delivered again and again stays one document', async () => {
			const books = await openBooks(guard);
			for (let run = 0; run < 3; run++) await post(books.client, orders(3));
			expect(await books.documents()).toHaveLength(3);
		});
	},
);

describe('Two documents of one order', () => {
	const withCopy = async () => {
		const books = await openBooks({ duplicateDocNumbers: 'accepted' });
		await postOne(books.client, order());
		const { Id, SyncToken, MetaData, type, ...body } = await books.onlyDocument();
		const copy = await books.byHand('Invoice', body);
		return { books, original: { Id, SyncToken, MetaData, type }, copy };
	};

	test('the older stays, the younger is voided with our mark', async () => {
		const { books, original } = await withCopy();
		const outcome = await postOne(books.client, order());
		expect(outcome).toMatchObject({ outcome: 'alreadyThere', document: { id: original.Id } });
		expect((await books.standing()).map(({ Id }) => Id)).toEqual([original.Id]);
		expect((await books.documents()).find(({ TotalAmt }) => TotalAmt === 0)?.PrivateNote).toMatch(/x=duplicate/);
	});

	test('what people changed is left to them', async () => {
		const { books, copy } = await withCopy();
		await books.byHand('Invoice', { ...copy, TxnDate: '2026-11-02' });
		expect(await postOne(books.client, order())).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('more than once'),
		});
		expect(await books.standing()).toHaveLength(2);
	});

	test('a voided duplicate does not count later', async () => {
		const { books } = await withCopy();
		await postOne(books.client, order());
		const newer = order({ modifiedAt: '2026-11-20T12:00:00.000Z', lines: [orderLine({ quantity: 4, net: 5000 })] });
		expect((await postOne(books.client, newer)).outcome).toBe('updated');
		expect(await books.standing()).toHaveLength(1);
	});
});

describe('The wire', () => {
	test('60 orders take two batches, whatever their number is', async () => {
		const books = await openShop();
		await post(books.client, orders(60));
		expect(await books.documents()).toHaveLength(60);
		expect(writesOf(books.calls)).toEqual(['batch 30', 'batch 30']);
	});

	test('a written document is not read back: one read for each of four types and one of what was deleted before, and of one type after', async () => {
		const books = await openShop();
		await post(books.client, orders(2));
		const reads = books.calls.filter((call) => call.startsWith('read'));
		expect(reads.map((call) => call.split(' ')[1])).toEqual([
			'Invoice',
			'SalesReceipt',
			'CreditMemo',
			'RefundReceipt',
			'changes',
			'Item',
			'Customer',
			'Invoice',
		]);
	});

	test('260 orders cost as many reads as two', async () => {
		const books = await openShop();
		await post(books.client, orders(260));
		const documents = books.calls.filter((call) => /^read (Invoice|SalesReceipt|CreditMemo|RefundReceipt)/.test(call));
		expect(documents).toHaveLength(4 + 1);
	});

	test('when nothing is answered three times, the run fails and the next one finds what stands', async () => {
		const books = await openShop();
		for (let round = 0; round < 3; round++) books.interrupt({ call: 'batch', when: 'before' });
		await expect(post(books.client, orders(2))).rejects.toThrow(IntegrationError);
		expect((await post(books.client, orders(2))).map(({ outcome }) => outcome)).toEqual(['created', 'created']);
		expect(await books.documents()).toHaveLength(2);
	});

	test('a connection that was revoked stops at once', async () => {
		const books = await openShop();
		let batches = 0;
		const revoked: QuickBooksClient = {
			...books.client,
			batch: async () => {
				batches += 1;
				return await Promise.reject(new IntegrationError('notAuthorised', 'reconnect'));
			},
		};
		await expect(post(revoked, orders(2))).rejects.toThrow('reconnect');
		expect(batches).toBe(1);
	});

	test('one refused order does not hold up its neighbours', async () => {
		const books = await openBooks();
		await books.byHand('Invoice', {
			DocNumber: 'WC-2',
			CustomerRef: { value: '1' },
			Line: [lineByHand(books.itemId)],
			PrivateNote: 'by hand',
		});
		const outcomes = await post(books.client, orders(3));
		expect(outcomes.map(({ outcome }) => outcome)).toEqual(['created', 'needsAttention', 'created']);
	});
});

/** With the customer of the shop, so that no run has to make it. */
async function openShop(settings: object = {}): Promise<StrictBooks> {
	const books = await openBooks(settings);
	await books.byHand('Customer', { DisplayName: 'WooCommerce customers' });
	return books;
}
