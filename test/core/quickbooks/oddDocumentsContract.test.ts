import { beforeEach, describe, expect, test } from '@jest/globals';
import axios from 'axios';
import { toSku } from '../../../core/model/sku';
import { readDocumentsByNumber } from '../../../core/quickbooks/documents';
import { refund } from '../../support/afterSale';
import { order, orderLine } from '../../support/orders';
import { post, untouchedForm } from '../../support/posting';
import { lineByHand, openBooks, type StrictBooks } from '../../support/strictBooks';

const lamp = (orderId: string) =>
	order({ orderId, orderNumber: orderId, lines: [orderLine({ sku: toSku('LAMP-OAK'), name: 'Lamp' })] });

/** What the local services said of themselves when they started. */
declare const services: Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A field of the document of order 812, which stands behind its number. */
const behindNumber = (field: string, to: string) => ({
	from: `("DocNumber":"WC-812".*?)"${field}":[^,}]*`,
	to: `$1"${field}":${to}`,
});

let books: StrictBooks;

async function lay(...rewrites: ReadonlyArray<{ readonly from: string; readonly to: string }>): Promise<void> {
	for (const rewrite of rewrites) await books.control('/faults', { path: '/query', rewrite });
}

async function clearFaults(): Promise<void> {
	await axios.delete(`${services.quickbooks?.url}/control/faults`, { proxy: false });
}

/** A process that knows nothing of what another one wrote. */
async function postAnew(...orders: ReadonlyArray<ReturnType<typeof order>>) {
	return await post(books.another(), orders, untouchedForm);
}

beforeEach(async () => {
	books = await openBooks();
});

describe('A document in QuickBooks', () => {
	test.each([
		['its shipping day', { from: '"TxnDate"', to: '"ShipDate":"soon","TxnDate"' }],
		['its address', { from: '"ShipAddr":\\{[^}]*\\}', to: '"ShipAddr":"here"' }],
	])('is known as it is where %s cannot be read', async (_what, rewrite) => {
		await post(books.client, [order()]);
		await lay(rewrite);
		expect(await postAnew(order())).toMatchObject([{ outcome: 'alreadyThere' }]);
	});
});

describe.each([
	['total', behindNumber('TotalAmt', '"much"')],
	['day', behindNumber('TxnDate', '"some day"')],
	['SyncToken', behindNumber('SyncToken', 'null')],
	['line', behindNumber('Qty', '"two"')],
	['times', { from: '("DocNumber":"WC-812".*?)"MetaData":\\{[^}]*\\}', to: '$1"MetaData":"none"' }],
	['id', { from: '("DocNumber":"WC-812".*?"sparse":false,)"Id":"[^"]*"', to: '$1"Id":null' }],
])('A document in QuickBooks whose %s cannot be read', (_what, rewrite) => {
	test('is known by its mark: its order needs attention by name, gets no second document, and its neighbours go on', async () => {
		await post(books.client, [order(), lamp('813')]);
		await lay(rewrite);
		expect(await postAnew(order(), lamp('813'), lamp('814'))).toMatchObject([
			{ outcome: 'needsAttention', reason: expect.stringMatching(/Invoice WC-812 in QuickBooks cannot be read/) },
			{ outcome: 'alreadyThere' },
			{ outcome: 'created' },
		]);
		expect(await books.documents()).toHaveLength(3);
	});

	test('is known by its mark also under another number, and where a refund follows', async () => {
		await post(books.client, [order()]);
		const [row] = await books.documents();
		await books.control('/edit-document', { type: 'Invoice', id: row?.Id, DocNumber: '2026-93' });
		await lay({ from: rewrite.from.replace('WC-812', '2026-93'), to: rewrite.to });
		const cancelled = order({ state: 'cancelled', modifiedAt: '2026-11-20T12:00:00.000Z' });
		expect(await postAnew(order())).toMatchObject([{ outcome: 'needsAttention' }]);
		expect(await postAnew(cancelled)).toMatchObject([
			{ outcome: 'needsAttention', reason: expect.stringMatching(/Invoice 2026-93 in QuickBooks cannot be read/) },
		]);
		expect(await books.standing()).toHaveLength(1);
	});
});

describe('A document in QuickBooks whose memo cannot be read', () => {
	test('holds back the creation of an order with its number, by name; other orders are posted', async () => {
		await post(books.client, [order()]);
		await lay({ from: '("DocNumber":"WC-812".*?)"PrivateNote":"[^"]*"', to: '$1"PrivateNote":{}' });
		expect(await postAnew(order(), lamp('813'))).toMatchObject([
			{
				outcome: 'needsAttention',
				reason: expect.stringMatching(
					/Invoice WC-812 in QuickBooks cannot be read and may be a document of this order/,
				),
			},
			{ outcome: 'created' },
		]);
		expect(await books.documents()).toHaveLength(2);
	});

	test('keeps the order that a process knew it by', async () => {
		await post(books.client, [order()]);
		const [row] = await books.documents();
		await books.control('/edit-document', { type: 'Invoice', id: row?.Id, DocNumber: '2026-93' });
		await lay({ from: '("DocNumber":"2026-93".*?)"PrivateNote":"[^"]*"', to: '$1"PrivateNote":{}' });
		expect(await post(books.client, [order()])).toMatchObject([
			{ outcome: 'needsAttention', reason: expect.stringMatching(/is the document of this order/) },
		]);
		expect(await books.documents()).toHaveLength(1);
	});

	test('holds back the orders that are older than it where its number cannot be read either', async () => {
		await books.byHand('Invoice', { DocNumber: 'X-1', CustomerRef: { value: '1' }, Line: [lineByHand(books.itemId)] });
		await lay({ from: '"DocNumber":"X-1"', to: '"DocNumber":{},"PrivateNote":{}' });
		const later = { placedAt: '2036-01-01T10:00:00.000Z', modifiedAt: '2036-01-01T10:00:00.000Z' };
		const [older] = await postAnew(order());
		expect(older).toMatchObject({ outcome: 'needsAttention', reason: expect.stringContaining('cannot be read') });
		expect(
			await post(books.another(), [{ ...lamp('815'), ...later }], { ...untouchedForm, now: later.placedAt }),
		).toMatchObject([{ outcome: 'created' }]);
	});
});

describe('A credit in QuickBooks whose memo cannot be read', () => {
	test('is not written once more for the refund that its number names', async () => {
		const refunded = order({
			modifiedAt: '2026-11-21T10:00:00.000Z',
			refunds: [refund('r1', 1250)],
		});
		const chosen = await books.chosen();
		await post(books.client, [refunded], chosen);
		const before = await books.documents();
		expect(before.map(({ type }) => type)).toContain('CreditMemo');
		await lay({ from: '("DocNumber":"WC-812-.*?)"PrivateNote":"[^"]*"', to: '$1"PrivateNote":{}' });
		expect(await post(books.another(), [refunded], chosen)).toMatchObject([
			{ outcome: 'needsAttention', reason: expect.stringContaining('may be a document of this order') },
		]);
		expect(await books.documents()).toHaveLength(before.length);
	});
});

describe('A document in QuickBooks that cannot be read for a while', () => {
	test('is known again by the same process once it can be read', async () => {
		await post(books.client, [order()]);
		await lay(behindNumber('TotalAmt', '"much"'));
		const another = books.another();
		expect(await post(another, [order()])).toMatchObject([{ outcome: 'needsAttention' }]);
		await clearFaults();
		expect(await post(another, [order()])).toMatchObject([{ outcome: 'alreadyThere' }]);
	});

	test('is not written twice where the answer to its own write cannot be read', async () => {
		await books.control('/faults', {
			method: 'POST',
			path: '/(invoice|batch)',
			rewrite: { from: '"TotalAmt":[^,]*', to: '"TotalAmt":"much"' },
		});
		expect(await post(books.client, [order(), lamp('813')])).toHaveLength(2);
		await clearFaults();
		await post(books.client, [order(), lamp('813')]);
		expect(await books.documents()).toHaveLength(2);
	});

	test('is found by its number with its neighbours', async () => {
		await post(books.client, [order(), lamp('813')]);
		await lay(behindNumber('TotalAmt', '"much"'));
		const { documents, odd } = await readDocumentsByNumber(books.client, ['WC-812', 'WC-813']);
		expect(documents.map(({ number }) => number)).toEqual(['WC-813']);
		expect(odd).toMatchObject([{ number: 'WC-812', identity: 'woocommerce/shop.example.com/812' }]);
	});
});
