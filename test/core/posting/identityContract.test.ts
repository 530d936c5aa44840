import { describe, expect, test } from '@jest/globals';
import type { SalesOrder } from '../../../core/model/salesOrder';
import type { DocumentType } from '../../../core/quickbooks/quickBooksClient';
import type { Fields } from '../../../core/reading/readUnknown';
import { back, payment, refund, sale, soldAgain } from '../../support/afterSale';
import { hoursLater } from '../../support/interceptedClient';
import { order, orderLine } from '../../support/orders';
import { post, postOne, untouchedDraft } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const later = '2026-11-20T11:00:00.000Z';
const completed = (changes: Partial<SalesOrder> = {}) =>
	order({ modifiedAt: later, channelState: 'completed', ...changes });
const numbered = (count: number, prefix = '') =>
	Array.from({ length: count }, (_, place) =>
		order({
			orderId: String(place + 1),
			orderNumber: `${prefix}${place + 1}`,
			modifiedAt: prefix === '' ? order().modifiedAt : later,
		}),
	);

/** With which guards of QuickBooks, and whether the second run is of the process that posted. */
const circumstances = [
	{ requestIds: 'kept', duplicateDocNumbers: 'refused', process: 'the same' },
	{ requestIds: 'forgotten', duplicateDocNumbers: 'accepted', process: 'the same' },
	{ requestIds: 'forgotten', duplicateDocNumbers: 'accepted', process: 'another' },
] as const;

/** rules.md C2 */
describe.each(circumstances)(
	'A number that changes (request ids $requestIds, numbers $duplicateDocNumbers, $process process)',
	({ process, ...guard }) => {
		const later = (books: StrictBooks) => (process === 'the same' ? books.client : books.another());

		test('in the shop: the order is known by its id, whatever number a plugin gives it', async () => {
			const books = await openBooks(guard);
			await postOne(books.client, order());
			expect(await postOne(later(books), completed({ orderNumber: 'W2026-0812' }))).toMatchObject({
				outcome: 'alreadyThere',
				document: { number: 'WC-812' },
			});
			expect(await books.documents()).toHaveLength(1);
		});

		test('in the credential of the shop: its prefix changes, and nothing is created', async () => {
			const books = await openBooks(guard);
			await postOne(books.client, order());
			expect((await postOne(later(books), completed({ booksPrefix: 'SHOP-' }))).outcome).toBe('alreadyThere');
			expect(await books.documents()).toHaveLength(1);
		});

		test.each(['Invoice', 'SalesReceipt'] as const)(
			'in QuickBooks, of an %s: WC-812 becomes 2026-0093, and the order is completed',
			async (documentType) => {
				const books = await openBooks(guard);
				const chosen = { draft: { ...untouchedDraft, documentType } };
				await postOne(books.client, order({ payments: [payment] }), chosen);
				await renumber(books, documentType, '2026-0093');
				expect(await postOne(later(books), completed({ payments: [payment] }), chosen)).toMatchObject({
					outcome: 'alreadyThere',
					document: { number: '2026-0093' },
				});
				expect(await books.documents()).toHaveLength(1);
			},
		);

		test.each(['CreditMemo', 'RefundReceipt'] as const)(
			'in QuickBooks, of a %s: the refund is not credited twice',
			async (type) => {
				const books = await openBooks(guard);
				const chosen = await books.chosen();
				const paid = type === 'RefundReceipt' ? { payments: [payment] } : {};
				const form = {
					...chosen,
					draft: {
						...chosen.draft,
						documentType: type === 'RefundReceipt' ? ('SalesReceipt' as const) : ('Invoice' as const),
					},
				};
				const refunded = soldAgain({ ...paid, refunds: [refund('5', 2000, [back(1, 2000, 1)])] });
				await postOne(books.client, sale(paid), form);
				await postOne(books.client, refunded, form);
				expect(await books.rows(type)).toHaveLength(1);
				await renumber(books, type, 'R-93');
				expect(
					(await postOne(later(books), { ...refunded, modifiedAt: '2026-11-20T13:00:00.000Z' }, form)).outcome,
				).toBe('alreadyThere');
				expect(await books.rows(type)).toHaveLength(1);
			},
		);

		test('of 260 orders at once, by a plugin: nothing is created, in a run of 100 as in one of 260', async () => {
			const books = await openBooks(guard);
			await post(books.client, numbered(260));
			const renamed = numbered(260, 'W');
			const outcomes = [...(await post(later(books), renamed.slice(0, 100))), ...(await post(later(books), renamed))];
			expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['alreadyThere']));
			expect(await books.documents()).toHaveLength(260);
		});
	},
);

describe('Numbers that begin anew', () => {
	const nextYear = { orderId: '9812', placedAt: '2027-01-05T10:00:00.000Z', modifiedAt: '2027-01-05T10:00:00.000Z' };

	test.each(['refused', 'accepted'])(
		'the order of the new year gets the year into its number (duplicates %s)',
		async (duplicateDocNumbers) => {
			const books = await openBooks({ duplicateDocNumbers });
			await postOne(books.client, order());
			expect(await postOne(books.client, order(nextYear))).toMatchObject({
				outcome: 'created',
				document: { number: 'WC-2027-812' },
			});
			expect((await postOne(books.client, order({ ...nextYear, channelState: 'completed' }))).outcome).toBe(
				'alreadyThere',
			);
			expect((await postOne(books.another(), order())).outcome).toBe('alreadyThere');
		},
	);

	test('two orders with one number in the same run get two', async () => {
		const books = await openBooks({ duplicateDocNumbers: 'accepted' });
		const outcomes = await post(books.client, [order(), order(nextYear)]);
		expect(outcomes.map(({ document }) => document?.number)).toEqual(['WC-812', 'WC-2027-812']);
	});

	test('a document from before what is known shows by its number: QuickBooks refuses it, and the order is planned anew', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		const another = books.another();
		const unaware = order({ ...nextYear, placedAt: '2027-06-05T10:00:00.000Z' });
		expect(await postOne(another, unaware)).toMatchObject({
			reason: null,
			outcome: 'created',
			document: { number: 'WC-2027-812' },
		});
	});
});

describe('A memo that a person wrote over', () => {
	const books = async () => {
		const open = await openBooks({ requestIds: 'forgotten', duplicateDocNumbers: 'accepted' });
		await postOne(open.client, order());
		await overwriteMemo(open, 'Invoice');
		return open;
	};
	const dearer = completed({ lines: [orderLine({ quantity: 3, net: 3750 })] });

	test.each(['the same', 'another'])('is told of by %s process, and nothing is created', async (process) => {
		const open = await books();
		const client = process === 'the same' ? open.client : open.another();
		const outcome = await postOne(client, completed());
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			document: { number: 'WC-812' },
			reason: expect.stringContaining('Overwritten Memos: Mark Again'),
		});
		expect(outcome.reason).not.toContain('another number');
		expect(await open.documents()).toHaveLength(1);
	});

	test('is marked again where the form says so: the memo stays, and the order is known from then on', async () => {
		const open = await books();
		const another = open.another();
		const marked = await postOne(another, completed(), { overwrittenMemos: 'markAgain' });
		expect(marked).toMatchObject({ outcome: 'alreadyThere', reason: 'Invoice WC-812 was marked again' });
		expect((await open.onlyDocument()).PrivateNote).toMatch(/^Paid by Ana in cash\n\[qbosync:1 /);
		expect((await postOne(another, dearer)).outcome).toBe('updated');
		expect(await open.documents()).toHaveLength(1);
	});

	test('of an order that has changed since is left to people, who are not told to make room for another', async () => {
		const open = await books();
		const outcome = await postOne(open.client, dearer, { overwrittenMemos: 'markAgain' });
		expect(outcome).toMatchObject({ outcome: 'needsAttention', reason: expect.stringContaining('audit history') });
		expect(outcome.reason).not.toContain('another number');
		const stranger = await postOne(open.another(), dearer, { overwrittenMemos: 'markAgain' });
		expect(stranger).toMatchObject({ outcome: 'needsAttention', reason: expect.stringContaining('nothing is posted') });
		expect(await open.documents()).toHaveLength(1);
	});

	test('is known by its process even under another number', async () => {
		const open = await books();
		await renumber(open, 'Invoice', '2026-0093');
		expect(await postOne(open.client, completed())).toMatchObject({
			outcome: 'needsAttention',
			document: { number: '2026-0093' },
		});
		expect(await open.documents()).toHaveLength(1);
	});

	test('and whose buyer is another is a stranger', async () => {
		const open = await books();
		await open.byHand('Invoice', {
			...(await open.onlyDocument()),
			CustomerRef: { value: '1' },
			BillEmail: { Address: 'somebody.else@example.com' },
			ShipAddr: { Line1: '7 Elm St', City: 'Austin', CountrySubDivisionCode: 'TX', PostalCode: '78702' },
		});
		expect(await postOne(open.another(), completed(), { overwrittenMemos: 'markAgain' })).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('not made by this sync'),
		});
	});

	test('of a credit: it is not credited again, and marked where the form says so', async () => {
		const open = await openBooks({ requestIds: 'forgotten', duplicateDocNumbers: 'accepted' });
		const refunded = soldAgain({ refunds: [refund('5', 2000, [back(1, 2000, 1)])] });
		const chosen = await open.chosen();
		await postOne(open.client, sale(), chosen);
		await postOne(open.client, refunded, chosen);
		await overwriteMemo(open, 'CreditMemo');
		const once = { ...refunded, modifiedAt: '2026-11-20T13:00:00.000Z' };
		expect((await postOne(open.another(), once, chosen)).reason).toContain('Overwritten Memos: Mark Again');
		const another = open.another();
		expect((await postOne(another, once, { ...chosen, overwrittenMemos: 'markAgain' })).outcome).toBe('credited');
		expect((await postOne(another, once, chosen)).outcome).toBe('alreadyThere');
		expect(await open.rows('CreditMemo')).toHaveLength(1);
	});
});

describe('A document that a person deleted', () => {
	test('is not written again for a newer version of its order, learned within the hour', async () => {
		const books = await openBooks({ requestIds: 'forgotten', duplicateDocNumbers: 'accepted' });
		await postOne(books.client, order());
		await books.deleteByHand('Invoice', await books.onlyDocument());
		expect(await postOne(hoursLater(books.client), completed())).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('deleted in QuickBooks by someone'),
		});
		expect(books.calls.filter((call) => call === 'read changes')).toHaveLength(2);
		expect(await books.documents()).toEqual([]);
	});

	test.each([
		['paid', { payments: [payment] }],
		['refunded', { refunds: [refund('5', 2500, [back(2, 2500, 2)])], state: 'refunded' as const }],
	])('is noticed before anything follows it: its order is %s', async (_what, changes) => {
		const books = await openBooks({ requestIds: 'forgotten', duplicateDocNumbers: 'accepted' });
		const chosen = { ...(await books.chosen()), recordPayments: true };
		await postOne(books.client, order(), chosen);
		await books.deleteByHand('Invoice', await books.onlyDocument());
		expect(await postOne(books.client, completed(changes), chosen)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('deleted in QuickBooks by someone'),
		});
		expect(await books.documents()).toEqual([]);
		expect(await books.rows('Payment')).toEqual([]);
	});

	test('is noticed at once where it is touched', async () => {
		const books = await openBooks({ requestIds: 'forgotten', duplicateDocNumbers: 'accepted' });
		await postOne(books.client, order());
		await books.deleteByHand('Invoice', await books.onlyDocument());
		const dearer = completed({ lines: [orderLine({ quantity: 3, net: 3750 })] });
		const outcome = await postOne(books.client, dearer);
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('deleted in QuickBooks by someone'),
		});
		expect(await books.documents()).toEqual([]);
	});

	test('is nothing to speak of once its order is cancelled', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		await books.deleteByHand('Invoice', await books.onlyDocument());
		expect((await postOne(hoursLater(books.client), completed({ state: 'cancelled' }))).outcome).toBe('nothingToPost');
	});
});

describe('The circuit breaker of creations', () => {
	const old = (count: number, changes: Partial<SalesOrder> = {}) =>
		Array.from({ length: count }, (_, place) =>
			order({
				orderId: `old-${place}`,
				orderNumber: `${7000 + place}`,
				placedAt: '2026-11-10T10:00:00.000Z',
				modifiedAt: '2026-11-10T11:00:00.000Z',
				...changes,
			}),
		);
	const openShop = async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		return books;
	};

	test('holds many orders back that are older than what the books have of their shop, and names the way out', async () => {
		const books = await openShop();
		const outcomes = await post(books.client, [...old(12), order({ orderId: 'new', orderNumber: '900' })]);
		expect(outcomes.slice(0, 12)).toEqual(
			Array(12).fill(
				expect.objectContaining({ outcome: 'needsAttention', reason: expect.stringContaining('Let Through Until') }),
			),
		);
		expect(outcomes[12]?.outcome).toBe('created');
		expect(await books.documents()).toHaveLength(2);
	});

	test('lets them through until the time that the form says', async () => {
		const books = await openShop();
		const until = (letThroughUntil: string) => ({ letThroughUntil });
		expect((await post(books.client, old(12), until('2026-11-20T19:00:00.000Z')))[0]?.outcome).toBe('needsAttention');
		expect((await post(books.client, old(12), until('2026-11-20T21:00:00.000Z')))[0]?.outcome).toBe('created');
	});

	test.each<[string, readonly SalesOrder[]]>([
		['nine', old(9)],
		['a third of what the run looks at', [...old(12), ...numbered(24)]],
		['ten of another shop', old(10, { account: 'two.example' })],
		[
			'a backlog, whose versions are newer than those of the batch before',
			old(12, { modifiedAt: '2026-11-20T18:00:00.000Z' }),
		],
	])('lets %s through', async (_what, orders) => {
		const books = await openShop();
		const outcomes = await post(books.client, orders);
		expect(new Set(outcomes.map(({ outcome }) => outcome))).toEqual(new Set(['created']));
	});
});

describe('What is known of the books', () => {
	test('costs one read for each type of document where nothing happened, and no document is read again', async () => {
		const books = await openBooks();
		await post(books.client, numbered(60));
		const { length } = books.calls;
		await post(books.client, numbered(60));
		expect(books.calls.slice(length).filter((call) => /MetaData.LastUpdatedTime/.test(call))).toHaveLength(4);
		expect(books.calls.slice(length)).toHaveLength(4);
	});

	test('goes further back for an older order, and only that far', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		const { length } = books.calls;
		await postOne(books.client, order({ orderId: '7', orderNumber: '7', placedAt: '2026-06-01T10:00:00.000Z' }));
		expect(
			books.calls
				.slice(length)
				.filter((call) => /CreateTime >= '2026-05-24.* CreateTime <= |CreateTime >= '2026-05-24/.test(call)),
		).toHaveLength(4);
	});

	test('is read once by runs side by side', async () => {
		const books = await openBooks();
		await Promise.all(numbered(5).map(async (one) => await postOne(books.client, { ...one, state: 'open' })));
		expect(books.calls.filter((call) => call.startsWith('read Invoice'))).toHaveLength(1);
	});

	test('is as it was after a reading that failed, and complete after the next one', async () => {
		const books = await openBooks({ requestIds: 'forgotten', duplicateDocNumbers: 'accepted' });
		await postOne(books.client, order());
		const another = books.another();
		let asked = 0;
		const failing = {
			...another,
			query: async (...query: Parameters<typeof another.query>) =>
				++asked === 2 ? await Promise.reject(new Error('boom')) : await another.query(...query),
		};
		await expect(postOne(failing, completed())).rejects.toThrow('boom');
		expect((await postOne(another, completed())).outcome).toBe('alreadyThere');
		expect(await books.documents()).toHaveLength(1);
	});
});

async function renumber(books: StrictBooks, type: DocumentType, DocNumber: string): Promise<void> {
	const [row] = (await books.rows(type)) as [Fields];
	await books.control('/edit-document', { type, id: row.Id, DocNumber });
}

async function overwriteMemo(books: StrictBooks, type: DocumentType): Promise<void> {
	const [row] = (await books.rows(type)) as [Fields];
	await books.control('/edit-document', { type, id: row.Id, PrivateNote: 'Paid by Ana in cash' });
}
