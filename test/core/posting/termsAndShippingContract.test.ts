import { describe, expect, test } from '@jest/globals';
import type { SalesOrder, Shipment } from '../../../core/model/salesOrder';
import type { Fields } from '../../../core/reading/readUnknown';
import { order } from '../../support/orders';
import { postOne, untouchedDraft } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const parcel = (changes: Partial<Shipment> = {}): Shipment => ({
	shippedAt: '2026-11-21T09:00:00.000Z',
	carrier: 'DHL',
	trackingNumber: '00340434161094',
	...changes,
});

const later = (changes: Partial<SalesOrder>, minutes = 1): SalesOrder =>
	order({ modifiedAt: `2026-11-22T10:${String(minutes).padStart(2, '0')}:00.000Z`, ...changes });

const shown = ({ ShipDate, ShipMethodRef, TrackingNum }: Fields) => [
	ShipDate,
	(ShipMethodRef as Fields | undefined)?.value,
	TrackingNum,
];

const invoice = async (books: StrictBooks) => await books.onlyDocument();

describe('when goods left', () => {
	test.each(['Invoice', 'SalesReceipt'] as const)('stands on a new %s', async (documentType) => {
		const books = await openBooks();
		await postOne(books.client, order({ shipments: [parcel()] }), { draft: { ...untouchedDraft, documentType } });
		expect(shown(await invoice(books))).toEqual(['2026-11-21', 'DHL', '00340434161094']);
	});

	test('is noted later on as well, without writing a line anew, once', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		const before = await invoice(books);
		const shipped = later({ shipments: [parcel()] });
		expect(await postOne(books.client, shipped)).toMatchObject({ outcome: 'updated', following: [] });
		const after = await invoice(books);
		expect(shown(after)).toEqual(['2026-11-21', 'DHL', '00340434161094']);
		expect([after.Line, after.TotalAmt, after.PrivateNote]).toEqual([before.Line, before.TotalAmt, before.PrivateNote]);
		expect(await postOne(books.another(), shipped)).toMatchObject({ outcome: 'alreadyThere' });
		expect((await invoice(books)).SyncToken).toBe(after.SyncToken);
	});

	test('names the second parcel too, as far as whole numbers find room', async () => {
		const books = await openBooks();
		await postOne(books.client, order({ shipments: [parcel()] }));
		const second = parcel({ carrier: 'UPS', trackingNumber: '1Z999AA10123' });
		const third = parcel({ trackingNumber: '1Z999AA10124' });
		await postOne(books.client, later({ shipments: [parcel(), second] }));
		expect(shown(await invoice(books))).toEqual(['2026-11-21', 'DHL', '00340434161094, 1Z999AA10123']);
		expect(await postOne(books.client, later({ shipments: [parcel(), second, third] }, 2))).toMatchObject({
			outcome: 'alreadyThere',
		});
	});

	test('is left as a person wrote it, and so is a document that people changed', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		const row = await invoice(books);
		await books.byHand('Invoice', { Id: row.Id, SyncToken: row.SyncToken, sparse: true, TrackingNum: 'by hand' });
		expect(await postOne(books.client, later({ shipments: [parcel()] }))).toMatchObject({ outcome: 'alreadyThere' });
		expect(shown(await invoice(books))).toEqual([undefined, undefined, 'by hand']);
	});

	test('is not noted in a closed period, nor where the forms have no place for it', async () => {
		for (const settings of [{ bookCloseDate: '2026-11-20' }, { allowShipping: false }]) {
			const books = await openBooks();
			await postOne(books.client, order());
			await books.control('/settings', settings);
			expect(await postOne(books.another(), later({ shipments: [parcel()] }))).toMatchObject({
				outcome: 'alreadyThere',
			});
		}
	});

	test('is only said in a preview', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		expect(await postOne(books.client, later({ shipments: [parcel()] }), { writes: false })).toMatchObject({
			outcome: 'preview',
			reason: 'It is there, and when it was shipped would be noted',
		});
	});
});

describe('an invoice that is not paid', () => {
	const draft = { ...untouchedDraft, documentType: 'Invoice' as const };

	test('is due by the terms that the user chose', async () => {
		const books = await openBooks();
		await postOne(books.client, order(), { draft: { ...draft, termId: '3', dueDays: 5 } });
		expect(await invoice(books)).toMatchObject({ SalesTermRef: { value: '3' }, DueDate: '2026-12-20' });
	});

	test('or after so many days', async () => {
		const books = await openBooks();
		await postOne(books.client, order(), { draft: { ...draft, dueDays: 14 } });
		expect(await invoice(books)).toMatchObject({ DueDate: '2026-12-04' });
	});

	test('keeps the day that a person gave it, also when the order changes', async () => {
		const books = await openBooks();
		await postOne(books.client, order(), { draft: { ...draft, dueDays: 14 } });
		const row = await invoice(books);
		await books.byHand('Invoice', { Id: row.Id, SyncToken: row.SyncToken, sparse: true, DueDate: '2027-01-31' });
		const [line] = order().lines;
		const edited = later({ lines: line === undefined ? [] : [{ ...line, quantity: 3, net: 3750 }] });
		expect(await postOne(books.client, edited, { draft: { ...draft, dueDays: 14 } })).toMatchObject({
			outcome: 'updated',
		});
		expect(await invoice(books)).toMatchObject({ DueDate: '2027-01-31' });
	});

	test('is due at once where the order is paid, or nothing was chosen', async () => {
		const books = await openBooks();
		await postOne(books.client, order());
		expect(await invoice(books)).toMatchObject({ DueDate: '2026-11-20' });
		expect(await invoice(books)).not.toHaveProperty('SalesTermRef');
	});
});
