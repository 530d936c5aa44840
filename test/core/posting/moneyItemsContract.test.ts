import { describe, expect, test } from '@jest/globals';
import type { Payment, Refund, SalesOrder } from '../../../core/model/salesOrder';
import { toSku } from '../../../core/model/sku';
import { back, evenLater, later, payment, refund } from '../../support/afterSale';
import { charge, order, orderLine } from '../../support/orders';
import { post, postOne, untouchedDraft } from '../../support/posting';
import { openBooks, type StrictBooks } from '../../support/strictBooks';

const WHOLESALE = '82';
const december = { now: '2026-12-02T12:00:00.000Z' };

/** Mugs of the usual income account, pallets of another one, gift wrapping without stock of a third, and shipping in the forms' field. */
async function openShop(country?: string) {
	const books = await openBooks({}, country);
	await books.item('Pallet', { Sku: 'PALLET', QtyOnHand: 9, IncomeAccountRef: { value: WHOLESALE } });
	await books.item('Card', { Sku: 'CARD', Type: 'Service', IncomeAccountRef: { value: '1' } });
	return books;
}

function basket(changes: Partial<SalesOrder> = {}): SalesOrder {
	const taxRates = ['NY'];
	return order({
		lines: [
			orderLine({ quantity: 2, net: 4000, tax: 320, taxRates }),
			orderLine({ lineId: '2', sku: toSku('PALLET'), name: 'Pallet', quantity: 1, net: 3333, tax: 267, taxRates }),
			orderLine({ lineId: '3', sku: toSku('CARD'), name: 'Card', quantity: 1, net: 250, tax: 20, taxRates }),
		],
		shipping: [charge({ net: 500, tax: 40, taxRates })],
		...changes,
	});
}

const { total } = basket();

const named = refund('5', total, [
	back(2, 4000, 0, { tax: 320 }),
	back(1, 3333, 0, { lineId: '2', tax: 267 }),
	back(1, 250, 0, { lineId: '3', tax: 20 }),
	back(0, 500, null, { lineId: 's1', tax: 40 }),
]);

/** Every account of income and tax that is not at nothing, by name. */
async function leftOver(books: StrictBooks): Promise<Record<string, number>> {
	const rows = (await books.control('/ledger')) as ReadonlyArray<{ name: string; type: string; balance: number }>;
	const own = rows.filter(({ type }) => ['Income', 'Accounts Receivable', 'Other Current Liability'].includes(type));
	return Object.fromEntries(own.filter(({ balance }) => balance !== 0).map(({ name, balance }) => [name, balance]));
}

async function moneyItems(books: StrictBooks) {
	const items = await books.rows('Item');
	return items
		.filter(({ Sku }) => String(Sku).startsWith('QBOSYNC-REFUND'))
		.map(({ Name, Type, Sku, IncomeAccountRef }) => [Name, Type, Sku, (IncomeAccountRef as { value: string }).value]);
}

describe("Money for goods that stay away comes off the goods' own income account", () => {
	test.each<[string, readonly Refund[]]>([
		['names all lines', [named]],
		['is a mere amount', [refund('5', total)]],
		['comes in two amounts', [refund('5', 1017), refund('6', total - 1017)]],
		[
			'comes as a part of each line, and then the rest',
			[
				refund('5', 1080, [back(0, 500, 0, { tax: 40 }), back(0, 500, 0, { lineId: '2', tax: 40 })]),
				refund('6', total - 1080),
			],
		],
	])('where a full refund %s, nothing is left in any of them', async (_how, refunds) => {
		const books = await openShop();
		const payments = [{ ...payment, amount: total }];
		await postOne(books.client, basket({ payments }));
		const outcome = await postOne(books.client, basket({ payments, state: 'refunded', modifiedAt: later, refunds }));
		expect(outcome).toMatchObject({ outcome: 'credited', reason: null });
		expect(await leftOver(books)).toEqual({});
		expect([(await books.stock('MUG-BLUE'))?.quantity, (await books.stock('PALLET'))?.quantity]).toEqual([38, 8]);
		expect(await moneyItems(books)).toEqual([
			['Refunds without goods (Sales of Product Income)', 'NonInventory', 'QBOSYNC-REFUND-79', '79'],
			['Refunds without goods (Wholesale Income)', 'NonInventory', 'QBOSYNC-REFUND-82', WHOLESALE],
		]);
	});

	test('a part of it is taken off in proportion', async () => {
		const books = await openShop();
		const lines = [orderLine({ quantity: 2, net: 4000 }), orderLine({ lineId: '2', sku: toSku('PALLET'), net: 1000 })];
		await postOne(books.client, order({ lines }));
		await postOne(books.client, order({ lines, modifiedAt: later, refunds: [refund('5', 1000)] }));
		expect(await leftOver(books)).toMatchObject({ 'Sales of Product Income': -32, 'Wholesale Income': -8 });
	});

	test('abroad too, with the codes of the goods', async () => {
		const books = await openShop('GB');
		const draft = { ...untouchedDraft, taxedCodeId: '2', untaxedCodeId: '5' };
		const lines = [
			orderLine({ quantity: 2, net: 4000, tax: 800, taxRates: ['VAT'] }),
			orderLine({ lineId: '2', sku: toSku('PALLET'), name: 'Pallet', net: 1000, tax: 200, taxRates: ['VAT'] }),
		];
		const abroad = (changes: Partial<SalesOrder>) => order({ currency: 'GBP', lines, ...changes });
		await postOne(books.client, abroad({}), { draft });
		const off = abroad({ state: 'refunded', modifiedAt: later, refunds: [refund('5', 2000), refund('6', 4000)] });
		expect(await postOne(books.client, off, { draft })).toMatchObject({ outcome: 'credited', reason: null });
		expect(await leftOver(books)).toEqual({});
	});

	test('an order whose status alone says that it is refunded is turned back so as well', async () => {
		const books = await openShop();
		const lines = basket().lines.map((line) => ({ ...line, restocked: null }));
		await postOne(books.client, basket({ lines }), december);
		const off = basket({ lines, state: 'refunded', modifiedAt: evenLater });
		expect(await postOne(books.client, off, december)).toMatchObject({ outcome: 'credited', reason: null });
		expect(await leftOver(books)).toEqual({});
	});

	test('a refund of a closed day is said to be of one, though a later refund takes all that it is shared out over', async () => {
		const books = await openShop();
		await postOne(books.client, basket());
		await books.control('/settings', { bookCloseDate: '2026-11-20' });
		const pallet = back(1, 3333, 1, { lineId: '2', tax: 267 });
		const refunds = [refund('5', 1000), { ...refund('6', 3600, [pallet]), refundedAt: december.now }];
		const closed = basket({ modifiedAt: december.now, refunds });
		const { outcome, reason, following } = await postOne(await books.another(), closed, december);
		expect({ outcome, following }).toMatchObject({ outcome: 'needsAttention', following: [{ number: 'WC-812-R6' }] });
		expect(reason).toContain('The refund is of 2026-11-20, and the books are closed');
	});

	test('a mere amount is credited beside a credit of all of a line that somebody wrote the memo of over', async () => {
		const books = await openShop();
		await postOne(books.client, basket());
		const first = refund('5', 3600, [back(1, 3333, 1, { lineId: '2', tax: 267 })]);
		await postOne(books.client, basket({ modifiedAt: later, refunds: [first] }));
		const [memo] = await books.rows('CreditMemo');
		await books.byHand('CreditMemo', { ...memo, PrivateNote: 'see folder 12' });
		const refunds = [first, { ...refund('6', 1000), refundedAt: evenLater }];
		const { reason } = await postOne(await books.another(), basket({ modifiedAt: evenLater, refunds }));
		expect(reason).not.toContain('Money-Only Refund Item');
		expect((await books.rows('CreditMemo')).map(({ TotalAmt }) => TotalAmt)).toEqual([36, 10]);
	});

	test('one item chosen for all takes everything, and none is made', async () => {
		const books = await openShop();
		const chosen = await books.chosen();
		await postOne(books.client, basket(), chosen);
		await postOne(books.client, basket({ modifiedAt: later, refunds: [refund('5', 1000)] }), chosen);
		expect(await moneyItems(books)).toEqual([]);
	});
});

describe('The item for an income account', () => {
	const mug = (changes: Partial<SalesOrder> = {}) =>
		order({ lines: [orderLine({ quantity: 2, net: 4000 })], ...changes });
	const partly = mug({ modifiedAt: later, refunds: [refund('5', 1000)] });

	test('is made once, whatever run needs it, and only when money alone goes back', async () => {
		const books = await openShop();
		const second = mug({ orderId: '900', orderNumber: '900' });
		await post(books.client, [mug(), second]);
		await postOne(books.client, mug({ modifiedAt: later, refunds: [refund('4', 1000, [back(1, 1000, 1)])] }));
		expect(await moneyItems(books)).toEqual([]);
		await postOne(books.client, partly);
		await postOne(books.client, { ...partly, orderId: '900', orderNumber: '900' });
		expect(await moneyItems(books)).toHaveLength(1);
		expect((await books.documents()).filter(({ type }) => type === 'CreditMemo')).toHaveLength(3);
	});

	test('costs two reads a run, however many orders need it', async () => {
		const reads = async (chosen: boolean): Promise<number> => {
			const books = await openShop();
			const options = chosen ? await books.chosen() : {};
			const orders = ['901', '902', '903'].map((orderId) => ({ orderId, orderNumber: orderId }));
			await post(books.client, orders.map(mug), options);
			await postOne(books.client, partly, options);
			const before = books.client.requestsMade().reads;
			await post(
				books.client,
				orders.map((one) => ({ ...partly, ...one })),
				options,
			);
			return books.client.requestsMade().reads - before;
		};
		expect((await reads(false)) - (await reads(true))).toBe(2);
	});

	test('is not made in a preview, which says that it would be', async () => {
		const books = await openShop();
		await postOne(books.client, mug());
		const outcome = await postOne(books.client, partly, { writes: false });
		expect(outcome).toMatchObject({ outcome: 'preview', following: [{ number: 'WC-812-R5', total: 1000 }] });
		expect(outcome.reason).toContain('"Refunds without goods (Sales of Product Income)" would be made');
		expect(await moneyItems(books)).toEqual([]);
	});

	test('gets its SKU behind the name where another item has that name', async () => {
		const books = await openShop();
		await books.item('Refunds without goods (Sales of Product Income)', { Type: 'Service' });
		await postOne(books.client, mug());
		expect((await postOne(books.client, partly)).outcome).toBe('credited');
		const names = (await moneyItems(books)).map(([name]) => name);
		expect(names).toEqual(['Refunds without goods (Sales of Product Income) (QBOSYNC-REFUND-79)']);
	});

	test.each([
		['inactive', { Active: false }, 'is inactive in QuickBooks'],
		['of another account', { IncomeAccountRef: { value: WHOLESALE } }, 'was given another income account'],
	])('that a person has made %s is said to be so, and no second one is made', async (_how, edit, reason) => {
		const books = await openShop();
		const id = await books.item('Refunds', { Type: 'Service', Sku: 'QBOSYNC-REFUND-79' });
		await books.control('/item', { id, ...edit });
		await postOne(books.client, mug());
		expect(await postOne(books.client, partly)).toMatchObject({
			outcome: 'needsAttention',
			reason: expect.stringContaining(reason),
		});
		expect(await moneyItems(books)).toHaveLength(1);
	});
});

/** rules.md A2, D3 */
test('what keeps a credit from the books that is paid back in part is told, and not an item that nobody has to choose', async () => {
	const books = await openShop();
	const part: Payment = { ...payment, amount: 8000 };
	const open = { recordPayments: true };
	await postOne(books.client, basket({ payments: [part] }), open);
	const ofPallet = refund('5', 3600, [back(1, 3333, 0, { lineId: '2', tax: 267 })]);
	const other = basket({ orderId: '900', orderNumber: '900', payments: [{ ...payment, amount: total }] });
	await postOne(books.client, other, open);
	const refunds = [refund('9', 2160, [back(1, 2000, 1, { tax: 160 })])];
	await postOne(books.client, { ...other, modifiedAt: later, refunds }, open);
	const [receipt = {}] = await books.rows('RefundReceipt');
	await books.deleteByHand('RefundReceipt', receipt);
	const refunded = basket({ payments: [part], modifiedAt: evenLater, refunds: [ofPallet] });
	expect(await postOne(books.another(), refunded, open)).toMatchObject({
		outcome: 'needsAttention',
		reason: expect.stringContaining('Somebody deleted Refund Receipt'),
	});
});
