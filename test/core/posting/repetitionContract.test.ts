import { describe, expect, test } from '@jest/globals';
import { readMarker, noteWithMarker } from '../../../core/quickbooks/documentMarker';
import type { SalesOrder } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import type { Fields } from '../../../core/reading/readUnknown';
import { lineByHand, openBooks, type StrictBooks } from '../../support/strictBooks';
import { hoursLater } from '../../support/interceptedClient';
import { order, orderLine } from '../../support/orders';
import { post, postOne, untouchedDraft } from '../../support/posting';

const later = '2026-11-20T11:00:00.000Z';
const dearer = (changes: Partial<SalesOrder> = {}) =>
	order({ modifiedAt: later, lines: [orderLine({ quantity: 3, net: 3750 })], ...changes });

/** rules.md C */
describe('Identity', () => {
	test('C1: renaming a product, or another state, does not look like an edit', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		const renamed = order({
			modifiedAt: later,
			channelState: 'completed',
			lines: [orderLine({ sku: toSku('MUG-NAVY'), name: 'Navy mug' })],
		});
		expect((await postOne(books.client, renamed)).outcome).toBe('alreadyThere');
		expect(await books.documents()).toHaveLength(1);
	});

	test('C2: two shops with order 1001 are two documents, each with the prefix of its account', async () => {
		const books = await openBooks();
		const first = order({ orderId: '1', orderNumber: '1001', account: 'one.example', booksPrefix: 'A-' });
		const second = order({ orderId: '2', orderNumber: '1001', account: 'two.example', booksPrefix: 'B-' });
		await post(books.client, [first, second]);
		expect((await books.documents()).map(({ DocNumber }) => DocNumber)).toEqual(['A-1001', 'B-1001']);
	});

	test('C2: two shops that share a prefix are found out, and the second order is not lost in the first', async () => {
		const books = await openBooks();
		await postOne(books.client, order({ account: 'one.example' }));
		const outcome = await postOne(books.client, order({ account: 'two.example' }));
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('Number Prefix of its own'),
		});
		expect(await books.documents()).toHaveLength(1);
	});

	test.each(['Invoice', 'SalesReceipt', 'CreditMemo', 'RefundReceipt'] as const)(
		'C2: a stranger among the %ss with our number is not adopted',
		async (type) => {
			const books = await openBooks();
			await books.byHand(type, {
				DocNumber: 'wc-812',
				CustomerRef: { value: '1' },
				Line: [lineByHand(books.itemId)],
				PrivateNote: 'made by hand',
				...(type === 'RefundReceipt' ? { DepositToAccountRef: { value: '35' } } : {}),
			});
			const outcome = await postOne(books.client, order());
			expect(outcome).toMatchObject({
				outcome: 'needsAttention',
				reason: expect.stringContaining('not made by this sync'),
			});
			expect(await books.documents()).toHaveLength(1);
		},
	);

	test('C2: the type of the first document stays', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		const receipts = { draft: { ...untouchedDraft, documentType: 'SalesReceipt' as const } };
		expect((await postOne(books.client, dearer(), receipts)).document).toMatchObject({ type: 'Invoice', total: 3750 });
		expect(await books.documents()).toHaveLength(1);
	});
});

describe('Versions', () => {
	test('C3: the same order again is already there, and nothing is written', async () => {
		const books = await openBooks();
		const first = await postOne(books.client, order());
		const before = books.client.requestsMade().writes;
		const again = await postOne(books.client, order());
		expect(again).toEqual({ ...first, outcome: 'alreadyThere' });
		expect(books.client.requestsMade().writes).toBe(before);
	});

	test('C3: an older version than the one in the books is dropped', async () => {
		const books = await openBooks();
		await postOne(books.client, dearer());
		expect((await postOne(books.client, order())).outcome).toBe('alreadyThere');
		expect((await postOne(books.client, order({ state: 'cancelled' }))).outcome).toBe('alreadyThere');
		expect((await books.onlyDocument()).TotalAmt).toBe(37.5);
	});

	test('C3: a newer version updates the document that is as we wrote it, and lines keep their ids', async () => {
		const books = await openBooks();
		const cord = orderLine({ lineId: '2', name: 'Second mug', net: 1000, quantity: 1 });
		await postOne(books.client, order({ lines: [orderLine(), cord] }));
		const outcome = await postOne(books.client, order({ modifiedAt: later, lines: [cord] }));
		expect(outcome).toMatchObject({ outcome: 'updated', document: { total: 1000 }, difference: 0 });
		const lines = (await books.onlyDocument()).Line as Fields[];
		expect(lines[0]).toMatchObject({ Id: '2', Description: 'Second mug', Amount: 10 });
		expect((await postOne(books.client, order({ modifiedAt: later, lines: [cord] }))).outcome).toBe('alreadyThere');
	});

	test('C3: an update leaves what people wrote beside our marker', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		const document = await books.onlyDocument();
		await books.byHand('Invoice', { ...document, PrivateNote: `Called the customer. ${String(document.PrivateNote)}` });
		expect((await postOne(books.client, dearer())).outcome).toBe('updated');
		expect((await books.onlyDocument()).PrivateNote).toMatch(/^Called the customer\. woocommerce order 812/);
	});

	test.each<[string, (document: Fields) => Fields]>([
		['split a line', ({ Line }) => ({ Line: halved(Line as Fields[]) })],
		['set another number of units', ({ Line }) => ({ Line: (Line as Fields[]).map(withOneUnit) })],
		['changed the day', () => ({ TxnDate: '2026-11-01' })],
		['chose another customer', () => ({ CustomerRef: { value: '2' } })],
		['changed the tax', ({ Line }) => ({ Line: (Line as Fields[]).map(taxed), TxnTaxDetail: { TotalTax: 1 } })],
		[
			'rewrote a description',
			({ Line }) => ({ Line: (Line as Fields[]).map((line) => ({ ...line, Description: 'A very blue mug' })) }),
		],
	])('C3: people win: where somebody %s, a newer version needs attention', async (_what, change) => {
		const books = await openBooks();
		await postOne(books.client, order());
		const document = await books.onlyDocument();
		const changed = await books.byHand('Invoice', { ...document, ...change(document) });
		expect(await postOne(books.client, dearer())).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('37.50 USD'),
		});
		expect(await books.onlyDocument()).toEqual({ ...changed, type: 'Invoice' });
	});

	test('two versions in one run make one document, of the newest', async () => {
		const books = await openBooks();
		const [older, newer] = await post(books.client, [order(), dearer()]);
		expect([older?.outcome, newer?.outcome]).toEqual(['alreadyThere', 'created']);
		expect((await books.onlyDocument()).TotalAmt).toBe(37.5);
	});
});

describe('Cancelled and taken back', () => {
	test('C5: processing, cancelled (voided by us), processing again makes a second document', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		await voidedByUs(books);
		expect((await postOne(books.client, order({ modifiedAt: later, state: 'cancelled' }))).outcome).toBe(
			'nothingToPost',
		);
		const again = await postOne(books.client, order({ modifiedAt: later }));
		expect(again).toMatchObject({ outcome: 'created', document: { number: 'WC-812-2' } });
		expect((await postOne(books.client, order({ modifiedAt: later }))).outcome).toBe('alreadyThere');
		expect((await books.standing()).map(({ DocNumber }) => DocNumber)).toEqual(['WC-812-2']);
	});

	test("C5: a void without our mark is a person's: nothing is posted again", async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		await books.voidByHand('Invoice', await books.onlyDocument());
		expect(await postOne(books.client, order({ modifiedAt: later }))).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('by someone'),
		});
		expect(await books.documents()).toHaveLength(1);
	});

	test('a document that somebody deleted is not claimed to be there because its request id still brings the old answer', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		await books.deleteByHand('Invoice', await books.onlyDocument());
		const outcome = await postOne(hoursLater(books.client), order());
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			document: null,
			reason: expect.stringContaining('deleted in QuickBooks by someone'),
		});
	});

	test('an order that went back to open says what to do by hand', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		const outcome = await postOne(books.client, order({ modifiedAt: later, state: 'open', channelState: 'failed' }));
		expect(outcome).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining('void it if the sale is off'),
			document: { number: 'WC-812' },
		});
		expect((await books.onlyDocument()).TotalAmt).toBe(25);
	});

	test('an order that went back to on-hold stays in the books until it is cancelled', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		const outcome = await postOne(
			books.client,
			order({ modifiedAt: later, state: 'reserving', channelState: 'on-hold' }),
		);
		expect(outcome).toMatchObject({
			outcome: 'alreadyThere',
			reason: expect.stringContaining('stays until it is cancelled'),
		});
	});
});

async function voidedByUs(books: StrictBooks): Promise<void> {
	const document = await books.onlyDocument();
	const marker = readMarker(String(document.PrivateNote));
	if (marker === null) throw new Error('The document has no marker');
	const marked = await books.byHand('Invoice', {
		...document,
		PrivateNote: noteWithMarker(String(document.PrivateNote), { ...marker, voidReason: 'cancelled' }),
	});
	await books.voidByHand('Invoice', marked);
}

function halved(lines: readonly Fields[]): Fields[] {
	const [line] = lines as [Fields];
	const detail = line.SalesItemLineDetail as Fields;
	const half = {
		...line,
		Amount: Number(line.Amount) / 2,
		SalesItemLineDetail: { ...detail, Qty: Number(detail.Qty) / 2 },
	};
	return [half, { ...half, Id: '9' }];
}

function withOneUnit(line: Fields): Fields {
	if (line.SalesItemLineDetail === undefined) return line;
	return { ...line, Amount: 12.5, SalesItemLineDetail: { ...(line.SalesItemLineDetail as Fields), Qty: 1 } };
}

function taxed(line: Fields): Fields {
	if (line.SalesItemLineDetail === undefined) return line;
	return { ...line, SalesItemLineDetail: { ...(line.SalesItemLineDetail as Fields), TaxCodeRef: { value: 'TAX' } } };
}
